"""People who are named and are not among the people: refused, or left out on request."""

import re
from collections.abc import Sequence
from shlex import quote
from typing import NamedTuple

from winsim.organisation.files.roster.lookup import BY, Mention
from winsim.organisation.files.roster.roster import Roster
from winsim.organisation.files.roster.spellings import DIGITS
from winsim.organisation.files.table import ReadingLog, Table
from winsim.problems import Problem, listed

SHOWN = 5
"""Outsiders that are named one by one."""
TOO_MANY = 0.5
"""Where more than this share of all ties names outsiders, the files do not belong together."""
BETWEEN = re.compile(r"\s*[;|/,&\n]\s*")
"""What can stand between two people in one cell."""
DROP = "--set organisation.outsiders=drop"


class Loss(NamedTuple):
    """What goes with outsiders: how many ties, or people without their manager, of how many."""

    lost: int
    of: int
    one: str
    many: str

    def __str__(self) -> str:
        return f"{self.lost:,} {self.one if self.lost == 1 else self.many}"

    @property
    def share(self) -> float:
        """The share that goes, from 0 to 1."""
        return self.lost / self.of


def without_lists(
    table: Table, outsiders: Sequence[Mention], roster: Roster, log: ReadingLog
) -> list[Mention]:
    """Those who are outsiders, without cells that name several of the people, which are refused.

    Args:
        table: The table that names them.
        outsiders: What nobody is called.
        roster: The people.
        log: Takes the problems.
    """
    several = [m for m in outsiders if _names_several(m.value, roster)]
    remedy = "names several people in one cell; give each of them a line"
    log.add_each(several, lambda m: Problem(table.where(m.row), m.field, m.value, remedy))
    listed = {mention.value for mention in several}
    return [mention for mention in outsiders if mention.value not in listed]


def _names_several(value: str, roster: Roster) -> bool:
    """Whether a cell is a list of two people or more."""
    people = [part for part in BETWEEN.split(value) if part]
    return len(people) > 1 and bool((roster.places(people) >= 0).all())


def refuse(table: Table, outsiders: Sequence[Mention], loss: Loss, log: ReadingLog) -> None:
    """Refuse outsiders by one problem, at the first of them.

    Args:
        table: The table that names them.
        outsiders: By the row where they stand first, at least one.
        loss: What goes with them.
        log: Takes the problem.
    """
    ways = (
        f"correct the file{_proposed(outsiders)}, or leave out who is not among the people: {DROP}"
    )
    _refuse(table, outsiders, loss, ways, log)


def _proposed(outsiders: Sequence[Mention]) -> str:
    """A column of the people that holds what nobody is called, as a way on; or nothing."""
    for field, header in {mention.field: mention.found.proposed for mention in outsiders}.items():
        if header:
            option = quote(f"{BY[field]}={header}")
            return (
                f", or, if {header!r} is what the people themselves are called, --column {option}"
            )
    return ""


def drop(table: Table, outsiders: Sequence[Mention], loss: Loss, log: ReadingLog) -> None:
    """Doubt what is left out with outsiders, and note the most named ones; arguments as `refuse`."""
    often = sorted(outsiders, key=lambda mention: -mention.times)
    are = "is" if loss.lost == 1 else "are"
    log.doubts.append(
        f"{table.name}: {_counted(outsiders)} not among the people, and {loss} ({loss.share:.0%} of "
        f"all) {are} left out"
    )
    log.notes.append(f"{table.name}: not among the people are {_named(often)}")


def refuse_strangers(
    table: Table, outsiders: Sequence[Mention], loss: Loss, log: ReadingLog
) -> None:
    """Refuse a table that is left with less than half of its ties; arguments as `refuse`."""
    known = outsiders[0].found.calling
    alike = {m.value: known.by(DIGITS, m.value) for m in outsiders[:SHOWN]}
    like = ", ".join(f"{v} looks like {known.cells[p]}" for v, p in alike.items() if p >= 0)
    ways = (
        f"{like}{', but ' if like else ''}that is too much to be left out: the files do not seem to "
        "belong together; give the people of these ties, or say by which column of the people they are "
        "named: --column source.by=HEADER --column target.by=HEADER"
    )
    _refuse(table, outsiders, loss, ways, log)


def _refuse(
    table: Table, outsiders: Sequence[Mention], loss: Loss, ways: str, log: ReadingLog
) -> None:
    first = outsiders[0]
    if len(outsiders) == 1:
        who = f"is not among the people ({loss}); {first.found.calling.suggestion(first.value)}"
    else:
        known = listed([*first.found.calling.exact])
        who = (
            f"{_counted(outsiders)} not among the people ({loss}, {loss.share:.0%} of all): "
            f"{_named(outsiders, propose=True)}; known: {known}"
        )
    log.add(table.where(first.row), first.field, first.value, f"{who}; {ways}")


def _counted(outsiders: Sequence[Mention]) -> str:
    named = "person who is named is" if len(outsiders) == 1 else "people who are named are"
    return f"{len(outsiders):,} {named}"


def _named(outsiders: Sequence[Mention], propose: bool = False) -> str:
    shown = []
    for mention in outsiders[:SHOWN]:
        like = mention.found.calling.suggestion(mention.value) if propose else ""
        asked = f", {like}" if like.startswith("did") else ""
        times = f"{mention.times:,} times" if mention.times > 1 else "once"
        shown.append(f"{mention.value} ({times}{asked})")
    more = len(outsiders) - len(shown)
    return ", ".join(shown) + (f" and {more:,} more" if more else "")
