"""A box: the part of all points that a short rule names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import floor, inf, isfinite, log10
from types import MappingProxyType

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from winsim.analysis.structure import is_numeric

Mask = NDArray[np.bool_]
NO_UNITS: Mapping[str, str] = MappingProxyType({})
DIMENSIONLESS = ("ratio", "share", "probability", "exponent", "number")
"""Units that are not said after a number in a sentence."""
DIGITS = 6
"""Most significant digits of a bound in a rule; it has as few as tell the same points apart."""


@dataclass(frozen=True)
class Restriction:
    """What a rule asks of one factor: a range of numbers, or some words."""

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

    def said(self, name: str, unit: str = "") -> str:
        """It in words, under the name of the factor."""
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
        """The box that asks nothing of a factor."""
        return Box(tuple(one for one in self.restrictions if one.factor != factor))

    def restricted(self, restriction: Restriction) -> Box:
        """The box with one restriction in place of what it asked of that factor."""
        return Box((*self.without(restriction.factor).restrictions, restriction))

    def looser(self) -> Iterator[Box]:
        """The box without a restriction, or without one of its ends: for each, one after the other."""
        for one in self.restrictions:
            yield self.without(one.factor)
            yield from (self.restricted(other) for other in one.looser())

    def of(self, factor: str) -> Restriction:
        """What it asks of a factor; nothing, if nothing."""
        asked = (one for one in self.restrictions if one.factor == factor)
        return next(asked, Restriction(factor))

    def said(self, units: Mapping[str, str] = NO_UNITS) -> str:
        """It in words, with the units of factors by name."""
        said = [
            one.said(one.factor.replace("_", " "), units.get(one.factor, ""))
            for one in self.restrictions
        ]
        return joined(said)


def joined(words: Sequence[str]) -> str:
    """Words as a list that is read aloud: `one, two and three`."""
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def rounded(box: Box, points: pd.DataFrame) -> Box:
    """The same points in a box whose bounds have few digits, and lie between points."""
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
