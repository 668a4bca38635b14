"""Curves by week: the median of the runs, the band in which most lie, and a few runs."""

from math import ceil
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator, PercentFormatter

from winsim.figures.labels import label_ends
from winsim.figures.style import BAND, BUNDLE, EDGE, looks, paper, styled

LOW, MEDIAN, HIGH = 0.05, 0.5, 0.95
QUANTILES = np.array([LOW, MEDIAN, HIGH])
HALF = 0.5
"""Levels that all stay below this are drawn on an axis that ends above them, not at 1."""
BUNDLED = 60
"""At most so many single runs are drawn behind the curves of a figure, half of them behind one."""


def names_of(table: pd.DataFrame) -> list[str]:
    """The rollouts of a table, in its order."""
    return list(table["rollout"].unique())


def week_axis(ax: Axes, weeks: pd.DataFrame) -> None:
    """The axis of time, from the start to the last week."""
    ax.set_xlim(0, max(1, int(weeks["week"].max())))
    ax.xaxis.set_major_locator(MaxNLocator(nbins=8, integer=True, steps=[1, 2, 4, 5, 10]))
    ax.set_xlabel("weeks since the start")


def stopped_notes(runs: pd.DataFrame | None) -> dict[str, str]:
    """By rollout, in how many runs it was stopped, as a second row for its label."""
    if runs is None:
        return {}
    by_rollout = runs.groupby("rollout", sort=False)["cancelled"]
    return {
        str(name): f"\nstopped in {int(stopped.sum())} of {stopped.size}"
        for name, stopped in by_rollout
        if stopped.any()
    }


@styled
def curves(
    weeks: pd.DataFrame,
    column: str,
    ax: Axes | None = None,
    *,
    runs: pd.DataFrame | None = None,
    bundle: int = 0,
    top: float = 1.0,
) -> Axes:
    """A column of the table of weeks that lies in [0, 1], by rollout: median, 5–95 % band, bundle.

    With the table of runs, the labels say how often a rollout was stopped before the end. The axis
    reaches from 0 to `top`.
    """
    ax = ax or paper()[0]
    look, notes = looks(names_of(weeks)), stopped_notes(runs)
    ends: dict[str, float] = {}
    for name, part in weeks.groupby("rollout", sort=False):
        _bundle(ax, part, column, bundle, look[str(name)]["color"])
        ends[str(name)] = _curve(ax, part, column, look[str(name)])
    week_axis(ax, weeks)
    ax.set_ylim(0, 1.01 * top)
    labels = {name: name + notes.get(name, "") for name in ends}
    colours = {labels[name]: look[name]["color"] for name in ends}
    label_ends(ax, {labels[name]: end for name, end in ends.items()}, colours)
    return ax


def _curve(ax: Axes, part: pd.DataFrame, column: str, look: dict[str, Any]) -> float:
    """Draw the median and its band, and say where the median ends."""
    bands = part.groupby("week")[column].quantile(QUANTILES).unstack()
    colour = look["color"]
    ax.fill_between(bands.index, bands[LOW], bands[HIGH], lw=0, alpha=BAND, color=colour)
    if part["seed"].nunique() > 1:
        ax.plot(bands.index, bands[[LOW, HIGH]].to_numpy(), color=colour, lw=1.2, alpha=EDGE)
    ax.plot(bands.index, bands[MEDIAN], **look)
    return float(bands[MEDIAN].iloc[-1])


def _bundle(ax: Axes, part: pd.DataFrame, column: str, most: int, colour: str) -> None:
    """The first few seeds as faint lines behind the median."""
    if most:
        seeds = np.sort(part["seed"].unique())[:most]
        wide = part[part["seed"].isin(seeds)].pivot(index="week", columns="seed", values=column)
        ax.plot(wide.index, wide.to_numpy(), color=colour, alpha=BUNDLE, lw=1, zorder=1)


@styled
def adoption(weeks: pd.DataFrame, runs: pd.DataFrame | None = None, ax: Axes | None = None) -> Axes:
    """People who work the new way, by week and rollout."""
    ax = curves(weeks, "adopted", ax, runs=runs, bundle=BUNDLED // max(2, len(names_of(weeks))))
    ax.yaxis.set_major_formatter(PercentFormatter(1.0, decimals=0, symbol=""))
    ax.set_ylabel("people working the new way (%)")
    ax.set_title(f"Adoption: {spread(weeks)}")
    return ax


def spread(weeks: pd.DataFrame) -> str:
    """What the lines and bands of a figure stand for."""
    count = weeks["seed"].nunique()
    return f"median of {count} runs, band 5–95 %" if count > 1 else "one run"


LEVELS = {
    "trust": "mean trust in leadership",
    "belief": "mean belief that it works here",
    "fatigue": "mean fatigue",
    "support": "the sponsor's support",
}
"""What the columns of a level from 0 to 1 mean."""


@styled
def level(weeks: pd.DataFrame, column: str, ax: Axes | None = None) -> Axes:
    """A level from 0 to 1, such as trust, by week and rollout; low levels are drawn larger."""
    top = min(1.0, max(0.2, ceil(10 * weeks[column].max()) / 10))
    ax = curves(weeks, column, ax, top=top if top <= HALF else 1.0)
    ax.set_ylabel("level (0 to 1)")
    ax.set_title(LEVELS[column].removeprefix("the ").capitalize())
    return ax


@styled
def trust_and_belief(weeks: pd.DataFrame) -> list[Axes]:
    """Trust in leadership above belief that it works here, by week and rollout."""
    return _levels(weeks, ("trust", "belief"))


@styled
def fatigue_and_support(weeks: pd.DataFrame) -> list[Axes]:
    """People's fatigue above the sponsor's support, by week and rollout."""
    return _levels(weeks, ("fatigue", "support"))


def _levels(weeks: pd.DataFrame, columns: tuple[str, ...]) -> list[Axes]:
    axes = paper(len(columns), 1, (10, 4 * len(columns)), sharex=True)
    for column, ax in zip(columns, axes, strict=True):
        level(weeks, column, ax)
        ax.label_outer()
    axes[0].set_title(f"{axes[0].get_title(loc='left')}: {spread(weeks)}")
    return axes
