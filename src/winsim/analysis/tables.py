"""Results of analyses as tables: tidy ones in numbers, display tables in the units that people read."""

from __future__ import annotations

from collections.abc import Mapping
from functools import singledispatch
from typing import Any

import pandas as pd

from winsim.analysis.differences import Differences
from winsim.analysis.discovery import Discovery
from winsim.analysis.morris import ElementaryEffects, two_words
from winsim.analysis.regimes import RegimeMap
from winsim.analysis.response import Response, named
from winsim.analysis.sobol import SobolIndices
from winsim.analysis.tornado import Tornado
from winsim.words import written


def tidy_table(result: object) -> pd.DataFrame:
    """The result of an analysis as one table of numbers, in the units in which tables are stored.

    Args:
        result: what a function of `winsim.analysis.analyse.ANALYSES` made.

    Returns:
        The table that the result's class describes; of a map the cells, their columns named by the
        factors, of a rule its summary with the rule in words. `winsim.analysis.columns` has the units.

    Raises:
        TypeError: for anything but the result of an analysis.

    Example:
        >>> import pandas as pd
        >>> from winsim.analysis.response import Response
        >>> from winsim.analysis.tornado import tornado
        >>> points = pd.DataFrame({"a": [1, 0, 2, 1], "b": [5, 5, 5, 9]})
        >>> values = pd.DataFrame([[10.0, 12.0], [8.0, 10.0], [15.0, 17.0], [10.0, 12.0]])
        >>> tidy_table(tornado(Response(points, values)))["change"].tolist()
        [-2.0, 5.0, 0.0]
    """
    match result:
        case SobolIndices(indices=table) | ElementaryEffects(effects=table):
            return table
        case Tornado(swings=table) | Differences(table=table):
            return table
        case RegimeMap():
            return _named_by_axes(result)
        case Discovery():
            rule = result.box.in_words(result.response.units)
            return result.summary.assign(rule=rule, holds=result.holds)
    raise TypeError(f"there is no table of {type(result).__name__}")


def _named_by_axes(result: RegimeMap) -> pd.DataFrame:
    axes = {"x": result.across, "y": result.up}
    return result.cells.rename(
        columns={
            f"{side}{end}": f"{name}{end}"
            for side, name in axes.items()
            for end in ("", "_from", "_to")
        }
    )


@singledispatch
def display_table(result: object) -> list[dict[str, Any]]:
    """The result of an analysis for people: a row each, text in every cell, units in the headings.

    Args:
        result: what a function of `ANALYSES` made.

    Returns:
        Cells by heading, row by row; shares are in per cent, differences in the unit of
        `Response.measured_in` with two digits.

    Raises:
        TypeError: for anything but the result of an analysis.
    """
    raise TypeError(f"there is no table of {type(result).__name__}")


@display_table.register
def _(result: SobolIndices) -> list[dict[str, Any]]:
    return [
        {
            "factor": row["factor"],
            "with all others (%)": _percent(row["total"]),
            "95 % interval": _percents(row["total_low"], row["total_high"]),
            "on its own (%)": _percent(row["first"]),
            "its 95 % interval": _percents(row["first_low"], row["first_high"]),
        }
        for row in result.indices.to_dict("records")
    ]


@display_table.register
def _(result: ElementaryEffects) -> list[dict[str, Any]]:
    rows = []
    for row in result.effects.to_dict("records"):
        amounts = [row[name] for name in ("mu_star", "low", "high", "mu", "sigma", "noise")]
        mu_star, low, high, mu, sigma, noise = result.response.outcome.unit.differences(*amounts)
        rows.append(
            {"factor": row["factor"], f"effect either way{_in(result.response)}": mu_star}
            | {"95 % interval": f"{low} to {high}"}
            | {"as it rises": f"{mu}{_at(result, row['factor'])}", "spread": sigma}
            | {
                "chance alone": noise,
                "verdict": _significance(row["significant"]),
            }
        )
    return rows


def _at(result: ElementaryEffects, factor: str) -> str:
    """Of two words, the one that stands in for rising."""
    words = two_words(result.response.points[factor])
    return "" if words is None else f" at {words[1]}"


@display_table.register
def _(result: Tornado) -> list[dict[str, Any]]:
    return [
        {"factor": row["factor"], "from": named(row["middle"]), "to": named(row["value"])}
        | _change(result.response, row, "change")
        | {"pairs": row["pairs"]}
        for row in result.swings.to_dict("records")
    ]


@display_table.register
def _(result: Differences) -> list[dict[str, Any]]:
    return [
        {"factor": row["factor"], "level": row["level"], "less": row["against"]}
        | _change(result.response, row, "difference")
        | {name: row[name] for name in ("cases", "higher", "equal", "lower")}
        | {"verdict": _significance(row["significant"])}
        for row in result.table.to_dict("records")
    ]


def _significance(significant: bool) -> str:
    return "significant" if significant else "not significant"


def _change(response: Response, row: Mapping[Any, Any], name: str) -> dict[str, Any]:
    mean, low, high = response.outcome.unit.differences(row[name], row["low"], row["high"])
    return {f"{name}{_in(response)}": mean, "95 % interval": f"{low} to {high}"}


@display_table.register
def _(result: RegimeMap) -> list[dict[str, Any]]:
    return [
        {
            result.response.axis(result.across): _span(row["x_from"], row["x_to"]),
            result.response.axis(result.up): _span(row["y_from"], row["y_to"]),
            "cases": row["cases"],
            "share (%)": _percent(row["share"]),
            "95 % interval": _percents(row["low"], row["high"]),
            "fitted (%)": _percent(row["fitted"]),
            "verdict": _verdict(row),
        }
        for row in result.cells.to_dict("records")
    ]


def _verdict(row: Mapping[Any, Any]) -> str:
    if row["low"] > 0.5:
        return "mostly"
    return "seldom" if row["high"] < 0.5 else "open"


@display_table.register
def _(result: Discovery) -> list[dict[str, Any]]:
    return [
        {
            "points": f"{row['points']} {'held out' if row['held_out'] else 'that found it'}",
            "overall (%)": _percent(row["overall"]),
            "inside": row["inside"],
            "density (%)": _percent(row["density"]),
            "95 % interval": _percents(row["low"], row["high"]),
            "coverage (%)": _percent(row["coverage"]),
        }
        for row in result.summary.to_dict("records")
    ]


def _in(response: Response) -> str:
    return f" ({response.measured_in})" if response.measured_in else ""


def _span(low: float, high: float) -> str:
    return f"{named(low)} to {named(high)}"


def _percent(share: float) -> str:
    return written(100 * share, 0) if share == share else "–"


def _percents(low: float, high: float) -> str:
    return f"{_percent(low)} to {_percent(high)}"
