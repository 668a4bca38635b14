"""Teams by weeks: where the new way of working takes hold, and when.

Takes the table of teams (`Runs.teams`), which holds means over the runs of each rollout.
"""

import re

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.backend_bases import FigureCanvasBase
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.ticker import PercentFormatter, ScalarFormatter

from winsim.figures.curves import names_of, week_axis
from winsim.figures.panels import (
    NOTHING,
    heading,
    instead,
    leads,
    left_out,
    named,
    panels,
    rows_and_columns,
)
from winsim.figures.style import SEQUENTIAL, figure_of, palette, paper, styled

NAMED = 45
"""Up to so many teams are named; more are only counted."""


@styled
def team_heatmap(teams: pd.DataFrame, runs: int = 0) -> list[Axes]:
    """Mean share of each team's people who work the new way, teams by weeks, a panel a rollout.

    Teams stand in the order of their names in every figure, so that studies can be laid side by side.

    Args:
        teams: the table of teams, a row per rollout, team and week: `rollout`, `team`, `week` (weeks
            since the start) and `adopted` (share from 0 to 1).
        runs: the number of runs that the means are over, for the title; up to 1 leaves it out.

    Returns:
        The axes of a new figure, one for each rollout in which somebody works the new way. More than
        `NAMED` teams carry no names.
    """
    look, order = palette(names_of(teams)), team_order(teams)
    title = "Adoption by team" + (f": mean of {runs} runs" if runs > 1 else "")
    most = teams.groupby("rollout", sort=False)["adopted"].max()
    shown = [name for name in look if most[name] >= NOTHING]
    if not shown:
        return instead(title, "Nobody works the new way in any run.")
    axes = panels(shown, (4.2, _height(len(order), len(shown))), sharey=True)
    for name, ax in axes.items():
        _drawn(teams[teams["rollout"] == name], order, ax)
        named(ax, name, look[name])
        _team_axis(ax, order)
    _key(list(axes.values()))
    none = left_out("Nobody works the new way in", [name for name in look if name not in shown])
    heading(axes[shown[0]], title, none)
    return list(axes.values())


def _height(teams: int, count: int) -> float:
    """The height of a panel, in inches: a row for each team's name, if there are not too many."""
    alone = rows_and_columns(count)[0] == 1
    return 1.2 + 0.21 * max(12, teams) if teams <= NAMED else 7.0 if alone else 4.5


def _drawn(teams: pd.DataFrame, order: list[str], ax: Axes) -> None:
    """A panel on paper that seaborn does not draw just to see whether labels overlap."""
    figure = figure_of(ax)
    FigureCanvasBase(figure)
    panel(teams, order, ax)
    FigureCanvasAgg(figure)


def team_order(teams: pd.DataFrame) -> list[str]:
    """The names of the teams, in the order of their letters and numbers: team 9 before team 10.

    Args:
        teams: a table with a column `team`.

    >>> team_order(pd.DataFrame({"team": ["team 10", "team 9", "Sales", "team 10"]}))
    ['Sales', 'team 9', 'team 10']
    """
    return sorted(teams["team"].unique(), key=_by_number)


def _by_number(name: str) -> list[tuple[int, int, str]]:
    """A key by which numbers within names are sorted as numbers."""
    parts = re.findall(r"[0-9]+|[^0-9]+", str(name))
    return [(0, int(part), "") if part.isdecimal() else (1, 0, part.casefold()) for part in parts]


def _key(axes: list[Axes]) -> None:
    figure_of(axes[0]).colorbar(
        axes[0].collections[0],
        ax=axes,
        label="people working the new way (%)",
        format=PercentFormatter(1.0, decimals=0, symbol=""),
        pad=0.02,
    )


@styled
def panel(teams: pd.DataFrame, order: list[str], ax: Axes | None = None) -> Axes:
    """The teams of one rollout in a given order from the top, by week.

    Args:
        teams: rows of one rollout, one per team and week: `team`, `week` and `adopted` (share from 0
            to 1).
        order: names of the teams.
        ax: axes to draw on; None makes a new figure.

    Returns:
        The axes, without names of teams and without a key to the colours.
    """
    import seaborn as sns

    ax = ax or paper()[0]
    wide = teams.pivot(index="team", columns="week", values="adopted").reindex(order)
    sns.heatmap(
        wide, vmin=0, vmax=1, cmap=SEQUENTIAL, cbar=False, xticklabels=False, yticklabels=False,
        rasterized=True, ax=ax,
    )  # fmt: skip
    ax.xaxis.set_major_formatter(ScalarFormatter())
    week_axis(ax, teams)
    ax.set_ylabel("")
    return ax


def _team_axis(ax: Axes, order: list[str]) -> None:
    """Names at the panels of the first column, and how many teams there are."""
    first, named = leads(ax), len(order) <= NAMED
    ax.set_yticks(np.arange(len(order)) + 0.5 if named else [], labels=order if named else [])
    ax.tick_params(axis="y", labelsize=11, length=0, labelleft=first)
    ax.set_ylabel(f"{len(order)} teams" if first else "")
