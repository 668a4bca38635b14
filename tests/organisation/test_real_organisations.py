"""Real organisations, read from beside the project; skipped where they are not there."""

import csv
from pathlib import Path

import networkx as nx
import pytest

from winsim.figures.organisation import network
from winsim.organisation.description import describe
from winsim.organisation.files.graph import to_networkx
from winsim.organisation.files.reading import organisation_with_notes
from winsim.organisation.organisation import Organisation
from winsim.scenario.organisation_source import OrganisationSource

NETWORKS = [
    ("cross_parker_consulting_info", "cross_parker_consulting", "location", 46, 7, 877),
    ("lazega_advice", "lazega", "practice", 71, 2, 892),
    ("lazega_friends", "lazega", "office", 71, 3, 575),
    ("lazega_cowork", "lazega", "office", 71, 3, 1104),
    ("krackhardt_advice", "krackhardt", "dept", 21, 5, 190),
    ("krackhardt_friends", "krackhardt", "dept", 21, 5, 102),
    ("email_eu_core", "email_eu_core", "department", 1005, 42, 24929),
    ("medical_innovation", "medical_innovation", "city", 125, 4, 294),
    ("brazil_farmers", "brazil_farmers", "village", 692, 11, 1854),
]


@pytest.mark.parametrize(("ties", "people", "team", "who", "teams", "arcs"), NETWORKS)
def test_people_teams_and_ties_are_those_of_the_study(
    shared_data: Path, ties: str, people: str, team: str, who: int, teams: int, arcs: int
) -> None:
    source = OrganisationSource(
        people=f"{people}_nodes.csv", ties=f"{ties}_edges.csv", columns={"team": team}
    )
    firm = organisation_with_notes(source, 1, shared_data).organisation
    assert (firm.people, firm.teams, firm.network.listener.size) == (who, teams, arcs)
    found = describe(firm)
    graph = to_networkx(firm).to_undirected()
    assert found.clustering == pytest.approx(nx.average_clustering(graph))
    assert found.components == nx.number_connected_components(graph)
    assert network(firm).get_title(loc="left").startswith(f"{who:,} people in {teams} teams")


def test_mail_to_oneself_is_dropped_and_counted(shared_data: Path) -> None:
    source = OrganisationSource(
        people="email_eu_core_nodes.csv", ties="email_eu_core_edges.csv",
        columns={"team": "department"},
    )  # fmt: skip
    (note,) = organisation_with_notes(source, 1, shared_data).notes
    assert note.endswith("email_eu_core_edges.csv:46: 642 ties to oneself dropped, "
                         "the first in this line")  # fmt: skip


def test_the_layers_of_one_ties_file(shared_data: Path) -> None:
    source = OrganisationSource(
        people="medical_innovation_nodes.csv", ties="medical_innovation_edges.csv",
        columns={"team": "city", "layer": "relation"}, layers=("advice",),
    )  # fmt: skip
    firm = organisation_with_notes(source, 1, shared_data).organisation
    with (shared_data / "medical_innovation_edges.csv").open() as file:
        advice = {(row["source"], row["target"]) for row in csv.DictReader(file)
                  if row["relation"] == "advice"}  # fmt: skip
    assert set(to_networkx(firm).edges) == advice


def krackhardt(shared_data: Path, folder: Path) -> Organisation:
    """Krackhardt's managers with the reporting line of the study as a column of the people."""
    with (shared_data / "krackhardt_reports_to_edges.csv").open() as file:
        boss = {row["source"]: row["target"] for row in csv.DictReader(file)}
    with (shared_data / "krackhardt_nodes.csv").open() as file:
        people = [row | {"manager": boss.get(row["id"], "")} for row in csv.DictReader(file)]
    with (folder / "people.csv").open("w", newline="") as file:
        writer = csv.DictWriter(file, list(people[0]))
        writer.writeheader()
        writer.writerows(people)
    ties = str(shared_data / "krackhardt_advice_edges.csv")
    source = OrganisationSource(people="people.csv", ties=ties, columns={"team": "dept"})
    return organisation_with_notes(source, 1, folder).organisation


def test_krackhardts_reporting_line(shared_data: Path, tmp_path: Path) -> None:
    found = describe(krackhardt(shared_data, tmp_path))
    assert found.without_manager == ("7",)
    assert (found.managers, found.levels) == (5, 3)
    assert found.largest_span == 7
