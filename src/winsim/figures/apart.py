"""Many rollouts one by one, on axes of their own, as bands would hide one another on the same axes."""

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import PercentFormatter

from winsim.figures.curves import (
    BUNDLED,
    HIGH,
    LOW,
    MEDIAN,
    QUANTILES,
    names_of,
    spread,
    stopped_notes,
    week_axis,
)
from winsim.figures.panels import (
    NOTHING,
    heading,
    instead,
    label_each,
    leads,
    left_out,
    named,
    panels,
)
from winsim.figures.style import BAND, BUNDLE, EDGE, palette, styled

BEHIND = "#BBBBBB"
"""The colour of the other rollouts' lines, behind the one that a panel shows."""
GREY_SAID = "In grey: the other rollouts."
NOBODY = "Nobody works the new way"


@styled
def adoption_by_rollout(weeks: pd.DataFrame, runs: pd.DataFrame | None = None) -> list[Axes]:
    """Adoption with its band and single runs, a panel a rollout; the medians of the others in grey.

    Args:
        weeks: the table of weeks: `rollout`, `seed`, `week` and `adopted` (share from 0 to 1, drawn
            in per cent).
        runs: the table of runs, by which titles say how often a rollout was stopped; None says
            nothing of it.

    Returns:
        The axes of a new figure, in the order of the rollouts. One in which nobody works the new way has
        no panel, and the heading says so.
    """
    look, notes = palette(names_of(weeks)), stopped_notes(runs)
    most = weeks.groupby("rollout", sort=False)["adopted"].max()
    shown = [name for name in look if most[name] >= NOTHING]
    if not shown:
        return instead(f"Adoption: {spread(weeks)}", NOBODY + ".")
    axes = panels(shown, (4.2, 3.4), sharex=True, sharey=True)
    medians = weeks.groupby(["rollout", "week"], sort=False)["adopted"].median()
    for name, ax in axes.items():
        week_axis(ax, weeks)
        for other in shown:
            ax.plot(medians[other].index, medians[other], color=BEHIND, lw=1.5, zorder=1)
        _alone(ax, weeks[weeks["rollout"] == name], look[name], BUNDLED // len(look))
        named(ax, name, look[name], notes.get(name, "").strip())
    share_of_people(list(axes.values()), "people working the new way (%)")
    none = left_out(f"{NOBODY} in", [name for name in look if name not in shown])
    grey = GREY_SAID if len(shown) > 1 else ""
    heading(axes[shown[0]], f"Adoption: {spread(weeks, banded=True)}", grey, none)
    return list(axes.values())


def _alone(ax: Axes, weeks: pd.DataFrame, colour: str, most: int) -> None:
    """One rollout's median, band and first few seeds."""
    by_week = weeks.pivot(index="week", columns="seed", values="adopted")
    bands = by_week.quantile(QUANTILES, axis=1).T
    ax.plot(by_week.index, by_week.iloc[:, :most], color=colour, lw=1, alpha=BUNDLE, zorder=1)
    ax.fill_between(bands.index, bands[LOW], bands[HIGH], lw=0, alpha=BAND, color=colour)
    ax.plot(bands.index, bands[[LOW, HIGH]], color=colour, lw=1.2, alpha=EDGE)
    ax.plot(bands.index, bands[MEDIAN], color=colour)


def share_of_people(axes: list[Axes], label: str) -> None:
    """Let axes that share their scales go up from 0 to 100 %.

    Args:
        axes: the panels of a figure, the first of which carries the label.
        label: what the shares are shares of.
    """
    for ax in axes:
        ax.set_ylim(0, 1.01)
        ax.yaxis.set_major_formatter(PercentFormatter(1.0, decimals=0, symbol=""))
        ax.set_ylabel(label if leads(ax) else "")
    label_each(axes)
