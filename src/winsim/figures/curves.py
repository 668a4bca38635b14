"""Curves by week: the median of the runs, the band in which most lie, and a few runs."""

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator, PercentFormatter

from winsim.figures.labels import label_ends
from winsim.figures.style import BAND, BUNDLE, looks, paper, styled

LOW, MEDIAN, HIGH = 0.05, 0.5, 0.95
QUANTILES = np.array([LOW, MEDIAN, HIGH])
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
) -> Axes:
    """A column of the table of weeks that lies in [0, 1], by rollout: median, 5–95 % band, bundle.

    With the table of runs, the labels say how often a rollout was stopped before the end.
    """
    ax = ax or paper()[0]
    look, notes, ends = looks(names_of(weeks)), stopped_notes(runs), {}
    for name, part in weeks.groupby("rollout", sort=False):
        bands = part.groupby("week")[column].quantile(QUANTILES).unstack()
        _bundle(ax, part, column, bundle, look[str(name)]["color"])
        ax.fill_between(
            bands.index, bands[LOW], bands[HIGH], lw=0, alpha=BAND, color=look[str(name)]["color"]
        )
        ax.plot(bands.index, bands[MEDIAN], **look[str(name)])
        ends[str(name)] = float(bands[MEDIAN].iloc[-1])
    week_axis(ax, weeks)
    ax.set_ylim(0, 1.01)
    label_ends(
        ax,
        {n + notes.get(n, ""): y for n, y in ends.items()},
        {n + notes.get(n, ""): look[n]["color"] for n in ends},
    )
    return ax


def _bundle(ax: Axes, part: pd.DataFrame, column: str, most: int, colour: str) -> None:
    """The first few seeds as faint lines behind the median."""
    seeds = np.sort(part["seed"].unique())[:most]
    wide = part[part["seed"].isin(seeds)].pivot(index="week", columns="seed", values=column)
    if most:
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
    """A level from 0 to 1, such as trust, by week and rollout."""
    ax = curves(weeks, column, ax)
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
