"""In which order steps are taken up. Source of the order by risk: mitten1960."""

import math
from collections.abc import Sequence

from winsim.scenario.initiative import Step
from winsim.scenario.rollout import Order


def ordered(steps: Sequence[Step], order: Order) -> list[int]:
    """Find the order in which steps are taken up, needs before what needs them.

    `easy_first` goes by work, `dependency` by how many steps wait for a step. `risk_first` goes by
    the ratio of cost to chance of a flaw, the cheapest order of tests until the first failure
    (mitten1960), and `value_first` by value per cost; both pull what they need forward. Cost is
    design and work together, in person-weeks.

    Args:
        steps: the J steps, as declared; their needs form no circle.
        order: how to order them; `listed` keeps the order of the scenario.

    Returns:
        The positions of the steps, the first to take up first; ties go by the order of the scenario.
    """
    followers = _followers(steps)
    keys = [_key(step, len(followers[i]), order) for i, step in enumerate(steps)]
    if order in ("risk_first", "value_first"):
        keys = [min([keys[i], *(keys[f] for f in followers[i])]) for i in range(len(steps))]
    return _needs_first(steps, keys)


def _key(step: Step, followers: int, order: Order) -> float:
    cost = step.design + step.work
    if order == "easy_first":
        return cost
    if order == "risk_first":
        return cost / step.risk if step.risk > 0 else math.inf
    if order == "value_first":
        return -step.value / cost
    return -followers if order == "dependency" else 0.0


def _needs_first(steps: Sequence[Step], keys: Sequence[float]) -> list[int]:
    """The steps by key, each as soon as everything it needs is placed."""
    placed: list[int] = []
    names = {step.name: i for i, step in enumerate(steps)}
    waiting = list(range(len(steps)))
    while waiting:
        free = [i for i in waiting if all(names[n] in placed for n in steps[i].needs)]
        chosen = min(free, key=lambda i: (keys[i], i))
        placed.append(chosen)
        waiting.remove(chosen)
    return placed


def _followers(steps: Sequence[Step]) -> list[list[int]]:
    """For each step, the steps that need it, at first or second hand."""
    direct = {step.name: [i for i, s in enumerate(steps) if step.name in s.needs] for step in steps}
    found: list[list[int]] = []
    for step in steps:
        reached: list[int] = []
        frontier = list(direct[step.name])
        while frontier:
            follower = frontier.pop()
            if follower not in reached:
                reached.append(follower)
                frontier += direct[steps[follower].name]
        found.append(reached)
    return found
