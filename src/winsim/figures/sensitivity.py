"""Which factors matter: Sobol indices, elementary effects, and a tornado.

Each figure takes the result of the analysis of its name and draws a row a factor, at most `MOST`.
Factors go by the labels of the response's axes, numbers by the outcome's unit.
"""

from collections.abc import Sequence

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator, PercentFormatter

from winsim.analysis.morris import ElementaryEffects
from winsim.analysis.response import Response, named
from winsim.analysis.sobol import SobolIndices
from winsim.analysis.structure import is_numeric
from winsim.analysis.tornado import Tornado
from winsim.figures.intervals import ENDS, bars, intervals
from winsim.figures.scales import headline, wrapped
from winsim.figures.style import COLOURS, FAINT, GREY, figure_of, paper, styled

ALL, ALONE = COLOURS[0], COLOURS[1]
LANE = 0.19
"""Half the height of a bar of a tornado: one end of a factor lies above its row, one below."""
FEWEST, MOST = 3, 20
"""So many rows a figure has room for at least; and so many are drawn at most."""


@styled
def sobol(result: SobolIndices, ax: Axes | None = None) -> Axes:
    """Total and first-order indices with their intervals, a row a factor, the largest on top.

    Args:
        result: of its `indices` (`saltelli2010`), `factor`, `total` and `first`, with their 95 %
            intervals (`total_low`, `total_high` …), are drawn: shares of the variance between points.
        ax: axes to draw on; None makes a new figure, as high as there are rows.

    Returns:
        The axes; across stand per cent of the variance.
    """
    rows = result.indices.head(MOST)
    ax = ax or _paper_for(len(rows))
    ax.axvline(0, color=GREY, lw=1.5)
    for name, colour, label, marker, aside in (
        ("total", ALL, "together with all others (total index)", "o", -0.13),
        ("first", ALONE, "on its own (first-order index)", "D", 0.13),
    ):
        drawn = rows[[f"{name}_low", name, f"{name}_high"]].set_axis(ENDS, axis=1)
        place = np.arange(len(rows)) + aside
        drawn = drawn.assign(place=place, colour=colour, filled=name == "total")
        intervals(ax, drawn, marker, label=label)
    _rows(ax, [result.response.axis(factor) for factor in rows["factor"]])
    ax.xaxis.set_major_formatter(PercentFormatter(1.0, decimals=0, symbol=""))
    ax.set_xlabel("share of the variance between points (%), 95 % interval")
    _titled(ax, "What the differences come from", result.response, len(result.indices))
    _legend(ax)
    return ax


@styled
def morris(result: ElementaryEffects, ax: Axes | None = None) -> Axes:
    """Mean absolute elementary effects with their intervals, their spread, and what chance would show.

    Args:
        result: of its `effects` (`morris1991`, `campolongo2007`), `factor`, `mu_star`, its 95 %
            interval (`low`, `high`), `sigma`, `noise` and `significant` are drawn, in the outcome's
            stored unit per whole range of the factor. Noise that is NaN is left out, and so is a sigma that
            is, of a factor of three words or more.
        ax: axes to draw on; None makes a new figure, as high as there are rows.

    Returns:
        The axes; across stands the effect in the unit in which people read the outcome.
    """
    import seaborn as sns

    rows = result.effects.head(MOST)
    ax = ax or _paper_for(len(rows))
    places, factor = np.arange(len(rows)), result.response.outcome.unit.factor
    if rows["noise"].notna().any():
        bars(ax, factor * rows["noise"], places, [FAINT] * len(rows), 0.7,
             label="what chance alone would show")  # fmt: skip
    drawn = (factor * rows[["low", "mu_star", "high"]]).set_axis(ENDS, axis=1)
    drawn = drawn.assign(place=places, colour=ALL, filled=rows["significant"])
    intervals(ax, drawn, label="effect either way (µ*); hollow: not significant")
    sns.scatterplot(
        x=factor * rows["sigma"], y=places, marker="D", s=7**2, facecolor="none", edgecolor=ALONE,
        linewidth=2, zorder=4, label="how much it depends on the other factors, or bends (σ)",
        legend=False, ax=ax,
    )  # fmt: skip
    _rows(ax, [result.response.axis(factor) for factor in rows["factor"]])
    ax.set_xlim(left=0)
    ax.xaxis.set_major_locator(MaxNLocator(nbins=7))
    words = any(not is_numeric(result.response.points[name]) for name in rows["factor"])
    over = "the factor's whole range, or between words" if words else "the factor's whole range"
    ax.set_xlabel(f"change{_unit(result.response)} over {over}, 95 % interval")
    _titled(ax, "What matters at all", result.response, len(result.effects))
    _legend(ax)
    return ax


@styled
def tornado(result: Tornado, ax: Axes | None = None) -> Axes:
    """Changes from the middle, a row a factor, the widest on top; thin lines are 95 % intervals.

    Of each factor only the lowest and the highest value are drawn, each with its value at the end of
    the bar. Blue is the end above the middle.

    Args:
        result: of its `swings`, `factor`, `value`, `middle` (the factor's) and `change` with its 95 %
            interval (`low`, `high`; stored unit of the outcome) are drawn.
        ax: axes to draw on; None makes a new figure, as high as there are rows.

    Returns:
        The axes; the title gives the outcome in the middle.
    """
    factors = list(result.swings["factor"].unique())[:MOST]
    ax = ax or _paper_for(len(factors))
    swings = _ends(result, factors)
    bars(ax, swings["change"], swings["place"], list(swings["colour"]), 2 * LANE, alpha=0.85)
    for _, swing in swings.iterrows():
        _reach(ax, swing)
    ax.axvline(0, color="black", lw=1.5)
    _rows(ax, [_with_middle(result, factor) for factor in factors])
    ax.margins(x=0.14)
    ax.xaxis.set_major_locator(MaxNLocator(nbins=7))
    ax.set_xlabel(f"change{_unit(result.response)} when one factor moves, 95 % interval")
    unit = result.response.outcome.unit
    middle = f"{unit.value(result.middle)} {unit.shown}".removesuffix(" number")
    title = f"One factor at a time: {result.response.title}\nin the middle {middle}"
    if len(factors) == 1:
        title = title.replace("One factor at a time: ", "")
    ax.set_title(headline(title))
    return ax


def _ends(result: Tornado, factors: Sequence[str]) -> pd.DataFrame:
    """The lower and the upper end of each factor in lanes of their own, in the outcome's unit."""
    named_apart = result.swings[result.swings["factor"].isin(factors)].groupby("factor", sort=False)
    ends = named_apart.nth([0, -1]).reset_index(drop=True)
    row, last = divmod(np.arange(len(ends)), 2)
    up = [
        not isinstance(end, str) and end > middle
        for end, middle in ends[["value", "middle"]].values
    ]
    numbers = ["change", "low", "high"]
    ends[numbers] *= result.response.outcome.unit.factor
    return ends.assign(place=row + (2 * last - 1) * LANE, colour=np.where(up, ALL, ALONE))


def _reach(ax: Axes, swing: pd.Series) -> None:
    """The interval of a bar, and beyond it the value of the factor there."""
    change, low, high, place = (swing[name] for name in ("change", "low", "high", "place"))
    ax.hlines(place, low, high, color="black", lw=2)
    right = change >= 0
    ax.annotate(
        named(swing["value"]), (max(high, change) if right else min(low, change), place),
        xytext=(6 if right else -6, 0), textcoords="offset points", va="center",
        ha="left" if right else "right", fontsize=12,
    )  # fmt: skip


def _with_middle(result: Tornado, factor: str) -> str:
    rows = result.swings[result.swings["factor"] == factor]
    return f"{result.response.axis(factor)}\nfrom {named(rows['middle'].iloc[0])}"


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
    ax.set_title(headline(f"{what}: {response.title}{shown}"))


def _legend(ax: Axes) -> None:
    figure_of(ax).legend(loc="outside lower left", ncols=2, handletextpad=0.6)
