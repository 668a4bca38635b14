"""What each part carries of the difference between two rollouts: a dot and its interval.

Ablations (by mechanism) and attributions (by lever) are drawn alike by it.
"""

from collections.abc import Iterable
from dataclasses import replace
from textwrap import fill

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from winsim.counterfactual.parts import Parts
from winsim.counterfactual.parts_statements import idle_parts
from winsim.figures.intervals import intervals
from winsim.figures.style import COLOURS, GREY, figure_of, paper, styled
from winsim.runs.outcomes import OUTCOMES, Outcome

ACROSS = 100
"""How many letters of the note fit beneath a panel."""


@styled
def parts(result: Parts, title: str, reading: str) -> list[Axes]:
    """One panel an outcome, one row a part, the heaviest on top; idle ones are named below.

    Args:
        result: of its table `carried` the columns `outcome`, `carried`, `low`, `high` (stored unit of the
            outcome), `significant`, `idle`, and the one that names the part.
        title: what stands above all panels.
        reading: how to read them, in a sentence beneath.

    Returns:
        The axes of a new figure, in the order of `result.outcomes`.
    """
    table = result.carried[~result.carried["idle"]]
    most = int(table.groupby("outcome").size().max()) if len(table) else 1
    count = len(result.outcomes)
    axes = paper(1, count, (8.5 * count + 0.5, 3 + 0.36 * most))
    for name, ax in zip(result.outcomes, axes, strict=True):
        outcome = replace(OUTCOMES[name], unit=result.unit(name))
        carried(table[table["outcome"] == name], outcome, ax, result.part)
        ax.set_title(f"{outcome.label.capitalize()}\n{_whole(result, name)}", fontsize=13)
        ax.set_xlabel(f"part of it ({outcome.unit.difference or 'number'})")
    figure = figure_of(axes[0])
    figure.suptitle(title, x=0.01, ha="left", fontsize=15)
    figure.supxlabel(_note(result, reading), x=0.01, ha="left", color=GREY, fontsize=11)
    return axes


@styled
def carried(
    rows: pd.DataFrame, outcome: Outcome, ax: Axes | None = None, part: str = "mechanism"
) -> Axes:
    """What parts carry of one outcome: filled where it is clear of zero, hollow where not.

    Blue speaks for the rollout, vermilion for the baseline; where no direction of the outcome is better,
    they are those of the sign.

    Args:
        rows: a row a part, drawn from the top: its name, `carried`, `low` and `high` (stored unit of the
            outcome, rollout less baseline) and `significant`.
        outcome: whose unit the numbers are shown in.
        ax: axes to draw on; None makes a new figure.
        part: the column that names the part.

    Returns:
        The axes, without a title and without a label across.
    """
    ax = ax or paper(size=(8.5, 7))[0]
    ax.axvline(0, color=GREY, lw=1.5)
    intervals(ax, _drawn(rows, outcome), size=9, width=2.5)
    ax.set_yticks(range(len(rows)), labels=_labels(rows[part]))
    ax.tick_params(axis="y", length=0)
    ax.set_ylim(max(len(rows), 1) - 0.4, -0.6)
    ax.xaxis.set_major_locator(MaxNLocator(nbins=6))
    ax.grid(visible=True, axis="x")
    return ax


def _drawn(rows: pd.DataFrame, outcome: Outcome) -> pd.DataFrame:
    """Rows for `intervals`, in the unit of the outcome, with their colours."""
    ends = rows[["low", "carried", "high"]].rename(columns={"carried": "middle"})
    ours = (rows["carried"] > 0) != (outcome.better == "lower")
    colours = np.where(ours, COLOURS[0], COLOURS[1])
    values = outcome.unit.factor * ends
    return values.assign(place=range(len(rows)), colour=colours, filled=rows["significant"])


def _labels(names: Iterable[str]) -> list[str]:
    return [name.replace("_", " ") for name in names]


def _whole(result: Parts, name: str) -> str:
    """The difference of the two rollouts, in words."""
    mean, low, high = result.unit(name).differences(*result.difference(name))
    ours, theirs = (result.called(one) for one in (result.rollout, result.baseline))
    return f"{ours} less {theirs} {mean} ({low} to {high})"


def _note(result: Parts, reading: str) -> str:
    """What stands under the panels: how to read them, which parts are idle, and of what they are."""
    idle, scenario = ", ".join(_labels(idle_parts(result))), result.runs.scenario
    ours, theirs = (result.called(one) for one in (result.rollout, result.baseline))
    colours = f"Blue speaks for {ours}, orange for {theirs}; hollow: not clear of zero."
    of_what = f"{scenario.title or scenario.name}; {len(result.runs.seeds)} seeds."
    lines = [colours, reading, *([f"Idle here: {idle}."] if idle else []), of_what]
    return "\n".join(fill(line, ACROSS * len(result.outcomes)) for line in lines)
