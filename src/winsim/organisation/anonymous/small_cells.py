"""Small cells merged (statistical disclosure control): teams of few people, values that few have."""

import heapq
import re
from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from winsim.numerics.arrays import Floats, Ints
from winsim.organisation.files.words_in_cells import NOTHING

OTHER = "other"
"""What stands for values that few people have."""
YEAR, MONTH, DAY = r"(?:19|20)\d\d", r"(?:0[1-9]|1[0-2])", r"(?:0[1-9]|[12]\d|3[01])"
DATE = re.compile(
    r"\d{4}[-./]\d{1,2}([-./]\d{1,2})?([T ].*)?"
    r"|\d{1,2}[-./ ]+(\d{1,2}|[^\W\d_]{3,9})[-./ ]+\d{2,4}([T, ].*)?"
    r"|[^\W\d_]{3,9}\.? \d{1,2},? \d{4}([T, ].*)?"
    rf"|{YEAR}{MONTH}{DAY}|{DAY}{MONTH}{YEAR}"
)


def merged(sizes: Ints, one: Ints, other: Ints, smallest: int) -> Ints:
    """Join each small team, the smallest first, to the team to which it is most densely tied.

    Args:
        sizes: People in each team, shape (G,); they sum to at least `smallest`.
        one: The team at one end of each tie, shape (m,).
        other: The team at its other end, shape (m,).
        smallest: The fewest people that a team may have.

    Returns:
        Of each team the one that it is part of, itself where it stays, shape (G,). A team without ties
        to others joins the smallest of them.
    """
    shared = _shared(one, other, sizes.size)
    people, home = sizes.copy(), np.arange(sizes.size)
    waiting = [(int(size), team) for team, size in enumerate(sizes.tolist()) if size]
    heapq.heapify(waiting)
    while waiting and waiting[0][0] < smallest:
        size, team = heapq.heappop(waiting)
        if size != people[team]:
            continue
        while waiting and waiting[0][0] != people[waiting[0][1]]:
            heapq.heappop(waiting)
        if not waiting:
            break
        target = _closest(shared[team], people, waiting[0][1])
        people[target], people[team], home[team] = people[target] + size, 0, target
        _join(shared, team, target)
        heapq.heappush(waiting, (int(people[target]), target))
    return _homes(home)


def coarse_words(values: NDArray[np.str_], smallest: int) -> list[str]:
    """Texts in which each value is that of at least so many people.

    Args:
        values: A text a person, shape (n,); nothing stays nothing.
        smallest: How many people must have a value.

    Returns:
        The texts, with `OTHER` for rare ones. Where those are few together, the rarest that was left
        joins them.
    """
    words = values.tolist()
    held = Counter(word for word in words if word.lower() not in NOTHING)
    ascending = sorted(held, key=lambda word: (held[word], word))
    rare: dict[str, int] = {}
    for word in ascending:
        if held[word] < smallest or 0 < sum(rare.values()) < smallest:
            rare[word] = held[word]
    return [OTHER if word in rare else word if word in held else "" for word in words]


def coarse_numbers(values: Floats, smallest: int) -> Floats:
    """Numbers in which each value is that of at least so many people (microaggregation).

    Neighbouring numbers form groups of that many people or more, and each becomes its group's mean, to
    four digits, so that the mean of all stays.

    Args:
        values: A number a person, NaN for nothing, shape (n,).
        smallest: How many people must have a value.

    Returns:
        The same numbers where all are common enough.
    """
    there = ~np.isnan(values)
    different, which, held = np.unique(values[there], return_inverse=True, return_counts=True)
    if held.size == 0 or held.min() >= smallest:
        return values
    group, filled = np.zeros(held.size, dtype=np.int64), 0
    for place, people in enumerate(held.tolist()):
        group[place] = group[place - 1] + (filled >= smallest) if place else 0
        filled = people if filled >= smallest else filled + people
    if filled < smallest and group[-1] > 0:
        group[group == group[-1]] -= 1
    sums, people = np.bincount(group, different * held), np.bincount(group, held)
    means = np.array([float(f"{mean:.4g}") for mean in (sums / people).tolist()])
    coarse = np.full(values.size, np.nan)
    coarse[there] = means[group][which]
    return coarse


def are_dates(cells: Sequence[str]) -> bool:
    """Whether most of the cells that are filled are dates."""
    there = [cell for cell in cells if cell.lower() not in NOTHING]
    return 2 * sum(DATE.fullmatch(cell) is not None for cell in there) > len(there)


def _shared(one: Ints, other: Ints, teams: int) -> list[Counter[int]]:
    """How many ties each team has with each other one, in either direction."""
    across = one != other
    pairs = np.concatenate(
        (one[across] * teams + other[across], other[across] * teams + one[across])
    )
    shared: list[Counter[int]] = [Counter() for _ in range(teams)]
    for pair, ties in zip(
        *(part.tolist() for part in np.unique(pairs, return_counts=True)), strict=True
    ):
        shared[pair // teams][pair % teams] = ties
    return shared


def _closest(ties: Counter[int], people: Ints, otherwise: int) -> int:
    """The team with most ties a member, so that large teams do not draw all others in."""
    return min(ties, key=lambda team: (-ties[team] / people[team], team), default=otherwise)


def _join(shared: list[Counter[int]], team: int, target: int) -> None:
    """Let the ties of a team be those of the team that it joins."""
    for other, ties in shared[team].items():
        del shared[other][team]
        if other != target:
            shared[target][other] += ties
            shared[other][target] += ties
    shared[team] = Counter()


def _homes(home: Ints) -> Ints:
    """Where each team ends up, along all that its new team joined later."""
    while not np.array_equal(home, home[home]):
        home = home[home]
    return home
