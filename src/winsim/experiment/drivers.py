"""What drives a difference between rollouts: the uncertain fields that go with it most.

By Spearman's rank correlation over the draws, so that neither the shape of a relation nor single
large values count, only its direction. It sees no field that acts both ways, or only together with
another one; analyses of sweeps do.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import sqrt
from typing import Any

import numpy as np
import pandas as pd

from winsim.numerics.arrays import Floats
from winsim.runs.differences import Values, paired
from winsim.scenario.uncertainty import UncertainField

FOREMOST = 3
"""How many fields are named for a difference."""
FEWEST = 50
"""With fewer differences than this, nothing is said to go with them."""
ERROR = 0.05
"""In so many comparisons would chance alone let any field at all stand out."""

COLUMNS = (
    "rollout", "baseline", "outcome", "place", "field", "kind", "meaning", "correlation",
    "low", "high", "stands_out",
)  # fmt: skip


def drivers_of(
    values: Values,
    baseline: str,
    fields: Sequence[UncertainField],
    draws: pd.DataFrame,
    weeks: int,
) -> pd.DataFrame:
    """Find the fields whose drawn values go with each difference most.

    Args:
        values: by outcome and rollout, where all fields are uncertain, each in the order of the seeds.
        baseline: the rollout that the others are compared with.
        fields: what is uncertain.
        draws: a row a draw, with its `seed`, in the order of the seeds; a column for each field.
        weeks: for how long runs are watched; times that never came count as so long.

    Returns:
        For each other rollout and outcome the `FOREMOST` fields, of those that were drawn: rank
        correlation of value and difference with its 95 % interval (Fisher's z), and whether it
        `stands_out`, being larger than chance would let the largest of all of them be.
    """
    rows = [
        {"rollout": rollout, "baseline": baseline, "outcome": name, **row}
        for rollout in next(iter(values.values()))
        if rollout != baseline
        for name, by_rollout in values.items()
        for row in _foremost(
            paired(by_rollout[rollout], by_rollout[baseline], weeks), fields, draws
        )
    ]
    return pd.DataFrame(rows, columns=list(COLUMNS))


def _foremost(
    differences: Floats, fields: Sequence[UncertainField], draws: pd.DataFrame
) -> Iterator[dict[str, Any]]:
    difference = _ranks(differences)
    if difference.size < FEWEST or not difference.any() or not fields:
        return
    paths = [field.path for field in fields]
    correlations = difference @ _ranks(draws[paths].to_numpy(dtype=np.float64))
    found = sorted(zip(correlations.tolist(), fields, strict=True), key=lambda one: -abs(one[0]))
    least = noise(difference.size, len(fields))
    for place, (correlation, field) in enumerate(found[:FOREMOST], start=1):
        low, high = _interval(correlation, difference.size)
        yield {
            "place": place,
            "field": field.path,
            "kind": field.kind,
            "meaning": field.meaning,
            "correlation": correlation,
            "low": low,
            "high": high,
            "stands_out": abs(correlation) > least,
        }


def noise(pairs: int, fields: int) -> float:
    """The rank correlation that chance alone lets the largest of many exceed in `ERROR` of all cases.

    By Student's t of a rank correlation (Kendall and Stuart 1973).

    Args:
        pairs: how many pairs there are, at least 3.
        fields: of how many correlations it is the largest (Bonferroni), at least 1.
    """
    from scipy.special import stdtrit

    t = float(stdtrit(pairs - 2, 1 - ERROR / (2 * fields)))
    return t / sqrt(pairs - 2 + t * t)


def _ranks(values: Floats) -> Floats:
    """Ranks about zero down each column, of length one: a product of two is Spearman's correlation."""
    from scipy.stats import rankdata

    ranks = rankdata(values, axis=0) - (len(values) + 1) / 2
    length = np.sqrt((ranks**2).sum(axis=0))
    return np.asarray(ranks / np.where(length > 0, length, 1.0))


def _interval(correlation: float, pairs: int) -> tuple[float, float]:
    """The 95 % interval of a correlation (Fisher's z)."""
    centre, reach = np.arctanh(np.clip(correlation, -1 + 1e-12, 1 - 1e-12)), 1.96 / sqrt(pairs - 3)
    return float(np.tanh(centre - reach)), float(np.tanh(centre + reach))
