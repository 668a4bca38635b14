"""Runs lived to their end, seed by seed, on as many processors as there are."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from winsim.model.initial import InitialPopulation, PreparedScenario, prepare
from winsim.model.kernel import entry_points as kernel
from winsim.model.state import State
from winsim.organisation.files.reading import organisation_of
from winsim.organisation.organisation import Organisation
from winsim.parallel import as_finished
from winsim.problems import BadInput, Problem
from winsim.scenario.scenario import Scenario

Found = TypeVar("Found")


@dataclass(frozen=True)
class Run:
    """A rollout lived to its end in one organisation with one seed."""

    rollout: str
    seed: int
    organisation: Organisation
    state: State


def simulate_one(scenario: Scenario, rollout: str, seed: int) -> Run:
    """Live one rollout with one seed to its end; the same numbers as in any table of runs."""
    return next(simulate_seed(prepare(scenario, [rollout]), seed, by_team=True))


def simulate_seed(prepared: PreparedScenario, seed: int, by_team: bool) -> Iterator[Run]:
    """Every rollout lived with one seed, in one organisation, by the same people."""
    who, weeks = _organisation(prepared.scenario, seed), prepared.scenario.weeks
    initial = prepared.draw_population(who, seed)
    for rollout in prepared.compiled:
        state = prepared.initial_state(rollout, initial, by_team)
        kernel.run_weeks(state, 0, weeks)
        yield Run(rollout, seed, who, state)


def in_parallel(
    prepared: PreparedScenario, seeds: Sequence[int], jobs: int, found: Callable[[int], Found]
) -> Iterator[tuple[int, Found]]:
    """What is found for each seed, as it is finished.

    Raises BadInput, before anything is lived, where rollouts do not fit the first organisation.
    """
    for seed in seeds[:1]:
        _refuse_misfits(
            prepared, prepared.draw_population(_organisation(prepared.scenario, seed), seed)
        )
    yield from as_finished(found, seeds, jobs)


def _organisation(scenario: Scenario, seed: int) -> Organisation:
    return organisation_of(scenario.organisation, seed)


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
