"""The command `flip`: which assumed values would make the other rollout the better one."""

import sys
from functools import partial
from typing import TYPE_CHECKING, Any

import click

from winsim.cli import options, results
from winsim.cli.comparison_tables import print_doubts, print_said_first
from winsim.cli.levers import equal_option
from winsim.cli.parts import Asked, asked_for
from winsim.cli.terminal import note, print_table, progress_line

if TYPE_CHECKING:
    from winsim.counterfactual.flip import Flip


@click.command()
@options.scenario_options
@equal_option
@options.rollouts_option
@click.option(
    "--outcome", default="net_value", show_default=True, metavar="NAME",
    help="Outcome by which one rollout is better than the other.",
)  # fmt: skip
@click.option(
    "--seeds", type=click.IntRange(2, 100_000), default=40, show_default=True, metavar="N",
    help="How many seeds at every point; each is one simulated organisation.",
)  # fmt: skip
@options.seed_option
@options.jobs_option
@options.out_option
@options.figures_option
@options.format_option
@options.loudness_options
def flip(outcome: str, **given: Any) -> None:
    """Find which assumed values would make the other rollout the better one.

    Takes two rollouts (without --rollouts, the scenario's baseline and the first other one) and moves
    every value that could as well be another to both ends of its plausible range, alone and in pairs,
    on the same chance events. Says at which value the better rollout changes, nearest to today's first.
    Results go to out/NAME-flip without --out, where `winsim compare` finds them; those of other inputs
    that are there are replaced only where --out names their folder.
    """
    asked = asked_for("flip", outcomes=(outcome,), **given)
    from winsim.counterfactual.flip import flip

    with progress_line("moving values to the ends of their ranges") as progress:
        found = flip(asked.scenario, asked.rollouts, asked.seeds, outcome, asked.jobs, progress)
    write(asked, found)
    report(found, asked.form)


def write(asked: Asked, found: "Flip") -> None:
    """Write runs, tables, sentences, the figure and the manifest into a folder."""
    from winsim import figures
    from winsim.counterfactual.results import write_flip

    drawing = partial(results.figure, lambda: [figures.flip(found)], "flip", asked.kind)
    write_flip(asked.target, found, sys.argv[1:], drawing)
    note(f"results are in {asked.target}")


def report(found: "Flip", form: str) -> None:
    """Print what flips the difference: as tables and sentences, or as one tidy table."""
    from winsim.counterfactual.flip_display import display_table, pairs_table
    from winsim.counterfactual.flip_statements import statements
    from winsim.runs.compare import compare

    if form != "table":
        print_doubts(found.runs.scenario, beside=True)
        print_table(found.ends, form)
        return
    print_said_first(compare(found.runs))
    first, *further = statements(found)
    click.echo(f"{first}\n")
    print_table(display_table(found))
    pairs = pairs_table(found)
    if len(pairs):
        click.echo("\nTwo at once that turn it, though neither does alone\n")
        print_table(pairs)
    click.echo()
    for sentence in further:
        click.echo(f"- {sentence}")
