"""A progress line on standard error, for what takes longer than a second."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

import click

from winsim.cli.terminal import LOUDNESS
from winsim.parallel import Progress

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
