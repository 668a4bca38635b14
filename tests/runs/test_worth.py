"""Whether a rollout is worth doing at all: against doing nothing, from which price and week on."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from tests.support.plausible_runs import plausible_runs, with_outcome
from tests.support.tiny_change import tiny
from winsim.runs.compare import compare
from winsim.runs.simulate import simulate
from winsim.runs.standstill_statements import standstill_statements
from winsim.runs.tables import Runs
from winsim.runs.worth_statements import worth_statements
from winsim.scenario.reading import scenario_from


def spent_first(weeks: int, seeds: int = 2) -> Runs:
    """54 people whose change costs 27 person-weeks in week 1, and pays a tenth of that every week."""
    runs = plausible_runs(["pilots"], seeds=range(1, seeds + 1), weeks=weeks)
    week = runs.weeks["week"]
    paid = runs.weeks.assign(cost=np.where(week == 1, 27.0, 0.0), benefit_share=(week > 0) * 1.0)
    values = {"cost": 27.0, "benefit": 2.7 * weeks, "net_value": 2.7 * weeks - 27.0}
    runs = replace(runs, weeks=paid)
    for name, value in values.items():
        runs = with_outcome(runs, name, {"pilots": [value] * seeds})
    return runs


def test_a_change_pays_for_itself_in_the_week_after_which_it_stays_above_zero() -> None:
    # A week of full benefit is worth .05 × 54 = 2.7 person-weeks; 27 are repaid after ten.
    worth = compare(spent_first(20)).worth.iloc[0]
    assert (worth["worth_it"], worth["mean_net_value"], worth["repaid_week"]) == (2, 27.0, 11)


def test_the_price_at_which_it_begins_to_be_worth_doing() -> None:
    # Half of the benefit of 54 would do: half of the price.
    assert compare(spent_first(20)).worth.iloc[0]["break_even_price"] == pytest.approx(0.025)


def test_a_horizon_that_is_too_short_makes_it_a_loss() -> None:
    comparison = compare(spent_first(6))
    worth = comparison.worth.iloc[0]
    assert (worth["worth_it"], round(worth["mean_net_value"], 6)) == (0, -10.8)
    assert pd.isna(worth["repaid_week"])
    (said,) = worth_statements(comparison)
    assert "worth it in 0 of 2" in said
    assert "It begins to be worth it at 0.083 person-weeks per employee" in said


def test_net_values_are_read_by_the_year_and_at_the_end() -> None:
    horizons = compare(spent_first(120)).horizons
    assert horizons["weeks"].tolist() == [52, 104, 120]
    assert horizons["median"].round(6).tolist() == [2.7 * w - 27 for w in (52, 104, 120)]


def test_where_nobody_begins_nothing_is_spent_and_nothing_gained() -> None:
    scenario = scenario_from(tiny(20), "tiny.yaml").with_nothing(["nothing"])
    runs = simulate(scenario, ["nothing"], seeds=(1, 2, 3)).runs
    assert (runs[["cost", "benefit", "net_value", "adoption", "wins"]] == 0).all(axis=None)
    assert not runs["cancelled"].any()
    assert set(runs["ended"]) == {"nothing"}
    assert runs["trust"].tolist() == pytest.approx([0.5] * 3)


def test_nothing_does_not_stand_still_either() -> None:
    scenario = scenario_from(tiny(20), "tiny.yaml").with_nothing(["nothing"])
    assert standstill_statements(compare(simulate(scenario, ["nothing"], seeds=(1, 2)))) == []


def test_nothing_is_not_stopped_for_lack_of_support_or_money() -> None:
    scenario = scenario_from(tiny(20), "tiny.yaml").with_nothing(["nothing"])
    poor = scenario.with_fields({"leadership.support": 0.0, "leadership.budget": 0.0})
    assert set(simulate(poor, ["nothing"], seeds=(1,)).runs["ended"]) == {"nothing"}


def test_money_is_what_readers_see_and_work_what_tables_hold() -> None:
    runs = spent_first(20)
    rich = replace(runs, scenario=runs.scenario.with_fields({"money": {"rate": 2000}}))
    (said,) = worth_statements(compare(rich))
    assert "leaves 54,000 EUR after 20 weeks" in said
    assert compare(rich).outcomes.equals(compare(runs).outcomes)
