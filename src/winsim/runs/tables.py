"""Runs as tidy tables."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.lib.recfunctions import structured_to_unstructured

from winsim.model import measures
from winsim.model.rules.adoption import EXACT
from winsim.model.state import BUDGET, ENDINGS, FLAW, MEASURES, SPONSOR, WEEKLY, Record
from winsim.numerics.arrays import Counts, Rows
from winsim.organisation.organisation import Organisation
from winsim.runs.run import Run
from winsim.scenario.scenario import Scenario

if TYPE_CHECKING:
    from pandas import DataFrame


class TeamPool:
    """Adopters and wins by week and team, summed over the runs of one rollout.

    Teams are the same in every run: luck moves ties and traits, not names and sizes.
    """

    def __init__(self, organisation: Organisation, record: Record) -> None:
        self.organisation, self.runs = organisation, 0
        self.adopters: Counts = np.zeros(record.team_adopters.shape, dtype=np.int64)
        self.wins: Counts = np.zeros(record.team_wins.shape, dtype=np.int64)

    def add(self, record: Record) -> None:
        """Add a run."""
        self.runs += 1
        self.adopters += record.team_adopters
        self.wins += record.team_wins

    def table(self, rollout: str) -> "DataFrame":
        """The rows of the rollout in the table of teams: means over runs."""
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


WHOLE_NUMBERS = ("wins", "setbacks", "active_teams", "waves_opened")


@dataclass(frozen=True)
class Runs:
    """Runs of a scenario, as tables.

    `runs` has a row for each rollout and seed, `weeks` one for each rollout, seed and week, `teams`
    one for each rollout, team and week (means over seeds), and `employees`, if asked for, one for
    each rollout, seed and person, as they stand at the end.
    """

    scenario: Scenario
    rollouts: tuple[str, ...]
    seeds: tuple[int, ...]
    runs: "DataFrame"
    weeks: "DataFrame"
    teams: "DataFrame"
    employees: "DataFrame | None"


@dataclass(frozen=True)
class Remembered:
    """What the tables need of a run; the world it was lived in can go."""

    run: dict[str, Any]
    organisation: Organisation
    record: Record
    employees: "DataFrame | None"


def remembered(scenario: Scenario, one: Run, employees: bool) -> Remembered:
    """What is kept of a run; `employees` keeps everybody's end of it, too."""
    row = run_row(scenario, one)
    return Remembered(
        row, one.organisation, one.state.record, _employees(one) if employees else None
    )


class Ledger:
    """The runs of a scenario's rollouts that are finished, in whatever order they are."""

    def __init__(self, scenario: Scenario, rollouts: tuple[str, ...]) -> None:
        self.scenario, self.rollouts = scenario, rollouts
        self.weeks: dict[int, list[Rows]] = {}
        self.runs: dict[int, list[dict[str, Any]]] = {}
        self.employees: dict[int, list[DataFrame]] = {}
        self.teams: dict[str, TeamPool] = {}

    def fits(self, scenario: Scenario, rollouts: tuple[str, ...], asked: Collection[int]) -> bool:
        """Whether what is finished is all part of what is asked."""
        same = (self.scenario, self.rollouts) == (scenario, rollouts)
        return same and all(seed in asked for seed in self.runs)

    def add(self, seed: int, runs: Sequence[Remembered]) -> None:
        """Add a seed's runs, one a rollout."""
        self.weeks[seed] = [one.record.weeks for one in runs]
        self.employees[seed] = [one.employees for one in runs if one.employees is not None]
        for rollout, one in zip(self.rollouts, runs, strict=True):
            if rollout not in self.teams:
                self.teams[rollout] = TeamPool(one.organisation, one.record)
            self.teams[rollout].add(one.record)
        self.runs[seed] = [one.run for one in runs]  # last: now the seed counts as finished

    def tables(self, asked: Sequence[int]) -> Runs:
        """The tables of the seeds that are finished, in the order in which they were asked for."""
        import pandas as pd

        seeds = tuple(seed for seed in asked if seed in self.runs)
        keys = [(place, seed) for place in range(len(self.rollouts)) for seed in seeds]
        people = [self.employees[seed][place] for place, seed in keys if self.employees[seed]]
        teams = [self.teams[rollout].table(rollout) for rollout in self.rollouts if seeds]
        return Runs(
            scenario=self.scenario,
            rollouts=self.rollouts,
            seeds=seeds,
            runs=pd.DataFrame([self.runs[seed][place] for place, seed in keys]),
            weeks=self._weeks(keys),
            teams=pd.concat(teams or [pd.DataFrame()], ignore_index=True),
            employees=pd.concat(people, ignore_index=True) if people else None,
        )

    def _weeks(self, keys: Sequence[tuple[int, int]]) -> "DataFrame":
        """The table of weeks, run by run."""
        import pandas as pd

        rows, nothing = self.scenario.weeks + 1, np.zeros(0, dtype=WEEKLY)
        values = np.concatenate([self.weeks[seed][place] for place, seed in keys] or [nothing])
        table = pd.DataFrame(structured_to_unstructured(values), columns=pd.Index([*MEASURES]))
        table = table.astype(dict.fromkeys(WHOLE_NUMBERS, np.int64))
        table.insert(0, "week", np.tile(np.arange(rows), len(keys)))
        table.insert(0, "seed", np.repeat([seed for _, seed in keys], rows))
        table.insert(0, "rollout", np.repeat([self.rollouts[place] for place, _ in keys], rows))
        return table


def outcomes(scenario: Scenario, one: Run) -> dict[str, Any]:
    """What a run came to: its outcomes, whether it was stopped and by what it ended."""
    status = int(one.state.change.leadership[0].status)
    return {
        "rollout": one.rollout,
        "seed": one.seed,
        **measures.outcomes(
            one.state.record.weeks, scenario.initiative.price, one.organisation.people
        ),
        "cancelled": status in (SPONSOR, BUDGET, FLAW),
        "ended": ENDINGS[status],
    }


def run_row(scenario: Scenario, one: Run) -> dict[str, Any]:
    """The row of a run in the table of runs."""
    ended = int(one.state.change.leadership[0].ended_week)
    return {
        **outcomes(scenario, one),
        "ended_week": float(ended) if ended >= 0 else float("nan"),
        "organisation": one.organisation.hash,
    }


def _employees(one: Run) -> "DataFrame":
    """The rows of one run in the table of employees."""
    import pandas as pd

    who, population = one.state.population.employees, one.state.population
    week = who.adopted_week.astype(float)
    return pd.DataFrame(
        {
            "rollout": one.rollout,
            "seed": one.seed,
            "id": one.organisation.ids,
            "team": np.repeat(one.organisation.team_names, one.organisation.team_sizes),
            "adopted_week": np.where(week >= 0, week, np.nan),
            "adopted": who.adopted.astype(bool),
            "committed": (who.adopted > 0)
            & (who.inclination >= population.traits.threshold - EXACT),
            "belief": who.belief_for / (who.belief_for + who.belief_against),
            "trust": who.trust_for / (who.trust_for + who.trust_against),
            "fatigue": who.fatigue,
        }
    )
