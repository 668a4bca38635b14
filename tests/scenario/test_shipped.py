"""Shipped scenarios: what sets their rollouts apart, and that every lever is used somewhere."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any, get_args

import pytest
from pydantic.fields import FieldInfo

from winsim.declaration.field import Declared, declared
from winsim.declaration.path import inside, model_of
from winsim.experiment.reading import read_experiment
from winsim.problems import BadInput
from winsim.runs.run import simulate_one
from winsim.scenario.answers import Answers
from winsim.scenario.behaviour import Mechanisms
from winsim.scenario.kinds import KINDS
from winsim.scenario.listing import Line, lines
from winsim.scenario.reading import read_scenario, scenario_from
from winsim.scenario.rollout import Event, Pick, Rollout
from winsim.scenario.scenario import Scenario
from winsim.scenario.starter import starter

HOME = Path(__file__).parents[2]
SHIPPED = {path.stem: read_scenario(path) for path in sorted((HOME / "scenarios").glob("*.yaml"))}

EXPERIMENTS = [read_experiment(path) for path in sorted((HOME / "experiments").glob("*.yaml"))]

STRATEGY = {
    "behind-closed-doors": {"interim", "broadcast_every"},
    "broken-promise": {"promises"},
    "build-integration": {"order", "review", "scaffolding", "recognition.by"},
    "celebrated-wins": {"recognition.strength", "next_steps"},
    "change-by-mandate": {"mandate"},
    "early-withdrawal": {"events"},
    "enterprise-transformation": {"waves", "release", "documentation"},
    "five-gates": {"waves"},
    "free-hand": {"low_value", "low_value_cap", "leaders_first", "reserved", "linked"},
    "impatient-sponsor": {"waves", "release"},
    "one-owner": {"ownership", "owner_share", "rotate_every"},
    "ops-redesign": {"waves", "release", "documentation"},
    "prize-and-accident": {"events"},
    "product-release": {"release"},
    "reorganised-midway": {"release", "events"},
    "stalled-programme": {
        "order", "release", "low_value_cap", "recognition.by", "review.drop_below", "dashboards",
    },
    "system-cutover": {"waves", "release", "documentation"},
    "tested-before-launch": {"review.test", "scaffolding"},
    "tight-budget": {"waves", "release", "documentation"},
    "uneven-teams": {"waves", "release", "pooled"},
    "who-pilots": {"waves"},
    "worth-unknown": {"waves", "review.payback", "dashboards"},
}  # fmt: skip
"""What the rollouts of each scenario differ in: that which they compare, and nothing else."""


def differing(parts: Sequence[Any], path: str = "") -> Iterator[str]:
    """The fields, by path, that are not alike in all parts; a group that one part lacks as a whole."""
    if all(part == parts[0] for part in parts):
        return
    if not all(isinstance(part, dict) for part in parts):
        yield path
        return
    for name in parts[0]:
        yield from differing([part[name] for part in parts], f"{path}.{name}".lstrip("."))


def levers(scenario: Scenario, name: str) -> dict[str, Any]:
    """All that a rollout declares, with the protection of its teams by itself, and its own events."""
    fields = scenario.rollouts[name].model_dump(exclude={"title", "description"})
    return fields | {
        "protected": {wave.pop("protected") for wave in fields["waves"]},
        "events": [event for event in scenario.events if name in (event.rollouts or (name,))],
    }


@pytest.mark.parametrize("name", SHIPPED)
def test_rollouts_differ_in_what_they_compare_and_in_nothing_else(name: str) -> None:
    scenario = SHIPPED[name]
    found = [levers(scenario, rollout) for rollout in scenario.rollouts]
    assert set(differing(found)) == STRATEGY[name]
    assert all(len(each["protected"]) == 1 for each in found)


@pytest.mark.parametrize("kind", KINDS)
def test_so_do_the_scenarios_to_start_from(kind: str) -> None:
    scenario = scenario_from(starter("new.yaml", "new", None, None, {}, Answers(kind)), "new.yaml")
    found = [levers(scenario, rollout) for rollout in scenario.rollouts]
    assert set(differing(found)) == {"waves", "release"}
    assert all(len(each["protected"]) == 1 for each in found)


def declared_fields(part: type[Declared], path: str = "") -> Iterator[tuple[str, FieldInfo]]:
    """Every field of a declaration that is not a group itself, by path without places in lists."""
    for name, info in part.model_fields.items():
        inner = model_of(info.annotation) or model_of(inside(info.annotation, 0))
        if inner is None:
            yield path + name, info
        else:
            yield from declared_fields(inner, f"{path}{name}.")


LEVERS = dict(declared_fields(Rollout))
UNUSED = {
    "title": "words, and no lever",
    "description": "words, and no lever",
}
"""Fields of a rollout that no shipped scenario or experiment uses, and why."""

UNPICKED = {
    "largest": "teams that are generated are of nearly one size; for a client's own files",
    "smallest": "the same",
}
"""Rules of picking teams that no shipped scenario uses, and why."""

MEMBERSHIP = {"teams", "pick", "where", "count", "share", "repeat", "growth"}
"""Fields of a wave that say together who is in it."""


def lever_of(path: str) -> str:
    """The field of a rollout that a path of a scenario leads to, without places in lists."""
    return re.sub(r"\[\d+\]", "", path).split(".", 2)[2]


def set_fields(scenario: Scenario, group: str) -> list[Line]:
    """What a scenario sets otherwise than by default in its rollouts or events."""
    found = (line for line in lines(scenario) if line.field.startswith(group))
    return [
        line for line in found if line.state == "set" and not line.field.endswith(".description")
    ]


SMALL_FIRST = sorted(SHIPPED.values(), key=lambda each: each.organisation.generate.people)
USES = [(scenario, line) for scenario in SMALL_FIRST for line in set_fields(scenario, "rollouts.")]
"""Every lever that a shipped scenario sets."""

MOVED = [
    path
    for experiment in EXPERIMENTS
    for factor in experiment.factors
    for path in factor.paths
    if path.startswith("rollouts.")
]
"""Every lever that a shipped experiment moves."""

SEEDS = range(1, 7)
"""Among these there is a flaw wherever a step has some risk."""


@cache
def record(name: str, rollout: str, seed: int) -> bytes:
    return bytes(simulate_one(SHIPPED[name], rollout, seed).weeks.tobytes())


def moves(scenario: Scenario, rollout: str, path: str, value: Any) -> bool:
    """Whether a run goes otherwise once a field has another value; False where it may not have it."""
    try:
        other = scenario.with_fields({path: value})
    except BadInput:
        return False
    return any(
        simulate_one(other, rollout, seed).weeks.tobytes() != record(scenario.name, rollout, seed)
        for seed in SEEDS
    )


def test_every_lever_is_used_by_a_shipped_scenario_or_experiment() -> None:
    used = {lever_of(path) for path in (*MOVED, *(line.field for _, line in USES))}
    assert set(LEVERS) - used == set(UNUSED)


def test_every_pick_is_used() -> None:
    picked = {line.value for _, line in USES if line.field.endswith(".pick")}
    assert set(get_args(Pick)) - picked == set(UNPICKED)


def test_every_kind_and_field_of_an_event_is_used() -> None:
    found = [line for scenario in SHIPPED.values() for line in set_fields(scenario, "events")]
    assert {line.field.split(".")[1] for line in found} == set(Event.model_fields)
    kinds = {line.value for line in found if line.field.endswith(".kind")}
    assert kinds == set(get_args(Event.model_fields["kind"].annotation))


REVOCABLE = sorted(
    lever
    for lever in {lever_of(line.field) for _, line in USES}
    if not LEVERS[lever].is_required() and lever.removeprefix("waves.") not in MEMBERSHIP
)


@pytest.mark.parametrize("lever", REVOCABLE)
def test_a_lever_that_is_set_moves_something(lever: str) -> None:
    info = LEVERS[lever]
    neutral = declared(info).get("off", info.default)
    assert any(
        moves(scenario, line.field.split(".")[1], line.field, neutral)
        for scenario, line in USES
        if lever_of(line.field) == lever
    )


ON = [name for name, info in Mechanisms.model_fields.items() if info.default]


@pytest.mark.parametrize("mechanism", ON)
def test_a_mechanism_that_ships_switched_on_moves_something(mechanism: str) -> None:
    assert any(
        moves(scenario, rollout, f"mechanisms.{mechanism}", False)
        for scenario in SMALL_FIRST
        for rollout in scenario.rollouts
    )
