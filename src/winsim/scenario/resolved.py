"""Values as they are at work: a mechanism that is switched off puts its off values in place."""

from typing import Any

from winsim.scenario.behaviour import Mechanisms
from winsim.scenario.parameter import Declared, declared


def resolved(section: Declared, mechanisms: Mechanisms) -> dict[str, Any]:
    """The fields of a section by name, with the off values of mechanisms that are switched off."""
    values = {}
    for name, info in type(section).model_fields.items():
        extra = declared(info)
        switch = extra.get("switch")
        works = switch is None or getattr(mechanisms, switch)
        values[name] = getattr(section, name) if works else extra["off"]
    return values
