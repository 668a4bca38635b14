"""Tables on standard output, notes on standard error."""

import csv
import json
import math
import sys
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    import pandas as pd

LOUDNESS = "winsim.loudness"
"""Where a command's context keeps how much is said: -1 quiet, 0 normal, 1 verbose."""

Row = Mapping[str, Any]


def note(message: str) -> None:
    """Say something beside the data, on standard error, unless the command is quiet."""
    context = click.get_current_context(silent=True)
    if context is None or context.meta.get(LOUDNESS, 0) >= 0:
        click.echo(message, err=True)


def is_verbose(context: click.Context) -> bool:
    """Whether the command was asked to say more."""
    return bool(context.meta.get(LOUDNESS, 0) > 0)


def print_table(table: "pd.DataFrame | Sequence[Row]", form: str = "table") -> None:
    """Print rows as an aligned `table`, as `csv` or as `json`; nothing known is null or a dash."""
    given: Any = table.to_dict("records") if hasattr(table, "to_dict") else table
    rows = [{str(name): _known(value) for name, value in row.items()} for row in given]
    if form == "json":
        click.echo(json.dumps(rows, indent=2, ensure_ascii=False))
    elif form == "csv":
        _print_csv(rows)
    else:
        click.echo(aligned(rows))


def aligned(rows: Sequence[Row]) -> str:
    """Rows as text in columns under their names, numbers to the right."""
    if not rows:
        return "(nothing)"
    names = list(rows[0])
    cells = [names, *([_cell(row[name]) for name in names] for row in rows)]
    widths = [max(len(line[column]) for line in cells) for column in range(len(names))]
    right = [_is_numeric([row[name] for row in rows]) for name in names]
    lines = (
        "  ".join(
            cell.rjust(width) if to_right else cell.ljust(width)
            for cell, width, to_right in zip(line, widths, right, strict=True)
        ).rstrip()
        for line in (cells[0], ["-" * width for width in widths], *cells[1:])
    )
    return "\n".join(lines)


def _print_csv(rows: Sequence[Row]) -> None:
    writer = csv.DictWriter(sys.stdout, list(rows[0]) if rows else [], lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)


def _known(value: Any) -> Any:
    """A plain Python value; what is not a number is None, what is endless is a word."""
    plain = value.item() if hasattr(value, "item") else value
    if isinstance(plain, float) and not math.isfinite(plain):
        return None if math.isnan(plain) else str(plain)
    return plain


def _cell(value: Any) -> str:
    if value is None:
        return "–"
    return f"{value:.4g}" if isinstance(value, float) else str(value)


def _is_numeric(values: Sequence[Any]) -> bool:
    known = [value for value in values if value is not None]
    return bool(known) and all(
        isinstance(value, int | float) and not isinstance(value, bool) for value in known
    )
