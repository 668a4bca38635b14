"""Differences from the baseline as more and more is uncertain: one interval a layer, beside each other.

Drawn by `winsim compare --uncertain`, from the result of `winsim.experiment.odds`.
"""

from collections.abc import Sequence

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from winsim.experiment.odds import LAYERS, UncertainOdds
from winsim.figures.intervals import intervals
from winsim.figures.style import COLOURS, GREY, figure_of, paper, styled
from winsim.runs.outcomes import OUTCOMES, Outcome

HEADLINES = ("net_value", "adoption")
SHADES = dict(zip(LAYERS, (GREY, COLOURS[0], COLOURS[1]), strict=True))
"""The colour of each layer."""
ROOM = 0.25
"""How far the layers of a rollout lie apart."""


@styled
def odds(result: UncertainOdds, outcomes: Sequence[str] = HEADLINES) -> list[Axes]:
    """Differences from the baseline, one panel an outcome, one row a rollout and in it one line a layer.

    Args:
        result: of its table `odds`, the 5th to 95th percentile of the difference and its median are
            drawn, and the share of futures in which the rollout is better.
        outcomes: names of outcomes, keys of `winsim.runs.outcomes.OUTCOMES`.

    Returns:
        The axes of a new figure, in the order of `outcomes`.

    Raises:
        KeyError: for an outcome that does not exist.
    """
    others = [name for name in result.rollouts if name != result.baseline]
    size = (7.5 * len(outcomes), 2.1 + 1.15 * max(1, len(others)))
    axes = paper(1, len(outcomes), size, sharey=True)
    for name, ax in zip(outcomes, axes, strict=True):
        odds_of(result.odds, OUTCOMES[name], others, ax)
        ax.set_yticks(range(len(others)), labels=list(map(result.scenario.called, others)))
    figure = figure_of(axes[0])
    baseline = result.scenario.called(result.baseline)
    title = f"Difference from {baseline}: median and 5–95 % of futures, by what is uncertain"
    figure.suptitle(title, x=0.01, ha="left", fontsize=15)
    _legend(axes[0])
    return axes


@styled
def odds_of(
    table: pd.DataFrame, outcome: Outcome, others: Sequence[str], ax: Axes | None = None
) -> Axes:
    """The differences of one outcome; beside each line stands in how many futures the rollout is better.

    Args:
        table: the table of odds.
        outcome: which outcome; its unit is that of the axis across.
        others: the rollouts but the baseline, from the top.
        ax: axes to draw on; None makes a new figure.

    Returns:
        The axes, with a row for each rollout.
    """
    ax = ax or paper(size=(8, 4))[0]
    ax.axvline(0, color=GREY, lw=1.5)
    rows = _rows(table, outcome, others)
    intervals(ax, rows, size=9, width=4)
    for _, row in rows.iterrows():
        _count(ax, row)
    ax.set_yticks(range(len(others)), labels=others)
    ax.tick_params(axis="y", length=0)
    ax.set_ylim(len(others) - 0.45, -0.55)
    ax.xaxis.set_major_locator(MaxNLocator(nbins=6))
    ax.grid(visible=False, axis="y")
    ax.set_xlabel(f"{_direction(outcome)}{outcome.unit.difference or 'number'}")
    ax.set_title(outcome.label, fontsize=13)
    return ax


def _direction(outcome: Outcome) -> str:
    side = {"higher": "better to the right; ", "lower": "better to the left; ", "neither": ""}
    return side[outcome.better]


def _rows(table: pd.DataFrame, outcome: Outcome, others: Sequence[str]) -> pd.DataFrame:
    """What `intervals` draws, with the counts, in the unit in which people read the outcome."""
    mine = table[(table["outcome"] == outcome.name) & table["rollout"].isin(others)]
    names = {
        "difference_percentile_5": "low",
        "difference_median": "middle",
        "difference_percentile_95": "high",
    }
    ends = (mine[list(names)] * outcome.unit.factor).rename(columns=names)
    layer = mine["layer"].map({name: number for number, name in enumerate(LAYERS)})
    return ends.assign(
        place=mine["rollout"].map(list(others).index) + ROOM * (layer - 1),
        colour=mine["layer"].map(SHADES),
        filled=True,
        better=mine["better"],
        runs=mine["runs"],
    )


def _count(ax: Axes, row: pd.Series) -> None:
    ax.annotate(
        f"{row['better']:.0f} of {row['runs']:.0f}",
        (1, row["place"]),
        xytext=(8, 0),
        xycoords=ax.get_yaxis_transform(),
        textcoords="offset points",
        va="center",
        color=row["colour"],
        fontsize=11,
        annotation_clip=False,
    )


def _legend(ax: Axes) -> None:
    """Which colour is which layer, beneath all panels."""
    from matplotlib.lines import Line2D

    handles = [Line2D([], [], color=SHADES[name], lw=4, label=LAYERS[name]) for name in LAYERS]
    figure_of(ax).legend(handles=handles, loc="outside lower left", ncols=len(LAYERS))
