"""Every rollout lived with every seed, as tables or as rows of outcomes alone."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from winsim.model.initial import prepare
from winsim.parallel import Progress
from winsim.runs.run import in_parallel, simulate_seed
from winsim.runs.tables import Ledger, Remembered, Runs, remembered, run_row
from winsim.scenario.scenario import Scenario

if TYPE_CHECKING:
    from pandas import DataFrame


class Interrupted(KeyboardInterrupt):
    """Ctrl-C: `runs` holds the runs of all seeds that were finished."""

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
    ledger: Ledger | None = None,
) -> Runs:
    """Live every rollout with every seed.

    Under one seed all rollouts meet the same organisation, the same traits and the same luck; the
    tables do not depend on `jobs`. Raises BadInput where scenario and organisation do not fit, and
    `Interrupted` on Ctrl-C, holding what was finished. A `appeal_terms` of this scenario and
    these rollouts, begun alike, which holds no other seeds, takes in those that it does not hold
    yet; another raises ValueError.
    """
    names, asked = scenario.named(rollouts), tuple(seeds)
    ledger = Ledger(scenario, names) if ledger is None else ledger
    if not ledger.fits(scenario, names, asked):
        raise ValueError("the ledger holds runs of something else")
    prepared, known = prepare(scenario, names), len(ledger.runs)
    new = [seed for seed in asked if seed not in ledger.runs]

    def kept(seed: int) -> list[Remembered]:
        simulated = simulate_seed(prepared, seed, by_team=True)
        return [remembered(scenario, one, employees) for one in simulated]

    try:
        for done, (seed, runs) in enumerate(
            in_parallel(prepared, new, jobs, kept), start=known + 1
        ):
            ledger.add(seed, runs)
            if progress is not None:
                progress(done, len(asked))
    except KeyboardInterrupt:
        raise Interrupted(ledger.tables(asked)) from None
    return ledger.tables(asked)


def outcomes_of(
    scenario: Scenario, rollouts: Sequence[str] = (), seeds: Iterable[int] = range(1, 101),
    jobs: int = 1,
) -> "DataFrame":  # fmt: skip
    """The table of runs alone, a row a rollout and seed, the same as in `simulate`.

    Nothing is kept of weeks and teams, so that it takes the least memory and suits many seeds.
    Raises BadInput where scenario and organisation do not fit.
    """
    import pandas as pd

    names, asked = scenario.named(rollouts), tuple(seeds)
    prepared = prepare(scenario, names)

    def rows(seed: int) -> list[dict[str, Any]]:
        return [run_row(scenario, one) for one in simulate_seed(prepared, seed, by_team=False)]

    done = dict(in_parallel(prepared, asked, jobs, rows))
    return pd.DataFrame([done[seed][place] for place in range(len(names)) for seed in asked])
