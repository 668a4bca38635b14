"""The terminal: tables on standard output; notes, progress and failures on standard error.

A command that fails ends in a message and an exit code; no traceback is shown unless `-v` asks.
"""

import math
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING, Any

import click

from winsim.problems import BadInput, Problem

if TYPE_CHECKING:
    import pandas as pd

    from winsim.parallel import Progress

FAILED, BAD_INPUT, INTERRUPTED = 1, 2, 130
"""Exit codes: a run failed, the input cannot be used, the user stopped the command."""
LOUDNESS = "winsim.loudness"
"""Key of the context's `meta` for how much is printed: -1 quiet, 0 normal, 1 verbose."""
SCENARIO = "winsim.scenario"
"""Key of the context's `meta` for the path of the scenario that the command has read."""
PATIENCE = 1.0
"""Seconds before a progress line is shown."""
BAR = "{desc}: {percentage:3.0f}%|{bar}| {n_fmt} of {total_fmt}, {remaining} to go"
BAR_WITH_RATE = BAR + ", {rate_fmt}"

Row = Mapping[str, Any]


def note(message: str) -> None:
    """Print a message beside the data, on standard error, unless the command is quiet."""
    context = click.get_current_context(silent=True)
    if context is None or context.meta.get(LOUDNESS, 0) >= 0:
        click.echo(message, err=True)


def is_verbose(context: click.Context) -> bool:
    """Whether the command was called with `-v`."""
    return bool(context.meta.get(LOUDNESS, 0) > 0)


def print_table(table: "pd.DataFrame | Sequence[Row]", form: str = "table") -> None:
    """Print rows on standard output.

    Args:
        table: Rows of equal columns: a data frame, or mappings from column to value.
        form: `table` (aligned, numbers with four digits), `csv` or `json`. A missing number is a
            dash, an empty cell or null.
    """
    given: Any = table.to_dict("records") if hasattr(table, "to_dict") else table
    rows = [{str(name): _plain(value) for name, value in row.items()} for row in given]
    if form == "json":
        import json

        click.echo(json.dumps(rows, indent=2, ensure_ascii=False))
    elif form == "csv":
        _print_csv(rows)
    else:
        click.echo(aligned(rows))


def aligned(rows: Sequence[Row]) -> str:
    """Rows as text in columns under their names, numbers to the right.

    Args:
        rows: Mappings from column to value, all of the columns of the first; None is shown as a dash.

    Returns:
        Lines without a line break at the end; `(nothing)` where there are no rows.
    """
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
    import csv

    writer = csv.DictWriter(sys.stdout, list(rows[0]) if rows else [], lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)


def _plain(value: Any) -> Any:
    """A plain Python value: NaN is None, and an infinite number its name."""
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


class Failure(click.ClickException):
    """The end of a command that failed: a message, printed as it is, and an exit code.

    Args:
        message: One line or several, for standard error.
        exit_code: `FAILED`, `BAD_INPUT` or `INTERRUPTED`.
    """

    def __init__(self, message: str, exit_code: int) -> None:
        super().__init__(message)
        self.exit_code = exit_code  # type: ignore[misc]  # one class for every code

    def show(self, file: IO[Any] | None = None) -> None:
        """Print the message on standard error."""
        click.echo(self.message, file=file, err=True)


@contextmanager
def failures_reported(context: click.Context) -> Iterator[None]:
    """Turn every exception inside into a `Failure` that a user can read.

    Args:
        context: Of the command. Where it knows the scenario that was read, bad input is reported
            with its file and line.

    Raises:
        Failure: Bad input, one line a problem (exit code 2); an interruption (130); or any other
            error in one line, with its traceback after `-v` (1).
    """
    try:
        yield
    except BadInput as bad:
        raise Failure("\n".join(map(str, _placed(bad, context))), BAD_INPUT) from bad
    except KeyboardInterrupt:
        raise Failure("interrupted", INTERRUPTED) from None
    except (click.ClickException, click.exceptions.Exit, click.Abort, BrokenPipeError):
        raise
    except Exception as error:
        raise Failure(_report(context, error), FAILED) from error


def _placed(bad: BadInput, context: click.Context) -> Sequence[Problem]:
    """The problems, with file and line where they concern the scenario that was read."""
    from winsim.scenario.reading import placed

    path = context.meta.get(SCENARIO)
    return bad.problems if path is None else placed(bad.problems, path)


def _report(context: click.Context, error: Exception) -> str:
    if is_verbose(context):
        import traceback

        return "".join(traceback.format_exception(error)).rstrip()
    message = " ".join(str(error).split()) or "no more is known"
    return (
        f"winsim failed: {type(error).__name__}: {message}\nRun it again with -v for the traceback."
    )


@contextmanager
def progress_line(task: str, unit: str = "") -> "Iterator[Progress | None]":
    """A progress line on standard error, shown once a task has taken longer than `PATIENCE`.

    Args:
        task: What is being done, as in `simulating`.
        unit: If given (` runs`), the line also shows how many are done per second. What the first
            call reports was done before, and does not count for that.

    Yields:
        A function of how many are done and of how many; None where nobody watches.
    """
    if not is_watched():
        yield None
        return
    from tqdm import tqdm

    form = BAR_WITH_RATE if unit else BAR
    tqdm.monitor_interval = 0  # its thread only looks after lines that skip steps
    with tqdm(
        desc=task, delay=PATIENCE, leave=False, file=sys.stderr, bar_format=form, unit=unit,
        smoothing=0.0 if unit else 0.3, miniters=1,
    ) as line:  # fmt: skip

        def advance(done: int, total: int) -> None:
            if line.total is None and unit:
                line.initial = line.n = done
            line.total = total
            line.update(done - line.n)

        yield advance


def is_watched() -> bool:
    """Whether standard error is a terminal, and the command is not quiet."""
    context = click.get_current_context(silent=True)
    quiet = context is not None and context.meta.get(LOUDNESS, 0) < 0
    return not quiet and sys.stderr.isatty()
