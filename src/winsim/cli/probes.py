"""What `compare` can probe beside the comparison: one more win, and a withdrawn programme."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from winsim.cli.terminal import print_table
from winsim.cli.progress import progress_line

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

    from winsim.figures.style import Kind
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
    "--spiral", is_flag=True, help="Also put one more win into a team, and count what follows."
)
withdraw_option = click.option(
    "--withdraw",
    callback=_weeks,
    metavar="WEEKS",
    help="Also withdraw the programme in each of these weeks, as in 8,16,26,39,52, and look at "
    "adoption a year later.",
)


@dataclass(frozen=True)
class Probe:
    """What was probed: tables to keep, the one to print, sentences, and how to draw it."""

    name: str
    heading: str
    table: "pd.DataFrame"
    pairs: "pd.DataFrame"
    printed: "pd.DataFrame"
    said: list[str]
    draw: Callable[[], "Sequence[Axes]"]

    def add(self, target: Path, kind: "Kind | None") -> None:
        """Add tables, sentences and, if a kind is given, the figure to a results folder."""
        from winsim.runs.folder import further_files
        from winsim.runs.csv import write_table

        with further_files(target) as folder:
            write_table(self.table, folder / f"{self.name}.csv")
            write_table(self.pairs, folder / f"{self.name}_pairs.csv")
            said = "".join(f"{sentence}\n" for sentence in self.said)
            (folder / f"{self.name}.txt").write_text(said, "utf-8")
            if kind is not None:
                from winsim.figures import figure_of, save

                save(figure_of(self.draw()[0]), folder / f"{self.name}.{kind}")

    def tell(self, form: str) -> None:
        """Print what was probed for people; in other forms it is only in the results folder."""
        if form == "table":
            click.echo(f"\n{self.heading}\n")
            print_table(self.printed)
            click.echo()
            for sentence in self.said:
                click.echo(f"- {sentence}")


def probed(runs: "Runs", jobs: int, spiral: bool, withdraw: Sequence[int]) -> Iterator[Probe]:
    """What was asked for beside the comparison of these runs, one probe after the other."""
    if spiral:
        yield _spiral(runs, jobs)
    if withdraw:
        yield _withdrawal(runs, withdraw, jobs)


def _spiral(runs: "Runs", jobs: int) -> Probe:
    from winsim import figures
    from winsim.counterfactual.one_more_win import headline, spiral_gain, statements

    with progress_line("adding a win") as progress:
        found = spiral_gain(runs.scenario, runs.rollouts, runs.seeds, jobs=jobs, progress=progress)
    return Probe(
        "spiral", "One more win in a team of the first wave, and the further team-wins it brings",
        found.gains, found.pairs, headline(found), statements(found),
        lambda: figures.spiral(found),
    )  # fmt: skip


def _withdrawal(runs: "Runs", weeks: Sequence[int], jobs: int) -> Probe:
    from winsim import figures
    from winsim.counterfactual.withdrawal import statements, withdrawal

    with progress_line("withdrawing") as progress:
        found = withdrawal(runs.scenario, weeks, runs.rollouts, runs.seeds, jobs, progress)
    return Probe(
        "withdrawal", "The programme withdrawn: adoption then, and a year later",
        found.table, found.pairs, found.table, statements(found),
        lambda: figures.withdrawal(found),
    )  # fmt: skip
