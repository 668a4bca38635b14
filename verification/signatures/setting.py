"""The settings in which signatures are looked for, and runs of them, pair by pair.

All start from the defaults of the model; what a setting changes is written beside it, with a reason.
"""

from collections.abc import Callable
from functools import cache
from typing import NamedTuple

import numpy as np

from winsim.model import measures
from winsim.model.state import RUNNING
from winsim.numerics.arrays import Counts, Floats, Rows
from winsim.parallel import threads
from winsim.runs.run import simulate_one
from winsim.scenario.reading import scenario_from
from winsim.scenario.scenario import Scenario

TEAMS = """
weeks: 104
organisation: {generate: {people: 96, team_size: 8}}
initiative:
  team_size: 8
  steps:
"""
"""Twelve teams for two years; the steps follow."""
ROLLOUTS = """
rollouts:
  everywhere: {}
  whole: {release: whole}
  pilots:
    waves:
      - {pick: readiest, count: 2}
      - {pick: neighbours, count: 4, repeat: all, gate: {wins: 0.6}}
"""
PLAIN = (
    f"name: plain{TEAMS}"
    + """
    - {name: one, design: 1, work: 1.5, value: 0.2}
    - {name: two, design: 1, work: 1.5, value: 0.2}
    - {name: three, design: 1, work: 1.5, value: 0.2}
    - {name: four, design: 1, work: 1.5, value: 0.2}
    - {name: five, design: 1, work: 1.5, value: 0.2}
"""
    + ROLLOUTS
)
"""Twelve teams and five steps alike, without risk or needs: nothing but the mechanism in question."""

SMALL = "\n".join(
    (
        f"name: plain{TEAMS}",
        *(
            f"    - {{name: s{n}, design: 0.25, work: 0.375, value: 0.05, visibility: 0.25}}"
            for n in range(20)
        ),
        ROLLOUTS,
    )
)
"""The plain change cut into twenty steps: as much work, value and visibility in all."""

BLOCKER = (
    f"name: blocker{TEAMS}"
    + """
    - {name: one, design: 0.5, work: 1, value: 0.06}
    - {name: two, design: 0.5, work: 1, value: 0.06}
    - {name: three, design: 0.5, work: 1, value: 0.06}
    - {name: four, design: 0.5, work: 1, value: 0.06, value_needs: [blocker]}
    - {name: five, design: 0.5, work: 1, value: 0.06, value_needs: [blocker]}
    - {name: blocker, design: 2, work: 4, value: 0.7, risk: 0.6, built_on: 0.6}
rollouts:
  easy_first: {order: easy_first}
  risk_first: {order: risk_first}
"""
)
"""Five easy steps and a hard, risky one that holds most of the value, as in build-integration."""

GATE = (
    f"name: gate{TEAMS}"
    + """
    - {name: roles, design: 2, work: 3, value: 0.5, gate: 1000}
    - {name: one, design: 0.5, work: 1.5, value: 0.25}
    - {name: two, design: 0.5, work: 1.5, value: 0.25}
    - {name: three, design: 0.5, work: 1.5, value: 0}
    - {name: four, design: 0.5, work: 1.5, value: 0}
    - {name: five, design: 0.5, work: 1.5, value: 0}
rollouts:
  everywhere: {}
"""
)
"""Half of the value behind a gate that no number of wins opens, and three steps of no value."""


class RunRecord(NamedTuple):
    """What is read off a run."""

    weeks: Rows  # the record, (W + 1,)
    outcomes: dict[str, float]
    people: int
    ended: float  # the week in which the programme ended, or the first after the last
    running: bool  # whether it was still under way at the end
    own: float  # mean belief of the first team at the end
    others: float  # mean belief of the other teams at the end
    begun: Counts  # week in which each team began each step, -1 for never, (G, J)


Measurement = Callable[[RunRecord], float]


def scenario(text: str, *sets: str) -> Scenario:
    """A setting with fields set anew."""
    return scenario_from(text, "signature", sets)


@cache
def simulated_runs(seeds: range, text: str, rollout: str, *sets: str) -> tuple[RunRecord, ...]:
    """One rollout of a setting with fields set anew, simulated with every seed."""
    given = scenario(text, *sets)
    with threads(2) as pool:
        return tuple(pool.map(lambda seed: _run_record(given, rollout, seed), seeds))


def _run_record(given: Scenario, rollout: str, seed: int) -> RunRecord:
    one = simulate_one(given, rollout, seed)
    who, record = one.state.population, one.state.record.weeks
    leadership = one.state.change.leadership[0]
    belief = who.employees.belief
    return RunRecord(
        weeks=record,
        outcomes=one.outcomes,
        people=one.organisation.people,
        ended=float(leadership.ended_week) if leadership.status != RUNNING else given.weeks + 1.0,
        running=leadership.status == RUNNING,
        own=float(belief[who.network.team == 0].mean()),
        others=float(belief[who.network.team != 0].mean()),
        begun=one.state.change.tasks["started"].astype(np.int64),
    )


class Arm(NamedTuple):
    """One side of a pair: a rollout of a setting, with fields set anew."""

    text: str
    rollout: str
    sets: tuple[str, ...] = ()

    def read(self, seeds: range, read: Measurement) -> Floats:
        """What is read off each run, shape (seeds,)."""
        return np.array(
            [read(run) for run in simulated_runs(seeds, self.text, self.rollout, *self.sets)]
        )

    def but(self, *sets: str) -> "Arm":
        """The same arm with further fields set anew."""
        return self._replace(sets=(*self.sets, *sets))


def difference(one: Arm, other: Arm, read: Measurement) -> Callable[[range], Floats]:
    """The difference of two arms, pair by pair."""
    return lambda seeds: one.read(seeds, read) - other.read(seeds, read)


def relative(one: Arm, other: Arm, read: Measurement) -> Callable[[range], Floats]:
    """The difference of two arms, as a share of the mean of the other."""
    return lambda seeds: difference(one, other, read)(seeds) / other.read(seeds, read).mean()


def difference_of_differences(
    one: tuple[Arm, Arm], other: tuple[Arm, Arm], read: Measurement
) -> Callable[[range], Floats]:
    """By how much the difference of one pair of arms exceeds that of another, seed by seed."""
    first, second = difference(*one, read), difference(*other, read)
    return lambda seeds: first(seeds) - second(seeds)


def at(measure: str, week: int) -> Measurement:
    """A measure in one week."""
    return lambda run: float(measures.measured(run.weeks, measure)[week])


def end(measure: str) -> Measurement:
    """A measure in the last week."""
    return lambda run: measures.at_end(run.weeks, measure)


def outcome(name: str) -> Measurement:
    """An outcome of a run."""
    return lambda run: run.outcomes[name]


def per_person(name: str) -> Measurement:
    """An outcome per person."""
    return lambda run: run.outcomes[name] / run.people


def works(*amounts: float) -> tuple[str, ...]:
    """The steps' work set anew, in the order of the steps."""
    return tuple(f"initiative.steps[{place}].work={work}" for place, work in enumerate(amounts))


def withdrawn(week: int, look: int = 52) -> tuple[str, ...]:
    """The programme withdrawn in a week, and looked at for a year afterwards."""
    return (f"events=[{{week: {week}, kind: withdrawal}}]", f"weeks={week + look}")


def off(*mechanisms: str) -> tuple[str, ...]:
    """Mechanisms switched off."""
    return tuple(f"mechanisms.{mechanism}=false" for mechanism in mechanisms)
