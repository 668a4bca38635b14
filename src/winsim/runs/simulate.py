"""Every rollout simulated with every seed, as tables or as rows of outcomes alone."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from winsim.model.initial import prepare
from winsim.parallel import Progress
from winsim.runs.outcomes import refuse_unknown_outcomes
from winsim.runs.run import in_parallel, simulate_seed
from winsim.runs.tables import RunCollector, Runs
from winsim.scenario.scenario import Scenario

if TYPE_CHECKING:
    from pandas import DataFrame


class SimulationInterrupted(KeyboardInterrupt):
    """Ctrl-C while rollouts are simulated.

    Attributes:
        runs: the runs of all seeds that were finished; there may be none.
    """

    def __init__(self, runs: Runs) -> None:
        super().__init__(f"{len(runs.seeds)} seeds were finished")
        self.runs = runs


def simulate(
    scenario: Scenario,
    rollouts: Sequence[str] = (),
    seeds: Iterable[int] = range(1, 101),
    jobs: int = 1,
    progress: Progress | None = None,
    employees: bool = False,
    collector: RunCollector | None = None,
) -> Runs:
    """Simulate every rollout with every seed.

    Under one seed all rollouts meet the same organisation, the same people and the same chance
    events (common random numbers). The tables do not depend on `jobs`.

    Args:
        scenario: what to simulate.
        rollouts: names of its rollouts; none is all.
        seeds: whole numbers, each one simulated organisation or future.
        jobs: how many threads work at once.
        progress: is called with the number of seeds that are finished and that of all.
        employees: whether to keep a table of everyone at the end of each run.
        collector: of this scenario and these rollouts; it is filled, and seeds that it holds are
            not simulated again.

    Returns:
        The runs as tables.

    Raises:
        BadInput: where there is no such rollout, or scenario and organisation do not fit.
        SimulationInterrupted: on Ctrl-C, with what was finished.
        ValueError: for a collector with runs of something else.

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
    >>> runs = simulate(scenario_from(text, "tiny.yaml"), seeds=(1, 2))
    >>> runs.runs[["rollout", "seed", "adoption", "wins"]].round(2)
        rollout  seed  adoption  wins
    0  big_bang     1      0.46   8.0
    1  big_bang     2      0.67   8.0
    2    pilots     1      0.25   6.0
    3    pilots     2      0.42   5.0
    """
    refuse_unknown_outcomes(scenario)
    names, asked = scenario.named(rollouts), tuple(seeds)
    collector = RunCollector(scenario, names) if collector is None else collector
    if not collector.fits(scenario, names, asked):
        raise ValueError("the collector holds runs of something else")
    prepared, known = prepare(scenario, names), collector.seeds
    missing = [seed for seed in asked if seed not in known]

    def collected(seed: int) -> RunCollector:
        part = RunCollector(scenario, names)
        for run in simulate_seed(prepared, seed, by_team=True):
            part.add(run, employees)
        return part

    try:
        parts = in_parallel(prepared, missing, jobs, collected)
        for done, (_, part) in enumerate(parts, start=len(known) + 1):
            collector.merge(part)
            if progress is not None:
                progress(done, len(asked))
    except KeyboardInterrupt:
        raise SimulationInterrupted(collector.tables(asked)) from None
    return collector.tables(asked)


def simulate_outcomes(
    scenario: Scenario, rollouts: Sequence[str] = (), seeds: Iterable[int] = range(1, 101),
    jobs: int = 1, progress: Progress | None = None,
) -> "DataFrame":  # fmt: skip
    """Simulate every rollout with every seed, and keep outcomes alone.

    It takes the least memory, and suits many seeds: nothing is kept of weeks and teams.

    Args:
        scenario: what to simulate.
        rollouts: names of its rollouts; none is all.
        seeds: whole numbers.
        jobs: how many threads work at once.
        progress: is called with the number of seeds that are finished and that of all.

    Returns:
        The same table of runs as that of `simulate`, a row for each rollout and seed.

    Raises:
        BadInput: where there is no such rollout, or scenario and organisation do not fit.
    """
    import pandas as pd

    names, asked = scenario.named(rollouts), tuple(seeds)
    prepared = prepare(scenario, names)

    def rows(seed: int) -> list[dict[str, Any]]:
        return [run.row for run in simulate_seed(prepared, seed, by_team=False)]

    done: dict[int, list[dict[str, Any]]] = {}
    for seed, finished in in_parallel(prepared, asked, jobs, rows):
        done[seed] = finished
        if progress is not None:
            progress(len(done), len(asked))
    return pd.DataFrame([done[seed][place] for place in range(len(names)) for seed in asked])
