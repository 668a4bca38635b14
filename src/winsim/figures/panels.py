"""Small multiples: a panel for each rollout, what heads them, and what has no panel and why."""

from collections.abc import Iterable, Sequence
from textwrap import fill
from typing import Any

from matplotlib.axes import Axes

from winsim.figures.style import figure_of, ink, paper, styled

LETTER = 0.112
"""Width of a letter of a heading, about, in inches."""
NARROWEST = 9.0
"""Width that headings and legends need at least, in inches."""
NOTHING = 0.005
"""A share below this is drawn as zero per cent: a panel of nothing else says nothing."""


def rows_and_columns(count: int) -> tuple[int, int]:
    """How many panels stand above and beside one another, so that few places stay empty.

    >>> [rows_and_columns(count) for count in (1, 2, 3, 4, 5, 6, 9)]
    [(1, 1), (1, 2), (1, 3), (2, 2), (2, 3), (2, 3), (3, 3)]
    """
    columns = 2 if count in (2, 4) else min(3, count)
    return -(-count // columns), columns


@styled
def panels(names: Sequence[str], size: tuple[float, float], **shared: Any) -> dict[str, Axes]:
    """The axes of a new figure, one for each name.

    Args:
        names: what has a panel; at least one.
        size: width and height of a panel, in inches.
        **shared: what else matplotlib's `subplots` takes, such as `sharey`.

    Returns:
        The axes by name, row by row. Places that are left over hold nothing.
    """
    rows, columns = rows_and_columns(len(names))
    width = max(NARROWEST, size[0] * columns + 1)
    axes = paper(rows, columns, (width, size[1] * rows + 1), **shared)
    for ax in axes[len(names) :]:
        ax.remove()
    return dict(zip(names, axes, strict=False))


@styled
def named(ax: Axes, name: str, colour: str, note: str = "") -> None:
    """Head a panel with the name of its rollout, in its colour.

    Args:
        ax: the panel.
        name: of the rollout.
        colour: of its lines, of which the letters have a shade dark enough to be read.
        note: what is to be known of it, beneath its name.
    """
    lines = "\n".join(line for line in (name, note) if line)
    ax.set_title(lines, color=ink(colour), fontsize=13, fontweight="bold")


def leads(ax: Axes) -> bool:
    """Whether a panel is the first of its row."""
    place = ax.get_subplotspec()
    return place is None or place.is_first_col()


def label_each(axes: Iterable[Axes]) -> None:
    """Let every panel carry the numbers of both its axes, also where it shares them with others."""
    for ax in axes:
        ax.tick_params(labelbottom=True, labelleft=True)


@styled
def heading(ax: Axes, title: str, *notes: str) -> None:
    """Write a title over a figure, and beneath it what must be known of what is drawn or left out.

    Args:
        ax: axes of the figure.
        title: the title.
        *notes: sentences, each of which begins a line; empty ones are left out.
    """
    figure = figure_of(ax)
    letters = int(figure.get_figwidth() / LETTER)
    lines = [fill(text, letters) for text in (title, *notes) if text]
    figure.suptitle("\n".join(lines), x=0.01, ha="left", fontsize=15)


@styled
def instead(title: str, sentence: str) -> list[Axes]:
    """A figure that has nothing to draw, and says so.

    Args:
        title: what it would have shown.
        sentence: why there is nothing to draw.

    Returns:
        The axes of a new figure, which show nothing but the sentence.
    """
    ax = paper(size=(10, 2.4))[0]
    ax.set_axis_off()
    ax.text(0, 0.5, fill(sentence, 80), fontsize=14, va="center")
    heading(ax, title)
    return [ax]


def left_out(what: str, names: Sequence[str]) -> str:
    """A note on what has no panel; empty where everything has one.

    >>> left_out("No panel where nothing is won", ["pilots", "big_bang"])
    'No panel where nothing is won: pilots, big_bang.'
    """
    return f"{what}: {', '.join(names)}." if names else ""
