"""The form in which ties come, and the list of ties that each becomes.

A list of ties, a survey, a matrix of people or the attendance at meetings: each form has a module that
finds it in a table and reads it.
"""

import shlex
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Protocol

from winsim.organisation.files.forms.events import attendance_in
from winsim.organisation.files.forms.interactions import weighed
from winsim.organisation.files.forms.lists_in_cells import one_a_line, with_semicolons
from winsim.organisation.files.forms.matrix import matrix_in
from winsim.organisation.files.forms.remedies import to_type
from winsim.organisation.files.forms.survey import survey_in
from winsim.organisation.files.forms.tie_list import TieList
from winsim.organisation.files.headers import TIES, with_known
from winsim.organisation.files.roster.roster import Roster
from winsim.organisation.files.table import ReadingLog, Table
from winsim.scenario.organisation_source import OrganisationSource


class Form(Protocol):
    """A table whose form is known."""

    def tie_list(self, log: ReadingLog) -> TieList | None:
        """Its ties; None, with the reason in the log, where they cannot be read."""


Finder = Callable[[Table, Roster, Mapping[str, str], OrganisationSource], Form | None]

FINDERS: Mapping[str, tuple[Finder, ...]] = {
    "survey": (survey_in, matrix_in),
    "matrix": (matrix_in,),
    "attendance": (attendance_in,),
}
"""What finds each form; a survey asks for names, or has a column for each person on a roster."""
LOOKS = {
    "survey": "a column of respondents, and columns in which people are named or that are people",
    "matrix": "columns that are people",
    "attendance": "a column of people and one of events, or a column of ticks for each event",
}
NOBODY = (
    "no columns that fit hold people, or no column says who answered (--column source=HEADER); "
    "--set organisation.form=survey takes those that fit as they are"
)


def tie_list_of(
    table: Table, roster: Roster | None, source: OrganisationSource, log: ReadingLog
) -> TieList | None:
    """The ties in a table of any form, as a list.

    Args:
        table: One row a tie, a respondent, a person or an attendance.
        roster: The people; None where they could not be read, and the form cannot be found.
        source: Says which columns hold what, and perhaps the `form`.
        log: Takes a note of how the table was read, and what is wrong.

    Returns:
        The list; None, with the reason in the log, where the form is not clear or cannot be read.
    """
    aside = ReadingLog()
    table = table if roster is None else with_semicolons(table, roster)
    names = TIES if source.weighted else tuple(name for name in TIES if name != "weight")
    columns = with_known(table, names, source.columns, aside)
    ends = _has_ends(table, roster, columns)
    told = source.form or ("edges" if ends and source.names is None else None)
    found = {} if roster is None else _found(table, roster, columns, source, told)
    if found:
        ties = _only(table, found, log)
        further = {ours: h for ours, h in source.columns.items() if ours not in TIES}
        return None if ties is None else replace(ties, columns=further)
    if roster is not None and (told in FINDERS or source.names is not None):
        _not_found(table, source, log)
        return None
    if roster is None and columns.get("target", "target") not in table.columns:
        return None
    log.notes += aside.notes
    table = table if roster is None else one_a_line(table, roster, columns, log)
    return weighed(table, columns, source, log)


def holds_answers(table: Table, roster: Roster, source: OrganisationSource) -> bool:
    """Whether a table of people holds their answers, too: whom each of them named.

    Args:
        table: One row a person.
        roster: The people.
        source: Says which columns hold what.
    """
    table = with_semicolons(table, roster)
    columns = with_known(table, TIES, source.columns, ReadingLog())
    return any(find(table, roster, columns, source) for find in FINDERS["survey"])


def note_answers(table: Table, roster: Roster, source: OrganisationSource, log: ReadingLog) -> None:
    """A note of answers in a people file, which are read only where it is given as ties, too.

    Args:
        table: One row a person.
        roster: The people.
        source: Without a ties file.
        log: Takes the note.
    """
    if source.people is not None and holds_answers(table, roster, source):
        log.notes.append(
            f"{table.name}: the answers in it, whom people listen to, are not read; give the file as ties, "
            f"too, to take them: --ties {shlex.quote(source.people)}"
        )


def _has_ends(table: Table, roster: Roster | None, columns: Mapping[str, str]) -> bool:
    """Whether there are columns for both ends of a tie that are not themselves called like people."""
    headers = [columns.get(name, name) for name in ("source", "target")]
    people = roster is not None and (roster.places(headers) >= 0).any()
    return not people and all(header in table.columns for header in headers)


def _only(table: Table, found: Mapping[str, Form], log: ReadingLog) -> TieList | None:
    """The ties of the only form that was found; of several, one must be told."""
    if len(found) == 1:
        return next(iter(found.values())).tie_list(log)
    typed = " or ".join(to_type("form", name) for name in found)
    log.add(table.name, "organisation.form", "", f"could be of several forms; choose: {typed}")
    return None


def _not_found(table: Table, source: OrganisationSource, log: ReadingLog) -> None:
    """Refuse what was told of the form."""
    if source.form is not None:
        remedy = f"is not found in it; it needs {LOOKS[source.form]}"
        log.add(table.name, "organisation.form", source.form, remedy)
    else:
        log.add(table.name, "organisation.names", str(source.names), NOBODY)


def _found(
    table: Table,
    roster: Roster,
    columns: Mapping[str, str],
    source: OrganisationSource,
    told: str | None,
) -> dict[str, Form]:
    """The forms, of those that are possible, that the table is found to have."""
    possible = ("survey", "matrix", "attendance") if told is None else (told,)
    found: dict[str, Form] = {}
    for name in possible:
        finders = FINDERS.get(name, ())[: None if told else 1]
        forms = (finder(table, roster, columns, source) for finder in finders)
        if form := next(filter(None, forms), None):
            found[name] = form
    return found
