"""The plausible ranges that a scenario itself gives: which number each means, and whether it fits."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from winsim.declaration.error_messages import unknown
from winsim.declaration.field import Declared, declared
from winsim.declaration.inconsistency import FieldPath, Inconsistency, dotted
from winsim.declaration.override import NO_PATH, field_path
from winsim.declaration.path import annotation_at, inside
from winsim.problems import nearest
from winsim.scenario.quantity import STEP_VALUES, Quantity, quantities

Named = Mapping[str, tuple[Quantity, ...]]


def misfit_ranges(scenario: Any) -> Iterator[Inconsistency]:
    """What does not fit in the ranges that a scenario gives.

    Args:
        scenario: A `Scenario`, all of whose fields are valid by themselves.

    Yields:
        The way to each range, and its remedy.
    """
    known = named_quantities(scenario) if scenario.uncertain else {}
    for text, ends in scenario.uncertain.items():
        remedy = (
            _misfit(known[text], multiplies(text), ends)
            if text in known
            else _nowhere(type(scenario), text, known)
        )
        if remedy:
            yield Inconsistency(("uncertain", text), remedy)


def named_quantities(scenario: Declared) -> Named:
    """The numbers of a scenario by every path that a range of its own may have.

    Args:
        scenario: A `Scenario`.

    Returns:
        One number for a path without `*`; for one with it, the numbers of all members.
    """
    known: dict[str, tuple[Quantity, ...]] = {}
    for one in quantities(scenario):
        for text in (dotted(one.path), _trait(one)):
            known[text] = (one,)
        if "*" in one.alike and one.alike != STEP_VALUES:
            known[one.alike] = (*known.get(one.alike, ()), one)
    return known


def multiplies(text: str) -> bool:
    """Whether the range of a path multiplies what the scenario says: for all alike, and for values."""
    value = text.startswith("initiative.steps[") and text.endswith(".value")
    return "*" in text or value


def _trait(one: Quantity) -> str:
    """The path of a trait without the way to its centre."""
    spread = "span" in declared(one.info)
    return dotted(one.path[:2] if spread else one.path)


def _misfit(known: tuple[Quantity, ...], times: bool, ends: tuple[float, ...] | None) -> str | None:
    """Why a range does not fit the number, or the numbers, that it is for."""
    if ends is None:
        return None
    if len(ends) != 2:
        return "must be two numbers, the least and the most, as [0.1, 0.6]"
    (low, high), one = ends, known[0]
    today = 1.0 if times else one.value
    if low > high:
        return "its lower end comes first; swap the two"
    return _beyond(one, times, low, high) or (
        None if low <= today <= high else _without_today(today, times)
    )


def _beyond(one: Quantity, times: bool, low: float, high: float) -> str | None:
    least, most = (0.0, float("inf")) if times else one.bounds
    unit = "" if times else f" ({declared(one.info).get('unit', '')})"
    if low < least:
        return f"its lower end must be at least {least:g}{unit}"
    return f"its upper end must be at most {most:g}{unit}" if high > most else None


def _without_today(today: float, times: bool) -> str:
    if times:
        return "multiplies what the scenario says, so it must hold 1 between its ends"
    return f"does not hold what the scenario says ({today:g}); widen it, or change the value, too"


def _nowhere(root: type[Declared], text: str, known: Named) -> str:
    path = field_path(text.replace("[*]", ".*"))
    if path is None:
        return NO_PATH
    if annotation_at(root, path[:1]) is None:
        return unknown(root, path[:1])
    if _annotation(root, path) is None:
        group = [one for one in known if one.startswith(f"{path[0]}.")]
        return f"there is no such number; {nearest(text, group)}"
    return "is no number here, so that it has no range; give it a number first, or leave it out"


def _annotation(root: type[Declared], path: FieldPath) -> Any:
    annotation: Any = root
    for part in path:
        found = inside(annotation, part)
        annotation = inside(annotation, 0) if found is None and part == "*" else found
    return annotation
