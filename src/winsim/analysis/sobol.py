"""Sobol indices: which share of the variance of an outcome each factor accounts for.

First-order indices say what a factor does on its own, total indices what it does together with the
others. The estimators are those of Saltelli et al. (`saltelli2010`), as in SALib, except that values
with different seeds are not averaged first: SALib's take one number a point, and count the variance due
to seeds that is left in it as an interaction of all factors. With one seed both give the same numbers.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from winsim.analysis.response import Response
from winsim.analysis.structure import Blocks, blocks, refuse_few, wrong_design
from winsim.analysis.variance import VarianceShares, product, variance_shares
from winsim.inference import CONFIDENCE
from winsim.numerics.arrays import Floats

RESAMPLES = 1000
FEWEST = 8
"""Blocks beneath which no index is worth an interval."""


@dataclass(frozen=True)
class SobolIndices:
    """Sobol indices of the expected outcome: shares of the variance between points."""

    indices: pd.DataFrame
    """A row a factor, the largest total first: `first` and `total` with 95 % intervals
    (`first_low`, …), shares of the variance between points."""
    response: Response
    variance: VarianceShares
    used: int
    """Blocks of points that were complete."""
    left_out: int
    """Blocks in which some point has no value."""


def sobol(response: Response, seed: int = 1) -> SobolIndices:
    """The Sobol indices of a response (`saltelli2010`), with intervals from resampling blocks.

    Args:
        response: values on a Sobol design, its points in the order in which SALib draws them.
        seed: of the resampling; the same one gives the same intervals.

    Returns:
        First-order and total indices by factor, and the shares of variance due to seeds. Blocks in which
        some point has no value are left out.

    Raises:
        BadInput: where the points are no Sobol design, too few of its blocks are complete, or some
            value is infinite.

    Example:
        >>> import pandas as pd
        >>> from SALib.sample.sobol import sample
        >>> from winsim.analysis.response import Response
        >>> problem = {"num_vars": 2, "names": ["a", "idle"], "bounds": [[0, 1]] * 2}
        >>> points = pd.DataFrame(sample(problem, 64, calc_second_order=False, seed=1))
        >>> points.columns = problem["names"]
        >>> indices = sobol(Response(points, points[["a"]])).indices
        >>> indices[["factor", "total"]].round(1).to_dict("records")
        [{'factor': 'a', 'total': 1.0}, {'factor': 'idle', 'total': 0.0}]
    """
    design = blocks(response.points)
    if design is None:
        instead = "sweep with a design `sobol`, or ask for `differences` or `discover`"
        raise wrong_design("sobol", "a Sobol design", instead)
    complete = _complete(design, response.available)
    refuse_few("sobol", "blocks of points", complete, FEWEST)
    response.refuse_infinite()
    parts = _parts(response.values.to_numpy(np.float64), design, complete)
    table = _table([str(name) for name in response.points], *parts, seed)
    used = int(complete.sum())
    return SobolIndices(
        table, response, variance_shares(response.values), used, complete.size - used
    )


def _complete(design: Blocks, available: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Which blocks have values at all of their points, (N,)."""
    drawn = available[design.base] & available[design.other]
    return np.asarray(drawn & available[design.mixed].all(axis=1))


def _parts(
    values: Floats, design: Blocks, complete: NDArray[np.bool_]
) -> tuple[Floats, Floats, Floats]:
    """What each block adds to the numerators, (N, k) each, and to the variance, (N,)."""
    base, other = values[design.base[complete]], values[design.other[complete]]
    mixed = values[design.mixed[complete]]
    every = _average(np.concatenate([base, other, *mixed.swapaxes(0, 1)]))
    first = product((other - every)[:, None], mixed - base[:, None])
    total = product(base[:, None] - mixed, base[:, None] - mixed) / 2
    drawn = _average(np.concatenate([base, other]))
    squares = (product(rows - drawn, rows - drawn) for rows in (base, other))
    return first, total, np.asarray(sum(squares)) / 2


def _average(values: Floats) -> Floats:
    """The average with each seed, (n,), which takes off what a seed brings to all points alike."""
    return np.asarray(pd.DataFrame(values).mean(axis=0).to_numpy(np.float64))


def _table(
    names: list[str], first: Floats, total: Floats, variance: Floats, seed: int
) -> pd.DataFrame:
    """Indices and their intervals; all zero where nothing differs between points."""
    first, total, variance = (np.nan_to_num(part) for part in (first, total, variance))
    count = variance.size
    generator = np.random.default_rng(seed)
    drawn = generator.multinomial(count, np.full(count, 1 / count), RESAMPLES) / count
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
