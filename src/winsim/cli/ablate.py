"""The command `ablate`: how much each mechanism contributes to a difference of two rollouts."""

import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from winsim.cli import folders, options, results
from winsim.cli.startup import ready_kernel
from winsim.cli.terminal import note, print_table, progress_line

if TYPE_CHECKING:
    from winsim.counterfactual.ablation import Ablation
    from winsim.figures.style import Kind
    from winsim.scenario.scenario import Scenario


@click.command()
@options.scenario_options
@options.rollouts_option
@click.option(
    "--outcome", "outcomes", multiple=True, default=("net_value",), show_default=True,
    metavar="NAME", help="Outcome whose difference is explained; repeatable.",
)  # fmt: skip
@options.seeds_option
@options.seed_option
@options.jobs_option
@options.out_option
@options.figures_option
@options.format_option
@options.loudness_options
def ablate(
    rollouts: tuple[str, ...], outcomes: tuple[str, ...], seeds: int, seed: int, jobs: int,
    out: Path | None, kind: Any, form: str, **source: Any,
) -> None:  # fmt: skip
    """Switch off one mechanism at a time and measure how much of a difference goes with it.

    Simulates two rollouts (without --rollouts, the scenario's baseline and the first other one) with
    and without each mechanism, on the same chance events. Results go to out/NAME-ablation without
    --out; those of other inputs that are there are replaced only where --out names their folder.
    """
    scenario, requested = options.scenario_from_options(**source), range(seed, seed + seeds)
    target = out or Path("out") / f"{scenario.name}-ablation"
    folders.refuse_occupied(target)
    if out is None:
        folders.refuse_to_lose(target, scenario, scenario.named(rollouts), requested)
    ablation = ablated(scenario, rollouts, requested, outcomes, jobs)
    write(target, ablation, kind)
    report(ablation, form)


def ablated(
    scenario: "Scenario", rollouts: Sequence[str], seeds: range, outcomes: Sequence[str], jobs: int
) -> "Ablation":
    """The ablation of a difference, simulated with a progress line."""
    from winsim.counterfactual.ablation import ablate

    ready_kernel()
    with progress_line("switching mechanisms off") as progress:
        return ablate(scenario, rollouts, seeds, outcomes, jobs, progress)


def write(target: Path, ablation: "Ablation", kind: "Kind") -> None:
    """Write runs, tables, sentences, the figure and the manifest into a folder."""
    from winsim import figures
    from winsim.counterfactual.results import write_ablation

    drawing = partial(results.figure, lambda: figures.ablation(ablation), "ablation", kind)
    write_ablation(target, ablation, sys.argv[1:], drawing)
    note(f"results are in {target}")


def report(ablation: "Ablation", form: str) -> None:
    """Print what each mechanism contributes: as tables and sentences, or as one tidy table."""
    from winsim.counterfactual.ablation_statements import display_table, statements

    if form != "table":
        print_table(ablation.carried, form)
        return
    for outcome in ablation.outcomes:
        click.echo(
            f"{ablation.rollout} less {ablation.baseline}: {outcome}, by what goes with each\n"
        )
        print_table(display_table(ablation, outcome))
        click.echo()
    for sentence in statements(ablation):
        click.echo(f"- {sentence}")
