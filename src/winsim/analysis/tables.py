"""Analyses as tables: `tidy_table` in numbers for tools, `display_table` in the units that people read."""

from __future__ import annotations

from collections.abc import Mapping
from functools import singledispatch
from typing import Any

import pandas as pd

from winsim.analysis.differences import Differences
from winsim.analysis.discovery import Discovery
from winsim.analysis.morris import ElementaryEffects
from winsim.analysis.regimes import RegimeMap
from winsim.analysis.response import Response, named
from winsim.analysis.sobol import SobolIndices
from winsim.analysis.tornado import Tornado
from winsim.words import written


def tidy_table(found: Any) -> pd.DataFrame:
    """The table of an analysis, in numbers and in the units in which tables are stored."""
    match found:
        case SobolIndices(indices=table) | ElementaryEffects(effects=table):
            return table
        case Tornado(swings=table) | Differences(table=table):
            return table
        case RegimeMap():
            return _named_by_axes(found)
        case Discovery():
            rule = found.box.said(found.response.units)
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
def display_table(found: Any) -> list[dict[str, Any]]:
    """The table of an analysis for people: text in every cell, units in the headings."""
    raise TypeError(f"there is no table of {type(found).__name__}")


@display_table.register
def _(found: SobolIndices) -> list[dict[str, Any]]:
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


@display_table.register
def _(found: ElementaryEffects) -> list[dict[str, Any]]:
    rows = []
    for row in found.effects.to_dict("records"):
        amounts = [row[name] for name in ("mu_star", "low", "high", "mu", "sigma", "noise")]
        mu_star, low, high, mu, sigma, luck = found.response.outcome.unit.differences(*amounts)
        rows.append(
            {"factor": row["factor"], f"effect either way{_in(found.response)}": mu_star}
            | {"95 % interval": f"{low} to {high}", "on average": mu, "spread": sigma}
            | {
                "luck alone": luck,
                "verdict": "matters" if row["significant"] else "not told from luck",
            }
        )
    return rows


@display_table.register
def _(found: Tornado) -> list[dict[str, Any]]:
    return [
        {"factor": row["factor"], "from": named(row["middle"]), "to": named(row["value"])}
        | _change(found.response, row, "change")
        | {"pairs": row["pairs"]}
        for row in found.swings.to_dict("records")
    ]


@display_table.register
def _(found: Differences) -> list[dict[str, Any]]:
    return [
        {"factor": row["factor"], "level": row["level"], "less": row["against"]}
        | _change(found.response, row, "difference")
        | {name: row[name] for name in ("cases", "higher", "equal", "lower")}
        | {"verdict": "clear" if row["significant"] else "no clear difference"}
        for row in found.table.to_dict("records")
    ]


def _change(response: Response, row: Mapping[Any, Any], name: str) -> dict[str, Any]:
    mean, low, high = response.outcome.unit.differences(row[name], row["low"], row["high"])
    return {f"{name}{_in(response)}": mean, "95 % interval": f"{low} to {high}"}


@display_table.register
def _(found: RegimeMap) -> list[dict[str, Any]]:
    return [
        {
            found.response.axis(found.across): _span(row["x_from"], row["x_to"]),
            found.response.axis(found.up): _span(row["y_from"], row["y_to"]),
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


@display_table.register
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


def _in(response: Response) -> str:
    return f" ({response.measured_in})" if response.measured_in else ""


def _span(low: float, high: float) -> str:
    return f"{named(low)} to {named(high)}"


def _percent(share: float) -> str:
    return written(100 * share, 0) if share == share else "–"


def _percents(low: float, high: float) -> str:
    return f"{_percent(low)} to {_percent(high)}"
