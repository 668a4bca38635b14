"""The regime map: where something happens more often than not, over two factors.

Drawn by `winsim analyse`, from the result of `winsim.analysis.regimes`, with the colours and signs of
`winsim.figures.surface`.
"""

from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from winsim.analysis.regimes import RegimeMap
from winsim.figures import surface
from winsim.figures.scales import headline, name_lines, scaled
from winsim.figures.style import paper, styled
from winsim.numerics.arrays import Floats

CROWDED = 100
"""More cells than these have no room for their numbers."""


@styled
def regimes(result: RegimeMap, ax: Axes | None = None) -> Axes:
    """In what share of futures it happens: colours and the boundary are fitted, numbers counted.

    Hatching lies where the 95 % interval of the fitted share includes a tie; a number is bold where
    that of its cell does not. More than `CROWDED` cells carry no numbers.

    Args:
        result: its fitted `share`, `low` and `high`, shape (n, m), over `x` (m,) and `y` (n,); and of
            its `cells`, `x`, `y`, `share`, `low` and `high`. All shares are from 0 to 1.
        ax: axes to draw on; None makes a new figure.

    Returns:
        The axes, with a colour bar beside and a legend beneath them. Blue is where it always happens,
        vermilion where it never does.
    """
    ax = ax or paper(size=(11.5, 7.5))[0]
    place = result.x, result.y
    drawn = surface.coloured(ax, *place, result.share)
    tie = surface.undecided(ax, *place, result.low, result.high)
    crosses = surface.boundary(ax, *place, result.share)
    counted = len(result.cells) <= CROWDED
    if counted:
        _cells(ax, result)
    _axes(ax, result)
    surface.colour_bar(ax, drawn, *_ends(result), "share of futures, fitted")
    _legend(ax, surface.signs(crosses, tie, "boundary: half of the futures"), counted)
    return ax


def _cells(ax: Axes, result: RegimeMap) -> None:
    """In how many per cent of a cell's cases it happens; numbers on an edge stand inside it."""
    size = 13 if len(result.cells) <= 50 else 11
    for _, cell in result.cells.iterrows():
        sure = cell["low"] > 0.5 or cell["high"] < 0.5
        ax.text(
            cell["x"], cell["y"], f" {100 * cell['share']:.0f} ",
            ha=_towards_middle(cell["x"], result.x, "left", "right"),
            va=_towards_middle(cell["y"], result.y, "bottom", "top"),
            fontsize=size, fontweight="bold" if sure else "normal", path_effects=surface.HALO,
            zorder=4,
        )  # fmt: skip


def _towards_middle(place: float, values: Floats, first: Any, last: Any) -> Any:
    """How text is aligned: at the first value or the last one, so that it stands inside."""
    if np.isclose(place, values[0]):
        return first
    return last if np.isclose(place, values[-1]) else "center"


def _axes(ax: Axes, result: RegimeMap) -> None:
    for side, name, values in (("x", result.across, result.x), ("y", result.up, result.y)):
        scaled(ax, side, values[0], values[-1], name in result.response.by_ratio)
    ax.set_xlim(result.x[0], result.x[-1])
    ax.set_ylim(result.y[0], result.y[-1])
    ax.set_xlabel(result.response.axis(result.across))
    ax.set_ylabel(result.response.axis(result.up))
    share = f"in {100 * result.overall:.0f} % of all futures here"
    ax.set_title(headline(f"{result.event}: {share}"))


def _ends(result: RegimeMap) -> tuple[str, str]:
    """What no share and the whole share mean."""
    response = result.response
    if not (response.baseline and result.than == 0.0):
        return "never", "always"
    names = name_lines(response.baseline, 12), name_lines(response.rollout, 12)
    below, above = (f"{name}\nhas more" for name in names)
    if response.outcome.better != "neither":
        below, above = (f"{name}\nbetter" for name in names)
    return (below, above) if result.better_here else (above, below)


def _legend(ax: Axes, drawn: list[Line2D | Patch], counted: bool) -> None:
    number = Line2D([], [], ls="", marker="$n$", color="black", ms=8)
    number.set_label("counted share (%); bold: no tie by its 95 % interval")
    ax.legend(
        handles=[*drawn, *([number] if counted else [])], ncols=2, loc="upper left",
        bbox_to_anchor=(0, -0.11), handletextpad=0.4, columnspacing=1.0, handlelength=1.6,
    )  # fmt: skip
