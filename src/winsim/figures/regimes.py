"""The regime map: where something happens more often than not, over two factors."""

from textwrap import fill

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.ticker import MaxNLocator, NullFormatter, NullLocator

from winsim.analysis import RegimeMap
from winsim.analysis.reading import named
from winsim.figures import surface
from winsim.figures.style import paper, styled

CROWDED = 100
"""More cells than these have no room for their numbers."""
TICKS = 7


@styled
def regimes(found: RegimeMap, ax: Axes | None = None) -> Axes:
    """In what share of futures it happens: colours and the boundary are fitted, numbers counted.

    Hatching lies where the 95 % interval of the fitted share includes a tie; a number is bold where
    that of its cell does not.
    """
    ax = ax or paper(size=(11.5, 7.5))[0]
    place = found.x, found.y
    drawn = surface.coloured(ax, *place, found.share)
    tie = surface.undecided(ax, *place, found.low, found.high)
    crosses = surface.boundary(ax, *place, found.share)
    counted = len(found.cells) <= CROWDED
    if counted:
        _cells(ax, found.cells)
    _axes(ax, found)
    surface.colour_bar(ax, drawn, *_ends(found), "share of futures, fitted")
    _legend(ax, surface.signs(crosses, tie, "boundary: half of the futures"), counted)
    return ax


def _cells(ax: Axes, cells: pd.DataFrame) -> None:
    """In how many per cent of a cell's cases it happens."""
    size = 13 if len(cells) <= 50 else 11
    for _, cell in cells.iterrows():
        sure = cell["low"] > 0.5 or cell["high"] < 0.5
        ax.text(
            cell["x"], cell["y"], f"{100 * cell['share']:.0f}", ha="center", va="center",
            fontsize=size, fontweight="bold" if sure else "normal", path_effects=surface.HALO,
            clip_on=False, zorder=4,
        )  # fmt: skip


def _axes(ax: Axes, found: RegimeMap) -> None:
    for axis, values, name in ((ax.xaxis, found.x, found.across), (ax.yaxis, found.y, found.up)):
        if name in found.reading.by_ratio:
            axis.set_scale("log")  # type: ignore[attr-defined]
            marks = np.geomspace(values[0], values[-1], TICKS)
            axis.set_minor_formatter(NullFormatter())
            axis.set_minor_locator(NullLocator())
            axis.set_ticks(marks, labels=[named(mark) for mark in marks])
        else:
            axis.set_major_locator(MaxNLocator(nbins=TICKS))
    ax.set_xlim(found.x[0], found.x[-1])
    ax.set_ylim(found.y[0], found.y[-1])
    ax.set_xlabel(found.reading.axis(found.across))
    ax.set_ylabel(found.reading.axis(found.up))
    shares = f"in {100 * found.overall:.0f} % of all futures here"
    ax.set_title(f"{fill(found.event, 68)}:\n{shares}")


def _ends(found: RegimeMap) -> tuple[str, str]:
    """What no share and the whole share mean."""
    reading = found.reading
    if not (reading.baseline and found.than == 0.0):
        return "never", "always"
    names = fill(reading.baseline, 12), fill(reading.rollout, 12)
    below, above = (f"{name}\nhas more" for name in names)
    if reading.outcome.better != "neither":
        below, above = (f"{name}\nbetter" for name in names)
    return (below, above) if found.better_here else (above, below)


def _legend(ax: Axes, drawn: list, counted: bool) -> None:  # type: ignore[type-arg]
    number = Line2D([], [], ls="", marker="$n$", color="black", ms=8)
    number.set_label("counted share (%); bold: no tie by its 95 % interval")
    ax.legend(
        handles=[*drawn, *([number] if counted else [])], ncols=2, loc="upper left",
        bbox_to_anchor=(0, -0.11), handletextpad=0.4, columnspacing=1.0, handlelength=1.6,
    )  # fmt: skip
