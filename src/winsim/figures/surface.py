"""A share over two factors: colours, the boundary at a half, and where nobody knows.

The regime map and the phase map of the audit are made of these parts.
"""

from collections.abc import Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import Colormap
from matplotlib.contour import QuadContourSet
from matplotlib.lines import Line2D
from matplotlib.patches import Patch
from matplotlib.patheffects import AbstractPathEffect, withStroke
from numpy.typing import NDArray

from winsim.figures.style import COLOURS, GREY, figure_of
from winsim.numerics.arrays import Floats

BLUE, VERMILION = COLOURS[0], COLOURS[1]
DIVERGING = (VERMILION, "#F0B892", "#F7F7F7", "#92C1E0", BLUE)
"""Vermilion where the share is none, blue where it is all, nearly white at a tie."""
LEVELS = np.linspace(0, 1, 21)
LINES = [0.1, 0.2, 0.3, 0.7, 0.8, 0.9]
HALO: list[AbstractPathEffect] = [withStroke(linewidth=3, foreground="white")]


def diverging() -> Colormap:
    """The colours of a share, blended into one another."""
    import seaborn as sns

    blend: Colormap = sns.blend_palette(DIVERGING, as_cmap=True)
    return blend


def coloured(ax: Axes, x: Floats, y: Floats, share: Floats) -> QuadContourSet:
    """Colour a share over two factors, from vermilion (none) to blue (all).

    Args:
        ax: axes to draw on.
        x: values across, shape (m,), rising.
        y: values up, shape (n,), rising.
        share: from 0 to 1, shape (n, m).

    Returns:
        What `colour_bar` makes the key of.
    """
    ax.grid(visible=False)
    return ax.contourf(x, y, share, LEVELS, cmap=diverging(), vmin=0, vmax=1)


def undecided(ax: Axes, x: Floats, y: Floats, low: Floats, high: Floats) -> bool:
    """Hatch where the interval of a share includes a tie, and say whether it does anywhere.

    Args:
        ax: axes to draw on.
        x: values across, shape (m,).
        y: values up, shape (n,).
        low: lower ends of the intervals, from 0 to 1, shape (n, m).
        high: upper ends.
    """
    tie = (low <= 0.5) & (high >= 0.5)
    if tie.any():
        ax.contourf(x, y, tie.astype(float), [0.5, 1.5], colors="none", hatches=["//"])
    return bool(tie.any())


def boundary(ax: Axes, x: Floats, y: Floats, share: Floats) -> bool:
    """Draw where a share crosses a half, and say whether it does.

    Where it does not, draw labelled lines of equal share instead.

    Args:
        ax: axes to draw on.
        x: values across, shape (m,).
        y: values up, shape (n,).
        share: from 0 to 1, shape (n, m).
    """
    low, high = float(share.min()), float(share.max())
    crosses = low < 0.5 < high
    if crosses:
        ax.contour(x, y, share, [0.5], colors="black", linewidths=4)
    elif lines := [level for level in LINES if low < level < high]:
        drawn = ax.contour(x, y, share, lines, colors=GREY, linewidths=1)
        for label in ax.clabel(drawn, fmt=lambda value: f"{100 * value:.0f} %", fontsize=11):
            label.set_path_effects(HALO)
    return crosses


def deepest(region: NDArray[np.bool_], rows: Sequence[int]) -> tuple[int, int]:
    """The place farthest from a region's border, as for a label.

    Args:
        region: which cells are in it, shape (n, m); what lies beyond the edges is not.
        rows: rows to prefer: if the region has cells there, the place is one of them.

    Returns:
        Row and column.
    """
    from scipy.ndimage import distance_transform_edt

    depth = distance_transform_edt(np.pad(region, 1))[1:-1, 1:-1]
    preferred = np.isin(np.arange(len(region)), rows)[:, None] & region
    depth = np.where(preferred | ~preferred.any(), depth, 0)
    row, column = np.unravel_index(int(depth.argmax()), depth.shape)
    return int(row), int(column)


def colour_bar(ax: Axes, surface: QuadContourSet, none: str, every: str, label: str) -> None:
    """The key to the colours, with what no share and the whole share mean.

    Args:
        ax: the axes that it stands beside.
        surface: what `coloured` has drawn.
        none: what a share of 0 means, such as `never`.
        every: what a share of 1 means.
        label: what the share is of.
    """
    bar = figure_of(ax).colorbar(surface, ax=ax, ticks=[0, 0.25, 0.5, 0.75, 1], pad=0.02)
    bar.ax.set_yticklabels([f"0 %\n{none}", "25 %", "50 %\na tie", "75 %", f"100 %\n{every}"])
    bar.set_label(label)


def signs(crosses: bool, open_: bool, boundary_is: str) -> list[Line2D | Patch]:
    """What the boundary and the hatching mean; what the map does not have is left out.

    Args:
        crosses: whether there is a boundary, as `boundary` says.
        open_: whether there is hatching, as `undecided` says.
        boundary_is: what the legend says of the boundary.

    Returns:
        Handles for a legend.
    """
    result: list[Line2D | Patch] = []
    if crosses:
        result.append(Line2D([], [], color="black", lw=4, label=boundary_is))
    if open_:
        result.append(Patch(fc="white", ec=GREY, hatch="//", label="95 % interval includes a tie"))
    return result
