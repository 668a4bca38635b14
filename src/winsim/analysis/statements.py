"""What the result of an analysis says, in sentences that can be read aloud."""

from __future__ import annotations

from collections.abc import Iterable
from functools import singledispatch
from typing import Any, get_args

import numpy as np
import pandas as pd

from winsim.analysis.differences import Differences
from winsim.analysis.discovery import Discovery
from winsim.analysis.morris import ElementaryEffects, two_words
from winsim.analysis.regimes import RegimeMap
from winsim.analysis.response import Response, Side, named
from winsim.analysis.sobol import SobolIndices
from winsim.analysis.structure import is_numeric
from winsim.analysis.tornado import Tornado
from winsim.analysis.variance import VarianceShares
from winsim.words import joined, written

FOREMOST = 5
"""So many factors are named at most."""
SLIGHT = 0.05
"""A factor whose total index is surely below this share could stand still."""


@singledispatch
def statements(result: object) -> list[str]:
    r"""What the result of an analysis says, sentence by sentence.

    Args:
        result: what a function of `winsim.analysis.analyse.ANALYSES` made.

    Returns:
        Sentences with numbers in the units that people read, each to be read on its own: what was found,
        what was not, and what was left out.

    Raises:
        TypeError: for anything but the result of an analysis.

    Example:
        >>> import pandas as pd
        >>> from winsim.analysis.response import Response
        >>> from winsim.analysis.tornado import tornado
        >>> points = pd.DataFrame({"a": [1, 0, 2, 1], "b": [5, 5, 5, 9]})
        >>> values = pd.DataFrame([[10.0, 12.0], [8.0, 10.0], [15.0, 17.0], [10.0, 12.0]])
        >>> print(*statements(tornado(Response(points, values))), sep="\n")
        What becomes of the outcome:
        A at 0 in place of 1: -2.0 (95 % interval -2.0 to -2.0).
        A at 2 in place of 1: +5.0 (95 % interval 5.0 to 5.0).
        No significant change of the outcome at either end of b.
    """
    raise TypeError(f"there are no statements on {type(result).__name__}")


@statements.register
def _(result: SobolIndices) -> list[str]:
    table, response = result.indices, result.response
    there = table[table["total_low"] > 0].head(FOREMOST)
    named = "; ".join(
        f"{_word(row['factor'])} {_percent(row['total'])} "
        f"({_interval(row['total_low'], row['total_high'])}), {_percent(row['first'])} on its own"
        for _, row in there.iterrows()
    )
    sentences = [
        f"Of the variance of the {response.title}, between points: {named}."
        if named
        else f"No factor clearly accounts for any variance of the {response.title}."
    ]
    slight = table[table["total_high"] < SLIGHT]["factor"]
    if len(slight):
        sentences.append(f"Surely less than {_percent(SLIGHT)} each: {_listed(slight)}.")
    return [
        *sentences,
        *_variance(result.variance, response, "total indices hold"),
        *_left_out(result.left_out, "blocks"),
    ]


@statements.register
def _(result: ElementaryEffects) -> list[str]:
    table, response = result.effects, result.response
    there = table[table["significant"]].head(FOREMOST)
    named = "; ".join(_effect(response, row) for _, row in there.iterrows())
    unit = f" ({response.measured_in})" if response.measured_in else ""
    words = any(not is_numeric(response.points[name]) for name in there["factor"])
    over = "its range, or from one word to another" if words else "its range"
    sentences = [
        f"What moves the {response.title} most over {over}, on average either way{unit}: {named}."
        if named
        else f"No factor moves the {response.title} by more than chance does."
    ]
    others = table[~table["significant"]]["factor"]
    if len(others):
        sentences.append(f"Not distinguishable from chance, or from zero: {_listed(others)}.")
    return [
        *sentences,
        *_variance(result.variance, response, "effects hold"),
        *_left_out(result.left_out, "trajectories"),
    ]


def _effect(response: Response, row: pd.Series) -> str:
    """How much a factor moves the response either way, and which way on average where it has one."""
    factor, words = str(row["factor"]), two_words(response.points[row["factor"]])
    said = f"{_word(factor)} {_amounts(response, row['mu_star'], row['low'], row['high'])}"
    if np.isnan(row["mu"]):
        return said
    signed = response.outcome.unit.differences(row["mu"], row["mu_star"])[0]
    where = "as it rises" if words is None else f"at {words[1]} in place of {words[0]}"
    return f"{said}, {'+' if row['mu'] > 0 else ''}{signed} {where}"


@statements.register
def _(result: Tornado) -> list[str]:
    table, response = result.swings, result.response
    significant = table[(table["low"] > 0) | (table["high"] < 0)]
    others = [name for name in table["factor"].unique() if name not in set(significant["factor"])]
    swings = [
        _changed(response, row, row["change"], row["value"], row["middle"])
        for _, row in significant.head(FOREMOST).iterrows()
    ]
    sentences = _headed(response, swings)
    if others:
        sentences.append(
            f"No significant change of the {response.title} at either end of {_listed(others)}."
        )
    return sentences


def _headed(response: Response, sentences: list[str]) -> list[str]:
    """Sentences with what they are about before them; nothing, if there are none."""
    return [f"What becomes of the {response.title}:", *sentences] if sentences else []


def _changed(response: Response, row: pd.Series, change: float, value: Any, other: Any) -> str:
    """What another value of a factor does, with its interval."""
    unit = f" {response.measured_in}" if response.measured_in else ""
    mean, low, high = response.outcome.unit.differences(change, row["low"], row["high"])
    more = "+" if change > 0 else ""
    return (
        f"{_word(row['factor']).capitalize()} at {named(value)} in place of {named(other)}: "
        f"{more}{mean}{unit} (95 % interval {low} to {high})."
    )


@statements.register
def _(result: Differences) -> list[str]:
    return _by_rollout(result) if result.response.baseline else _by_level(result)


def _by_level(result: Differences) -> list[str]:
    """The largest significant difference between levels of each factor."""
    table, response = result.table, result.response
    significant = table[table["significant"]]
    widest = significant.loc[significant.groupby("factor", sort=False)["difference"].apply(_widest)]
    moves = [
        _changed(response, row, row["difference"], row["level"], row["against"])
        for _, row in widest.head(FOREMOST).iterrows()
    ]
    sentences = _headed(response, moves)
    others = [name for name in table["factor"].unique() if name not in set(significant["factor"])]
    if others:
        sentences.append(f"No significant difference between levels of {_listed(others)}.")
    return sentences


def _widest(differences: pd.Series) -> Any:
    return differences.abs().idxmax()


def _by_rollout(result: Differences) -> list[str]:
    """At how many levels which rollout is ahead, and along which factors that turns."""
    table, response = result.table, result.response
    above, below = table["low"] > 0, table["high"] < 0
    sentences = [
        f"{response.event(side)} at {mask.sum()} of {len(table)} levels of factors, significantly and "
        "on average over all else."
        for side, mask in zip(get_args(Side), (above, below), strict=True)
        if mask.any()
    ]
    turns = [
        name
        for name, rows in table.groupby("factor", sort=False)
        if above[rows.index].any() and below[rows.index].any()
    ]
    if turns:
        sentences.append(f"Which of the two it is turns with {_listed(turns)}.")
    return sentences or [f"At no level is there a significant difference of the {response.title}."]


@statements.register
def _(result: RegimeMap) -> list[str]:
    cells, event = result.cells, result.event
    sure, never = int((cells["low"] > 0.5).sum()), int((cells["high"] < 0.5).sum())
    tie = float(((result.low <= 0.5) & (result.high >= 0.5)).mean())
    wrong = int((~cells["agrees"]).sum())
    sentences = [
        f"In {_percent(result.overall)} of all futures here, {event}.",
        f"Surely more often than not in {sure} of {len(cells)} cells of the map, surely less often in "
        f"{never}; on {_percent(tie)} of the map's area the fit leaves it open.",
    ]
    expected = f"about {0.05 * len(cells):.0f} would by chance"
    if wrong > max(1.0, 0.1 * len(cells)):
        sentences.append(
            f"The fitted surface misses {wrong} of {len(cells)} cells ({expected}): "
            "believe the numbers in the cells rather than the boundary."
        )
    return sentences


@statements.register
def _(result: Discovery) -> list[str]:
    response, tried = result.response, result.summary.iloc[1]
    event = response.event(result.side, result.than)
    base = f"{_percent(tried['overall'])} overall"
    if not result.box.restrictions:
        return [
            f"No rule says when {event}: nothing that was varied predicts it. It does so at {base}."
        ]
    rule = result.box.in_words(response.units)
    share = f"{_percent(tried['density'])} ({_interval(tried['low'], tried['high'])})"
    if not result.holds:
        return [
            f"No rule holds. The best one, that {event} where {rule}, does no better than chance on "
            f"points that it was not found with: {share} there, {base}."
        ]
    return [
        f"Where {rule}, {event} in {share} of futures, against {base}. "
        f"That is where {_percent(tried['coverage'])} of all such futures lie.",
        f"The rule was found on {result.summary.iloc[0]['points']} points; "
        f"these numbers are from {tried['points']} others.",
    ]


def _variance(shares: VarianceShares, response: Response, held_in: str) -> list[str]:
    """How much is due to chance, or that one seed cannot tell, and what holds it then."""
    if np.isnan(shares.residual):
        return [f"With one seed a point, chance cannot be told from interactions; {held_in} both."]
    seeds = int(response.values.notna().sum(axis=1).max())
    return [
        f"Of the variance of single runs {_percent(shares.share)} is due to chance; of that of "
        f"averages over {seeds} seeds {_percent(shares.share_of_means)} still is."
    ]


def _left_out(count: int, of: str) -> list[str]:
    return [f"Left out, since some of their points have no value: {count} {of}."] if count else []


def _percent(share: float) -> str:
    return f"{written(100 * share, 0)} %"


def _interval(low: float, high: float) -> str:
    return f"95 % interval {_percent(low).removesuffix(' %')} to {_percent(high)}"


def _amounts(response: Response, mean: float, low: float, high: float) -> str:
    shown = response.outcome.unit.differences(mean, low, high)
    return f"{shown[0]} ({shown[1]} to {shown[2]})"


def _word(name: Any) -> str:
    return str(name).replace("_", " ")


def _listed(names: Iterable[Any]) -> str:
    return joined([_word(name) for name in names])
