"""People who did not answer: who they are, and what is taken in place of their answers.

A survey in which a person did not answer looks like one in which the person listens to nobody, and
who listens to nobody follows no example. So such people are counted and told, and how they are
treated is chosen (stork1992, huisman2009).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from winsim.numerics.arrays import Ints
from winsim.organisation.files.people import People
from winsim.organisation.files.roster.managers import Pairs
from winsim.organisation.files.roster.roster import Roster
from winsim.organisation.files.tie_sets import chosen, joined, mean_weight, turned, within_teams
from winsim.organisation.organisation import Ties
from winsim.scenario.organisation_source import Nonresponse
from winsim.words import count

NO = ("no", "false", "0", "nein", "non", "n", "f", "missing", "not answered")
"""What a column `answered` holds for whoever did not, in small letters."""


@dataclass(frozen=True)
class Response:
    """Who answered.

    Attributes:
        answered: Whether each person did, shape (n,).
        named: Whether each named somebody, shape (n,).
        known: Whether the files say who answered; else whoever names nobody is taken not to have.
    """

    answered: NDArray[np.bool_]
    named: NDArray[np.bool_]
    known: bool

    @property
    def missing(self) -> NDArray[np.int64]:
        """The positions of those who did not answer."""
        return np.flatnonzero(~self.answered)


def response(who: People, ties: Ties, respondents: Sequence[str] | None = None) -> Response:
    """Who answered: whoever names somebody, and whoever the files say did.

    Args:
        who: The people. A column `answered` (yes or no) says who did, whether they name anybody or not.
        ties: As they were told.
        respondents: What the people are called who have a row in a survey; None where ties come as a
            list, which has no row for whoever names nobody.
    """
    named = np.zeros(len(who.roster), dtype=bool)
    named[ties[0]] = True
    if "answered" in who.columns:
        told = [str(value).strip().lower() for value in who.columns["answered"].tolist()]
        return Response(named | ~np.isin(told, (*NO, "", "nan", "0.0")), named, known=True)
    answered = named.copy()
    if respondents is not None:
        answered[who.roster.places(respondents)] = True
    return Response(answered, named, known=respondents is not None)


def treated(
    who: People, ties: Ties, found: Response, how: Nonresponse
) -> tuple[People, Ties, NDArray[np.bool_]]:
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
    if how == "reciprocity":
        return who, joined(ties, turned(chosen(ties, ~found.answered[ties[1]]))), found.answered
    if how == "team":
        return (
            who,
            joined(ties, within_teams(who.teams, found.missing, mean_weight(ties))),
            found.answered,
        )
    if how == "drop":
        return without(who, ties, found)
    return who, ties, found.answered


def without(who: People, ties: Ties, found: Response) -> tuple[People, Ties, NDArray[np.bool_]]:
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
    return people, (place[listens], place[to], weights), keep[keep]


def _between(pairs: Pairs, keep: NDArray[np.bool_], place: Ints) -> Pairs:
    """The pairs of people who both stay, at their new places."""
    both = keep[pairs[0]] & keep[pairs[1]]
    return place[pairs[0][both]], place[pairs[1][both]]


NO_TIES: Mapping[Nonresponse, str] = {
    "as_told": (
        "There is no ties file: nobody follows a colleague's example. People see the results of their "
        "own team and what leadership broadcasts, and judge for themselves. To have everybody listen to "
        "their team, choose organisation.nonresponse=team."
    ),
    "team": (
        "There is no ties file: everybody is taken to listen to everybody in their team (nonresponse: "
        "team), and to nobody in another."
    ),
}
"""What is said where nobody was asked; the other ways need an answer."""


def doubts_of(found: Response, ties: Ties, how: Nonresponse) -> list[str]:
    """How many did not answer, and what is taken for it; and how many answers name nobody.

    Args:
        found: Who answered.
        ties: Once those who did not are treated.
        how: How they are treated.

    Returns:
        A sentence or two on each; none where everybody named somebody.
    """
    missing, people = found.missing, found.answered.size
    said = []
    if missing.size:
        which = "did not answer" if found.known else "name nobody"
        end = _left(missing, ties) if how in ("reciprocity", "team") else ""
        said.append(f"{_share(missing.size, people)} {which}. {TAKEN[how]}{end}")
    silent = int((found.answered & ~found.named).sum())
    if silent:
        said.append(f"{_share(silent, people)} answered and named nobody. {SILENT}")
    return said


def _share(some: int, people: int) -> str:
    return f"{some:,} of {count(people, 'person', 'people')} ({some / people:.0%})"


SILENT = (
    "They follow nobody's example and judge for themselves. Where such an answer was never given, say so "
    "in a column answered of the people file."
)
TAKEN: Mapping[Nonresponse, str] = {
    "as_told": (
        "They follow nobody's example and judge for themselves. If they would have named somebody, "
        "choose what is taken for their answers: organisation.nonresponse=reciprocity, team or drop."
    ),
    "reciprocity": "They are taken to listen to those who named them (nonresponse: reciprocity)",
    "team": "They are taken to listen to everybody in their team (nonresponse: team)",
    "drop": "They are left out, and who reported to one reports one level up (nonresponse: drop).",
}


def _left(missing: NDArray[np.int64], ties: Ties) -> str:
    """How many stay without ties, to end a sentence."""
    left = int((~np.isin(missing, ties[0])).sum())
    return f"; {left:,} of them stay without ties." if left else "."
