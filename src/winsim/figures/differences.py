"""Paired differences from the baseline: every pair a dot, with the mean and its interval."""

from collections.abc import Sequence

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from winsim.figures.style import GREY, figure_of, looks, paper, styled
from winsim.runs.compare import Comparison
from winsim.runs.outcomes import OUTCOMES, Outcome

HEADLINES = ("adoption", "strategic", "net_value", "lowest_trust")


@styled
def differences(comparison: Comparison, outcomes: Sequence[str] = HEADLINES) -> list[Axes]:
    """Differences from the baseline, one panel an outcome, one row a rollout."""
    others = [name for name in comparison.rollouts if name != comparison.baseline]
    height = 1.7 + 0.9 * max(1, len(others))
    axes = paper(-(-len(outcomes) // 2), 2, (13, height * -(-len(outcomes) // 2)), sharey=True)
    for name, ax in zip(outcomes, axes, strict=False):
        outcome_differences(comparison, OUTCOMES[name], ax)
    for ax in axes[len(outcomes) :]:
        ax.remove()
    figure_of(axes[0]).suptitle(
        f"Difference from {comparison.baseline}, pair by pair: "
        f"mean with 95 % interval, {comparison.seeds} pairs",
        x=0.01,
        ha="left",
        fontsize=15,
    )
    return axes[: len(outcomes)]


@styled
def outcome_differences(comparison: Comparison, outcome: Outcome, ax: Axes | None = None) -> Axes:
    """Paired differences of one outcome: dots for pairs, a bar for the mean's interval."""
    ax = ax or paper(size=(8, 4))[0]
    look = looks(comparison.rollouts)
    others = [name for name in comparison.rollouts if name != comparison.baseline]
    ax.axvline(0, color=GREY, lw=1.5)
    for row, name in enumerate(others):
        _dots(ax, row, _pairs(comparison, outcome, name), look[name]["color"])
        _mean(ax, row, _summary(comparison, outcome, name), outcome)
    ax.set_yticks(range(len(others)), labels=others)
    ax.tick_params(axis="y", length=0)
    ax.set_ylim(len(others) - 0.45, -0.45)
    ax.xaxis.set_major_locator(MaxNLocator(nbins=6))
    ax.grid(visible=False, axis="y")
    ax.set_xlabel(outcome.unit.difference)
    ax.set_title(outcome.label, fontsize=13)
    return ax


def _pairs(comparison: Comparison, outcome: Outcome, rollout: str) -> pd.Series:
    table = comparison.pairs
    rows = table[(table["rollout"] == rollout) & (table["outcome"] == outcome.name)]
    return rows["difference"].dropna() * outcome.unit.factor


def _summary(comparison: Comparison, outcome: Outcome, rollout: str) -> pd.Series:
    table = comparison.differences
    return table[(table["rollout"] == rollout) & (table["outcome"] == outcome.name)].iloc[0]


def _dots(ax: Axes, row: int, values: pd.Series, colour: str) -> None:
    """The pairs as dots, spread evenly about their row so that they do not hide one another."""
    places = row + 0.28 + 0.2 * ((np.arange(values.size) * 0.618034) % 1 - 0.5)
    ax.scatter(values, places, s=16, color=colour, alpha=0.45, lw=0)


def _mean(ax: Axes, row: int, found: pd.Series, outcome: Outcome) -> None:
    low, mean, high = (found[name] * outcome.unit.factor for name in ("low", "mean", "high"))
    ax.plot([low, high], [row, row], color="black", lw=4, solid_capstyle="butt")
    ax.plot([mean], [row], "o", color="black", ms=9)
    counted = "more" if outcome.better == "neither" else "better"
    count = found["higher"] if outcome.better == "neither" else found["better"]
    equal = f"\n{found['equal']} equal" if found["equal"] else ""
    ax.annotate(
        f"{counted} in\n{count} of {found['runs']}{equal}",
        (1, row),
        xytext=(8, 0),
        xycoords=ax.get_yaxis_transform(),
        textcoords="offset points",
        va="center",
        fontsize=12,
        annotation_clip=False,
    )
