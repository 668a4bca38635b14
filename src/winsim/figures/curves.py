"""Curves by week: the median of the runs, the band in which most lie, and a few runs."""

from collections.abc import Mapping, Sequence
from math import ceil

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator, PercentFormatter

from winsim.figures.labels import label_ends
from winsim.figures.style import (
    BAND,
    BUNDLE,
    EDGE,
    by_rollout,
    colours_of,
    palette,
    paper,
    styled,
)

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

    Columns of `weeks`: `rollout`, `seed`, `week` (weeks since the start) and the one that is drawn.
    With the table of runs, the labels say how often a rollout was stopped before the end. The axis
    reaches from 0 to `top`.
    """
    import seaborn as sns

    ax, names = ax or paper()[0], names_of(weeks)
    bands = _bands(weeks, column)
    week_axis(ax, weeks)
    ax.set_ylabel(column)
    if bundle:
        _bundle(ax, weeks, column, bundle, names)
    _band(ax, bands, names, edged=weeks["seed"].nunique() > 1)
    sns.lineplot(bands, x="week", y=MEDIAN, estimator=None, ax=ax, **by_rollout(names))
    ax.set_ylim(0, 1.01 * top)
    _name_ends(ax, bands, names, stopped_notes(runs))
    return ax


def _bands(weeks: pd.DataFrame, column: str) -> pd.DataFrame:
    """The quantiles of a column by rollout and week, so that seaborn has none to work out."""
    by_week = weeks.groupby(["rollout", "week"], sort=False)[column]
    return by_week.quantile(QUANTILES).unstack().reset_index()


def _band(ax: Axes, bands: pd.DataFrame, names: Sequence[str], edged: bool) -> None:
    """Fill between the outer quantiles of each rollout, which seaborn would have to estimate."""
    import seaborn as sns

    for name, colour in palette(names).items():
        part = bands[bands["rollout"] == name]
        ax.fill_between(part["week"], part[LOW], part[HIGH], lw=0, alpha=BAND, color=colour)
    if edged:
        edges = bands.melt(["rollout", "week"], [LOW, HIGH], "quantile", "edge")
        sns.lineplot(
            edges, x="week", y="edge", units="quantile", estimator=None, lw=1.2, alpha=EDGE, ax=ax,
            **colours_of(names),
        )  # fmt: skip


def _bundle(ax: Axes, weeks: pd.DataFrame, column: str, most: int, names: Sequence[str]) -> None:
    """The first few seeds as faint lines behind the medians."""
    import seaborn as sns

    seeds = np.sort(weeks["seed"].unique())[:most]
    sns.lineplot(
        weeks[weeks["seed"].isin(seeds)], x="week", y=column, units="seed", estimator=None,
        lw=1, alpha=BUNDLE, zorder=1, ax=ax, **colours_of(names),
    )  # fmt: skip


def _name_ends(
    ax: Axes, bands: pd.DataFrame, names: Sequence[str], notes: Mapping[str, str]
) -> None:
    """Write each rollout's name, and what is noted of it, beside the end of its median."""
    ends = bands.groupby("rollout", sort=False)[MEDIAN].last()
    labels = {name: name + notes.get(name, "") for name in names}
    colours = {labels[name]: colour for name, colour in palette(names).items()}
    label_ends(ax, {labels[name]: float(ends[name]) for name in names}, colours)


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
