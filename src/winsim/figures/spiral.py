"""Γ, the wins caused by one more win, by strength and by week of the win that was put in.

Drawn by `winsim compare --spiral`, from the result of `winsim.counterfactual.one_more_win`.
"""

from collections.abc import Sequence
from typing import NamedTuple

import pandas as pd
from matplotlib.axes import Axes

from winsim.counterfactual.one_more_win import OneMoreWin, headline, sized_week
from winsim.figures.curves import names_of
from winsim.figures.panels import heading, instead, left_out
from winsim.figures.style import GREY, by_rollout, figure_of, paper, styled, without_legend

OFFSET = 0.012
"""How far rollouts are moved apart along the axis, as a share of it, so that none hides another."""


@styled
def spiral(result: OneMoreWin) -> list[Axes]:
    """Further team-wins by strength of the win put in, by its week, and by time since then.

    Args:
        result: whose `table` has `rollout`, `week`, `size` (felt strength), `within_weeks` (weeks since
            the win), `further_wins` with its 95 % interval (`low`, `high`), and `pairs`.

    Returns:
        The axes of a new figure, in that order, but for a view in which all is zero. Γ is counted over
        the longest horizon in the first two. A rollout that gains nothing is named in the heading.
    """
    names, count = names_of(result.table), int(result.table["pairs"].max())
    title = f"Further wins that one more win brings about: mean of {count} pairs of runs"
    lively = [name for name in names if _says(result.table[result.table["rollout"] == name])]
    if not lively:
        return instead(title, "In no pair of runs and in no rollout did it bring any.")
    views = {view: rows for view, rows in _views(result).items() if _says(rows)}
    axes = paper(1, len(views), (1 + 5 * max(2, len(views)), 5.6), sharey=True)
    for (view, rows), ax in zip(views.items(), axes, strict=True):
        gains(rows[rows["rollout"].isin(lively)], view.along, ax, names)
        ax.set_xlabel(view.label)
        ax.set_title(view.title, fontsize=13)
    axes[0].set_ylabel("further team-wins (Γ)")
    none = left_out("None in", [name for name in names if name not in lively])
    heading(axes[0], f"{title}, 95 % interval", none)
    handles, labels = axes[0].get_legend_handles_labels()
    drawn = dict(zip(labels, handles, strict=True))
    told = [*lively, labels[0]]
    figure_of(axes[0]).legend(
        [drawn[label] for label in told], told, loc="outside lower center", ncols=4
    )
    return axes


class View(NamedTuple):
    """One way to look at gains: along which column, and what the axes say."""

    along: str
    label: str
    title: str


def _views(result: OneMoreWin) -> dict[View, pd.DataFrame]:
    """What each panel draws: gains by strength, by week, and by the time since the win."""
    table, week = headline(result), sized_week(result)
    within = f"Within {int(table['within_weeks'].max())} weeks"
    unit = result.table[result.table["size"] == 1.0]
    by_size = _by_size(table[table["week"] == week])
    return {
        View("size", "strength of the win", f"{within}, by strength"): by_size,
        View("week", "week of the win", f"{within}, by week"): table[table["size"] == 1.0],
        View("within_weeks", f"weeks since a win in week {week}", "By time since"): unit[
            unit["week"] == week
        ],
    }


def _says(rows: pd.DataFrame) -> bool:
    """Whether any gain, or any end of its interval, is not zero."""
    return bool((rows[["low", "further_wins", "high"]] != 0).any(axis=None))


@styled
def gains(
    table: pd.DataFrame, along: str, ax: Axes | None = None, names: Sequence[str] = ()
) -> Axes:
    """Gains with their intervals along a column, one line a rollout; at Γ = 1 each win brings one.

    Of the three numbers at a place the median is the gain, and all lie within its interval.

    Args:
        table: a row per rollout and place: `rollout`, the column along which it is drawn, and
            `further_wins`, `low` and `high` (wins of teams).
        along: the column across, such as `size` (felt strength), `week` or `within_weeks` (weeks).
        ax: axes to draw on; None makes a new figure.
        names: all rollouts in their order, by which colours go; none is those of the table.

    Returns:
        The axes, without labels or legend; what the legend would name can be had from them.
    """
    import seaborn as sns

    ax = ax or paper()[0]
    names = list(names) or names_of(table)
    span = float(table[along].max()) or 1.0
    ax.axhline(0, color=GREY, lw=1)
    ax.axhline(1, color=GREY, lw=1.5, ls=":", label="Γ = 1: wins feed on themselves")
    beside = table["rollout"].map(names.index) - (len(names) - 1) / 2
    drawn = table.assign(at=table[along] + OFFSET * span * beside)
    drawn = drawn.melt(["rollout", "at"], ["low", "further_wins", "high"], value_name="Γ")
    sns.lineplot(
        drawn, x="at", y="Γ", estimator="median", errorbar=("pi", 100), err_style="bars",
        err_kws={"capsize": 4}, marker="o", ms=9, mew=0, ax=ax,
        **{**by_rollout(names), "legend": "full"},
    )  # fmt: skip
    without_legend(ax)
    ax.set(xlabel="", ylabel="")
    ax.set_xlim(0, 1.06 * span)
    ax.set_xticks(
        sorted({0, *table[along]}), labels=[f"{at:g}" for at in sorted({0, *table[along]})]
    )
    return ax


def _by_size(rows: pd.DataFrame) -> pd.DataFrame:
    """The gains by strength, from none, which brings nothing."""
    none = rows.drop_duplicates("rollout").assign(size=0.0, further_wins=0.0, low=0.0, high=0.0)
    return pd.concat([none, rows], ignore_index=True)
