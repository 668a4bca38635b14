"""A column that says who people are, and the person whom a spelling of one of its cells means."""

import difflib
from collections.abc import Callable, Collection, Mapping, Sequence
from functools import cached_property

from winsim.organisation.files.roster.spellings import (
    INITIALS,
    NAME,
    NUMBER,
    TURNED,
    TYPED,
    Keys,
    Rule,
    digits_shown,
    like_a_number,
    parts,
    shown_as_power,
    words,
)
from winsim.problems import listed

ABSENT, SEVERAL = -1, -2
"""What stands for nobody, and for more than one person, where a position is looked for."""
PART = "part"
"""The name of the rule by which a part of a cell decides: `Ada Adler (1001)`."""
STANDS_OUT = 0.1
"""By how much the likest name must be liker than the next, to be proposed (ratio of `difflib`)."""

Place = tuple[int, str]
"""The position of a person, `ABSENT` or `SEVERAL`, and the name of the rule, empty where exact."""


class Calling:
    """What a column calls each of n people."""

    def __init__(self, header: str, cells: Sequence[str], ids: Sequence[str]) -> None:
        """`cells` are what the column calls the people with these `ids`; an empty one calls nobody."""
        self.header = header
        self.cells = cells
        self.ids = ids
        self._indices: dict[Rule, Mapping[str, int]] = {}
        self._places: dict[str, Place] = {}

    @cached_property
    def exact(self) -> Mapping[str, int]:
        """The position of whom each cell means as it is written, or `SEVERAL`."""
        return self._index(lambda cell: (cell,))

    def places(self, values: Collection[str]) -> dict[str, Place]:
        """Whom each value means, and by which rule.

        Args:
            values: What a file calls people. Where a spreadsheet spoilt one of them, none is taken as
                it is written that could be what is left of another id (7 of 007).
        """
        new = (value for value in values if value not in self._places)
        self._places.update((value, self._place(value)) for value in new)
        found = {value: self._places[value] for value in values}
        if any(rule == NUMBER.name for _, rule in found.values()):
            for value in found:
                if not found[value][1] and self.by(NUMBER, value) == SEVERAL:
                    found[value] = (SEVERAL, NUMBER.name)
        return found

    def _place(self, value: str) -> Place:
        """Whom a value means: by the first rule that finds anybody."""
        if value in self.exact:
            return self.exact[value], ""
        for rule in _rules(value):
            place = self.by(rule, value)
            if place != ABSENT:
                return place, rule.name
        return self._by_part(value), PART

    def by(self, rule: Rule, value: str) -> int:
        """Whom a value means by a rule: a position, `ABSENT` or `SEVERAL`."""
        keys = rule.written(value)
        if keys and rule not in self._indices:
            self._indices[rule] = self._index(rule.known)
        return _one({self._indices[rule].get(key, ABSENT) for key in keys})

    def meant(self, value: str, rule: str) -> list[str]:
        """The ids of all whom a value can mean by the rule of this name, in order."""
        rules = [each for each in _rules(value) if each.name == rule]
        keys = {key for each in rules for key in each.written(value)} if rule else {value}
        known = [each.known for each in rules] if rule else [lambda cell: (cell,)]
        rows = (
            row
            for row, cell in enumerate(self.cells)
            if any(key in keys for each in known for key in each(cell))
        )
        return list(dict.fromkeys(self.ids[row] for row in rows))

    def suggestion(self, value: str) -> str:
        """Words that end a remedy: who may be meant by a value that calls nobody.

        Nobody is proposed for a number or an e-mail address: the likest is another person's.
        """
        names = [] if like_a_number(value) else [name for name in dict.fromkeys(self.cells) if name]
        close = difflib.get_close_matches(value, names, n=2)
        likeness = [difflib.SequenceMatcher(None, name, value).ratio() for name in close]
        said = set(words(value))
        fitting = sum(said <= set(words(name)) for name in names) if close else 0
        if close and fitting < 2 and (len(close) == 1 or likeness[0] - likeness[1] >= STANDS_OUT):
            return f"did you mean {close[0]!r}?"
        return f"known: {listed([*self.exact])}"

    def _by_part(self, value: str) -> int:
        found = set()
        for part in parts(value):
            exact = self.exact.get(part, ABSENT)
            found |= (
                {exact} if exact != ABSENT else {self.by(rule, part) for rule in (TYPED, NUMBER)}
            )
        return _one(found)

    def _index(self, keys: Callable[[str], Keys]) -> Mapping[str, int]:
        """The position of the person to whom each key leads, or `SEVERAL`."""
        index: dict[str, int] = {}
        for row, cell in enumerate(self.cells):
            for key in keys(cell) if cell else ():
                first = index.setdefault(key, row)
                if first != row and (first == SEVERAL or self.ids[first] != self.ids[row]):
                    index[key] = SEVERAL
        return index


def _rules(value: str) -> tuple[Rule, ...]:
    """The rules that can find somebody, from the harmless to the bold."""
    digits = digits_shown(value)
    return (TYPED, NUMBER, *((shown_as_power(digits),) if digits else ()), NAME, TURNED, INITIALS)


def _one(places: set[int]) -> int:
    """The one position that is left without `ABSENT`, or `SEVERAL`."""
    found = places - {ABSENT}
    return SEVERAL if len(found) > 1 else next(iter(found), ABSENT)
