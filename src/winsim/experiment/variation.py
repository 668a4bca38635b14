"""A variation: a scenario of which some fields are set anew, again and again."""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy
from functools import cache
from typing import Annotated, Any

from pydantic import TypeAdapter, ValidationError
from pydantic_core import PydanticCustomError

from winsim.declaration.inconsistency import FieldPath, refuse
from winsim.declaration.override import Override, put
from winsim.scenario.consistency import across
from winsim.scenario.listing import as_yaml_word
from winsim.scenario.scenario import Scenario


class Variation:
    """A scenario of which some fields are set anew, again and again.

    The parts of a scenario hang together only as `across` says, so a part that is not touched stays
    as it was found valid. The scenarios are those of `Scenario.with_overrides`, made in a third of the time.
    """

    def __init__(self, scenario: Scenario) -> None:
        self.scenario = scenario
        self.data = scenario.model_dump(mode="json", exclude_none=True)

    def at(self, overrides: Sequence[Override]) -> Scenario:
        """The scenario with fields set anew.

        Args:
            overrides: fields by path, with their values; without any, the scenario as it is.

        Raises:
            BadInput: with every problem, where they do not fit.
        """
        touched = {str(override.path[0]) for override in overrides}
        parts = {name: deepcopy(part) for name, part in self.data.items() if name in touched}
        put(Scenario, parts, overrides)
        try:
            valid = {name: _adapter(name).validate_python(part) for name, part in parts.items()}
            varied = self.scenario.unchecked_copy(valid)
            refuse(across(varied))
        except (ValidationError, PydanticCustomError):
            return self.scenario.with_overrides(overrides)
        return varied


@cache
def _adapter(name: str) -> TypeAdapter[Any]:
    """What validates one part of a scenario."""
    info = Scenario.model_fields[name]
    form: Any = Annotated[info.annotation, info]
    return TypeAdapter(form)


def yaml_value(value: Any) -> str:
    """A value as it is written on the command line and in YAML."""
    if isinstance(value, str):
        return as_yaml_word(value)
    return str(value).lower() if isinstance(value, bool) else repr(value)


def value_at(data: Any, path: FieldPath) -> Any:
    """The plain value at a path.

    Args:
        data: plain data, as `model_dump` gives it.
        path: names of fields, and places in lists.

    Returns:
        The value, or None where there is none.
    """
    for part in path:
        if isinstance(data, list) and isinstance(part, int) and part < len(data):
            data = data[part]
        else:
            data = data.get(part) if isinstance(data, dict) else None
    return data


def multiplied(value: Any, times: float) -> float | int:
    """A number times another; a whole number stays one."""
    return round(value * times) if isinstance(value, int) else value * times
