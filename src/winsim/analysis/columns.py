"""What the columns of the tables of analyses hold, with the units of the outcome that was analysed."""

from __future__ import annotations

from functools import singledispatch

from winsim.analysis.differences import Differences
from winsim.analysis.discovery import Discovery
from winsim.analysis.morris import ElementaryEffects
from winsim.analysis.regimes import RegimeMap
from winsim.analysis.response import Response
from winsim.analysis.sobol import SobolIndices
from winsim.analysis.tornado import Tornado
from winsim.runs.dictionary import Column, count, flag, interval, share, text

FACTOR = text("factor", "the factor")
VARIANCE = "share of the variance between points"
NUMBER = "number"
DIRECTED = "; of two words, of the second by the alphabet; empty for more words"


@singledispatch
def columns_of(result: object) -> tuple[Column, ...]:
    """The columns of `tidy_table` of a result, in their order.

    Raises:
        TypeError: for anything but the result of an analysis.
    """
    raise TypeError(f"there are no columns of {type(result).__name__}")


@columns_of.register
def _(_: SobolIndices) -> tuple[Column, ...]:
    return (
        FACTOR,
        Column("first", VARIANCE, NUMBER, "first-order index: what the factor does on its own"),
        *_resampled("first", "first-order index", VARIANCE),
        Column("total", VARIANCE, NUMBER, "total index: what it does together with all others"),
        *_resampled("total", "total index", VARIANCE),
    )


@columns_of.register
def _(result: ElementaryEffects) -> tuple[Column, ...]:
    unit = f"{_unit(result.response)} per whole range of the factor"
    low, high = _resampled("mu_star", "mean absolute effect", unit)
    return (
        FACTOR,
        Column("mu", unit, NUMBER, f"mean of the elementary effects{DIRECTED}"),
        Column("mu_star", unit, "at least 0", "mean of the absolute elementary effects"),
        low._replace(name="low"),
        high._replace(name="high"),
        Column(
            "sigma", unit, "at least 0", f"standard deviation of the elementary effects{DIRECTED}"
        ),
        Column("noise", unit, "at least 0", "mean absolute effect that chance alone would show"),
        flag("significant", "whether the interval lies above the noise"),
    )


@columns_of.register
def _(result: Tornado) -> tuple[Column, ...]:
    unit = _unit(result.response)
    return (
        FACTOR,
        Column("value", "unit of the factor", "number or name", "the value that it moves to"),
        Column("middle", "unit of the factor", "number or name", "its value in the middle"),
        Column("change", unit, NUMBER, "mean change of the response from the middle"),
        *interval("change", unit),
        count("pairs", "pairs", "pairs of runs with the same seed"),
    )


@columns_of.register
def _(result: Differences) -> tuple[Column, ...]:
    unit = _unit(result.response)
    ends = "of the level; empty for words"
    return (
        FACTOR,
        text("level", "the level of the factor"),
        Column("low_end", "unit of the factor", NUMBER, f"lower end {ends}"),
        Column("high_end", "unit of the factor", NUMBER, f"upper end {ends}"),
        text("against", "the rollout, or the level of the factor, that is subtracted"),
        Column("difference", unit, NUMBER, "mean paired difference"),
        *interval("difference", unit),
        count("cases", "cases", "points, or seeds where the points were chosen"),
        count("higher", "cases", "cases with a difference above zero"),
        count("equal", "cases", "cases without a difference"),
        count("lower", "cases", "cases with a difference below zero"),
        flag("significant", "whether the interval excludes zero"),
    )


@columns_of.register
def _(result: RegimeMap) -> tuple[Column, ...]:
    event = "points in which the event happens"
    x, y = (_axis(result.response, name) for name in (result.across, result.up))
    return (
        *(column for axis in (x, y) for column in axis[:2]),
        x[2],
        y[2],
        count("cases", "cases", "points in the cell, or seeds of its single point"),
        share("share", "share of cases", f"{event}: {result.event}"),
        *_wilson("share"),
        share("fitted", "share of cases", f"{event}, on the fitted surface"),
        flag("agrees", "whether the interval of the cell meets that of the surface"),
    )


@columns_of.register
def _(result: Discovery) -> tuple[Column, ...]:
    event = result.response.event(result.side, result.than)
    return (
        flag("held_out", "whether the rule was found on other points"),
        count("points", "points", "points of this half"),
        share("overall", "share of points", f"points in which the event happens: {event}"),
        count("inside", "points", "points at which the rule holds"),
        share("density", "share of points", "points inside in which the event happens"),
        *_wilson("density"),
        share("coverage", "share of events", "events that lie inside"),
        text("rule", "the rule; empty where none was found", "text"),
        flag("holds", "whether the density on the points held out exceeds chance"),
    )


def _axis(response: Response, factor: str) -> tuple[Column, Column, Column]:
    """The bounds of a cell along a factor, and the mean of its points."""
    unit = response.units.get(factor, "") or "unit of the factor"
    return (
        Column(f"{factor}_from", unit, NUMBER, f"lower bound of the cell along {factor}"),
        Column(f"{factor}_to", unit, NUMBER, f"upper bound of the cell along {factor}"),
        Column(factor, unit, NUMBER, f"mean {factor} of the points in the cell"),
    )


def _resampled(name: str, of: str, unit: str) -> tuple[Column, Column]:
    """The columns of an interval from resampling."""
    low, high = (
        Column(f"{name}_{end}", unit, NUMBER, f"{of}: {word} end of its 95 % interval (resampling)")
        for end, word in (("low", "lower"), ("high", "upper"))
    )
    return low, high


def _wilson(of: str) -> tuple[Column, Column]:
    """The columns of the interval of a share."""
    low, high = (
        share(end, "share of cases", f"{of}: {word} end of its 95 % interval (Wilson)")
        for end, word in (("low", "lower"), ("high", "upper"))
    )
    return low, high


def _unit(response: Response) -> str:
    return response.outcome.unit.stored
