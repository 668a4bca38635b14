"""A comparison as tables that people read: text in every cell, units and directions said.

The command line prints them; `tidy_table` gives the same in numbers for a file.
"""

from collections.abc import Iterator
from typing import Any

import pandas as pd

from winsim.runs.compare import Comparison
from winsim.runs.outcomes import OUTCOMES, Outcome, grouped
from winsim.runs.units import RUNS, Unit

INDENT = "  "
"""Before the outcomes under a heading."""


def outcomes_table(comparison: Comparison) -> pd.DataFrame:
    """Outcomes side by side, under headings: a row an outcome, a column a rollout, `median (5–95 %)`.

    Args:
        comparison: what `winsim.runs.compare.compare` gave.

    Returns:
        Text in every cell. A time that some run never reached has a second row: in how many it was.
    """
    columns = ["outcome", *map(comparison.called, comparison.rollouts)]
    rows: list[list[str]] = []
    for heading, outcomes in grouped().items():
        rows.append([heading, *[""] * len(comparison.rollouts)])
        for outcome in outcomes:
            rows += _rows(comparison, outcome)
    return pd.DataFrame(rows, columns=columns)


def _rows(comparison: Comparison, outcome: Outcome) -> Iterator[list[str]]:
    """The rows of one outcome; before the net value at the end stand those by earlier weeks."""
    unit = outcome.unit_in(comparison.scenario)
    cells = [comparison.row("outcomes", one, outcome.name) for one in comparison.rollouts]
    if outcome.name == "net_value":
        yield from _by_horizon(comparison, unit)
    yield [INDENT + _heading(outcome, unit), *(_cell(row, unit) for row in cells)]
    if any(row["reached"] < row["runs"] for row in cells):
        reached = (f"{row['reached']} of {row['runs']}" for row in cells)
        yield [INDENT + "  … reached in", *reached]


def _by_horizon(comparison: Comparison, unit: Unit) -> Iterator[list[str]]:
    """The net value by each week that is looked at before the last."""
    table = comparison.horizons[comparison.horizons["weeks"] < comparison.scenario.weeks]
    for weeks, rows in table.groupby("weeks", sort=True):
        cells = (quantiles_in_words(row, unit) for _, row in rows.iterrows())
        yield [f"{INDENT}net value by week {weeks} ({unit.shown})", *cells]


def _heading(outcome: Outcome, unit: Unit) -> str:
    return outcome.label if unit is RUNS else f"{outcome.label} ({unit.shown})"


def _cell(row: pd.Series, unit: Unit) -> str:
    if unit is RUNS:
        return f"{round(row['mean'] * row['runs'])} of {row['runs']}"
    return quantiles_in_words(row, unit)


def quantiles_in_words(row: pd.Series, unit: Unit) -> str:
    """A median and the range of the middle nine tenths: `12 (8–20)`; the median alone where all agree.

    Args:
        row: with `median`, `percentile_5` and `percentile_95`, in the stored unit.
        unit: in which it is read.
    """
    median, low, high = (
        unit.value(row[name]) for name in ("median", "percentile_5", "percentile_95")
    )
    return median if median == low == high else f"{median} ({_range(low, high)})"


def _range(low: str, high: str) -> str:
    return f"{low} to {high}" if "-" in low + high else f"{low}–{high}"


def differences_table(comparison: Comparison) -> pd.DataFrame:
    """Differences from the baseline: mean, interval and `better in 83 of 100`, as text.

    Args:
        comparison: what `winsim.runs.compare.compare` gave.

    Returns:
        One row per other rollout and outcome, with a verdict; without another rollout no row.
    """
    columns = [
        "rollout",
        "outcome",
        f"difference from {comparison.called(comparison.baseline)}",
        interval_name(comparison),
        "better in",
        "verdict",
    ]
    rows = [_difference(comparison, row) for _, row in comparison.differences.iterrows()]
    return pd.DataFrame(rows, columns=columns)


def interval_name(comparison: Comparison) -> str:
    """What the intervals of a comparison are called."""
    return "95 % interval" + (", all together" if comparison.simultaneous else "")


def _difference(comparison: Comparison, row: pd.Series) -> tuple[Any, ...]:
    outcome = OUTCOMES[row["outcome"]]
    unit = outcome.unit_in(comparison.scenario)
    of = unit.difference.removeprefix("on a scale from ")
    heading = f"{outcome.label} ({of})" if of else outcome.label
    mean, low, high = unit.differences(row["mean"], row["low"], row["high"])
    stuck = {row["rollout"], row["baseline"]} & comparison.deadlocked.keys()
    interval = "–" if pd.isna(row["low"]) else f"{low} to {high}"
    counted = (_better(row), "stands still" if stuck else verdict(row))
    return (row["rollout"], heading, _signed(mean, row), interval, *counted)


def _signed(mean: str, row: pd.Series) -> str:
    return f"+{mean}" if row["mean"] > 0 and mean.strip("0.") else mean


def _better(row: pd.Series) -> str:
    if pd.isna(row["better"]):
        return f"(more in {row['higher']} of {row['runs']})"
    equal = f" ({row['equal']} equal)" if row["equal"] else ""
    return f"{row['better']} of {row['runs']}{equal}"


def verdict(row: pd.Series) -> str:
    """What a difference comes to: better or worse, too small to matter, or not clear.

    Args:
        row: of `Comparison.differences`.
    """
    if row["equal"] == row["runs"]:
        return "the same"
    if row["equivalent"]:
        return "too small to matter"
    if not row["significant"]:
        return "no clear difference"
    better, more = OUTCOMES[row["outcome"]].better, row["mean"] > 0
    perhaps = ", perhaps too little to matter" if abs(row["mean"]) < row["smallest"] else ""
    if better == "neither":
        return ("more" if more else "less") + perhaps
    return ("better" if more == (better == "higher") else "worse") + perhaps


def overview_table(comparison: Comparison) -> pd.DataFrame:
    """Differences of many rollouts side by side: `mean (interval) verdict` in a column a rollout.

    Args:
        comparison: what `winsim.runs.compare.compare` gave.

    Returns:
        One row per outcome in which any rollout differs from the baseline.
    """
    columns = [f"less {comparison.called(comparison.baseline)}"]
    columns += map(comparison.called, comparison.others)
    rows = []
    for outcome in OUTCOMES.values():
        found = [comparison.row("differences", one, outcome.name) for one in comparison.others]
        if any(row["equal"] < row["runs"] for row in found):
            cells = [_difference(comparison, row) for row in found]
            rows.append(
                [cells[0][1], *(f"{mean} ({ends}) {said}" for *_, mean, ends, _, said in cells)]
            )
    return pd.DataFrame(rows, columns=columns)


RANKED = ("net_value", "adoption", "weeks_to_50", "strategic", "peak_fatigue", "lowest_trust")
"""The outcomes of which it is printed how often each rollout is best."""


def ranking_display(comparison: Comparison) -> pd.DataFrame:
    """How often each rollout is best: `61 of 100`, with how often it shares the first place.

    Args:
        comparison: what `winsim.runs.compare.compare` gave.

    Returns:
        One row per outcome of `RANKED`, one column per rollout.
    """
    columns = ["best in", *map(comparison.called, comparison.rollouts)]
    rows = [
        [OUTCOMES[name].label]
        + [_best(comparison.row("ranking", one, name)) for one in comparison.rollouts]
        for name in RANKED
    ]
    return pd.DataFrame(rows, columns=columns)


def _best(row: pd.Series) -> str:
    tied = f" (+{int(row['tied'])} shared)" if row["tied"] else ""
    return f"{int(row['best'])} of {int(row['runs'])}{tied}"


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
