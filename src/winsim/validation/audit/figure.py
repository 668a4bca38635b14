"""The phase maps: where the big bang is better, and where pilots are."""

from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.contour import QuadContourSet
from matplotlib.lines import Line2D
from matplotlib.patches import Patch
from matplotlib.ticker import NullFormatter

from winsim.figures import surface
from winsim.figures.intervals import intervals
from winsim.figures.style import GREY, Kind, figure_of, paper, save, styled
from winsim.figures.surface import BLUE, HALO, VERMILION
from winsim.validation.audit.phase_map import PhaseMap

BIG_BANG, PILOTS = BLUE, VERMILION
WON, LOST = "#003E66", "#7A3300"
"""Cases that the big bang won and lost: darker than any colour of the map."""
WHO = {
    "team": "Each team runs two ways side by side by itself",
    "organisation": "All do until everybody has changed",
}
"""Who runs two ways side by side, as the maps are titled."""
WEEKS = [1, 2, 3, 5, 10, 20, 40, 80]
"""Sizes that are marked on the axis."""


@styled
def phase_maps(results: Mapping[str, PhaseMap]) -> list[Axes]:
    """Draw the share of changes in which the big bang is better, by size and coordination cost.

    Colours are the fitted share, the thick line is where it crosses a half, hatching where its 95 %
    interval includes a tie. Numbers are the cases of each cell, uncoloured by any fit.

    Args:
        results: the maps, by who runs two ways side by side: `team` and `organisation`.

    Returns:
        The axes of each: size in weeks, logarithmic, across, and the coordination cost κ upwards.
    """
    axes = paper(columns=len(results), size=(16, 8), sharey=True)
    signs: dict[str, Line2D | Patch] = {}
    for ax, (who, result) in zip(axes, results.items(), strict=True):
        drawn, found = _map(ax, result)
        signs |= {str(sign.get_label()): sign for sign in found}
        won, cases = int(result.points["won"].sum()), len(result.points)
        ax.set_title(f"{WHO[who]}:\nthe big bang is better in {won} of {cases} changes")
    axes[0].set_ylabel("coordination cost κ (ratio)")
    ends = "pilots\nbetter", "big bang\nbetter"
    surface.colour_bar(axes[-1], drawn, *ends, "changes in which the big bang is better, fitted")
    figure = figure_of(axes[0])
    figure.suptitle("Big bang or pilots: which has the higher net value?")
    figure.legend(handles=_legend(list(signs.values())), loc="outside lower center", ncols=5)
    return axes


def _map(ax: Axes, result: PhaseMap) -> tuple[QuadContourSet, list[Line2D | Patch]]:
    """Draw one map; its colours, and the signs on it that the legend explains."""
    place = result.size, result.coordination
    drawn = surface.coloured(ax, *place, result.share)
    _points(ax, result.points)
    tie = surface.undecided(ax, *place, result.low, result.high)
    crosses = surface.boundary(ax, *place, result.share)
    _cells(ax, result.cells)
    _regions(ax, result)
    _axes(ax, result)
    return drawn, surface.signs(crosses, tie, "boundary: half of the changes")


def _points(ax: Axes, points: pd.DataFrame) -> None:
    """Every case: a filled disc where the big bang won, a small ring where pilots did."""
    import seaborn as sns

    won, place = points["won"] > 0, {"x": "size", "y": "coordination", "ax": ax}
    ring = {"facecolor": "none", "edgecolor": LOST, "linewidth": 0.8}
    sns.scatterplot(points[~won], s=16, alpha=0.35, **ring, **place)
    sns.scatterplot(points[won], s=26, alpha=0.75, color=WON, linewidth=0, **place)


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


def _regions(ax: Axes, result: PhaseMap) -> None:
    """Name the regions in which a rollout is better by an interval that excludes a tie.

    What the fit alone sees, and no cell, is not named. Names stand on the lines between the cells
    where they can, clear of the numbers.
    """
    between = sorted(result.cells["coordination_from"].unique())[1:]
    rows = [int(np.abs(result.coordination - height).argmin()) for height in between]
    sure = {"big_bang": result.low > 0.5, "pilots": result.high < 0.5}
    for rollout, region in sure.items():
        if region.any() and rollout in set(result.cells["better"]):
            words = f"{rollout.replace('_', ' ')} better"
            row, column = surface.deepest(region, rows)
            across = column / (len(result.size) - 1)
            side = "left" if across < 0.25 else "right" if across > 0.75 else "center"
            ax.text(
                result.size[column], result.coordination[row], words, ha=side, va="center",
                fontsize=20, fontweight="bold", color="#222222", path_effects=HALO,
            )  # fmt: skip


def _axes(ax: Axes, result: PhaseMap) -> None:
    ax.set_xscale("log")
    ax.set_xlim(result.size[0], result.size[-1])
    ax.set_ylim(result.coordination[0], result.coordination[-1])
    inside = [week for week in WEEKS if result.size[0] <= week <= result.size[-1]]
    ax.set_xticks(inside, labels=[str(week) for week in inside])
    ax.xaxis.set_minor_formatter(NullFormatter())
    ax.set_xlabel("size of the change ÷ capacity (weeks)")
    ax.set_ylabel("")


def _legend(signs: list[Line2D | Patch]) -> list[Line2D | Patch]:
    won = Line2D([], [], marker="o", ls="", color=WON, ms=6, label="big bang better")
    lost = Line2D([], [], marker="o", ls="", mfc="none", mec=LOST, ms=5, label="pilots better")
    count = Line2D([], [], ls="", marker="$n$", color="black", ms=8, label="big bang, of all cases")
    return [won, lost, *signs, count]


@styled
def what_decides(effects: pd.DataFrame, ax: Axes | None = None, most: int = 16) -> Axes:
    """Draw what the priors do to the odds that the big bang wins: a dot and its 95 % interval each.

    Args:
        effects: a row a prior, the strongest first: `prior`, `log_odds`, `low` and `high`, in log-odds
            per standard deviation, as `winsim.validation.audit.results.what_decides` gives them.
        ax: where to draw; None makes a figure of its own.
        most: so many priors are drawn, from the first.

    Returns:
        The axes; grey is what has an interval that includes zero.
    """
    ax = ax or paper(size=(11.5, 7.5))[0]
    shown = effects.head(most)
    clear = ((shown["low"] > 0) | (shown["high"] < 0)).to_numpy()
    sides = np.where(shown["log_odds"] > 0, BIG_BANG, PILOTS)
    drawn = shown[["low", "log_odds", "high"]].rename(columns={"log_odds": "middle"})
    drawn = drawn.assign(place=range(len(shown)), colour=np.where(clear, sides, GREY), filled=True)
    ax.axvline(0, color=GREY, lw=1.5)
    intervals(ax, drawn, width=4)
    ax.set_yticks(drawn["place"], labels=[name.replace("_", " ") for name in shown["prior"]])
    ax.tick_params(axis="y", length=0)
    ax.set_ylim(len(shown) - 0.4, -0.6)
    ax.grid(visible=False, axis="y")
    ax.set_xlabel("← favours pilots     log-odds per standard deviation     favours the big bang →")
    ax.set_title("What decides who wins: effect of each prior, with 95 % interval")
    return ax


def draw_audit(
    folder: Path, results: Mapping[str, PhaseMap], effects: pd.DataFrame, kind: Kind = "png"
) -> None:
    """Draw the phase maps and what decides into a folder, as `phase-map` and `what-decides`.

    Args:
        folder: where; it must be there.
        results: the maps, as in `phase_maps`.
        effects: as in `what_decides`.
        kind: the format, which is the files' ending.
    """
    save(figure_of(phase_maps(results)[0]), folder / f"phase-map.{kind}")
    save(figure_of(what_decides(effects)), folder / f"what-decides.{kind}")
