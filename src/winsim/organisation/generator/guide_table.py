"""People drawn in proportion to a weight, by a guide table (Chen & Asau 1974).

`totals`, shape (n + 1,), hold the weight of all before each person, and of everybody at the end: a
line of weights on which each person takes up a stretch. The guide table, of the same shape, says
who stands at each n-th part of that line, so that whoever stands at a place of it is found in a few
steps, however many people there are.
"""

from winsim.numerics.arrays import Floats
from winsim.numerics.compiling import part
from winsim.organisation.generator.adjacency import People


@part
def fill_guide(totals: Floats, guide: People) -> None:
    """Write the guide table of these totals.

    Args:
        totals: The weight before each person, and of all at the end, shape (n + 1,).
        guide: Written over, shape (n + 1,).
    """
    people, person = guide.size - 1, 0
    for share in range(people + 1):
        at = share / people * totals[people]
        while person < people - 1 and totals[person + 1] <= at:
            person += 1
        guide[share] = person


@part
def person_at(totals: Floats, guide: People, share: float, at: float) -> int:
    """Who stands at a place on the line of weights, found by the guide table.

    Args:
        totals: The weight before each person, and of all at the end, shape (n + 1,).
        guide: The guide table of these totals, shape (n + 1,).
        share: About which share of the line's length the place lies on, in [0, 1).
        at: The place, in the unit of the weights.
    """
    people = guide.size - 1
    entry = min(int(share * people), people - 1)
    first, last = int(guide[entry]), int(guide[entry + 1]) + 1
    while first > 0 and totals[first] > at:
        first -= 1
    while last < people and totals[last] <= at:
        last += 1
    return person_among(totals, first, last, at)


@part
def person_among(totals: Floats, first: int, last: int, at: float) -> int:
    """Who of some neighbours stands at a place on the line of weights, by bisection.

    Args:
        totals: The weight before each person, and of all at the end, shape (n + 1,).
        first: The first person who may stand there.
        last: One beyond the last.
        at: The place, in the unit of the weights.
    """
    while last - first > 1:
        middle = (first + last) // 2
        if totals[middle] <= at:
            first = middle
        else:
            last = middle
    return first
