"""A column of a file that names people, looked up in the roster, with words for how it was read."""

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from shlex import quote
from typing import NamedTuple

from winsim.numerics.arrays import Ints
from winsim.organisation.files.roster.calling import ABSENT, PART, SEVERAL
from winsim.organisation.files.roster.roster import Found, Roster
from winsim.organisation.files.roster.spellings import INITIALS, NAME, NUMBER, TURNED, TYPED
from winsim.organisation.files.table import ReadingLog, Table
from winsim.organisation.files.words_in_cells import NOTHING
from winsim.problems import Problem

NOTED = {
    TYPED.name: "capitals, spaces and quotation marks do not count",
    NAME.name: "the order, accents, titles and additions of names do not count",
    PART: "the number or address in a cell says whom it means",
}
"""Rules by which nobody is mistaken; a note says that they were applied."""
DOUBTED = {
    NUMBER.name: "ids look as if a spreadsheet had changed them",
    TURNED.name: "names are taken with the last name first, without a comma",
    INITIALS.name: "names are compared without initials",
}
"""Rules by which somebody could be mistaken; a doubt says that they were applied."""
EXAMPLES = 3
BY = {field: f"{field}.by" for field in ("manager", "source", "target")}
"""The names of columns that say in which column of the people the others are looked up."""


class Naming(NamedTuple):
    """Cells that name people: our name of their column, and the row of each cell in its table."""

    field: str
    cells: Sequence[str]
    rows: Ints


class Mention(NamedTuple):
    """A value that names somebody, where it stands first, and how often it is there."""

    value: str
    field: str
    row: int
    times: int
    found: Found

    @property
    def rule(self) -> str:
        """The rule by which it was read."""
        return self.found.different[self.value][1]

    @property
    def cell(self) -> str:
        """How the people are called in the column where it was looked up."""
        return self.found.called(self.value).cells[self.found.different[self.value][0]]

    @property
    def people(self) -> list[str]:
        """The ids of all whom it can mean."""
        return self.found.called(self.value).meant(self.value, self.rule)


def looked_up(
    table: Table,
    namings: Sequence[Naming],
    roster: Roster,
    columns: Mapping[str, str],
    log: ReadingLog,
) -> list[Found]:
    """Whom cells of a table mean.

    Args:
        table: The table that has the cells.
        namings: The cells, an empty one for nobody.
        roster: The people.
        columns: `manager.by`, `source.by` and `target.by` say where people are looked up.
        log: Takes notes of how cells were read, doubts where that could be mistaken, and what is
            wrong: a column that is not there, and cells that can mean several people.

    Returns:
        What was found for each of `namings`.
    """
    found = []
    for naming in namings:
        told = columns.get(BY[naming.field])
        within = roster.calling(told) if told else None
        if told and within is None:
            remedy = f"the people have no such column; they have {', '.join(roster.headers)}"
            log.add(table.name, BY[naming.field], told, remedy)
            within = roster.by_id
        here = roster.find(naming.cells, within)
        unknown = [value for value, (place, _) in here.different.items() if place == ABSENT]
        found.append(here._replace(proposed=roster.proposed(unknown) if unknown else ""))
    _say_columns(table, namings, found, log)
    _say_rules(table, namings, found, log)
    _refuse_rivals(table, namings, found, log)
    _refuse_several(table, namings, found, log)
    return found


def filled(cells: Sequence[str], roster: Roster, nothing: Collection[str] = NOTHING) -> list[str]:
    """The cells, empty where they hold a word for nothing, in small letters, that is nobody's id."""
    words = {
        c for c in dict.fromkeys(cells) if c.lower() in nothing and c not in roster.by_id.exact
    }
    return ["" if cell in words else cell for cell in cells] if words else list(cells)


def mentions(
    namings: Sequence[Naming], found: Sequence[Found], wanted: Callable[[int, str], bool]
) -> list[Mention]:
    """The different values of whose place and rule `wanted` holds, by the row where they stand first."""
    first: dict[str, Mention] = {}
    for (field, cells, rows), here in zip(namings, found, strict=True):
        values = {value for value, place in here.different.items() if wanted(*place)}
        if not values:
            continue
        at = [place for place, cell in enumerate(cells) if cell in values]
        times = Counter(cells[place] for place in at)
        where = {cells[place]: int(rows[place]) for place in reversed(at)}
        for value in times:
            new = Mention(value, field, where[value], times[value], here)
            first[value] = _joined(first[value], new) if value in first else new
    return sorted(first.values(), key=lambda mention: (mention.row, mention.field))


def _joined(one: Mention, other: Mention) -> Mention:
    """Two mentions of one value in two columns as one, at the earlier row."""
    earlier = min(one, other, key=lambda mention: (mention.row, mention.field))
    return earlier._replace(times=one.times + other.times)


def _say_columns(
    table: Table, namings: Sequence[Naming], found: Sequence[Found], log: ReadingLog
) -> None:
    """Note in which column people are looked up, where it is not that of their ids."""
    by: dict[str, list[str]] = {}
    for naming, here in zip(namings, found, strict=True):
        by.setdefault(here.calling.header, []).append(naming.field)
    for header, fields in by.items():
        if header:
            are = " and ".join(f"{field}s" for field in fields)
            log.notes.append(f"{table.name}: {are} are looked up in {header!r}")
    others: dict[str, list[str]] = {}
    for here in found:
        for value, calling in here.elsewhere.items():
            others.setdefault(calling.header or "id", []).append(value)
    for header, values in others.items():
        shown = ", ".join(map(_shown, list(dict.fromkeys(values))[:EXAMPLES]))
        log.notes.append(f"{table.name}: not all are called alike; found in {header!r}: {shown}")


def _say_rules(
    table: Table, namings: Sequence[Naming], found: Sequence[Found], log: ReadingLog
) -> None:
    """Say by which rules cells were read that are not written as the people's, and how many."""
    every = sum(1 for naming in namings for cell in naming.cells if cell)
    read = mentions(namings, found, lambda place, rule: place >= 0 and rule != "")
    for rule, words in {**NOTED, **DOUBTED}.items():
        by = [mention for mention in read if mention.rule == rule]
        if by:
            shown = ", ".join(f"{_shown(m.value)} is {_shown(m.cell)}" for m in by[:EXAMPLES])
            often = f"{sum(m.times for m in by):,} of {every:,} were read so"
            log.notes.append(f"{table.name}: {words}: {shown} there; {often}")
            log.doubts += [f"{table.name}: {words}; {often}"] if rule in DOUBTED else []


def _shown(value: str) -> str:
    """A value in a sentence: in quotation marks where it is more than a word."""
    return repr(value) if not value or set(value) & set(" ,;") else value


def _refuse_rivals(
    table: Table, namings: Sequence[Naming], found: Sequence[Found], log: ReadingLog
) -> None:
    """Refuse cells that two columns of the people take for different persons."""
    for naming, here in zip(namings, found, strict=True):
        if here.rival:
            other, value = here.rival
            ways = [calling.header or "id" for calling in (here.called(value), other)]
            options = " or ".join(f"--column {quote(f'{BY[naming.field]}={way}')}" for way in ways)
            remedy = f"means one person in {ways[0]!r} and another in {ways[1]!r}; say {options}"
            row = int(naming.rows[naming.cells.index(value)])
            log.add(table.where(row), naming.field, value, remedy)


def _refuse_several(
    table: Table, namings: Sequence[Naming], found: Sequence[Found], log: ReadingLog
) -> None:
    """Refuse cells that can mean several people."""
    log.add_each(
        mentions(namings, found, lambda place, _: place == SEVERAL),
        lambda mention: Problem(
            table.where(mention.row),
            mention.field,
            mention.value,
            f"can mean {' or '.join(mention.people)}; write the id of one of them",
        ),
    )
