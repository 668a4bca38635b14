"""Remedies that can be typed as they are printed."""

import shlex
from typing import Any

import yaml

ENDLESS = 1 << 20
"""So wide that YAML is never broken into lines."""


def to_type(field: str, value: Any) -> str:
    """What sets a field of a scenario's `organisation` on the command line.

    Args:
        field: Its name, such as `form`.
        value: Text, a number, a list or a mapping, quoted where YAML and a shell need it.

    Example:
        >>> to_type("leave_out", ["All hands"])
        "--set 'organisation.leave_out=[All hands]'"
    """
    return f"--set {shlex.quote(f'organisation.{field}={in_short(value)}')}"


def in_short(value: Any) -> str:
    """A value on one line, as it can be written in a scenario.

    Args:
        value: Text, a number, a list or a mapping of plain data.
    """
    written = yaml.safe_dump(
        value, default_flow_style=True, allow_unicode=True, sort_keys=False, width=ENDLESS
    )
    return written.removesuffix("\n").removesuffix("\n...").replace("? '' :", '"":')
