"""Perceived beside strategic progress, with the gap between them."""

from math import ceil
from typing import Any

import pandas as pd
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patches import Patch
from matplotlib.ticker import PercentFormatter

from winsim.figures.curves import names_of, week_axis
from winsim.figures.panels import NOTHING, heading, instead, label_each, left_out, named, panels
from winsim.figures.style import DASHES, GREY, figure_of, palette, paper, styled

MEASURES: dict[str, Any] = {"perceived": DASHES[1], "strategic": DASHES[0]}
"""Columns of the table of weeks, shares from 0 to 1, and the dashes of their lines."""
SHADE = 0.22
"""Opacity of the gap."""


TITLE = "Perceived and strategic progress"
STILL, ROOM = 0.01, 1.25
"""Means that change less than this stand still; the weeks before are drawn, and some more."""
LOW = 0.5
"""Progress that stays below this is drawn on an axis that ends above it, not at 100 %."""


@styled
def progress(weeks: pd.DataFrame) -> list[Axes]:
    """Perceived and strategic progress by week, one panel a rollout, the gap between shaded.

    Weeks after which nothing changes any more are cut off, and the figure says so.

    Args:
        weeks: the table of weeks: `rollout`, `seed`, `week`, and `perceived` and `strategic` (shares
            from 0 to 1, drawn in per cent).

    Returns:
        The axes of a new figure, up to three a row, in the order of the rollouts that have progress.
    """
    look, count = palette(names_of(weeks)), weeks["seed"].nunique()
    over = f"{TITLE}: mean of {count} runs" if count > 1 else f"{TITLE}: one run"
    most = weeks.groupby("rollout", sort=False)[list(MEASURES)].max().max(axis=1)
    shown = [name for name in look if most[name] >= NOTHING]
    if not shown:
        return instead(over, "There is no progress in any run.")
    axes = panels(shown, (4.6, 3.9), sharex=True, sharey=True)
    drawn = weeks[weeks["week"] <= eventful_weeks(weeks)]
    for name, ax in axes.items():
        gap(drawn[drawn["rollout"] == name], ax, look[name])
    mean = drawn.groupby(["rollout", "week"])[list(MEASURES)].mean().to_numpy().max()
    axes[shown[0]].set_ylim(0, 1.01 * (1 if mean > LOW else ceil(10 * mean) / 10))
    label_each(axes.values())
    none = left_out("No progress in", [name for name in look if name not in shown])
    heading(axes[shown[0]], over, none, _cut(weeks, drawn))
    figure_of(axes[shown[0]]).legend(handles=_legend(), loc="outside lower center", ncols=3)
    return list(axes.values())


def eventful_weeks(weeks: pd.DataFrame) -> int:
    """The last week worth drawing: a quarter past the last change of a mean, or the last there is.

    Args:
        weeks: the table of weeks: `rollout`, `week`, and `perceived` and `strategic`.
    """
    mean = weeks.groupby(["rollout", "week"], sort=False)[list(MEASURES)].mean()
    final = mean.groupby("rollout", sort=False).transform("last")
    moving = ((mean - final).abs() > STILL).any(axis=1)
    changed = mean.index.get_level_values("week")[moving].max() if moving.any() else 0
    return min(int(weeks["week"].max()), ceil(ROOM * (changed + 1)))


def _cut(weeks: pd.DataFrame, drawn: pd.DataFrame) -> str:
    """A note on the weeks that are not drawn, if there are any."""
    last, end = int(drawn["week"].max()), int(weeks["week"].max())
    return f"After week {last} progress hardly changes." if last < end else ""


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
    ax.set_ylim(0, 1.01)
    ax.yaxis.set_major_formatter(PercentFormatter(1.0, decimals=0, symbol=""))
    named(ax, names_of(weeks)[0], colour)
    return ax
