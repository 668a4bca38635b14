"""Ties woven: inside teams, between them, and around triangles, until all are drawn."""

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from winsim.numerics.compiling import entry_point, part
from winsim.organisation.pairs import Ints
from winsim.organisation.weaving.bridges import bridge
from winsim.organisation.weaving.ground import Ground
from winsim.organisation.generator.rows import People, Rows, spread
from winsim.organisation.weaving.stream import Stream
from winsim.organisation.weaving.ties import FREE, Ties, lay_inside
from winsim.organisation.weaving.triangles import close

CLOSING_ROUNDS = 2


@part
def weave(
    ground: Ground, ties: Ties, rows: Rows, inside: Ints, closing: int, span: int, seed: Any
) -> int:
    """Draw ties until all places are taken; how many lie.

    `inside` are those inside teams, as ascending positions in the list of all pairs there. Of the
    others `closing` close a triangle. Only an organisation so dense that no free pair is found ends
    with fewer than there are places.
    """
    lay_inside(ground.start, inside, ties)
    for slot in range(ties.known.size):
        ties.known[slot] = FREE
    enough, known = ties.low.size, 0
    count = bridge(ground, ties, inside.size, enough - closing, span, seed, Stream.BRIDGES)
    for turn in range(CLOSING_ROUNDS):
        goal = enough - closing * (CLOSING_ROUNDS - 1 - turn) // CLOSING_ROUNDS
        if goal > count > 0:
            spread(ties.low[known:count], ties.high[known:count], rows)
            known = count
            count = close(ground, ties, rows, count, goal, seed, turn)
    count = bridge(ground, ties, count, enough, span, seed, Stream.AGAIN)
    spread(ties.low[known:count], ties.high[known:count], rows)
    return count


_weave, _spread = entry_point(weave), entry_point(spread)


class Woven(NamedTuple):
    """Ties as pairs, the lower person first, and as rows."""

    low: People
    high: People
    listener_start: Ints
    listener: People


def woven(ground: Ground, inside: Ints, enough: int, closing: int, span: int, seed: int) -> Woven:
    """The ties of a workplace: `enough` of them, if there are so many (see `weave`)."""
    rows = _rows(ground.team.size, 2 * enough)
    places = 1 << max(4, int(1.5 * (enough - inside.size)).bit_length())
    low, high = (np.empty(enough, np.uint32) for _ in range(2))
    ties = Ties(low, high, np.empty(places, np.int64))
    count = _weave(ground, ties, rows, inside, closing, span, np.uint64(seed))
    return Woven(low[:count], high[:count], rows.start, rows.listener[: 2 * count])


def as_rows(low: NDArray[Any], high: NDArray[Any], people: int) -> Woven:
    """Different ties that work both ways, given as pairs."""
    low, high = low.astype(np.uint32, copy=False), high.astype(np.uint32, copy=False)
    rows = _rows(people, 2 * low.size)
    _spread(low, high, rows)
    return Woven(low, high, rows.start, rows.listener)


def _rows(people: int, ties: int) -> Rows:
    listener, more = (np.empty(ties, np.uint32) for _ in range(2))
    return Rows(np.zeros(people + 1, np.int64), listener, np.empty(people, np.uint32), more)
