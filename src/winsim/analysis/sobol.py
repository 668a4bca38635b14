"""Sobol indices: which share of the variance of an outcome each factor accounts for.

First-order indices say what a factor does on its own, total indices what it does together with the
others. The estimators are those of Saltelli et al. (2010), as in SALib, except that a point's
responses with different seeds are kept apart: SALib's take one number a point, and count what luck is
left in it as interplay of all factors. With one seed both give the same numbers.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from winsim.analysis.response import Response
from winsim.analysis.structure import Blocks, blocks, refuse_few, refused
from winsim.analysis.variance import VarianceShares, product, variance_shares
from winsim.numerics.arrays import Floats

RESAMPLES = 1000
CONFIDENCE = 0.95
FEWEST = 8
"""Blocks beneath which no index is worth an interval."""


@dataclass(frozen=True)
class SobolIndices:
    """Sobol indices of the expected outcome."""

    indices: pd.DataFrame
    """A row a factor, the largest total first: `first` and `total` with 95 % intervals
    (`first_low`, …), shares of the variance between points."""
    response: Response
    variance: VarianceShares
    used: int
    """Blocks of points that were complete."""
    left_out: int
    """Blocks in which some point has no response."""


def sobol(response: Response, seed: int = 1) -> SobolIndices:
    """The indices of a response on a Sobol design; intervals from resampling its blocks.

    Raises BadInput where the points are no Sobol design, or too few of its blocks are complete.
    """
    found = blocks(response.points)
    if found is None:
        instead = "sweep with a design `sobol`, or ask for `differences` or `discover`"
        raise refused("sobol", "a Sobol design", instead)
    complete = _complete(found, response.read)
    refuse_few("sobol", "blocks of points", complete, FEWEST)
    response.refuse_infinite()
    parts = _parts(response.values.to_numpy(np.float64), found, complete)
    table = _table([str(name) for name in response.points], *parts, seed)
    used = int(complete.sum())
    return SobolIndices(
        table, response, variance_shares(response.values), used, complete.size - used
    )


def _complete(found: Blocks, read: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Which blocks have a response at all of their points, (N,)."""
    return np.asarray(read[found.base] & read[found.other] & read[found.mixed].all(axis=1))


def _parts(
    values: Floats, found: Blocks, complete: NDArray[np.bool_]
) -> tuple[Floats, Floats, Floats]:
    """What each block adds to the numerators, (N, k) each, and to the variance, (N,)."""
    base, other = values[found.base[complete]], values[found.other[complete]]
    mixed = values[found.mixed[complete]]
    every = _average(np.concatenate([base, other, *mixed.swapaxes(0, 1)]))
    first = product((other - every)[:, None], mixed - base[:, None])
    total = product(base[:, None] - mixed, base[:, None] - mixed) / 2
    drawn = _average(np.concatenate([base, other]))
    squares = (product(rows - drawn, rows - drawn) for rows in (base, other))
    return first, total, np.asarray(sum(squares)) / 2


def _average(values: Floats) -> Floats:
    """The average with each seed, (n,), so that luck that moves all points alike is gone."""
    return np.asarray(pd.DataFrame(values).mean(axis=0).to_numpy(np.float64))


def _table(
    names: list[str], first: Floats, total: Floats, variance: Floats, seed: int
) -> pd.DataFrame:
    """Indices and their intervals; all zero where nothing differs between points."""
    first, total, variance = (np.nan_to_num(part) for part in (first, total, variance))
    count = variance.size
    chance = np.random.default_rng(seed)
    drawn = chance.multinomial(count, np.full(count, 1 / count), RESAMPLES) / count
    columns: dict[str, object] = {"factor": names}
    for name, part in (("first", first), ("total", total)):
        columns[name] = _ratio(part.mean(axis=0), variance.mean())
        again = _ratio(drawn @ part, (drawn @ variance)[:, None])
        tail = (1 - CONFIDENCE) / 2
        columns[f"{name}_low"], columns[f"{name}_high"] = np.quantile(again, (tail, 1 - tail), 0)
    table = pd.DataFrame(columns)
    return table.sort_values("total", ascending=False, kind="stable", ignore_index=True)


def _ratio(above: Floats, below: Floats | np.floating) -> Floats:
    small = np.asarray(below) <= np.finfo(float).tiny
    return np.where(small, 0.0, above / np.where(small, 1.0, below))
