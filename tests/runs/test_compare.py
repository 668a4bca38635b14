"""Rollouts compared seed by seed: what is counted, what is averaged, and what is left open."""

from dataclasses import replace
from math import inf, nan
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import t as t_distribution

from tests.support.plausible_runs import plausible_runs, with_outcome
from winsim.inference import mean_interval, sign_test
from winsim.problems import BadInput
from winsim.runs.compare import Comparison, compare
from winsim.runs.display import (
    differences_table,
    outcomes_table,
    ranking_display,
    tidy_table,
    verdict,
)
from winsim.runs.outcomes import OUTCOMES
from winsim.runs.simulate import simulate
from winsim.runs.tables import Runs
from winsim.runs.units import LEVEL, PEOPLE, WEEKS, WORK


def five_seeds(**outcomes: dict[str, list[float]]) -> Runs:
    runs = plausible_runs(seeds=range(1, 6), weeks=20)
    for outcome, values in outcomes.items():
        runs = with_outcome(runs, outcome, values)
    return runs


def row(table: pd.DataFrame, outcome: str, rollout: str = "pilots") -> Any:
    return table[(table["outcome"] == outcome) & (table["rollout"] == rollout)].iloc[0]


def test_a_mean_difference_and_its_interval_as_worked_by_hand() -> None:
    # Differences of 1 … 5: mean 3, standard error 1.5811 / √5 = .7071, and t(4) = 2.7764.
    assert mean_interval(np.array([1.0, 2, 3, 4, 5])) == pytest.approx(
        (3, 1.0368, 4.9632), abs=1e-4
    )


def test_pilots_are_compared_with_the_big_bang_of_the_same_seed() -> None:
    runs = five_seeds(
        adoption={"big_bang": [0.1, 0.9, 0.5, 0.3, 0.2], "pilots": [0.2, 1.0, 0.6, 0.3, 0.1]}
    )
    found = row(compare(runs).differences, "adoption")
    assert (found["better"], found["equal"], found["worse"]) == (3, 1, 1)
    assert found["mean"] == pytest.approx(0.04)
    assert found["median"] == pytest.approx(0.1)
    assert not found["significant"]


def test_less_is_better_where_less_is_better() -> None:
    runs = five_seeds(cost={"big_bang": [10, 10, 10, 10, 10], "pilots": [8, 9, 7, 12, 8]})
    found = row(compare(runs).differences, "cost")
    assert (found["better"], found["worse"]) == (4, 1)


def test_perceived_progress_is_neither_better_nor_worse() -> None:
    found = row(compare(five_seeds()).differences, "perceived")
    assert pd.isna(found["better"])
    assert found["higher"] + found["equal"] + found["lower"] == 5


def test_never_is_the_longest_time_and_counts_as_the_weeks_that_were_watched() -> None:
    runs = five_seeds(
        weeks_to_50={"big_bang": [12, 16, nan, nan, 18], "pilots": [15, nan, 10, nan, 8]}
    )
    comparison = compare(runs)
    summary = row(comparison.outcomes, "weeks_to_50")
    assert (summary["reached"], summary["median"], summary["percentile_95"]) == (3, 15, inf)
    assert summary["mean"] == (15 + 20 + 10 + 20 + 8) / 5
    found = row(comparison.differences, "weeks_to_50")
    assert (found["better"], found["equal"], found["worse"]) == (2, 1, 2)
    assert found["mean"] == pytest.approx((3 + 4 - 10 + 0 - 10) / 5)


def test_a_median_of_never_is_said_so() -> None:
    runs = five_seeds(weeks_to_90={"big_bang": [nan] * 5, "pilots": [30, 40, nan, nan, nan]})
    rows = outcomes_table(compare(runs)).to_dict("records")
    heading = "  weeks until 90 % of people work the new way (weeks)"
    place = next(place for place, row in enumerate(rows) if row["outcome"] == heading)
    assert rows[place]["big bang"] == "never"
    assert rows[place]["pilots"] == "never (30–never)"
    assert (rows[place + 1]["big bang"], rows[place + 1]["pilots"]) == ("0 of 5", "2 of 5")


def test_a_difference_that_cannot_matter_is_called_so_however_certain_it_is() -> None:
    runs = plausible_runs(seeds=range(1, 11), weeks=20)
    small = with_outcome(runs, "adoption", {"big_bang": [0.5] * 10, "pilots": [0.505, 0.51] * 5})
    found = row(compare(small).differences, "adoption")
    assert (found["significant"], found["equivalent"], found["smallest"]) == (True, True, 0.02)
    assert verdict(found) == "too small to matter"
    stricter = replace(small, scenario=small.scenario.with_fields({"smallest.adoption": 0.001}))
    assert verdict(row(compare(stricter).differences, "adoption")) == "better"


def test_work_that_matters_is_counted_for_each_employee() -> None:
    found = row(compare(five_seeds()).differences, "net_value")
    assert found["smallest"] == pytest.approx(0.1 * 9 * 6)


def test_a_smallest_difference_of_an_unknown_outcome_is_refused() -> None:
    runs = five_seeds()
    odd = replace(runs, scenario=runs.scenario.with_fields({"smallest.net_valu": 1}))
    with pytest.raises(BadInput, match="did you mean 'net_value'"):
        compare(odd)
    with pytest.raises(BadInput, match="did you mean 'net_value'"):
        simulate(odd.scenario, seeds=(1,))


def test_intervals_that_hold_together_are_wider_by_bonferronis_share() -> None:
    runs = five_seeds(adoption={"big_bang": [0.5] * 5, "pilots": [0.5, 0.6, 0.7, 0.6, 0.55]})
    each, together = compare(runs), compare(runs, simultaneous=True)
    one, all_ = (row(found.differences, "adoption") for found in (each, together))
    share = t_distribution.ppf(1 - 0.025 / len(OUTCOMES), 4) / t_distribution.ppf(0.975, 4)
    assert all_["high"] - all_["mean"] == pytest.approx(share * (one["high"] - one["mean"]))
    assert one["mean"] == all_["mean"]


def test_of_three_rollouts_it_is_said_how_often_each_is_best() -> None:
    runs = plausible_runs(["big_bang", "phased", "pilots"], seeds=range(1, 5), weeks=20)
    values = {"big_bang": [1, 5, 3, 2], "phased": [2, 5, 1, 1], "pilots": [3, 4, 2, 0]}
    ranks = compare(with_outcome(runs, "adoption", values)).ranking
    of_adoption = ranks[ranks["outcome"] == "adoption"].set_index("rollout")
    assert of_adoption["best"].to_dict() == {"big_bang": 2, "phased": 0, "pilots": 1}
    assert of_adoption["tied"].to_dict() == {"big_bang": 1, "phased": 1, "pilots": 0}
    assert of_adoption["mean_rank"].to_dict() == {
        "big_bang": (3 + 1.5 + 1 + 1) / 4,
        "phased": (2 + 1.5 + 3 + 2) / 4,
        "pilots": (1 + 3 + 2 + 3) / 4,
    }
    shown = ranking_display(compare(with_outcome(runs, "adoption", values)))
    assert shown.iloc[1].tolist() == [
        OUTCOMES["adoption"].label, "2 of 4 (+1 shared)", "0 of 4 (+1 shared)", "1 of 4",
    ]  # fmt: skip


def test_the_sign_test_is_exact() -> None:
    assert sign_test(9, 1) == pytest.approx(2 * (1 + 10) / 1024)
    assert sign_test(5, 5) == 1
    assert sign_test(0, 0) == 1


def test_one_seed_has_a_difference_and_no_interval() -> None:
    comparison = compare(plausible_runs(seeds=[7], weeks=20))
    found = row(comparison.differences, "adoption")
    assert not pd.isna(found["mean"])
    assert pd.isna(found["low"])
    assert not found["significant"]
    assert "–" in set(differences_table(comparison)["95 % interval"])


def test_one_rollout_alone_has_outcomes_and_no_differences() -> None:
    comparison = compare(plausible_runs(["pilots"], weeks=20))
    assert comparison.differences.empty
    assert comparison.pairs.empty
    assert len(comparison.outcomes) == len(OUTCOMES)
    assert differences_table(comparison).empty
    assert len(tidy_table(comparison)) == len(OUTCOMES)


def test_seeds_that_some_rollout_did_not_finish_are_left_out() -> None:
    runs = plausible_runs(seeds=range(1, 6), weeks=20)
    cut = replace(runs, runs=runs.runs.iloc[:-2])
    assert compare(cut).seeds == 3


def test_the_baseline_is_the_scenarios_unless_another_is_asked_for() -> None:
    runs = plausible_runs(["big_bang", "phased", "pilots"], seeds=range(1, 6), weeks=20)
    assert compare(runs).baseline == "big_bang"
    other = compare(runs, "pilots")
    assert list(dict.fromkeys(other.differences["rollout"])) == ["big_bang", "phased"]
    with pytest.raises(BadInput, match="did you mean 'pilots'"):
        compare(runs, "pilot")


def test_a_baseline_that_was_not_run_gives_way_to_the_first_rollout() -> None:
    runs = plausible_runs(["big_bang", "phased", "pilots"], seeds=range(1, 6), weeks=20)
    assert runs.scenario.reference == "big_bang"
    others = runs.runs[runs.runs["rollout"] != "big_bang"]
    assert compare(replace(runs, rollouts=("phased", "pilots"), runs=others)).baseline == "phased"


def test_stopped_runs_say_why_and_when() -> None:
    stopped = compare(plausible_runs(weeks=20)).stopped
    assert stopped.to_dict("records")[0] == {
        "rollout": "big_bang", "ended": "sponsor", "runs": 4, "median_week": 39.0,
    }  # fmt: skip


@given(st.lists(st.floats(-5, 5), min_size=2, max_size=30), st.floats(-3, 3))
def test_shifting_every_pair_shifts_the_mean_and_its_interval(
    differences: list[float], shift: float
) -> None:
    values = np.array(differences)
    moved = mean_interval(values + shift)
    assert moved == pytest.approx([end + shift for end in mean_interval(values)], abs=1e-9)


def test_the_order_of_the_rows_is_of_no_account() -> None:
    runs = plausible_runs(seeds=range(1, 9), weeks=5)
    backwards = replace(runs, runs=runs.runs.iloc[::-1])
    assert same(compare(runs), compare(backwards))


def same(one: Comparison, other: Comparison) -> bool:
    names = ("outcomes", "differences", "pairs")
    return all(getattr(one, name).equals(getattr(other, name)) for name in names)


def test_numbers_are_written_for_people() -> None:
    assert (PEOPLE.value(0.83), PEOPLE.value(0.834), WEEKS.value(52.5)) == ("83", "83.4", "52.5")
    assert WORK.value(503.27) == "503"
    assert LEVEL.value(0.2) == "0.20"
    assert WEEKS.value(inf) == "never"
    assert WEEKS.differences(-0.04, -12.3, 11.9) == ("0", "-12", "12")
    assert PEOPLE.differences(0.012, -0.001, 0.03) == ("1.2", "-0.1", "3.0")
