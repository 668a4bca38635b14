"""Where luck comes from: every draw is a pure function of seed, event, week and who.

Nothing depends on the order in which agents act, on the number of workers or on which rollout is
running, so two rollouts with one seed meet the same luck. The mixing is splitmix64 (Steele, Lea &
Flood 2014).
"""

from enum import IntEnum
from typing import Any

import numpy as np
from numpy.typing import NDArray

from winsim.numerics.compiling import INTERPRETED, compiled, entry_point, part

GOLDEN = np.uint64(0x9E3779B97F4A7C15)
MIX_A, MIX_B = np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB)
TO_UNIT = 2.0**-53


class Draw(IntEnum):
    """What a draw is for. The numbers are part of every published run: never renumber them."""

    LOSS_AVERSION = 1
    SUSCEPTIBILITY = 2
    THRESHOLD = 3
    BELIEF = 4
    TRUST = 5
    FATIGUE = 6
    CAPACITY = 7
    SAFETY = 8
    EFFICACY = 9
    FIRST_ADOPTERS = 10
    PICK = 11
    AWARENESS = 20
    DECISION = 21
    REVERSAL = 22
    COMPLIANCE = 23
    FLAW = 24
    DETECTION = 25
    ORGANISATION = 40


@compiled
def mixed(x: Any) -> Any:
    """The splitmix64 finaliser: 64 bits in, 64 well-mixed bits out."""
    x = x + GOLDEN
    x = (x ^ (x >> np.uint64(30))) * MIX_A
    x = (x ^ (x >> np.uint64(27))) * MIX_B
    return x ^ (x >> np.uint64(31))


if INTERPRETED:
    mixed = np.errstate(over="ignore")(mixed)


@compiled
def stream(seed: Any, event: int, week: int) -> Any:
    """The key of one stream of luck: 64 bits for this seed, event and week."""
    return mixed(mixed(mixed(np.uint64(seed)) ^ np.uint64(event)) ^ np.uint64(week))


@compiled
def draw(key: Any, who: int) -> float:
    """A uniform number in [0, 1) for somebody or something, from a stream's key."""
    return float(mixed(key ^ mixed(np.uint64(who))) >> np.uint64(11)) * TO_UNIT


@part
def fill(seed: Any, event: int, week: int, lots: Any) -> None:
    """Put the draws of 0 … count - 1 of one stream into `lots`, shape (count,)."""
    key = stream(seed, event, week)
    for who in range(lots.size):
        lots[who] = draw(key, who)


_fill = entry_point(fill)


def draws(seed: int, event: Draw, count: int, week: int = 0) -> NDArray[np.float64]:
    """The draws of 0 … count - 1 at once, shape (count,): the same numbers as `draw`."""
    lots = np.empty(count)
    _fill(np.uint64(seed), int(event), week, lots)
    return lots
