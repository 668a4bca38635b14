"""A table of people and a table of ties, put together as an organisation."""

from winsim.organisation.findings import Findings
from winsim.organisation.organisation import Organisation, Ties, organisation
from winsim.organisation.people import NEEDS, People, needed, people_of
from winsim.organisation.table import Table
from winsim.organisation.ties import ENDS, NONE, mutual, ties_of, with_managers
from winsim.scenario.source import OrganisationSource


def assembled(
    people: Table | None, ties: Table | None, source: OrganisationSource, findings: Findings
) -> Organisation:
    """The organisation of these tables; raises `BadInput` with everything that is wrong."""
    who = people_of(people, source.columns, findings) if people else None
    among = who.ids if who else None
    found = NONE
    if ties is not None:
        found = ties_of(ties, among, source.columns, findings, source.layers, source.weighted)
    _check_mapped(people, ties, source, findings)
    findings.refuse()
    if who is None:
        raise ValueError("a table of people is needed, or a finding that says why there is none")
    return together(who, found, source.directed, source.manager_ties)


def together(who: People, ties: Ties, directed: bool, manager_ties: bool) -> Organisation:
    """People and their ties as an organisation."""
    if not directed:
        ties = mutual(ties, len(who.ids))
    if manager_ties:
        ties = with_managers(ties, who.managers)
    return organisation(who.ids, who.teams, ties, who.managers, who.names, who.columns)


def _check_mapped(
    people: Table | None, ties: Table | None, source: OrganisationSource, findings: Findings
) -> None:
    """Refuse a header of a further column that the people file does not have."""
    for name in source.columns:
        if people is not None and name not in (*NEEDS, *ENDS, "weight", "layer", "manager"):
            needed(people, name, source.columns, findings)
