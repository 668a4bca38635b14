"""Regime maps: over two factors, where something happens more often than not, and where it is open."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from winsim.analysis.response import Response, Side, indicator
from winsim.analysis.structure import is_numeric
from winsim.inference import Fit, fitted, wilson
from winsim.numerics.arrays import Floats
from winsim.problems import BadInput, Problem, nearest

Numbers = NDArray[np.int64]

LOOSE = 2.5
"""Standard deviation of the prior on the surface's coefficients: where something always happens, a
wider one would leave corners open that no run has left open."""
DEGREE = 3
"""Degree of the surface in both factors: enough for a boundary that bends once each way."""
FINE = 81
"""Points of the fitted surface along each side."""
LEVELS = 12
"""A factor with no more values than these has a cell for each; one with more, parts of equal size."""
CASES, PARTS = 20, (2, 6)
"""About so many points are wanted in a cell, and so few and so many parts a side."""


@dataclass(frozen=True)
class RegimeMap:
    """How often something happens over two factors, with the boundary where it does half the time."""

    across: str
    up: str
    cells: pd.DataFrame
    """A row a cell: its bounds (`x_from`, …), the middle of its points (`x`, `y`), `cases` (points,
    or seeds of a single point), in what `share` of them it happens with a 95 % interval (`low`,
    `high`), the `fitted` share, and whether the cell `agrees` with the fit: their intervals meet."""
    x: Floats  # (m,) values of the factor across
    y: Floats  # (n,) values of the factor up
    share: Floats  # (n, m) fitted share
    low: Floats  # (n, m) lower end of its 95 % interval
    high: Floats  # (n, m)
    points: pd.DataFrame
    """A row a point: `x`, `y` and in what `share` of its seeds it happens."""
    fit: Fit
    response: Response
    side: Side
    than: float

    @property
    def event(self) -> str:
        """What it is that happens."""
        return self.response.event(self.side, self.than)

    @property
    def better_here(self) -> bool:
        """Whether what happens is for the better; above counts as better where no direction is."""
        return self.side == better_side(self.response)

    @property
    def overall(self) -> float:
        """In what share of all points it happens."""
        return float(self.points["share"].mean())


def regimes(
    response: Response, across: str, up: str, side: Side | None = None, than: float = 0.0
) -> RegimeMap:
    """Where a value lies on a side of another, over two factors, whatever the others are.

    The surface is a logistic regression on products of both factors; each run is a row, and what runs
    of one point, or of one seed, have in common widens its interval (`rao_scott1984`).

    Args:
        response: values on any design; of points that depend on one another, the independent ones
            are used.
        across: the factor along x, which must be numbers.
        up: the factor along y, which must be numbers.
        side: above or below; None is where a rollout is better than its baseline.
        than: the value on whose side the response lies, in the outcome's stored unit.

    Raises:
        BadInput: for factors that are not there, are words, or have one value only.

    Example:
        >>> import numpy as np
        >>> import pandas as pd
        >>> from winsim.analysis.response import Response
        >>> x, y = np.meshgrid(np.linspace(0, 1, 4), np.linspace(0, 1, 4))
        >>> points = pd.DataFrame({"x": x.ravel(), "y": y.ravel()})
        >>> values = pd.DataFrame({seed: points["x"] - 0.5 for seed in range(5)})
        >>> result = regimes(Response(points, values), "x", "y", "above", 0.0)
        >>> result.overall, bool(result.share[0, 0] < 0.1), bool(result.share[0, -1] > 0.9)
        (0.5, True, True)
    """
    _refuse_unfit(response, across, up)
    side, response = side or better_side(response), response.independent
    happens = indicator(response, side, than)
    points = response.points[[across, up]].set_axis(["x", "y"], axis=1).astype(np.float64)
    points = points.assign(share=happens.mean(axis=1).to_numpy())[response.available]
    scales = tuple(_scale(points[c], n in response.by_ratio) for c, n in (("x", across), ("y", up)))
    cells = _cells(points, happens[response.available], scales)
    fit = _fit(points, happens[response.available], scales, len(points) == len(cells))
    x, y = (scale.values(np.linspace(-1, 1, FINE)) for scale in scales)
    wide, tall = np.meshgrid(x, y)
    surface = fit.shares(_design(wide.ravel(), tall.ravel(), scales))
    share, low, high = (values.reshape(wide.shape) for values in surface)
    return RegimeMap(
        across, up, _compared(cells, fit, scales), x, y, share, low, high, points, fit,
        response, side, than,
    )  # fmt: skip


def better_side(response: Response) -> Side:
    """On which side of zero a difference is one for the better.

    Where neither direction is better, it is above.
    """
    return "below" if response.outcome.better == "lower" else "above"


def _refuse_unfit(response: Response, across: str, up: str) -> None:
    known = [str(name) for name in response.points]
    problems = []
    for argument, name in (("x", across), ("y", up)):
        if name not in known:
            remedy = f"there is no such factor in it; {nearest(name, known)}"
            problems.append(Problem("", argument, name, remedy))
        elif not is_numeric(response.points[name]):
            remedy = "takes words, which lie on no axis; take `differences`"
            problems.append(Problem("", argument, name, remedy))
        elif response.points[name].nunique() < 2:
            remedy = "has one value only; choose a factor that was varied"
            problems.append(Problem("", argument, name, remedy))
    if across == up:
        problems.append(Problem("", "y", up, "is the factor across, too; choose another one"))
    if problems:
        raise BadInput(*problems)


@dataclass(frozen=True)
class Scale:
    """A factor from -1 at its lowest value to 1 at its highest, by ratios or by differences.

    Attributes:
        low: its lowest value, in its own unit; above 0 where it goes by ratios.
        high: its highest value, above `low`.
        by_ratio: whether equal ratios, and not equal differences, are equal steps.
    """

    low: float
    high: float
    by_ratio: bool

    def places(self, values: Floats) -> Floats:
        """Where values lie, from -1 to 1."""
        low, high = self.low, self.high
        if self.by_ratio:
            values, low, high = np.log(values), np.log(low), np.log(high)
        return np.asarray(2 * (values - low) / (high - low) - 1)

    def values(self, places: Floats) -> Floats:
        """The values at places from -1 to 1; those at both ends exactly."""
        part = (places + 1) / 2
        if self.by_ratio:
            return np.asarray(self.low ** (1 - part) * self.high**part)
        return np.asarray(self.low * (1 - part) + self.high * part)


def _scale(column: pd.Series, by_ratio: bool) -> Scale:
    return Scale(float(column.min()), float(column.max()), by_ratio)


def _design(x: Floats, y: Floats, scales: Sequence[Scale]) -> Floats:
    """Rows of all products of both factors up to the third degree, (n, 10).

    Products of a higher degree are scaled down, so that the prior holds them closer to zero.
    """
    across, up = (scale.places(values) for scale, values in zip(scales, (x, y), strict=True))
    powers = [(i, j) for i in range(DEGREE + 1) for j in range(DEGREE + 1 - i)]
    return np.column_stack([across**i * up**j / max(1, i + j) for i, j in powers])


def _fit(points: pd.DataFrame, happens: pd.DataFrame, scales: Sequence[Scale], alone: bool) -> Fit:
    """The fitted surface; `alone` says that each cell is one point, chosen and not drawn."""
    rows = happens.to_numpy(np.float64)
    point, seed = np.nonzero(~np.isnan(rows))
    design = _design(points["x"].to_numpy()[point], points["y"].to_numpy()[point], scales)
    return fitted(design, rows[point, seed], seed if alone else point, LOOSE)


def _cells(points: pd.DataFrame, happens: pd.DataFrame, scales: Sequence[Scale]) -> pd.DataFrame:
    sides, heights = (_bounds(points[c], s) for c, s in zip("xy", scales, strict=True))
    cells = [
        _cell(points, happens, left_right, foot_head)
        for foot_head in pairwise(heights)
        for left_right in pairwise(sides)
    ]
    return pd.DataFrame([cell for cell in cells if cell["cases"]])


def _bounds(column: pd.Series, scale: Scale) -> Floats:
    """The bounds of cells: halfway between few values, quantiles of many."""
    values = np.unique(column)
    if values.size <= LEVELS:
        places = scale.places(values)
        halfway = scale.values((places[1:] + places[:-1]) / 2)
        return np.concatenate([values[:1], halfway, values[-1:]])
    few, many = PARTS
    parts = int(np.clip(np.sqrt(column.size / CASES), few, many))
    return np.unique(np.quantile(column, np.linspace(0, 1, parts + 1)))


def _cell(
    points: pd.DataFrame,
    happens: pd.DataFrame,
    sides: tuple[float, float],
    heights: tuple[float, float],
) -> dict[str, Any]:
    inside = _within(points["x"], *sides) & _within(points["y"], *heights)
    rows = happens.to_numpy()[inside]
    cases = rows[~np.isnan(rows)] if len(rows) == 1 else points["share"].to_numpy()[inside]
    share, low, high = wilson(float(cases.sum()), cases.size)
    return {
        "x_from": sides[0], "x_to": sides[1], "y_from": heights[0], "y_to": heights[1],
        "x": float(points["x"][inside].mean()), "y": float(points["y"][inside].mean()),
        "cases": cases.size, "share": share, "low": low, "high": high,
    }  # fmt: skip


def _within(column: pd.Series, low: float, high: float) -> NDArray[np.bool_]:
    """Which values lie in a cell: from its lower bound up to its upper, which the last one holds."""
    last = high >= column.max()
    return np.asarray(column.between(low, high, inclusive="both" if last else "left"))


def _compared(cells: pd.DataFrame, fit: Fit, scales: Sequence[Scale]) -> pd.DataFrame:
    """Cells with the fitted share at their points, and whether their intervals meet the fit's."""
    design = _design(cells["x"].to_numpy(), cells["y"].to_numpy(), scales)
    share, low, high = fit.shares(design)
    agrees = (cells["low"] <= high) & (low <= cells["high"])
    return cells.assign(fitted=share, agrees=agrees)
