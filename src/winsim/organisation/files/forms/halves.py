"""The two halves of a matrix of people by people, on either side of its diagonal."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from winsim.numerics.arrays import Ints
from winsim.organisation.files.words_in_cells import NOTHING

BY_CHANCE = 10
"""So many ties are on one side of the diagonal by chance once in five hundred matrices at most."""


@dataclass(frozen=True)
class Halves:
    """How many cells below and above the diagonal there are, and of which kinds.

    Attributes:
        cells: All of them, shape (2,): below and above.
        filled: Those in which something stands, if only a zero.
        ties: Those that say that somebody listens.
    """

    cells: Ints
    filled: Ints
    ties: Ints

    @property
    def complete(self) -> bool:
        """Whether everybody is said to listen to everybody."""
        return bool(self.ties.sum()) and bool((self.ties == self.cells).all())

    @property
    def one_is_blank(self) -> bool:
        """Whether nothing stands in one half, and something in every cell of the other."""
        return set(zip((self.filled == 0).tolist(), (self.filled == self.cells).tolist(), strict=True)) == {
            (True, False),
            (False, True),
        }  # fmt: skip

    @property
    def one_has_all(self) -> bool:
        """Whether all ties are in one half, and too many to be there by chance."""
        return int(self.ties.min()) == 0 and int(self.ties.max()) >= BY_CHANCE


def halves_of(
    columns: Sequence[Sequence[str]], said: Mapping[str, str], rows: Ints, across: Ints
) -> Halves:
    """The halves of a matrix whose rows and columns are the same people.

    Args:
        columns: Its cells.
        said: What each different cell says, nothing for no tie.
        rows: The person of each row, each once.
        across: The person of each column.
    """
    rank = {person: place for place, person in enumerate(across.tolist())}
    order = np.array([rank.get(person, -1) for person in rows.tolist()])
    counts = np.zeros((3, 2), dtype=np.int64)
    nothing = {cell for cell in said if cell.lower() in NOTHING}
    for place, cells in enumerate(columns):
        filled = np.array([cell not in nothing for cell in cells], dtype=bool)
        ties = np.array([bool(said[cell]) for cell in cells], dtype=bool)
        for half, here in enumerate((order > place, order < place)):
            counts[:, half] += _counted(here, filled, ties)
    return Halves(*counts)


def _counted(here: NDArray[np.bool_], *kinds: NDArray[np.bool_]) -> list[int]:
    return [int(here.sum()), *(int((here & kind).sum()) for kind in kinds)]
