"""Whether a rollout is worth doing at all: against doing nothing, at which price, and by when.

Where nobody begins, nothing is spent and nothing is gained: the net value of doing nothing is zero.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from winsim.inference import mean_interval
from winsim.numerics.arrays import Floats
from winsim.runs.columns import HORIZON_TABLE, WORTH_TABLE
from winsim.runs.differences import Values

if TYPE_CHECKING:
    from winsim.runs.tables import Runs
    from winsim.scenario.scenario import Scenario

HORIZONS = (52, 104, 156)
"""Weeks by which a net value is read, where a scenario looks so far."""


def net_values_by_week(runs: Runs, seeds: Sequence[int], people: int) -> dict[str, Floats]:
    """The net value up to each week.

    Args:
        runs: runs of at least one rollout.
        seeds: those that every rollout was simulated with.
        people: how many there are.

    Returns:
        By rollout, in person-weeks, shape (seeds, W + 1).
    """
    weekly = runs.weeks[["rollout", "seed", "week", "cost", "benefit_share"]]
    gained = runs.scenario.initiative.price * people * weekly["benefit_share"]
    wide = weekly.assign(net=gained - weekly["cost"]).pivot(
        index=["rollout", "seed"], columns="week", values="net"
    )
    return {
        rollout: wide.loc[rollout].loc[list(seeds)].to_numpy().cumsum(axis=1)
        for rollout in runs.rollouts
    }


def worth_table(values: Values, by_week: Mapping[str, Floats], scenario: Scenario) -> pd.DataFrame:
    """Whether each rollout brings more than it costs.

    Args:
        values: of every outcome and rollout, shape (seeds,) each.
        by_week: net values up to each week, as `net_values_by_week` gives them.
        scenario: for its price.

    Returns:
        A row a rollout: in how many `runs` it is `worth_it`, its mean net value, the price of a week of
        the full benefit at which the mean net value is zero (infinite without any benefit), and the week
        from which on the mean net value stays above zero (NaN where it does not).
    """
    at_end = values["net_value"]
    rows = [
        {"rollout": rollout, "runs": net.shape[0], "worth_it": int((at_end[rollout] > 0).sum())}
        | {"mean_net_value": float(at_end[rollout].mean())}
        | {"break_even_price": _break_even(values, rollout, scenario.initiative.price)}
        | {"repaid_week": _repaid(net.mean(axis=0))}
        for rollout, net in by_week.items()
    ]
    return pd.DataFrame(rows, columns=WORTH_TABLE.names)


def _break_even(values: Values, rollout: str, price: float) -> float:
    """Benefit goes with the price, and cost does not."""
    cost, benefit = values["cost"][rollout].mean(), values["benefit"][rollout].mean()
    if cost <= 0.0:
        return 0.0
    return float(price * cost / benefit) if benefit > 0.0 else float("inf")


def _repaid(net: Floats) -> float:
    """The first week after the last in which the sum so far was not above zero; NaN for none."""
    below = np.flatnonzero(net <= 0.0)
    week = int(below[-1]) + 1 if below.size else 0
    return float(week) if week < net.size else float("nan")


def horizon_table(by_week: Mapping[str, Floats], baseline: str) -> pd.DataFrame:
    """The net value by each horizon that is looked at, and by the end.

    Args:
        by_week: net values up to each week, as `net_values_by_week` gives them.
        baseline: the rollout that the others are compared with.

    Returns:
        A row a rollout and horizon: quantiles over seeds, in how many it is `worth_it`, and the mean paired
        difference from the baseline with its 95 % interval (NaN for the baseline itself).
    """
    last = by_week[baseline].shape[1] - 1
    ends = [*(weeks for weeks in HORIZONS if weeks < last), last]
    rows = [
        {"rollout": rollout, "weeks": end}
        | _by_then(net[:, end], by_week[baseline][:, end], rollout == baseline)
        for rollout, net in by_week.items()
        for end in ends
    ]
    return pd.DataFrame(rows, columns=HORIZON_TABLE.names)


def _by_then(ours: Floats, theirs: Floats, same: bool) -> dict[str, Any]:
    low, median, high = np.quantile(ours, (0.05, 0.5, 0.95))
    difference = (np.nan, np.nan, np.nan) if same else mean_interval(ours - theirs)
    ends = ("difference_mean", "difference_low", "difference_high")
    return {
        "runs": ours.size,
        "worth_it": int((ours > 0).sum()),
        "median": median,
        "percentile_5": low,
        "percentile_95": high,
        **dict(zip(ends, difference, strict=True)),
        "better": pd.NA if same else int((ours > theirs).sum()),
    }
