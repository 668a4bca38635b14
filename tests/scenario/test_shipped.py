"""Shipped scenarios: what sets their rollouts apart, and that every lever is used somewhere."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from winsim.scenario.reading import read_scenario
from winsim.scenario.scenario import Scenario

HOME = Path(__file__).parents[2]
SHIPPED = {path.stem: read_scenario(path) for path in sorted((HOME / "scenarios").glob("*.yaml"))}

STRATEGY = {
    "build-integration": {"order", "review", "scaffolding", "recognition.by"},
    "enterprise-transformation": {"waves", "release", "documentation"},
    "ops-redesign": {"waves", "release", "documentation"},
    "product-release": {"release"},
    "stalled-programme": {
        "order", "release", "low_value_cap", "recognition.by", "review.drop_below", "dashboards",
    },
    "system-cutover": {"waves", "release", "documentation"},
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
    fields = scenario.rollouts[name].model_dump(exclude={"description"})
    return fields | {
        "protected": {wave.pop("protected") for wave in fields["waves"]},
        "events": [event.week for event in scenario.events if name in (event.rollouts or [name])],
    }


@pytest.mark.parametrize("name", SHIPPED)
def test_rollouts_differ_in_what_they_compare_and_in_nothing_else(name: str) -> None:
    scenario = SHIPPED[name]
    found = [levers(scenario, rollout) for rollout in scenario.rollouts]
    assert set(differing(found)) == STRATEGY[name]
    assert all(len(each["protected"]) == 1 for each in found)
