"""The phase map: where the big bang is better, and where pilots are."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.contour import QuadContourSet
from matplotlib.lines import Line2D
from matplotlib.patches import Patch
from matplotlib.patheffects import AbstractPathEffect, withStroke
from matplotlib.ticker import NullFormatter
from numpy.typing import NDArray

from winsim.audit import PhaseMap
from winsim.figures.style import COLOURS, GREY, Kind, figure_of, paper, save, styled

BIG_BANG, PILOTS = COLOURS[0], COLOURS[1]
WON, LOST = "#003E66", "#7A3300"
"""Cases that the big bang won and lost: darker than any colour of the map."""
DIVERGING = LinearSegmentedColormap.from_list(
    "pilots to big bang", [PILOTS, "#F0B892", "#F7F7F7", "#92C1E0", BIG_BANG]
)
"""Vermilion where pilots are better, blue where the big bang is, nearly white at a tie."""
LEVELS = np.linspace(0, 1, 21)
LINES = [0.1, 0.2, 0.3, 0.7, 0.8, 0.9]
HALO: list[AbstractPathEffect] = [withStroke(linewidth=3, foreground="white")]
WEEKS = [1, 2, 3, 5, 10, 20, 40, 80]
"""Sizes that are marked on the axis."""


@styled
def phase_map(found: PhaseMap, ax: Axes | None = None) -> Axes:
    """The share of changes in which the big bang is better, by size and coordination cost.

    Colours are the fitted share, the thick line is where it crosses a half, hatching where its 95 %
    interval includes a tie. Numbers are the cases of each cell, uncoloured by any fit.
    """
    ax = ax or paper(size=(11.5, 7.5))[0]
    surface = ax.contourf(
        found.size, found.coordination, found.share, LEVELS, cmap=DIVERGING, vmin=0, vmax=1
    )
    _points(ax, found.points)
    _undecided(ax, found)
    _lines(ax, found)
    _cells(ax, found.cells)
    _regions(ax, found)
    _axes(ax, found)
    _colours(ax, surface)
    _legend(ax, found)
    return ax


def _points(ax: Axes, points: pd.DataFrame) -> None:
    """Every case: a filled disc where the big bang won, a small ring where pilots did."""
    won = points["won"] > 0
    ax.scatter(
        points.loc[~won, "size"], points.loc[~won, "coordination"], s=16, facecolors="none",
        edgecolors=LOST, linewidths=0.8, alpha=0.35,
    )  # fmt: skip
    ax.scatter(
        points.loc[won, "size"], points.loc[won, "coordination"], s=26, color=WON,
        alpha=0.75, linewidths=0,
    )  # fmt: skip


def _undecided(ax: Axes, found: PhaseMap) -> None:
    """Hatch where the interval of the fitted share includes a tie."""
    tie = (found.low <= 0.5) & (found.high >= 0.5)
    if tie.any():
        ax.contourf(
            found.size, found.coordination, tie.astype(float), [0.5, 1.5], colors="none",
            hatches=["//"],
        )  # fmt: skip


def _lines(ax: Axes, found: PhaseMap) -> None:
    """The boundary; where there is none on the map, labelled lines of equal share instead."""
    low, high = float(found.share.min()), float(found.share.max())
    place = found.size, found.coordination, found.share
    if low < 0.5 < high:
        ax.contour(*place, [0.5], colors="black", linewidths=4)
    elif lines := [level for level in LINES if low < level < high]:
        drawn = ax.contour(*place, lines, colors=GREY, linewidths=1)
        for label in ax.clabel(drawn, fmt=lambda share: f"{100 * share:.0f} %", fontsize=11):
            label.set_path_effects(HALO)


def _cells(ax: Axes, cells: pd.DataFrame) -> None:
    """Cell by cell, in how many of its cases the big bang won; bold where that is no tie."""
    for name, draw in (("size_from", ax.axvline), ("coordination_from", ax.axhline)):
        for bound in sorted(cells[name].unique())[1:]:
            draw(bound, color="white", lw=1.2, alpha=0.9)
    for _, cell in cells.iterrows():
        place = np.sqrt(cell["size_from"] * cell["size_to"])
        height = (cell["coordination_from"] + cell["coordination_to"]) / 2
        ax.text(
            place, height, f"{cell['won']} of {cell['cases']}", ha="center", va="center",
            fontsize=14, fontweight="bold" if cell["better"] else "normal", path_effects=HALO,
        )  # fmt: skip


def _regions(ax: Axes, found: PhaseMap) -> None:
    """Name the regions in which a rollout is better by an interval that excludes a tie.

    Names stand on the lines between the cells where they can, clear of the numbers.
    """
    between = sorted(found.cells["coordination_from"].unique())[1:]
    rows = [int(np.abs(found.coordination - height).argmin()) for height in between]
    sure = (("big bang better", found.low > 0.5), ("pilots better", found.high < 0.5))
    for words, region in sure:
        if region.any():
            row, column = _deepest(region, rows)
            ax.text(
                found.size[column], found.coordination[row], words, ha="center", va="center",
                fontsize=20, fontweight="bold", color="#222222", path_effects=HALO,
            )  # fmt: skip


def _deepest(region: NDArray[np.bool_], rows: Sequence[int]) -> tuple[int, int]:
    """The row and column farthest from the region's border, in one of these rows if it has them."""
    from scipy.ndimage import distance_transform_edt

    depth = distance_transform_edt(np.pad(region, 1))[1:-1, 1:-1]
    preferred = np.isin(np.arange(len(region)), rows)[:, None] & region
    depth = np.where(preferred | ~preferred.any(), depth, 0)
    row, column = np.unravel_index(int(depth.argmax()), depth.shape)
    return int(row), int(column)


def _axes(ax: Axes, found: PhaseMap) -> None:
    ax.set_xscale("log")
    ax.set_xlim(found.size[0], found.size[-1])
    ax.set_ylim(found.coordination[0], found.coordination[-1])
    inside = [week for week in WEEKS if found.size[0] <= week <= found.size[-1]]
    ax.set_xticks(inside, labels=[str(week) for week in inside])
    ax.xaxis.set_minor_formatter(NullFormatter())
    ax.grid(visible=False)
    ax.set_xlabel("size of the change ÷ capacity (weeks of all that a team can give)")
    ax.set_ylabel("coordination cost κ (ratio)")
    won, cases = int(found.points["won"].sum()), len(found.points)
    ax.set_title(
        f"Big bang or pilots: which has the higher net value?\n"
        f"The big bang in {won} of {cases} changes, pilots in the others"
    )


def _colours(ax: Axes, surface: QuadContourSet) -> None:
    bar = figure_of(ax).colorbar(surface, ax=ax, ticks=[0, 0.25, 0.5, 0.75, 1], pad=0.02)
    bar.ax.set_yticklabels(
        ["0 %\npilots\nbetter", "25 %", "50 %\na tie", "75 %", "100 %\nbig bang\nbetter"]
    )
    bar.set_label("changes in which the big bang is better, fitted")


def _legend(ax: Axes, found: PhaseMap) -> None:
    ax.legend(
        handles=_signs(found), ncols=3, loc="upper left", bbox_to_anchor=(0, -0.11),
        handletextpad=0.4, columnspacing=1.0, handlelength=1.6,
    )  # fmt: skip


def _signs(found: PhaseMap) -> list[Line2D | Patch]:
    """What the signs on this map mean; those that it does not have are left out."""
    won = Line2D([], [], marker="o", ls="", color=WON, ms=6, label="a case: big bang better")
    lost = Line2D(
        [], [], marker="o", ls="", mfc="none", mec=LOST, ms=5, label="a case: pilots better"
    )
    signs: list[Line2D | Patch] = [won, lost]
    if found.share.min() < 0.5 < found.share.max():
        signs.append(Line2D([], [], color="black", lw=4, label="boundary: half of the changes"))
    if ((found.low <= 0.5) & (found.high >= 0.5)).any():
        signs.append(Patch(fc="white", ec=GREY, hatch="//", label="95 % interval includes a tie"))
    counted = "big bang better, of all cases"
    return [*signs, Line2D([], [], ls="", marker="$n$", color="black", ms=8, label=counted)]


@styled
def what_decides(effects: pd.DataFrame, ax: Axes | None = None, most: int = 16) -> Axes:
    """What the priors do to the odds that the big bang wins: a dot and its 95 % interval each."""
    ax = ax or paper(size=(11.5, 7.5))[0]
    shown = effects.head(most)
    places = np.arange(len(shown))
    clear = ((shown["low"] > 0) | (shown["high"] < 0)).to_numpy()
    sides = np.where(shown["log_odds"] > 0, BIG_BANG, PILOTS)
    colours = np.where(clear, sides, GREY).tolist()
    ax.axvline(0, color=GREY, lw=1.5)
    ax.hlines(places, shown["low"], shown["high"], colors=colours, lw=4)
    ax.scatter(shown["log_odds"], places, s=90, c=colours, zorder=3)
    ax.set_yticks(places, labels=[name.replace("_", " ") for name in shown["prior"]])
    ax.tick_params(axis="y", length=0)
    ax.set_ylim(len(shown) - 0.4, -0.6)
    ax.grid(visible=False, axis="y")
    ax.set_xlabel("← favours pilots     log-odds per standard deviation     favours the big bang →")
    ax.set_title("What decides who wins: effect of each prior, with 95 % interval")
    return ax


def draw_audit(folder: Path, found: PhaseMap, effects: pd.DataFrame, kind: Kind = "png") -> None:
    """Draw the phase map and what decides into a folder."""
    save(figure_of(phase_map(found)), folder / f"phase-map.{kind}")
    save(figure_of(what_decides(effects)), folder / f"what-decides.{kind}")
