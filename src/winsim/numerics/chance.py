"""Random draws as pure functions: of seed, purpose, week and number of whoever is concerned.

Nothing depends on the order in which agents act, on the number of workers or on which rollout is
running, so two rollouts with one seed meet the same chance events (common random numbers). The
mixing is splitmix64 (Steele, Lea & Flood 2014).
"""

from enum import IntEnum
from typing import Any

import numpy as np
from numpy.typing import NDArray

from winsim.numerics.compiling import INTERPRETED, compiled, entry_point, part

GOLDEN = np.uint64(0x9E3779B97F4A7C15)
MIX_A, MIX_B = np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB)
TO_UNIT = 2.0**-53
"""The 53 bits of a double's fraction become a number in [0, 1)."""


class Draw(IntEnum):
    """What a random draw decides. The numbers are part of every published run: never renumber them."""

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
    CHOICE = 26
    WHIM = 27
    TURNOVER = 28
    FOLLOW_THROUGH = 29
    SHARED_OVERRUN = 30
    OWN_OVERRUN = 31
    VALUE = 32
    WORTHLESS = 33
    METRIC = 34
    ORGANISATION = 40


@compiled
def mixed(x: Any) -> Any:
    """Mix 64 bits well: the finaliser of splitmix64 (steele2014).

    Args:
        x: an unsigned 64-bit number.

    Returns:
        Another, a one-to-one function of the first.
    """
    x = x + GOLDEN
    x = (x ^ (x >> np.uint64(30))) * MIX_A
    x = (x ^ (x >> np.uint64(27))) * MIX_B
    return x ^ (x >> np.uint64(31))


mixed = np.errstate(over="ignore")(mixed) if INTERPRETED else mixed


@compiled
def stream(seed: Any, event: int, week: int) -> Any:
    """Make the key of one stream of draws.

    Args:
        seed: a whole number, at least 0.
        event: the purpose, a `Draw`.
        week: the week of the draws, from 0.

    Returns:
        64 bits, to be passed to `draw`.
    """
    return mixed(mixed(mixed(np.uint64(seed)) ^ np.uint64(event)) ^ np.uint64(week))


@compiled
def draw(key: Any, number: int) -> float:
    """Draw a number for one person, team or step from a stream.

    Args:
        key: the stream, as `stream` makes it.
        number: the number of whoever is concerned, from 0.

    Returns:
        A uniform number in [0, 1), a multiple of 2^-53.
    """
    return float(mixed(key ^ mixed(np.uint64(number))) >> np.uint64(11)) * TO_UNIT


@part
def fill(seed: Any, event: int, week: int, values: Any) -> None:
    """Put the draws of 0 … count - 1 of one stream into an array.

    Args:
        seed: a whole number, at least 0.
        event: the purpose, a `Draw`.
        week: the week of the draws.
        values: shape (count,), written in place; uniform in [0, 1).
    """
    key = stream(seed, event, week)
    for number in range(values.size):
        values[number] = draw(key, number)


_fill = entry_point(fill)


def draws(seed: int, event: Draw, count: int, week: int = 0) -> NDArray[np.float64]:
    """Many draws of one stream at once: the same numbers as `draw`, one by one.

    Args:
        seed: a whole number, at least 0.
        event: what the draws decide.
        count: how many; the draws of 0 … count - 1.
        week: the week of the draws; 0 for what is drawn before the first.

    Returns:
        Uniform numbers in [0, 1), shape (count,).
    """
    values = np.empty(count)
    _fill(np.uint64(seed), int(event), week, values)
    return values
