"""What an analysis says, in sentences that can be read aloud."""

from __future__ import annotations

from collections.abc import Iterable
from functools import singledispatch
from typing import Any, get_args

import numpy as np
import pandas as pd

from winsim.analysis.differences import Differences
from winsim.analysis.discovery import Discovery
from winsim.analysis.morris import ElementaryEffects
from winsim.analysis.regimes import RegimeMap
from winsim.analysis.response import Response, Side, named
from winsim.analysis.sobol import SobolIndices
from winsim.analysis.tornado import Tornado
from winsim.analysis.variance import VarianceShares
from winsim.words import joined, written

FOREMOST = 5
"""So many factors are named at most."""
SLIGHT = 0.05
"""A factor whose total index is surely below this share could stand still."""


@singledispatch
def statements(found: Any) -> list[str]:
    """What an analysis found, sentence by sentence."""
    raise TypeError(f"nothing is said of {type(found).__name__}")


@statements.register
def _(found: SobolIndices) -> list[str]:
    table, response = found.indices, found.response
    there = table[table["total_low"] > 0].head(FOREMOST)
    named = "; ".join(
        f"{_word(row['factor'])} {_percent(row['total'])} "
        f"({_interval(row['total_low'], row['total_high'])}), {_percent(row['first'])} on its own"
        for _, row in there.iterrows()
    )
    said = [
        f"Of the variance of the {response.title}, between points: {named}."
        if named
        else f"No factor clearly accounts for any variance of the {response.title}."
    ]
    slight = table[table["total_high"] < SLIGHT]["factor"]
    if len(slight):
        said.append(f"Surely less than {_percent(SLIGHT)} each: {_listed(slight)}.")
    return [
        *said,
        *_luck(found.variance, response, "total indices hold"),
        *_left_out(found.left_out, "blocks"),
    ]


@statements.register
def _(found: ElementaryEffects) -> list[str]:
    table, response = found.effects, found.response
    there = table[table["significant"]].head(FOREMOST)
    named = "; ".join(
        f"{_word(row['factor'])} {_amounts(response, row['mu_star'], row['low'], row['high'])}"
        for _, row in there.iterrows()
    )
    unit = f" ({response.measured_in})" if response.measured_in else ""
    said = [
        f"What moves the {response.title} most over its range, on average either way{unit}: {named}."
        if named
        else f"No factor moves the {response.title} by more than luck does."
    ]
    silent = table[~table["significant"]]["factor"]
    if len(silent):
        said.append(f"Not to be told from luck, or from nothing: {_listed(silent)}.")
    return [
        *said,
        *_luck(found.variance, response, "effects hold"),
        *_left_out(found.left_out, "trajectories"),
    ]


@statements.register
def _(found: Tornado) -> list[str]:
    table, response = found.swings, found.response
    clear = table[(table["low"] > 0) | (table["high"] < 0)]
    silent = [name for name in table["factor"].unique() if name not in set(clear["factor"])]
    swings = [
        _changed(response, row, row["change"], row["value"], row["middle"])
        for _, row in clear.head(FOREMOST).iterrows()
    ]
    said = _headed(response, swings)
    if silent:
        said.append(f"No clear change of the {response.title} at either end of {_listed(silent)}.")
    return said


def _headed(response: Response, said: list[str]) -> list[str]:
    """Sentences with what they are about before them; nothing, if there are none."""
    return [f"What becomes of the {response.title}:", *said] if said else []


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
def _(found: Differences) -> list[str]:
    return _by_rollout(found) if found.response.baseline else _by_level(found)


def _by_level(found: Differences) -> list[str]:
    """The largest clear difference between levels of each factor."""
    table, response = found.table, found.response
    clear = table[table["significant"]]
    widest = clear.loc[clear.groupby("factor", sort=False)["difference"].apply(_widest)]
    moves = [
        _changed(response, row, row["difference"], row["level"], row["against"])
        for _, row in widest.head(FOREMOST).iterrows()
    ]
    said = _headed(response, moves)
    silent = [name for name in table["factor"].unique() if name not in set(clear["factor"])]
    if silent:
        said.append(f"No clear difference between levels of {_listed(silent)}.")
    return said


def _widest(differences: pd.Series) -> Any:
    return differences.abs().idxmax()


def _by_rollout(found: Differences) -> list[str]:
    """At how many levels which rollout is ahead, and along which factors that turns."""
    table, response = found.table, found.response
    above, below = table["low"] > 0, table["high"] < 0
    said = [
        f"{response.event(side)} at {mask.sum()} of {len(table)} levels of factors, clearly and on "
        "average over all else."
        for side, mask in zip(get_args(Side), (above, below), strict=True)
        if mask.any()
    ]
    turns = [
        name
        for name, rows in table.groupby("factor", sort=False)
        if above[rows.index].any() and below[rows.index].any()
    ]
    if turns:
        said.append(f"Which of the two it is turns with {_listed(turns)}.")
    return said or [f"At no level is there a clear difference of the {response.title}."]


@statements.register
def _(found: RegimeMap) -> list[str]:
    cells, event = found.cells, found.event
    sure, never = int((cells["low"] > 0.5).sum()), int((cells["high"] < 0.5).sum())
    tie = float(((found.low <= 0.5) & (found.high >= 0.5)).mean())
    wrong = int((~cells["agrees"]).sum())
    said = [
        f"In {_percent(found.overall)} of all futures here, {event}.",
        f"Surely more often than not in {sure} of {len(cells)} cells of the map, surely less often in "
        f"{never}; on {_percent(tie)} of the map's area the fit leaves it open.",
    ]
    expected = f"about {0.05 * len(cells):.0f} would by chance"
    if wrong > max(1.0, 0.1 * len(cells)):
        said.append(
            f"The fitted surface misses {wrong} of {len(cells)} cells ({expected}): "
            "believe the numbers in the cells rather than the boundary."
        )
    return said


@statements.register
def _(found: Discovery) -> list[str]:
    response, tried = found.response, found.summary.iloc[1]
    event = response.event(found.side, found.than)
    base = f"{_percent(tried['overall'])} overall"
    if not found.box.restrictions:
        return [
            f"No rule says when {event}: nothing that was varied tells it. It does so at {base}."
        ]
    rule = found.box.said(response.units)
    share = f"{_percent(tried['density'])} ({_interval(tried['low'], tried['high'])})"
    if not found.holds:
        return [
            f"No rule holds. The best one, that {event} where {rule}, does no better than chance on "
            f"points that it was not found with: {share} there, {base}."
        ]
    return [
        f"Where {rule}, {event} in {share} of futures, against {base}. "
        f"That is where {_percent(tried['coverage'])} of all such futures lie.",
        f"The rule was found on {found.summary.iloc[0]['points']} points; "
        f"these numbers are from {tried['points']} others.",
    ]


def _luck(luck: VarianceShares, response: Response, held_in: str) -> list[str]:
    """How much is luck, or that nobody can tell, and what holds it then."""
    if np.isnan(luck.rest):
        return [f"With one seed a point, luck cannot be told from interplay; {held_in} both."]
    seeds = int(response.values.notna().sum(axis=1).max())
    return [
        f"Of the variance of single runs {_percent(luck.share)} is luck; of that of averages over "
        f"{seeds} seeds {_percent(luck.share_left)} still is."
    ]


def _left_out(count: int, of: str) -> list[str]:
    return (
        [f"Left out, since some of their points have no response: {count} {of}."] if count else []
    )


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
