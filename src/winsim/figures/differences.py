"""Paired differences from the baseline: every pair a dot, with the mean and its interval.

Drawn by `winsim compare`, from the result of `winsim.runs.compare`. A pair is two runs of one seed.
"""

from collections.abc import Sequence
from dataclasses import replace

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from winsim.figures.intervals import intervals
from winsim.figures.panels import heading, instead
from winsim.figures.style import GREY, colours_of, paper, styled
from winsim.runs.compare import Comparison
from winsim.runs.outcomes import OUTCOMES, Outcome
from winsim.words import joined

HEADLINES = ("adoption", "strategic", "net_value", "lowest_trust")
ROOM = 0.1
"""Room on either side of no difference, as a share of the axis, so that both sides are seen."""
TINY = 1e-9
"""A smaller difference is one of rounding."""


@styled
def differences(comparison: Comparison, outcomes: Sequence[str] = HEADLINES) -> list[Axes]:
    """Differences from the baseline, one panel an outcome, one row a rollout.

    Args:
        comparison: of which the tables `pairs` and `differences` are drawn.
        outcomes: names of outcomes, keys of `winsim.runs.outcomes.OUTCOMES`.

    Returns:
        The axes of a new figure, two panels a row, in the order of `outcomes`. An outcome in which no
        pair differs has no panel, and the heading says so.

    Raises:
        KeyError: for an outcome that does not exist.
    """
    others = [name for name in comparison.rollouts if name != comparison.baseline]
    title = (
        f"Difference from {comparison.baseline}, pair by pair: "
        f"mean with 95 % interval, {comparison.seeds} pairs"
    )
    shown = [name for name in outcomes if _differs(comparison, OUTCOMES[name])]
    same = [OUTCOMES[name].label for name in outcomes if name not in shown]
    if not shown:
        return instead(title, f"All rollouts are alike in {joined(same)}.")
    height = 1.9 + 0.9 * max(1, len(others))
    rows, columns = -(-len(shown) // 2), min(2, len(shown))
    axes = paper(rows, columns, (6.5 * columns, 1 + height * rows), sharey=True)
    for name, ax in zip(shown, axes, strict=False):
        outcome_differences(comparison, OUTCOMES[name], ax)
    for ax in axes[len(shown) :]:
        ax.remove()
    heading(axes[0], title, f"All rollouts are alike in {joined(same)}." if same else "")
    return axes[: len(shown)]


def _differs(comparison: Comparison, outcome: Outcome) -> bool:
    """Whether any pair of runs differs in an outcome by more than a rounding error."""
    pairs = comparison.pairs
    return bool((pairs.loc[pairs["outcome"] == outcome.name, "difference"].abs() > TINY).any())


@styled
def outcome_differences(comparison: Comparison, outcome: Outcome, ax: Axes | None = None) -> Axes:
    """Paired differences of one outcome: dots for pairs, a bar for the mean's interval.

    Beside each row stands in how many pairs the rollout did better, or had more where no direction is
    better.

    Args:
        comparison: of its `pairs`, `rollout`, `outcome` and `difference` are drawn; of its
            `differences`, `mean`, `low` and `high` (95 % interval), and the counts `better` or `higher`,
            `equal` and `runs`. Both are in the stored unit of the outcome.
        outcome: which it is; across stands the unit in which the scenario is read.
        ax: axes to draw on; None makes a new figure.

    Returns:
        The axes, with a row for each rollout but the baseline.
    """
    outcome = replace(outcome, unit=outcome.unit_in(comparison.scenario))
    ax = ax or paper(size=(8, 4))[0]
    others = [name for name in comparison.rollouts if name != comparison.baseline]
    ax.axvline(0, color=GREY, lw=1.5)
    _dots(ax, _rows(comparison.pairs, outcome, others), comparison.rollouts)
    means = _rows(comparison.differences, outcome, others)
    drawn = means[["place", "low", "high"]].assign(
        middle=means["mean"], colour="black", filled=True
    )
    intervals(ax, drawn, width=4)
    for _, result in means.iterrows():
        _count(ax, result, outcome)
    ax.set_yticks(range(len(others)), labels=others)
    ax.tick_params(axis="y", length=0)
    ax.set_ylim(len(others) - 0.45, -0.45)
    low, high = ax.get_xlim()
    ax.set_xlim(min(low, -ROOM * (high - low)), max(high, ROOM * (high - low)))
    ax.xaxis.set_major_locator(MaxNLocator(nbins=6))
    ax.grid(visible=False, axis="y")
    _direction(ax, outcome)
    ax.set_title(outcome.label, fontsize=13)
    return ax


def _direction(ax: Axes, outcome: Outcome) -> None:
    """The unit, and an arrow at the end of the axis that says which way is better, or more."""
    ax.set_xlabel(outcome.unit.difference)
    arrow = {"lower": "← better", "higher": "better →", "neither": "more →"}[outcome.better]
    end, align = (0, "left") if outcome.better == "lower" else (1, "right")
    level = (ax.transAxes, ax.xaxis.label)
    ax.annotate(arrow, (end, 0.5), xycoords=level, ha=align, va="center", fontweight="bold")


def _rows(table: pd.DataFrame, outcome: Outcome, others: Sequence[str]) -> pd.DataFrame:
    """What a table says of an outcome, in its unit, with the `place` of each rollout's row."""
    rows = table[(table["outcome"] == outcome.name) & table["rollout"].isin(others)]
    numbers = [name for name in ("difference", "low", "mean", "high") if name in rows]
    in_unit = rows[numbers] * outcome.unit.factor
    return rows.assign(**in_unit, place=rows["rollout"].map(list(others).index))


def _dots(ax: Axes, pairs: pd.DataFrame, names: Sequence[str]) -> None:
    """The pairs as dots, spread evenly about their row so that they do not hide one another.

    seaborn's strip plot would spread them by global luck, and no two drawings would be the same.
    """
    import seaborn as sns

    if pairs.empty:
        return
    within = pairs.groupby("rollout").cumcount()
    places = pairs["place"] + 0.28 + 0.2 * ((within * 0.618034) % 1 - 0.5)
    sns.scatterplot(
        pairs, x="difference", y=places, s=16, alpha=0.45, linewidth=0, ax=ax, **colours_of(names)
    )


def _count(ax: Axes, result: pd.Series, outcome: Outcome) -> None:
    """In how many pairs a rollout did better, beside its row."""
    counted = "more" if outcome.better == "neither" else "better"
    count = result["higher"] if outcome.better == "neither" else result["better"]
    equal = f"\n{result['equal']} equal" if result["equal"] else ""
    ax.annotate(
        f"{counted} in\n{count} of {result['runs']}{equal}",
        (1, result["place"]),
        xytext=(8, 0),
        xycoords=ax.get_yaxis_transform(),
        textcoords="offset points",
        va="center",
        fontsize=12,
        annotation_clip=False,
    )
