"""An organisation drawn: its teams as discs, their people as dots, and the ties between them.

Drawn by `winsim org describe --drawing`, at the places of `winsim.figures.layout`.
"""

from collections.abc import Iterator

import numpy as np
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection
from matplotlib.lines import Line2D
from matplotlib.patches import Circle
from matplotlib.patheffects import withStroke
from numpy.typing import NDArray

from winsim.figures.layout import DISTANCE, Points, centres, places, radii
from winsim.figures.style import COLOURS, figure_of, paper, styled
from winsim.organisation.organisation import Organisation

VEIL = 0.6
"""How much a disc hides of the ties that pass behind it."""
TINTS = COLOURS[:6]
NAMED_TEAMS, LARGE_NAMES = 60, 12
"""Up to this many teams carry names, and up to this many carry them in large letters."""
LONGEST_NAME = 24
"""Letters of a team's name that are shown."""
MOST_LINES = 30_000


@styled
def network(organisation: Organisation, ax: Axes | None = None) -> Axes:
    """Draw an organisation: teams that share many ties stand close, managers are ringed squares.

    In a large organisation (`MOST_LINES`) only every so many-th tied pair is drawn, and the figure says
    so; more than `NAMED_TEAMS` teams carry no names.

    Args:
        organisation: what is drawn.
        ax: axes to draw on; None makes a new figure.

    Returns:
        The axes, without ticks, at equal scale across and up.
    """
    ax = ax or paper(size=(11, 9))[0]
    radius = radii(organisation)
    centre = centres(organisation, radius)
    place = places(organisation, centre)
    span = _frame(ax, centre, radius)
    colour = np.array([TINTS[team % len(TINTS)] for team in range(organisation.teams)])
    _discs(ax, organisation, centre, radius, colour)
    drawn = _ties(ax, organisation, place)
    _people(ax, organisation, place, colour, span)
    _words(ax, organisation, drawn)
    return ax


def _frame(ax: Axes, centre: Points, radius: Points) -> float:
    """Make room for all discs; the width of the drawing."""
    low = (centre - radius[:, None]).min(axis=0) - 0.6
    high = (centre + radius[:, None]).max(axis=0) + np.array([0.6, 1.4])
    ax.set_xlim(low[0], high[0])
    ax.set_ylim(low[1], high[1])
    ax.set_aspect("equal")
    ax.set_axis_off()
    return float((high - low).max())


def _discs(
    ax: Axes, organisation: Organisation, centre: Points, radius: Points, colour: NDArray[np.str_]
) -> None:
    letters = 13 if organisation.teams <= LARGE_NAMES else 11
    for team in range(organisation.teams):
        x, y = centre[team]
        for fill, opacity in (("white", VEIL), (colour[team], 0.16)):
            disc = Circle((x, y), radius[team], color=fill, alpha=opacity, lw=0, zorder=1)
            ax.add_patch(disc)
        if organisation.teams <= NAMED_TEAMS:
            name = organisation.team_names[team]
            if len(name) > LONGEST_NAME:
                name = f"{name[: LONGEST_NAME - 1]}…"
            top = y + radius[team]
            words = ax.text(x, top, name, ha="center", va="center", fontsize=letters, zorder=6)
            words.set_path_effects([withStroke(linewidth=3, foreground="white")])


def _ties(ax: Axes, organisation: Organisation, place: Points) -> int:
    """Draw the ties, those between teams behind the discs; how many, where not all are drawn."""
    listens, to, _ = organisation.ties
    people = organisation.people
    pairs = np.unique(np.minimum(listens, to) * people + np.maximum(listens, to))
    drawn = pairs[:: max(1, -(-pairs.size // MOST_LINES))]
    first, second = drawn // people, drawn % people
    team = organisation.network.team
    inside = team[first] == team[second]
    faint = float(np.clip(10 / np.sqrt(drawn.size + 1), 0.03, 0.4))
    _lines(ax, place[first[~inside]], place[second[~inside]], faint, 0)
    _lines(ax, place[first[inside]], place[second[inside]], min(2 * faint, 0.55), 2)
    return drawn.size if drawn.size < pairs.size else 0


def _lines(ax: Axes, begin: Points, end: Points, opacity: float, layer: int) -> None:
    """Draw lines as one picture, so that a vector file stays small."""
    lines = LineCollection(
        list(np.stack([begin, end], axis=1)),
        colors="#333333",
        linewidths=0.7,
        alpha=opacity,
        zorder=layer,
        rasterized=True,
    )
    ax.add_collection(lines, autolim=False)


def _people(
    ax: Axes, organisation: Organisation, place: Points, colour: NDArray[np.str_], span: float
) -> None:
    """Draw the people as dots, managers as larger squares with a dark ring."""
    import seaborn as sns

    inches = figure_of(ax).get_size_inches().min() * 0.85
    across = float(np.clip(0.8 * DISTANCE * 72 * inches / span, 1.5, 14))
    team, manages = organisation.network.team, organisation.network.is_manager.astype(bool)
    own = {tint: tint for tint in TINTS}
    for chosen, marker, size, ring in ((~manages, "o", 1.0, 0.3), (manages, "s", 1.3, 1.6)):
        if not chosen.any():
            continue
        sns.scatterplot(
            x=place[chosen, 0], y=place[chosen, 1], hue=colour[team[chosen]], palette=own,
            s=(across * size) ** 2, marker=marker, legend=False, ax=ax,
            edgecolor="white" if marker == "o" else "#111111", linewidth=min(ring, across / 5),
            zorder=3 if marker == "o" else 4,
        )  # fmt: skip


def _words(ax: Axes, organisation: Organisation, drawn: int) -> None:
    """The title, and what the marks mean."""
    ties = organisation.network.listener.size
    ax.set_title(f"{organisation.people:,} people in {organisation.teams:,} teams, {ties:,} ties")
    ax.legend(
        handles=list(_marks(organisation)),
        loc="upper center",
        bbox_to_anchor=(0.5, 0.0),
        ncols=3,
        title=f"{drawn:,} of the tied pairs are drawn" if drawn else None,
    )


def _marks(organisation: Organisation) -> Iterator[Line2D]:
    yield _mark("o", "white", "person")
    if organisation.network.is_manager.any():
        yield _mark("s", "#111111", "manager")
    yield Line2D([], [], color="#333333", alpha=0.5, lw=1, label="tie")


def _mark(marker: str, ring: str, label: str) -> Line2D:
    return Line2D(
        [], [], linestyle="", marker=marker, ms=10, mec=ring, mew=1.5, mfc=TINTS[0], label=label
    )
