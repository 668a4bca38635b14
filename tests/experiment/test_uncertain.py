"""Scenarios whose numbers could be others: set anew, and simulated in memory."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from winsim.experiment.draws import drawn, quantiles
from winsim.experiment.drivers import noise
from winsim.experiment.odds import LAYERS, UncertainOdds, uncertain_odds
from winsim.experiment.odds_results import add_odds, fitting_odds, tables_of
from winsim.experiment.odds_statements import (
    how_sure,
    odds_statements,
    odds_table,
    with_odds,
)
from winsim.experiment.revaluation import Revaluation
from winsim.experiment.uncertain import simulate_points, uncertain_specification
from winsim.problems import BadInput
from winsim.runs.compare import compare
from winsim.runs.headline import best_two, headline
from winsim.runs.results import read_runs, write_comparison
from winsim.runs.simulate import simulate, simulate_outcomes
from winsim.scenario.reading import scenario_from
from winsim.scenario.scenario import Scenario
from winsim.scenario.uncertainty import UncertainField, uncertain_fields

TINY: dict[str, Any] = {
    "name": "tiny",
    "weeks": 12,
    "organisation": {"generate": {"people": 24, "team_size": 6}},
    "behaviour": {"announce": 0.5},
    "employees": {"trust": 0.5, "belief": {"uniform": {"low": 0.3, "high": 0.5}}},
    "initiative": {
        "gain": 2,
        "steps": [
            {"name": "sort", "work": 1, "value": 0.25, "risk": 0.3},
            {"name": "join", "work": 2, "value": 0.75, "risk": 0.8},
        ],
    },
    "rollouts": {"big_bang": {}, "pilots": {"waves": [{"pick": "random", "count": 1}, "rest"]}},
}


@pytest.fixture(scope="module")
def scenario() -> Scenario:
    return scenario_from(TINY)


def test_nothing_set_is_the_scenario_itself(scenario: Scenario) -> None:
    assert Revaluation(scenario).at({}) == scenario


def test_every_uncertain_field_can_be_set_to_either_end_and_stays_valid(scenario: Scenario) -> None:
    varied = Revaluation(scenario)
    for one in uncertain_fields(scenario):
        for value in (one.low, one.high):
            found = varied.at({one.path: value})
            assert found != scenario or value == one.value, one.path
            assert scenario_from(found.model_dump(exclude_none=True)) == found, one.path


def test_a_plain_field_is_set_as_on_the_command_line(scenario: Scenario) -> None:
    found = Revaluation(scenario).at({"behaviour.coordination": 0.7, "employees.trust": 0.4})
    assert found == scenario.with_fields({"behaviour.coordination": 0.7, "employees.trust": 0.4})


def test_a_uniform_trait_moves_with_both_ends(scenario: Scenario) -> None:
    spread = Revaluation(scenario).at({"employees.belief.uniform": 0.5}).employees.belief.uniform
    assert spread is not None
    assert [spread.low, spread.high] == pytest.approx([0.4, 0.6])


def test_all_steps_are_multiplied_alike_and_a_chance_stays_one(scenario: Scenario) -> None:
    found = Revaluation(scenario).at(
        {"initiative.steps[*].work": 1.5, "initiative.steps[*].risk": 2.0}
    )
    assert [step.work for step in found.initiative.steps] == [1.5, 3.0]
    assert [step.risk for step in found.initiative.steps] == [0.6, 1.0]


def test_a_step_worth_twice_as_much_leaves_less_for_the_other(scenario: Scenario) -> None:
    found = Revaluation(scenario).at({"initiative.steps[0].value": 2.0})
    assert [step.value for step in found.initiative.steps] == pytest.approx([0.4, 0.6])  # .5 : .75


def test_a_number_of_its_own_goes_before_that_of_all_alike(scenario: Scenario) -> None:
    found = Revaluation(scenario).at(
        {"initiative.steps[0].work": 7.0, "initiative.steps[*].work": 1.5}
    )
    assert [step.work for step in found.initiative.steps] == [7.0, 3.0]


def test_an_empty_point_gives_the_runs_of_the_scenario(scenario: Scenario) -> None:
    found = simulate_points(uncertain_specification(scenario), [{}], range(1, 4))
    runs = simulate_outcomes(scenario, seeds=(1, 2, 3))
    assert found["net_value"].tolist() == runs["net_value"].tolist()
    assert found["rollout"].tolist() == runs["rollout"].tolist()


def test_points_have_seeds_of_their_own_and_jobs_do_not_matter(scenario: Scenario) -> None:
    points = [{"behaviour.coordination": 0.1 * place, "seed": place} for place in range(1, 6)]
    specification = uncertain_specification(scenario)
    found = simulate_points(specification, points, range(1))
    assert found["seed"].tolist() == [seed for seed in range(1, 6) for _ in range(2)]
    assert found.equals(simulate_points(specification, points, range(1), jobs=3))


def test_a_run_that_fails_names_the_command_that_simulates_it() -> None:
    fourth = scenario_from(TINY | {"events": [{"week": 2, "kind": "win", "team": "team 4"}]})
    specification = uncertain_specification(fourth, ["pilots"])
    with pytest.raises(BadInput, match=r"team 4.*--set organisation.generate.people=12 "):
        simulate_points(specification, [{"organisation.generate.people": 12}])


def field(low: float, value: float, high: float, whole: bool = False) -> UncertainField:
    return UncertainField("here", "inputs", value, low, high, False, whole, "", "", "")


def test_today_is_the_median_of_every_draw(scenario: Scenario) -> None:
    for one in uncertain_fields(scenario):
        low, middle, high = quantiles(one, np.array([0.0, 0.5, 1.0]))
        assert (low, middle, high) == pytest.approx((one.low, one.value, one.high))


def test_half_of_the_mass_lies_evenly_on_either_side() -> None:
    found = quantiles(field(0.0, 0.2, 1.0), np.array([0.25, 0.75]))
    assert found == pytest.approx([0.1, 0.6])


def test_a_wide_range_is_gone_through_by_ratios() -> None:
    found = quantiles(field(1.0, 4.0, 16.0), np.array([0.25, 0.75]))
    assert found == pytest.approx([2.0, 8.0])


def test_whole_numbers_stay_whole() -> None:
    assert quantiles(field(1, 4, 8, whole=True), np.array([0.0, 0.3, 0.5])) == [1, 2, 4]


def test_a_latin_hypercube_puts_one_draw_into_every_slice_and_the_same_again() -> None:
    one = field(0.0, 0.5, 1.0)
    values = sorted(point["here"] for point in drawn([one], 10, seed=3))
    assert [int(10 * value) for value in values] == list(range(10))
    assert drawn([one], 10, seed=3) == drawn([one], 10, seed=3)
    assert drawn([one], 10, seed=3) != drawn([one], 10, seed=4)
    assert drawn([], 2, seed=1) == [{}, {}]


CERTAIN = {one.path: None for one in uncertain_fields(scenario_from(TINY))}
"""Every range of the tiny scenario without a width."""


def result(uncertain: dict[str, Any], seeds: range = range(1, 41), **more: Any) -> UncertainOdds:
    known = scenario_from(TINY | more | {"uncertain": uncertain})
    return uncertain_odds(simulate(known, seeds=seeds))


def counted(found: UncertainOdds, outcome: str, rollout: str = "pilots") -> dict[str, list[float]]:
    rows = found.odds[(found.odds["outcome"] == outcome) & (found.odds["rollout"] == rollout)]
    numbers = rows.drop(columns=["rollout", "baseline", "outcome", "unit", "layer"])
    return dict(zip(rows["layer"], numbers.to_numpy(dtype=float).tolist(), strict=True))


def test_what_is_certain_is_the_same_in_all_layers_to_the_digit() -> None:
    found = result(CERTAIN, range(5, 15))
    assert found.fields == ()
    for outcome in ("net_value", "adoption", "weeks_to_90"):
        chance, behaviour, inputs = counted(found, outcome).values()
        np.testing.assert_array_equal(chance, behaviour)
        np.testing.assert_array_equal(chance, inputs)


def test_the_first_layer_is_the_comparison_itself(scenario: Scenario) -> None:
    runs = simulate(scenario, seeds=range(1, 11))
    rows = compare(runs).differences.set_index("outcome")
    odds = uncertain_odds(runs, draws=4).odds
    mine = odds[(odds["layer"] == "chance") & (odds["rollout"] == "pilots")].set_index("outcome")
    for name in ("net_value", "adoption", "cost"):
        assert mine["better"][name] == rows["better"][name]
        assert mine["difference_median"][name] == pytest.approx(rows["median"][name])
    assert set(odds["runs"]) == {10, 4}


def test_an_input_that_decides_the_sign_gives_the_odds_of_its_share() -> None:
    """Net value is price times benefit less cost; where pilots gain less and cost less, a high price
    favours the big bang. Each seed has the price at which both are equal, so that the share of draws
    beneath it is known without simulating them."""
    price = CERTAIN | {"initiative.price": [0.0, 0.2]}
    found = result(price, range(1, 61))
    alone = found.runs[found.runs["layer"] == "behaviour"].set_index(["seed", "rollout"])
    gained, cost = (
        (alone[name].xs("pilots", level=1) - alone[name].xs("big_bang", level=1)).to_numpy()
        for name in ("benefit", "cost")
    )
    drawn_prices = found.draws["initiative.price"].to_numpy()
    expected = int((gained / 0.05 * drawn_prices > cost).sum())
    assert counted(found, "net_value")["inputs"][4] == expected
    assert 0 < expected < 60


def test_an_uncertain_input_widens_what_is_known_and_is_named() -> None:
    found = result(CERTAIN | {"initiative.price": [0.0, 1.0]}, range(1, 61))
    assert [one.path for one in found.fields] == ["initiative.price"]
    chance, behaviour, inputs = counted(found, "benefit", "big_bang").values()
    assert chance[:4] == behaviour[:4]
    assert inputs[3] > 5 * chance[3], "the 95th percentile: the price goes up to 20 times today's"
    mine = found.drivers[found.drivers["outcome"] == "benefit"]
    assert mine["field"].tolist() == ["initiative.price"]
    assert abs(mine["correlation"].iloc[0]) > 0.35
    assert mine["stands_out"].all()


def test_draws_are_paired_and_do_not_depend_on_jobs(scenario: Scenario) -> None:
    runs = simulate(scenario, seeds=range(1, 7))
    found, again = uncertain_odds(runs), uncertain_odds(runs, jobs=3)
    assert found.runs.equals(again.runs)
    assert found.odds.equals(again.odds)
    assert found.draws["seed"].tolist() == list(range(1, 7))
    assert set(found.runs.groupby(["layer", "draw"]).size()) == {2}


def test_chance_lets_the_largest_of_many_correlations_be_larger() -> None:
    # One in twenty over a single field of 20 pairs: the table of Spearman's correlation says about .444.
    assert noise(20, 1) == pytest.approx(0.444, abs=0.001)
    assert noise(100, 1) == pytest.approx(0.197, abs=0.001)
    assert noise(100, 100) > 0.33 > noise(400, 100)


def test_people_read_all_layers_beside_each_other() -> None:
    found = result({}, range(1, 13))
    table = odds_table(found)
    assert list(table.columns) == ["outcome", "chance alone", "and behaviour", "and inputs"]
    assert table["chance alone"].str.contains("of 12").sum() == 4
    first, second = odds_statements(found)
    assert f"all of {len(found.fields)} assumed values are uncertain" in first
    assert "stands out" in second or "hangs most on" in second


def test_the_headline_counts_in_how_many_futures_the_best_is_ahead_layer_by_layer() -> None:
    found, runs = result({}, range(1, 13)), simulate(scenario_from(TINY), seeds=range(1, 13))
    compared = compare(runs)
    best, other = best_two(compared)
    said = how_sure(compared, found)
    for layer in LAYERS:
        table = runs.runs if layer == "chance" else found.runs[found.runs["layer"] == layer]
        by_seed = table.pivot(index="seed", columns="rollout", values="net_value")
        ahead = int((by_seed[best] > by_seed[other]).sum())
        assert f"in {ahead} of 12" in said
    assert headline(with_odds(compared, found))[1] == said


def test_odds_lie_in_the_folder_with_all_their_columns_said(tmp_path: Path) -> None:
    known = scenario_from(TINY)
    runs = simulate(known, seeds=range(1, 13))
    write_comparison(tmp_path / "out", runs)
    found = uncertain_odds(runs)
    add_odds(tmp_path / "out", found, compare(runs))
    assert how_sure(compare(runs), found) in (tmp_path / "out" / "statements.txt").read_text()
    assert read_runs(tmp_path / "out").seeds == runs.seeds
    tables = (found.odds, found.runs, found.draws, found.drivers)
    for declared, table in zip(tables_of(found.fields), tables, strict=True):
        assert [column.name for column in declared.columns] == list(table.columns)
    kept = fitting_odds(tmp_path / "out", known, ("big_bang", "pilots"), "big_bang")
    assert kept is not None
    assert odds_statements(kept) == odds_statements(found)
    assert odds_table(kept).equals(odds_table(found))
    other = known.with_fields({"behaviour.coordination": 0.4})
    assert fitting_odds(tmp_path / "out", other, ("big_bang", "pilots"), "big_bang") is None
    assert fitting_odds(tmp_path / "out", known, ("big_bang",), "big_bang") is None
    assert set(found.odds["layer"]) == set(LAYERS)
