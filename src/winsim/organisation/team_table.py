"""Every team in numbers: its people, its ties inside and out, who answered, and its managers."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from winsim.numerics.arrays import Floats, Ints
from winsim.organisation.attention import answered
from winsim.organisation.organisation import Organisation, once_each
from winsim.organisation.pairs import keyed, unkeyed


@dataclass(frozen=True)
class TeamRow:
    """One team. Ties are directed: a mutual one counts twice.

    Attributes:
        team: Its name.
        people: Its people.
        inside: Ties between them.
        outgoing: Ties by which its people listen to people of other teams.
        incoming: Ties by which people of other teams listen to its people.
        density: Share of the possible ties inside that there are, in [0, 1]; NaN for one person.
        e_i: E-I index (krackhardt1988): tied pairs that lead out of the team less those inside,
            divided by their sum; from −1 (all inside) to 1 (all lead out). NaN without ties.
        silent: People who did not answer.
        response: Share of its people who answered, in [0, 1]; NaN where nobody in the organisation did.
        without_manager: People who report to nobody.
        managers: People to whom somebody reports.
    """

    team: str
    people: int
    inside: int
    outgoing: int
    incoming: int
    density: float
    e_i: float
    silent: int
    response: float
    without_manager: int
    managers: int


def team_rows(organisation: Organisation) -> tuple[TeamRow, ...]:
    """Measure every team.

    Args:
        organisation: An organisation of n people in G teams.

    Returns:
        A row for each of the G teams, in the order of the organisation.
    """
    net, teams = organisation.network, organisation.teams
    spoke = answered(organisation)
    listens, to, _ = organisation.ties
    own = net.team[listens] == net.team[to]
    size = organisation.team_sizes
    inside = _by_team(organisation, listens[own])
    silent = _by_team(organisation, np.flatnonzero(~spoke))
    possible = size * (size - 1)
    columns: dict[str, Ints | Floats] = {
        "people": size,
        "inside": inside,
        "outgoing": _by_team(organisation, listens[~own]),
        "incoming": _by_team(organisation, to[~own]),
        "density": _ratio(inside, possible),
        "e_i": _e_i(organisation),
        "silent": silent,
        "response": _ratio(size - silent, size) if spoke.any() else np.full(teams, np.nan),
        "without_manager": _by_team(organisation, np.flatnonzero(organisation.manager < 0)),
        "managers": _by_team(organisation, np.flatnonzero(net.is_manager)),
    }
    values = zip(*(column.tolist() for column in columns.values()), strict=True)
    return tuple(
        TeamRow(team, **dict(zip(columns, row, strict=True)))
        for team, row in zip(organisation.team_names, values, strict=True)
    )


def _by_team(organisation: Organisation, people: Ints) -> Ints:
    """How many of these people, who may be listed several times, each team has, shape (G,)."""
    return np.bincount(organisation.network.team[people], minlength=organisation.teams)


def _e_i(organisation: Organisation) -> Floats:
    """The E-I index of each team, from pairs in contact, shape (G,)."""
    listens, to, _ = organisation.ties
    people = organisation.people
    low, high = unkeyed(once_each(keyed(listens, to, people)), people)
    team = organisation.network.team
    own = team[low] == team[high]
    internal = _by_team(organisation, low[own])
    external = _by_team(organisation, np.concatenate([low[~own], high[~own]]))
    return _ratio(external - internal, external + internal)


def _ratio(part: Ints, whole: Ints) -> Floats:
    """Part / whole, NaN where the whole is 0."""
    ratio = np.full(part.size, np.nan)
    np.divide(part, whole, out=ratio, where=whole > 0)
    return ratio


def mixing(organisation: Organisation) -> list[dict[str, Any]]:
    """Which teams listen to which: the mixing matrix, as the rows of a table.

    Args:
        organisation: An organisation in G teams.

    Returns:
        A mapping for each pair of teams with a tie between them, and for each team with a tie inside,
        in the order of the organisation: `listeners` and `team` (names of the teams), `ties`, and
        `density`, the share of the possible ties that there are.
    """
    listens, to, _ = organisation.ties
    team, teams = organisation.network.team.astype(np.int64), organisation.teams
    pairs, ties = np.unique(team[listens] * teams + team[to], return_counts=True)
    source, target = pairs // teams, pairs % teams
    size = organisation.team_sizes
    possible = size[source] * (size[target] - (source == target))
    names = organisation.team_names
    return [
        {"listeners": names[one], "team": names[other], "ties": count, "density": count / most}
        for one, other, count, most in zip(
            source.tolist(), target.tolist(), ties.tolist(), possible.tolist(), strict=True
        )
    ]
