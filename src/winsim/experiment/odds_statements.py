"""Odds under uncertainty as people read them: a table side by side, and sentences."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pandas as pd

from winsim.experiment.odds import UncertainOdds
from winsim.runs.compare import Comparison
from winsim.runs.differences import values_of
from winsim.runs.display import quantiles_in_words
from winsim.runs.headline import best_two, headline_outcome
from winsim.runs.outcomes import OUTCOMES, Outcome
from winsim.runs.ranking import ranking_table
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
    called = result.scenario.called
    rows = [
        {"outcome": f"{OUTCOMES[name].label}: {called(rollout)} {_ahead(OUTCOMES[name])}", **cells}
        for name in SHOWN
        for rollout in others
        for cells in [_cells(result, name, rollout, _share)]
    ]
    levels = f"{OUTCOMES[HEADLINE].label} ({OUTCOMES[HEADLINE].unit.shown})"
    rows += [
        {"outcome": f"{levels}: {called(rollout)}", **_cells(result, HEADLINE, rollout, _level)}
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
    return quantiles_in_words(row, outcome.unit)


def odds_statements(result: UncertainOdds) -> list[str]:
    """What the odds say, in one to three sentences for each rollout.

    Args:
        result: what `winsim.experiment.odds.uncertain_odds` gave.
    """
    others = [name for name in result.rollouts if name != result.baseline]
    return [sentence for rollout in others for sentence in _of(result, rollout)]


def with_odds(comparison: Comparison, result: UncertainOdds) -> Comparison:
    """The comparison with how sure it is, if all that is assumed is drawn, too."""
    return replace(comparison, sure=how_sure(comparison, result))


def how_sure(comparison: Comparison, result: UncertainOdds) -> str:
    """How often the best rollout of a comparison is ahead of all others, layer by layer.

    Args:
        comparison: of the same rollouts.
        result: what `winsim.experiment.odds.uncertain_odds` gave.
    """
    first, outcome = best_two(comparison)[0], headline_outcome(comparison).name
    rankings = [comparison.ranking, *(_ranking(result, one) for one in ("behaviour", "inputs"))]
    alone, behaviour, inputs = (_ahead_in(table, first, outcome) for table in rankings)
    others = "" if len(result.rollouts) == 2 else " of all others"
    return (
        f"{comparison.called(first).capitalize()} is ahead{others} in {alone} futures by chance events "
        f"alone, in {behaviour} with behaviour uncertain, too, and in {inputs} with the initiative's "
        "numbers uncertain, too."
    )


def _ranking(result: UncertainOdds, layer: str) -> pd.DataFrame:
    table = result.runs[result.runs["layer"] == layer]
    return ranking_table(values_of(table, result.rollouts), result.rollouts)


def _ahead_in(ranking: pd.DataFrame, rollout: str, outcome: str) -> str:
    row = ranking[(ranking["rollout"] == rollout) & (ranking["outcome"] == outcome)].iloc[0]
    return f"{row['best']} of {row['runs']}"


def _of(result: UncertainOdds, rollout: str) -> Iterator[str]:
    chance, _, inputs = rows_of(result.odds, rollout, HEADLINE).values()
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
    called = result.scenario.called
    if clear.empty:
        return f"No single assumed value stands out as what decides between {called(rollout)} and {called(result.baseline)}."
    named = [
        f"{row['field']} ({'more' if row['correlation'] > 0 else 'less'} of it favours {called(rollout)}; "
        f"rank correlation {row['correlation']:.2f})"
        for _, row in clear.iterrows()
    ]
    return f"The difference hangs most on {joined(named)}."
