"""Tables that say who was at which event: as a list, or as a matrix of ticks in either direction."""

import re
from collections.abc import Mapping, Sequence

import numpy as np

from winsim.numerics.arrays import Ints
from winsim.organisation.files.forms.attendance import Attendance
from winsim.organisation.files.forms.calendar import calendar_in
from winsim.organisation.files.forms.cells import are_ticks, meanings
from winsim.organisation.files.forms.people_across import people_across
from winsim.organisation.files.forms.person_columns import (
    holds_lists,
    holds_people,
    names_in,
    person_column,
)
from winsim.organisation.files.roster.roster import Roster
from winsim.organisation.files.table import Table
from winsim.organisation.files.words_in_cells import TOTALS
from winsim.scenario.organisation_source import OrganisationSource

EVENTS = re.compile(
    r"meeting|event|project|channel|group|committee|session|workshop|training|course|initiative"
    r"|besprechung|sitzung|termin|veranstaltung|projekt|kanal|gruppe|gremium|schulung"
    r"|réunion|reunion|événement|projet|canal|groupe|comité|reunión|evento|proyecto|grupo"
)
"""Found in the header of a column of events, in small letters."""


def attendance_in(
    table: Table, roster: Roster, columns: Mapping[str, str], source: OrganisationSource
) -> Attendance | None:
    """The attendance that a table is, as a list or as a matrix of ticks, or None.

    Args:
        table: Any table.
        roster: The people.
        columns: Our name to the table's header; `source` for who attended, `target` for what.
        source: Says which events to `leave_out`, and whether the `form` is told.
    """
    named = people_across(table, roster, source.names)
    if named.unclear:
        return None
    table, headers = named.table, list(named.table.columns)
    across = [headers[place] for place in np.flatnonzero(roster.places(headers) >= 0).tolist()]
    if len(across) >= 2:
        return _people_across(table, roster, across, source)
    if calendar := calendar_in(table, roster, columns, source.leave_out):
        return calendar
    told = source.form == "attendance"
    candidates, guessed = _event_columns(table, roster, columns, told)
    who = _attendants(table, roster, columns, candidates, "source" in source.columns)
    if who is None:
        return None
    if not candidates:
        return _events_across(table, roster, who, source)
    others = [table.columns[h] for h in headers if h not in (who, candidates[0])]
    if not told and any(holds_people(cells, roster) for cells in others):
        return None
    rows, people, events = _attendances(roster, table.columns[who], table.columns[candidates[0]])
    choice = tuple(candidates) if len(candidates) > 1 else ()
    return Attendance(table, roster, rows, people, events, source.leave_out, choice, guessed)


def _attendants(
    table: Table, roster: Roster, columns: Mapping[str, str], events: Sequence[str], told: bool
) -> str | None:
    """The column of people, one in a cell or, beside events, several."""
    who = person_column(table, roster, columns, events, told)
    possible = (h for h in table.columns if events and h not in events)
    lists = (h for h in possible if holds_lists(table.columns[h], roster))
    return next(lists, None) if who is None else who


def _attendances(
    roster: Roster, who: Sequence[str], what: Sequence[str]
) -> tuple[Ints, list[str], list[str]]:
    """Row, person and event of every attendance; a cell may hold several people or events."""
    found = [
        (row, person, event)
        for row, (people, events) in enumerate(zip(who, what, strict=True))
        for event in names_in(events, roster)
        for person in names_in(people, roster)
    ]
    rows, people, events = zip(*found, strict=True) if found else ((), (), ())
    return np.array(rows, dtype=np.int64), list(people), list(events)


def _event_columns(
    table: Table, roster: Roster, columns: Mapping[str, str], told: bool
) -> tuple[list[str], str]:
    """Headers that could be the events, and the one that is so by what it holds alone."""
    known = columns.get("target", "target")
    if known in table.columns:
        sure = told or _could_be_events(table, known, roster)
        return [known] if sure else [], ""
    words = [h for h in table.columns if EVENTS.search(h.casefold())]
    words = [h for h in words if _could_be_events(table, h, roster)]
    if words or len(table.columns) != 2:
        return words, ""
    first, second = table.columns
    for who, what in ((first, second), (second, first)):
        if holds_people(table.columns[who], roster):
            free = _could_be_events(table, what, roster)
            return ([what], "" if told else what) if free else ([], "")
    return [], ""


def _could_be_events(table: Table, header: str, roster: Roster) -> bool:
    """Whether a column names nobody and holds more than ticks."""
    cells = table.columns[header]
    ticks = are_ticks(meanings([cells], table.decimal_comma))
    return not ticks and not _names_anybody(cells, roster)


def _names_anybody(cells: Sequence[str], roster: Roster) -> bool:
    names = (name for cell in dict.fromkeys(cells) for name in names_in(cell, roster))
    return bool((roster.places(list(dict.fromkeys(names))) >= 0).any())


def _events_across(
    table: Table, roster: Roster, who: str, source: OrganisationSource
) -> Attendance | None:
    """A matrix with one row a person and one column an event."""
    others = [h for h in table.columns if h != who and h.lower() not in TOTALS]
    ticks = [h for h in others if are_ticks(meanings([table.columns[h]], table.decimal_comma))]
    if not ticks or (source.form is None and (len(ticks) < 2 or ticks != others)):
        return None
    rows, places = _ticked(table, ticks)
    names = [table.columns[who][row] for row in rows.tolist()]
    events = [ticks[place] for place in places.tolist()]
    return Attendance(table, roster, rows, names, events, source.leave_out)


def _people_across(
    table: Table, roster: Roster, people: Sequence[str], source: OrganisationSource
) -> Attendance | None:
    """A matrix with one row an event and one column a person."""
    others = [header for header in table.columns if header not in set(people)]
    square = len(people) == len(table)
    if len(others) != 1 or (square and source.form is None):
        return None
    if _names_anybody(table.columns[others[0]], roster):
        return None
    if not are_ticks(meanings((table.columns[h] for h in people), table.decimal_comma)):
        return None
    rows, places = _ticked(table, people)
    names = [people[place] for place in places.tolist()]
    events = [table.columns[others[0]][row] for row in rows.tolist()]
    return Attendance(table, roster, rows, names, events, source.leave_out)


def _ticked(table: Table, headers: Sequence[str]) -> tuple[Ints, Ints]:
    """Row, and place among these headers, of every cell with a tick."""
    columns = [table.columns[header] for header in headers]
    said = meanings(columns, table.decimal_comma)
    rows = [np.flatnonzero([bool(said[cell]) for cell in cells]) for cells in columns]
    return np.concatenate(rows), np.repeat(np.arange(len(rows)), [found.size for found in rows])
