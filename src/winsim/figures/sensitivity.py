"""Which factors matter: Sobol indices, elementary effects, and a tornado."""

from collections.abc import Sequence

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator, PercentFormatter

from winsim.analysis.morris import ElementaryEffects
from winsim.analysis.response import Response, named
from winsim.analysis.sobol import SobolIndices
from winsim.analysis.tornado import Tornado
from winsim.figures.scales import wrapped
from winsim.figures.style import COLOURS, GREY, figure_of, paper, styled

ALL, ALONE = COLOURS[0], COLOURS[1]
LANE = 0.19
"""Half the height of a bar of a tornado: one end of a factor lies above its row, one below."""
FEWEST, MOST = 3, 20
"""So many rows a figure has room for at least; and so many are drawn at most."""


@styled
def sobol(found: SobolIndices, ax: Axes | None = None) -> Axes:
    """Total and first-order indices with their intervals, a row a factor, the largest on top."""
    rows = found.indices.head(MOST)
    ax = ax or _paper_for(len(rows))
    ax.axvline(0, color=GREY, lw=1.5)
    for name, colour, label, marker, aside in (
        ("total", ALL, "together with all others (total index)", "o", -0.13),
        ("first", ALONE, "on its own (first-order index)", "D", 0.13),
    ):
        places = np.arange(len(rows)) + aside
        ax.hlines(places, rows[f"{name}_low"], rows[f"{name}_high"], color=colour, lw=3)
        face = colour if name == "total" else "white"
        ax.plot(rows[name], places, marker, ls="", ms=9, mfc=face, mec=colour, mew=2, label=label)
    _rows(ax, [found.response.axis(factor) for factor in rows["factor"]])
    ax.xaxis.set_major_formatter(PercentFormatter(1.0, decimals=0, symbol=""))
    ax.set_xlabel("share of the variance between points (%), 95 % interval")
    _titled(ax, "What the differences come from", found.response, len(found.indices))
    _legend(ax)
    return ax


@styled
def morris(found: ElementaryEffects, ax: Axes | None = None) -> Axes:
    """Mean absolute elementary effects with their intervals, their spread, and what luck would show."""
    rows = found.effects.head(MOST)
    ax = ax or _paper_for(len(rows))
    places, factor = np.arange(len(rows)), found.response.outcome.unit.factor
    if rows["noise"].notna().any():
        ax.barh(places, factor * rows["noise"], color="#DDDDDD", height=0.7,
                label="what luck alone would show")  # fmt: skip
    ax.hlines(places, factor * rows["low"], factor * rows["high"], color=ALL, lw=3)
    faces = [ALL if significant else "white" for significant in rows["significant"]]
    ax.scatter(factor * rows["mu_star"], places, s=81, c=faces, edgecolors=ALL, linewidths=2,
               zorder=3, label="effect either way (µ*); hollow: not told from luck")  # fmt: skip
    ax.plot(factor * rows["sigma"], places, "D", ms=7, mfc="none", mec=ALONE, mew=2,
            label="how much it depends on the other factors, or bends (σ)")  # fmt: skip
    _rows(ax, [found.response.axis(factor) for factor in rows["factor"]])
    ax.set_xlim(left=0)
    ax.xaxis.set_major_locator(MaxNLocator(nbins=7))
    ax.set_xlabel(f"change{_unit(found.response)} over the factor's whole range, 95 % interval")
    _titled(ax, "What matters at all", found.response, len(found.effects))
    _legend(ax)
    return ax


@styled
def tornado(found: Tornado, ax: Axes | None = None) -> Axes:
    """Changes from the middle, a row a factor, the widest on top; thin lines are 95 % intervals."""
    factors = list(found.swings["factor"].unique())[:MOST]
    ax = ax or _paper_for(len(factors))
    for place, factor in enumerate(factors):
        rows = found.swings[found.swings["factor"] == factor]
        for aside, (_, row) in zip((-LANE, LANE), rows.iloc[[0, -1]].iterrows(), strict=True):
            _swing(ax, place + aside, row, found.response.outcome.unit.factor)
    ax.axvline(0, color="black", lw=1.5)
    _rows(ax, [_with_middle(found, factor) for factor in factors])
    ax.margins(x=0.14)
    ax.xaxis.set_major_locator(MaxNLocator(nbins=7))
    ax.set_xlabel(f"change{_unit(found.response)} when one factor moves, 95 % interval")
    unit = found.response.outcome.unit
    middle = f"{unit.value(found.middle)} {unit.shown}".removesuffix(" number")
    title = f"One factor at a time: {found.response.title}\nin the middle {middle}"
    ax.set_title(title if len(factors) > 1 else title.replace("One factor at a time: ", ""))
    return ax


def _swing(ax: Axes, place: float, row: pd.Series, factor: float) -> None:
    """The bar to one end of a factor, its interval, and the value there."""
    up = not isinstance(row["value"], str) and row["value"] > row["middle"]
    change, low, high = (factor * row[name] for name in ("change", "low", "high"))
    ax.barh(place, change, color=ALL if up else ALONE, height=2 * LANE, alpha=0.85)
    ax.hlines(place, low, high, color="black", lw=2)
    right = change >= 0
    ax.annotate(
        named(row["value"]), (max(high, change) if right else min(low, change), place),
        xytext=(6 if right else -6, 0), textcoords="offset points", va="center",
        ha="left" if right else "right", fontsize=12,
    )  # fmt: skip


def _with_middle(found: Tornado, factor: str) -> str:
    rows = found.swings[found.swings["factor"] == factor]
    return f"{found.response.axis(factor)}\nfrom {named(rows['middle'].iloc[0])}"


def _paper_for(rows: int) -> Axes:
    return paper(size=(11.5, 2.4 + 0.62 * max(FEWEST, rows)))[0]


def _rows(ax: Axes, labels: Sequence[str]) -> None:
    ax.set_yticks(range(len(labels)), labels=[wrapped(label) for label in labels])
    ax.tick_params(axis="y", length=0)
    ax.set_ylim(max(FEWEST, len(labels)) - 0.4, -0.6)
    ax.grid(visible=False, axis="y")
    ax.grid(visible=True, axis="x")


def _unit(response: Response) -> str:
    return f" ({response.measured_in})" if response.measured_in else ""


def _titled(ax: Axes, what: str, response: Response, factors: int) -> None:
    shown = f"; the first {MOST} of {factors} factors" if factors > MOST else ""
    ax.set_title(f"{what}: {response.title}{shown}")


def _legend(ax: Axes) -> None:
    figure_of(ax).legend(loc="outside lower left", ncols=2, handletextpad=0.6)
