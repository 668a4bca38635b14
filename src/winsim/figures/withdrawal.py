"""Adoption when a programme is withdrawn, and what has become of it a year later.

Drawn by `winsim compare --withdraw`, from the result of `winsim.counterfactual.withdrawal`.
"""

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.ticker import MaxNLocator, PercentFormatter

from winsim.counterfactual.withdrawal import LOOK, Withdrawal
from winsim.figures.curves import names_of
from winsim.figures.panels import NOTHING, heading, instead, label_each, left_out, named, panels
from winsim.figures.style import GREY, figure_of, palette, paper, styled

ARROW = 0.05
"""A smaller change has no room for an arrow."""


@styled
def withdrawal(result: Withdrawal) -> list[Axes]:
    """One panel a rollout: adoption at the withdrawal, and an arrow to adoption a year later.

    Args:
        result: whose `table` has a row per rollout and week of withdrawal, as `fate` takes it, with the
            number of `runs`.

    Returns:
        The axes of a new figure, up to three a row, in the order of the rollouts. One that nobody takes
        up has no panel, and the heading says so.
    """
    table, look = result.table, palette(names_of(result.table))
    count = int(table["runs"].max())
    title = (
        f"Adoption when the programme is withdrawn, and {LOOK} weeks later: mean of {count} runs"
    )
    most = table.groupby("rollout", sort=False)[["adopted_then", "adopted_later"]].max().max(axis=1)
    shown = [name for name in look if most[name] >= NOTHING]
    if not shown:
        return instead(title, "Nobody works the new way then or later, in any rollout.")
    axes = panels(shown, (4.4, 3.7), sharex=True, sharey=True)
    for name, ax in axes.items():
        fate(table[table["rollout"] == name], ax, look[name])
    label_each(axes.values())
    none = left_out("Nobody then or later in", [name for name in look if name not in shown])
    heading(axes[shown[0]], title, none)
    figure_of(axes[shown[0]]).legend(handles=_legend(), loc="outside lower center", ncols=3)
    return list(axes.values())


@styled
def fate(rows: pd.DataFrame, ax: Axes | None = None, colour: str = "#0072B2") -> Axes:
    """Adoption of one rollout at each withdrawal (hollow), and a year later (filled).

    Args:
        rows: a row per week of withdrawal, all of one `rollout`: `week`, `adopted_then`,
            `adopted_later` and their difference `adopted_change` (shares of people, drawn in per cent).
        ax: axes to draw on; None makes a new figure.
        colour: of the marks and the title, which is the rollout's name.

    Returns:
        The axes. Changes of up to `ARROW` have no arrow.
    """
    import seaborn as sns

    ax = ax or paper()[0]
    ax.axhline(0.5, color=GREY, lw=1, ls=":")
    sns.lineplot(
        rows, x="week", y="adopted_later", estimator=None, color=colour, lw=1.5, alpha=0.5, ax=ax
    )
    for _, row in rows.iterrows():
        if abs(row["adopted_change"]) > ARROW:
            ends = (row["week"], row["adopted_later"]), (row["week"], row["adopted_then"])
            ax.annotate("", *ends, arrowprops={"arrowstyle": "->", "color": colour, "lw": 2})
    dots = {"x": "week", "s": 9**2, "edgecolor": colour, "linewidth": 2, "zorder": 3, "ax": ax}
    sns.scatterplot(rows, y="adopted_then", color="white", **dots)
    sns.scatterplot(rows, y="adopted_later", color=colour, **dots)
    ax.set_xlim(0, 1.08 * rows["week"].max())
    ax.set_ylim(-0.03, 1.03)
    ax.xaxis.set_major_locator(MaxNLocator(nbins=7, integer=True))
    ax.yaxis.set_major_formatter(PercentFormatter(1.0, decimals=0, symbol=""))
    ax.set_xlabel("week of the withdrawal")
    ax.set_ylabel("people working the new way (%)")
    named(ax, str(rows["rollout"].iloc[0]), colour)
    return ax


def _legend() -> list[Line2D]:
    then = Line2D([], [], color=GREY, marker="o", ls="", ms=9, mfc="white", mew=2)
    later = Line2D([], [], color=GREY, marker="o", ls="", ms=9)
    half = Line2D([], [], color=GREY, ls=":", lw=1)
    then.set_label("at the withdrawal")
    later.set_label("a year later")
    half.set_label("half of the people")
    return [then, later, half]
