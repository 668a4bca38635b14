"""Paired differences by factor and level: a dot and its interval each.

Drawn by `winsim analyse`, from the result of `winsim.analysis.differences`.
"""

import numpy as np
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from winsim.analysis.differences import Differences
from winsim.figures.intervals import intervals
from winsim.figures.scales import headline, wrapped
from winsim.figures.style import COLOURS, GREY, paper, styled

GAP = 0.9
"""Room between factors, in rows."""


@styled
def levers(result: Differences, ax: Axes | None = None) -> Axes:
    """Differences level by level, grouped by factor: filled where clear of zero, hollow where not.

    Args:
        result: of its `table`, `factor`, `level`, `against`, `difference`, `low`, `high` (95 % interval,
            stored unit of the outcome) and `significant` are drawn, in its order from the top.
        ax: axes to draw on; None makes a new figure, as high as the table is long.

    Returns:
        The axes, a row a level; across stands the difference in the unit in which people read it.
    """
    table, factor = result.table, result.response.outcome.unit.factor
    groups = (~table["factor"].duplicated()).cumsum().to_numpy()
    places = np.arange(len(table)) + (1 + GAP) * groups
    ax = ax or paper(size=(11.5, 1.6 + 0.36 * (places[-1] + 1)))[0]
    ax.axvline(0, color=GREY, lw=1.5)
    parts = factor * table[["low", "difference", "high"]]
    colours = np.where(table["difference"] > 0, COLOURS[0], COLOURS[1])
    drawn = parts.assign(place=places, colour=colours, filled=table["significant"])
    intervals(ax, drawn.rename(columns={"difference": "middle"}))
    ax.set_yticks(places, labels=_labels(result))
    _headings(ax, result, places)
    ax.tick_params(axis="y", length=0)
    ax.set_ylim(places[-1] + 0.7, places[0] - 1.6)
    ax.xaxis.set_major_locator(MaxNLocator(nbins=7))
    ax.grid(visible=False, axis="y")
    ax.grid(visible=True, axis="x")
    unit = result.response.measured_in
    ax.set_xlabel(
        f"mean difference{f' ({unit})' if unit else ''}, 95 % interval; hollow: not clear"
    )
    ax.set_title(headline(_title(result)))
    return ax


def _labels(result: Differences) -> list[str]:
    if result.response.baseline:
        return list(result.table["level"])
    return [f"{row['level']} less {row['against']}" for _, row in result.table.iterrows()]


def _headings(ax: Axes, result: Differences, places: np.ndarray) -> None:
    """The name of each factor above its levels."""
    first = ~result.table["factor"].duplicated()
    for place, name in zip(places[first], result.table["factor"][first], strict=True):
        ax.annotate(
            wrapped(result.response.axis(name)), (0, place - 0.95), xytext=(-4, 0), ha="right", va="center",
            xycoords=ax.get_yaxis_transform(), textcoords="offset points", fontweight="bold",
            annotation_clip=False, fontsize=12,
        )  # fmt: skip


def _title(result: Differences) -> str:
    if result.response.baseline:
        return f"Level by level, over all else: {result.response.title}"
    return f"Between levels, all else equal: {result.response.title}"
