"""Paired differences, factor by factor: between rollouts at each level, or between the levels.

A response with a baseline is itself a difference between rollouts, and is averaged level by level. A
response of one rollout is compared between levels of a factor, pairing points that are otherwise equal,
seed by seed: a lever is treated as a rollout is.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from winsim.analysis.response import Response, named
from winsim.analysis.structure import is_grid, is_numeric
from winsim.inference import mean_interval
from winsim.numerics.arrays import Floats
from winsim.problems import BadInput, Problem

LEVELS = 8
"""A factor with more values than these is split into parts of equal size."""
PARTS = 3


@dataclass(frozen=True)
class Differences:
    """Paired differences by factor and level, in the outcome's stored unit."""

    table: pd.DataFrame
    """A row a factor and level: the `level` (and `low_end`, `high_end` of a part), what it is taken
    `against`, the mean `difference` with its 95 % interval (`low`, `high`) over `cases`, how many of
    them are `higher`, `equal` and `lower`, and whether the difference is `significant`: its interval
    excludes zero. Cases are points, each averaged over its seeds, where points were drawn; and seeds,
    each averaged over points, where points were chosen: on a grid, or one alone."""
    response: Response


def differences(response: Response) -> Differences:
    """The paired differences of a response, factor by factor.

    Args:
        response: values on any design. With a baseline they are averaged at each level of a factor;
            without one, levels are compared with the first, over points that are otherwise equal.

    Raises:
        BadInput: where some value is infinite, or no points differ in one factor alone.

    Example:
        >>> import pandas as pd
        >>> from winsim.analysis.response import Response
        >>> points = pd.DataFrame({"a": [0, 1, 0, 1], "b": [0, 0, 1, 1]})
        >>> values = pd.DataFrame([[1.0, 2.0], [4.0, 5.0], [1.0, 2.0], [4.0, 5.0]])
        >>> table = differences(Response(points, values)).table
        >>> table[["factor", "difference", "significant"]].to_dict("records")[0]
        {'factor': 'a', 'difference': 3.0, 'significant': True}
    """
    response.refuse_infinite()
    by_level = _between_rollouts if response.baseline else _between_levels
    rows = [row for name in response.points for row in by_level(response, str(name))]
    if not rows:
        remedy = (
            "needs points that differ in one factor alone, and there are none; "
            "name two rollouts to compare instead"
        )
        raise BadInput(Problem("", "analysis", "differences", remedy))
    return Differences(pd.DataFrame(rows), response)


def _between_rollouts(response: Response, factor: str) -> Iterator[dict[str, Any]]:
    """The difference at each level of a factor, over all that the other factors were."""
    response = response.independent
    values = response.values.to_numpy(np.float64)
    for level, low, high, rows in _levels(response.points[factor]):
        place = {"level": level, "low_end": low, "high_end": high, "against": response.baseline}
        yield {"factor": factor} | place | _summary(values[rows], response)


def _levels(column: pd.Series) -> Iterator[tuple[str, float, float, NDArray[np.bool_]]]:
    """Each level of a factor: its name, its ends, and the rows there; parts of many numbers."""
    values = column.drop_duplicates()
    if not is_numeric(column):
        for value in values:
            yield named(value), np.nan, np.nan, np.asarray(column == value)
        return
    if len(values) <= LEVELS:
        for value in values.sort_values():
            yield named(value), float(value), float(value), np.asarray(column == value)
        return
    ends = np.unique(np.quantile(column, np.linspace(0, 1, PARTS + 1)))
    place = np.clip(np.searchsorted(ends, column, side="right") - 1, 0, ends.size - 2)
    for part, (low, high) in enumerate(pairwise(ends)):
        yield f"{named(low)} to {named(high)}", float(low), float(high), place == part


def _between_levels(response: Response, factor: str) -> Iterator[dict[str, Any]]:
    """The difference of each level from the first, over points that are otherwise equal."""
    points, values = response.points, response.values.to_numpy(np.float64)
    others = [name for name in points if name != factor]
    same = (
        points.groupby(others, sort=False).ngroup().to_numpy() if others else np.zeros(len(points))
    )
    column = points[factor].drop_duplicates()
    levels = list(column.sort_values() if is_numeric(points[factor]) else column)
    row_of = {
        (group, level): row
        for row, (group, level) in enumerate(zip(same, points[factor], strict=True))
    }
    for level in levels[1:]:
        pairs = [
            (row, row_of[group, levels[0]])
            for (group, value), row in row_of.items()
            if value == level and (group, levels[0]) in row_of
        ]
        if pairs:
            ours, theirs = np.transpose(pairs)
            ends = {"low_end": _number(level), "high_end": _number(level)}
            place = {"level": named(level), **ends, "against": named(levels[0])}
            yield {"factor": factor} | place | _summary(values[ours] - values[theirs], response)


def _number(level: Any) -> float:
    numeric = isinstance(level, int | float | np.number) and not isinstance(level, bool | np.bool_)
    return float(level) if numeric else np.nan


def _summary(pairs: Floats, response: Response) -> dict[str, Any]:
    """The mean of differences, (points, seeds), and its interval over points or over seeds."""
    chosen = len(pairs) == 1 or is_grid(response.points)
    cases = pd.DataFrame(pairs).mean(axis=0 if chosen else 1).dropna().to_numpy(np.float64)
    mean, low, high = mean_interval(cases)
    higher, lower = int((cases > 0).sum()), int((cases < 0).sum())
    return {
        "difference": mean,
        "low": low,
        "high": high,
        "cases": cases.size,
        "higher": higher,
        "equal": cases.size - higher - lower,
        "lower": lower,
        "significant": bool(low > 0 or high < 0),
    }
