"""A lever of the lab: a control that people argue about, which sets fields of a scenario.

It does not change a scenario; it gives new values of fields, which `scenario_of` in
`winsim.player.lab.settings` puts into one.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Literal

from winsim.declaration.field import declared
from winsim.declaration.inconsistency import FieldPath
from winsim.declaration.override import Override
from winsim.declaration.path import annotation_at, field_at, forms, words_at
from winsim.scenario.scenario import Scenario

Kind = Literal["range", "switch", "choice"]
Value = float | bool | str
NewValues = list[tuple[FieldPath, Any]]
"""Fields of a scenario, each with its new value."""


@dataclass(frozen=True)
class Lever:
    """A control of the page: a slider (`range`), a `switch` or a `choice`.

    Attributes:
        id: The key of the lever in the query of an address.
        group: The heading it stands under.
        label: Its name on the page.
        help: What it means, with its unit.
        kind: Which control it is.
        value: The scenario's own value.
        sets: Gives the new values of fields for another value of the lever.
        low: The lowest value of a range.
        high: The highest.
        step: The distance between two values of a range.
        choices: The words of a choice.
    """

    id: str
    group: str
    label: str
    help: str
    kind: Kind
    value: Value
    sets: Callable[[Any], NewValues]
    low: float = 0.0
    high: float = 1.0
    step: float = 0.05
    choices: tuple[str, ...] = field(default=())

    def as_data(self) -> dict[str, Any]:
        """The lever as plain data for the page."""
        names = ("id", "group", "label", "help", "kind", "value", "low", "high", "step")
        return {name: getattr(self, name) for name in names} | {"choices": list(self.choices)}


def lever_of_field(
    path: FieldPath, id_: str, group: str, label: str, value: Value,
    *, low: float = 0.0, high: float = 1.0, step: float = 0.05,
) -> Lever:  # fmt: skip
    """A lever that sets one field; its control, its choices and its meaning are as declared.

    Args:
        path: The way to the field.
        id_: The lever's id.
        group: The heading it stands under.
        label: Its name on the page.
        value: The scenario's own value.
        low: The lowest value, where it is a range.
        high: The highest, which the scenario's own may exceed.
        step: The distance between two.
    """
    words = words_at(Scenario, path)
    number = not words and not isinstance(value, bool)
    return Lever(
        id_, group, label, meaning(path), "choice" if words else "range" if number else "switch",
        value, sets_count(path) if number and _whole(path) else sets_value(path),
        low, max(high, float(value)) if number else high, step, words,
    )  # fmt: skip


def _whole(path: FieldPath) -> bool:
    return int in forms(annotation_at(Scenario, path))


def sets_value(path: FieldPath) -> Callable[[Any], NewValues]:
    """A function that gives a field a value."""
    return lambda to: [(path, to)]


def sets_count(path: FieldPath) -> Callable[[Any], NewValues]:
    """A function that gives a field the nearest whole number."""
    return lambda to: [(path, round(to))]


def sets_nothing(_: Any) -> NewValues:
    """For a lever that sets a field together with others (`winsim.player.lab.settings`)."""
    return []


def meaning(path: FieldPath) -> str:
    """What a field means, with its unit, as its declaration says it."""
    info = field_at(Scenario, path)
    if info is None:
        return ""
    unit = declared(info).get("unit", "")
    return f"{info.description}{f' ({unit})' if unit else ''}"


def overrides(lever: Lever, to: Value) -> list[Override]:
    """The overrides of a scenario's fields for a new value of a lever; messages name them by its label."""
    return [Override(path, value, str(value), lever.label) for path, value in lever.sets(to)]
