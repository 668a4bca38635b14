"""The fields of a scenario on a terminal: each with its value, and beneath it what it means."""

import json
import shutil
from collections.abc import Sequence
from textwrap import wrap
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from winsim.scenario.listing import Line

USUAL = 100
"""Columns of a terminal whose width is not known."""
NARROWEST = 60
LONGEST_FIELD, LONGEST_STATE, LONGEST_VALUE = 46, len("default, off: 0"), 48
"""What is longer pushes the next column to the right; values are cut."""
INDENT = "    "


def print_fields(listed: Sequence["Line"]) -> None:
    """Print fields in columns, and beneath each its meaning, where it is first met, and source.

    Args:
        listed: The fields, in order.
    """
    width = max(NARROWEST, shutil.get_terminal_size((USUAL, 24)).columns)
    field = min(LONGEST_FIELD, max((len(line.field) for line in listed), default=0))
    value = min(LONGEST_VALUE, width - field - LONGEST_STATE - 4)
    click.echo(_row("field", "value", "state", field, value))
    click.echo(_row("-" * field, "-" * value, "-" * LONGEST_STATE, field, value))
    explained: set[tuple[str, str]] = set()
    for line in listed:
        state = line.state if line.off is None else f"{line.state}, off: {line.off:g}"
        click.echo(_row(line.field, _cut(_valued(line), value), state, field, value))
        new = [pair for pair in _explanation(line) if pair not in explained]
        explained.update(new)
        for words in wrap(" ".join(words for _, words in new), width - len(INDENT)):
            click.echo(INDENT + words)


def _explanation(line: "Line") -> list[tuple[str, str]]:
    """What a field means and where its default comes from, each beside the meaning that it is of."""
    source = [f"[{line.source}]"] if line.source else []
    return [(line.meaning, words) for words in (line.meaning, *source)]


def _row(field: str, value: str, state: str, field_width: int, value_width: int) -> str:
    return f"{field.ljust(field_width)}  {value.ljust(value_width)}  {state}".rstrip()


def _valued(line: "Line") -> str:
    """A value on one line, with its unit if it is a number."""
    value = line.value
    is_plain = isinstance(value, bool | int | float | tuple | dict) or value is None
    text = json.dumps(value, ensure_ascii=False) if is_plain else " ".join(str(value).split())
    return f"{text} {line.unit}" if line.unit and value not in (None, ()) else text


def _cut(text: str, longest: int) -> str:
    return text if len(text) <= longest else f"{text[: longest - 2]} …"


def plain_row(line: "Line") -> dict[str, Any]:
    """A field as a row of plain data, its meaning among them."""
    value = line.value
    return line._asdict() | {"value": value.model_dump() if hasattr(value, "model_dump") else value}
