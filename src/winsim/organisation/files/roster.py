"""Who is meant: the people of an organisation, looked up by what files call them."""

from collections.abc import Sequence
from functools import cached_property
from itertools import repeat

import numpy as np

from winsim.organisation.pairs import Ints
from winsim.problems import nearest


class Roster:
    """The people of an organisation, n of them, found by what a file calls them."""

    def __init__(self, ids: Sequence[str]) -> None:
        """`ids` are what the people are called, in order; of two who are called alike, the first counts."""
        self.ids = ids

    def __len__(self) -> int:
        return len(self.ids)

    @cached_property
    def position(self) -> dict[str, int]:
        """The position of each id."""
        return {person: row for row, person in reversed(list(enumerate(self.ids)))}

    def places(self, values: Sequence[str]) -> Ints:
        """The position of each person who is named, or -1, shape (len(values),).

        Args:
            values: What a file calls them.
        """
        return np.fromiter(map(self.position.get, values, repeat(-1)), np.int64, len(values))

    def suggestion(self, value: str) -> str:
        """Words that end a remedy: who may be meant.

        Args:
            value: What a file calls somebody who is not among the people.
        """
        return nearest(value, self.ids)
