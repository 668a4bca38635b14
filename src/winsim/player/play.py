"""A play: one run of up to two rollouts week by week, before the curves of all seeds.

It gathers what the page (`winsim.player.document`) and the pictures (`winsim.player.pictures`) are
drawn from.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from winsim.organisation.files.reading import organisation_of
from winsim.player.bands import Bands, bands_of, typical
from winsim.player.loop import Loop, loop_of
from winsim.player.recording import Recording, record
from winsim.player.roster import Roster, roster
from winsim.problems import BadInput, Problem
from winsim.runs.doubts import data_doubts

if TYPE_CHECKING:
    from winsim.runs.tables import Runs
    from winsim.scenario.scenario import Scenario

MOST_PEOPLE = 5_000
"""More people could not be distinguished on a page, and their stories would fill it."""


@dataclass(frozen=True, eq=False)
class Play:
    """What a page plays.

    Attributes:
        scenario: The scenario.
        runs: One run of each rollout, all under one seed.
        loops: The success spiral of each.
        bands: The curves of all seeds.
        statements: What the runs of all seeds say, in sentences.
        doubts: What is doubtful in the data, in sentences.
        standstills: What stands still in the runs of each rollout, over all seeds, in sentences.
        roster: Who is shown, and under which name.
        names: Whether people go by the names and ids of their file.
    """

    scenario: "Scenario"
    runs: tuple[Recording, ...]
    loops: tuple[Loop, ...]
    bands: Bands
    statements: tuple[str, ...]
    doubts: tuple[str, ...]
    standstills: tuple[tuple[str, ...], ...]
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

    The run that is played is simulated again, to look at every week of it.

    Args:
        runs: Simulated runs of one or two rollouts of a scenario, over all seeds.
        seed: The seed whose runs are played; None plays the most typical.
        names: Whether people go by the names and ids of their file; else by a number.
        smallest: Teams of fewer people are merged.
        earlier: A play whose roster is used again if its people are the same.
        with_statements: Whether the runs of all seeds are also summed up in sentences.

    Returns:
        The play, its rollouts in the order of `runs`.
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
        doubts=data_doubts(scenario),
        standstills=_standstills(runs),
        roster=earlier.roster if earlier and same else roster(people, names, smallest),
        names=names,
    )


def _statements(runs: "Runs") -> tuple[str, ...]:
    """What the runs say, compared with the scenario's baseline if it is among them."""
    from winsim.runs.compare import compare
    from winsim.runs.statements import comparison_statements

    return tuple(comparison_statements(compare(runs)))


def _standstills(runs: "Runs") -> tuple[tuple[str, ...], ...]:
    """What stands still in the runs of each rollout."""
    from winsim.runs.standstill_statements import rollout_standstills
    from winsim.runs.standstill_table import standstill_table

    table = standstill_table(runs.causes, runs.rollouts, runs.seeds)
    count, called = len(runs.seeds), runs.scenario.called
    return tuple(
        tuple(rollout_standstills(table, name, count, called(name))) for name in runs.rollouts
    )


def refuse_too_many(scenario: "Scenario", seed: int) -> None:
    """Refuse an organisation that is too large for a page.

    Args:
        scenario: Whose organisation it is.
        seed: With which it is drawn, if it is generated.

    Raises:
        BadInput: If it has more than `MOST_PEOPLE` people.
    """
    people = organisation_of(scenario.organisation, seed).people
    if people > MOST_PEOPLE:
        remedy = f"a page shows at most {MOST_PEOPLE:,}; play a smaller organisation, or one site"
        raise BadInput(Problem("", "people", f"{people:,}", remedy))
