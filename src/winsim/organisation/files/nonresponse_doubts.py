"""What people who did not answer mean for a result, in sentences that name nobody."""

from collections.abc import Iterator, Mapping

import numpy as np
from numpy.typing import NDArray

from winsim.organisation.files.nonresponse import Response
from winsim.organisation.organisation import Ties
from winsim.scenario.organisation_source import Nonresponse
from winsim.words import count

ALONE = "They follow nobody's example and judge for themselves."
TAKEN: Mapping[Nonresponse, str] = {
    "reciprocity": "They are taken to listen to those who named them (nonresponse: reciprocity)",
    "team": "They are taken to listen to everybody in their team (nonresponse: team)",
    "drop": "They are left out, and who reported to one reports one level up (nonresponse: drop).",
}
NO_TIES = (
    "There is no ties file: nobody follows a colleague's example. People see the results of their own "
    "team and what leadership broadcasts, and judge for themselves. To have everybody listen to their "
    "team, choose organisation.nonresponse=team."
)
OTHER_TIES = (
    "There is no ties file: the only ties are those of the reporting line or of second teams."
)
OWN_TEAMS = (
    "There is no ties file: everybody is taken to listen to everybody in their team "
    "(nonresponse: team)."
)


def doubts_without_ties(ties: Ties, how: Nonresponse, people: int) -> Iterator[str]:
    """What is taken for ties where there is no file of them.

    Args:
        ties: All that there are in the end.
        how: How people are treated who did not answer: here, everybody.
        people: How many people there are.
    """
    if how == "team":
        yield OWN_TEAMS
    elif not ties[0].size:
        yield NO_TIES
    else:
        alone = int(_alone(ties, people).sum())
        yield (
            f"{OTHER_TIES} {_share(alone, people)} listen to nobody. {ALONE}"
            if alone
            else OTHER_TIES
        )


def doubts_of(found: Response, left: Response, ties: Ties, how: Nonresponse) -> Iterator[str]:
    """How many did not answer, and what is taken for it; and how many answers name nobody.

    Args:
        found: Who answered.
        left: The same of those who are left once the others are treated.
        ties: All that there are between them in the end, those that are added included.
        how: How those who did not answer are treated.

    Returns:
        A sentence or two on each; none where everybody named somebody.
    """
    alone, people = _alone(ties, left.answered.size), found.answered.size
    if found.missing.size:
        which = "did not answer" if found.known else "name nobody"
        yield f"{_share(found.missing.size, people)} {which}. {_taken(left, alone, how)}"
    if found.contradicted:
        yield (
            f"{_share(found.contradicted, people)} are said not to have answered, and name somebody: "
            "they are taken to have answered."
        )
    cut = int((alone & left.named).sum())
    if cut:
        yield f"{_share(cut, alone.size)} named only people or ties that are not taken. {ALONE}"
    silent = int((left.answered & ~left.named & alone).sum())
    if silent:
        yield (
            f"{_share(silent, people)} answered and named nobody. {ALONE} Where such an answer was never "
            "given, say so in a column answered of the people file."
        )


def _taken(left: Response, alone: NDArray[np.bool_], how: Nonresponse) -> str:
    """What is taken for the answers of those who did not give any, and who is then without ties."""
    lonely = int((alone & ~left.answered).sum())
    if how == "drop":
        return TAKEN[how]
    if how != "as_told":
        return TAKEN[how] + (f"; {lonely:,} of them stay without ties." if lonely else ".")
    if not lonely:
        return "Of them only those ties are known that others named, or that were added."
    whole = lonely == left.missing.size
    return (
        f"{ALONE if whole else f'{lonely:,} of them listen to nobody and judge for themselves.'} If they "
        "would have named somebody, choose what is taken for their answers: "
        "organisation.nonresponse=reciprocity, team or drop."
    )


def _alone(ties: Ties, people: int) -> NDArray[np.bool_]:
    """Whether each person listens to nobody, shape (n,)."""
    alone = np.ones(people, dtype=np.bool_)
    alone[ties[0]] = False
    return alone


def _share(some: int, people: int) -> str:
    return f"{some:,} of {count(people, 'person', 'people')} ({some / people:.0%})"
