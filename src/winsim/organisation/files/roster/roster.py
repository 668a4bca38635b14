"""Who is meant: the people of an organisation, looked up by what files call them."""

import re
from collections.abc import Mapping, Sequence
from functools import cached_property
from itertools import repeat
from types import MappingProxyType
from typing import NamedTuple

import numpy as np

from winsim.numerics.arrays import Ints
from winsim.organisation.files.header_words import plain
from winsim.organisation.files.roster.calling import ABSENT, PART, Calling, Place
from winsim.organisation.files.roster.identifying import identifying
from winsim.organisation.files.roster.spellings import NUMBER

GLANCE = 100
"""Values by which a column is looked at first; where it knows less than half, no others are tried."""
NONE: Mapping[str, Sequence[str]] = MappingProxyType({})
NO_NAMES: Mapping[str, str] = MappingProxyType({})


class Found(NamedTuple):
    """Whom values mean.

    Attributes:
        places: The position of each person, `ABSENT` or `SEVERAL`, shape (k,).
        calling: The column in which they were looked up.
        different: Each value with the position of whom it means, and the rule by which it was read.
        elsewhere: The column that knows a value, for each that is known in another column alone.
        rival: A column that would take one of the values for somebody else, and that value.
        proposed: The header of a column that holds most of what nobody is called, or nothing.
    """

    places: Ints
    calling: Calling
    different: Mapping[str, Place]
    elsewhere: Mapping[str, Calling]
    rival: tuple[Calling, str] | None = None
    proposed: str = ""

    def called(self, value: str) -> Calling:
        """The column that knows a value, or in which it was looked up."""
        return self.elsewhere.get(value, self.calling)


class Roster:
    """The people of an organisation, n of them, found by what a file calls them."""

    def __init__(
        self,
        ids: Sequence[str],
        columns: Mapping[str, Sequence[str]] = NONE,
        headers: Mapping[str, str] = NO_NAMES,
    ) -> None:
        """The people of a table, in order; of two of one id, the first counts.

        Args:
            ids: What the people are called.
            columns: Further columns in which somebody may be looked up, by header.
            headers: Our names of columns to their headers, where they differ.
        """
        self.ids = ids
        self.by_id = Calling("", ids, ids)
        self.columns = columns
        self._headers = headers

    def __len__(self) -> int:
        return len(self.ids)

    @property
    def headers(self) -> list[str]:
        """The columns in which somebody may be looked up."""
        return ["id", *(header for header in self.columns if header)]

    @cached_property
    def others(self) -> Mapping[str, Calling]:
        """The columns other than ids that tell people apart, by header."""
        told = [self._headers[name] for name in ("name", "email") if name in self._headers]
        apart = identifying(self.columns, told)
        return {header: Calling(header, cells, self.ids) for header, cells in apart.items()}

    def calling(self, name: str) -> Calling | None:
        """The column of this header or name, or None where there is none.

        Args:
            name: A header, or our name of a column: `id`, `name`.
        """
        header = self._headers.get(name, name)
        if plain(header) == plain(self._headers.get("id", "id")):
            return self.by_id
        known = {plain(other): other for other in (*self.others, *self.columns)}
        if name == "name" and plain(header) not in known:
            return next((self.others[other] for other in self.others if " + " in other), None)
        header = header if header in self.columns else known.get(plain(header), header)
        cells = self.columns.get(header)
        return self.others.get(header) or (Calling(header, cells, self.ids) if cells else None)

    def places(self, values: Sequence[str], end: str = "") -> Ints:
        """The position of each person who is named, or a negative number, shape (len(values),).

        Args:
            values: What a file calls them; an empty one means nobody. A number beside a word, as in
                `Colleague (1)`, is not taken for a person.
            end: `source` or `target`, to look them up in the column that was told for that end of ties.
        """
        told = self._headers.get(f"{end}.by")
        found = self.find(values, self.calling(told) if told else None)
        parts = [found.different.get(value, (ABSENT, ""))[1] == PART for value in values]
        return np.where(parts, ABSENT, found.places)

    def proposed(self, values: Sequence[str]) -> str:
        """The header of a column that holds most of some values, and does not say who people are.

        Args:
            values: What nobody is called.

        Returns:
            The header; empty where no column holds half of the values that are looked at.
        """
        looked = set(values[:GLANCE])
        further = (header for header in self.columns if header and header not in self.others)
        held = {header: len(looked.intersection(self.columns[header])) for header in further}
        best = max(held, key=held.__getitem__, default="")
        return best if best and 2 * held[best] >= len(looked) else ""

    def suggestion(self, value: str) -> str:
        """Words that end a remedy: who may be meant by a value that is nobody's id."""
        return self.by_id.suggestion(value)

    def find(self, values: Sequence[str], within: Calling | None = None) -> Found:
        """Whom values mean.

        Args:
            values: What a file calls people; an empty one means nobody.
            within: The column in which they are looked up. None takes ids; where these are no ids, the
                column that knows most of them, at least half; values that it does not know are looked up
                in the others.
        """
        different = [value for value in dict.fromkeys(values) if value]
        chosen, rival = (within, None) if within else self._chosen(different)
        found = chosen.places(different)
        rival = rival or self._contradicts(found)
        elsewhere, other = ({}, None) if within else self._elsewhere(found)
        found |= {value: calling.places([value])[value] for value, calling in elsewhere.items()}
        places = {value: place for value, (place, _) in found.items()}
        each = np.fromiter(map(places.get, values, repeat(ABSENT)), np.int64, len(values))
        return Found(each, chosen, found, elsewhere, rival or other)

    def _elsewhere(
        self, found: Mapping[str, Place]
    ) -> tuple[dict[str, Calling], tuple[Calling, str] | None]:
        """The first column that knows a value that is unknown, and one that means somebody else by it.

        A bare number is not looked for: in another column it can be anything.
        """
        unknown = [v for v, (p, _) in found.items() if p == ABSENT and re.search(r"[^\W\d_]", v)]
        known: dict[str, Calling] = {}
        places: dict[str, Place] = {}
        rival = None
        for calling in (self.by_id, *self.others.values()) if unknown else ():
            here = {v: p for v, p in calling.places(unknown).items() if p[0] != ABSENT}
            differing = _differs({v: p for v, p in here.items() if v in places}, places)
            rival = rival or ((calling, differing) if differing else None)
            known |= {value: calling for value in here if value not in known}
            places = here | places
        return known, rival

    def _chosen(self, values: Sequence[str]) -> tuple[Calling, tuple[Calling, str] | None]:
        """The column in which values are looked up, and one that is as good and means others."""
        own = self.by_id.places(values)
        known = _known(own)
        if all(place != ABSENT and rule != NUMBER.name for place, rule in own.values()):
            return self.by_id, self._as_good(own)
        fitting = [
            (other, places)
            for other in self.others.values()
            if 2 * _known(other.places(values[:GLANCE])) >= len(values[:GLANCE])
            and 2 * _known(places := other.places(values)) >= len(values)
            and (not known or _known(places) == len(values))
        ]
        if not fitting:
            return self.by_id, None
        fitting.sort(key=lambda fit: -_known(fit[1]))
        best, places = fitting[0]
        rivals = [(self.by_id, own), *fitting[1:]]
        clashes = ((rival, value) for rival, found in rivals if (value := _differs(places, found)))
        return best, next(clashes, None)

    def _as_good(self, own: Mapping[str, Place]) -> tuple[Calling, str] | None:
        """A column that knows all these ids, and takes one of them for somebody else."""
        for other in self.others.values():
            if own and all(value in other.exact for value in own):
                value = _differs(own, {value: (other.exact[value], "") for value in own})
                if value:
                    return other, value
        return None

    def _contradicts(self, found: Mapping[str, Place]) -> tuple[Calling, str] | None:
        """A column that takes the name in a cell for somebody else than the number there."""
        by_part = {v: place for v, place in found.items() if place[1] == PART and place[0] >= 0}
        for other in self.others.values() if by_part else ():
            named = {v: place for v, place in other.places(by_part).items() if place[1] != PART}
            value = _differs(named, by_part)
            if value:
                return other, value
        return None


def _known(places: Mapping[str, Place]) -> int:
    """How many values mean somebody."""
    return sum(place != ABSENT for place, _ in places.values())


def _differs(places: Mapping[str, Place], others: Mapping[str, Place]) -> str:
    """The first value that means two different people; empty where none does."""
    return next(
        (v for v, (p, _) in places.items() if p != others[v][0] and min(p, others[v][0]) >= 0), ""
    )
