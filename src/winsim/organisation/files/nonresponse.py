"""People who did not answer: who they are, and what is taken in place of their answers.

A survey in which a person did not answer looks like one in which the person listens to nobody, and
who listens to nobody follows no example. So such people are counted and told, and how they are
treated is chosen (stork1992, huisman2009).
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from winsim.numerics.arrays import Ints
from winsim.organisation.files.directions import undirected
from winsim.organisation.files.forms.tie_list import TieList
from winsim.organisation.files.people import People
from winsim.organisation.files.roster.managers import Pairs
from winsim.organisation.files.roster.roster import Roster
from winsim.organisation.files.table import ReadingLog, as_text
from winsim.organisation.files.tie_sets import (
    MOST,
    chosen,
    mean_weight,
    turned,
    with_new,
    within_teams,
)
from winsim.organisation.files.words_in_cells import NO, NOTHING, YES
from winsim.organisation.organisation import Ties
from winsim.scenario.organisation_source import Nonresponse, OrganisationSource

SAID_YES = (*YES, "1")
SAID_NO = (*NO, *NOTHING)
"""What a column `answered` holds, in small letters; an empty cell says no."""


@dataclass(frozen=True)
class Response:
    """Who answered.

    Attributes:
        answered: Whether each person did, shape (n,).
        named: Whether each named somebody, shape (n,).
        known: Whether the files say who answered; else whoever names nobody is taken not to have.
        contradicted: How many are said not to have answered, and name somebody.
    """

    answered: NDArray[np.bool_]
    named: NDArray[np.bool_]
    known: bool
    contradicted: int = 0

    @property
    def missing(self) -> Ints:
        """The positions of those who did not answer."""
        return np.flatnonzero(~self.answered)


def response(
    who: People, ties: Ties, listed: TieList | None, source: OrganisationSource, log: ReadingLog
) -> Response:
    """Who answered: whoever the files say did, and whoever is the source of a tie that is told.

    A tie of weight zero, of another layer or to somebody outside is an answer, too.

    Args:
        who: The people. A column `answered` (yes or no) says who did, whether they name anybody or not.
        ties: Those that are taken, both directions of one without a direction.
        listed: The list they were read from; None without a ties file.
        source: Says whether ties have a direction.
        log: Takes what a column `answered` holds beside yes and no.
    """
    named = np.zeros(len(who.roster), dtype=bool)
    named[ties[0]] = True
    if listed is not None:
        written = listed.table.column("source", listed.columns) or []
        places = who.roster.places(list(dict.fromkeys(written)), "source")
        named[places[places >= 0]] = True
    if "answered" in who.columns:
        return _told(who, named, source.directed and _is_directed(listed), log)
    answered = named.copy()
    if listed is None or listed.respondents is None:
        return Response(answered, named, known=False)
    answered[who.roster.places(listed.respondents)] = True
    return Response(answered, named, known=True)


def _is_directed(listed: TieList | None) -> bool:
    """Whether no tie of a list is said to work both ways."""
    if listed is None:
        return True
    header = listed.columns.get("type", "type")
    return not any(undirected(listed.table.columns.get(header, ()), header).values())


def _told(who: People, named: NDArray[np.bool_], directed: bool, log: ReadingLog) -> Response:
    """Who answered by the column that says so; who names somebody by themselves did, all the same."""
    words = [as_text(cell).lower() for cell in who.columns["answered"].tolist()]
    unclear = [word for word in dict.fromkeys(words) if word not in (*SAID_YES, *SAID_NO)]
    if unclear:
        remedy = f"says neither yes nor no: {', '.join(map(repr, unclear[:6]))}; write yes or no"
        log.add("", "answered", "", remedy)
    yes = np.isin(words, SAID_YES)
    against = ~yes & named & directed
    return Response(yes | against, named, known=True, contradicted=int(against.sum()))


def treated(
    who: People, ties: Ties, found: Response, how: Nonresponse
) -> tuple[People, Ties, Response]:
    """People and ties once those who did not answer are treated.

    Args:
        who: The people.
        ties: As they were told.
        found: Who answered.
        how: `as_told` leaves them without ties; `reciprocity` has them listen to those who named
            them, as strongly; `team` to everybody in their team, with the mean weight of all ties;
            `drop` leaves them out.

    Returns:
        The people, the ties between them, and who of them answered.
    """
    people = len(who.roster)
    if how == "reciprocity":
        back = turned(chosen(ties, ~found.answered[ties[1]]))
        return who, with_new(ties, back, people), found
    if how == "team":
        mates = within_teams(who.teams, found.missing, mean_weight(ties, people))
        return who, with_new(ties, mates, people), found
    if how == "drop":
        return without(who, ties, found)
    return who, ties, found


def refuse_untreatable(
    who: People, found: Response, listed: TieList | None, how: Nonresponse, log: ReadingLog
) -> None:
    """Refuse a treatment that needs answers where there are none, or one that makes too many ties.

    Args:
        who: The people.
        found: Who answered.
        listed: The list of ties; None without a ties file.
        how: How those who did not are to be treated.
        log: What is wrong is added, and all of it refused.

    Raises:
        BadInput: With everything that is wrong.
    """
    field = "organisation.nonresponse"
    if how in ("reciprocity", "drop") and (listed is None or not found.answered.any()):
        remedy = "nobody answered, or there is no ties file; choose as_told or team"
        log.add("", field, how, remedy)
    if how == "team" and _pairs(who.teams, found.missing) > MOST:
        remedy = f"would make more than {MOST:,} ties; choose another, or divide the largest teams"
        log.add("", field, how, remedy)
    log.refuse()


def _pairs(teams: Sequence[str], missing: Ints) -> int:
    """How many pairs of a person among these and a member of the same team there are."""
    _, place, size = np.unique(np.array(teams), return_inverse=True, return_counts=True)
    return int(size[place[missing]].sum())


def without(who: People, ties: Ties, found: Response) -> tuple[People, Ties, Response]:
    """People and ties without those who did not answer; who reported to one reports one level up."""
    keep = found.answered
    place = np.where(keep, np.cumsum(keep) - 1, -1)
    managers = who.managers.copy()
    while (gone := (managers >= 0) & ~keep[managers]).any():
        managers[gone] = who.managers[managers[gone]]
    listens, to, weights = chosen(ties, keep[ties[0]] & keep[ties[1]])
    rows = np.flatnonzero(keep).tolist()
    people = replace(
        who,
        roster=Roster([who.roster.ids[row] for row in rows]),
        teams=[who.teams[row] for row in rows],
        names=[who.names[row] for row in rows],
        managers=np.where(managers >= 0, place[managers], -1)[keep],
        further=_between(who.further, keep, place),
        columns={name: values[keep] for name, values in who.columns.items()},
    )
    left = Response(keep[keep], found.named[keep], found.known)
    return people, (place[listens], place[to], weights), left


def _between(pairs: Pairs, keep: NDArray[np.bool_], place: Ints) -> Pairs:
    """The pairs of people who both stay, at their new places."""
    both = keep[pairs[0]] & keep[pairs[1]]
    return place[pairs[0][both]], place[pairs[1][both]]
