"""Ties drawn: as thin lines between people, or between teams as bundles as wide as they are many."""

from dataclasses import dataclass

import numpy as np
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection

from winsim.figures.layout import Points
from winsim.numerics.arrays import Floats, Ints
from winsim.organisation.organisation import Organisation, once_each
from winsim.organisation.pairs import keyed, unkeyed

LINE = "#333333"
"""Colour of ties."""
BUNDLED = 400
"""More tied pairs of different teams than so many are drawn as bundles between the teams."""
MOST_BUNDLES = 2_000
"""The most bundles that can be seen through; of more, the thinnest are left out."""
MOST_LINES = 20_000
"""The most lines inside teams; of more pairs, every so many-th is drawn."""
WIDEST, WIDTH = 10.0, 0.9
"""Greatest width of a bundle, and of each pair in it, in points."""
ROOMY = 36
"""With more teams than this, bundles are thinner: as their discs are smaller."""


@dataclass(frozen=True)
class Drawn:
    """What was drawn of the ties between teams.

    Attributes:
        width: Of a bundle, in points for each tied pair in it.
        most: Tied pairs in the widest bundle; 0 where every pair has a line of its own.
        least: Tied pairs in the thinnest bundle that is drawn.
        left_out: Share of the tied pairs of different teams that are in thinner bundles, in [0, 1].
    """

    width: float = 0.7
    most: int = 0
    least: int = 0
    left_out: float = 0.0


def tie_lines(ax: Axes, organisation: Organisation, place: Points, centre: Points) -> Drawn:
    """Draw the ties: those between teams behind the discs, those inside above them.

    Args:
        ax: axes to draw on.
        organisation: whose ties are drawn; a pair has one line, whichever of them listens.
        place: where its people stand, shape (n, 2).
        centre: where its teams stand, shape (G, 2).
    """
    listens, to, _ = organisation.ties
    first, second = unkeyed(once_each(keyed(listens, to, organisation.people)), organisation.people)
    team = organisation.network.team.astype(np.int64)
    inside = team[first] == team[second]
    _inside(ax, place, first[inside], second[inside])
    first, second = first[~inside], second[~inside]
    if first.size > BUNDLED:
        return _bundles(ax, centre, team[first], team[second])
    _lines(ax, place[first], place[second], 0.7, _faint(first.size), 0)
    return Drawn()


def _inside(ax: Axes, place: Points, first: Ints, second: Ints) -> None:
    step = max(1, -(-first.size // MOST_LINES))
    first, second = first[::step], second[::step]
    _lines(ax, place[first], place[second], 0.7, _faint(first.size), 2)


def _faint(lines: int) -> float:
    """The opacity at which so many lines can still be seen through."""
    return float(np.clip(10 / np.sqrt(lines + 1), 0.06, 0.4))


def _bundles(ax: Axes, centre: Points, one: Ints, other: Ints) -> Drawn:
    """Draw a line between two teams as wide as the tied pairs that it stands for are many."""
    teams = len(centre)
    keys, pairs = np.unique(keyed(one, other, teams), return_counts=True)
    thinnest = 1 + int(np.sort(pairs)[-MOST_BUNDLES - 1]) if keys.size > MOST_BUNDLES else 1
    thinnest = min(thinnest, int(pairs.max()))
    left_out = float(pairs[pairs < thinnest].sum() / pairs.sum())
    widest = WIDEST / max(1.0, np.sqrt(teams / ROOMY))
    width = min(widest / pairs.max(), WIDTH)
    drawn = Drawn(float(width), int(pairs.max()), thinnest, left_out)
    kept = np.argsort(pairs, kind="stable")[(pairs < thinnest).sum() :]
    begin, end = unkeyed(keys[kept], teams)
    opacity = np.clip(_faint(kept.size) / 2 + 0.5 * pairs[kept] / drawn.most, 0, 0.6)
    _lines(ax, centre[begin], centre[end], drawn.width * pairs[kept].astype(np.float64), opacity, 0)
    return drawn


def _lines(
    ax: Axes, begin: Points, end: Points, width: float | Floats, opacity: float | Floats, layer: int
) -> None:
    """Draw lines as one picture, so that a vector file stays small."""
    lines = LineCollection(
        list(np.stack([begin, end], axis=1)),
        colors=LINE,
        linewidths=width,
        alpha=opacity,
        zorder=layer,
        capstyle="butt",
        rasterized=True,
    )
    ax.add_collection(lines, autolim=False)
