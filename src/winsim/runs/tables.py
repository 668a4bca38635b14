"""Runs as tidy tables: gathered as they finish, and put in order at the end.

`RunCollector` is filled by workers in whatever order they finish; its tables depend on the seeds alone.
"""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.lib.recfunctions import structured_to_unstructured

from winsim.model.measures import MEASURES, WEEKLY, WHOLE
from winsim.numerics.arrays import Counts, Rows
from winsim.organisation.organisation import Organisation
from winsim.runs.run import Run
from winsim.runs.standstill_table import cause_rows, cause_table
from winsim.scenario.scenario import Scenario

if TYPE_CHECKING:
    from pandas import DataFrame

WHOLE_NUMBERS = tuple(name for name, measure in MEASURES.items() if measure.values == WHOLE)
"""Weekly measures that are counts."""
Key = tuple[str, int]
"""What tells runs of a scenario apart: rollout and seed."""


@dataclass(frozen=True)
class Runs:
    """Runs of a scenario, as tables; `winsim.runs.columns` says what each column holds.

    Args:
        scenario: the scenario that was simulated.
        rollouts: the rollouts that were simulated, in their order.
        seeds: the seeds with which all of them were simulated, in the order asked for.
        runs: a row for each rollout and seed: its outcomes.
        weeks: a row for each rollout, seed and week: its weekly measures.
        teams: a row for each rollout, team and week: means over seeds.
        picks: a row for each rollout, team and wave that it was in: in how many runs.
        employees: where asked for, a row for each rollout, seed and person, at the end.
        causes: a row for each cause for which something of a run stands still; None is unknown.
    """

    scenario: Scenario
    rollouts: tuple[str, ...]
    seeds: tuple[int, ...]
    runs: "DataFrame"
    weeks: "DataFrame"
    teams: "DataFrame"
    picks: "DataFrame"
    employees: "DataFrame | None" = None
    causes: "DataFrame | None" = None


class TeamTotals:
    """Adopters and wins by week and team, summed over the runs of one rollout.

    Teams are the same in every run: seeds move ties and traits, not names and sizes.
    """

    def __init__(self, organisation: Organisation, weeks: int) -> None:
        self.organisation, self.runs = organisation, 0
        self.adopters: Counts = np.zeros((weeks + 1, organisation.teams), dtype=np.int64)
        self.wins: Counts = np.zeros((weeks + 1, organisation.teams), dtype=np.int64)
        self.waves: Counter[tuple[int, int]] = Counter()

    def add(self, run: Run) -> None:
        """Add a run of the rollout, which must have been simulated with its teams recorded."""
        self.runs += 1
        self.adopters += run.state.record.team_adopters
        self.wins += run.state.record.team_wins
        self.waves.update(enumerate((run.state.change.teams.wave + 1).tolist()))

    def merge(self, other: "TeamTotals") -> None:
        """Add the runs of other totals of the same rollout."""
        self.runs += other.runs
        self.adopters += other.adopters
        self.wins += other.wins
        self.waves.update(other.waves)

    def table(self, rollout: str) -> "DataFrame":
        """The rows of the rollout in the table of teams: means over runs.

        Args:
            rollout: the name of the rollout.

        Returns:
            A row a team and week, week 0 first: `rollout`, `team`, `people`, `week`, `adopted` (share of
            the team's people, in [0, 1]) and `wins` (in that week, as the record counts them).
        """
        import pandas as pd

        weeks, sizes = self.adopters.shape[0], self.organisation.team_sizes
        return pd.DataFrame(
            {
                "rollout": rollout,
                "team": np.repeat(self.organisation.team_names, weeks),
                "people": np.repeat(sizes.astype(float), weeks),
                "week": np.tile(np.arange(weeks), sizes.size),
                "adopted": (self.adopters / (sizes * self.runs)).T.ravel(),
                "wins": (self.wins / self.runs).T.ravel(),
            }
        )

    def picks(self, rollout: str) -> "DataFrame":
        """The rows of the rollout in the table of picks: which teams are in which wave, and how often.

        Args:
            rollout: the name of the rollout.

        Returns:
            A row a team and wave that occurs: `rollout`, `team`, `wave` (from 1; 0 for none) and in how
            many `runs`.
        """
        import pandas as pd

        found = sorted(self.waves.items())
        names = [self.organisation.team_names[team] for (team, _), _ in found]
        return pd.DataFrame(
            {
                "rollout": rollout,
                "team": names,
                "wave": [wave for (_, wave), _ in found],
                "runs": [runs for _, runs in found],
            }
        )


class RunCollector:
    """Runs of a scenario's rollouts, gathered as they finish, in whatever order that is.

    Of each run it holds what the tables need; the run's state can go. Collectors of the same
    rollouts can be merged, so that every worker may fill its own.
    """

    def __init__(self, scenario: Scenario, rollouts: tuple[str, ...]) -> None:
        self.scenario, self.rollouts = scenario, rollouts
        self.rows: dict[Key, dict[str, Any]] = {}
        self.weeks: dict[Key, Rows] = {}
        self.employees: dict[Key, DataFrame] = {}
        self.causes: dict[Key, list[dict[str, Any]]] = {}
        self.teams: dict[str, TeamTotals] = {}

    @property
    def seeds(self) -> set[int]:
        """The seeds of which there is any run."""
        return {seed for _, seed in self.rows}

    def fits(self, scenario: Scenario, rollouts: tuple[str, ...], seeds: Collection[int]) -> bool:
        """Whether all that was gathered is part of what is requested.

        Args:
            scenario: the scenario that is to be simulated.
            rollouts: its rollouts, in their order.
            seeds: the seeds; there may be more than were gathered.
        """
        same = (self.scenario, self.rollouts) == (scenario, rollouts)
        return same and all(seed in seeds for seed in self.seeds)

    def add(self, run: Run, employees: bool = False) -> None:
        """Take in a run, simulated to its end with its teams recorded.

        Args:
            run: a run of one of the rollouts; its state is not held on to.
            employees: whether to take in how everyone stands at its end, too.
        """
        key = run.rollout, run.seed
        self.weeks[key] = run.weeks
        if employees:
            self.employees[key] = employees_at_end(run)
        if run.rollout not in self.teams:
            self.teams[run.rollout] = TeamTotals(run.organisation, self.scenario.weeks)
        self.teams[run.rollout].add(run)
        self.causes[key] = cause_rows(run)
        self.rows[key] = run.row

    def merge(self, other: "RunCollector") -> None:
        """Take in the runs of another collector of the same rollouts, whose seeds are finished.

        Args:
            other: it shares no seeds with this one, and is not to be filled any more.
        """
        self.weeks |= other.weeks
        self.employees |= other.employees
        self.causes |= other.causes
        for rollout, totals in other.teams.items():
            if rollout in self.teams:
                self.teams[rollout].merge(totals)
            else:
                self.teams[rollout] = totals
        self.rows |= other.rows  # last: now the seeds count as finished

    def tables(self, seeds: Sequence[int]) -> Runs:
        """The tables of those of these seeds that are finished.

        Args:
            seeds: seeds in the order that the tables are to have; others are left out.
        """
        import pandas as pd

        finished = self.seeds
        done = tuple(seed for seed in seeds if seed in finished)
        keys = [(rollout, seed) for rollout in self.rollouts for seed in done]
        people = [self.employees[key] for key in keys if key in self.employees]
        teams = [self.teams[rollout].table(rollout) for rollout in self.rollouts if done]
        picks = [self.teams[rollout].picks(rollout) for rollout in self.rollouts if done]
        return Runs(
            scenario=self.scenario,
            rollouts=self.rollouts,
            seeds=done,
            runs=pd.DataFrame([self.rows[key] for key in keys]),
            weeks=self._weeks(keys),
            teams=pd.concat(teams or [pd.DataFrame()], ignore_index=True),
            picks=pd.concat(picks or [pd.DataFrame()], ignore_index=True),
            employees=pd.concat(people, ignore_index=True) if people else None,
            causes=cause_table(row for key in keys for row in self.causes[key]),
        )

    def _weeks(self, keys: Sequence[Key]) -> "DataFrame":
        """The table of weeks, run by run."""
        import pandas as pd

        rows, nothing = self.scenario.weeks + 1, np.zeros(0, dtype=WEEKLY)
        values = np.concatenate([self.weeks[key] for key in keys] or [nothing])
        table = pd.DataFrame(structured_to_unstructured(values), columns=pd.Index([*MEASURES]))
        table = table.astype(dict.fromkeys(WHOLE_NUMBERS, np.int64))
        table.insert(0, "week", np.tile(np.arange(rows), len(keys)))
        table.insert(0, "seed", np.repeat([seed for _, seed in keys], rows))
        table.insert(0, "rollout", np.repeat([rollout for rollout, _ in keys], rows))
        return table


def employees_at_end(run: Run) -> "DataFrame":
    """The rows of a run in the table of employees: how everyone stands at its end.

    Args:
        run: a run that was simulated to its end, of n people.

    Returns:
        A row a person, n in all: `rollout`, `seed`, `id`, `team`; `adopted_week` (NaN if never); whether
        they `adopted`, and are `committed` (would do so of their own accord); `belief`, `trust` and
        `fatigue`, each in [0, 1].
    """
    import pandas as pd

    employees = run.state.population.employees
    week = employees.adopted_week.astype(float)
    return pd.DataFrame(
        {
            "rollout": run.rollout,
            "seed": run.seed,
            "id": run.organisation.ids,
            "team": np.repeat(run.organisation.team_names, run.organisation.team_sizes),
            "adopted_week": np.where(week >= 0, week, np.nan),
            "adopted": employees.adopted.astype(bool),
            "committed": (employees.adopted > 0) & run.convinced,
            "belief": run.belief,
            "trust": run.trust,
            "fatigue": employees.fatigue,
        }
    )
