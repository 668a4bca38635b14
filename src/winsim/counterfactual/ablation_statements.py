"""An ablation for people: in sentences, and as a table to read."""

from __future__ import annotations

from typing import Any

import pandas as pd

from winsim.counterfactual.ablation import Ablation
from winsim.runs.outcomes import OUTCOMES


def statements(ablation: Ablation) -> list[str]:
    """What the ablation says, in sentences.

    Args:
        ablation: what `winsim.counterfactual.ablation.ablate` gave.

    Returns:
        One sentence an outcome with the three heaviest mechanisms, a caveat on reading the parts, and,
        where there are such, those that are idle and those that the scenario has switched off.
    """
    return [
        *(_said(ablation, outcome) for outcome in ablation.outcomes),
        "The parts do not add up to the whole, because mechanisms act on one another; and of twenty "
        "intervals, about one misses the truth by chance.",
        *_idle(ablation),
    ]


def _said(ablation: Ablation, name: str) -> str:
    outcome, rows = OUTCOMES[name], ablation.carried[ablation.carried["outcome"] == name]
    numbers = outcome.unit.differences(*ablation.difference(name))
    start = (
        f"{outcome.label.capitalize()}: {ablation.rollout} less {ablation.baseline} is {numbers[0]} "
        f"{outcome.unit.difference} (95 % interval {numbers[1]} to {numbers[2]}); "
    )
    heavy = [row for _, row in rows[rows["significant"]].head(3).iterrows()]
    if not heavy:
        return f"{start}no single mechanism clearly carries any of it."
    parts = [
        f"without {row['mechanism']} it would be {outcome.unit.differences(row['difference_without'])[0]}"
        for row in heavy
    ]
    return f"{start}{', '.join(parts)}."


def _idle(ablation: Ablation) -> list[str]:
    first = ablation.carried[ablation.carried["outcome"] == ablation.outcomes[0]]
    idle = sorted(first["mechanism"][first["idle"]])
    said = [f"Idle here, their removal changes no run: {', '.join(idle)}."] if idle else []
    return [*said, *([f"Off in this scenario: {', '.join(ablation.off)}."] if ablation.off else [])]


def display_table(ablation: Ablation, outcome: str) -> pd.DataFrame:
    """What each mechanism carried of an outcome, as text in the unit of its differences.

    Args:
        ablation: what `winsim.counterfactual.ablation.ablate` gave.
        outcome: one of its outcomes.

    Returns:
        One row a mechanism that is not idle, the heaviest first.
    """
    rows = ablation.carried[ablation.carried["outcome"] == outcome]
    shown = [_display_row(row, outcome) for row in rows[~rows["idle"]].to_dict("records")]
    return pd.DataFrame(shown)


def _display_row(row: dict[Any, Any], outcome: str) -> dict[str, Any]:
    unit = OUTCOMES[outcome].unit
    values = (row[name] for name in ("carried", "low", "high", "difference_without"))
    carried, low, high, without = unit.differences(*values)
    return {
        "mechanism": row["mechanism"],
        f"carries ({unit.difference or 'number'})": carried,
        "95 % interval": f"{low} to {high}",
        "difference without it": without,
        "pairs": row["pairs"],
        "verdict": "significant" if row["significant"] else "not significant",
    }
