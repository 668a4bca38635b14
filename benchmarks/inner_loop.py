"""The weekly update of people: the kernel's parts against the same arithmetic in C, on one state.

A figure is how many times longer C takes: above 1 the kernel is faster. C (`benchmarks/people.c`)
is written for speed: its loops are split where that lets gcc vectorise, gcc is told that nobody's
row depends on another's, numbers are converted in ways that need no AVX-512, and gcc need not mind
floating-point traps. The state of everybody in a busy week is restored before each repetition.
Without fused multiply-adds C must find the very numbers of the kernel, to the last bit; with them,
as gcc uses them unless told otherwise, it may differ by a rounding error.
"""

from collections.abc import Callable, Iterable
from copy import deepcopy
from typing import Any, cast

import numba
import numpy as np

from benchmarks import in_c
from benchmarks.measuring import Contender, Measure, in_turn, ratio, seconds
from benchmarks.setting import BUSY, state
from winsim.model.kernel import decision, evidence, turnover
from winsim.model.state import State
from winsim.numerics.compiling import OPTIONS, compiled, entry_point

FLOOR = 0.7
PARTS = {
    "learn_of_results": evidence.learn_of_results,
    "become_aware": decision.become_aware,
    "weigh": decision.weigh,
    "choose": decision.choose,
    "practise_and_tire": decision.practise_and_tire,
    "replace_leavers": turnover.replace_leavers,
}
"""The parts of the update, in their order, by their names in C."""
ROUNDING = 1e-12
Part = Callable[[State, int, int], None]


@entry_point
@compiled
def update(state: State, week: int, times: int) -> None:
    """Let all people go through so many weeks from `week`, teams standing still."""
    people = state.population.network.team.size
    for now in range(week, week + times):
        evidence.learn_of_results(state.change, state.population, now, 0, people)
        decision.become_aware(state.change, state.population, now, 0, people)
        decision.weigh(state.change, state.population, now, 0, people)
        decision.choose(state.change, state.population, now, 0, people)
        decision.practise_and_tire(state.change, state.population, now, 0, people)
        turnover.replace_leavers(state.change, state.population, now, 0, people)


def alone(part: Any) -> Part:
    """One part of the update, as often as asked."""

    @numba.njit(**OPTIONS)  # type: ignore[untyped-decorator]
    def run(state: State, week: int, times: int) -> None:
        for now in range(week, week + times):
            part(state.change, state.population, now, 0, state.population.network.team.size)

    return run  # type: ignore[no-any-return]


class Ring:
    """A state whose people can be put back to how they stood."""

    def __init__(self, people: int) -> None:
        self.state = state(people, simulated=BUSY)
        self.before = deepcopy(self.state.population.employees)

    def restore(self) -> None:
        """Put everybody back."""
        for column, before in zip(self.state.population.employees, self.before, strict=True):
            cast(Any, column)[:] = before

    def after(self, run: Callable[[], object]) -> dict[str, Any]:
        """How people stand after something, by column."""
        self.restore()
        run()
        employees = self.state.population.employees._asdict()
        return {name: column.astype(float) for name, column in employees.items()}

    def timed(self, work: Callable[[], object]) -> Contender:
        """A contender that begins with everybody put back."""

        def run() -> float:
            self.restore()
            return seconds(work)

        return run


def difference(ring: Ring, fused: bool, weeks: int = 5) -> float:
    """The largest difference between C and kernel after some weeks, over all columns."""
    code = in_c.InC(ring.state, fused)
    ours = ring.after(lambda: update(ring.state, BUSY + 1, weeks))
    theirs = ring.after(lambda: code.run(BUSY + 1, weeks))
    return max(float(np.abs(ours[name] - theirs[name]).max()) for name in ours)


def compare(ring: Ring, part: str, run: Part, fused: bool, rounds: int) -> Measure:
    """How many times longer C takes for one part, or for all of the update."""
    people = ring.state.population.network.team.size
    times = max(1, min(20, 100_000 // people))
    code = in_c.InC(ring.state, fused)
    run(ring.state, BUSY + 1, 1)
    taken = in_turn(
        {
            "C": ring.timed(lambda: code.run(BUSY + 1, times, part)),
            "kernel": ring.timed(lambda: run(ring.state, BUSY + 1, times)),
        },
        rounds,
    )
    own = f"{1e9 * np.median(taken['kernel']) / times / people:.1f} ns a person in the kernel"
    contraction = "" if fused else ", without fused multiply-adds"
    return Measure(
        f"`{part}`, {people:,} people{contraction}",
        ratio(taken["C"], taken["kernel"]),
        FLOOR if part == "update" and fused else None,
        note=own,
    )


def measured(quick: bool = False) -> Iterable[Measure]:
    """All lines, once C has been seen to do the same."""
    rounds = 1 if quick else 25
    for people in (60,) if quick else (10_000, 100_000):
        ring = Ring(people)
        if difference(ring, fused=False) > 0.0 or difference(ring, fused=True) > ROUNDING:
            raise AssertionError("C and the kernel do not find the same")
        for fused in (True, False):
            yield compare(ring, "update", update, fused, rounds)
        if people == 10_000:
            for name, part in PARTS.items():
                yield compare(ring, name, alone(part), True, rounds)
