"""In which order to test what may fail. Source: mitten1960."""

from collections.abc import Sequence
from itertools import permutations
from typing import NamedTuple


class Item(NamedTuple):
    """Something to test: what that costs, and the probability that it passes."""

    cost: float
    passes: float


def expected_cost(items: Sequence[Item]) -> float:
    """What testing in this order costs on average, if the first failure ends it: Σ c(i)·Π p(j), j < i.

    Source: mitten1960.
    """
    reached, total = 1.0, 0.0
    for item in items:
        total += reached * item.cost
        reached *= item.passes
    return total


def cheapest_cost(items: Sequence[Item]) -> float:
    """The least that any order of so few items costs on average: all orders are tried."""
    return min(expected_cost(order) for order in permutations(items))
