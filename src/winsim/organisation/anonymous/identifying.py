"""What still identifies people in an organisation without names: whoever knows it finds them again."""

from collections.abc import Iterator

import numpy as np

from winsim.numerics.arrays import Counts
from winsim.organisation.hierarchy import reports
from winsim.organisation.organisation import ONE, Organisation
from winsim.words import count


def still_identifying(organisation: Organisation) -> list[str]:
    """Sentences that say what can still identify people, and how many.

    Args:
        organisation: One without names.

    Returns:
        What stands out: sizes of teams, the head of the reporting line, numbers of ties and reports,
        kept columns, weights.
    """
    return list(_statements(organisation))


def _statements(organisation: Organisation) -> Iterator[str]:
    sizes, often = np.unique(organisation.team_sizes, return_counts=True)
    alone = int((often == 1).sum())
    if alone:
        have = count(alone, "team has a size", "teams have a size")
        yield f"{have} that no other team has (the largest has {sizes[-1]} people)."
    span = reports(organisation.manager)
    heads = int(((organisation.manager < 0) & (span > 0)).sum())
    if heads:
        yield f"{count(heads, 'person leads', 'people lead')} without a manager above."
    listens, to, weight = organisation.ties
    people = organisation.people
    own = np.column_stack(
        (np.bincount(listens, minlength=people), np.bincount(to, minlength=people), span)
    )
    yield from _alone(own, "a number of ties and reports")
    columns = [
        np.unique(values, return_inverse=True)[1] for values in organisation.columns.values()
    ]
    if columns:
        team = organisation.network.team.astype(np.int64)
        yield from _alone(np.column_stack((team, *columns)), "a team and kept columns")
    if (weight != ONE).any():
        yield "The weights of ties are as they were; a weight that is known leads to a pair of people."


def _alone(rows: Counts, what: str) -> Iterator[str]:
    """How many people nobody else is like."""
    _, often = np.unique(rows, axis=0, return_counts=True)
    alone = int((often == 1).sum())
    if alone:
        yield f"{count(alone, 'person has', 'people have')} {what} that nobody else has."
