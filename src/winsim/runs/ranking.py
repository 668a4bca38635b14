"""Which of several rollouts is best, and how often."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from winsim.numerics.arrays import Floats
from winsim.runs.columns import RANKING_TABLE
from winsim.runs.differences import Values
from winsim.runs.outcomes import OUTCOMES


def ranking_table(values: Values, rollouts: Sequence[str]) -> pd.DataFrame:
    """How often each rollout is best of all, by outcome that has a better direction.

    Args:
        values: of every outcome and rollout, shape (seeds,) each; never is infinite.
        rollouts: in the order of the rows.

    Returns:
        For each outcome and rollout, in how many `runs` (seeds) it is alone `best`, in how many it is
        best together with others (`tied`), and its mean rank, 1 for the best; equal ones share the mean
        of their ranks.
    """
    parts = [
        _ranked(np.stack([values[name][rollout] for rollout in rollouts]), outcome.better).assign(
            outcome=name, rollout=list(rollouts)
        )
        for name, outcome in OUTCOMES.items()
        if outcome.better != "neither"
    ]
    return pd.concat(parts, ignore_index=True)[RANKING_TABLE.names]


def _ranked(values: Floats, better: str) -> pd.DataFrame:
    """Ranks of values, shape (rollouts, seeds), counted along the seeds."""
    turned = values if better == "lower" else -values
    ahead = turned == turned.min(axis=0)
    alone = ahead & (ahead.sum(axis=0) == 1)
    ranks = pd.DataFrame(turned).rank(axis=0, method="average")
    return pd.DataFrame(
        {
            "runs": values.shape[1],
            "best": alone.sum(axis=1),
            "tied": (ahead & ~alone).sum(axis=1),
            "mean_rank": ranks.mean(axis=1),
        }
    )
