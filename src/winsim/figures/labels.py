"""Names written at the ends of lines, without overlap."""

from collections.abc import Mapping
from statistics import fmean as mean

from matplotlib.axes import Axes

STEP = 0.065
"""Least distance between two labels, as a share of the height of the axes, at one row of text."""


def label_ends(ax: Axes, ends: Mapping[str, float], colours: Mapping[str, str]) -> None:
    """Write each name to the right of the axes, as near its line's end as the others allow.

    Args:
        ax: the axes, whose limits up must be final.
        ends: by name, the last value of its line, in the unit of the axis up; a name may have several
            rows of text.
        colours: by name, the colour of the text.
    """
    low, high = ax.get_ylim()
    names = sorted(ends, key=lambda name: ends[name])
    wanted = [(ends[name] - low) / (high - low) for name in names]
    rows = 1 + max((name.count("\n") for name in names), default=0)
    for name, place in zip(names, spread(wanted, STEP * rows), strict=True):
        ax.annotate(
            name,
            (1, place),
            xytext=(8, 0),
            xycoords="axes fraction",
            textcoords="offset points",
            color=colours[name],
            va="center",
            fontweight="bold",
            annotation_clip=False,
        )


def spread(places: list[float], step: float) -> list[float]:
    """Rising places moved no more than needed to lie a step apart and, if they can, in [0, 1].

    Each less the steps beneath it may not fall: they become the nearest sequence that does not, and
    the steps are put back.

    Args:
        places: where labels are wanted, in rising order, as shares of the height.
        step: the least distance between two, in the same unit.

    Returns:
        The new places, in the same order.
    """
    count = len(places)
    wanted = [place - step * index for index, place in enumerate(places)]
    level = [
        max(
            min(mean(wanted[first : last + 1]) for last in range(index, count))
            for first in range(index + 1)
        )
        for index in range(count)
    ]
    highest = 1.0 - step * (count - 1)
    return [min(max(place, 0.0), highest) + step * index for index, place in enumerate(level)]
