"""In which order steps are taken up. Sources: mitten1960 (by risk), sidney1975 (what is needed first)."""

import math
from collections import Counter
from collections.abc import Callable, Collection, Sequence
from graphlib import TopologicalSorter
from heapq import heappop, heappush

from winsim.scenario.initiative import Step
from winsim.scenario.rollout import Order


def ordered(steps: Sequence[Step], order: Order) -> list[int]:
    """Find the order in which steps are taken up, needs before what needs them.

    `easy_first` goes by work, `dependency` by how many steps wait for a step. `risk_first` takes next
    the step that costs least, with what it still needs, for the chance of a flaw in them: the cheapest
    order of tests until the first failure, where steps need nothing (mitten1960) or stand in chains
    (sidney1975). `value_first` does so for the value. Cost is design and work together, in person-weeks.

    Args:
        steps: the J steps, as declared; their needs form no circle.
        order: how to order them; `listed` keeps the order of the scenario.

    Returns:
        The positions of the steps, the first to take up first; ties go to what needs less, and then
        by the order of the scenario.
    """
    direct, places = _direct(steps), range(len(steps))
    if order == "risk_first":
        return _by_ratio(steps, _cost_until_failure, direct)
    if order == "value_first":
        return _by_ratio(steps, _cost_of_value, direct)
    keys = [0.0] * len(steps)
    if order == "easy_first":
        keys = [_cost(step) for step in steps]
    if order == "dependency":
        needed = Counter(place for others in _needed(direct) for place in others)
        keys = [-needed[place] for place in places]
    return _needs_first(places, direct, keys)


def _cost(step: Step) -> float:
    return step.design + step.work


def _cost_until_failure(steps: Sequence[Step]) -> float:
    """What tests of steps one after another cost until one fails, for the chance that one does."""
    reached, spent = 1.0, 0.0
    for step in steps:
        spent += reached * _cost(step)
        reached *= 1.0 - step.risk
    return spent / (1.0 - reached) if reached < 1.0 else math.inf


def _cost_of_value(steps: Sequence[Step]) -> float:
    """What steps cost for their value together."""
    value = sum(step.value for step in steps)
    return sum(_cost(step) for step in steps) / value if value > 0.0 else math.inf


def _by_ratio(
    steps: Sequence[Step], ratio: Callable[[Sequence[Step]], float], direct: Sequence[set[int]]
) -> list[int]:
    """Place again and again the step whose ratio, with all that it still needs, is the least."""
    together = [{place, *others} for place, others in enumerate(_needed(direct))]
    own = [ratio([step]) for step in steps]
    waiting, placed = set(range(len(steps))), list[int]()
    offers: dict[int, tuple[float, int, int, list[int]]] = {}
    changed = list(waiting)
    while waiting:
        for place in changed:
            group = _needs_first(together[place] & waiting, direct, own)
            offers[place] = (ratio([steps[other] for other in group]), len(group), place, group)
        group = min(offers.values())[-1]
        placed += group
        waiting.difference_update(group)
        offers = {place: offer for place, offer in offers.items() if place in waiting}
        changed = [place for place in offers if not together[place].isdisjoint(group)]
    return placed


def _needs_first(
    places: Collection[int], direct: Sequence[set[int]], keys: Sequence[float]
) -> list[int]:
    """These steps by key, each as soon as all of them that it needs are placed."""
    sorter = TopologicalSorter({place: direct[place].intersection(places) for place in places})
    sorter.prepare()
    placed, free = list[int](), list[tuple[float, int]]()
    while sorter.is_active():
        for place in sorter.get_ready():
            heappush(free, (keys[place], place))
        placed.append(heappop(free)[-1])
        sorter.done(placed[-1])
    return placed


def _direct(steps: Sequence[Step]) -> list[set[int]]:
    """For each step, the steps that it needs itself."""
    number = {step.name: place for place, step in enumerate(steps)}
    return [{number[name] for name in step.needs} for step in steps]


def _needed(direct: Sequence[set[int]]) -> list[set[int]]:
    """For each step, the steps that it needs, at first or second hand."""
    found: dict[int, set[int]] = {}
    for place in TopologicalSorter(dict(enumerate(direct))).static_order():
        found[place] = direct[place].union(*(found[other] for other in direct[place]))
    return [found[place] for place in range(len(direct))]
