"""Exports of a calendar: one row a meeting, its organiser and all who were invited in a cell each."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence

import numpy as np

from winsim.organisation.files.forms.attendance import Attendance
from winsim.organisation.files.forms.measures import moment_in, period_in
from winsim.organisation.files.forms.person_columns import holds_lists, holds_people, names_in
from winsim.organisation.files.roster.roster import Roster
from winsim.organisation.files.table import Table

INVITED = re.compile(
    r"attendee|invite|participants|teilnehmer|eingeladene|invité|asistentes|convidad"
)
"""Found in the header of a column of all who were at a meeting, in small letters."""
ORGANISER = re.compile(r"organi[sz]er|organisat|organizador|\bhost\b")
SUBJECT = re.compile(r"subject|betreff|objet|asunto|title|titel|meeting|event|termin|besprechung")


def invited_in(table: Table, roster: Roster) -> list[str]:
    """The headers of columns whose cells name all who were at a meeting; none in another table."""
    called = [header for header in table.columns if INVITED.search(header.casefold())]
    lists = [header for header in called if holds_lists(table.columns[header], roster)]
    return called if lists else []


def calendar_in(
    table: Table, roster: Roster, columns: Mapping[str, str], left_out: tuple[str, ...]
) -> Attendance | None:
    """The attendance that the export of a calendar tells, or None.

    Args:
        table: One row a meeting.
        roster: The people.
        columns: Our name to the table's header; `target` for what meetings are called.
        left_out: Meetings that make no ties.
    """
    invited = invited_in(table, roster)
    if not invited:
        return None
    hosts = (h for h in table.columns if ORGANISER.search(h.casefold()))
    who = [*invited, *(h for h in hosts if holds_people(table.columns[h], roster))]
    names = _meetings(table, columns, who)
    found = [
        (row, person, name)
        for row, name in enumerate(names)
        for header in who
        for person in names_in(table.columns[header][row], roster)
    ]
    rows, people, events = zip(*found, strict=True) if found else ((), (), ())
    return Attendance(
        table, roster, np.array(rows, dtype=np.int64), list(people), list(events), left_out
    )


def _meetings(table: Table, columns: Mapping[str, str], who: Sequence[str]) -> list[str]:
    """What each row's meeting is called; one that comes again has its day or line beside its name."""
    told = columns.get("target", "target")
    possible = [told, *(h for h in table.columns if SUBJECT.search(h.casefold()))]
    subject = next((h for h in possible if h in table.columns and h not in who), None)
    called = table.columns[subject] if subject else [""] * len(table)
    date = moment_in(table, columns) or period_in(table, columns)
    when = table.columns[date] if date else list(map(str, table.places))
    often = Counter(called)
    names = [
        name if name and often[name] == 1 else f"{name} {day}".strip()
        for name, day in zip(called, when, strict=True)
    ]
    again = Counter(names)
    places = zip(names, table.places, strict=True)
    return [name if again[name] == 1 else f"{name} ({place})" for name, place in places]
