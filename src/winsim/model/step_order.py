"""In which order steps are taken up. Sources: mitten1960 (by risk), sidney1975 (what is needed first)."""

import math
from collections.abc import Callable, Sequence
from graphlib import TopologicalSorter

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
    needed = _needed(steps)
    if order == "risk_first":
        return _by_ratio(steps, needed, _cost_until_failure)
    if order == "value_first":
        return _by_ratio(steps, needed, _cost_of_value)
    waiting = [sum(place in others for others in needed) for place in range(len(steps))]
    keys: dict[Order, list[float]] = {
        "listed": [0.0] * len(steps),
        "easy_first": [_cost(step) for step in steps],
        "dependency": [-count for count in waiting],
    }
    return _needs_first(range(len(steps)), needed, keys[order])


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
    steps: Sequence[Step],
    needed: Sequence[set[int]],
    ratio: Callable[[Sequence[Step]], float],
) -> list[int]:
    """Place again and again the step whose ratio, with all that it still needs, is the least."""
    own = [ratio([step]) for step in steps]
    placed: list[int] = []
    while len(placed) < len(steps):
        waiting = [place for place in range(len(steps)) if place not in placed]
        together = [
            _needs_first(
                [other for other in waiting if other in {place, *needed[place]}], needed, own
            )
            for place in waiting
        ]
        ratios = [ratio([steps[place] for place in group]) for group in together]
        best = min(range(len(waiting)), key=lambda i: (ratios[i], len(together[i]), i))
        placed += together[best]
    return placed


def _needs_first(
    places: Sequence[int], needed: Sequence[set[int]], keys: Sequence[float]
) -> list[int]:
    """These steps by key, each as soon as all of them that it needs are placed."""
    placed: list[int] = []
    waiting = list(places)
    while waiting:
        free = [place for place in waiting if not needed[place].intersection(waiting)]
        chosen = min(free, key=lambda place: (keys[place], place))
        placed.append(chosen)
        waiting.remove(chosen)
    return placed


def _needed(steps: Sequence[Step]) -> list[set[int]]:
    """For each step, the steps that it needs, at first or second hand."""
    number = {step.name: place for place, step in enumerate(steps)}
    found: dict[str, set[int]] = {}
    for name in TopologicalSorter({step.name: step.needs for step in steps}).static_order():
        needs = steps[number[name]].needs
        found[name] = {number[need] for need in needs}.union(*(found[need] for need in needs))
    return [found[step.name] for step in steps]
