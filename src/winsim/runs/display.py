"""A comparison as tables that people read: text in every cell, units and directions said.

The command line prints them; `tidy_table` gives the same in numbers for a file.
"""

from typing import Any

import pandas as pd

from winsim.runs.compare import Comparison
from winsim.runs.outcomes import OUTCOMES, RUNS, Outcome
from winsim.runs.standstill_table import deadlocked


def outcomes_table(comparison: Comparison) -> pd.DataFrame:
    """Outcomes side by side: one row an outcome, one column a rollout, `median (5–95 %)`.

    Args:
        comparison: what `winsim.runs.compare.compare` gave.

    Returns:
        Text in every cell. A time that some run never reached has a second row: in how many it was.
    """
    rows = []
    for outcome in OUTCOMES.values():
        cells = _by_rollout(comparison, outcome)
        rows.append({"outcome": _heading(outcome)} | {r: _cell(cells[r], outcome) for r in cells})
        if any(row["reached"] < row["runs"] for row in cells.values()):
            reached = {r: f"{row['reached']} of {row['runs']}" for r, row in cells.items()}
            rows.append({"outcome": "  … reached in"} | reached)
    return pd.DataFrame(rows)


def _by_rollout(comparison: Comparison, outcome: Outcome) -> dict[str, pd.Series]:
    table = comparison.outcomes
    rows = table[table["outcome"] == outcome.name]
    return {row["rollout"]: row for _, row in rows.iterrows()}


def _heading(outcome: Outcome) -> str:
    return outcome.label if outcome.unit is RUNS else f"{outcome.label} ({outcome.unit.shown})"


def _cell(row: pd.Series, outcome: Outcome) -> str:
    if outcome.unit is RUNS:
        return f"{round(row['mean'] * row['runs'])} of {row['runs']}"
    median, low, high = (
        outcome.unit.value(row[name]) for name in ("median", "percentile_5", "percentile_95")
    )
    return median if median == low == high else f"{median} ({_range(low, high)})"


def _range(low: str, high: str) -> str:
    return f"{low} to {high}" if "-" in low + high else f"{low}–{high}"


def differences_table(comparison: Comparison) -> pd.DataFrame:
    """Differences from the baseline: mean, 95 % interval and `better in 83 of 100`, as text.

    Args:
        comparison: what `winsim.runs.compare.compare` gave.

    Returns:
        One row per other rollout and outcome, with a verdict; without another rollout no row.
    """
    columns = [
        "rollout",
        "outcome",
        f"difference from {comparison.baseline}",
        "95 % interval",
        "better in",
        "pairs",
        "verdict",
    ]
    rows = [_difference(row) for _, row in comparison.differences.iterrows()]
    table = pd.DataFrame(rows, columns=columns)
    stuck = deadlocked(comparison.standstill, comparison.seeds)
    either = table["rollout"].isin(stuck) | (comparison.baseline in stuck)
    table.loc[either, "verdict"] = "stands still"
    return table


def _difference(row: pd.Series) -> tuple[Any, ...]:
    heading = _difference_heading(OUTCOMES[row["outcome"]])
    counted = (_better(row), row["pairs"], _verdict(row))
    return (row["rollout"], heading, _mean(row), _interval(row), *counted)


def _difference_heading(outcome: Outcome) -> str:
    unit = outcome.unit.difference.removeprefix("on a scale from ")
    return f"{outcome.label} ({unit})" if unit else outcome.label


def _written(row: pd.Series) -> tuple[str, ...]:
    return OUTCOMES[row["outcome"]].unit.differences(row["mean"], row["low"], row["high"])


def _mean(row: pd.Series) -> str:
    mean = _written(row)[0]
    return f"+{mean}" if row["mean"] > 0 and mean.strip("0.") else mean


def _interval(row: pd.Series) -> str:
    _, low, high = _written(row)
    return "–" if pd.isna(row["low"]) else f"{low} to {high}"


def _better(row: pd.Series) -> str:
    if pd.isna(row["better"]):
        return f"(more in {row['higher']} of {row['runs']})"
    equal = f" ({row['equal']} equal)" if row["equal"] else ""
    return f"{row['better']} of {row['runs']}{equal}"


def _verdict(row: pd.Series) -> str:
    """Better or worse, where the difference is significant; for a time, never counts as the longest."""
    if not row["significant"]:
        return "no clear difference"
    counted = row["pairs"] < row["runs"]
    more = row["higher"] > row["lower"] if counted else row["mean"] > 0
    better = OUTCOMES[row["outcome"]].better
    if better == "neither":
        return "more" if more else "less"
    return "better" if more == (better == "higher") else "worse"


def tidy_table(comparison: Comparison) -> pd.DataFrame:
    """Outcomes and differences as one table of numbers, in the units in which tables are stored.

    Args:
        comparison: what `winsim.runs.compare.compare` gave.

    Returns:
        One row per rollout and outcome: the columns of `Comparison.outcomes`, and beside them those of
        `Comparison.differences`, of which mean, interval and median are called `difference_…`. They are
        empty for the baseline.
    """
    differences = comparison.differences.drop(columns=["unit", "runs"]).rename(
        columns={name: f"difference_{name}" for name in ("mean", "low", "high", "median")}
    )
    return comparison.outcomes.merge(differences, on=["rollout", "outcome"], how="left", sort=False)
