"""People on a line, each with a stretch as long as their weight, and who stands at a place of it."""

from winsim.numerics.compiling import part
from winsim.organisation.generator.rows import People
from winsim.model.state import Floats


@part
def lay_guide(totals: Floats, guide: People) -> None:
    """Find who stands at each n-th part of a line of weights, shape (n + 1,) as the totals."""
    people, person = guide.size - 1, 0
    for share in range(people + 1):
        at = share / people * totals[people]
        while person < people - 1 and totals[person + 1] <= at:
            person += 1
        guide[share] = person


@part
def guided(totals: Floats, guide: People, luck: float, at: float) -> int:
    """Who stands at a place on the line of weights, about the share `luck` of its length."""
    people = guide.size - 1
    share = min(int(luck * people), people - 1)
    first, last = int(guide[share]), int(guide[share + 1]) + 1
    while first > 0 and totals[first] > at:
        first -= 1
    while last < people and totals[last] <= at:
        last += 1
    return standing(totals, first, last, at)


@part
def standing(totals: Floats, first: int, last: int, at: float) -> int:
    """Who of those from `first` to before `last` stands at a place on the line of weights."""
    while last - first > 1:
        middle = (first + last) // 2
        if totals[middle] <= at:
            first = middle
        else:
            last = middle
    return first
