"""An organisation drawn: its teams as discs, their people as dots, and the ties between them.

Drawn by `winsim org describe --drawing`, at the places of `winsim.figures.layout`. Colour marks who
bridges; everything else is told by shape, so that any colour vision can read it.
"""

from collections.abc import Iterator
from textwrap import fill
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import to_rgba
from matplotlib.legend import Legend
from matplotlib.lines import Line2D
from matplotlib.patches import Circle
from numpy.typing import NDArray

from winsim.figures.layout import ARRANGED, DISTANCE, Points, centres, places, radii
from winsim.figures.style import COLOURS, figure_of, paper, styled
from winsim.figures.team_labels import Box, label_teams
from winsim.figures.tie_lines import LINE, Drawn, tie_lines
from winsim.numerics.arrays import Ints
from winsim.organisation.attention import answered
from winsim.organisation.bridges import first_bridges
from winsim.organisation.contacts import contact_matrix
from winsim.organisation.labels import team_label
from winsim.organisation.organisation import Organisation
from winsim.organisation.paths import shortest_paths
from winsim.words import count

PERSON, BRIDGE, DARK = COLOURS[0], COLOURS[1], "#111111"
"""Colours of people, of the rings of those who bridge, and of the edges of managers."""
VEIL = 0.75
"""How much a disc hides of the ties that pass behind it."""
ROOM = 0.3
"""Room for names between discs."""
LIST = 11
"""Size of the letters of who bridges, in points."""
SIDE = 3.6
"""Width of the column of names and marks, in inches."""
LARGE = 400
"""With more people than this the figure is larger."""
LONGEST_NAME, ROW = 30, 18
"""Letters that are shown of a name, and in a row of a team's name."""


@styled
def network(organisation: Organisation, ax: Axes | None = None) -> Axes:
    """Draw an organisation: teams that share many ties stand close, and who bridges them is named.

    Managers are squares, who did not answer is hollow, and the ten people of highest betweenness with
    contacts in other teams are ringed and numbered. Many ties between teams become bundles, as wide
    as they are many; the figure says what is left out. More than `ARRANGED` teams carry no names.

    Args:
        organisation: what is drawn.
        ax: axes to draw on; None makes a new figure.

    Returns:
        The axes, without ticks, at equal scale across and up.
    """
    side = None
    if ax is None:
        size = (16, 10) if organisation.people > LARGE else (13, 9)
        ax, side = paper(columns=2, size=size, width_ratios=(size[0] - SIDE, SIDE))
        side.set_axis_off()
    radius = radii(organisation)
    centre = centres(organisation, radius + ROOM)
    place = places(organisation, centre)
    across = _dot(ax, _frame(ax, centre, radius))
    _discs(ax, centre, radius)
    drawn = tie_lines(ax, organisation, place, centre)
    spoke = answered(organisation)
    silent = ~spoke & spoke.any()
    _people(ax, organisation, place, silent, across)
    contacts = contact_matrix(organisation)
    first = first_bridges(organisation, contacts, shortest_paths(contacts).betweenness)
    ax.set_title(_title(organisation))
    _who_bridges(ax, side, organisation, first)
    _legend(ax, side, organisation, drawn, silent, first)
    figure_of(ax).draw_without_rendering()  # from here on the layout is final
    numbers = _numbers(ax, place[first], across)
    _team_names(ax, organisation, centre, radius, numbers)
    return ax


def _team_names(
    ax: Axes, organisation: Organisation, centre: Points, radius: Points, numbers: list[Box]
) -> None:
    """Name the teams, and say how many are not named, if any."""
    missing = organisation.teams
    if organisation.teams <= ARRANGED:
        sizes = zip(organisation.team_names, organisation.team_sizes.tolist(), strict=True)
        names = [fill(f"{_short(name)} ({size})", ROW) for name, size in sizes]
        missing = label_teams(ax, names, centre, radius, numbers)
    if missing:
        whose = count(missing, "team has", "teams have")
        ax.set_title(f"{_title(organisation)}; {whose} no room for a name")


def _frame(ax: Axes, centre: Points, radius: Points) -> Points:
    """Make room for all discs; the width and the height of the drawing."""
    low = (centre - radius[:, None]).min(axis=0) - 0.6
    high = (centre + radius[:, None]).max(axis=0) + 0.6
    ax.set_xlim(low[0], high[0])
    ax.set_ylim(low[1], high[1])
    ax.set_aspect("equal")
    ax.set_axis_off()
    return np.asarray(high - low)


def _dot(ax: Axes, span: Points) -> float:
    """How wide a person's dot is, in points."""
    inches = (figure_of(ax).get_size_inches() * (0.75, 0.85) / span).min()
    return float(np.clip(0.8 * DISTANCE * 72 * inches, 1.2, 14))


def _discs(ax: Axes, centre: Points, radius: Points) -> None:
    for (x, y), reach in zip(centre, radius, strict=True):
        ax.add_patch(Circle((x, y), reach, color="white", alpha=VEIL, lw=0, zorder=1))
        fill, edge = to_rgba(PERSON, 0.1), to_rgba(PERSON, 0.45)
        ax.add_patch(Circle((x, y), reach, fc=fill, ec=edge, lw=0.8, zorder=1))


def _people(
    ax: Axes,
    organisation: Organisation,
    place: Points,
    silent: NDArray[np.bool_],
    across: float,
) -> None:
    """Draw the people as dots, managers as squares, hollow where they did not answer."""
    manages = organisation.network.is_manager.astype(bool)
    edge = min(1.4, across / 5)
    for chosen, marker, size, ring in ((~manages, "o", 1.0, PERSON), (manages, "s", 1.15, DARK)):
        ax.scatter(
            place[chosen, 0], place[chosen, 1], s=(across * size - edge) ** 2,
            marker=marker, linewidths=edge, edgecolors=ring, zorder=4,
            c=np.where(silent[chosen], "white", PERSON),
        )  # fmt: skip


def _numbers(ax: Axes, place: Points, across: float) -> list[Box]:
    """Ring and number those who bridge; the boxes that this takes, in dots of the screen."""
    width = max(1.6 * across, 13.0)
    ax.scatter(
        place[:, 0],
        place[:, 1],
        s=width**2,
        marker="o",
        c="white",
        edgecolors=BRIDGE,
        linewidths=2.2,
        zorder=6,
    )
    for number, (x, y) in enumerate(place, 1):
        ax.text(
            x, y, str(number), ha="center", va="center_baseline", fontsize=0.58 * width, zorder=7,
            fontweight="bold", color=DARK,
        ).set_in_layout(False)  # fmt: skip
    half = width / 2 * figure_of(ax).dpi / 72
    return [(x - half, y - half, x + half, y + half) for x, y in ax.transData.transform(place)]


def _title(organisation: Organisation) -> str:
    ties = organisation.network.listener.size
    return f"{organisation.people:,} people in {organisation.teams:,} teams, {ties:,} ties"


def _who_bridges(ax: Axes, side: Axes | None, organisation: Organisation, first: Ints) -> None:
    """The names of those who bridge, to the right of the drawing."""
    lines = []
    for number, person in enumerate(first.tolist(), 1):
        team = team_label(organisation.team_names[organisation.network.team[person]])
        name, own = organisation.names[person], organisation.ids[person]
        where = team if name == own else f"{own}, {team}"
        words = f"{number}.  {_short(name)}\n     {_short(where)}"
        lines.append(_mark("o", BRIDGE, "white", words))
    if lines:
        place = _where(ax, side, 1)
        title = "Who bridges the teams most"
        ax.add_artist(ax.legend(handles=lines, title=title, fontsize=LIST, **place))


def _where(ax: Axes, side: Axes | None, up: int) -> dict[str, Any]:
    """Where a legend stands: at the upper or the lower end of a column to the right."""
    return {
        "loc": "upper left" if up else "lower left",
        "bbox_to_anchor": (1.0, up) if side is None else (0.0, up),
        "bbox_transform": (side or ax).transAxes,
        "alignment": "left",
        "handlelength": 1.2,
    }


def _short(name: str) -> str:
    return name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1]}…"


def _legend(
    ax: Axes,
    side: Axes | None,
    organisation: Organisation,
    drawn: Drawn,
    silent: NDArray[np.bool_],
    first: Ints,
) -> None:
    """What the marks mean, beneath the names."""
    marks = [*_marks(organisation, silent, first), *_lines(drawn)]
    ax.legend(handles=marks, **_where(ax, side, 0))
    for legend in ax.findobj(Legend):
        legend.set_in_layout(side is None)


def _marks(organisation: Organisation, silent: NDArray[np.bool_], first: Ints) -> Iterator[Line2D]:
    yield _mark("o", PERSON, PERSON, "person")
    if organisation.network.is_manager.any():
        yield _mark("s", DARK, PERSON, "manager")
    if silent.any():
        yield _mark("o", PERSON, "white", f"did not answer, or names\nnobody ({silent.sum():,})")
    if first.size:
        yield _mark("o", BRIDGE, "white", "who bridges, numbered")


def _lines(drawn: Drawn) -> Iterator[Line2D]:
    """A tie; or the widest bundle, a thinner one, and what is left out."""
    if not drawn.most:
        yield Line2D([], [], color=LINE, alpha=0.6, lw=1, label="tie")
        return
    for pairs in sorted({max(drawn.least, round(drawn.most / 4)), drawn.most}, reverse=True):
        words = f"{pairs:,} tied pairs between\ntwo teams"
        yield Line2D(
            [],
            [],
            color=LINE,
            alpha=0.5,
            lw=drawn.width * pairs,
            label=words,
            solid_capstyle="butt",
        )
    if drawn.left_out:
        words = f"lines of fewer than {drawn.least} pairs,\n{drawn.left_out:.0%} of the pairs, are left out"
        yield Line2D([], [], lw=0, label=words)


def _mark(marker: str, ring: str, fill: str, words: str) -> Line2D:
    return Line2D(
        [], [], linestyle="", marker=marker, ms=10, mec=ring, mew=1.8, mfc=fill, label=words
    )
