"""Cells that say two things of whom they mean: a number and a name, or initials that differ."""

import re
from collections.abc import Sequence

from winsim.organisation.files.roster.calling import PART
from winsim.organisation.files.roster.lookup import Mention, Naming, mentions
from winsim.organisation.files.roster.roster import Found, Roster
from winsim.organisation.files.roster.spellings import (
    INITIALS,
    NAME,
    TURNED,
    UMLAUTS,
    parts,
    words,
)
from winsim.organisation.files.table import ReadingLog, Table
from winsim.problems import Problem

BOLD = (NAME.name, TURNED.name, INITIALS.name)
"""Rules on names, which leave out the digits beside them."""


def refuse_contradictions(
    table: Table, namings: Sequence[Naming], found: Sequence[Found], roster: Roster, log: ReadingLog
) -> None:
    """Refuse cells that may mean somebody else than whom they were taken for.

    Args:
        table: The table that has the cells.
        namings: The cells.
        found: Whom they were taken for, one for each of `namings`.
        roster: The people.
        log: Takes a problem for each number and name that do not belong together, and for each name
            whose initials differ from another one's that was taken for the same person.
    """
    read = mentions(namings, found, lambda place, rule: place >= 0 and rule in (*BOLD, PART))
    read = [m for m in read if m.found.rival is None or m.found.rival[1] != m.value]
    _refuse(table, _unfit(read, roster), UNFIT, log)
    _refuse(table, _initials(read), INITIALS_DIFFER, log)


UNFIT = "holds the number or address of one person and the name of another; write the id alone"
INITIALS_DIFFER = (
    "differs in its initials from another name that fits the same person, so that it can be somebody "
    "else; write the ids of both"
)


def _refuse(table: Table, wrong: Sequence[Mention], remedy: str, log: ReadingLog) -> None:
    log.add_each(wrong, lambda m: Problem(table.where(m.row), m.field, m.value, remedy))


def _unfit(read: Sequence[Mention], roster: Roster) -> list[Mention]:
    """Numbers with a name beside them that is not their person's."""
    names = roster.calling("name")
    cells = roster.ids if names is None else names.cells
    return [
        m for m in read if not (_part_fits(m, cells) if m.rule == PART else _number_fits(m, roster))
    ]


def _part_fits(mention: Mention, names: Sequence[str]) -> bool:
    """Whether the words beside a number or address are those of its person's name, or some of them."""
    name = names[_place(mention)]
    beside = mention.value
    for part in parts(mention.value):
        beside = beside.replace(part, " ")
    said = set(words(beside))
    spelt = [set(words(each)) for each in (name, name.casefold().translate(UMLAUTS))]
    known = any(any(len(word) > 1 for word in own) for own in spelt) and not re.search(
        r"[\d@]", name
    )
    return not (said and known) or any(said <= own or own <= said for own in spelt)


def _number_fits(mention: Mention, roster: Roster) -> bool:
    """Whether no digits beside a name are somebody else's id."""
    digits = set(re.findall(r"\d+", mention.value)).difference(re.findall(r"\d+", mention.cell))
    places = (place for place, _ in roster.by_id.places(digits).values() if place >= 0)
    return all(roster.ids[place] == roster.ids[_place(mention)] for place in places)


def _place(mention: Mention) -> int:
    return mention.found.different[mention.value][0]


def _initials(read: Sequence[Mention]) -> list[Mention]:
    """Names of one person by their words, whose initials contradict those of an earlier one."""
    first: dict[int, set[str]] = {}
    wrong = []
    for mention in read:
        short = {word for word in words(mention.value) if len(word) == 1}
        if mention.rule == INITIALS.name and short:
            known = first.setdefault(_place(mention), short)
            wrong += [] if known <= short or short <= known else [mention]
    return wrong
