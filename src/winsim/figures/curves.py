"""Curves by week: the median of the runs, the band in which most lie, and a few runs.

All take the table of weeks (`Runs.weeks`), one row per rollout, seed and week. The other figures by
week take their axis of time and the names of rollouts from here.
"""

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
    FEW,
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
    """The rollouts of a table with a column `rollout`, in its order, each once."""
    return list(table["rollout"].unique())


def week_axis(ax: Axes, weeks: pd.DataFrame) -> None:
    """Let the axis across be time, from the start to the last week.

    Args:
        ax: the axes.
        weeks: a table with a column `week`, in weeks since the start.
    """
    ax.set_xlim(0, max(1, int(weeks["week"].max())))
    ax.xaxis.set_major_locator(MaxNLocator(nbins=8, integer=True, steps=[1, 2, 4, 5, 10]))
    ax.set_xlabel("weeks since the start")


def stopped_notes(runs: pd.DataFrame | None) -> dict[str, str]:
    """By rollout, in how many runs it was stopped, as a second row for its label.

    Args:
        runs: the table of runs, of which `rollout` and `cancelled` (yes or no) are read; None notes
            nothing.

    Returns:
        Rollouts that were stopped in some run, each with a text that begins with a line break.
    """
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
    banded: bool | None = None,
) -> Axes:
    """A column of the table of weeks that lies in [0, 1], by rollout: median, 5–95 % band, bundle.

    Args:
        weeks: a row per rollout, seed and week: `rollout`, `seed`, `week` (weeks since the start) and
            the column that is drawn.
        column: the name of that column.
        ax: axes to draw on; None makes a new figure.
        runs: the table of runs (`rollout`, `cancelled`); with it, the labels say how often a rollout
            was stopped before the end.
        bundle: how many single runs of each rollout are drawn faintly behind, those of the lowest seeds.
        top: where the axis up ends; it begins at 0.
        banded: whether bands and bundles are drawn; None draws those of up to `FEW` rollouts, as more
            would hide one another.

    Returns:
        The axes, labelled with the column's name and without a title.
    """
    import seaborn as sns

    ax, names = ax or paper()[0], names_of(weeks)
    bands = _bands(weeks, column)
    week_axis(ax, weeks)
    ax.set_ylabel(column)
    if banded or (banded is None and has_bands(weeks)):
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
    label_ends(ax, {name: float(ends[name]) for name in names}, names, notes)


@styled
def adoption(weeks: pd.DataFrame, runs: pd.DataFrame | None = None, ax: Axes | None = None) -> Axes:
    """People who work the new way, by week and rollout.

    Args:
        weeks: the table of weeks: `rollout`, `seed`, `week` and `adopted` (share from 0 to 1, drawn
            in per cent).
        runs: the table of runs, by which the labels say how often a rollout was stopped; None says
            nothing of it.
        ax: axes to draw on; None makes a new figure.

    Returns:
        The axes. Up to `BUNDLED` single runs lie behind the medians.
    """
    ax = curves(weeks, "adopted", ax, runs=runs, bundle=BUNDLED // max(2, len(names_of(weeks))))
    ax.yaxis.set_major_formatter(PercentFormatter(1.0, decimals=0, symbol=""))
    ax.set_ylabel("people working the new way (%)")
    ax.set_title(f"Adoption: {spread(weeks)}")
    return ax


def spread(weeks: pd.DataFrame, banded: bool | None = None) -> str:
    """What the lines and bands of a figure stand for, in words.

    Args:
        weeks: the table of weeks, by whose number of seeds it goes.
        banded: whether bands are drawn; None says what `curves` does by itself.
    """
    count = weeks["seed"].nunique()
    if count == 1:
        return "one run"
    band = ", band 5–95 %" if banded or (banded is None and has_bands(weeks)) else ""
    return f"median of {count} runs{band}"


def has_bands(weeks: pd.DataFrame) -> bool:
    """Whether bands are drawn together: those of up to `FEW` rollouts."""
    return weeks["rollout"].nunique() <= FEW


LEVELS = {
    "trust": "mean trust in leadership",
    "belief": "mean belief that it works here",
    "fatigue": "mean fatigue",
    "support": "the sponsor's support",
}
"""What the columns of a level from 0 to 1 mean."""


@styled
def level(weeks: pd.DataFrame, column: str, ax: Axes | None = None) -> Axes:
    """A level from 0 to 1, such as trust, by week and rollout; low levels are drawn larger.

    Where the highest value of any run is at most `HALF`, the axis ends at the next tenth above it.

    Args:
        weeks: the table of weeks: `rollout`, `seed`, `week` and the level.
        column: the level, a key of `LEVELS`.
        ax: axes to draw on; None makes a new figure.

    Returns:
        The axes.

    Raises:
        KeyError: for a column that is not among `LEVELS`.
    """
    top = min(1.0, max(0.2, ceil(10 * weeks[column].max()) / 10))
    ax = curves(weeks, column, ax, top=top if top <= HALF else 1.0)
    ax.set_ylabel("level (0 to 1)")
    ax.set_title(LEVELS[column].removeprefix("the ").capitalize())
    return ax


@styled
def trust_and_belief(weeks: pd.DataFrame) -> list[Axes]:
    """Trust in leadership above belief that it works here, by week and rollout.

    Args:
        weeks: the table of weeks: `rollout`, `seed`, `week`, and `trust` and `belief` (means over
            people, from 0 to 1).

    Returns:
        The two axes of a new figure, trust first.
    """
    return _levels(weeks, ("trust", "belief"))


@styled
def fatigue_and_support(weeks: pd.DataFrame) -> list[Axes]:
    """People's fatigue above the sponsor's support, by week and rollout.

    Args:
        weeks: the table of weeks: `rollout`, `seed`, `week`, and `fatigue` (mean over people) and
            `support`, both from 0 to 1.

    Returns:
        The two axes of a new figure, fatigue first.
    """
    return _levels(weeks, ("fatigue", "support"))


def _levels(weeks: pd.DataFrame, columns: tuple[str, ...]) -> list[Axes]:
    axes = paper(len(columns), 1, (10, 4 * len(columns)), sharex=True)
    for column, ax in zip(columns, axes, strict=True):
        level(weeks, column, ax)
        ax.label_outer()
    axes[0].set_title(f"{axes[0].get_title(loc='left')}: {spread(weeks)}")
    return axes
