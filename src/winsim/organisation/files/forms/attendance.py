"""Attendance: who was in which meeting, project or channel, projected to ties between those who met."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from winsim.numerics.arrays import Floats, Ints
from winsim.organisation.files.forms.remedies import to_type
from winsim.organisation.files.forms.tie_list import TieList, listed
from winsim.organisation.files.roster.roster import Roster
from winsim.organisation.files.table import ReadingLog, Table
from winsim.organisation.files.tie_sets import MOST
from winsim.problems import nearest

Name = TypeVar("Name")


@dataclass(frozen=True)
class Attendance:
    """Who was in which event: m attendances, each perhaps more than once.

    Attributes:
        table: Where they were read.
        roster: The people.
        rows: The row of each attendance, shape (m,).
        people: Who attended, m of them.
        events: What they attended, m of them.
        choice: Headers of columns that could each be the events; none where it is clear.
        guessed: The column that was taken for events by what it holds, or nothing.
        left_out: Events that make no ties.
    """

    table: Table
    roster: Roster
    rows: Ints
    people: Sequence[str]
    events: Sequence[str]
    left_out: tuple[str, ...] = ()
    choice: tuple[str, ...] = ()
    guessed: str = ""

    def tie_list(self, log: ReadingLog) -> TieList | None:
        """Ties between all who attended an event of k people, each 1 / (k - 1), summed over events.

        None, with the reason in the log, where there is no telling or there would be too many.
        """
        person, people = self._numbered_people()
        event, events = _numbered(self.events)
        counted = _once(person, event, len(people))
        counted = counted[self._wanted(events, log)[event[counted]]]
        person, event, rows = person[counted], event[counted], self.rows[counted]
        size = np.bincount(event, minlength=len(events))
        if not self._possible(events, size, log):
            return None
        self._say(events, size, log)
        listens, to, weights = projected(person, event, (len(people), len(events)))
        first = np.full(len(people), -1, dtype=np.int64)
        first[person[::-1]] = rows[::-1]
        cells = {
            "source": [people[place] for place in listens.tolist()],
            "target": [people[place] for place in to.tolist()],
            "weight": _texts(weights),
        }
        return listed(replace(self.table, decimal_comma=False), first[listens], cells)

    def _numbered_people(self) -> tuple[Ints, list[str]]:
        """A number for each attendant, the same however they are written, and how they first are."""
        places = self.roster.places(self.people, "source").tolist()
        pairs = zip(self.people, places, strict=True)
        keys = [name if place < 0 else place for name, place in pairs]
        first = dict(zip(reversed(keys), reversed(self.people), strict=True))
        number, different = _numbered(keys)
        return number, [first[key] for key in different]

    def _wanted(self, events: Sequence[str], log: ReadingLog) -> NDArray[np.bool_]:
        for name in self.left_out:
            if name not in events:
                remedy = f"there is no such event in {self.table.name}; {nearest(name, events)}"
                log.add("", "organisation.leave_out", name, remedy)
        return ~np.isin(np.array(events), list(self.left_out))

    def _possible(self, events: Sequence[str], size: Ints, log: ReadingLog) -> bool:
        """Whether events can be told and do not tie too many; the reason, if not, is in the log."""
        if self.choice:
            typed = " or ".join(f"--column 'target={header}'" for header in self.choice)
            log.add(self.table.name, "", "", f"several columns could hold events; choose: {typed}")
            return False
        pairs = size * (size - 1)
        if pairs.sum() <= MOST:
            return True
        order = np.argsort(-pairs, kind="stable")
        enough = int(np.searchsorted(np.cumsum(pairs[order]), pairs.sum() - MOST)) + 1
        largest = [events[place] for place in order[:enough].tolist()]
        remedy = (
            f"the largest event has {int(size.max()):,} people, and all events together tie "
            f"{int(pairs.sum()):,} pairs; at most {MOST:,} can be; leave out the largest: "
            f"{to_type('leave_out', [*self.left_out, *largest])}"
        )
        log.add(self.table.name, "", "", remedy)
        return False

    def _say(self, events: Sequence[str], size: Ints, log: ReadingLog) -> None:
        kept, alone = int((size > 1).sum()), int((size == 1).sum())
        dropped = f"; {_events(alone)} of one person left out" if alone else ""
        log.notes.append(
            f"{self.table.name}: is read as attendance at {_events(kept)}: those who met in one of k "
            f"people listen to each other with weight 1/(k - 1), added up over events{dropped}."
        )
        if self.guessed:
            log.doubts.append(
                f"{self.table.name}: column {self.guessed} holds none of the people, and is taken for the "
                f"events that they attended; if it is not, {to_type('form', 'edges')}."
            )
        large = int(size.argmax()) if size.size else 0
        if size.size and 2 * size[large] > len(self.roster) and size[large] > 2:
            without = to_type("leave_out", [*self.left_out, events[large]])
            log.doubts.append(
                f"{self.table.name}: the largest event holds {int(size[large]):,} of {len(self.roster):,} "
                "people and ties each of them to all others; organisation.leave_out reads the others alone."
            )
            log.notes.append(f"{self.table.name}: the largest event is left out by {without}.")


def projected(person: Ints, event: Ints, shape: tuple[int, int]) -> tuple[Ints, Ints, Floats]:
    """Ties between people who attended the same events (Newman 2001, collaboration weights).

    Args:
        person: Who attended, as numbers, shape (m,).
        event: What they attended, shape (m,); each pair of both once.
        shape: How many people and how many events there are.

    Returns:
        Both directions of every tie: who listens, to whom, and the sum over their events of
        1 / (k - 1), where k people attended.
    """
    from scipy import sparse

    size = np.bincount(event, minlength=shape[1])
    share = 1 / np.maximum(size - 1, 1)[event]
    attended = sparse.csr_matrix((np.ones(person.size), (person, event)), shape)
    weighted = sparse.csr_matrix((share, (person, event)), shape)
    both = (weighted @ attended.T).tocoo()
    apart = both.row != both.col
    listens, to = both.row[apart].astype(np.int64), both.col[apart].astype(np.int64)
    return listens, to, both.data[apart]


def _numbered(names: Iterable[Name]) -> tuple[Ints, list[Name]]:
    """A number for each name, and the names in the order of their numbers."""
    numbers: dict[Name, int] = {}
    found = [numbers.setdefault(name, len(numbers)) for name in names]
    return np.array(found, dtype=np.int64), list(numbers)


def _events(count: int) -> str:
    return f"{count:,} event" if count == 1 else f"{count:,} events"


def _once(person: Ints, event: Ints, people: int) -> Ints:
    """Where each pair of person and event is first."""
    return np.sort(np.unique(event * people + person, return_index=True)[1])


def _texts(weights: Floats) -> list[str]:
    """Weights as text; equal ones are one object."""
    different, place = np.unique(weights, return_inverse=True)
    words = np.array([*map(repr, different.tolist()), ""], dtype=object)
    texts: list[str] = words[place].tolist()
    return texts
