"""Dots with their intervals, row by row: what a figure of effects or differences is made of.

Bars with one length a row are drawn here, too. seaborn draws both, with nothing left to estimate.
"""

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from numpy.typing import ArrayLike

COLUMNS = ["place", "low", "middle", "high", "colour", "filled"]
ENDS = COLUMNS[1:4]
WHITE = "white"


def intervals(
    ax: Axes,
    rows: pd.DataFrame,
    marker: str = "o",
    size: float = 9,
    width: float = 3,
    label: str = "",
) -> None:
    """Draw a dot for each row, and a line as long as its interval; hollow where it is not filled.

    Args:
        ax: axes to draw on, whose labels are taken away.
        rows: what is drawn: `place` (row of the axis up), `low`, `middle` and `high` (unit of the
            axis across), `colour`, and `filled` (yes or no). Rows without a `middle` are left out.
        marker: the dots' shape, by matplotlib's name.
        size: width of a dot, in points.
        width: width of a line, in points.
        label: what the legend says of the dots; nothing if it is empty.
    """
    rows = rows.dropna(subset="middle")
    if not rows.empty:
        _lines(ax, rows, width)
        _dots(ax, rows, marker, size, label or None)
    ax.set(xlabel="", ylabel="")


def _lines(ax: Axes, rows: pd.DataFrame, width: float) -> None:
    import seaborn as sns

    ends = rows.melt(["place", "colour"], ["low", "high"], value_name="end")
    sns.lineplot(
        ends, x="end", y="place", units="place", hue="colour", palette=_own(rows["colour"]),
        estimator=None, lw=width, solid_capstyle="butt", legend=False, ax=ax,
    )  # fmt: skip


def _dots(ax: Axes, rows: pd.DataFrame, marker: str, size: float, label: str | None) -> None:
    import seaborn as sns

    face = rows["colour"].where(rows["filled"], WHITE)
    sns.scatterplot(
        rows, x="middle", y="place", hue=face, palette=_own(face), marker=marker, s=size**2,
        edgecolor=list(rows["colour"]), linewidth=2, zorder=3, legend=False, label=label, ax=ax,
    )  # fmt: skip


def _own(colours: Iterable[str]) -> dict[str, str]:
    """A palette in which every colour stands for itself."""
    return {colour: colour for colour in colours}


def bars(
    ax: Axes,
    lengths: pd.Series,
    places: ArrayLike,
    colours: Sequence[str],
    height: float,
    **look: Any,
) -> None:
    """Draw a bar of each length from zero, at its place up.

    Args:
        ax: axes to draw on, whose labels are taken away.
        lengths: shape (n,), unit of the axis across; a missing one is zero.
        places: shape (n,), middles of the bars on the axis up.
        colours: the colour of each bar.
        height: of each bar, in the unit of the axis up.
        **look: what else seaborn's `barplot` takes, such as `label` and `alpha`.
    """
    import seaborn as sns

    sns.barplot(
        x=lengths.fillna(0.0), y=places, hue=list(colours), palette=_own(colours),
        orient="y", native_scale=True, dodge=False, saturation=1, errorbar=None,
        width=height / np.diff(np.unique(places)).min(initial=1.0), legend=False, ax=ax, **look,
    )  # fmt: skip
    ax.set(xlabel="", ylabel="")
