"""The ties that a file of people holds beside them: on another sheet, or in their own answers."""

from collections.abc import Sequence

from winsim.organisation.files.formats.sheets import TIES, holds
from winsim.organisation.files.forms.forms import FINDERS, holds_answers
from winsim.organisation.files.headers import PEOPLE, with_known
from winsim.organisation.files.headers import TIES as COLUMNS
from winsim.organisation.files.people import people_of
from winsim.organisation.files.roster.full_names import with_full_names
from winsim.organisation.files.roster.roster import Roster
from winsim.organisation.files.table import ReadingLog, Table
from winsim.scenario.organisation_source import OrganisationSource


def ties_beside(tables: Sequence[Table], people: Table, source: OrganisationSource) -> list[Table]:
    """The other tables of a file that hold ties, as they say themselves or as people in them show.

    Args:
        tables: Of one file.
        people: The one of these that holds the people.
        source: Says which columns hold what.
    """
    others = [table for table in tables if table is not people and table.columns]
    roster = _roster_of(people, source) if others else None
    return [
        table
        for table in others
        if holds(table, TIES, source.columns) or (roster and _has_form(table, roster, source))
    ]


def answers_in(people: Table, source: OrganisationSource) -> bool:
    """Whether a table of people holds their answers, too.

    Args:
        people: One row a person.
        source: Says which columns hold what.
    """
    roster = _roster_of(people, source)
    return roster is not None and holds_answers(people, roster, source)


def _roster_of(people: Table, source: OrganisationSource) -> Roster | None:
    """The people of a table, whatever else may be wrong with it; None where there are no ids or teams."""
    aside = ReadingLog()
    table = with_full_names(people, source.columns, aside)
    who = people_of(table, with_known(table, PEOPLE, source.columns, aside), aside)
    return None if who is None else who.roster


def _has_form(table: Table, roster: Roster, source: OrganisationSource) -> bool:
    """Whether a table is a survey, a matrix or an attendance of these people."""
    columns = with_known(table, COLUMNS, source.columns, ReadingLog())
    finders = (find for finders in FINDERS.values() for find in finders)
    return any(find(table, roster, columns, source) for find in finders)
