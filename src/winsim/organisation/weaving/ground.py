"""The ground: the people between whom ties are drawn."""

from typing import NamedTuple

from winsim.organisation.pairs import Ints
from winsim.organisation.generator.rows import People
from winsim.model.state import Floats


class Ground(NamedTuple):
    """What ties between teams are drawn on. n people, G teams."""

    start: Ints  # (G + 1,) first person of each team
    team: People  # (n,)
    place: Ints  # (G,) location of each team, ascending
    starts: Floats  # (n + 1,) how sociable people are, squared, summed up to each of them
    meets: Floats  # (n + 1,) how sociable people are, summed up to each of them
    line: Floats  # (n + 1,) weights summed up to each of them, to work in
    guide: People  # (n + 1,) who stands at each n-th part of a line, to work in
