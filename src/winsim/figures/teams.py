"""Teams by weeks: where the new way of working takes hold, and when.

Takes the table of teams (`Runs.teams`), which holds means over the runs of each rollout.
"""

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.backend_bases import FigureCanvasBase
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.ticker import PercentFormatter, ScalarFormatter

from winsim.figures.curves import names_of, week_axis
from winsim.figures.style import SEQUENTIAL, figure_of, palette, paper, styled

NAMED = 45
"""Up to so many teams are named; more are only counted."""


@styled
def team_heatmap(teams: pd.DataFrame, runs: int = 0) -> list[Axes]:
    """Mean share of each team's people who work the new way, teams by weeks, a panel a rollout.

    Teams keep one order in all panels: by adoption in the rollout that differs most between teams.

    Args:
        teams: the table of teams, a row per rollout, team and week: `rollout`, `team`, `week` (weeks
            since the start) and `adopted` (share from 0 to 1).
        runs: the number of runs that the means are over, for the title; up to 1 leaves it out.

    Returns:
        The axes of a new figure, one a rollout. More than `NAMED` teams carry no names.
    """
    names, (leading, order) = names_of(teams), team_order(teams)
    height = 2.2 + 0.22 * max(12, len(order)) if len(order) <= NAMED else 8.0
    width = 4.4 if len(names) <= 3 else 3.4
    axes = paper(1, len(names), (3.0 + width * len(names), height), sharey=True)
    figure = figure_of(axes[0])
    FigureCanvasBase(figure)  # else seaborn draws it once a panel, to see whether labels overlap
    for name, ax in zip(names, axes, strict=True):
        panel(teams[teams["rollout"] == name], order, ax)
        ax.tick_params(axis="y", length=0)
        ax.set_title(name, color=palette(names)[name], fontweight="bold")
    FigureCanvasAgg(figure)
    _team_axis(axes[0], leading, order)
    _key(axes)
    over = f": mean of {runs} runs" if runs > 1 else ""
    figure.suptitle(f"Adoption by team{over}", x=0.01, ha="left", fontsize=15)
    return axes


def team_order(teams: pd.DataFrame) -> tuple[str, list[str]]:
    """The rollout in which adoption differs most between teams, and its teams, most first.

    Args:
        teams: a row per rollout, team and week: `rollout`, `team` and `adopted`.

    Returns:
        The rollout's name, and the names of the teams by mean adoption over the weeks.
    """
    mean = teams.groupby(["rollout", "team"], sort=False)["adopted"].mean()
    leading = str(mean.groupby("rollout", sort=False).var(ddof=0).idxmax())
    return leading, list(mean[leading].sort_values(ascending=False, kind="stable").index)


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


def _team_axis(ax: Axes, leading: str, order: list[str]) -> None:
    named = len(order) <= NAMED
    ax.set_yticks(np.arange(len(order)) + 0.5 if named else [], labels=order if named else [])
    ax.tick_params(axis="y", labelsize=11)
    ax.set_ylabel(f"{len(order)} teams, most adoption in {leading} first")
