"""Γ, the wins caused by one more win, by strength and by week of the win that was put in.

Drawn by `winsim compare --spiral`, from the result of `winsim.counterfactual.one_more_win`.
"""

import pandas as pd
from matplotlib.axes import Axes

from winsim.counterfactual.one_more_win import OneMoreWin, headline, sized_week
from winsim.figures.curves import names_of
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
        The three axes of a new figure, in that order. Γ is counted over the longest horizon in the
        first two.
    """
    table, week = headline(result), sized_week(result)
    within = int(table["within_weeks"].max())
    axes = paper(1, 3, (16, 5.4), sharey=True)
    gains(_by_size(table[table["week"] == week]), "size", axes[0])
    gains(table[table["size"] == 1.0], "week", axes[1])
    since = result.table[(result.table["week"] == week) & (result.table["size"] == 1.0)]
    gains(since, "within_weeks", axes[2])
    for ax, label, title in zip(
        axes,
        ("strength of the win", "week of the win", f"weeks since a win in week {week}"),
        (f"Within {within} weeks, by strength", f"Within {within} weeks, by week", "By time since"),
        strict=True,
    ):
        ax.set_xlabel(label)
        ax.set_title(title, fontsize=13)
    axes[0].set_ylabel("further team-wins (Γ)")
    figure = figure_of(axes[0])
    figure.suptitle(
        f"Further wins that one more win brings about: mean of {int(table['pairs'].max())} pairs "
        "of runs, 95 % interval", x=0.01, ha="left", fontsize=15,
    )  # fmt: skip
    handles, labels = axes[1].get_legend_handles_labels()
    figure.legend(handles, labels, loc="outside lower center", ncols=4)
    return axes


@styled
def gains(table: pd.DataFrame, along: str, ax: Axes | None = None) -> Axes:
    """Gains with their intervals along a column, one line a rollout; at Γ = 1 each win brings one.

    Of the three numbers at a place the median is the gain, and all lie within its interval.

    Args:
        table: a row per rollout and place: `rollout`, the column along which it is drawn, and
            `further_wins`, `low` and `high` (wins of teams).
        along: the column across, such as `size` (felt strength), `week` or `within_weeks` (weeks).
        ax: axes to draw on; None makes a new figure.

    Returns:
        The axes, without labels or legend; what the legend would name can be had from them.
    """
    import seaborn as sns

    ax = ax or paper()[0]
    names = names_of(table)
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
