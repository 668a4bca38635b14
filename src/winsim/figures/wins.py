"""Wins and setbacks by week, and beneath the adoption that they carry."""

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter

from winsim.figures.curves import adoption, names_of, week_axis
from winsim.figures.style import GREY, by_rollout, figure_of, palette, paper, styled, without_legend

FILLED = 3
"""Up to so many rollouts have the area under their line filled; more would hide one another."""


@styled
def wins(weeks: pd.DataFrame, ax: Axes | None = None) -> Axes:
    """Wins up and setbacks down, each a mean over the runs, by week and rollout.

    Args:
        weeks: the table of weeks: `rollout`, `week`, and `wins` and `setbacks` (number in that week).
        ax: axes to draw on; None makes a new figure.

    Returns:
        The axes, with a legend. With more than `FILLED` rollouts only outlines are drawn.
    """
    import seaborn as sns

    ax = ax or paper(size=(10, 4))[0]
    mean = weeks.groupby(["rollout", "week"], sort=False)[["wins", "setbacks"]].mean()
    names = names_of(weeks)
    dashes, filled = by_rollout(names)["dashes"], len(names) <= FILLED
    week_axis(ax, weeks)
    ax.set_ylabel("number a week")
    for name, colour in palette(names).items():
        part = mean.loc[name].reset_index()
        for height, label in ((part["wins"], name), (-part["setbacks"], None)):
            sns.histplot(
                part, x="week", weights=height, discrete=True, element="step", lw=2, color=colour,
                ls=(0, dashes[name] or None), fill=filled, alpha=0.25 if filled else 1, label=label, ax=ax,
            )  # fmt: skip
    ax.axhline(0, color=GREY, lw=1)
    ax.yaxis.set_major_formatter(FuncFormatter(lambda height, _: f"{abs(height):g}"))
    ax.set_title("Wins (up) and setbacks (down) a week: mean of the runs")
    ax.legend(loc="upper right", ncols=3)
    return ax


@styled
def adoption_and_wins(weeks: pd.DataFrame, runs: pd.DataFrame | None = None) -> list[Axes]:
    """Adoption above the wins and setbacks of the same weeks.

    Args:
        weeks: the table of weeks: `rollout`, `seed`, `week`, `adopted` (share from 0 to 1), `wins` and
            `setbacks` (number in that week).
        runs: the table of runs, by which labels say how often a rollout was stopped.

    Returns:
        The two axes of a new figure, adoption first.
    """
    axes = paper(2, 1, (10, 9), sharex=True, height_ratios=(5, 3))
    adoption(weeks, runs, axes[0])
    axes[0].set_xlabel("")
    wins(weeks, axes[1])
    without_legend(axes[1])
    figure_of(axes[0]).align_ylabels(axes)
    return axes
