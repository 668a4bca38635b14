"""What an analysis says, in sentences that can be read aloud."""

from __future__ import annotations

from collections.abc import Iterable
from functools import singledispatch
from typing import Any, get_args

import numpy as np
import pandas as pd

from winsim.analysis.differences import Differences
from winsim.analysis.discovery import Discovery
from winsim.analysis.morris import Morris
from winsim.analysis.regimes import RegimeMap
from winsim.analysis.response import Reading, Side, named
from winsim.analysis.sobol import Sobol
from winsim.analysis.tornado import Tornado
from winsim.analysis.variance import Luck
from winsim.words import joined, written

FOREMOST = 5
"""So many factors are named at most."""
SLIGHT = 0.05
"""A factor whose total index is surely below this share could stand still."""


@singledispatch
def told(found: Any) -> list[str]:
    """What an analysis found, sentence by sentence."""
    raise TypeError(f"nothing is said of {type(found).__name__}")


@told.register
def _(found: Sobol) -> list[str]:
    table, reading = found.indices, found.reading
    there = table[table["total_low"] > 0].head(FOREMOST)
    named = "; ".join(
        f"{_word(row['factor'])} {_percent(row['total'])} "
        f"({_interval(row['total_low'], row['total_high'])}), {_percent(row['first'])} on its own"
        for _, row in there.iterrows()
    )
    said = [
        f"Of the variance of the {reading.title}, between points: {named}."
        if named
        else f"No factor clearly accounts for any variance of the {reading.title}."
    ]
    slight = table[table["total_high"] < SLIGHT]["factor"]
    if len(slight):
        said.append(f"Surely less than {_percent(SLIGHT)} each: {_listed(slight)}.")
    return [
        *said,
        *_luck(found.luck, reading, "total indices hold"),
        *_left_out(found.left_out, "blocks"),
    ]


@told.register
def _(found: Morris) -> list[str]:
    table, reading = found.effects, found.reading
    there = table[table["tells"]].head(FOREMOST)
    named = "; ".join(
        f"{_word(row['factor'])} {_amounts(reading, row['mu_star'], row['low'], row['high'])}"
        for _, row in there.iterrows()
    )
    unit = f" ({reading.measured_in})" if reading.measured_in else ""
    said = [
        f"What moves the {reading.title} most over its range, on average either way{unit}: {named}."
        if named
        else f"No factor moves the {reading.title} by more than luck does."
    ]
    silent = table[~table["tells"]]["factor"]
    if len(silent):
        said.append(f"Not to be told from luck, or from nothing: {_listed(silent)}.")
    return [
        *said,
        *_luck(found.luck, reading, "effects hold"),
        *_left_out(found.left_out, "trajectories"),
    ]


@told.register
def _(found: Tornado) -> list[str]:
    table, reading = found.swings, found.reading
    clear = table[(table["low"] > 0) | (table["high"] < 0)]
    silent = [name for name in table["factor"].unique() if name not in set(clear["factor"])]
    swings = [
        _changed(reading, row, row["change"], row["value"], row["middle"])
        for _, row in clear.head(FOREMOST).iterrows()
    ]
    said = _headed(reading, swings)
    if silent:
        said.append(f"No clear change of the {reading.title} at either end of {_listed(silent)}.")
    return said


def _headed(reading: Reading, said: list[str]) -> list[str]:
    """Sentences with what they are about before them; nothing, if there are none."""
    return [f"What becomes of the {reading.title}:", *said] if said else []


def _changed(reading: Reading, row: pd.Series, change: float, value: Any, other: Any) -> str:
    """What another value of a factor does, with its interval."""
    unit = f" {reading.measured_in}" if reading.measured_in else ""
    mean, low, high = reading.outcome.unit.differences(change, row["low"], row["high"])
    more = "+" if change > 0 else ""
    return (
        f"{_word(row['factor']).capitalize()} at {named(value)} in place of {named(other)}: "
        f"{more}{mean}{unit} (95 % interval {low} to {high})."
    )


@told.register
def _(found: Differences) -> list[str]:
    return _by_rollout(found) if found.reading.baseline else _by_level(found)


def _by_level(found: Differences) -> list[str]:
    """The largest clear difference between levels of each factor."""
    table, reading = found.table, found.reading
    clear = table[table["clear"]]
    widest = clear.loc[clear.groupby("factor", sort=False)["difference"].apply(_widest)]
    moves = [
        _changed(reading, row, row["difference"], row["level"], row["against"])
        for _, row in widest.head(FOREMOST).iterrows()
    ]
    said = _headed(reading, moves)
    silent = [name for name in table["factor"].unique() if name not in set(clear["factor"])]
    if silent:
        said.append(f"No clear difference between levels of {_listed(silent)}.")
    return said


def _widest(differences: pd.Series) -> Any:
    return differences.abs().idxmax()


def _by_rollout(found: Differences) -> list[str]:
    """At how many levels which rollout is ahead, and along which factors that turns."""
    table, reading = found.table, found.reading
    above, below = table["low"] > 0, table["high"] < 0
    said = [
        f"{reading.event(side)} at {mask.sum()} of {len(table)} levels of factors, clearly and on "
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
    return said or [f"At no level is there a clear difference of the {reading.title}."]


@told.register
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


@told.register
def _(found: Discovery) -> list[str]:
    reading, tried = found.reading, found.summary.iloc[1]
    event = reading.event(found.side, found.than)
    base = f"{_percent(tried['overall'])} overall"
    if not found.box.restrictions:
        return [
            f"No rule says when {event}: nothing that was varied tells it. It does so at {base}."
        ]
    rule = found.box.said(reading.units)
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


def _luck(luck: Luck, reading: Reading, held_in: str) -> list[str]:
    """How much is luck, or that nobody can tell, and what holds it then."""
    if np.isnan(luck.rest):
        return [f"With one seed a point, luck cannot be told from interplay; {held_in} both."]
    seeds = int(reading.values.notna().sum(axis=1).max())
    return [
        f"Of the variance of single runs {_percent(luck.share)} is luck; of that of averages over "
        f"{seeds} seeds {_percent(luck.share_left)} still is."
    ]


def _left_out(count: int, of: str) -> list[str]:
    return [f"Left out, since some of their points have no reading: {count} {of}."] if count else []


def _percent(share: float) -> str:
    return f"{written(100 * share, 0)} %"


def _interval(low: float, high: float) -> str:
    return f"95 % interval {_percent(low).removesuffix(' %')} to {_percent(high)}"


def _amounts(reading: Reading, mean: float, low: float, high: float) -> str:
    shown = reading.outcome.unit.differences(mean, low, high)
    return f"{shown[0]} ({shown[1]} to {shown[2]})"


def _word(name: Any) -> str:
    return str(name).replace("_", " ")


def _listed(names: Iterable[Any]) -> str:
    return joined([_word(name) for name in names])
