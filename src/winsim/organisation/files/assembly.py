"""A table of people and a table of ties, put together as an organisation.

Files and networkx graphs alike become tables first and meet here.
"""

from collections.abc import Iterator

from winsim.organisation.files.absent import without_absent
from winsim.organisation.files.forms.forms import note_answers, tie_list_of
from winsim.organisation.files.forms.tie_list import TieList
from winsim.organisation.files.headers import PEOPLE, TIES, with_known
from winsim.organisation.files.nonresponse import (
    Response,
    refuse_untreatable,
    response,
    treated,
)
from winsim.organisation.files.nonresponse_doubts import doubts_of, doubts_without_ties
from winsim.organisation.files.people import NEEDS, People, needed, people_of
from winsim.organisation.files.roster.full_names import with_full_names
from winsim.organisation.files.roster.lookup import BY
from winsim.organisation.files.roster.roster import Roster
from winsim.organisation.files.table import ReadingLog, Table
from winsim.organisation.files.tie_sets import mutual, with_everyone, with_managers, with_pairs
from winsim.organisation.files.ties import NONE, ties_of
from winsim.organisation.organisation import Organisation, Ties, make_organisation
from winsim.scenario.organisation_source import OrganisationSource

MOST_ALL_TIED = 4_000
"""With more people, ties between all of them would fill a machine."""


def assembled(
    people: Table | None, ties: Table | None, source: OrganisationSource, log: ReadingLog
) -> Organisation:
    """The organisation of these tables.

    Args:
        people: One row a person, with `id` and `team`; None where it could not be read.
        ties: One row a tie, with `source` and `target`; None where there is none.
        source: Which headers hold what, and how ties are taken.
        log: What came up in reading; what comes up here is added.

    Raises:
        BadInput: With everything that is wrong, what the log held before included.
        ValueError: Where there is no table of people, and the log does not say why.
    """
    who = _people(people, source, log) if people else None
    roster = who.roster if who else None
    listed = tie_list_of(ties, roster, source, log) if ties else None
    if who and people and ties is None:
        note_answers(people, who.roster, source, log)
    tied = _ties(listed, roster, source, log) if listed else NONE
    if who and people and ties and listed and people.name == ties.name:
        who = who.without(listed.used)
    _check_number(who, source, log)
    log.refuse()
    if who is None:
        raise ValueError(
            "a table of people is needed, or a problem in the log that says why there is none"
        )
    return together(who, tied, source, log, listed)


def _people(table: Table, source: OrganisationSource, log: ReadingLog) -> People | None:
    table = with_full_names(table, source.columns, log)
    table, told = without_absent(table, source.columns)
    named = {ours: header for ours, header in told.items() if ours not in BY.values()}
    columns = {**told, **with_known(table, PEOPLE, named, log)}
    who = people_of(table, columns, log, source.outsiders == "drop")
    for name in named:
        if name not in (*NEEDS, *TIES, "manager", "date"):
            needed(table, name, columns, log)
    return who


def _ties(
    listed: TieList, roster: Roster | None, source: OrganisationSource, log: ReadingLog
) -> Ties:
    columns = {
        **{by: source.columns[by] for by in BY.values() if by in source.columns},
        **listed.columns,
    }
    return ties_of(
        listed.table,
        roster,
        columns,
        log,
        source.layers,
        source.weighted,
        source.weights,
        source.outsiders == "drop",
    )


def together(
    who: People, ties: Ties, source: OrganisationSource, log: ReadingLog, listed: TieList | None
) -> Organisation:
    """People and their ties as an organisation.

    Args:
        who: The people, found sound.
        ties: Between positions of people; who listens, to whom, and weights or None.
        source: Says whether ties have a direction, how people are treated who did not answer, and which
            ties are added: with managers, among all.
        log: Takes the doubt that people did not answer.
        listed: The list that the ties were read from, which may say who answered; None without a ties
            file.

    Raises:
        BadInput: Where nobody would be left, or a tie weighs more than fixed-point numbers can hold.
    """
    if not source.directed:
        ties = mutual(ties, len(who.roster))
    found, how = response(who, ties, listed, source, log), source.nonresponse
    refuse_untreatable(who, found, listed, how, log)
    who, ties, left = treated(who, ties, found, how)
    ties = _with_added(ties, who, source)
    log.doubts += _doubts(found, left, ties, source, listed)
    return make_organisation(
        who.roster.ids,
        who.teams,
        ties,
        who.managers,
        who.names,
        who.columns,
        left.answered if found.known else None,
    )


def _with_added(ties: Ties, who: People, source: OrganisationSource) -> Ties:
    """The ties, and those of second managers and teams, of the reporting line, or among all."""
    if who.further[0].size:
        ties = with_pairs(ties, *who.further, len(who.roster))
    if source.manager_ties:
        ties = with_managers(ties, who.managers)
    return with_everyone(ties, len(who.roster)) if source.all_tied else ties


def _doubts(
    found: Response, left: Response, ties: Ties, source: OrganisationSource, listed: TieList | None
) -> Iterator[str]:
    """What is said of people who did not answer; where all are tied, only that some are left out."""
    how = source.nonresponse
    if source.all_tied and how != "drop":
        return iter(())
    if listed is None:
        return doubts_without_ties(ties, how, left.answered.size)
    return doubts_of(found, left, ties, how)


def _check_number(who: People | None, source: OrganisationSource, log: ReadingLog) -> None:
    """Refuse more people than can all be tied to one another."""
    if who is not None and source.all_tied and len(who.roster) > MOST_ALL_TIED:
        remedy = f"at most {MOST_ALL_TIED:,} people can all be tied; give a ties file"
        log.add("", "organisation.all_tied", "true", remedy)
