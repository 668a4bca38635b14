"""Arguments and options that commands share, and the scenario that they ask for."""

import os
from collections.abc import Callable, Sequence
from functools import reduce
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from winsim.cli.terminal import LOUDNESS, SCENARIO

if TYPE_CHECKING:
    from winsim.declaration.override import Override
    from winsim.scenario.scenario import Scenario

Command = TypeVar("Command", bound=Callable[..., Any])


def _together(*options: Callable[[Command], Command]) -> Callable[[Command], Command]:
    """One decorator that stands for several, listed in the order in which help shows them."""
    return lambda command: reduce(lambda inner, option: option(inner), reversed(options), command)


def _loudness(context: click.Context, option: click.Parameter, chosen: bool) -> None:
    if chosen:
        context.meta[LOUDNESS] = -1 if option.name == "quiet" else 1


def _pairs(context: click.Context, option: click.Parameter, given: Sequence[str]) -> dict[str, str]:
    """`ours=theirs`, several times, as a mapping from our names to the file's headers."""
    pairs = [pair.partition("=") for pair in given]
    for ours, equals, theirs in pairs:
        if not (ours and equals and theirs):
            raise click.BadParameter(f"{ours + equals + theirs!r}: write it as team=department")
    return {ours.strip(): theirs.strip() for ours, _, theirs in pairs}


def _names(context: click.Context, option: click.Parameter, given: str | None) -> tuple[str, ...]:
    return tuple(name.strip() for name in (given or "").split(",") if name.strip())


path_type = click.Path(path_type=Path)

scenario_argument = click.argument("scenario", type=path_type)
"""The scenario file, as `scenario: Path`."""

people_option = click.option(
    "--people", type=path_type, metavar="FILE", help="People file: one row a person."
)
ties_option = click.option(
    "--ties", type=path_type, metavar="FILE", help="Ties file: source listens to target."
)
column_option = click.option(
    "--column",
    "columns",
    multiple=True,
    callback=_pairs,
    metavar="OURS=THEIRS",
    help="Our name for a header of the files, e.g. team=department; repeat it for more.",
)
undirected_option = click.option(
    "--undirected", is_flag=True, help="Ties work both ways, whoever is named first."
)
set_option = click.option(
    "--set",
    "sets",
    multiple=True,
    metavar="PATH=VALUE",
    help="Set a field anew, e.g. rollouts.pilots.waves[0].count=3; repeat it for more.",
)
rollouts_option = click.option(
    "--rollouts",
    callback=_names,
    metavar="A,B",
    help="Only these rollouts, in this order; all of the scenario's otherwise.",
)
seeds_option = click.option(
    "--seeds",
    type=click.IntRange(1, 1_000_000),
    default=100,
    show_default=True,
    metavar="N",
    help="How many seeds: rollouts meet the same luck under each.",
)
seed_option = click.option(
    "--seed",
    type=click.IntRange(0, 2**62),
    default=1,
    show_default=True,
    metavar="FIRST",
    help="The first seed.",
)
out_option = click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="FOLDER",
    help="Results folder.",
)
figures_option = click.option(
    "--figures",
    "kind",
    type=click.Choice(["png", "svg", "pdf"]),
    default="png",
    show_default=True,
    help="In which form to draw figures.",
)
format_option = click.option(
    "--format",
    "form",
    type=click.Choice(["table", "csv", "json"]),
    default="table",
    show_default=True,
    help="How to print.",
)
jobs_option = click.option(
    "--jobs",
    type=click.IntRange(1, 1024),
    default=lambda: os.cpu_count() or 1,
    show_default="all processors",
    metavar="N",
    help="How many runs, or figures, to work on at once; the results are the same.",
)
loudness_options: Callable[[Command], Command] = _together(
    click.option(
        "-q", "--quiet", is_flag=True, expose_value=False, callback=_loudness,
        help="No notes and no progress.",
    ),
    click.option(
        "-v", "--verbose", is_flag=True, expose_value=False, callback=_loudness,
        help="Say more; tracebacks of failures.",
    ),
)  # fmt: skip
"""-q and -v; `winsim.cli.terminal.note` heeds them."""

organisation_options: Callable[[Command], Command] = _together(
    people_option, ties_option, column_option, undirected_option
)
"""people, ties, columns, undirected: an organisation from files."""

scenario_options: Callable[[Command], Command] = _together(
    scenario_argument, set_option, organisation_options
)
"""scenario, sets, people, ties, columns, undirected: what `scenario_from_options` takes."""


def scenario_from_options(
    scenario: Path,
    sets: Sequence[str] = (),
    people: Path | None = None,
    ties: Path | None = None,
    columns: dict[str, str] | None = None,
    undirected: bool = False,
) -> "Scenario":
    """The scenario that the options of `scenario_options` ask for.

    A people file takes the place of the scenario's organisation, and so of its ties, if no others
    are given. Raises BadInput with every problem.
    """
    from winsim.scenario.reading import read_scenario

    read = read_scenario(scenario, [*sets, *_organisation(people, ties, columns or {}, undirected)])
    context = click.get_current_context(silent=True)
    if context is not None:
        context.meta[SCENARIO] = scenario
    return read


def _organisation(
    people: Path | None, ties: Path | None, columns: dict[str, str], undirected: bool
) -> "list[Override]":
    from winsim.declaration.override import Override

    def change(option: str, value: Any, *field: str) -> Override:
        return Override(("organisation", *field), value, str(value), option)

    changes = [change("--column", theirs, "columns", ours) for ours, theirs in columns.items()]
    if people is not None:
        changes += [change("--people", str(people), "people"), change("--people", None, "ties")]
    if ties is not None:
        changes.append(change("--ties", str(ties), "ties"))
    return [*changes, change("--undirected", False, "directed")] if undirected else changes
