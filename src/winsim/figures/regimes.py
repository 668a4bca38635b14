"""The regime map: where something happens more often than not, over two factors."""

from textwrap import fill
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from winsim.analysis.regimes import RegimeMap
from winsim.figures import surface
from winsim.figures.scales import UNBROKEN, scaled
from winsim.figures.style import paper, styled
from winsim.numerics.arrays import Floats

CROWDED = 100
"""More cells than these have no room for their numbers."""


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
        _cells(ax, found)
    _axes(ax, found)
    surface.colour_bar(ax, drawn, *_ends(found), "share of futures, fitted")
    _legend(ax, surface.signs(crosses, tie, "boundary: half of the futures"), counted)
    return ax


def _cells(ax: Axes, found: RegimeMap) -> None:
    """In how many per cent of a cell's cases it happens; numbers on an edge stand inside it."""
    size = 13 if len(found.cells) <= 50 else 11
    for _, cell in found.cells.iterrows():
        sure = cell["low"] > 0.5 or cell["high"] < 0.5
        ax.text(
            cell["x"], cell["y"], f" {100 * cell['share']:.0f} ",
            ha=_towards_middle(cell["x"], found.x, "left", "right"),
            va=_towards_middle(cell["y"], found.y, "bottom", "top"),
            fontsize=size, fontweight="bold" if sure else "normal", path_effects=surface.HALO,
            zorder=4,
        )  # fmt: skip


def _towards_middle(place: float, values: Floats, first: Any, last: Any) -> Any:
    """How text is aligned: at the first value or the last one, so that it stands inside."""
    if np.isclose(place, values[0]):
        return first
    return last if np.isclose(place, values[-1]) else "center"


def _axes(ax: Axes, found: RegimeMap) -> None:
    for side, name, values in (("x", found.across, found.x), ("y", found.up, found.y)):
        scaled(ax, side, values[0], values[-1], name in found.response.by_ratio)
    ax.set_xlim(found.x[0], found.x[-1])
    ax.set_ylim(found.y[0], found.y[-1])
    ax.set_xlabel(found.response.axis(found.across))
    ax.set_ylabel(found.response.axis(found.up))
    share = f"in {100 * found.overall:.0f} % of all futures here"
    ax.set_title(fill(f"{found.event}: {share}".replace(" %", UNBROKEN), 72))


def _ends(found: RegimeMap) -> tuple[str, str]:
    """What no share and the whole share mean."""
    response = found.response
    if not (response.baseline and found.than == 0.0):
        return "never", "always"
    names = fill(response.baseline, 12), fill(response.rollout, 12)
    below, above = (f"{name}\nhas more" for name in names)
    if response.outcome.better != "neither":
        below, above = (f"{name}\nbetter" for name in names)
    return (below, above) if found.better_here else (above, below)


def _legend(ax: Axes, drawn: list[Line2D | Patch], counted: bool) -> None:
    number = Line2D([], [], ls="", marker="$n$", color="black", ms=8)
    number.set_label("counted share (%); bold: no tie by its 95 % interval")
    ax.legend(
        handles=[*drawn, *([number] if counted else [])], ncols=2, loc="upper left",
        bbox_to_anchor=(0, -0.11), handletextpad=0.4, columnspacing=1.0, handlelength=1.6,
    )  # fmt: skip
