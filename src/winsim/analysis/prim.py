"""The patient rule induction method, PRIM (`friedman_fisher1999`), with factors of few values and of words.

From all points it peels slice by slice, to a box of those in which something happens most.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from math import floor, inf, isfinite, log10
from types import MappingProxyType

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from winsim.analysis.structure import is_numeric
from winsim.numerics.arrays import Floats
from winsim.words import joined

Mask = NDArray[np.bool_]
NO_UNITS: Mapping[str, str] = MappingProxyType({})
DIMENSIONLESS = ("ratio", "share", "probability", "exponent", "number")
"""Units that are not written after a number in a sentence."""
DIGITS = 6
"""Most significant digits of a bound in a rule; it has as few as tell the same points apart."""


@dataclass(frozen=True)
class Restriction:
    """A condition on one factor: a range of numbers, or some words."""

    factor: str
    low: float = -inf
    high: float = inf
    words: tuple[object, ...] | None = None
    """The values that a factor without an order may have; None where it has one."""

    def holds(self, points: pd.DataFrame) -> Mask:
        """At which points it holds, (p,); both ends of a range belong to it."""
        column = points[self.factor]
        if self.words is not None:
            return np.asarray(column.isin(self.words))
        return np.asarray((column >= self.low) & (column <= self.high))

    def looser(self) -> Iterator[Restriction]:
        """It without one of its ends, for each end that another is left beside."""
        if isfinite(self.low) and isfinite(self.high):
            yield replace(self, low=-inf)
            yield replace(self, high=inf)

    def in_words(self, name: str, unit: str = "") -> str:
        """The condition in words: `size is at least 5 people`.

        Args:
            name: what the factor is called.
            unit: its unit; left out where it is empty or none that is spoken.
        """
        if self.words is not None:
            return f"{name} is {' or '.join(map(str, self.words))}"
        unit = f" {unit}" if unit and unit not in DIMENSIONLESS else ""
        if not isfinite(self.low):
            return f"{name} is at most {self.high:g}{unit}"
        if not isfinite(self.high):
            return f"{name} is at least {self.low:g}{unit}"
        return f"{name} is between {self.low:g} and {self.high:g}{unit}"


@dataclass(frozen=True)
class Box:
    """Restrictions that hold together; without any, all points."""

    restrictions: tuple[Restriction, ...] = ()

    def holds(self, points: pd.DataFrame) -> Mask:
        """Which points lie in it, (p,)."""
        inside = np.ones(len(points), dtype=bool)
        for restriction in self.restrictions:
            inside &= restriction.holds(points)
        return inside

    def without(self, factor: str) -> Box:
        """The box without its restriction of a factor."""
        return Box(tuple(one for one in self.restrictions if one.factor != factor))

    def restricted(self, restriction: Restriction) -> Box:
        """The box with one restriction, in place of that on the same factor if there is one."""
        return Box((*self.without(restriction.factor).restrictions, restriction))

    def looser(self) -> Iterator[Box]:
        """The box without a restriction, or without one of its ends: for each, one after the other."""
        for one in self.restrictions:
            yield self.without(one.factor)
            yield from (self.restricted(other) for other in one.looser())

    def of(self, factor: str) -> Restriction:
        """Its restriction of a factor; one that all points meet, if it has none."""
        of_factor = (one for one in self.restrictions if one.factor == factor)
        return next(of_factor, Restriction(factor))

    def in_words(self, units: Mapping[str, str] = NO_UNITS) -> str:
        """The restrictions in words, joined by `and`; empty without any.

        Args:
            units: units of factors by name; those without one may be left out.
        """
        conditions = [
            one.in_words(one.factor.replace("_", " "), units.get(one.factor, ""))
            for one in self.restrictions
        ]
        return joined(conditions)


def rounded(box: Box, points: pd.DataFrame) -> Box:
    """The same points in a box whose bounds have few digits, and lie between points.

    Args:
        box: a box found in these points.
        points: a row a point, a column a factor, (p, k).
    """
    return Box(tuple(_rounded(one, points[one.factor]) for one in box.restrictions))


def _rounded(restriction: Restriction, column: pd.Series) -> Restriction:
    if restriction.words is not None or not is_numeric(column):
        return restriction
    values = np.unique(column.to_numpy(np.float64))
    low, high = restriction.low, restriction.high
    if isfinite(low):
        outside = values[values < low]
        low = _plainest(float(outside[-1]) if outside.size else low, low, low)
    if isfinite(high):
        outside = values[values > high]
        high = _plainest(high, float(outside[0]) if outside.size else high, high)
    return replace(restriction, low=low, high=high)


def _plainest(last: float, first: float, bound: float) -> float:
    """The number of fewest digits from the bound on, up to but not as far as the next value outside.

    `last` and `first` enclose the gap between values; `bound` is the end of it that is inside.
    """
    outside = first if bound == last else last
    for digits in range(1, DIGITS + 1):
        scale = 10.0 ** (digits - 1 - floor(log10(max(abs(last), abs(first), 1e-300))))
        candidate = round((last + first) / 2 * scale) / scale
        if min(last, first) <= candidate <= max(last, first) and candidate != outside:
            return candidate
    return bound


SLICE = 0.05
"""Share of the points in a box that one slice takes off, or a whole value where that is more."""
FEWEST = 10
"""No box holds fewer points."""
MOST = 3
"""No rule restricts more factors: it is to be said in one breath."""
DOUBT = 0.01
"""A restriction is dropped if chance does as well with at least this probability."""


def peeled(points: pd.DataFrame, happens: Floats) -> list[Box]:
    """The boxes on the way from all points to few, each within the one before.

    Each time the slice is peeled off in which it happens least.

    Args:
        points: a row a point, a column a factor, (p, k).
        happens: in what share of its seeds it happens at each point, (p,), from 0 to 1.
    """
    boxes = [Box()]
    while True:
        slices = [
            (float(happens[~left].mean()), place, restriction, left)
            for place, restriction in enumerate(_sliced(points))
            if np.count_nonzero(left := restriction.holds(points)) >= FEWEST
        ]
        if not slices:
            return boxes
        *_, restriction, left = min(slices, key=lambda one: one[:2])
        boxes.append(boxes[-1].restricted(_both(boxes[-1].of(restriction.factor), restriction)))
        points, happens = points[left], happens[left]


def _sliced(points: pd.DataFrame) -> Iterator[Restriction]:
    """What is left of each factor without a slice at either end, or without one of its words."""
    for name in points.columns:
        column = points[name]
        yield from _ends(column) if is_numeric(column) else _words(column)


def _both(one: Restriction, other: Restriction) -> Restriction:
    """Two ranges of a factor together; of its words, those that are left last."""
    if other.words is not None:
        return other
    return replace(other, low=max(one.low, other.low), high=min(one.high, other.high))


def _ends(column: pd.Series) -> Iterator[Restriction]:
    """The ranges that are left of a factor when its lowest or its highest slice is gone."""
    values = np.sort(column.to_numpy(np.float64))
    slice_ = max(1, int(np.ceil(SLICE * values.size)))
    above = values[values > values[slice_ - 1]]
    below = values[values < values[-slice_]]
    if above.size:
        yield Restriction(str(column.name), low=float(above[0]))
    if below.size:
        yield Restriction(str(column.name), high=float(below[-1]))


def _words(column: pd.Series) -> Iterator[Restriction]:
    words = tuple(column.drop_duplicates())
    if len(words) > 1:
        for gone in words:
            left = tuple(word for word in words if word != gone)
            yield Restriction(str(column.name), words=left)


def best(boxes: list[Box], points: pd.DataFrame, happens: Floats) -> Box:
    """The box that covers most beyond its size, without restrictions as which chance does as well.

    Args:
        boxes: boxes to choose from, at least one.
        points: a row a point, a column a factor, (p, k).
        happens: in what share of its seeds it happens at each point, (p,), from 0 to 1.

    Returns:
        The box with at most `MOST` restrictions, each of which passes the test against `DOUBT`;
        one without restrictions where none does.
    """
    box = max(boxes, key=lambda one: beyond_size(one.holds(points), happens))
    while box.restrictions:
        looser = list(box.looser())
        chances = [_chance(box, wider, points, happens) for wider in looser]
        most = int(np.argmax(chances))
        if chances[most] < DOUBT and len(box.restrictions) <= MOST:
            break
        box = looser[most]
    return box


def beyond_size(inside: Mask, happens: Floats) -> float:
    """The share covered of all that happens, less the share of all points that are inside.

    Args:
        inside: which points lie in the box, (p,).
        happens: in what share of its seeds it happens at each point, (p,), from 0 to 1.

    Returns:
        From -1 to 1; 0 for a box that holds no more of it than points drawn at random would.
    """
    whole = float(happens.sum())
    covered = float(happens[inside].sum()) / whole if whole else 0.0
    return covered - float(inside.mean())


def _chance(box: Box, wider: Box, points: pd.DataFrame, happens: Floats) -> float:
    """How likely chance would make a box as dense, were its points drawn from a wider one.

    The binomial test of Bryant and Lempert (`bryant_lempert2010`); shares are rounded down to whole cases.
    """
    from scipy.special import bdtrc

    inside = box.holds(points)
    rate = min(1.0, float(happens[wider.holds(points)].mean()))
    happened = int(happens[inside].sum() + 1e-9)
    count = int(np.count_nonzero(inside))
    return 1.0 if happened == 0 else float(bdtrc(happened - 1, count, rate))
