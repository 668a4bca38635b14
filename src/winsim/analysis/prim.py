"""Peeling: from all points, slice by slice, to those in which something happens most.

The patient rule induction method of Friedman and Fisher (1999), with factors of few values and of words.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pandas as pd

from winsim.analysis.box import Box, Mask, Restriction
from winsim.analysis.structure import is_numeric
from winsim.model.state import Floats

SLICE = 0.05
"""Share of the points in a box that one slice takes off, or a whole value where that is more."""
FEWEST = 10
"""No box holds fewer points."""
MOST = 3
"""No rule asks something of more factors: it is to be said in one breath."""
DOUBT = 0.01
"""A restriction is dropped if chance does as well with at least this probability."""


def peeled(points: pd.DataFrame, happens: Floats) -> list[Box]:
    """The boxes on the way from all points to few, each within the one before.

    `happens`, (p,), is in what share of its seeds it happens at each point. Each time the slice goes
    in which it happens least.
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
    """The box that covers most beyond its size, without what it asks in vain."""
    found = max(boxes, key=lambda box: beyond_size(box.holds(points), happens))
    while found.restrictions:
        looser = list(found.looser())
        chances = [_chance(found, wider, points, happens) for wider in looser]
        most = int(np.argmax(chances))
        if chances[most] < DOUBT and len(found.restrictions) <= MOST:
            break
        found = looser[most]
    return found


def beyond_size(inside: Mask, happens: Floats) -> float:
    """The share covered of all that happens, less the share of all points that are inside."""
    whole = float(happens.sum())
    covered = float(happens[inside].sum()) / whole if whole else 0.0
    return covered - float(inside.mean())


def _chance(box: Box, wider: Box, points: pd.DataFrame, happens: Floats) -> float:
    """How likely chance would make a box as dense, were its points drawn from a wider one.

    The binomial test of Bryant and Lempert (2010); shares are rounded down to whole cases.
    """
    from scipy.special import bdtrc

    inside = box.holds(points)
    rate = min(1.0, float(happens[wider.holds(points)].mean()))
    happened = int(happens[inside].sum() + 1e-9)
    count = int(np.count_nonzero(inside))
    return 1.0 if happened == 0 else float(bdtrc(happened - 1, count, rate))
