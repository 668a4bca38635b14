"""The old names of people and teams, as they turn up again in what is kept."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from winsim.organisation.anonymous.key import Key
from winsim.organisation.anonymous.small_cells import OTHER
from winsim.organisation.files.roster.calling import ABSENT, SEVERAL
from winsim.organisation.files.roster.roster import Roster
from winsim.organisation.files.roster.spellings import (
    TITLES,
    UMLAUTS,
    UNDECOMPOSED,
    UNWRITTEN,
    typed,
)
from winsim.organisation.files.words_in_cells import NOTHING
from winsim.organisation.organisation import Organisation

WORD = re.compile(r"[^\W\d_]+|\d+")
HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")
ADDRESS = re.compile(r"\S@\S")
FEWEST_LETTERS, FEWEST_DIGITS = 2, 3
"""Shorter words and numbers say too little to be looked for inside a text."""
PARTICLES = frozenset(
    ("and", "de", "del", "den", "der", "di", "du", "la", "und", "van", "von", "zu")
)
"""Words of names that are words of any text, too."""
SHARED = 0.5
"""Words that more than this share of the ids have, such as a domain, are nobody's."""

Words = tuple[str, ...]


class Names:
    """The old ids and names of people, the old names of teams, and the new ones."""

    def __init__(self, organisation: Organisation, key: Key) -> None:
        """The names of an organisation and of whoever else is in the key, all of whom have new ones."""
        named = organisation.names != organisation.ids
        self._ids = organisation.ids
        self._roster = Roster(organisation.ids, {"name": organisation.names} if named else {})
        self._people = key.people
        self._new = {typed(old): new for old, new in key.people.items()}
        self._teams = {typed(old): new for old, new in key.teams.items()}
        self._old = set(_looked_for(organisation.names if named else (), key))
        self._longest = max(map(len, self._old), default=0)

    def people(self, cells: Sequence[str]) -> list[str] | None:
        """The new ids of those whom cells name, and `OTHER` for a cell that names nobody.

        Args:
            cells: Of one column, as written; nothing stays nothing.

        Returns:
            None where less than half of the different cells name somebody.
        """
        different = [cell for cell in dict.fromkeys(cells) if cell.lower() not in NOTHING]
        places = self._roster.places(different).tolist()
        new = {
            cell: self._person(cell, place) for cell, place in zip(different, places, strict=True)
        }
        known = sum(one != OTHER for one in new.values())
        if not known or 2 * known < len(different):
            return None
        return [new.get(cell, "") for cell in cells]

    def _person(self, cell: str, place: int) -> str:
        """The new id of whom a cell means, by the position of whom the roster finds."""
        if place == ABSENT:
            return self._new.get(typed(cell), OTHER)
        return OTHER if place == SEVERAL else self._people[self._ids[place]]

    def are_teams(self, cells: Sequence[str]) -> bool:
        """Whether at least half of the different cells are names of teams."""
        different = [cell for cell in dict.fromkeys(cells) if cell.lower() not in NOTHING]
        known = sum(typed(cell) in self._teams for cell in different)
        return 0 < len(different) <= 2 * known

    def without(self, values: NDArray[np.str_]) -> NDArray[np.str_]:
        """Texts that are a team's name with the new one, and `OTHER` for those that hold any other.

        Args:
            values: A text a row, shape (n,).
        """
        new = {text: self._anonymous(text) for text in dict.fromkeys(values.tolist())}
        return np.array([new[text] for text in values.tolist()])

    def hold(self, text: str) -> bool:
        """Whether a text holds a word of an old name, an old id, a team or an e-mail address."""
        return bool(ADDRESS.search(text)) or any(map(self._any, _spellings(text)))

    def _anonymous(self, text: str) -> str:
        team = self._teams.get(typed(text)) if text else None
        return team or (OTHER if typed(text) in self._new or self.hold(text) else text)

    def _any(self, words: Words) -> bool:
        """Whether words hold what is looked for; an s at the end of a word does not count."""
        return any(
            words[first:last] in self._old or (words[first].removesuffix("s"),) in self._old
            for first in range(len(words))
            for last in range(first + 1, min(first + self._longest, len(words)) + 1)
        )


def _looked_for(names: Iterable[str], key: Key) -> Iterator[Words]:
    """The words, or rows of words, by which somebody or a team is found in a text."""
    ids = [_spellings(old) | _spellings(old.partition("@")[0]) for old in key.people]
    held = Counter(word for spellings in ids for word in set(chain.from_iterable(spellings)))
    own = {word for word, often in held.items() if word.isdigit() or often <= SHARED * len(ids)}
    for words in chain.from_iterable(ids):
        yield from ((word,) for word in words if _tells(word) and (word in own or len(words) == 1))
        yield from (words,) if len(words) > 1 else ()
    for words in chain.from_iterable(map(_spellings, names)):
        yield from ((word,) for word in words if _tells(word))
    for words in chain.from_iterable(map(_spellings, key.teams)):
        yield from (words,) if len(words) > 1 or _tells(words[0]) else ()


def _tells(word: str) -> bool:
    """Whether a word by itself can say who is meant."""
    if word.isdigit():
        return len(word) >= FEWEST_DIGITS
    return len(word) >= FEWEST_LETTERS and word not in PARTICLES | TITLES


def _spellings(text: str) -> set[Words]:
    """The words of a text in each way in which they can be written."""
    written = {text, HUMP.sub(" ", text), UNWRITTEN.sub("", text)}
    small = {unicodedata.normalize("NFC", each).casefold() for each in written}
    both = small | {each.translate(UMLAUTS) for each in small}
    found = {tuple(WORD.findall(_bare(each))) for each in both} - {()}
    return found | {tuple(word.lstrip("0") or word for word in words) for words in found}


def _bare(text: str) -> str:
    """A text without accents."""
    if text.isascii():
        return text
    letters = unicodedata.normalize("NFKD", text.translate(UNDECOMPOSED))
    return "".join(letter for letter in letters if not unicodedata.combining(letter))
