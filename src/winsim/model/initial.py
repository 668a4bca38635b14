"""One run's columns, ready for the kernel: who, what is rolled out, how people behave, and the state."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from winsim.model.programme import CompiledRollout, compile_rollout, programme_of
from winsim.model.state import (
    COMPLETED,
    LEADERSHIP,
    RUNNING,
    STEP,
    TASK,
    TEAM,
    WEEKLY,
    ChangeState,
    EmployeeState,
    InitialConditions,
    Population,
    Programme,
    Record,
    State,
    Traits,
)
from winsim.model.traits import traits_of
from winsim.numerics.arrays import FLOAT, Counts, Rows, rows
from winsim.numerics.chance import Draw, draws
from winsim.organisation.organisation import ONE, Network, Organisation
from winsim.problems import BadInput, Problem, nearest
from winsim.scenario.behaviour import Behaviour
from winsim.scenario.scenario import Scenario, resolved

PARAMETERS = np.dtype([(name, FLOAT) for name in Behaviour.model_fields], align=True)
"""The parameters of the rules, off values in place: one row, fields as in `Behaviour`."""


class InitialPopulation(NamedTuple):
    """An organisation as a seed finds it in week 0: the same under every rollout."""

    organisation: Organisation
    seed: int
    traits: Traits
    conditions: InitialConditions
    adopters: NDArray[np.bool_]  # (n,)
    adopters_seen: Counts  # (n,)
    reputation: float  # mean trust in leadership
    managers: int


@dataclass(frozen=True)
class PreparedScenario:
    """A scenario made ready for many runs: what depends neither on people nor on luck, once."""

    scenario: Scenario
    behaviour: Rows
    compiled: Mapping[str, CompiledRollout]

    def draw_population(self, organisation: Organisation, seed: int) -> InitialPopulation:
        """Everyone with what they bring along, drawn with the luck of `seed`."""
        traits, conditions = traits_of(self.scenario, organisation, seed)
        adopters = _first_adopters(self.scenario, organisation, seed)
        trust = conditions.trust_for / (conditions.trust_for + conditions.trust_against)
        return InitialPopulation(
            organisation=organisation,
            seed=seed,
            traits=traits,
            conditions=conditions,
            adopters=adopters,
            adopters_seen=_adopters_seen(organisation, adopters),
            reputation=float(trust.mean()),
            managers=int(organisation.network.is_manager.sum()),
        )

    def programme(
        self, rollout: str, initial: InitialPopulation
    ) -> tuple[Programme, NDArray[np.int32]]:
        """The rollout resolved for a cast, and each team's wave; raises BadInput for misfits."""
        drawn, compiled = (initial.traits, initial.conditions), self.compiled[rollout]
        return programme_of(
            self.scenario, rollout, initial.organisation, drawn, initial.seed, compiled
        )

    def initial_state(
        self, rollout: str, initial: InitialPopulation, by_team: bool = False
    ) -> State:
        """The world of one run in its week 0; any number of worlds can share a cast.

        `by_team` also remembers adopters and wins by team and week. Raises BadInput where the
        scenario names teams or columns that the organisation does not have.
        """
        organisation, seed = initial.organisation, initial.seed
        programme, wave_of = self.programme(rollout, initial)
        teams = _teams(initial, wave_of)
        finished = programme.steps.size == 0
        if finished:
            teams.offered, teams.live, teams.strategic, teams.perceived = 1, 1, 1.0, 1.0
        return State(
            population=Population(organisation.network, initial.traits, _employees(initial)),
            change=ChangeState(
                seed=np.uint64(seed),
                behaviour=self.behaviour,
                programme=programme,
                teams=teams,
                tasks=rows(
                    TASK, organisation.teams, programme.steps.size, started=-1, done=-1, won=-1
                ),
                steps=_steps(programme, seed),
                leadership=_leadership(programme, initial, finished),
            ),
            record=_record(self.scenario.weeks, organisation.teams, by_team),
        )


def prepare(scenario: Scenario, rollouts: Iterable[str]) -> PreparedScenario:
    """A scenario made ready for many runs of these rollouts."""
    compiled = {rollout: compile_rollout(scenario, rollout) for rollout in rollouts}
    return PreparedScenario(scenario, _parameters(scenario), compiled)


def initial_state(
    scenario: Scenario, rollout: str, organisation: Organisation, seed: int, by_team: bool = False
) -> State:
    """The world of one run in its week 0; the same seed gives every rollout the same luck.

    `by_team` also remembers adopters and wins by team and week. Raises BadInput where the scenario
    names teams, people or columns that the organisation does not have.
    """
    prepared = prepare(scenario, [rollout])
    return prepared.initial_state(rollout, prepared.draw_population(organisation, seed), by_team)


def _parameters(scenario: Scenario) -> Rows:
    values = resolved(scenario.behaviour, scenario.mechanisms)
    values["exposure"] = ONE if values["exposure"] == "share_with_self" else 0
    return rows(PARAMETERS, 1, **values)


def _first_adopters(scenario: Scenario, organisation: Organisation, seed: int) -> NDArray[np.bool_]:
    """Who has adopted in week 0, shape (n,)."""
    start = scenario.employees.adopters_at_start
    adopted = np.zeros(organisation.people, dtype=bool)
    count = start.count or round((start.share or 0.0) * organisation.people)
    if count:
        lots = draws(seed, Draw.FIRST_ADOPTERS, organisation.people)
        adopted[np.argsort(lots, kind="stable")[:count]] = True
    known = (
        {identity: number for number, identity in enumerate(organisation.ids)} if start.ids else {}
    )
    for identity in start.ids:
        if identity not in known:
            remedy = f"nobody has this id; {nearest(identity, known)}"
            raise BadInput(Problem("", "employees.adopters_at_start.ids", identity, remedy))
        adopted[known[identity]] = True
    if start.with_colleagues:
        adopted[_colleagues(organisation.network, adopted)] = True
    return adopted


def _colleagues(network: Network, people: NDArray[np.bool_]) -> NDArray[np.uint32]:
    """Those who listen to these people, and those to whom they listen."""
    ties = np.diff(network.listener_start)
    listening = network.listener[np.repeat(people, ties)]
    everyone = np.arange(people.size, dtype=np.uint32)
    return np.concatenate((listening, np.repeat(everyone, ties)[people[network.listener]]))


def _adopters_seen(organisation: Organisation, adopters: NDArray[np.bool_]) -> Counts:
    """The weight of colleagues who have adopted, fixed point, shape (n,)."""
    network, seen = organisation.network, np.zeros(organisation.people, dtype=np.int64)
    for person in np.flatnonzero(adopters).tolist():
        ties = slice(network.listener_start[person], network.listener_start[person + 1])
        seen[network.listener[ties]] += network.weight[ties] if network.weight.size else ONE
    return seen


def _employees(initial: InitialPopulation) -> EmployeeState:
    traits, conditions, n = initial.traits, initial.conditions, initial.organisation.people
    adopted = initial.adopters.astype(np.uint8)
    return EmployeeState(
        aware=adopted,
        adopted=adopted.copy(),
        adopting=adopted.copy(),
        adopted_week=adopted.astype(np.int32) - 1,
        belief_for=traits.prior_for.copy(),
        belief_against=traits.prior_against.copy(),
        trust_for=conditions.trust_for.copy(),
        trust_against=conditions.trust_against.copy(),
        fatigue=conditions.fatigue.copy(),
        skill=np.zeros(n),
        unseen=np.zeros(n),
        inclination=np.zeros(n),
        heard=np.zeros(n),
        adopters_seen=initial.adopters_seen.copy(),
        wins_seen=np.zeros(n, dtype=np.int64),
        setbacks_seen=np.zeros(n, dtype=np.int64),
        wins=np.zeros(n),
        setbacks=np.zeros(n),
    )


def _teams(initial: InitialPopulation, wave_of: NDArray[np.int32]) -> Rows:
    organisation, conditions = initial.organisation, initial.conditions
    return rows(
        TEAM,
        organisation.teams,
        first=organisation.network.team_start[:-1],
        people=organisation.team_sizes,
        wave=wave_of,
        capacity=conditions.capacity,
        safety=conditions.safety,
        efficacy=conditions.efficacy,
        opened=-1,
        adopters=np.bincount(
            organisation.network.team, weights=initial.adopters, minlength=organisation.teams
        ),
    )


def _steps(programme: Programme, seed: int) -> Rows:
    plan: NDArray[np.void] = programme.steps.view(np.ndarray)
    return rows(
        STEP,
        plan.size,
        design_left=plan["design"],
        flawed=draws(seed, Draw.FLAW, plan.size) < plan["risk"],
        backed=plan["gate"] <= 0.0,
    )


def _leadership(programme: Programme, initial: InitialPopulation, finished: bool) -> Rows:
    settings: NDArray[np.void] = programme.settings.view(np.ndarray)
    return rows(
        LEADERSHIP,
        1,
        status=COMPLETED if finished else RUNNING,
        ended_week=0 if finished else -1,
        budget=settings["budget"] * initial.organisation.people,
        political=settings["political_capital"],
        support=settings["support"],
        reputation=initial.reputation,
        strategic=float(finished),
        perceived=float(finished),
        seen_before=float(finished),
        managers=initial.managers,
    )


def _record(weeks: int, teams: int, by_team: bool) -> Record:
    lines = weeks + 1 if by_team else 0
    return Record(
        weeks=rows(WEEKLY, weeks + 1),
        team_adopters=np.zeros((lines, teams), dtype=np.int32),
        team_wins=np.zeros((lines, teams), dtype=np.int32),
    )
