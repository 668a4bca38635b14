"""Contenders measured in turn, so that a busy machine slows all of them alike; and what came of it."""

import gc
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from statistics import quantiles
from time import perf_counter, thread_time

Contender = Callable[[], float]
"""Does its work once and says how many seconds that took; what it prepares does not count."""


@dataclass(frozen=True)
class Range:
    """The median of several repetitions, and the quartiles between which half of them lie."""

    median: float
    lower: float
    upper: float

    def __truediv__(self, number: float) -> "Range":
        return Range(self.median / number, self.lower / number, self.upper / number)


@dataclass(frozen=True)
class Measure:
    """One line of the page: what was measured, how it came out, and what it must reach."""

    what: str
    found: Range
    target: float | None = None  # None: told, not asked for
    at_most: bool = False  # the target is an upper limit
    unit: str = "×"
    note: str = ""

    @property
    def reached(self) -> bool | None:
        """Whether the median reaches the target, None where there is none."""
        if self.target is None:
            return None
        return (
            self.found.median <= self.target if self.at_most else self.found.median >= self.target
        )


def seconds(work: Callable[[], object], clock: Callable[[], float] = thread_time) -> float:
    """How long something takes on the processor, the collection of garbage held off.

    On a busy machine what takes long is interrupted more often than what is soon done, and a wall
    clock counts the interruptions; so it is only for what shares its work out.
    """
    gc.disable()
    try:
        started = clock()
        work()
        return clock() - started
    finally:
        gc.enable()


wall_seconds = partial(seconds, clock=perf_counter)
"""How long something takes by the clock on the wall."""


def in_turn(contenders: Mapping[str, Contender], rounds: int) -> dict[str, list[float]]:
    """Everyone's seconds, one after the other, for so many rounds."""
    times: dict[str, list[float]] = {name: [] for name in contenders}
    for _ in range(rounds):
        for name, contender in contenders.items():
            times[name].append(contender())
    return times


def spread(values: list[float]) -> Range:
    """The median and the quartiles of some repetitions."""
    if len(values) == 1:
        return Range(*values * 3)
    lower, middle, upper = quantiles(values, n=4, method="inclusive")
    return Range(middle, lower, upper)


def ratio(slow: list[float], fast: list[float]) -> Range:
    """How many times longer the slow one took, round by round."""
    return spread([one / other for one, other in zip(slow, fast, strict=True)])
