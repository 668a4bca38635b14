"""Names written at the ends of lines, each with a leader that goes on from its line."""

from collections.abc import Mapping, Sequence
from statistics import fmean as mean
from typing import Any

from matplotlib.axes import Axes
from matplotlib.transforms import ScaledTranslation

from winsim.figures.style import dashes_of, figure_of, ink, palette

SIZE = 12.5
"""Size of the letters, in points."""
ROW, FURTHER = 1.35 * SIZE, 1.05 * SIZE
"""Height of a label of one row, and of each further row, in points."""
LEADER = 26.0
"""How far to the right of the axes a label begins, in points: the length of its leader."""
USED = 0.85
"""Share of the height of new axes that is left to them once titles and numbers have their room."""


def label_ends(
    ax: Axes, ends: Mapping[str, float], names: Sequence[str], notes: Mapping[str, str]
) -> None:
    """Write each name to the right of the axes, as near its line's end as the others allow.

    A leader in the colour and the dashes of the line runs from its end to the name.

    Args:
        ax: the axes, whose limits up must be final.
        ends: by name, the last value of its line, in the unit of the axis up.
        names: all rollouts in their order, by which colours and dashes go.
        notes: by name, rows of text beneath it, each of which begins with a line break.
    """
    low, high = ax.get_ylim()
    height = USED * ax.get_position().height * figure_of(ax).get_figheight() * 72
    order = sorted(ends, key=lambda name: ends[name])
    texts = {name: name + notes.get(name, "") for name in order}
    at = [(ends[name] - low) / (high - low) for name in order]
    heights = [(ROW + FURTHER * texts[name].count("\n")) / height for name in order]
    for name, end, place in zip(order, at, spread(at, heights), strict=True):
        _leader(ax, end, place, {"color": palette(names)[name], "dashes": dashes_of(names)[name]})
        _label(ax, texts[name], place, ink(palette(names)[name]))


def _leader(ax: Axes, end: float, place: float, look: dict[str, Any]) -> None:
    """A line from the end of a curve to its label, both as shares of the height."""
    right = ScaledTranslation(LEADER / 72, 0, figure_of(ax).dpi_scale_trans)
    ax.annotate(
        "",
        (1, end),
        (1, place),
        xycoords="axes fraction",
        textcoords=ax.transAxes + right,
        arrowprops={
            "arrowstyle": "-", "shrinkA": 0, "shrinkB": 0, "lw": 1.8, "color": look["color"],
            "linestyle": (0, look["dashes"] or None),
        },
        annotation_clip=False,
    )  # fmt: skip


def _label(ax: Axes, text: str, place: float, colour: str) -> None:
    ax.annotate(
        text,
        (1, place),
        xytext=(LEADER + 4, 0),
        xycoords="axes fraction",
        textcoords="offset points",
        color=colour,
        size=SIZE,
        linespacing=1.05,
        va="center",
        fontweight="bold",
        annotation_clip=False,
    )


def spread(places: Sequence[float], heights: Sequence[float]) -> list[float]:
    """Rising places moved no more than needed to leave room for all and, if they can, to lie in [0, 1].

    Each less what lies beneath it may not fall: they become the nearest sequence that does not, and
    what lies beneath is put back.

    Args:
        places: where the middles of labels are wanted, in rising order, as shares of the height.
        heights: the height of each label, in the same unit.

    Returns:
        The new places, in the same order.
    """
    count = len(places)
    beneath = [sum(heights[:index]) + heights[index] / 2 - heights[0] / 2 for index in range(count)]
    wanted = [place - less for place, less in zip(places, beneath, strict=True)]
    level = [
        max(
            min(mean(wanted[first : last + 1]) for last in range(index, count))
            for first in range(index + 1)
        )
        for index in range(count)
    ]
    highest = 1.0 - beneath[-1]
    return [min(max(at, 0.0), highest) + less for at, less in zip(level, beneath, strict=True)]
