"""Perceived beside strategic progress, with the gap between them."""

from typing import Any

import pandas as pd
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patches import Patch
from matplotlib.ticker import PercentFormatter

from winsim.figures.curves import names_of, week_axis
from winsim.figures.style import DASHES, GREY, figure_of, palette, paper, styled

MEASURES: dict[str, Any] = {"perceived": DASHES[1], "strategic": DASHES[0]}
"""Columns of the table of weeks, shares from 0 to 1, and the dashes of their lines."""
SHADE = 0.22
"""Opacity of the gap."""


@styled
def progress(weeks: pd.DataFrame) -> list[Axes]:
    """Perceived and strategic progress by week, one panel a rollout, the gap between shaded.

    Args:
        weeks: the table of weeks: `rollout`, `seed`, `week`, and `perceived` and `strategic` (shares
            from 0 to 1, drawn in per cent).

    Returns:
        The axes of a new figure, up to three a row, in the order of the rollouts.
    """
    look = palette(names_of(weeks))
    columns = min(3, len(look))
    rows = -(-len(look) // columns)
    axes = paper(rows, columns, (4.6 * columns + 1.2, 4.4 * rows + 0.8), sharex=True, sharey=True)
    for name, ax in zip(look, axes, strict=False):
        gap(weeks[weeks["rollout"] == name], ax, look[name])
        ax.label_outer()
    for ax in axes[max(0, len(look) - columns) : len(look)]:
        ax.tick_params(labelbottom=True)
        ax.set_xlabel("weeks since the start")
    for ax in axes[len(look) :]:
        ax.remove()
    count = weeks["seed"].nunique()
    over = f": mean of {count} runs" if count > 1 else ": one run"
    figure = figure_of(axes[0])
    figure.suptitle(f"Perceived and strategic progress{over}", x=0.01, ha="left", fontsize=15)
    figure.legend(handles=_legend(), loc="outside lower center", ncols=3)
    return axes[: len(look)]


def _legend() -> list[Artist]:
    return [
        Line2D([], [], color="black", ls="--", label="perceived: visible share of steps finished"),
        Line2D([], [], color="black", label="strategic: share of value that counts"),
        Patch(color=GREY, alpha=SHADE, lw=0, label="gap"),
    ]


@styled
def gap(weeks: pd.DataFrame, ax: Axes | None = None, colour: str = "#0072B2") -> Axes:
    """Perceived (dashed) and strategic progress of one rollout, the gap between them shaded.

    Means, because the difference of two means is the mean difference.

    Args:
        weeks: rows of one rollout: `rollout`, `week`, and `perceived` and `strategic` (shares from 0
            to 1, drawn in per cent).
        ax: axes to draw on; None makes a new figure.
        colour: of the lines and the title, which is the rollout's name.

    Returns:
        The axes.
    """
    import seaborn as sns

    ax = ax or paper()[0]
    week_axis(ax, weeks)
    ax.set_ylabel("progress (% of the change)")
    mean = weeks.groupby("week")[list(MEASURES)].mean()
    ax.fill_between(mean.index, mean["strategic"], mean["perceived"], color=GREY, alpha=SHADE, lw=0)
    look = {"palette": [colour] * 2, "dashes": MEASURES, "legend": False}
    sns.lineplot(mean, estimator=None, ax=ax, **look)
    ax.set_ylim(0, max(1.01, 1.01 * mean.to_numpy().max()))
    ax.yaxis.set_major_formatter(PercentFormatter(1.0, decimals=0, symbol=""))
    ax.set_title(names_of(weeks)[0], color=colour, fontweight="bold")
    return ax
