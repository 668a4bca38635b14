"""A play: one run of up to two rollouts week by week, before the curves of all seeds."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from winsim.organisation.files.reading import organisation_of
from winsim.player.bands import Bands, bands_of, typical
from winsim.player.loop import Loop, loop_of
from winsim.player.recording import Recording, record
from winsim.player.roster import Roster, roster
from winsim.problems import BadInput, Problem

if TYPE_CHECKING:
    from winsim.runs.tables import Runs
    from winsim.scenario.scenario import Scenario

MOST_PEOPLE = 5_000
"""More people could not be distinguished on a page, and their stories would fill it."""


@dataclass(frozen=True, eq=False)
class Play:
    """What a page plays.

    `runs` and `loops` hold one run of each rollout and its success spiral, all under one seed;
    `bands` the curves of all seeds, and `statements` what the runs of all seeds say.
    """

    scenario: "Scenario"
    runs: tuple[Recording, ...]
    loops: tuple[Loop, ...]
    bands: Bands
    statements: tuple[str, ...]
    roster: Roster
    names: bool


def play(
    runs: "Runs",
    seed: int | None = None,
    names: bool = False,
    smallest: int = 1,
    earlier: Play | None = None,
    with_statements: bool = True,
) -> Play:
    """The play of runs of one or two rollouts.

    Args:
        runs: Simulated runs of one or two rollouts of a scenario, over all seeds.
        seed: The seed whose runs are played; None plays the most typical.
        names: Whether people go by the names and ids of their file; else by a number.
        smallest: Teams of fewer people are merged.
        earlier: A play whose roster is used again if its people are the same.
        with_statements: Whether the runs of all seeds are also summed up in sentences.
    """
    bands, scenario = bands_of(runs), runs.scenario
    played = typical(bands) if seed is None else seed
    people = organisation_of(scenario.organisation, played)
    recorded = tuple(record(scenario, name, played) for name in runs.rollouts)
    same = earlier is not None and earlier.roster.organisation is people
    return Play(
        scenario=scenario,
        runs=recorded,
        loops=tuple(map(loop_of, recorded)),
        bands=bands,
        statements=_statements(runs) if with_statements else (),
        roster=earlier.roster if earlier and same else roster(people, names, smallest),
        names=names,
    )


def _statements(runs: "Runs") -> tuple[str, ...]:
    """What the runs say, compared with the scenario's baseline if it is among them."""
    from winsim.runs.compare import compare
    from winsim.runs.statements import statements

    return tuple(statements(compare(runs)))


def refuse_too_many(scenario: "Scenario", seed: int) -> None:
    """Raise BadInput where an organisation has more than `MOST_PEOPLE` people."""
    people = organisation_of(scenario.organisation, seed).people
    if people > MOST_PEOPLE:
        remedy = f"a page shows at most {MOST_PEOPLE:,}; play a smaller organisation, or one site"
        raise BadInput(Problem("", "people", f"{people:,}", remedy))
