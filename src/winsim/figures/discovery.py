"""When something happens: the points in the two factors of the rule, and the way to the rule.

Drawn by `winsim analyse`, from the result of `winsim.analysis.discovery`.
"""

from collections.abc import Sequence
from textwrap import fill

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.cm import ScalarMappable
from matplotlib.colors import Normalize
from matplotlib.patches import Rectangle
from matplotlib.ticker import PercentFormatter

from winsim.analysis.discovery import Discovery
from winsim.analysis.prim import Restriction
from winsim.analysis.regimes import better_side
from winsim.analysis.statements import statements
from winsim.analysis.structure import is_numeric
from winsim.figures.scales import UNBROKEN, scaled
from winsim.figures.style import COLOURS, GREY, figure_of, paper, styled
from winsim.figures.surface import diverging

PADDING = 0.15
"""Inches around each panel, so that the key of one is not read as the axis of the other."""
HALVES = (("", COLOURS[0], "o", "that found it"), ("held_out_", COLOURS[1], "D", "held out"))
"""Of the points: how their columns begin, their colour and marker, and which they are."""


@styled
def discovery(result: Discovery) -> list[Axes]:
    """The rule drawn over its factors, and how dense and how complete boxes on the way were.

    Args:
        result: the result of scenario discovery by PRIM (`friedman_fisher1999`).

    Returns:
        The axes of a new figure: those of `scatter` and those of `trajectory`. The figure's title is
        the rule in words.
    """
    axes = paper(1, 2, (15, 6.8))
    figure_of(axes[0]).set_layout_engine("constrained", w_pad=PADDING)
    scatter(result, axes[0])
    trajectory(result, axes[1])
    figure_of(axes[0]).suptitle(
        fill(statements(result)[0].replace(" %", UNBROKEN), 120), x=0.01, ha="left", fontsize=15
    )
    return axes


@styled
def scatter(result: Discovery, ax: Axes | None = None) -> Axes:
    """Every point over the rule's weightiest factors, coloured by how often it happens there.

    Without a rule, over the first two factors; with a rule of one factor, that one against chance.
    Points where it always happens are drawn last. The frame of a rule that does not hold on the points
    held out is dashed.

    Args:
        result: of its `points`, the two factors and `happens` (share of seeds, from 0 to 1) are drawn;
            of its `restrictions`, the column `factor` gives the order of factors.
        ax: axes to draw on; None makes a new figure.

    Returns:
        The axes, with a colour bar beside them.
    """
    import seaborn as sns

    ax = ax or paper(size=(8, 6.5))[0]
    names = [*result.restrictions["factor"], *result.response.points.columns]
    across, up = [*dict.fromkeys(map(str, names)), ""][:2]
    x, y = _places(result.points, across), _places(result.points, up)
    order = np.argsort(result.points["happens"].to_numpy(), kind="stable")
    for_the_better = result.side == better_side(result.response)
    colours = diverging() if for_the_better else diverging().reversed()
    shade = Normalize(0, 1)
    sns.scatterplot(
        x=x[order], y=y[order], hue=result.points["happens"].to_numpy()[order], palette=colours,
        hue_norm=shade, s=34, edgecolor=GREY, linewidth=0.4, legend=False, ax=ax,
    )  # fmt: skip
    _axis(ax, "x", result, across)
    _axis(ax, "y", result, up)
    if result.box.restrictions:
        _frame(ax, result, across, up)
    _key(ax, ScalarMappable(shade, colours))
    rest = [name for name in result.restrictions["factor"] if name not in (across, up)]
    further = f" (and further: {', '.join(rest)})" if rest else ""
    ax.set_title(f"The rule: inside the frame{further}" if result.holds else "No rule that holds")
    ax.grid(visible=False)
    return ax


def _key(ax: Axes, colours: ScalarMappable) -> None:
    bar = figure_of(ax).colorbar(colours, ax=ax, ticks=[0, 0.5, 1], pad=0.02)
    bar.ax.set_yticklabels(["never", "half", "always"])
    bar.set_label("how often it happens at a point")


def _places(points: pd.DataFrame, name: str) -> np.ndarray:
    """Where points lie along a factor; words are spread a little so that points do not hide."""
    aside = 0.6 * ((np.arange(len(points)) * 0.618034) % 1 - 0.5)
    if not name:
        return aside
    if is_numeric(points[name]):
        return points[name].to_numpy(np.float64)
    return np.asarray(pd.factorize(points[name])[0] + aside)


def _axis(ax: Axes, which: str, result: Discovery, name: str) -> None:
    axis = ax.xaxis if which == "x" else ax.yaxis
    axis.set_label_text(result.response.axis(name) if name else "")
    if name and is_numeric(result.points[name]):
        column = result.points[name]
        scaled(ax, which, column.min(), column.max(), name in result.response.by_ratio)
    elif not name:
        axis.set_ticks([])
    else:
        words = result.points[name].drop_duplicates()
        axis.set_ticks(range(len(words)), labels=[str(word) for word in words])


def _frame(ax: Axes, result: Discovery, across: str, up: str) -> None:
    """The edge of the box over two factors; ends that it leaves open lie on the edge of the axes."""
    left, right = _span(result.box.of(across), ax.get_xlim())
    foot, head = _span(result.box.of(up), ax.get_ylim())
    style = "-" if result.holds else "--"
    frame = Rectangle(
        (left, foot), right - left, head - foot, fill=False, ec="black", lw=3, ls=style, zorder=4
    )
    ax.add_patch(frame)


def _span(restriction: Restriction, limits: Sequence[float]) -> tuple[float, float]:
    if restriction.words is not None:
        return limits[0], limits[1]
    return max(restriction.low, limits[0]), min(restriction.high, limits[1])


@styled
def trajectory(result: Discovery, ax: Axes | None = None) -> Axes:
    """Coverage and density of each box on the way, on points that found it and on those held out.

    Coverage and density are those of `bryant_lempert2010`.

    Args:
        result: of its `trajectory`, `coverage`, `density`, `held_out_coverage` and `held_out_density`
            (shares from 0 to 1) are drawn; of its `summary`, those of the rule and `overall`.
        ax: axes to draw on; None makes a new figure.

    Returns:
        The axes, coverage across and density up, both in per cent.
    """
    ax = ax or paper(size=(8, 6.5))[0]
    for row, half in enumerate(HALVES):
        _way(ax, result, result.summary.iloc[row], *half)
    ax.axhline(result.summary["overall"].iloc[1], color=GREY, lw=1.5, ls=":", label="all points")
    for axis in (ax.xaxis, ax.yaxis):
        axis.set_major_formatter(PercentFormatter(1.0, decimals=0, symbol=""))
    ax.set_xlim(-0.03, 1.05)
    ax.set_ylim(-0.03, 1.05)
    ax.set_xlabel("coverage: of all where it happens, inside (%)")
    ax.set_ylabel("density: of all inside, where it happens (%)")
    ax.set_title("The way to the rule: few and sure, or many and mixed")
    ax.legend(loc="lower left", frameon=True, framealpha=1, edgecolor="white")
    return ax


def _way(
    ax: Axes, result: Discovery, rule: pd.Series, prefix: str, colour: str, marker: str, name: str
) -> None:
    """The boxes on the way as one half of the points has them, and the rule that was chosen."""
    import seaborn as sns

    sns.lineplot(
        result.trajectory, x=f"{prefix}coverage", y=f"{prefix}density", sort=False, estimator=None,
        lw=1, marker=marker, ms=6, mew=0, color=colour, alpha=0.6,
        label=f"boxes on the way, points {name}", ax=ax,
    )  # fmt: skip
    if result.box.restrictions:
        sns.scatterplot(
            x=[rule["coverage"]], y=[rule["density"]], marker=marker, s=15**2, color="white",
            edgecolor=colour, linewidth=3, label=f"the rule, points {name}", zorder=4, ax=ax,
        )  # fmt: skip
