"""The first three sentences of a comparison: the answer, how sure it is, what it hangs on."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from tests.support.plausible_runs import plausible_runs, with_outcome
from winsim.runs.compare import compare
from winsim.runs.headline import headline
from winsim.runs.tables import Runs

TEN = range(1, 11)


def valued(**values: Sequence[float]) -> Runs:
    """Runs of 54 people with these net values, in which 5.4 person-weeks are the least that matter."""
    runs = plausible_runs(list(values), seeds=TEN, weeks=20)
    return with_outcome(runs, "net_value", dict(values))


def test_the_better_rollout_and_by_how_much() -> None:
    first, second, third = headline(compare(valued(big_bang=[0.0] * 10, pilots=[19, 21] * 5)))
    assert first == (
        "By net value after 20 weeks, pilots is on average better than big bang by 20 person-weeks "
        "(95 % interval 19 to 21)."
    )
    assert second.startswith(
        "Pilots is ahead in 10, big bang in 0 of 10 simulated organisations by chance events alone"
    )
    assert "--uncertain" in second
    assert "`winsim flip`" in third


def test_better_on_average_and_yet_seldom_ahead() -> None:
    lines = headline(compare(valued(big_bang=[0.0] * 10, pilots=[-1.0] * 6 + [100.0] * 4)))
    assert "on average" in lines[0]
    assert (
        lines[0].endswith(", but ahead in only 4 of 10.")
        or "but ahead in only 4 of 10;" in lines[0]
    )
    assert lines[1].startswith("Pilots is ahead in 4, big bang in 6 of 10")


def test_a_difference_too_small_to_matter_is_no_victory() -> None:
    (first, *_) = headline(compare(valued(big_bang=[50.0] * 10, pilots=[51, 53] * 5)))
    assert (
        "pilots and big bang differ on average too little to matter, by 2.0 person-weeks" in first
    )


def test_no_clear_difference_is_no_victory_either() -> None:
    (first, *_) = headline(compare(valued(big_bang=[50.0] * 10, pilots=[10.0, 100.0] * 5)))
    assert "there is no clear difference: pilots lies on average above big bang by 5" in first


def test_where_nothing_pays_the_answer_says_so() -> None:
    (first, *_) = headline(compare(valued(big_bang=[-90.0] * 10, pilots=[-20.0] * 10)))
    assert "pilots is on average better" in first
    assert first.endswith("none of them brings more than it costs, and doing nothing is better.")


def test_of_three_the_best_is_laid_beside_the_next() -> None:
    three = valued(big_bang=[50.0] * 10, phased=[80.0] * 9 + [20.0], pilots=[40.0] * 10)
    first, second, _ = headline(compare(three))
    assert "phased is on average better than the next best, big bang, by 24" in first
    assert second.startswith("Best of all are phased in 9, big bang in 1 and pilots in 0 of 10")


def test_one_rollout_has_no_better_and_no_worse() -> None:
    (only,) = headline(compare(valued(pilots=[50.0] * 10)))
    assert only.startswith("Pilots: net value 50 person-weeks in the median of 10")


def test_a_benefit_without_a_price_is_no_measure() -> None:
    runs = valued(big_bang=[0.0] * 10, pilots=[-5.0] * 10)
    free = replace(runs, scenario=runs.scenario.with_fields({"initiative.price": 0}))
    assert headline(compare(free))[0].startswith(
        "By people working the new way at the end after 20"
    )


@pytest.mark.parametrize("sentence", ["In 60 of 100, if behaviour is uncertain, too."])
def test_what_was_found_out_since_takes_the_place_of_what_was_not(sentence: str) -> None:
    found = compare(valued(big_bang=[0.0] * 10, pilots=[20.0] * 10))
    assert headline(replace(found, sure=sentence, hangs_on="It hangs on the price."))[1:] == [
        sentence, "It hangs on the price.",
    ]  # fmt: skip
