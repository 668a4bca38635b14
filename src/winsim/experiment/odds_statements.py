"""Odds under uncertainty as people read them: a table side by side, and sentences."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pandas as pd

from winsim.experiment.odds import UncertainOdds
from winsim.runs.outcomes import OUTCOMES, Outcome
from winsim.words import count, joined

HEADLINE = "net_value"
"""The outcome of which the sentences tell, and whose levels are printed."""
SHOWN = ("net_value", "adoption", "strategic", "lowest_trust")
"""The outcomes whose odds are printed; `odds.csv` has all."""
HEADINGS = {"chance": "chance alone", "behaviour": "and behaviour", "inputs": "and inputs"}
"""What stands above the columns of the layers."""


def odds_table(result: UncertainOdds) -> pd.DataFrame:
    """The odds of every other rollout, layer beside layer, and below them the levels of all.

    Args:
        result: what `winsim.experiment.odds.uncertain_odds` gave.

    Returns:
        Text in every cell: a row an outcome and rollout, a column a layer.
    """
    others = [name for name in result.rollouts if name != result.baseline]
    rows = [
        {"outcome": f"{OUTCOMES[name].label}: {rollout} {_ahead(OUTCOMES[name])}", **cells}
        for name in SHOWN
        for rollout in others
        for cells in [_cells(result, name, rollout, _share)]
    ]
    levels = f"{OUTCOMES[HEADLINE].label} ({OUTCOMES[HEADLINE].unit.shown})"
    rows += [
        {"outcome": f"{levels}: {rollout}", **_cells(result, HEADLINE, rollout, _level)}
        for rollout in result.rollouts
    ]
    return pd.DataFrame(rows)


def _ahead(outcome: Outcome) -> str:
    return "has more" if outcome.better == "neither" else "better"


def _cells(result: UncertainOdds, name: str, rollout: str, written: Any) -> dict[str, str]:
    rows = rows_of(result.odds, rollout, name)
    return {HEADINGS[layer]: written(row, OUTCOMES[name]) for layer, row in rows.items()}


def rows_of(odds: pd.DataFrame, rollout: str, outcome: str) -> dict[str, pd.Series]:
    """The rows of a rollout and an outcome, by layer.

    Args:
        odds: the table of odds.
        rollout: which rollout.
        outcome: which outcome.
    """
    mine = odds[(odds["rollout"] == rollout) & (odds["outcome"] == outcome)]
    return {row["layer"]: row for _, row in mine.iterrows()}


def _share(row: pd.Series, outcome: Outcome) -> str:
    equal = f", {int(row['equal'])} equal" if row["equal"] else ""
    interval = f"({100 * row['low']:.0f}–{100 * row['high']:.0f} %)"
    return f"{int(row['better'])} of {int(row['runs'])}{equal} {interval}"


def _level(row: pd.Series, outcome: Outcome) -> str:
    names = ("median", "percentile_5", "percentile_95")
    median, low, high = (outcome.unit.value(row[name]) for name in names)
    between = f"{low} to {high}" if "-" in low + high else f"{low}–{high}"
    return f"{median} ({between})"


def odds_statements(result: UncertainOdds) -> list[str]:
    """What the odds say, in one to three sentences for each rollout.

    Args:
        result: what `winsim.experiment.odds.uncertain_odds` gave.
    """
    others = [name for name in result.rollouts if name != result.baseline]
    return [sentence for rollout in others for sentence in _of(result, rollout)]


def _of(result: UncertainOdds, rollout: str) -> Iterator[str]:
    chance, behaviour, inputs = rows_of(result.odds, rollout, HEADLINE).values()
    again = "" if chance["runs"] == behaviour["runs"] else f" of {behaviour['runs']}"
    yield (
        f"Of {count(int(chance['runs']), 'future')}, {rollout} has a higher net value than "
        f"{result.baseline} in {int(chance['better'])} by chance events alone; in "
        f"{int(behaviour['better'])}{again} with behaviour uncertain, too; in "
        f"{int(inputs['better'])} with the initiative's numbers uncertain, too."
    )
    unit = OUTCOMES[HEADLINE].unit
    ends = ("difference_percentile_5", "difference_percentile_95")
    alone, all_in = (unit.differences(*(row[end] for end in ends)) for row in (chance, inputs))
    yield (
        f"The difference lies between {alone[0]} and {alone[1]} {unit.difference} in nine of ten "
        f"futures by chance events alone, and between {all_in[0]} and {all_in[1]} where all of "
        f"{count(len(result.fields), 'assumed value')} are uncertain."
    )
    yield _driven(result, rollout)


def _driven(result: UncertainOdds, rollout: str) -> str:
    table = result.drivers
    mine = table[(table["rollout"] == rollout) & (table["outcome"] == HEADLINE)]
    clear = mine[mine["stands_out"].astype(bool)]
    if clear.empty:
        return f"No single assumed value stands out as what decides between {rollout} and {result.baseline}."
    named = [
        f"{row['field']} ({'more' if row['correlation'] > 0 else 'less'} of it favours {rollout}; "
        f"rank correlation {row['correlation']:.2f})"
        for _, row in clear.iterrows()
    ]
    return f"The difference hangs most on {joined(named)}."


def not_computed(fields: int) -> str:
    """What a comparison says that has no odds under uncertainty.

    Args:
        fields: how many values are uncertain.
    """
    return (
        f"These odds count chance events alone, under {count(fields, 'assumed value')}; "
        "`--uncertain` draws those, too."
    )
