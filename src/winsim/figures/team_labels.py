"""The names of teams at their discs, as large as there is room for, none upon another."""

from collections.abc import Iterator, Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patheffects import withStroke
from matplotlib.text import Text

from winsim.figures.layout import Points
from winsim.numerics.arrays import Floats

LETTERS = (14.0, 12.0, 10.0, 8.5, 7.0, 6.0)
"""Sizes of letters that are tried, in points, the largest first."""
MOST = 0.9
"""Share of the names that have letters of the same size."""
AIR = 2.0
"""Least distance between names, in dots of the screen."""
INTO = 0.3
"""How far a name may reach into another team's disc, as a share of its radius."""

Box = tuple[float, float, float, float]
"""Left, bottom, right and top, in dots."""


def label_teams(
    ax: Axes, names: Sequence[str], centre: Points, radius: Points, kept_free: Sequence[Box] = ()
) -> int:
    """Write names at discs: at the edge above or beneath, and where there is no room in the middle.

    All have the largest size of letters at which `MOST` find room, and the others a smaller one.

    Args:
        ax: axes whose limits, title and legends are final.
        names: what is written, G of them.
        centre: of the discs, shape (G, 2).
        radius: of the discs, shape (G,).
        kept_free: boxes in which there are no names.

    Returns:
        How many names found no room.
    """
    words = [_words(ax, name) for name in names]
    size = [(text.get_window_extent().width, text.get_window_extent().height) for text in words]
    discs = ax.transData.transform(centre), radius * _dots(ax)
    found = _arranged(size, *discs, kept_free)
    for team, text in enumerate(words):
        if team not in found:
            text.remove()
            continue
        height, box = found[team]
        text.set_fontsize(height)
        middle = ((box[0] + box[2]) / 2, (box[1] + box[3]) / 2)
        x, y = ax.transData.inverted().transform(middle)
        text.set_position((float(x), float(y)))
    return len(names) - len(found)


def _dots(ax: Axes) -> float:
    """Dots of the screen a unit of the axes."""
    return float(ax.transData.transform((1, 0))[0] - ax.transData.transform((0, 0))[0])


def _words(ax: Axes, name: str) -> Text:
    """A name that takes no part in the layout, which is final."""
    words = ax.text(0, 0, name, ha="center", va="center", fontsize=LETTERS[0], zorder=8)
    words.set_path_effects([withStroke(linewidth=3, foreground="white")])
    words.set_in_layout(False)
    return words


def _arranged(
    size: Sequence[tuple[float, float]], middle: Points, reach: Floats, kept_free: Sequence[Box]
) -> dict[int, tuple[float, Box]]:
    """By team, size of letters and box: one size for most, and smaller ones for the others."""
    for largest in LETTERS:
        found: dict[int, tuple[float, Box]] = {}
        _place(found, largest, False, size, middle, reach, kept_free)
        if len(found) >= MOST * len(size):
            break
    for letters in LETTERS[LETTERS.index(largest) :]:
        for inside in (False, True):
            _place(found, letters, inside, size, middle, reach, kept_free)
    return found


def _place(
    found: dict[int, tuple[float, Box]],
    letters: float,
    inside: bool,
    size: Sequence[tuple[float, float]],
    middle: Points,
    reach: Floats,
    kept_free: Sequence[Box],
) -> None:
    """Find room for the names that have none yet, in letters of one size, large teams first."""
    taken = [*kept_free, *(box for _, box in found.values())]
    for team in np.argsort(-reach, kind="stable").tolist():
        if team in found:
            continue
        others = np.arange(reach.size) != team
        half = tuple(length * letters / LETTERS[0] / 2 + AIR for length in size[team])
        for box in _places(middle[team], reach[team], half, inside):
            if not _meets(box, taken) and _clear(box, middle[others], reach[others]):
                found[team] = (letters, box)
                taken.append(box)
                break


def _places(middle: Floats, reach: float, half: tuple[float, ...], inside: bool) -> Iterator[Box]:
    """The boxes that a name may have: at the upper edge, the lower one, and inside."""
    x = middle[0]
    for up in (reach, -reach, 0.0) if inside else (reach, -reach):
        y = middle[1] + up
        yield x - half[0], y - half[1], x + half[0], y + half[1]


def _meets(box: Box, taken: Sequence[Box]) -> bool:
    return any(
        box[0] < other[2] and other[0] < box[2] and box[1] < other[3] and other[1] < box[3]
        for other in taken
    )


def _clear(box: Box, middle: Points, reach: Floats) -> bool:
    """Whether a box reaches into no disc further than `INTO`."""
    nearest = np.clip(middle, box[:2], box[2:])
    distance = np.hypot(*(middle - nearest).T)
    return bool((distance >= (1 - INTO) * reach).all())
