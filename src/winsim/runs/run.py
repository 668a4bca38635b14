"""Runs lived to their end, seed by seed, on as many processors as there are."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from winsim.model.initial import Cast, Staging, staging_of
from winsim.model.kernel import entry_points as kernel
from winsim.model.state import World
from winsim.organisation.files.reading import organisation_of
from winsim.organisation.organisation import Organisation
from winsim.parallel import as_finished
from winsim.problems import BadInput, Problem
from winsim.scenario.scenario import Scenario

Found = TypeVar("Found")


@dataclass(frozen=True)
class Lived:
    """A rollout lived to its end in one organisation with one seed."""

    rollout: str
    seed: int
    who: Organisation
    world: World


def live(scenario: Scenario, rollout: str, seed: int) -> Lived:
    """Live one rollout with one seed to its end; the same numbers as in any table of runs."""
    return next(lives(staging_of(scenario, [rollout]), seed, by_team=True))


def lives(staging: Staging, seed: int, by_team: bool) -> Iterator[Lived]:
    """Every rollout lived with one seed, in one organisation, by the same people."""
    who, weeks = _organisation(staging.scenario, seed), staging.scenario.weeks
    cast = staging.cast(who, seed)
    for rollout in staging.scripts:
        world = staging.world(rollout, cast, by_team)
        kernel.live(world, 0, weeks)
        yield Lived(rollout, seed, who, world)


def in_parallel(
    staging: Staging, seeds: Sequence[int], jobs: int, found: Callable[[int], Found]
) -> Iterator[tuple[int, Found]]:
    """What is found for each seed, as it is finished.

    Raises BadInput, before anything is lived, where rollouts do not fit the first organisation.
    """
    for seed in seeds[:1]:
        _refuse_misfits(staging, staging.cast(_organisation(staging.scenario, seed), seed))
    yield from as_finished(found, seeds, jobs)


def _organisation(scenario: Scenario, seed: int) -> Organisation:
    return organisation_of(scenario.organisation, seed, Path())


def _refuse_misfits(staging: Staging, cast: Cast) -> None:
    """Raise BadInput with all that rollouts ask of an organisation and do not find there."""
    problems: list[Problem] = []
    for rollout in staging.scripts:
        try:
            staging.programme(rollout, cast)
        except BadInput as bad:
            problems += bad.problems
    if problems:
        raise BadInput(*dict.fromkeys(problems))
