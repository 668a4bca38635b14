"""Scenarios whose numbers could be others: set anew, and simulated in memory."""

from typing import Any

import pytest

from winsim.experiment.revaluation import Revaluation
from winsim.experiment.uncertain import simulate_points, uncertain_specification
from winsim.problems import BadInput
from winsim.runs.simulate import simulate_outcomes
from winsim.scenario.reading import scenario_from
from winsim.scenario.scenario import Scenario
from winsim.scenario.uncertainty import uncertain_fields

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
