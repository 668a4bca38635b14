"""What a person can say aloud of a comparison, and no more than that."""

from dataclasses import replace
from math import nan

from tests.support.plausible_runs import plausible_runs, with_outcome
from winsim.runs.compare import compare
from winsim.runs.statements import further_statements
from winsim.runs.tables import Runs


def said(runs: Runs, about: str) -> str:
    return next(line for line in further_statements(compare(runs)) if about in line)


def test_more_adopters_in_so_many_organisations() -> None:
    runs = plausible_runs(seeds=range(1, 11), weeks=20)
    pilots = [0.62, 0.64, 0.6, 0.61, 0.63, 0.62, 0.62, 0.64, 0.6, 0.48]
    runs = with_outcome(runs, "adoption", {"big_bang": [0.5] * 10, "pilots": pilots})
    assert said(runs, "adopters") == (
        "In 9 of 10 simulated organisations, pilots ends with more adopters than big bang; "
        "on average by 11 percentage points (95 % interval 7 to 14)."
    )


def test_no_clear_difference_is_said_as_such() -> None:
    runs = plausible_runs(seeds=range(1, 5), weeks=20)
    runs = with_outcome(runs, "adoption", {"big_bang": [0.5] * 4, "pilots": [0.42, 0.6, 0.5, 0.6]})
    assert said(runs, "People working") == (
        "People working the new way at the end: no clear difference between pilots and big bang; "
        "pilots lies 3 percentage points (95 % interval -11 to 17) above on average, "
        "and above in 2 of 4 simulated organisations."
    )


def test_an_average_carried_by_a_few_runs_says_how_few() -> None:
    runs = plausible_runs(seeds=range(1, 41), weeks=20)
    value = [-1.0] * 24 + [100.0] * 16
    runs = with_outcome(runs, "net_value", {"big_bang": [0.0] * 40, "pilots": value})
    line = said(runs, "net value")
    assert line.startswith("On average pilots has a higher net value than big bang, by 39 person-w")
    assert "in only 16 of 40 simulated organisations" in line


def test_net_value_states_the_price() -> None:
    runs = plausible_runs(seeds=range(1, 11), weeks=20)
    assert "a week of the full benefit is worth 0.05 person-weeks per employee" in said(
        runs, "net value"
    )


def test_a_time_that_never_comes_is_as_long_as_anybody_looked() -> None:
    # Sooner by 10 in six runs, by 40 in three; both never in the last: (60 + 120 + 0) / 10.
    runs = plausible_runs(seeds=range(1, 11), weeks=60)
    times = {"big_bang": [30.0] * 6 + [nan] * 4, "pilots": [20.0] * 9 + [nan]}
    assert said(with_outcome(runs, "weeks_to_50", times), "half") == (
        "In 9 of 10 simulated organisations, pilots brings half of the people over sooner than "
        "big bang; on average by 18 weeks (95 % interval 7 to 29), where never counts as 60 weeks "
        "(pilots in 1, big bang in 4)."
    )


def test_stopped_programmes_are_counted_with_the_reason() -> None:
    lines = further_statements(compare(plausible_runs(seeds=range(1, 41), weeks=20)))
    assert "In 4 of 40, big bang was stopped before the end (4 by the sponsor)." in lines


def test_a_people_file_makes_every_seed_a_future_of_one_organisation() -> None:
    runs = plausible_runs(seeds=range(1, 11), weeks=20, vary=False)
    lines = further_statements(compare(runs))
    assert "10 simulated futures of one organisation" in lines[0]
    assert "say nothing of others" in lines[0]
    assert any("of 10 simulated futures of this organisation" in line for line in lines)
    source = runs.scenario.organisation.model_copy(update={"people": "people.csv"})
    given = replace(runs, scenario=runs.scenario.model_copy(update={"organisation": source}))
    assert further_statements(compare(given)) == lines


def test_one_seed_says_nothing_of_likelihood() -> None:
    assert (
        "not what is likely" in further_statements(compare(plausible_runs(seeds=[3], weeks=20)))[0]
    )


def test_the_same_is_said_to_be_the_same() -> None:
    runs = plausible_runs(seeds=range(1, 5), weeks=20)
    runs = with_outcome(runs, "adoption", {"big_bang": [0.5] * 4, "pilots": [0.5] * 4})
    assert said(runs, "are the same").startswith(
        "Pilots and big bang are the same in people working"
    )


def test_a_promise_is_kept_where_the_week_before_closed_with_as_much() -> None:
    runs = plausible_runs(["pilots"], seeds=range(1, 5), weeks=20)
    made = {"rollouts.pilots.promises": [{"week": 11, "progress": 0.5}]}
    reached = dict(zip(range(1, 5), [0.4, 0.5, 0.6, 0.45], strict=True))
    weeks = runs.weeks.assign(
        strategic=runs.weeks["seed"].map(reached) * (runs.weeks["week"] >= 10)
    )
    given = replace(runs, scenario=runs.scenario.with_fields(made), weeks=weeks)
    assert said(given, "promise") == (
        "Pilots keeps its promise of 50 % strategic progress by week 11 in 2 of 4; the median run has come "
        "to 48 %."
    )
