"""A week of the whole model: in the kernel, agent by agent, and in plain Mesa.

*Agent by agent* steps the agents of `OrgModel` with Mesa's `shuffle_do`; they are views on the
kernel's columns, and each calls the kernel for itself alone. *Plain Mesa* is the same model as a
typical user writes it (`benchmarks/plain_mesa.py`): an object for every employee and team that
keeps its own state, neighbours in networkx, a DataCollector, the rules in uncompiled Python on
`math`. The kernel lives the same busy weeks in one call. A figure is how many times longer the others take.
"""

from collections.abc import Iterable

import numpy as np

from benchmarks.measuring import Measure, in_turn, ratio, seconds
from benchmarks.plain_mesa import PlainOrganisation
from benchmarks.setting import BUSY, ROLLOUT, change, copied, organisation
from winsim.model.kernel import entry_points as kernel
from winsim.model.model import OrgModel
from winsim.model.state import State

ROUNDS = 3
FLOORS = {1_000: 100.0, 100_000: 300.0}
FLOORS_IN_PLAIN_MESA = {1_000: 150.0, 10_000: 300.0}


def step_by_agents(model: OrgModel) -> None:
    """Live a week agent by agent, in shuffled order."""
    model.open_week()
    for kind in (type(model.teams[0]), type(model.employees[0])):
        model.agents_by_type[kind].shuffle_do("step")
    model.close_week()


def live_by_agents(model: OrgModel, weeks: int) -> None:
    """Live so many weeks agent by agent."""
    for _ in range(weeks):
        step_by_agents(model)


def by_agents(people: int, weeks: int, rounds: int) -> Measure:
    """How many times longer weeks take agent by agent. The records of the weeks must be the same."""
    last = BUSY + (rounds + 1) * weeks
    model = OrgModel(change(people, last), ROLLOUT, 1, organisation(people))
    kernel.run_weeks(model.state, 1, BUSY)
    model.week = BUSY
    beside = _Beside(copied(model.state), BUSY, weeks)

    def agents() -> float:
        return seconds(lambda: live_by_agents(model, weeks))

    agents(), beside()
    times = in_turn({"agents": agents, "kernel": beside}, rounds)
    if not np.array_equal(model.state.record.weeks, beside.state.record.weeks):
        raise AssertionError(f"{people} people do not simulate the same weeks agent by agent")
    return Measure(
        f"agent by agent (`shuffle_do`), {people:,} people",
        ratio(times["agents"], times["kernel"]),
        FLOORS.get(people),
        note=f"{weeks} weeks a time",
    )


def in_plain_mesa(people: int, weeks: int, rounds: int) -> Measure:
    """How many times longer weeks take in plain Mesa. The same people must adopt in the same weeks."""
    last = BUSY + (rounds + 1) * weeks
    model = PlainOrganisation(people, last, organisation=organisation(people))
    model.run_for(BUSY)
    simulated = OrgModel(change(people, last), ROLLOUT, 1, organisation(people)).state
    kernel.run_weeks(simulated, 1, BUSY)
    beside = _Beside(simulated, BUSY, weeks)

    def plain() -> float:
        return seconds(lambda: model.run_for(weeks))

    plain(), beside()
    times = in_turn({"plain": plain, "kernel": beside}, rounds)
    adopted = [person.adopted_week for person in model.twin.people]
    if adopted != beside.state.population.employees.adopted_week.tolist():
        raise AssertionError(f"{people} people do not adopt in the same weeks in plain Mesa")
    return Measure(
        f"plain Mesa, {people:,} people",
        ratio(times["plain"], times["kernel"]),
        FLOORS_IN_PLAIN_MESA.get(people),
        note=f"{weeks} weeks a time",
    )


class _Beside:
    """The kernel, living the same weeks in one call."""

    def __init__(self, state: State, week: int, weeks: int) -> None:
        self.state, self.week, self.weeks = state, week, weeks

    def __call__(self) -> float:
        first, self.week = self.week + 1, self.week + self.weeks
        return seconds(lambda: kernel.run_weeks(self.state, first, self.week))


def measured(quick: bool = False) -> Iterable[Measure]:
    """All lines, one by one; in quick mode small ones, to see that everything works."""
    sizes = [(60, 2)] if quick else [(200, 20), (1_000, 10), (10_000, 1), (100_000, 1)]
    for people, weeks in sizes:
        yield by_agents(people, weeks, 1 if quick else ROUNDS)
    sizes = [(60, 2)] if quick else [(200, 20), (1_000, 10), (10_000, 1)]
    for people, weeks in sizes:
        yield in_plain_mesa(people, weeks, 1 if quick else ROUNDS)
