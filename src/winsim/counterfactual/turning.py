"""Where a difference of two rollouts turns, as values go from today's to an end of their plausible range.

The way has shares from 0 (today's values) to 1 (the end). Differences are known at some of them, for the
same seeds at each; between two of them, the difference of every seed is taken as straight.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from winsim.inference import mean_interval
from winsim.numerics.arrays import Flags, Floats

GRID = 201
"""At so many shares one looks where the interval of the difference includes zero."""


@dataclass(frozen=True)
class Course:
    """The difference of two rollouts on a way from today's values to an end.

    Attributes:
        shares: Shares of the way that are known, rising from 0, shape (points,).
        differences: At each of them, the difference of every seed, shape (points, seeds).
    """

    shares: Floats
    differences: Floats

    def and_at(self, share: float, differences: Floats) -> Course:
        """The course with a further point.

        Args:
            share: Of the way, not among those that are known.
            differences: One a seed.
        """
        place = int(np.searchsorted(self.shares, share))
        return Course(
            np.insert(self.shares, place, share),
            np.insert(self.differences, place, differences, axis=0),
        )

    def knows(self, share: float) -> bool:
        """Whether the difference was simulated there."""
        return bool(np.isclose(self.shares, share).any())

    @property
    def means(self) -> Floats:
        """Mean differences at the known shares, shape (points,)."""
        return np.asarray(self.differences.mean(axis=1))

    @property
    def change(self) -> Floats:
        """What the whole way changes, seed by seed, shape (seeds,)."""
        return np.asarray(self.differences[-1] - self.differences[0])

    @property
    def at_end(self) -> tuple[float, float, float]:
        """The mean difference at the last known share, with its 95 % interval."""
        return mean_interval(self.differences[-1])

    @property
    def bracket(self) -> tuple[float, float] | None:
        """The two known shares between which the mean first has another sign than today's, or none.

        There is none either where chance alone may have turned it: where the change from today's
        difference to one with another sign is nowhere clear of zero.
        """
        turned = np.flatnonzero(self.means * np.sign(self.means[0]) < 0)
        if not any(_is_clear(self.differences[place] - self.differences[0]) for place in turned):
            return None
        return float(self.shares[turned[0] - 1]), float(self.shares[turned[0]])


@dataclass(frozen=True)
class Turn:
    """Where a difference turns, as shares of the way from today's values to an end.

    Attributes:
        share: Where its mean is zero for the first time; NaN where it never is.
        low: From where on its 95 % interval includes zero; NaN where it never does.
        high: Where that interval lies wholly on the other side for the first time; NaN if never.
        certain: Whether the interval lies wholly on the other side at a simulated point.
        returns: Whether it lies wholly on today's side again at a later point.
    """

    share: float
    low: float
    high: float
    certain: bool
    returns: bool

    @property
    def flips(self) -> bool:
        """Whether the mean difference turns."""
        return not np.isnan(self.share)


def turn_of(course: Course) -> Turn:
    """Where the difference of a course turns, and how well that is known.

    The interval from `low` to `high` holds the shares at which a difference of zero is not ruled out
    (Fieller 1954, for a difference that is straight in the share).

    Args:
        course: At least today's point and the end.

    Example:
        >>> course = Course(np.array([0.0, 1.0]), np.array([[3.0, 4.0, 5.0], [-5.0, -4.0, -3.0]]))
        >>> turn = turn_of(course)
        >>> turn.share, turn.certain
        (0.5, True)
    """
    side = np.sign(course.means[0])
    grid = np.union1d(np.linspace(0.0, 1.0, GRID), course.shares)
    lows, highs = np.sort(side * _intervals(course, grid), axis=1).T
    known = np.isin(grid, course.shares)
    beyond = _first(highs < 0)
    later = known & (lows > 0) & (np.arange(grid.size) > (grid.size if beyond is None else beyond))
    return Turn(
        share=_crossing(course),
        low=_at(grid, _first(lows <= 0)),
        high=_at(grid, beyond),
        certain=bool((known & (highs < 0)).any()),
        returns=bool(later.any()),
    )


def _intervals(course: Course, grid: Floats) -> Floats:
    """The ends of the interval at each share of a grid, where every seed's course is straight."""
    right = np.clip(np.searchsorted(course.shares, grid), 1, course.shares.size - 1)
    left = right - 1
    part = (grid - course.shares[left]) / (course.shares[right] - course.shares[left])
    before, after = course.differences[left], course.differences[right]
    by_seed = before + part[:, None] * (after - before)
    return np.array([mean_interval(row)[1:] for row in by_seed])


def _crossing(course: Course) -> float:
    """Where the mean is zero, straight between the ends of its bracket; NaN without one."""
    if course.bracket is None:
        return float("nan")
    start, end = course.bracket
    before, after = np.interp([start, end], course.shares, course.means)
    return float(start + (end - start) * before / (before - after))


def _is_clear(changes: Floats) -> bool:
    """Whether the 95 % interval of their mean excludes zero."""
    _, low, high = mean_interval(changes)
    return low > 0 or high < 0


def _first(found: Flags) -> int | None:
    places = np.flatnonzero(found)
    return int(places[0]) if places.size else None


def _at(grid: Floats, place: int | None) -> float:
    return float("nan") if place is None else float(grid[place])
