"""One run: a rollout simulated to its end with one seed, what is read off it, and how it is made.

A run is a pure function of scenario, rollout and seed. Rollouts of one seed meet the same
organisation, the same people and the same chance events (common random numbers).
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeVar

import numpy as np

from winsim.model import measures
from winsim.model.initial import PreparedScenario, prepare
from winsim.model.kernel import entry_points as kernel
from winsim.model.plan import pieces_of
from winsim.model.state import ENDINGS, State
from winsim.model.week_zero import InitialPopulation
from winsim.numerics.arrays import Floats, Rows
from winsim.organisation.files.reading import organisation_of
from winsim.organisation.organisation import Organisation
from winsim.parallel import as_finished
from winsim.problems import BadInput, Problem
from winsim.runs.endings import STOPPED
from winsim.runs.outcomes import OUTCOMES
from winsim.runs.standstill import Standstill, standstills
from winsim.runs.waiting import STOPPED as ENDED
from winsim.runs.waiting import STUCK
from winsim.scenario.initiative import Step
from winsim.scenario.scenario import Scenario

Result = TypeVar("Result")


@dataclass(frozen=True, eq=False)
class Run:
    """A rollout of a scenario in one organisation with one seed: n people, W weeks.

    Args:
        scenario: the scenario that was simulated.
        rollout: the name of the rollout.
        seed: the seed of all chance events.
        organisation: who there is, and who listens to whom.
        state: employees, programme and record as they stand: at the end of a run that was
            simulated. It holds about 350 bytes a person, so keep runs only while they are read.
    """

    scenario: Scenario
    rollout: str
    seed: int
    organisation: Organisation
    state: State

    @cached_property
    def steps(self) -> list[Step]:
        """The J steps as the rollout took them up, in the order of the programme's rows."""
        return [piece.step for piece in pieces_of(self.scenario, self.rollout)]

    @property
    def weeks(self) -> Rows:
        """Every weekly measure, shape (W + 1,) with a field a measure; row 0 is the start."""
        return self.state.record.weeks

    def measured(self, measure: str) -> Floats:
        """A measure week by week, shape (W + 1,); row 0 is the start.

        Args:
            measure: one of `winsim.model.measures.MEASURES`.
        """
        return measures.measured(self.weeks, measure)

    def at_end(self, measure: str) -> float:
        """A measure in the last week.

        Args:
            measure: one of `winsim.model.measures.MEASURES`.
        """
        return measures.at_end(self.weeks, measure)

    def total(self, measure: str) -> float:
        """The sum of a measure over all weeks."""
        return measures.total(self.weeks, measure)

    def weeks_to(self, share: float) -> float:
        """The first week in which that share of people works the new way; NaN if never.

        Args:
            share: in (0, 1].
        """
        return measures.weeks_to(self.weeks, share)

    @property
    def belief(self) -> Floats:
        """Everyone's belief that the change works here, shape (n,), in [0, 1]."""
        return self.state.population.employees.belief

    @property
    def trust(self) -> Floats:
        """Everyone's trust in leadership, shape (n,), in [0, 1]."""
        return self.state.population.employees.trust

    @property
    def convinced(self) -> np.ndarray[Any, np.dtype[np.bool_]]:
        """Whose inclination reaches their threshold, shape (n,)."""
        return self.state.population.convinced

    @property
    def ended(self) -> str:
        """How the programme ended, as in `winsim.model.state.ENDINGS`; empty while it runs."""
        return ENDINGS[int(self.state.change.leadership[0].status)]

    @property
    def ended_week(self) -> float:
        """The week in which the programme ended; NaN while it runs."""
        week = int(self.state.change.leadership[0].ended_week)
        return float(week) if week >= 0 else float("nan")

    @property
    def cancelled(self) -> bool:
        """Whether the programme was stopped before its end: by sponsor, budget or a fatal flaw."""
        return self.ended in STOPPED

    @cached_property
    def standstills(self) -> tuple[Standstill, ...]:
        """What stands still at the end of the run and why, the foremost cause first."""
        return standstills(self)

    @property
    def outcomes(self) -> dict[str, Any]:
        """Every one of `winsim.runs.outcomes.OUTCOMES` by name, in its unit."""
        return {name: outcome.read(self) for name, outcome in OUTCOMES.items()}

    @property
    def summary(self) -> dict[str, Any]:
        """Which run it is, its outcomes, and how it ended: a row of a sweep."""
        return {
            "rollout": self.rollout,
            "seed": self.seed,
            **self.outcomes,
            "ended": self.ended,
            **self._foremost,
        }

    @property
    def _foremost(self) -> dict[str, Any]:
        """The foremost cause of a standstill and since when: empty and NaN where nothing stands still."""
        first = next(iter(self.standstills), None)
        if first is None or first.state not in (STUCK, ENDED):
            return {"standstill": "", "standstill_week": float("nan")}
        return {"standstill": first.kind, "standstill_week": float(first.week)}

    @property
    def row(self) -> dict[str, Any]:
        """The row of the run in the table of runs: its summary, and in which organisation."""
        return {
            **self.summary,
            "ended_week": self.ended_week,
            "organisation": self.organisation.hash,
        }


def simulate_one(scenario: Scenario, rollout: str, seed: int) -> Run:
    """Simulate one rollout with one seed to its end.

    Args:
        scenario: what to simulate.
        rollout: the name of one of its rollouts.
        seed: a whole number; the same seed gives the same numbers as in any table of runs.

    Returns:
        The run, with adopters and wins by team in its record.

    Raises:
        BadInput: where there is no such rollout, or it does not fit the organisation.

    >>> from winsim import scenario_from
    >>> text = '''
    ... name: tiny
    ... weeks: 10
    ... organisation: {generate: {people: 24, team_size: 6}}
    ... behaviour: {announce: 0.5}
    ... initiative:
    ...   gain: 2
    ...   steps: [{name: sort, work: 1, value: 0.5}, {name: join, work: 2, value: 0.5}]
    ... rollouts: {big_bang: {}, pilots: {waves: [{pick: random, count: 1}, rest]}}
    ... '''
    >>> run = simulate_one(scenario_from(text, "tiny.yaml"), "big_bang", seed=1)
    >>> run.ended, run.ended_week, run.outcomes["wins"], round(run.outcomes["adoption"], 2)
    ('completed', 9.0, 8.0, 0.46)
    """
    return next(simulate_seed(prepare(scenario, scenario.named([rollout])), seed, by_team=True))


def simulate_seed(prepared: PreparedScenario, seed: int, by_team: bool) -> Iterator[Run]:
    """Simulate every rollout of a prepared scenario with one seed, one after the other.

    Args:
        prepared: a scenario and its rollouts, as `winsim.model.initial.prepare` makes them.
        seed: the seed of all of them; they meet the same organisation and chance events.
        by_team: whether adopters and wins of each team are recorded, too.

    Returns:
        The runs in the order of the rollouts, each simulated as it is asked for.
    """
    for run in begin_seed(prepared, seed, by_team):
        kernel.run_weeks(run.state, 0, prepared.scenario.weeks)
        yield run


def begin_seed(prepared: PreparedScenario, seed: int, by_team: bool) -> Iterator[Run]:
    """Prepare every rollout with one seed, and give each run back before its first week.

    It is for whoever steps through the weeks; `simulate_seed` runs them to the end.

    Args:
        prepared: a scenario and its rollouts, as `winsim.model.initial.prepare` makes them.
        seed: the seed of all of them; they meet the same organisation and chance events.
        by_team: whether adopters and wins of each team are recorded, too.

    Yields:
        The runs in the order of the rollouts, with the state of week 0.

    Raises:
        BadInput: where a rollout does not fit the organisation.
    """
    scenario = prepared.scenario
    organisation = organisation_of(scenario.organisation, seed)
    initial = prepared.draw_population(organisation, seed)
    for rollout in prepared.compiled:
        state = prepared.initial_state(rollout, initial, by_team)
        yield Run(scenario, rollout, seed, organisation, state)


def in_parallel(
    prepared: PreparedScenario, seeds: Sequence[int], jobs: int, work: Callable[[int], Result]
) -> Iterator[tuple[int, Result]]:
    """The result of some work on each seed, as it is finished.

    Args:
        prepared: a scenario and its rollouts.
        seeds: the seeds, in the order in which they are begun.
        jobs: how many threads work at once; the kernel frees the interpreter.
        work: what is done with a seed.

    Raises:
        BadInput: before anything is simulated, where rollouts do not fit the first organisation.
    """
    for seed in seeds[:1]:
        organisation = organisation_of(prepared.scenario.organisation, seed)
        _refuse_misfits(prepared, prepared.draw_population(organisation, seed))
    yield from as_finished(work, seeds, jobs)


def _refuse_misfits(prepared: PreparedScenario, initial: InitialPopulation) -> None:
    """Raise BadInput with all that rollouts ask of an organisation and do not find there."""
    problems: list[Problem] = []
    for rollout in prepared.compiled:
        try:
            prepared.programme(rollout, initial)
        except BadInput as bad:
            problems += bad.problems
    if problems:
        raise BadInput(*dict.fromkeys(problems))
