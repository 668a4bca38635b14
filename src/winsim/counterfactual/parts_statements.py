"""The parts of a difference for people: what an ablation and an attribution say alike."""

from __future__ import annotations

from typing import Any

import pandas as pd

from winsim.counterfactual.parts import Parts
from winsim.runs.outcomes import OUTCOMES
from winsim.scenario.lever_words import lever_statements


def difference_in_words(parts: Parts, name: str) -> str:
    """The difference of the two rollouts in an outcome, as the beginning of a sentence.

    Args:
        parts: an ablation or an attribution.
        name: one of its outcomes.
    """
    unit = parts.unit(name)
    mean, low, high = unit.differences(*parts.difference(name))
    return (
        f"{OUTCOMES[name].label.capitalize()}: {parts.called(parts.rollout)} less "
        f"{parts.called(parts.baseline)} is {mean}{unit.noun} (95 % interval {low} to {high})"
    )


def closing_statements(parts: Parts) -> list[str]:
    """What is said of both kinds of parts at the end: levers, times that never came, idle parts.

    Args:
        parts: an ablation or an attribution.
    """
    scenario = parts.runs.scenario
    return [
        *lever_statements(scenario, [parts.rollout], parts.baseline),
        *_restricted(parts),
        *_idle(parts),
    ]


def _restricted(parts: Parts) -> list[str]:
    times = [OUTCOMES[name].label for name in parts.outcomes if OUTCOMES[name].may_never_come]
    weeks = parts.runs.scenario.weeks
    said = "In {}, a time that never came counts as {} weeks, all that the scenario looks at."
    return [said.format(label, weeks) for label in times]


def _idle(parts: Parts) -> list[str]:
    idle = idle_parts(parts)
    return [f"Idle here, they change no run: {', '.join(idle)}."] if idle else []


def idle_parts(parts: Parts) -> list[str]:
    """The names of parts that change no run, in the order of the alphabet."""
    first = parts.carried[parts.carried["outcome"] == parts.outcomes[0]]
    return sorted(first[parts.part][first["idle"]])


def display_table(parts: Parts, outcome: str) -> pd.DataFrame:
    """What each part carried of an outcome, as text in the unit of its differences.

    Args:
        parts: an ablation or an attribution.
        outcome: one of its outcomes.

    Returns:
        One row a part that is not idle, the heaviest first.
    """
    rows = parts.carried[parts.carried["outcome"] == outcome]
    shown = [_display_row(parts, row, outcome) for row in rows[~rows["idle"]].to_dict("records")]
    return pd.DataFrame(shown)


def _display_row(parts: Parts, row: dict[Any, Any], outcome: str) -> dict[str, Any]:
    unit = parts.unit(outcome)
    values = (row[name] for name in ("carried", "low", "high", *parts.beside))
    carried, low, high, *beside = unit.differences(*values)
    return {
        parts.part: row[parts.part],
        f"carries ({unit.difference or 'number'})": carried,
        "95 % interval": f"{low} to {high}",
        **dict(zip(parts.beside.values(), beside, strict=True)),
        "pairs": row["pairs"],
        "verdict": "significant" if row["significant"] else "not significant",
    }
