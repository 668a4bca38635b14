"""What stays of further columns: new names for old ones, and no value that only few people have."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from shlex import quote
from typing import Any

import numpy as np
from numpy.typing import NDArray

from winsim.organisation.anonymous.names import Names
from winsim.organisation.anonymous.small_cells import (
    OTHER,
    are_dates,
    coarse_numbers,
    coarse_words,
)
from winsim.organisation.files.table import as_text
from winsim.problems import BadInput, Problem
from winsim.words import count

Column = NDArray[Any]
"""Numbers, NaN for nothing, or texts, a row each."""
Kept = tuple[Column | None, str]
"""What stays of a column, None for nothing, and what was done, as the end of a sentence."""


@dataclass(frozen=True)
class Keeping:
    """Which columns stay.

    Attributes:
        columns: Those without which few people stand alone.
        numbers: Columns of numbers that stay so, and are no ids although they could be.
        exact: Columns of numbers that stay as they are, also those that few people have.
        smallest: How many people must have a value that stays.
    """

    columns: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    exact: tuple[str, ...] = ()
    smallest: int = 5

    def __contains__(self, name: str) -> bool:
        return name in (*self.columns, *self.numbers, *self.exact)

    def kept(
        self, columns: Mapping[str, Column], who: Sequence[str], names: Names
    ) -> tuple[dict[str, Column], list[str]]:
        """The columns that stay, without names and without what few people have.

        Args:
            columns: By name, each of shape (n,).
            who: Whose each row is, n of them; a person counts once for a value, in however many rows.
            names: What must not be found in them.

        Returns:
            The columns, and what was done with each, a sentence a column.

        Raises:
            BadInput: For a column that cannot stay exactly, for it holds no numbers, or dates.
        """
        kept: dict[str, Column] = {}
        said = []
        for name in (name for name in columns if name in self):
            values, words = self._one(name, np.asarray(columns[name]), who, names)
            if values is not None and names.hold(name):
                raise BadInput(Problem("", "a column to keep", name, NAMES_SOMEBODY))
            said.append(f"Column {name}: {words}.")
            if values is not None:
                kept[name] = values
        return kept, said

    def _one(self, name: str, values: Column, who: Sequence[str], names: Names) -> Kept:
        cells = [as_text(value) for value in values.tolist()]
        numeric = values.dtype.kind in "biuf"
        if name in self.exact:
            _refuse_inexact(name, cells, numeric)
            return values, "kept exactly, as you said"
        told = numeric and name in self.numbers
        people = None if told else names.people(cells)
        if people is not None:
            return np.array(people), _named(people, name, numeric)
        if are_dates(cells):
            return None, "left out, for dates identify people"
        if told or (numeric and not names.are_teams(cells)):
            return _numbers(values.astype(np.float64), who, self.smallest)
        return _texts(np.array(cells), who, self.smallest, names)


NOTHING_KEPT = Keeping()
NAMES_SOMEBODY = "is a header that holds the name of somebody or of a team; give the column another"


def few_have(cells: Iterable[str], who: Iterable[str], smallest: int) -> int:
    """How many different values are those of fewer people than this."""
    _, held = np.unique(
        [cell for cell, _ in set(zip(cells, who, strict=True)) if cell], return_counts=True
    )
    return int((held < smallest).sum())


def _refuse_inexact(name: str, cells: Sequence[str], numeric: bool) -> None:
    if not numeric:
        raise BadInput(Problem("", "--exact", name, "holds no numbers; say --keep"))
    if are_dates(cells):
        remedy = "holds dates, which identify people; count weeks or years instead"
        raise BadInput(Problem("", "--exact", name, remedy))


def _named(people: Sequence[str], name: str, numeric: bool) -> str:
    others = people.count(OTHER)
    words = "its cells name people, who have their new ids there"
    if others:
        words += f"; {count(others, 'cell that names nobody is', 'cells that name nobody are')} {OTHER!r}"
    return words + (
        f"; if they are numbers of something else, say --numbers {quote(name)}" if numeric else ""
    )


def _numbers(numbers: NDArray[np.float64], who: Sequence[str], smallest: int) -> Kept:
    coarse = _once_each(numbers, who, lambda once: coarse_numbers(once, smallest).tolist(), np.nan)
    if np.unique(coarse[~np.isnan(coarse)]).size < 2:
        return None, "left out, for nothing is left of its differences"
    if np.array_equal(coarse, numbers, equal_nan=True):
        return numbers, f"kept, for each number is that of {smallest} people or more"
    return coarse, f"each number is the mean of {smallest} people or more with the nearest numbers"


def _texts(texts: NDArray[np.str_], who: Sequence[str], smallest: int, names: Names) -> Kept:
    clean = names.without(texts)
    words = _once_each(clean, who, lambda once: coarse_words(once, smallest), "")
    if set(words.tolist()) <= {OTHER, ""}:
        return None, f"left out, for no text in it is that of {smallest} people"
    lost = (words == OTHER) & (texts != OTHER)
    people = len({one for one, gone in zip(who, lost.tolist(), strict=True) if gone})
    if people:
        have = count(people, "person has", "people have")
        return words, f"kept; {have} {OTHER!r} for a rarer text, or one that holds a name"
    return words, f"kept, for each text is that of {smallest} people or more"


def _once_each(
    values: Column, who: Sequence[str], coarse: Callable[[Column], list[Any]], nothing: Any
) -> Column:
    """Values made coarse, where each person counts once for each value."""
    pairs = dict.fromkeys(zip(who, values.tolist(), strict=True))
    once = [value for _, value in pairs]
    new = dict(zip(once, coarse(np.array(once)), strict=True))
    return np.array([new[value] if value == value else nothing for value in values.tolist()])
