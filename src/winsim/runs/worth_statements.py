"""Whether rollouts are worth doing at all, in sentences."""

from collections.abc import Iterator
from math import isinf, isnan

import pandas as pd

from winsim.runs.compare import Comparison
from winsim.runs.headline import repetitions
from winsim.runs.outcomes import OUTCOMES


def worth_statements(comparison: Comparison) -> Iterator[str]:
    """For each rollout that begins at all, whether it brings more than it costs.

    Args:
        comparison: what `winsim.runs.compare.compare` gave.

    Yields:
        In how many seeds, by how much, from which week on, and from which price on.
    """
    for _, row in comparison.worth.iterrows():
        if comparison.scenario.rollouts[row["rollout"]].waves:
            yield _worth(comparison, row)


def _worth(comparison: Comparison, row: pd.Series) -> str:
    unit = OUTCOMES["net_value"].unit_in(comparison.scenario)
    mean = unit.value(row["mean_net_value"])
    return (
        f"Beside doing nothing, {comparison.called(row['rollout'])} is worth it in {row['worth_it']} of "
        f"{row['runs']} {repetitions(comparison)}: on average it leaves {mean} {unit.shown} after "
        f"{comparison.scenario.weeks} weeks{_since(comparison, row)}{_price(comparison, row)}."
    )


def _since(comparison: Comparison, row: pd.Series) -> str:
    if isnan(row["repaid_week"]):
        return ""
    week = OUTCOMES["weeks_to_50"].unit_in(comparison.scenario).value(row["repaid_week"])
    return f", and is above zero from {'week ' if week.isdecimal() else ''}{week} on"


def _price(comparison: Comparison, row: pd.Series) -> str:
    """From which price of the full benefit on the rollout is worth doing."""
    price, now = row["break_even_price"], comparison.scenario.initiative.price
    if price == 0:
        return ", for nothing is spent"
    if isinf(price) or now == 0:
        return "; no price would make it worth doing, as it brings no benefit" if now else ""
    about = "about " if _price_moves_runs(comparison) else ""
    turn = "It begins to be worth it" if row["mean_net_value"] <= 0 else "It stays worth it down to"
    at = "at" if row["mean_net_value"] <= 0 else ""
    return (
        f". {' '.join(filter(None, (turn, at)))} {about}{price:.2g} person-weeks per employee for a week "
        f"of the full benefit, which is {now:g} now"
    )


def _price_moves_runs(comparison: Comparison) -> bool:
    """Whether runs themselves would be others at another price: through money, or reviews."""
    scenario = comparison.scenario
    leadership, on = scenario.leadership, scenario.mechanisms
    funded = (
        leadership.budget is not None and on.budget and on.reinvestment and leadership.reinvest > 0
    )
    reviewed = any(
        rollout.review is not None and rollout.review.payback is not None
        for rollout in scenario.rollouts.values()
    )
    return funded or reviewed
