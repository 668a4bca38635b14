"""The field of the scenario that a factor sets: its unit, its meaning, its kind and its value."""

from __future__ import annotations

from typing import Any

from winsim.declaration.distribution import Distribution
from winsim.declaration.field import declared
from winsim.declaration.inconsistency import FieldPath
from winsim.declaration.override import field_path
from winsim.declaration.path import annotation_at, field_at, forms, model_of
from winsim.experiment.factor import Factor
from winsim.experiment.variation import value_at
from winsim.scenario.scenario import Scenario


def described(factor: Factor) -> Factor:
    """The factor with the meaning and unit of its field, where it says none of its own.

    Args:
        factor: it is not changed. The unit of one that multiplies is `times what the scenario says`.
    """
    path = field_path(factor.path) or ()
    times = "times what the scenario says" if factor.multiply else _unit(path)
    filled = {"unit": factor.unit or times, "meaning": factor.meaning or _meaning(path)}
    return factor.model_copy(update=filled)


def is_whole(factor: Factor) -> bool:
    """Whether a factor's field takes whole numbers only; never of a factor that multiplies."""
    kinds = forms(annotation_at(Scenario, field_path(factor.path) or ()))
    return not factor.multiply and int in kinds and float not in kinds


def standing_value(factor: Factor, scenario: Scenario) -> Any:
    """What a factor is while others vary: its default, else what the scenario says.

    Args:
        factor: what is varied; one that multiplies stands at 1.
        scenario: the scenario that is varied.

    Returns:
        A number, a word or a truth value; None where neither says any.
    """
    if factor.default is not None or factor.multiply:
        return factor.default if factor.default is not None else 1.0
    value = value_at(scenario.model_dump(mode="json"), field_path(factor.path) or ())
    return value if isinstance(value, bool | int | float | str) else None


def _unit(path: FieldPath) -> str:
    """The unit of the innermost field around a path that has one."""
    for end in range(len(path), 0, -1):
        info = field_at(Scenario, path[:end])
        unit: str = declared(info).get("unit", "") if info is not None else ""
        if unit:
            return unit
    return ""


def _meaning(path: FieldPath) -> str:
    """What the field means; a part of a distribution is named after what is distributed."""
    trait = next((n for n in range(1, len(path)) if _is_distribution(path[:n])), None)
    ends = (trait, len(path)) if trait else (len(path),)
    fields = [field_at(Scenario, path[:end]) for end in ends]
    return ": ".join(info.description or "" for info in fields if info is not None)


def _is_distribution(path: FieldPath) -> bool:
    return model_of(annotation_at(Scenario, path)) is Distribution
