"""A tornado: what an outcome gains or loses as one factor goes to either end and the rest stand still."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from winsim.analysis.response import Response
from winsim.analysis.structure import Star, star, wrong_design
from winsim.inference import mean_interval


@dataclass(frozen=True)
class Tornado:
    """Changes of an outcome from its value in the middle, as each factor moves alone."""

    swings: pd.DataFrame
    """A row a factor and value away from the middle, widest factors first: the `value`, that of the
    `middle`, and the `change` with its 95 % interval (`low`, `high`), paired by seed over `pairs`."""
    response: Response
    middle: float
    """The outcome in the middle."""


def tornado(response: Response) -> Tornado:
    """The changes of a response as each factor moves alone, with intervals paired by seed.

    Args:
        response: values on a one-at-a-time design: a middle, and points that differ from it in one
            factor each.

    Returns:
        The outcome in the middle and a change for every other point, in the outcome's stored unit, with
        Student's t intervals over the seeds that both points have.

    Raises:
        BadInput: where the points have another design, or some value is infinite.

    Example:
        >>> import pandas as pd
        >>> from winsim.analysis.response import Response
        >>> points = pd.DataFrame({"a": [1, 0, 2, 1], "b": [5, 5, 5, 9]})
        >>> values = pd.DataFrame([[10.0, 12.0], [8.0, 10.0], [15.0, 17.0], [11.0, 13.0]])
        >>> result = tornado(Response(points, values))
        >>> result.middle, result.swings["change"].tolist()
        (11.0, [-2.0, 5.0, 1.0])
    """
    design = star(response.points)
    if design is None:
        instead = "sweep with a design `one_at_a_time`, or ask for `differences`"
        raise wrong_design("tornado", "a one-at-a-time design", instead)
    middle = float(response.means[design.middle])
    rows = [
        _swing(response, design, factor, row) for factor, arm in design.arms.items() for row in arm
    ]
    table = pd.DataFrame(rows)
    reach = table.groupby("factor")["change"].transform(lambda change: change.abs().max())
    order = reach.sort_values(ascending=False, kind="stable").index
    return Tornado(table.loc[order].reset_index(drop=True), response, middle)


def _swing(response: Response, design: Star, factor: str, row: int) -> dict[str, Any]:
    values = response.values.to_numpy(np.float64)
    changes = values[row] - values[design.middle]
    changes = changes[~np.isnan(changes)]
    change, low, high = mean_interval(changes)
    return {
        "factor": factor,
        "value": response.points[factor].iloc[row],
        "middle": response.points[factor].iloc[design.middle],
        "change": change,
        "low": low,
        "high": high,
        "pairs": changes.size,
    }
