"""The kinds of change for which there is a template."""

from collections.abc import Mapping
from types import MappingProxyType

KINDS: Mapping[str, str] = MappingProxyType(
    {
        "process_redesign": "work goes another way through the organisation",
        "system_cutover": "a system that all share is replaced",
        "new_behaviour": "people are to behave in a new way, and there is little to build",
        "team_merger": "teams come together, with their roles and habits",
        "pilot_to_scale": "a pilot worked, and the others are to follow",
        "regulatory_deadline": "a rule comes into force, and must be kept from then on",
    }
)
"""The kinds of change, each with what is so in it; the first is taken where none is named."""
