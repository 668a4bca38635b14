"""What the commands share that ask of one difference: `ablate`, `attribute` and `flip`."""

import sys
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from winsim.cli import folders, options, results
from winsim.cli.comparison_tables import print_doubts, print_said_first
from winsim.cli.levers import equal_option, with_equal_levers
from winsim.cli.startup import ready_kernel
from winsim.cli.terminal import note, print_table

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from winsim.counterfactual.parts import Parts
    from winsim.figures.style import Kind
    from winsim.scenario.scenario import Scenario

outcome_option = click.option(
    "--outcome", "outcomes", multiple=True, default=("net_value",), show_default=True,
    metavar="NAME", help="Outcome whose difference is explained; repeatable.",
)  # fmt: skip

parts_options: Callable[[options.Command], options.Command] = options.together(
    options.scenario_options, equal_option, options.rollouts_option, outcome_option,
    options.seeds_option, options.seed_option, options.jobs_option, options.out_option,
    options.figures_option, options.format_option, options.loudness_options,
)  # fmt: skip
"""What `asked_for` takes."""


class Asked(NamedTuple):
    """What a command was asked for, checked, and the folder that its results go to."""

    scenario: "Scenario"
    rollouts: tuple[str, ...]
    outcomes: tuple[str, ...]
    seeds: range
    jobs: int
    target: Path
    kind: "Kind"
    form: str

    @property
    def request(self) -> dict[str, Any]:
        """The arguments of `winsim.ablate` and `winsim.attribute` that were asked for."""
        named = ("scenario", "rollouts", "outcomes", "seeds", "jobs")
        return {name: getattr(self, name) for name in named}


def asked_for(
    name: str, *, rollouts: tuple[str, ...], outcomes: tuple[str, ...], equal: tuple[str, ...],
    seeds: int, seed: int, jobs: int, out: Path | None, kind: "Kind", form: str, **source: Any,
) -> Asked:  # fmt: skip
    """What the options of `parts_options` ask for, before anything is simulated.

    Args:
        name: Of the results: without --out, they go to out/SCENARIO-name.
        rollouts: Two names, or none for the baseline and the first other rollout.
        outcomes: Whose differences are explained.
        equal: Levers that the rollouts are to have alike.
        seeds: How many.
        seed: The first.
        jobs: How many runs to simulate at once.
        out: The results folder.
        kind: File format of the figure.
        form: As in `report`.
        **source: What `options.scenario_from_options` takes.

    Raises:
        BadInput: For what is not there, and for a folder in which something would be lost.
    """
    from winsim.counterfactual.parts import known_outcomes, rollout_and_baseline

    given = options.scenario_from_options(**source, named=rollouts)
    requested = range(seed, seed + seeds)
    pair = rollout_and_baseline(given, rollouts)[::-1]
    scenario = with_equal_levers(given, pair, equal)
    target = out or Path("out") / f"{given.name}-{name}"
    known_outcomes(outcomes)
    folders.refuse_occupied(target)
    if out is None:
        folders.refuse_to_lose(target, scenario, pair, requested)
    ready_kernel()
    return Asked(scenario, pair, outcomes, requested, jobs, target, kind, form)


def present(
    asked: Asked,
    parts: "Parts",
    said: Sequence[str],
    write: Callable[..., None],
    draw: "Callable[[], Sequence[Axes]]",
) -> None:
    """Write the results folder with its figure, and print what the parts are.

    Args:
        asked: What was asked for.
        parts: The difference in parts.
        said: What they say, in sentences.
        write: Writes a results folder, given its path, the words of the command (`command`) and what draws
            into it (`drawing`).
        draw: Draws the figure, and returns its axes.
    """
    drawing = partial(results.figure, draw, parts.name, asked.kind)
    write(asked.target, command=sys.argv[1:], drawing=drawing)
    note(f"results are in {asked.target}")
    report(parts, said, asked.form)


def report(parts: "Parts", said: Sequence[str], form: str) -> None:
    """Print what each part carries: as tables and sentences, or as one tidy table.

    Args:
        parts: The difference in parts.
        said: What they say, in sentences.
        form: `table` for people, or `csv` or `json`.
    """
    from winsim.counterfactual.parts_statements import display_table
    from winsim.runs.compare import compare

    scenario = parts.runs.scenario
    if form != "table":
        print_doubts(scenario, beside=True)
        print_table(parts.carried, form)
        return
    click.echo(f"{scenario.title or scenario.name}, {len(parts.runs.seeds)} seeds\n")
    print_said_first(compare(parts.runs))
    pair = f"{parts.called(parts.rollout)} less {parts.called(parts.baseline)}"
    for outcome in parts.outcomes:
        click.echo(f"{pair}: {outcome}, by {parts.part}\n")
        print_table(display_table(parts, outcome))
        click.echo()
    for sentence in said:
        click.echo(f"- {sentence}")
