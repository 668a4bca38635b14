"""Counterfactuals beside a comparison: the same runs with one more win, or with the programme withdrawn."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from winsim.cli import results
from winsim.cli.terminal import print_table, progress_line

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

    from winsim.figures.style import Kind
    from winsim.runs.results import Drawing
    from winsim.runs.tables import Runs

LATEST = 5000
"""The latest week in which a programme can be withdrawn."""


def _weeks(context: click.Context, option: click.Parameter, given: str | None) -> tuple[int, ...]:
    """Weeks as in 8,16,26, from the second on: before, there is nothing to withdraw."""
    weeks = [week.strip() for week in (given or "").split(",") if week.strip()]
    if not all(week.isdecimal() and 2 <= int(week) <= LATEST for week in weeks):
        raise click.BadParameter(f"{given!r}: write it as 8,16,26, from week 2 on")
    return tuple(int(week) for week in weeks)


spiral_option = click.option(
    "--spiral", is_flag=True, help="Also measure Γ: further team-wins caused by one more win."
)
withdraw_option = click.option(
    "--withdraw",
    callback=_weeks,
    metavar="WEEKS",
    help="Also withdraw the programme in each of these weeks, e.g. 8,16,26,39,52, and measure "
    "adoption a year later.",
)


@dataclass(frozen=True)
class Counterfactual:
    """What a counterfactual shows: a table and sentences to print, and how to write and draw it.

    Attributes:
        name: Of its figure's file, without the ending.
        heading: What is printed above the table.
        printed: The table.
        statements: What it says, in sentences.
        write: Adds its tables to a results folder, and draws into that with what it is given.
        draw: Draws its figure, and returns the axes.
    """

    name: str
    heading: str
    printed: "pd.DataFrame"
    statements: list[str]
    write: "Callable[[Path, Drawing], None]"
    draw: "Callable[[], Sequence[Axes]]"

    def add(self, target: Path, kind: "Kind | None", form: str) -> None:
        """Add tables, sentences and, if a kind is given, the figure to a results folder; print them.

        Args:
            target: A folder that already holds the results of the comparison.
            kind: File format of the figure; None draws none.
            form: As in `report`.
        """
        self.write(target, partial(results.figure, self.draw, self.name, kind))
        self.report(form)

    def report(self, form: str) -> None:
        """Print table and sentences; in other forms than `table` they are only in the folder."""
        if form == "table":
            click.echo(f"\n{self.heading}\n")
            print_table(self.printed)
            click.echo()
            for sentence in self.statements:
                click.echo(f"- {sentence}")


def counterfactuals(
    runs: "Runs", jobs: int, spiral: bool, withdraw: Sequence[int]
) -> Iterator[Counterfactual]:
    """The counterfactuals that the options name, simulated one after the other.

    Args:
        runs: The runs that are compared, whose rollouts and seeds are used again.
        jobs: How many runs to simulate at once.
        spiral: Whether one more win is put into a team, to measure Γ.
        withdraw: Weeks in which the programme is withdrawn, each in runs of its own.

    Yields:
        Each as soon as it is simulated, so that it can be written before the next one begins.
    """
    if spiral:
        yield _one_more_win(runs, jobs)
    if withdraw:
        yield _withdrawal(runs, withdraw, jobs)


def _one_more_win(runs: "Runs", jobs: int) -> Counterfactual:
    from winsim import figures
    from winsim.counterfactual.one_more_win import headline, one_more_win, statements
    from winsim.counterfactual.results import add_one_more_win

    with progress_line("adding one more win") as progress:
        gain = one_more_win(runs.scenario, runs.rollouts, runs.seeds, jobs=jobs, progress=progress)
    return Counterfactual(
        "spiral", "One more win in a team of the first wave, and the further team-wins it brings",
        headline(gain), statements(gain),
        lambda target, drawing: add_one_more_win(target, gain, drawing),
        lambda: figures.spiral(gain),
    )  # fmt: skip


def _withdrawal(runs: "Runs", weeks: Sequence[int], jobs: int) -> Counterfactual:
    from winsim import figures
    from winsim.counterfactual.results import add_withdrawal
    from winsim.counterfactual.withdrawal import statements, withdrawal

    with progress_line("withdrawing the programme") as progress:
        left = withdrawal(runs.scenario, weeks, runs.rollouts, runs.seeds, jobs, progress)
    return Counterfactual(
        "withdrawal", "The programme withdrawn: adoption then, and a year later",
        left.table, statements(left),
        lambda target, drawing: add_withdrawal(target, left, drawing),
        lambda: figures.withdrawal(left),
    )  # fmt: skip
