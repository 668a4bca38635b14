"""Uploaded files taken in: read as they would be for a run, with a form where something is to be chosen."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from winsim.organisation.files.reading import NotedOrganisation, organisation_with_notes
from winsim.organisation.files.roles import with_roles
from winsim.organisation.files.table import ReadingLog, Table
from winsim.organisation.files.tables import people_and_ties, tables_of
from winsim.player.lab.choices import LABELS, Tables, form_of
from winsim.player.lab.uploads import OPTION, Upload
from winsim.problems import BadInput, Problem
from winsim.scenario.organisation_source import OrganisationSource
from winsim.words import count

MOST_UPLOADED = 4_000
"""With more uploaded people a moved lever would not answer in time."""


def people_from(file: Path, name: str) -> Upload:
    """An upload of a people file, which may hold the ties, too.

    Args:
        file: As it is stored here.
        name: What the user calls it.
    """
    source = OrganisationSource(people=str(file))
    titles = _titles(tables_of(file, source, ReadingLog()))
    with suppress(BadInput):  # is said once it is read
        source = with_roles(source, [file])
    return Upload(source, {str(file): name}, titles={str(file): titles})


def ties_from(file: Path, name: str, earlier: Upload) -> Upload:
    """The people of an upload, with ties from a file of their own.

    Args:
        file: As it is stored here.
        name: What the user calls it.
        earlier: The upload of the people.
    """
    tables = tables_of(
        file, OrganisationSource(people=earlier.people, ties=str(file)), ReadingLog()
    )
    return earlier.with_ties(file, name, _titles(tables))


def _titles(tables: Sequence[Table]) -> tuple[str, ...]:
    return tuple(table.title for table in tables if table.title)


def with_form(upload: Upload) -> Upload:
    """An upload with the form of what can be chosen of it, and not read further."""
    tables = Tables(*people_and_ties(upload.source, Path(), ReadingLog()))
    return replace(upload, form=form_of(upload, tables), notes=(), problems=())


def read(upload: Upload) -> Upload:
    """An upload once it is read: with its form, and with what was read or what is wrong.

    Args:
        upload: Its files, and what was chosen of them.

    Raises:
        BadInput: Where a file holds no table that can be read, and no choice would help; in words for
            the page.
    """
    tables = Tables(*people_and_ties(upload.source, Path(), ReadingLog()))
    try:
        noted = organisation_with_notes(upload.source, 1, Path())
        _refuse_many(noted, upload)
    except BadInput as bad:
        named = dict.fromkeys(upload.as_named(problem, LABELS) for problem in bad.problems)
        unread = tables.people is None or (upload.source.ties is not None and tables.ties is None)
        if unread and not any(map(_asks, bad.problems)):
            raise BadInput(*named) from None
        form = form_of(upload, tables, bad.problems)
        return replace(upload, form=form, notes=(), problems=tuple(map(str, named)))
    notes = filter(None, (_counted(noted), _chosen(upload.source), *map(upload.said, noted.notes)))
    return replace(upload, form=form_of(upload, tables), notes=tuple(notes), problems=())


def _asks(problem: Problem) -> bool:
    """Whether a problem can be solved by a choice: its remedy names an option."""
    return OPTION.search(problem.remedy) is not None


def _refuse_many(noted: NotedOrganisation, upload: Upload) -> None:
    people = noted.organisation.people
    if people > MOST_UPLOADED:
        remedy = f"{people:,} people are too many for the lab; it takes {MOST_UPLOADED:,}"
        raise BadInput(Problem(upload.people, "", "", remedy))


def _counted(noted: NotedOrganisation) -> str:
    """How much was read, as a sentence."""
    organisation = noted.organisation
    people = count(organisation.people, "person", "people")
    teams, ties = (
        count(len(organisation.team_names), "team"),
        count(organisation.ties[0].size, "tie"),
    )
    return f"Read: {people}, {teams}, {ties}."


def _chosen(source: OrganisationSource) -> str:
    """Which columns were chosen, as a sentence; those that are known are among the reader's notes."""
    told = [
        f"{name} is read from {header!r}" if header else f"there is no {name}"
        for name, header in source.columns.items()
    ]
    return f"As chosen: {', '.join(told)}." if told else ""
