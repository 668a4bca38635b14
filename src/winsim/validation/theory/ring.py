"""Contagion on a ring whose ties are swapped at random. Sources: centola2007, maslov2002."""

from itertools import pairwise
from random import Random


def spreads(neighbours: int, adopters_needed: int) -> bool:
    """Whether a contagion goes round an unrewired ring: a ≤ k/2, centola2007.

    Args:
        neighbours: k, an even number.
        adopters_needed: a, the adopting colleagues that a person needs.
    """
    return adopters_needed <= neighbours // 2


def rounds_needed(people: int, neighbours: int, adopters_needed: int) -> int:
    """The rounds in which a contagion goes round an unrewired ring, from one person and neighbours.

    It is the contagion of centola2007, counted: of the people in the gap that is left, the d-th from
    either end sees k/2 - d + 1 of the adopters beyond that end, and those beyond the other end too
    once the gap is small.
    """
    half, gap, rounds = neighbours // 2, people - neighbours - 1, 0
    while gap > 0:
        near = [max(0, half - place) + max(0, half - gap + 1 + place) for place in range(gap)]
        gap = sum(seen < adopters_needed for seen in near)
        rounds += 1
    return rounds


def ring(people: int, neighbours: int) -> list[set[int]]:
    """Everybody's colleagues on a ring: the nearest ones, half on each side."""
    reach = [step for step in range(-(neighbours // 2), neighbours // 2 + 1) if step]
    return [{(person + step) % people for step in reach} for person in range(people)]


def swapped(colleagues: list[set[int]], share: float, random: Random) -> list[set[int]]:
    """Move about that share of ties of the same people: pairs of ties exchange an end, maslov2002.

    Everybody keeps the number of colleagues.

    Args:
        colleagues: of each person, who they are; ties are mutual.
        share: of ties, in [0, 1].
        random: where draws come from.

    Returns:
        The colleagues of each person after that; what is passed in stays as it is.
    """
    known = [set(others) for others in colleagues]
    ties = [(a, b) for a, others in enumerate(known) for b in sorted(others) if a < b]
    left = sum(random.random() < share for _ in ties) // 2
    while left > 0:
        first, second = random.sample(range(len(ties)), 2)
        (a, b), (c, d) = ties[first], ties[second]
        if random.random() < 0.5:
            c, d = d, c
        if len({a, b, c, d}) == 4 and d not in known[a] and b not in known[c]:
            for one, other in pairwise((a, b, c, d, a)):
                known[one].symmetric_difference_update({other})
                known[other].symmetric_difference_update({one})
            ties[first], ties[second] = (a, d), (c, b)
            left -= 1
    return known


def share_reached(colleagues: list[set[int]], adopters_needed: int, person: int) -> float:
    """The share of people whom a contagion reaches from a person and that person's colleagues.

    Whoever has `adopters_needed` adopting colleagues adopts in the next round (centola2007).

    Args:
        colleagues: of each person, who they are; ties are mutual.
        adopters_needed: a, at least 1.
        person: the number of the person in the middle of the first adopters.
    """
    adopted = {person, *colleagues[person]}
    newest = sorted(adopted)
    seen = [0] * len(colleagues)
    while newest:
        for one in newest:
            for other in colleagues[one]:
                seen[other] += 1
        near = {other for one in newest for other in colleagues[one]} - adopted
        newest = [other for other in sorted(near) if seen[other] >= adopters_needed]
        adopted.update(newest)
    return len(adopted) / len(colleagues)
