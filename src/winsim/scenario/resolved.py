"""Values as they are at work: a mechanism that is switched off puts its off values in place."""

from functools import cache
from typing import Any

from winsim.scenario.behaviour import Mechanisms
from winsim.declaration.field import Declared, declared


def resolved(section: Declared, mechanisms: Mechanisms) -> dict[str, Any]:
    """The fields of a section by name, with the off values of mechanisms that are switched off."""
    values = dict(section)
    for name, switch, off in _switched(type(section)):
        if not getattr(mechanisms, switch):
            values[name] = off
    return values


@cache
def _switched(section: type[Declared]) -> tuple[tuple[str, str, Any], ...]:
    """The fields that belong to a mechanism, each with its switch and off value."""
    extras = ((name, declared(info)) for name, info in section.model_fields.items())
    return tuple(
        (name, extra["switch"], extra["off"]) for name, extra in extras if "switch" in extra
    )
