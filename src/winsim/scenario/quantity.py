"""The numbers of a scenario, each with its path: what can be uncertain, and what can be varied."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from pydantic.fields import FieldInfo

from winsim.declaration.distribution import Distribution
from winsim.declaration.field import Declared, declared
from winsim.declaration.inconsistency import FieldPath, dotted
from winsim.declaration.path import forms

STEP_VALUES = "initiative.steps[*].value"
"""What the values of steps are called together; they sum to one, so that each varies by itself."""

CENTRES = {
    "constant": (),
    "normal": ("normal", "mean"),
    "lognormal": ("lognormal", "median"),
    "uniform": ("uniform",),
    "beta": ("beta", "mean"),
}
"""The way from a distribution to its centre; that of a uniform one moves both ends."""


class Quantity(NamedTuple):
    """A number of a scenario; of a trait that is spread, the centre.

    Attributes:
        path: The way to it.
        alike: The path of all numbers of its kind, with `*` for any member of a list or mapping.
        info: The declaration of its field.
        value: What the scenario says.
        works: Whether the mechanism that it belongs to is switched on.
    """

    path: FieldPath
    alike: str
    info: FieldInfo
    value: float
    works: bool

    @property
    def whole(self) -> bool:
        """Whether its field takes whole numbers only."""
        kinds = forms(self.info.annotation)
        return int in kinds and float not in kinds

    @property
    def bounds(self) -> tuple[float, float]:
        """The least and the most that its field takes."""
        ends = {
            key: getattr(rule, key)
            for rule in self.info.metadata
            for key in ("ge", "gt", "le", "lt")
            if hasattr(rule, key)
        }
        span = declared(self.info).get("span", (float("-inf"), float("inf")))
        least, most = ends.get("ge", ends.get("gt", span[0])), ends.get("le", span[1])
        return (max(least, 1e-3), min(most, 1 - 1e-3)) if "beta" in self.path else (least, most)


def quantities(scenario: Declared) -> Iterator[Quantity]:
    """Every number of a scenario, in the order of declaration.

    Args:
        scenario: A `Scenario`.

    Yields:
        Each number that it has; a trait that is read from columns is measured and no number.
    """
    yield from _of_group(scenario, (), "", True, scenario)


def _of_group(
    group: Declared, path: FieldPath, alike: str, works: bool, scenario: Any
) -> Iterator[Quantity]:
    for name, info in type(group).model_fields.items():
        switches = declared(info).get("switches", ())
        on = works and all(getattr(scenario.mechanisms, switch) for switch in switches)
        place = (*path, name), f"{alike}.{name}".removeprefix(".")
        yield from _of_value(getattr(group, name), place, info, on, scenario)


def _of_value(
    value: Any, place: tuple[FieldPath, str], info: FieldInfo, works: bool, scenario: Any
) -> Iterator[Quantity]:
    path, alike = place
    if isinstance(value, Distribution):
        yield from _of_trait(value, path, info, works)
    elif isinstance(value, Declared):
        yield from _of_group(value, path, alike, works, scenario)
    elif isinstance(value, tuple | dict):
        for key, member in _members(value):
            if isinstance(member, Declared):
                star = ".*" if isinstance(key, str) else "[*]"
                yield from _of_group(member, (*path, key), alike + star, works, scenario)
    elif isinstance(value, int | float) and not isinstance(value, bool):
        yield Quantity(path, alike, info, value, works)


def _of_trait(
    trait: Distribution, path: FieldPath, info: FieldInfo, works: bool
) -> Iterator[Quantity]:
    if not trait.columns:
        whole = (*path, *CENTRES[trait.kind])
        yield Quantity(whole, dotted(whole), info, centre(trait), works)


def _members(group: Sequence[Any] | dict[str, Any]) -> Iterator[tuple[str | int, Any]]:
    yield from group.items() if isinstance(group, dict) else enumerate(group)


def centre(trait: Distribution) -> float:
    """The centre of a distribution: its constant, mean or median.

    Args:
        trait: Any but one that is read from columns.
    """
    if trait.uniform is not None:
        return (trait.uniform.low + trait.uniform.high) / 2
    value: Any = trait
    for name in CENTRES[trait.kind] or ("constant",):
        value = getattr(value, name)
    return float(value)
