"""How a run starts: what is drawn for a seed, and the state of a rollout in its week 0.

n people, G teams, W weeks. What depends on the scenario alone is prepared once for many runs, and
what depends on the seed once for all rollouts; so comparing rollouts costs little beside the weeks.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from winsim.model import week_zero
from winsim.model.compiled_rollout import CompiledRollout, compile_rollout, programme_of
from winsim.model.first_adopters import adopters_seen, all_examples, first_adopters
from winsim.model.programme import MEETING, Programme
from winsim.model.state import COMPLETED, NOTHING, RUNNING, ChangeState, Population, State
from winsim.model.traits import traits_of
from winsim.model.week_zero import InitialPopulation
from winsim.numerics.arrays import FLOAT, Rows, rows
from winsim.organisation.organisation import ONE, Organisation
from winsim.scenario.behaviour import Behaviour
from winsim.scenario.scenario import Scenario, resolved

PARAMETERS = np.dtype([(name, FLOAT) for name in Behaviour.model_fields], align=True)
"""The parameters of the rules, off values in place: one row, fields as in `Behaviour`."""


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
        network, weight = organisation.network, self.scenario.behaviour.manager_weight
        return InitialPopulation(
            organisation=organisation,
            seed=seed,
            traits=traits,
            conditions=conditions,
            adopters=adopters,
            adopters_seen=adopters_seen(network, adopters, weight),
            examples=all_examples(network, weight),
            reputation=float(conditions.trust.mean()),
            managers=int(network.is_manager.sum()),
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
        teams = week_zero.teams(initial, wave_of, self.scenario.rollouts[rollout].pooled)
        status = COMPLETED if programme.steps.size == 0 else RUNNING
        if not self.scenario.rollouts[rollout].waves:
            status = NOTHING
        if status == COMPLETED:
            teams.offered, teams.live, teams.strategic, teams.perceived = 1, 1, 1.0, 1.0
        return State(
            population=Population(
                organisation.network, initial.examples, initial.traits, week_zero.employees(initial)
            ),
            change=ChangeState(
                seed=np.uint64(seed),
                behaviour=self.behaviour,
                programme=programme,
                teams=teams,
                tasks=week_zero.tasks(programme, self.behaviour, organisation.teams, seed),
                steps=week_zero.steps(programme, seed),
                leadership=week_zero.leadership(programme, initial, status),
                meetings=rows(MEETING, self.scenario.weeks + 1),
            ),
            record=week_zero.record(self.scenario.weeks, organisation.teams, by_team),
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
