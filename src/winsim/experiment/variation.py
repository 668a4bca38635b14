"""Scenarios that differ from one in a few fields, made without checking the rest once more."""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy
from functools import cache
from typing import Annotated, Any

from pydantic import TypeAdapter, ValidationError
from pydantic_core import PydanticCustomError

from winsim.declaration.override import Change, put
from winsim.scenario.consistency import across
from winsim.declaration.inconsistency import refuse
from winsim.scenario.reading import with_changes
from winsim.scenario.scenario import Scenario


class Variation:
    """A scenario of which some fields are set anew, again and again.

    The parts of a scenario hang together only as `across` says, so a part that is not touched stays
    as it was found valid. The scenarios are those of `with_changes`, about three times as fast.
    """

    def __init__(self, scenario: Scenario) -> None:
        self.scenario = scenario
        self.data = scenario.model_dump(mode="json", exclude_none=True)

    def at(self, changes: Sequence[Change]) -> Scenario:
        """The scenario with changes made; BadInput with every problem where they do not fit."""
        touched = {str(change.path[0]) for change in changes}
        parts = {name: deepcopy(part) for name, part in self.data.items() if name in touched}
        put(Scenario, parts, changes)
        try:
            valid = {name: _adapter(name).validate_python(part) for name, part in parts.items()}
            varied = self.scenario.model_copy(update=valid)
            refuse(across(varied))
        except (ValidationError, PydanticCustomError):
            return with_changes(self.scenario, changes)
        return varied


@cache
def _adapter(name: str) -> TypeAdapter[Any]:
    """What validates one part of a scenario."""
    info = Scenario.model_fields[name]
    form: Any = Annotated[info.annotation, info]
    return TypeAdapter(form)
