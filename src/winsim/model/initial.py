"""How a run starts: what is drawn for a seed, and the state of a rollout in its week 0.

n people, G teams, W weeks. What depends on the scenario alone is prepared once for many runs, and
what depends on the seed once for all rollouts; so comparing rollouts costs little beside the weeks.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from winsim.model.compiled_rollout import CompiledRollout, compile_rollout, programme_of
from winsim.model.first_adopters import adopters_seen, first_adopters
from winsim.model.measures import WEEKLY
from winsim.model.overruns import overruns
from winsim.model.programme import Programme
from winsim.model.state import (
    COMPLETED,
    LEADERSHIP,
    RUNNING,
    STEP,
    TASK,
    TEAM,
    ChangeState,
    EmployeeState,
    InitialConditions,
    Population,
    Record,
    State,
    Traits,
)
from winsim.model.traits import traits_of
from winsim.numerics.arrays import FLOAT, Counts, Rows, rows
from winsim.numerics.chance import Draw, draws
from winsim.organisation.organisation import ONE, Organisation
from winsim.scenario.behaviour import Behaviour
from winsim.scenario.scenario import Scenario, resolved

PARAMETERS = np.dtype([(name, FLOAT) for name in Behaviour.model_fields], align=True)
"""The parameters of the rules, off values in place: one row, fields as in `Behaviour`."""


class InitialPopulation(NamedTuple):
    """An organisation and its people as they are drawn for a seed: the same under every rollout."""

    organisation: Organisation
    seed: int
    traits: Traits
    conditions: InitialConditions
    adopters: NDArray[np.bool_]  # (n,) who has adopted in week 0
    adopters_seen: Counts  # (n,) weight of the colleagues who have, in fixed point
    reputation: float  # mean trust in leadership, in [0, 1]
    managers: int  # people to whom somebody reports


@dataclass(frozen=True)
class PreparedScenario:
    """A scenario made ready for many runs: what depends on neither people nor seed, worked out once.

    Args:
        scenario: the scenario.
        behaviour: the parameters of the rules, shape (1,) of `PARAMETERS`.
        compiled: its rollouts by name, in the order in which they are simulated.
    """

    scenario: Scenario
    behaviour: Rows
    compiled: Mapping[str, CompiledRollout]

    def draw_population(self, organisation: Organisation, seed: int) -> InitialPopulation:
        """Draw what everyone brings along, and who has adopted before the first week.

        Args:
            organisation: the n people and G teams.
            seed: a whole number, at least 0; with it every rollout meets the same people.

        Returns:
            The people of week 0; any number of rollouts can start from them, none writes there.

        Raises:
            BadInput: for an id, or a column of a trait, that the organisation does not have.
        """
        traits, conditions = traits_of(self.scenario, organisation, seed)
        adopters = first_adopters(self.scenario, organisation, seed)
        return InitialPopulation(
            organisation=organisation,
            seed=seed,
            traits=traits,
            conditions=conditions,
            adopters=adopters,
            adopters_seen=adopters_seen(organisation, adopters),
            reputation=float(conditions.trust.mean()),
            managers=int(organisation.network.is_manager.sum()),
        )

    def programme(
        self, rollout: str, initial: InitialPopulation
    ) -> tuple[Programme, NDArray[np.int32]]:
        """Resolve a rollout against an organisation and its people.

        Args:
            rollout: the name of a rollout that was prepared.
            initial: the people, as `draw_population` draws them.

        Returns:
            The programme, and the wave of each team, shape (G,), -1 for none.

        Raises:
            BadInput: for waves and events that name teams or columns that are not there.
        """
        drawn, compiled = (initial.traits, initial.conditions), self.compiled[rollout]
        return programme_of(
            self.scenario, rollout, initial.organisation, drawn, initial.seed, compiled
        )

    def initial_state(
        self, rollout: str, initial: InitialPopulation, by_team: bool = False
    ) -> State:
        """Make the state of one run in its week 0, before that is recorded.

        Args:
            rollout: the name of a rollout that was prepared.
            initial: the people, as `draw_population` draws them.
            by_team: whether adopters and wins are recorded by team, too: 8 bytes a team and week.

        Returns:
            A state of its own, for the kernel to write in place.

        Raises:
            BadInput: for waves and events that name teams or columns that are not there.
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
                tasks=_tasks(programme, self.behaviour, organisation.teams, seed),
                steps=_steps(programme, seed),
                leadership=_leadership(programme, initial, finished),
            ),
            record=_record(self.scenario.weeks, organisation.teams, by_team),
        )


def prepare(scenario: Scenario, rollouts: Iterable[str]) -> PreparedScenario:
    """Make a scenario ready for many runs of these rollouts.

    Args:
        scenario: the scenario.
        rollouts: names of its rollouts, in the order in which they are to be simulated.

    Returns:
        The scenario with its parameters and rollouts as arrays; runs in parallel share it, as nobody
        writes there.

    Raises:
        KeyError: for a rollout that the scenario does not have.
    """
    compiled = {rollout: compile_rollout(scenario, rollout) for rollout in rollouts}
    return PreparedScenario(scenario, _parameters(scenario), compiled)


def initial_state(
    scenario: Scenario, rollout: str, organisation: Organisation, seed: int, by_team: bool = False
) -> State:
    """Make the state of one run in its week 0, before that is recorded.

    `prepare` is quicker where a scenario is simulated more than once.

    Args:
        scenario: the scenario.
        rollout: the name of one of its rollouts.
        organisation: the n people and G teams.
        seed: a whole number, at least 0; rollouts under one seed meet the same chance events.
        by_team: whether adopters and wins are recorded by team, too.

    Returns:
        A state of its own, for the kernel to write in place.

    Raises:
        BadInput: where the scenario names teams, people or columns that the organisation lacks.
    """
    prepared = prepare(scenario, [rollout])
    return prepared.initial_state(rollout, prepared.draw_population(organisation, seed), by_team)


def _parameters(scenario: Scenario) -> Rows:
    """The parameters of the rules, shape (1,); `exposure` is the weight of oneself, fixed point."""
    values = resolved(scenario.behaviour, scenario.mechanisms)
    values["exposure"] = ONE if values["exposure"] == "share_with_self" else 0
    return rows(PARAMETERS, 1, **values)


def _employees(initial: InitialPopulation) -> EmployeeState:
    """Everyone in week 0; first adopters have heard of the change and adopted in that week."""
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
        leaves=np.zeros(n, dtype=np.int32),
        inclination=np.zeros(n),
        heard=np.zeros(n),
        adopters_seen=initial.adopters_seen.copy(),
        wins_seen=np.zeros(n, dtype=np.int64),
        setbacks_seen=np.zeros(n, dtype=np.int64),
        wins=np.zeros(n),
        setbacks=np.zeros(n),
        wins_waiting=np.zeros(n),
        setbacks_waiting=np.zeros(n),
    )


def _teams(initial: InitialPopulation, wave_of: NDArray[np.int32]) -> Rows:
    """The teams in week 0, shape (G,); none has begun."""
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
        advantage=1.0,
        adopters=np.bincount(
            organisation.network.team, weights=initial.adopters, minlength=organisation.teams
        ),
    )


def _tasks(programme: Programme, behaviour: Rows, teams: int, seed: int) -> Rows:
    """The steps in each team in week 0, shape (G, J): none has begun, work is as it will be."""
    spread: NDArray[np.void] = behaviour.view(np.ndarray)[0]
    plan: NDArray[np.void] = programme.steps.view(np.ndarray)
    shared, own = float(spread["shared_overrun"]), float(spread["own_overrun"])
    ratios = overruns(plan["listed"], teams, shared, own, seed)
    return rows(TASK, teams, plan.size, overrun=ratios, started=-1, done=-1, won=-1)


def _steps(programme: Programme, seed: int) -> Rows:
    """The steps in week 0, shape (J,): chance says which have a hidden flaw."""
    plan: NDArray[np.void] = programme.steps.view(np.ndarray)
    return rows(
        STEP,
        plan.size,
        design_left=plan["design"],
        flawed=draws(seed, Draw.FLAW, plan.size) < plan["risk"],
        backed=plan["gate"] <= 0.0,
    )


def _leadership(programme: Programme, initial: InitialPopulation, finished: bool) -> Rows:
    """Leadership in week 0, shape (1,); a change without steps is `finished` from the start."""
    settings: NDArray[np.void] = programme.settings.view(np.ndarray)
    return rows(
        LEADERSHIP,
        1,
        status=COMPLETED if finished else RUNNING,
        ended_week=0 if finished else -1,
        launched=-1,
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
    """An empty record, with rows by team where asked for."""
    lines = weeks + 1 if by_team else 0
    return Record(
        weeks=rows(WEEKLY, weeks + 1),
        team_adopters=np.zeros((lines, teams), dtype=np.int32),
        team_wins=np.zeros((lines, teams), dtype=np.int32),
    )
