"""What is uncertain in a scenario: declared ranges, those that move with it, and its own."""

from typing import Any

import pytest

from winsim.declaration.distribution import Distribution
from winsim.declaration.field import declared, parameter, plausible_words
from winsim.declaration.path import annotation_at, field_at, forms, homes, inside
from winsim.problems import BadInput
from winsim.scenario.reading import scenario_from
from winsim.scenario.scenario import Scenario
from winsim.scenario.uncertainty import DECIDED, UncertainField, uncertain_fields

TINY: dict[str, Any] = {
    "name": "tiny",
    "initiative": {
        "steps": [
            {"name": "sort", "work": 1, "value": 0.25, "risk": 0.1},
            {"name": "join", "work": 2, "value": 0.75},
        ]
    },
    "rollouts": {"big_bang": {"release": "whole"}, "pilots": {"waves": [["team 1"], "rest"]}},
}


NO_NUMBER = "is no number here, so that it has no range; give it a number first, or leave it out"


def fields(**more: Any) -> dict[str, UncertainField]:
    return {one.path: one for one in uncertain_fields(scenario_from(TINY | more))}


def remedies(ranges: dict[str, Any], **more: Any) -> list[str]:
    with pytest.raises(BadInput) as bad:
        scenario_from(TINY | more | {"uncertain": ranges})
    return [f"{one.field}: {one.remedy}" for one in bad.value.problems]


def numbers() -> list[str]:
    """The path of every field that takes a number, or a trait."""
    return [path for path in homes(Scenario) if {int, float, Distribution} & set(forms(at(path)))]


def at(path: str) -> Any:
    annotation: Any = Scenario
    for part in path.split("."):
        found = inside(annotation, part)
        annotation = inside(annotation, 0) if found is None else found
    return annotation


def test_every_number_has_a_plausible_range_or_is_decided() -> None:
    lacking = [
        path
        for path in numbers()
        if not any(path == group or path.startswith(f"{group}.") for group in DECIDED)
        and ".constant" not in path
        and not plausible_words(declared(info_of(path)))
    ]
    spread = ("normal", "lognormal", "uniform", "beta")
    assert [path for path in lacking if path.split(".")[-2] not in spread] == []


def info_of(path: str) -> Any:
    plain = tuple(0 if part == "*" else part for part in path.split("."))
    info = field_at(Scenario, plain)
    assert info is not None, path
    return info


def test_what_is_decided_is_there() -> None:
    assert all(annotation_at(Scenario, tuple(path.split("."))) is not None for path in DECIDED)


@pytest.mark.parametrize("plausible", [(0.5, 0.9), (-0.1, 0.9), (0.1, 1.2)])
def test_a_range_lies_within_the_bounds_and_about_the_default(plausible: Any) -> None:
    with pytest.raises(ValueError, match="no plausible range"):
        parameter(0.3, "a share", plausible=plausible, ge=0, le=1)


def test_a_field_at_its_default_has_the_declared_range() -> None:
    one = fields()["behaviour.coordination"]
    assert (one.value, one.low, one.high, one.kind) == (0.3, 0.1, 0.9, "behaviour")
    assert (one.unit, one.source, one.multiply, one.whole) == (
        "ratio",
        "our assumption",
        False,
        False,
    )


def test_the_range_moves_with_what_the_scenario_says_by_ratio() -> None:
    one = fields(behaviour={"coordination": 0.6})["behaviour.coordination"]
    assert [one.value, one.low, one.high] == pytest.approx([0.6, 0.2, 1.8])


def test_a_range_from_nothing_moves_by_difference_and_stays_within_the_bounds() -> None:
    one = fields(behaviour={"complacency": 0.3})[
        "behaviour.complacency"
    ]  # declared 0 to .4 about .1
    assert [one.low, one.high] == pytest.approx([0.2, 0.6])
    one = fields(behaviour={"discipline": 0.75})["behaviour.discipline"]  # declared 0 to 1 about .5
    assert [one.low, one.high] == pytest.approx([0.25, 1.0])


def test_a_range_whose_default_is_its_end_has_two_sides_elsewhere() -> None:
    one = fields(initiative=TINY["initiative"] | {"complementarity": 0.5})
    found = one["initiative.complementarity"]  # declared 0 to .4 about 0
    assert [found.low, found.high] == pytest.approx([0.1, 0.9])


def test_the_range_of_a_trait_is_that_of_its_centre() -> None:
    found = fields(employees={"belief": 0.33, "trust": {"uniform": {"low": 0.4, "high": 0.6}}})
    assert found["employees.threshold.normal.mean"].value == 0.47
    assert found["employees.belief"].high == 0.5
    assert found["employees.trust.uniform"].value == 0.5


def test_what_is_measured_or_switched_off_is_certain() -> None:
    found = fields(employees={"trust": {"column": "faith"}}, mechanisms={"coordination": False})
    assert not [path for path in found if "trust" in path and path.startswith("employees.trust.")]
    assert "employees.trust" not in found
    assert "behaviour.coordination" not in found


def test_steps_are_uncertain_together_but_for_their_values() -> None:
    found = fields()
    work = found["initiative.steps[*].work"]
    assert (work.value, work.low, work.high, work.multiply) == (1.0, 0.75, 1.75, True)
    assert work.kind == "inputs"
    values = [path for path in found if path.endswith("value")]
    assert values == ["initiative.steps[0].value", "initiative.steps[1].value"]
    assert found[values[1]].meaning.endswith("join")
    assert "initiative.steps[*].gate" not in found, "no step has a gate, so nothing is multiplied"


def test_the_only_step_of_value_has_all_of_it() -> None:
    steps = [{"name": "sort", "work": 1, "value": 1}, {"name": "show", "work": 2, "value": 0}]
    assert not [path for path in fields(initiative={"steps": steps}) if path.endswith("value")]


def test_a_scenario_gives_ranges_of_its_own() -> None:
    own = {
        "behaviour.coordination": [0.2, 0.4],
        "employees.threshold": [0.4, 0.5],
        "rollouts.big_bang.mandate": [0, 0.1],
        "initiative.steps[*].risk": [0.9, 1.1],
        "initiative.price": None,
        "initiative.gain": [1, 1],
        "leadership.decide_every": [2, 8],
    }
    found = fields(uncertain=own)
    coordination = found["behaviour.coordination"]
    assert (coordination.low, coordination.high, coordination.source) == (0.2, 0.4, "this scenario")
    assert found["employees.threshold.normal.mean"].low == 0.4
    assert found["rollouts.big_bang.mandate"].kind == "inputs"
    assert found["initiative.steps[*].risk"].high == 1.1
    assert found["leadership.decide_every"].whole
    assert not {"initiative.price", "initiative.gain"} & set(found)


def test_ranges_of_its_own_survive_a_change_of_the_scenario() -> None:
    own = {"initiative.price": None, "behaviour.coordination": [0.2, 0.4]}
    scenario = scenario_from(TINY | {"uncertain": own})
    assert scenario.with_fields(weeks=30).uncertain == scenario.uncertain


@pytest.mark.parametrize(
    ("ranges", "remedy"),
    [
        ({"behaviour.patiance": [0, 1]}, "there is no such number; did you mean 'behaviour.patience'?"),
        ({"behavior.coordination": [0, 1]}, "there is no such field; did you mean 'behaviour'?"),
        ({"mechanisms.trust": [0, 1]}, NO_NUMBER),
        ({"leadership.budget": [0, 1]}, NO_NUMBER),
        ({"behaviour.coordination": [0.6, 0.1]}, "its lower end comes first; swap the two"),
        ({"behaviour.coordination": [-1, 1]}, "its lower end must be at least 0 (ratio)"),
        ({"employees.belief_weight": [-1, 9]}, "its lower end must be at least 0 (observations)"),
        ({"leadership.support": [0.5, 2]}, "its upper end must be at most 1 (share)"),
        (
            {"behaviour.coordination": [0.4, 0.6]},
            "does not hold what the scenario says (0.3); widen it, or change the value, too",
        ),
        (
            {"initiative.steps[0].value": [0.2, 0.3]},
            "multiplies what the scenario says, so it must hold 1 between its ends",
        ),
    ],
)  # fmt: skip
def test_a_range_that_does_not_fit_says_why(ranges: dict[str, Any], remedy: str) -> None:
    assert remedies(ranges) == [f"uncertain.{next(iter(ranges))}: {remedy}"]


def test_a_range_is_two_numbers() -> None:
    assert remedies({"behaviour.coordination": [0.1]}) == [
        "uncertain.behaviour.coordination: must be two numbers, the least and the most, as [0.1, 0.6]"
    ]
    assert "must be a number" in remedies({"behaviour.coordination": ["low", 1]})[0]
