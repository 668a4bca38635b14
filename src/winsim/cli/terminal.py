"""Tables on standard output, notes on standard error."""

import csv
import json
import math
import sys
import traceback
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING, Any

import click

from winsim.parallel import Progress
from winsim.problems import BadInput, Problem

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


FAILED, BAD_INPUT, INTERRUPTED = 1, 2, 130
"""Exit codes: a run failed, the input cannot be used, whoever started it stopped it."""


SCENARIO = "winsim.scenario"
"""Where the context keeps the path of the scenario that a command has read."""


class Failure(click.ClickException):
    """An end with a message, printed as it is, and an exit code."""

    def __init__(self, message: str, exit_code: int) -> None:
        super().__init__(message)
        self.exit_code = exit_code  # type: ignore[misc]  # one class for every code

    def show(self, file: IO[Any] | None = None) -> None:
        """Print the message on standard error."""
        click.echo(self.message, file=file, err=True)


@contextmanager
def said_plainly(context: click.Context) -> Iterator[None]:
    """Turn what is raised inside into a failure that a person can read.

    Bad input is one line a problem; any other error one line, and its traceback after `-v`.
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
        raise Failure(_last_words(context, error), FAILED) from error


def _placed(bad: BadInput, context: click.Context) -> Sequence[Problem]:
    """The problems, with file and line where they concern the scenario that was read."""
    from winsim.scenario.reading import placed

    path = context.meta.get(SCENARIO)
    return bad.problems if path is None else placed(bad.problems, path)


def _last_words(context: click.Context, error: Exception) -> str:
    if is_verbose(context):
        return "".join(traceback.format_exception(error)).rstrip()
    said = " ".join(str(error).split()) or "no more is known"
    return f"winsim failed: {type(error).__name__}: {said}\nRun it again with -v for the traceback."


PATIENCE = 1.0
"""Seconds before a progress line is shown."""
SHOWN = "{desc}: {percentage:3.0f}%|{bar}| {n_fmt} of {total_fmt}, {remaining} to go"
WITH_RATE = SHOWN + ", {rate_fmt}"


@contextmanager
def progress_line(doing: str, unit: str = "") -> Iterator[Progress | None]:
    """What is to be told how much is done, and of how much; None where nobody watches.

    With a unit (` runs`) it also says how many are done in a second; what it is told of first was
    done before, and does not count for that.
    """
    if not is_watched():
        yield None
        return
    from tqdm import tqdm

    form = WITH_RATE if unit else SHOWN
    tqdm.monitor_interval = 0  # its thread only looks after lines that skip steps
    with tqdm(
        desc=doing, delay=PATIENCE, leave=False, file=sys.stderr, bar_format=form, unit=unit,
        smoothing=0.0 if unit else 0.3, miniters=1,
    ) as line:  # fmt: skip

        def tell(done: int, total: int) -> None:
            if line.total is None and unit:
                line.initial = line.n = done
            line.total = total
            line.update(done - line.n)

        yield tell


def is_watched() -> bool:
    """Whether standard error is a terminal, and the command is not quiet."""
    context = click.get_current_context(silent=True)
    quiet = context is not None and context.meta.get(LOUDNESS, 0) < 0
    return not quiet and sys.stderr.isatty()
