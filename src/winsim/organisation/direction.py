"""Which way ties go: how many are returned, and how many would be by chance."""

from dataclasses import dataclass

from winsim.organisation.organisation import Organisation, once_each
from winsim.organisation.pairs import keyed


@dataclass(frozen=True)
class Direction:
    """The dyad census (holland1976) of an organisation, and its reciprocity.

    Attributes:
        mutual: Pairs of people who listen to each other.
        one_way: Pairs of whom one listens to the other alone (asymmetric dyads).
        none: Pairs without a tie (null dyads).
        returned: Reciprocity: the share of directed ties whose opposite is there too, in [0, 1]; NaN
            without ties.
        by_chance: The share that would be returned if the same number of ties ran at random, which is
            the density (garlaschelli2004).
    """

    mutual: int
    one_way: int
    none: int
    returned: float
    by_chance: float


def direction(organisation: Organisation) -> Direction:
    """Take the dyad census of an organisation."""
    listens, to, _ = organisation.ties
    people, ties = organisation.people, listens.size
    tied = once_each(keyed(listens, to, people)).size
    pairs = people * (people - 1) // 2
    mutual = ties - tied
    return Direction(
        mutual=mutual,
        one_way=tied - mutual,
        none=pairs - tied,
        returned=2 * mutual / ties if ties else float("nan"),
        by_chance=ties / (2 * pairs) if pairs else float("nan"),
    )
