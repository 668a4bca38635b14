"""An organisation in numbers: sizes, ties, network statistics and the reporting line.

The statistics are those of network science, so that a client's file can be laid beside measured
workplaces at a glance.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np

from winsim.organisation.attention import Attention, attention
from winsim.organisation.bridges import Bridges, bridging
from winsim.organisation.contacts import clustering, components, contact_matrix
from winsim.organisation.direction import Direction, direction
from winsim.organisation.hierarchy import depth, reports
from winsim.organisation.labels import ids_of
from winsim.organisation.line_and_ties import LineAndTies, line_and_ties
from winsim.organisation.organisation import ONE, Organisation
from winsim.organisation.paths import shortest_paths
from winsim.organisation.team_table import TeamRow, team_rows


@dataclass(frozen=True)
class Description:
    """What an organisation is like.

    Contacts, isolates, components, clustering and path length take ties as undirected. NaN stands
    where there is nothing to measure.
    """

    people: int
    teams: int
    smallest_team: int
    median_team: float
    largest_team: int
    ties: int
    """Directed ties: one that works both ways counts twice."""
    contacts: float
    """Mean degree: people to whom somebody is tied in either direction, on average."""
    direction: Direction
    """How many ties are returned."""
    attention: Attention
    """How evenly ties are spread over those who are listened to."""
    lightest_tie: float
    heaviest_tie: float
    isolates: tuple[str, ...]
    """Ids of people without any tie."""
    components: int
    """Connected components: groups that no tie connects; an isolate is one of its own."""
    largest_component: int
    """People in the largest of them."""
    inside: float
    """Share of the ties that stay inside a team, in [0, 1]."""
    density_within: float
    """Share of the possible directed ties inside teams that there are, in [0, 1]."""
    density_between: float
    """The same for ties between people of different teams."""
    block_ratio: float
    """Density within teams divided by density between them."""
    clustering: float
    """Mean local clustering coefficient (watts1998), in [0, 1]."""
    path_length: float
    """Mean shortest path between two people, in ties."""
    path_sources: int
    """From how many people the path length was measured; fewer than all in large organisations."""
    bridges: Bridges
    """Who holds the teams together."""
    managers: int
    """People to whom somebody reports."""
    without_manager: tuple[str, ...]
    """Ids of people who report to nobody; the head of the organisation is one of them."""
    median_span: float
    """Span of control: people who report to a manager."""
    largest_span: int
    levels: int
    """People on the longest reporting line, the head included."""
    line: LineAndTies
    """The reporting line beside the ties."""
    asked: bool
    """Whether it is known who answered; else whoever listens to somebody is taken to have."""
    silent: int
    """People who did not answer."""
    response: float
    """Share of the people who answered, in [0, 1]; NaN where nobody did."""
    by_team: tuple[TeamRow, ...]
    """Every team, in the order of the organisation."""
    singles: int
    """Teams of one person."""
    columns: tuple[str, ...]
    """Further columns of the people."""


def describe(organisation: Organisation) -> Description:
    """Measure an organisation.

    Args:
        organisation: Any organisation. Beyond 2,000 people path length and betweenness are estimated
            from a sample of 200 of them, always the same.

    Returns:
        Its sizes, ties, network statistics, reporting line and teams.

    Example:
        >>> from winsim import generate_organisation
        >>> description = describe(generate_organisation(people=90, network="ring", neighbours=6))
        >>> description.teams, description.ties, description.contacts
        (10, 540, 6.0)
        >>> round(description.clustering, 3)  # 3 (k - 2) / 4 (k - 1) on a ring with k neighbours
        0.6
    """
    sizes = organisation.team_sizes
    return Description(
        people=organisation.people,
        teams=organisation.teams,
        smallest_team=int(sizes.min()),
        median_team=float(np.median(sizes)),
        largest_team=int(sizes.max()),
        singles=int((sizes == 1).sum()),
        columns=tuple(organisation.columns),
        attention=attention(organisation),
        direction=direction(organisation),
        line=line_and_ties(organisation),
        **_response(organisation),
        **_tie_statistics(organisation),
        **_network_statistics(organisation),
        **_reporting_line(organisation),
    )


def _response(organisation: Organisation) -> dict[str, Any]:
    """Who answered, in all and by team."""
    teams = team_rows(organisation)
    silent = sum(team.silent for team in teams)
    share = 1 - silent / organisation.people
    asked = organisation.answered is not None
    return {"asked": asked, "by_team": teams, "silent": silent, "response": share or float("nan")}


def _tie_statistics(organisation: Organisation) -> dict[str, Any]:
    """How many ties there are, how heavy, how many inside teams, and how dense."""
    listens, to, fixed = organisation.ties
    weights = fixed / ONE
    team = organisation.network.team
    inside = int((team[listens] == team[to]).sum())
    within, between = _densities(organisation, inside)
    return {
        "ties": weights.size,
        "lightest_tie": float(weights.min()) if weights.size else float("nan"),
        "heaviest_tie": float(weights.max()) if weights.size else float("nan"),
        "inside": inside / weights.size if weights.size else float("nan"),
        "density_within": within,
        "density_between": between,
        "block_ratio": within / between if between else float("nan"),
    }


def _network_statistics(organisation: Organisation) -> dict[str, Any]:
    """Degrees, components, clustering, paths and bridges, ties taken as undirected."""
    contacts = contact_matrix(organisation)
    degree = np.diff(contacts.indptr)
    groups = components(contacts)
    paths = shortest_paths(contacts)
    return {
        "contacts": float(degree.mean()),
        "isolates": ids_of(organisation, degree == 0),
        "components": groups.size,
        "largest_component": int(groups[0]),
        "clustering": clustering(contacts),
        "path_length": paths.length,
        "path_sources": paths.sources,
        "bridges": bridging(organisation, contacts, paths.betweenness),
    }


def _reporting_line(organisation: Organisation) -> dict[str, Any]:
    """The reporting line."""
    spans = reports(organisation.manager)
    spans = spans[spans > 0]
    return {
        "managers": spans.size,
        "without_manager": ids_of(organisation, organisation.manager < 0),
        "median_span": float(np.median(spans)) if spans.size else float("nan"),
        "largest_span": int(spans.max(initial=0)),
        "levels": int(depth(organisation.manager).max()) + 1,
    }


def _densities(organisation: Organisation, inside: int) -> tuple[float, float]:
    """Share of the possible ties that there are, within teams and between them."""
    sizes, ties = organisation.team_sizes, organisation.network.listener.size
    pairs_inside = int((sizes * (sizes - 1)).sum())
    pairs_between = organisation.people * (organisation.people - 1) - pairs_inside
    return (
        inside / pairs_inside if pairs_inside else float("nan"),
        (ties - inside) / pairs_between if pairs_between else float("nan"),
    )
