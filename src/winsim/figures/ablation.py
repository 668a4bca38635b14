"""What each mechanism carries of the difference between two rollouts: a dot and its interval.

Drawn by `winsim ablate`, from the result of `winsim.counterfactual.ablation`.
"""

from collections.abc import Iterable

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from winsim.counterfactual.ablation import Ablation
from winsim.figures.intervals import intervals
from winsim.figures.style import COLOURS, GREY, figure_of, paper, styled
from winsim.runs.outcomes import OUTCOMES, Outcome


@styled
def ablation(result: Ablation) -> list[Axes]:
    """One panel an outcome, one row a mechanism, the heaviest on top; idle ones are named below.

    Args:
        result: the result of `winsim ablate`; of its table `carried` the columns `outcome`,
            `mechanism`, `carried`, `low`, `high` (stored unit of the outcome), `significant` and `idle`.

    Returns:
        The axes of a new figure, in the order of `result.outcomes`.
    """
    table = result.carried[~result.carried["idle"]]
    most = int(table.groupby("outcome").size().max()) if len(table) else 1
    count = len(result.outcomes)
    axes = paper(1, count, (8.5 * count + 0.5, 3 + 0.36 * most))
    for name, ax in zip(result.outcomes, axes, strict=True):
        carried(table[table["outcome"] == name], OUTCOMES[name], ax)
        ax.set_title(f"{OUTCOMES[name].label.capitalize()}\n{_whole(result, name)}", fontsize=13)
        ax.set_xlabel(f"part of it ({OUTCOMES[name].unit.difference or 'number'})")
    figure = figure_of(axes[0])
    title = "What each mechanism carries of the difference, taken alone: mean, 95 % interval"
    figure.suptitle(title, x=0.01, ha="left", fontsize=15)
    figure.supxlabel(_note(result), x=0.01, ha="left", color=GREY, fontsize=11)
    return axes


@styled
def carried(rows: pd.DataFrame, outcome: Outcome, ax: Axes | None = None) -> Axes:
    """What mechanisms carry of one outcome: filled where it is clear of zero, hollow where not.

    Blue favours the rollout, vermilion the baseline: the colour is that of the sign.

    Args:
        rows: a row a mechanism, drawn from the top: `mechanism`, `carried`, `low` and `high` (stored
            unit of the outcome, rollout less baseline) and `significant`.
        outcome: whose unit the numbers are shown in.
        ax: axes to draw on; None makes a new figure.

    Returns:
        The axes, without a title and without a label across.
    """
    ax = ax or paper(size=(8.5, 7))[0]
    ax.axvline(0, color=GREY, lw=1.5)
    intervals(ax, _drawn(rows, outcome.unit.factor), size=9, width=2.5)
    ax.set_yticks(range(len(rows)), labels=_labels(rows["mechanism"]))
    ax.tick_params(axis="y", length=0)
    ax.set_ylim(max(len(rows), 1) - 0.4, -0.6)
    ax.xaxis.set_major_locator(MaxNLocator(nbins=6))
    ax.grid(visible=True, axis="x")
    return ax


def _drawn(rows: pd.DataFrame, factor: float) -> pd.DataFrame:
    """Rows for `intervals`, in the unit of the outcome; the colour says which rollout it favours."""
    parts = factor * rows[["low", "carried", "high"]].rename(columns={"carried": "middle"})
    colours = np.where(rows["carried"] > 0, COLOURS[0], COLOURS[1])
    return parts.assign(place=range(len(rows)), colour=colours, filled=rows["significant"])


def _labels(names: Iterable[str]) -> list[str]:
    return [name.replace("_", " ") for name in names]


def _whole(result: Ablation, name: str) -> str:
    """The difference with all mechanisms at work, in words."""
    mean, low, high = OUTCOMES[name].unit.differences(*result.difference(name))
    return f"{result.rollout} less {result.baseline} {mean} ({low} to {high})"


def _note(result: Ablation) -> str:
    """What stands under the panels: how to read them, and which mechanisms are idle."""
    first = result.carried[result.carried["outcome"] == result.outcomes[0]]
    idle = ", ".join(_labels(sorted(first["mechanism"][first["idle"]])))
    reading = (
        "Hollow: the interval holds zero. The parts do not add up: mechanisms act on one another."
    )
    return "\n".join([reading, *([f"Idle here: {idle}."] if idle else [])])
