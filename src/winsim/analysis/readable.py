"""Analyses as tables: `tidy` in numbers for tools, `readable` in the units that people read."""

from __future__ import annotations

from collections.abc import Mapping
from functools import singledispatch
from typing import Any

import pandas as pd

from winsim.analysis.differences import Differences
from winsim.analysis.discovery import Discovery
from winsim.analysis.morris import Morris
from winsim.analysis.regimes import RegimeMap
from winsim.analysis.response import Reading, named
from winsim.analysis.sobol import Sobol
from winsim.analysis.tornado import Tornado
from winsim.words import written


def tidy(found: Any) -> pd.DataFrame:
    """The table of an analysis, in numbers and in the units in which tables are stored."""
    match found:
        case Sobol(indices=table) | Morris(effects=table):
            return table
        case Tornado(swings=table) | Differences(table=table):
            return table
        case RegimeMap():
            return _named_by_axes(found)
        case Discovery():
            rule = found.box.said(found.reading.units)
            return found.summary.assign(rule=rule, holds=found.holds)
    raise TypeError(f"there is no table of {type(found).__name__}")


def _named_by_axes(found: RegimeMap) -> pd.DataFrame:
    axes = {"x": found.across, "y": found.up}
    return found.cells.rename(
        columns={
            f"{side}{end}": f"{name}{end}"
            for side, name in axes.items()
            for end in ("", "_from", "_to")
        }
    )


@singledispatch
def readable(found: Any) -> list[dict[str, Any]]:
    """The table of an analysis for people: text in every cell, units in the headings."""
    raise TypeError(f"there is no table of {type(found).__name__}")


@readable.register
def _(found: Sobol) -> list[dict[str, Any]]:
    return [
        {
            "factor": row["factor"],
            "with all others (%)": _percent(row["total"]),
            "95 % interval": _percents(row["total_low"], row["total_high"]),
            "on its own (%)": _percent(row["first"]),
            "its 95 % interval": _percents(row["first_low"], row["first_high"]),
        }
        for row in found.indices.to_dict("records")
    ]


@readable.register
def _(found: Morris) -> list[dict[str, Any]]:
    rows = []
    for row in found.effects.to_dict("records"):
        amounts = [row[name] for name in ("mu_star", "low", "high", "mu", "sigma", "luck")]
        mu_star, low, high, mu, sigma, luck = found.reading.outcome.unit.differences(*amounts)
        rows.append(
            {"factor": row["factor"], f"effect either way{_in(found.reading)}": mu_star}
            | {"95 % interval": f"{low} to {high}", "on average": mu, "spread": sigma}
            | {"luck alone": luck, "verdict": "matters" if row["tells"] else "not told from luck"}
        )
    return rows


@readable.register
def _(found: Tornado) -> list[dict[str, Any]]:
    return [
        {"factor": row["factor"], "from": named(row["middle"]), "to": named(row["value"])}
        | _change(found.reading, row, "change")
        | {"pairs": row["pairs"]}
        for row in found.swings.to_dict("records")
    ]


@readable.register
def _(found: Differences) -> list[dict[str, Any]]:
    return [
        {"factor": row["factor"], "level": row["level"], "less": row["against"]}
        | _change(found.reading, row, "difference")
        | {name: row[name] for name in ("cases", "higher", "equal", "lower")}
        | {"verdict": "clear" if row["clear"] else "no clear difference"}
        for row in found.table.to_dict("records")
    ]


def _change(reading: Reading, row: Mapping[Any, Any], name: str) -> dict[str, Any]:
    mean, low, high = reading.outcome.unit.differences(row[name], row["low"], row["high"])
    return {f"{name}{_in(reading)}": mean, "95 % interval": f"{low} to {high}"}


@readable.register
def _(found: RegimeMap) -> list[dict[str, Any]]:
    return [
        {
            found.reading.axis(found.across): _span(row["x_from"], row["x_to"]),
            found.reading.axis(found.up): _span(row["y_from"], row["y_to"]),
            "cases": row["cases"],
            "share (%)": _percent(row["share"]),
            "95 % interval": _percents(row["low"], row["high"]),
            "fitted (%)": _percent(row["fitted"]),
            "verdict": _verdict(row),
        }
        for row in found.cells.to_dict("records")
    ]


def _verdict(row: Mapping[Any, Any]) -> str:
    if row["low"] > 0.5:
        return "mostly"
    return "seldom" if row["high"] < 0.5 else "open"


@readable.register
def _(found: Discovery) -> list[dict[str, Any]]:
    return [
        {
            "points": f"{row['points']} {'held out' if row['held_out'] else 'that found it'}",
            "overall (%)": _percent(row["overall"]),
            "inside": row["inside"],
            "density (%)": _percent(row["density"]),
            "95 % interval": _percents(row["low"], row["high"]),
            "coverage (%)": _percent(row["coverage"]),
        }
        for row in found.summary.to_dict("records")
    ]


def _in(reading: Reading) -> str:
    return f" ({reading.measured_in})" if reading.measured_in else ""


def _span(low: float, high: float) -> str:
    return f"{named(low)} to {named(high)}"


def _percent(share: float) -> str:
    return written(100 * share, 0) if share == share else "–"


def _percents(low: float, high: float) -> str:
    return f"{_percent(low)} to {_percent(high)}"
