"""Wins and setbacks by week, and above them the adoption that they carry."""

from collections.abc import Sequence

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter, MaxNLocator

from winsim.figures.curves import adoption, names_of, week_axis
from winsim.figures.labels import LEADER, SIZE
from winsim.figures.panels import instead, left_out
from winsim.figures.style import GREY, figure_of, ink, palette, paper, styled

TITLE = "Wins (up) and setbacks (down): mean of the runs"
NONE = "There are no wins and no setbacks in any run."
HEIGHT, STRIP = 5.6, 1.0
"""Height of adoption and of a rollout's strip of wins beneath it, in inches."""


@styled
def wins(weeks: pd.DataFrame, axes: Sequence[Axes] | None = None) -> list[Axes]:
    """Wins up and setbacks down, each a mean over the runs, by week; a strip a rollout.

    Args:
        weeks: the table of weeks: `rollout`, `week`, and `wins` and `setbacks` (number in that week).
        axes: axes to draw on, one for each rollout of `eventful`; None makes a new figure.

    Returns:
        The axes, all on one scale; the title over the first names the rollouts that have no strip.
    """
    look, shown = palette(names_of(weeks)), eventful(weeks)
    if not shown:
        return instead(TITLE, NONE)
    axes = axes or paper(len(shown), 1, (10, 1 + 1.4 * STRIP * len(shown)), sharex=True)
    mean = weeks.groupby(["rollout", "week"], sort=False)[["wins", "setbacks"]].mean()
    deep, high = float(mean["setbacks"].max()), float(mean["wins"].max())
    for name, ax in zip(shown, axes, strict=True):
        week_axis(ax, weeks)
        _strip(ax, mean.loc[[name]].droplevel("rollout"), look[name])
        _beside(ax, name, look[name])
        ax.set_ylim(-1.1 * deep, 1.1 * high)
        ax.label_outer()
    rest = left_out("None in", [name for name in look if name not in shown])
    axes[0].set_title("\n".join(line for line in (TITLE, rest) if line))
    return list(axes)


def eventful(weeks: pd.DataFrame) -> list[str]:
    """The rollouts that have a win or a setback in some run, in their order.

    Args:
        weeks: the table of weeks: `rollout`, `wins` and `setbacks`.
    """
    most = weeks.groupby("rollout", sort=False)[["wins", "setbacks"]].max().max(axis=1)
    return [str(name) for name in most.index[most > 0]]


def _strip(ax: Axes, mean: pd.DataFrame, colour: str) -> None:
    """One rollout's wins above and setbacks below zero."""
    for height in (mean["wins"], -mean["setbacks"]):
        ax.fill_between(height.index, height, step="mid", lw=0, alpha=0.35, color=colour)
        ax.step(height.index, height, where="mid", lw=1.5, color=colour)
    ax.axhline(0, color=GREY, lw=1)
    ax.yaxis.set_major_locator(MaxNLocator(nbins=3, integer=True))
    ax.yaxis.set_major_formatter(FuncFormatter(lambda height, _: f"{abs(height):g}"))
    ax.set_ylabel("a week")


def _beside(ax: Axes, name: str, colour: str) -> None:
    """The rollout's name to the right of its strip, beneath the labels of the curves."""
    ax.annotate(
        name,
        (1, 0.5),
        xytext=(LEADER + 4, 0),
        xycoords="axes fraction",
        textcoords="offset points",
        color=ink(colour),
        size=SIZE,
        va="center",
        fontweight="bold",
        annotation_clip=False,
    )


@styled
def adoption_and_wins(weeks: pd.DataFrame, runs: pd.DataFrame | None = None) -> list[Axes]:
    """Adoption above the wins and setbacks of the same weeks.

    Args:
        weeks: the table of weeks: `rollout`, `seed`, `week`, `adopted` (share from 0 to 1), `wins` and
            `setbacks` (number in that week).
        runs: the table of runs, by which labels say how often a rollout was stopped.

    Returns:
        The axes of a new figure, adoption first, then a strip for each rollout of `eventful`.
    """
    strips = len(eventful(weeks))
    heights = [HEIGHT, *[STRIP] * strips]
    axes = paper(1 + strips, 1, (10, 1 + sum(heights)), sharex=True, height_ratios=heights)
    adoption(weeks, runs, axes[0])
    if strips:
        axes[0].set_xlabel("")
        wins(weeks, axes[1:])
        figure_of(axes[0]).align_ylabels(axes)
    else:
        axes[0].set_title(f"{axes[0].get_title(loc='left')}\n{NONE}")
    return axes
