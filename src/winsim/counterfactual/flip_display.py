"""What flips a difference, as tables that people read: text in every cell."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from winsim.counterfactual.flip import Flip
from winsim.counterfactual.flip_statements import clear_fields, number, standing_still
from winsim.counterfactual.flip_tables import NO
from winsim.scenario.uncertainty import OWN

ROWS = 12
"""So many rows are printed at most."""


def display_table(flip: Flip) -> pd.DataFrame:
    """The ends of fields that turn the difference, the nearest first; without any, those that come nearest.

    Args:
        flip: what `winsim.counterfactual.flip.flip` gave.

    Returns:
        At most `ROWS` rows of text. Where no rollout is clearly better today, the ends that make one so.
    """
    ends = flip.ends[flip.ends["flips"] != NO]
    if not flip.clear:
        each = (clear_fields(flip, name).head(ROWS // 2) for name in (flip.rollout, flip.baseline))
        ends = pd.concat(each)
    if ends.empty:
        left = flip.ends["difference"] * np.sign(flip.difference[0])
        ends = flip.ends.loc[left.sort_values(kind="stable").index]
    turning = flip.clear and bool((ends["flips"] != NO).any())
    shown = ends.head(ROWS).to_dict("records")
    table = pd.DataFrame([_display(flip, row, turning) for row in shown])
    still = [", ".join(standing_still(flip, row)) for row in shown]
    return table.assign(**{"stands still there": still}) if any(still) else table


def _display(flip: Flip, row: dict[Any, Any], turning: bool) -> dict[str, str]:
    turns = {
        "turns at": number(row["turns_at"]),
        "95 % interval": _range(row),
        "of the way": _percent(row["share"]),
    }
    difference, low, high = flip.unit.differences(row["difference"], row["low"], row["high"])
    return (
        {"field": row["field"], "today": number(row["today"])}
        | (turns if turning else {})
        | {
            "end of range": number(row["value"]),
            "difference there": f"{difference} ({low} to {high})",
            "today's value": _origin(row),
        }
    )


def _range(row: dict[Any, Any]) -> str:
    """Where zero is not ruled out; beyond the plausible range it is open."""
    start, end = row["turns_from"], row["turns_to"]
    if row["flips"] == NO:
        return "–"
    if np.isnan(end):
        return f"{number(start)} or {'less' if row['end'] == 'low' else 'more'}"
    return f"{number(min(start, end))} to {number(max(start, end))}"


def _percent(share: float) -> str:
    return "–" if np.isnan(share) else f"{100 * share:.0f} %"


def _origin(row: dict[Any, Any]) -> str:
    if row["set_by"] == "scenario":
        return "set by the scenario"
    if row["source"] == OWN:
        return "default; range of the scenario"
    return f"default: {row['source']}"


def pairs_table(flip: Flip) -> pd.DataFrame:
    """Pairs that turn the difference though neither does alone, the nearest first, as text.

    Args:
        flip: what `winsim.counterfactual.flip.flip` gave.
    """
    pairs = flip.pairs[(flip.pairs["flips"] != NO) & (flip.pairs["alone"] == 0)].head(ROWS)
    return pd.DataFrame([
        {
            "field": row["first"],
            "turns at": number(row["first_turns_at"]),
            "together with": row["second"],
            "at": number(row["second_turns_at"]),
            "of the way": _percent(row["share"]),
            "95 % interval": _way(row["share_from"], row["share_to"]),
        }
        for row in pairs.to_dict("records")
    ])  # fmt: skip


def _way(start: float, end: float) -> str:
    return f"{_percent(start)} to {'beyond the range' if np.isnan(end) else _percent(end)}"
