"""A tornado of the difference of two rollouts: how far each assumed value moves it, and across zero.

Drawn by `winsim flip`, from the result of `winsim.counterfactual.flip`.
"""

from textwrap import fill
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patches import Patch
from matplotlib.ticker import MaxNLocator

from winsim.analysis.response import named
from winsim.counterfactual.flip import Flip
from winsim.counterfactual.flip_statements import called, number
from winsim.counterfactual.flip_tables import CERTAIN, NO
from winsim.figures.style import COLOURS, FAINT, GREY, figure_of, paper, styled
from winsim.runs.outcomes import OUTCOMES
from winsim.scenario.uncertainty import TIMES

HIGH, LOW = COLOURS[0], COLOURS[1]
LANE = 0.2
"""Half the height of a bar: the lower end of a field lies above its row, the upper end below."""
MOST = 15
"""So many fields are drawn: those that turn the difference first, then those that move it most."""
DASHED = (0, (3.7, 1.6))
LINE = 80
"""Characters of a line of the title."""
STRONG, WEAK = 0.95, 0.35
"""Opacity of the bars of ends that turn the difference, and of the others."""


@styled
def flip(result: Flip, ax: Axes | None = None) -> Axes:
    """The difference at either end of each field's plausible range, a row a field, the widest on top.

    A bar goes from today's difference to that at the end, with the field's value beyond it; thin lines are
    95 % intervals. Where the difference is zero stands a black line: beyond it the other rollout is better.

    Args:
        result: the result of `winsim flip`; of its table `ends` the columns `field`, `meaning`, `unit`,
            `today`, `end`, `value`, `difference`, `low`, `high`, `change` (stored unit of the outcome) and
            `flips` are drawn.
        ax: axes to draw on; None makes a new figure, as high as there are rows.

    Returns:
        The axes.
    """
    fields = drawn_fields(result)
    ax = ax or paper(size=(13, 3 + 0.52 * max(3, len(fields))))[0]
    factor = result.unit.factor
    today = factor * result.difference[0]
    for place, name in enumerate(fields):
        for _, end in result.ends[result.ends["field"] == name].iterrows():
            _bar(ax, end, place, today, factor, strong=_is_strong(result, end))
    _rows(ax, result, fields)
    ax.margins(x=0.1)
    _sides(ax, result)
    ax.axvline(today, color=GREY, lw=2, ls=DASHED, zorder=1)
    ax.axvline(0, color="black", lw=3.5, zorder=4)
    ax.xaxis.set_major_locator(MaxNLocator(nbins=7))
    unit = f" ({result.unit.difference})" if result.unit.difference else ""
    ax.set_xlabel(
        f"{OUTCOMES[result.outcome].label}: {result.called(result.rollout)} less "
        f"{result.called(result.baseline)}{unit}, 95 % interval"
    )
    _titled(ax, result, len(fields))
    return ax


def drawn_fields(result: Flip) -> list[str]:
    """The fields that are drawn, the widest first."""
    ends = result.ends
    width = ends["change"].abs().groupby(ends["field"]).max()
    turning = list(dict.fromkeys(ends.loc[ends["flips"] != NO, "field"])) if result.clear else []
    widest = list(width[width > 0].sort_values(ascending=False, kind="stable").index)
    chosen = list(dict.fromkeys([*turning, *widest]))[:MOST]
    return sorted(chosen, key=lambda name: -width[name])


def _is_strong(result: Flip, end: pd.Series) -> bool:
    """Whether an end turns the difference for certain; or, where that is not clear today, makes it so."""
    clear = end["low"] > 0 or end["high"] < 0
    return bool(end["flips"] == CERTAIN if result.clear else clear)


def _bar(ax: Axes, end: pd.Series, row: int, today: float, factor: float, strong: bool) -> None:
    """The bar of one end, the interval there, and the field's value."""
    place = row + (LANE if end["end"] == "high" else -LANE)
    difference, low, high = (factor * end[name] for name in ("difference", "low", "high"))
    ax.barh(
        place, difference - today, 2 * LANE, left=today, zorder=2,
        color=HIGH if end["end"] == "high" else LOW, alpha=STRONG if strong else WEAK,
    )  # fmt: skip
    ax.hlines(place, low, high, color="black", lw=1.5, zorder=3)
    right = difference >= today
    ax.annotate(
        named(float(number(end["value"]))), (high if right else low, place),
        xytext=(6 if right else -6, 0), textcoords="offset points", va="center",
        ha="left" if right else "right", fontsize=11, fontweight="bold" if strong else "normal",
        zorder=5, bbox={"boxstyle": "round,pad=0.1", "fc": "white", "ec": "none", "alpha": 0.7},
    )  # fmt: skip


def _rows(ax: Axes, result: Flip, fields: list[str]) -> None:
    told = {row["field"]: row for row in result.ends.to_dict("records")}
    turning = set(result.ends.loc[result.ends["flips"] != NO, "field"]) if result.clear else set()
    ax.set_yticks(range(len(fields)), labels=[_label(told[name]) for name in fields])
    for name, label in zip(fields, ax.get_yticklabels(), strict=True):
        label.set_fontweight("bold" if name in turning else "normal")
    ax.tick_params(axis="y", length=0)
    ax.set_ylim(max(3, len(fields)) - 0.4, -0.6)
    ax.grid(visible=False, axis="y")
    ax.grid(visible=True, axis="x")


def _label(row: dict[Any, Any]) -> str:
    """A field's last words, and today's value; of a step's value, the step."""
    name: str = row["field"]
    short = name.removesuffix(".normal.mean").removesuffix(".lognormal.median")
    short = short.rpartition(".")[2].replace("_", " ")
    if name.startswith("initiative.steps["):
        step = called(row["meaning"]).strip("“”").partition(" of ")[2] if "[*]" not in name else ""
        short = f"{short}: {step}" if step else f"{short} of all steps"
    today = "times today's" if row["unit"] == TIMES else f"now {number(row['today'])}"
    return f"{short}\n{today}"


def _sides(ax: Axes, result: Flip) -> None:
    """Which rollout is better on which side of zero; the side that is not today's is shaded."""
    left, right = ax.get_xlim()
    left, right = min(left, -0.12 * (right - left)), max(right, 0.12 * (right - left))
    ax.set_xlim(left, right)
    verb = "has more" if OUTCOMES[result.outcome].better == "neither" else "better"
    ax.axvspan(
        0, left if result.difference[0] > 0 else right, color=FAINT, alpha=0.5, lw=0, zorder=0
    )
    for side in (-1.0, 1.0):
        name = result.called(result.ahead(side))
        arrow = f"{name} {verb} →" if side > 0 else f"← {name} {verb}"
        ax.annotate(
            arrow, (0, 1), xycoords=("data", "axes fraction"), xytext=(8 * side, 6),
            textcoords="offset points", ha="left" if side > 0 else "right", va="bottom",
            fontsize=13, fontweight="bold",
        )  # fmt: skip


def _titled(ax: Axes, result: Flip, shown: int) -> None:
    mean, low, high = result.unit.differences(*result.difference)
    more = f"; {shown} of {result.fields} values are drawn" if shown < result.fields else ""
    title = (
        f"What would flip it: {fill(result.runs.scenario.title or result.runs.scenario.name, LINE)}\n"
        f"today {mean}{result.unit.noun} ({low} to {high}){more}"
    )
    figure_of(ax).suptitle(title, x=0.01, ha="left", fontsize=15)
    handles = [
        Patch(color=LOW, label="at the lower end of its plausible range"),
        Patch(color=HIGH, label="at the upper end"),
        Patch(
            color=GREY,
            alpha=STRONG,
            label="strong: "
            + ("turns it for certain" if result.clear else "makes one clearly better"),
        ),
        Line2D([], [], color=GREY, lw=2, ls=DASHED, label="today"),
        Line2D([], [], color="black", lw=3.5, label="equal"),
    ]
    figure_of(ax).legend(handles=handles, loc="outside lower left", ncols=5)
