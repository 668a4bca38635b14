"""Arguments and options that commands share, and the scenario that they specify.

Each is a decorator of a command. Nothing heavy is imported for them, so that `--help` answers at once.
"""

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


def together(*options: Callable[[Command], Command]) -> Callable[[Command], Command]:
    """One decorator that stands for several, in the order in which help shows them."""
    return lambda command: reduce(lambda inner, option: option(inner), reversed(options), command)


def _loudness(context: click.Context, option: click.Parameter, chosen: bool) -> None:
    if chosen:
        context.meta[LOUDNESS] = -1 if option.name == "quiet" else 1


def _pairs(context: click.Context, option: click.Parameter, given: Sequence[str]) -> dict[str, str]:
    """`ours=theirs`, several times, as a mapping from winsim's names to the files' headers."""
    pairs = [pair.partition("=") for pair in given]
    for ours, equals, theirs in pairs:
        if not (ours and equals and theirs):
            raise click.BadParameter(f"{ours + equals + theirs!r}: write it as team=department")
    return {ours.strip(): theirs.strip() for ours, _, theirs in pairs}


def names_of(given: str | None) -> tuple[str, ...]:
    """The names in a list such as `a,b`, without blanks around them; none where there is no list."""
    return tuple(name.strip() for name in (given or "").split(",") if name.strip())


def names_given(
    context: click.Context, option: click.Parameter, given: str | None
) -> tuple[str, ...]:
    """The callback of an option that takes a list of names; one that names nothing is refused."""
    names = names_of(given)
    if given is not None and not names:
        raise click.BadParameter(
            f"{given!r} names nothing; write it as a,b, or leave the option out"
        )
    return names


path_type = click.Path(path_type=Path)

scenario_argument = click.argument("scenario", type=path_type)
"""The scenario file, as `scenario: Path`."""

people_option = click.option(
    "--people",
    type=path_type,
    metavar="FILE",
    help="People file: CSV, Excel workbook, Parquet (needs winsim[parquet]) or graph; one row per person.",
)
ties_option = click.option(
    "--ties",
    type=path_type,
    metavar="FILE",
    help="Ties file: CSV, Excel workbook, Parquet or graph (GraphML, GEXF, GML, Pajek, UCINET DL); "
    "one row per tie, source listens to target.",
)
column_option = click.option(
    "--column",
    "columns",
    multiple=True,
    callback=_pairs,
    metavar="OURS=THEIRS",
    help="A column of the files under winsim's name, e.g. team=department; repeatable.",
)
undirected_option = click.option(
    "--undirected", is_flag=True, help="Ties go both ways, whoever is named first."
)
set_option = click.option(
    "--set",
    "sets",
    multiple=True,
    metavar="PATH=VALUE",
    help="Override a field, e.g. rollouts.pilots.waves[0].count=3; repeatable.",
)
rollouts_option = click.option(
    "--rollouts",
    callback=names_given,
    metavar="A,B",
    help="Only these rollouts, in this order.",
)
seeds_option = click.option(
    "--seeds",
    type=click.IntRange(1, 1_000_000),
    default=100,
    show_default=True,
    metavar="N",
    help="How many seeds; under each, all rollouts meet the same chance events.",
)
seed_option = click.option(
    "--seed",
    type=click.IntRange(0, 2**62),
    default=1,
    show_default=True,
    metavar="FIRST",
    help="First seed.",
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
    help="File format of the figures.",
)
format_option = click.option(
    "--format",
    "form",
    type=click.Choice(["table", "csv", "json"]),
    default="table",
    show_default=True,
    help="How to print the results.",
)
jobs_option = click.option(
    "--jobs",
    type=click.IntRange(1, 1024),
    default=lambda: os.cpu_count() or 1,
    show_default="all processors",
    metavar="N",
    help="How many runs, or figures, to work on at once; results do not depend on it.",
)
loudness_options: Callable[[Command], Command] = together(
    click.option(
        "-q", "--quiet", is_flag=True, expose_value=False, callback=_loudness,
        help="No notes and no progress lines.",
    ),
    click.option(
        "-v", "--verbose", is_flag=True, expose_value=False, callback=_loudness,
        help="Print the traceback of a failure.",
    ),
)  # fmt: skip
"""-q and -v, which `winsim.cli.terminal` heeds."""

organisation_options: Callable[[Command], Command] = together(
    people_option, ties_option, column_option, undirected_option
)
"""people, ties, columns, undirected: an organisation from files."""

scenario_options: Callable[[Command], Command] = together(
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
    *,
    named: Sequence[str] = (),
) -> "Scenario":
    """The scenario that the options of `scenario_options` specify.

    The context of the command remembers the file, so that messages can name its lines.

    Args:
        scenario: The scenario file.
        sets: Overrides of fields, as `path=value`.
        people: People file, in place of the scenario's organisation, its ties included.
        ties: Ties file, in place of the scenario's.
        columns: Headers of the files, by winsim's name of the column.
        undirected: Whether ties go both ways.
        named: The rollouts that a command names; `nothing` among them need not be declared.

    Returns:
        The scenario, checked, with all overrides in it.

    Raises:
        BadInput: With every problem of the file and of the overrides.
    """
    from winsim.scenario.reading import read_scenario

    overrides = _organisation_overrides(people, ties, columns or {}, undirected)
    read = read_scenario(scenario, [*sets, *overrides])
    context = click.get_current_context(silent=True)
    if context is not None:
        context.meta[SCENARIO] = scenario
    return read.with_nothing(named)


def _organisation_overrides(
    people: Path | None, ties: Path | None, columns: dict[str, str], undirected: bool
) -> "list[Override]":
    from winsim.declaration.override import Override

    def override(option: str, value: Any, *field: str) -> Override:
        return Override(("organisation", *field), value, str(value), option)

    overrides = [override("--column", theirs, "columns", ours) for ours, theirs in columns.items()]
    if people is not None:
        overrides += [override("--people", str(people), "people")]
        overrides += [override("--people", None, "ties")]
    if ties is not None:
        overrides += [override("--ties", str(ties), "ties")]
    return [*overrides, override("--undirected", False, "directed")] if undirected else overrides
