"""An organisation drawn: its teams as discs, their people as dots, and the ties between them."""

from collections.abc import Iterator

import numpy as np
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection
from matplotlib.lines import Line2D
from matplotlib.patches import Circle
from matplotlib.patheffects import withStroke
from numpy.typing import NDArray

from winsim.figures.style import COLOURS, figure_of, paper, styled
from winsim.organisation import Organisation

Points = NDArray[np.float64]

DISTANCE = 0.62
"""How far people of a team stand apart, about; every other length is measured by it."""
MARGIN, GAP = 0.55, 0.5
"""Room between people and the edge of their disc, and between discs."""
VEIL = 0.6
"""How much a disc hides of the ties that pass behind it."""
GOLDEN_ANGLE = np.pi * (3 - np.sqrt(5))
TINTS = COLOURS[:6]
NAMED_TEAMS, LARGE_NAMES = 60, 12
"""Up to this many teams carry names, and up to this many carry them in large letters."""
LONGEST_NAME = 24
"""Letters of a team's name that are shown."""
MOST_LINES = 30_000
ARRANGED = 150
"""Up to this many teams stand near the teams they are tied to; more stand in order."""
ROUNDS = 400


@styled
def drawing(organisation: Organisation, ax: Axes | None = None) -> Axes:
    """Draw an organisation: teams that share many ties stand close, managers are ringed squares.

    In a large organisation only every so many-th tie is drawn, and the figure says so.
    """
    ax = ax or paper(size=(11, 9))[0]
    radius = _radii(organisation)
    centre = _centres(organisation, radius)
    place = _places(organisation, centre)
    span = _frame(ax, centre, radius)
    colour = np.array([TINTS[team % len(TINTS)] for team in range(organisation.teams)])
    _discs(ax, organisation, centre, radius, colour)
    drawn = _ties(ax, organisation, place)
    _people(ax, organisation, place, colour, span)
    _words(ax, organisation, drawn)
    return ax


def _radii(organisation: Organisation) -> Points:
    """The radius of each team's disc, shape (G,)."""
    return np.asarray(DISTANCE * np.sqrt(organisation.team_sizes) + MARGIN)


def _places(organisation: Organisation, centre: Points) -> Points:
    """Where each person stands, shape (n, 2): a sunflower around the team's centre.

    Managers stand in the middle.
    """
    net = organisation.network
    order = np.lexsort((1 - net.is_manager.astype(np.int64), net.team))
    seat = np.empty(organisation.people)
    seat[order] = np.arange(organisation.people) - net.team_start[net.team]
    size = organisation.team_sizes[net.team]
    away = np.where(size == 1, 0.0, DISTANCE * np.sqrt(seat + 0.5))
    angle = seat * GOLDEN_ANGLE
    return np.asarray(centre[net.team] + np.c_[away * np.cos(angle), away * np.sin(angle)])


def _centres(organisation: Organisation, radius: Points) -> Points:
    """Where each team's disc stands, shape (G, 2), so that no two discs overlap."""
    if organisation.teams == 1:
        return np.zeros((1, 2))
    if organisation.teams > ARRANGED:
        seat = np.arange(organisation.teams)
        away = (radius.max() + GAP) * 1.15 * np.sqrt(seat + 0.5)
        angle = seat * GOLDEN_ANGLE
        return np.asarray(np.c_[away * np.cos(angle), away * np.sin(angle)])
    return _apart(_near_friends(organisation, radius), radius)


def _near_friends(organisation: Organisation, radius: Points) -> Points:
    """Places at which teams that share many ties are close, whatever their size."""
    import networkx as nx

    teams, team = organisation.teams, organisation.network.team.astype(np.int64)
    listens, to, _ = organisation.ties
    shared = np.bincount(team[listens] * teams + team[to], minlength=teams * teams)
    both = shared.reshape(teams, teams) + shared.reshape(teams, teams).T
    sizes = np.sqrt(np.outer(organisation.team_sizes, organisation.team_sizes))
    weight = both / sizes
    np.fill_diagonal(weight, 0)
    graph = nx.from_numpy_array(weight)
    start = {t: (np.cos(t * GOLDEN_ANGLE), np.sin(t * GOLDEN_ANGLE)) for t in range(teams)}
    found = nx.spring_layout(graph, pos=start, weight="weight", seed=1, iterations=100)
    places = np.array([found[team] for team in range(teams)])
    return np.asarray(places * np.sqrt((radius**2).sum()) * np.array([1.25, 1.0]))


def _apart(centre: Points, radius: Points) -> Points:
    """The centres, drawn together and pushed apart until discs touch but do not overlap."""
    wanted = radius[:, None] + radius[None, :] + GAP
    for turn in range(ROUNDS):
        away = centre[:, None, :] - centre[None, :, :]
        distance = np.hypot(away[..., 0], away[..., 1])
        np.fill_diagonal(distance, np.inf)
        short = np.clip(wanted - distance, 0, None)
        if turn > ROUNDS // 2 and short.max() < 0.01:
            break
        push = (away / np.maximum(distance, 1e-9)[..., None] * short[..., None]).sum(axis=1)
        inward = 0.02 * (1 - turn / ROUNDS) * (centre - centre.mean(axis=0))
        centre = centre + 0.5 * push - (inward if turn < ROUNDS * 0.7 else 0.0)
    return centre


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
    inches = figure_of(ax).get_size_inches().min() * 0.85
    across = float(np.clip(0.8 * DISTANCE * 72 * inches / span, 1.5, 14))
    team, manages = organisation.network.team, organisation.network.is_manager.astype(bool)
    for chosen, marker, size, ring in ((~manages, "o", 1.0, 0.3), (manages, "s", 1.3, 1.6)):
        ax.scatter(
            place[chosen, 0],
            place[chosen, 1],
            s=(across * size) ** 2,
            marker=marker,
            c=list(colour[team[chosen]]),
            edgecolors="white" if marker == "o" else "#111111",
            linewidths=min(ring, across / 5),
            zorder=3 if marker == "o" else 4,
        )


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
