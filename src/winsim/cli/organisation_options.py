"""Options of the commands about organisations: a scenario, or files without one."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from winsim.cli.options import scenario_from_options
from winsim.declaration.checking import checked
from winsim.declaration.inconsistency import dotted
from winsim.declaration.override import override_from, put
from winsim.problems import BadInput, Problem
from winsim.scenario.organisation_source import OrganisationSource

if TYPE_CHECKING:
    from winsim.scenario.scenario import Scenario


def source_from_options(
    scenario: Path | None,
    sets: Sequence[str],
    people: Path | None,
    ties: Path | None,
    columns: dict[str, str],
    undirected: bool,
) -> "tuple[OrganisationSource, Scenario | None]":
    """Where the organisation of a command comes from: a scenario, or files.

    Args:
        scenario: The scenario file; None where there are files alone.
        sets: Overrides of fields, as `path=value`; without a scenario, of its organisation's only.
        people: People file.
        ties: Ties file.
        columns: Headers of the files, by winsim's name of the column.
        undirected: Whether ties go both ways.

    Returns:
        Where people and ties come from, and the scenario that says so, if one does.

    Raises:
        BadInput: With every problem of the scenario or of the options.
    """
    if scenario is not None:
        read = scenario_from_options(scenario, sets, people, ties, columns, undirected)
        return read.organisation, read
    if people is None and ties is None:
        raise click.UsageError("Give a scenario, or --people and --ties.")
    return source_of_files(sets, people, ties, columns, undirected), None


def source_of_files(
    sets: Sequence[str],
    people: Path | None,
    ties: Path | None,
    columns: dict[str, str],
    undirected: bool,
) -> OrganisationSource:
    """An organisation in files, without a scenario.

    Args:
        sets: Overrides of fields of the organisation, as `organisation.field=value`.
        people: People file.
        ties: Ties file.
        columns: Headers of the files, by winsim's name of the column.
        undirected: Whether ties go both ways.

    Raises:
        BadInput: With every problem of the options.
    """
    files = {"people": people and str(people), "ties": ties and str(ties)}
    fields = _overridden(files | {"columns": columns, "directed": not undirected}, sets)
    with options_named():
        return checked(OrganisationSource, fields)


def _overridden(fields: dict[str, Any], sets: Sequence[str]) -> dict[str, Any]:
    """The fields of a source with `organisation.field=value` set, as in a scenario."""
    overrides = [override_from(text) for text in sets]
    foreign = [one for one in overrides if len(one.path) < 2 or one.path[0] != "organisation"]
    if foreign:
        remedy = (
            "without a scenario there are fields of the organisation only; write organisation.FIELD"
        )
        raise BadInput(*(Problem("--set", dotted(one.path), "", remedy) for one in foreign))
    put(OrganisationSource, fields, [replace(one, path=one.path[1:]) for one in overrides])
    return fields


@contextmanager
def options_named() -> Iterator[None]:
    """Problems of fields become problems of the options that give them."""
    try:
        yield
    except BadInput as bad:
        fields = (one.field.partition(".")[0] for one in bad.problems)
        options = (f"--{field.replace('_', '-')}" for field in fields)
        named = (replace(one, field=name) for one, name in zip(bad.problems, options, strict=True))
        raise BadInput(*named) from None


def written(people: Path, ties: Path | None) -> str:
    """Words that end a note: which files were written, and the command that shows what is in them.

    Args:
        people: The people file.
        ties: The ties file; None where there are no ties.
    """
    files, options = f"{people}", f"--people {people}"
    if ties is not None:
        files, options = f"{people} and {ties}", f"{options} --ties {ties}"
    return f"{files}; next: winsim org describe {options}"
