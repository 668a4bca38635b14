"""A tornado: what an outcome gains or loses when one factor goes to either end, the rest standing still."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from winsim.analysis.response import Response
from winsim.analysis.structure import Star, refused, star
from winsim.inference import mean_interval


@dataclass(frozen=True)
class Tornado:
    """Swings of an outcome about its value in the middle."""

    swings: pd.DataFrame
    """A row a factor and value away from the middle, widest factors first: the `value`, that of the
    `middle`, and the `change` with its 95 % interval (`low`, `high`), paired by seed over `pairs`."""
    response: Response
    middle: float
    """The outcome in the middle."""


def tornado(response: Response) -> Tornado:
    """The swings of a response on a one-at-a-time design. Raises BadInput for any other design."""
    found = star(response.points)
    if found is None:
        instead = "sweep with a design `one_at_a_time`, or ask for `differences`"
        raise refused("tornado", "a one-at-a-time design", instead)
    middle = float(response.means[found.middle])
    rows = [
        _swing(response, found, factor, row) for factor, arm in found.arms.items() for row in arm
    ]
    table = pd.DataFrame(rows)
    reach = table.groupby("factor")["change"].transform(lambda change: change.abs().max())
    order = reach.sort_values(ascending=False, kind="stable").index
    return Tornado(table.loc[order].reset_index(drop=True), response, middle)


def _swing(response: Response, found: Star, factor: str, row: int) -> dict[str, Any]:
    values = response.values.to_numpy(np.float64)
    apart = values[row] - values[found.middle]
    apart = apart[~np.isnan(apart)]
    change, low, high = mean_interval(apart)
    return {
        "factor": factor,
        "value": response.points[factor].iloc[row],
        "middle": response.points[factor].iloc[found.middle],
        "change": change,
        "low": low,
        "high": high,
        "pairs": apart.size,
    }
