"""Axes of factors, by differences or by ratios, with marks that read as plain numbers; and their texts."""

import re
from textwrap import fill

import numpy as np
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator, NullFormatter, NullLocator

from winsim.analysis.response import named

MARKS = 7
WIDTH = 24
"""Characters of a line of text beside the axes."""
LINE = 72
"""Characters of a line of a title over the axes."""
UNBROKEN = "\u00a0%"
"""A per cent sign that stays on the line of its number."""


def wrapped(label: str) -> str:
    """A label on lines of no great width, where it stands beside the axes; its own lines stay."""
    return "\n".join(fill(line, WIDTH) for line in label.split("\n"))


def headline(title: str) -> str:
    """A title on lines that end before the axes do; its own lines stay."""
    return "\n".join(fill(line.replace(" %", UNBROKEN), LINE) for line in title.split("\n"))


def name_lines(name: str, width: int) -> str:
    """A name on lines of this width, broken after underscores and spaces and never inside a word."""
    lines = [""]
    for part in re.split(r"(?<=[_ ])", name):
        if lines[-1] and len(lines[-1] + part) > width:
            lines.append("")
        lines[-1] += part
    return "\n".join(lines)


def scaled(ax: Axes, side: str, low: float, high: float, by_ratio: bool) -> None:
    """Mark the axis across (`x`) or up (`y`) from a factor's lowest value to its highest.

    Args:
        ax: the axes.
        side: `x` or `y`.
        low: the factor's lowest value, above zero if it goes by ratios.
        high: its highest.
        by_ratio: whether equal ratios, not equal differences, are equally far: a logarithmic axis.
    """
    axis, scale = (ax.xaxis, ax.set_xscale) if side == "x" else (ax.yaxis, ax.set_yscale)
    if not by_ratio:
        axis.set_major_locator(MaxNLocator(nbins=MARKS))
        return
    scale("log")
    axis.set_minor_formatter(NullFormatter())
    axis.set_minor_locator(NullLocator())
    marks = np.geomspace(low, high, MARKS)
    axis.set_ticks(marks, labels=[named(float(f"{mark:.2g}")) for mark in marks])
