"""Odds under uncertainty beside a comparison: `winsim compare --uncertain`."""

from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from winsim.cli import results
from winsim.cli.terminal import print_table, progress_line

if TYPE_CHECKING:
    from winsim.experiment.odds import UncertainOdds
    from winsim.figures.style import Kind
    from winsim.runs.compare import Comparison
    from winsim.runs.tables import Runs
    from winsim.scenario.scenario import Scenario

uncertain_option = click.option(
    "--uncertain", "uncertain_too", is_flag=True,
    help="Also draw all assumed values from their plausible ranges, and give the odds anew.",
)  # fmt: skip
draws_option = click.option(
    "--draws", type=click.IntRange(1, 1_000_000), metavar="N",
    help="--uncertain: how many futures to draw; without it, one a seed.",
)  # fmt: skip


@dataclass(frozen=True)
class Uncertainty:
    """What is asked of the odds under uncertainty, and what an earlier command left of them.

    Attributes:
        wanted: Whether they are to be computed.
        draws: How many futures; None is one a seed.
        earlier: Those in the results folder that still fit.
    """

    wanted: bool
    draws: int | None
    earlier: "UncertainOdds | None"

    @property
    def tables(self) -> tuple[str, ...]:
        """The tables of earlier odds, which stay or are computed anew."""
        from winsim.experiment.odds_results import NAMES

        return tuple(f"{name}.csv" for name in NAMES) if self.earlier else ()

    def add(
        self, runs: "Runs", comparison: "Comparison", target: Path, kind: "Kind | None", jobs: int
    ) -> "tuple[Comparison, UncertainOdds | None]":
        """Add the odds to a results folder, those computed or those kept.

        Args:
            runs: What was compared.
            comparison: The comparison, already written into the folder.
            target: The results folder.
            kind: File format of the figure; None draws none.
            jobs: How many runs to simulate at once.

        Returns:
            The comparison, which says how sure it is where there are odds; and these, or None.
        """
        found = _computed(runs, self.draws, jobs) if self.wanted else self.earlier
        if found is None:
            return comparison, None
        from winsim import figures
        from winsim.experiment.odds_results import add_odds
        from winsim.experiment.odds_statements import with_odds

        odds = found
        drawing = partial(results.figure, lambda: [*figures.odds(odds)], "odds", kind)
        add_odds(target, found, comparison, drawing)
        return with_odds(comparison, found), found


def asked(
    wanted: bool, draws: int | None, target: Path, scenario: "Scenario", names: tuple[str, ...]
) -> Uncertainty:
    """What is asked of the odds under uncertainty, looked at before anything is simulated.

    Args:
        wanted: Whether they are to be computed.
        draws: How many futures to draw.
        target: The results folder, which may hold earlier ones.
        scenario: What is compared.
        names: The rollouts that are.

    Raises:
        click.UsageError: Where draws are given without --uncertain.
    """
    from winsim.experiment.odds_results import fitting_odds

    if draws is not None and not wanted:
        raise click.UsageError("--draws says how many futures --uncertain draws; give that, too.")
    earlier = fitting_odds(target, scenario, names, scenario.baseline_among(names))
    return Uncertainty(wanted, draws, earlier)


def _computed(runs: "Runs", draws: int | None, jobs: int) -> "UncertainOdds":
    from winsim.experiment.odds import uncertain_odds

    with progress_line("drawing assumed values") as progress:
        return uncertain_odds(runs, draws, jobs, progress)


def report(found: "UncertainOdds | None", form: str) -> None:
    """Print the odds as a table and sentences; in other forms than `table` they are in the folder."""
    from winsim.experiment.odds_statements import odds_statements, odds_table

    if found is None or form != "table":
        return
    click.echo(f"\nWith {len(found.fields)} assumed values uncertain, {len(found.draws)} futures\n")
    print_table(odds_table(found))
    click.echo()
    for sentence in odds_statements(found):
        click.echo(f"- {sentence}")
