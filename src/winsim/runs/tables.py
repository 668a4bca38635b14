"""Runs as tidy tables."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from winsim import measures
from winsim.runs.living import Lived
from winsim.scenario import Scenario
from winsim.state import BUDGET, ENDINGS, FLAW, MEASURES, SPONSOR, Counts, Record

if TYPE_CHECKING:
    from pandas import DataFrame

WHOLE_NUMBERS = ("wins", "setbacks", "active", "waves")


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
    record: Record
    teams: tuple[str, ...]
    sizes: Counts
    employees: "DataFrame | None"


def remembered(scenario: Scenario, one: Lived, employees: bool) -> Remembered:
    """What is kept of a run; `employees` keeps everybody's end of it, too."""
    return Remembered(
        run=outcomes(scenario, one),
        record=one.world.record,
        teams=one.who.team_names,
        sizes=one.who.team_sizes,
        employees=_employees(one) if employees else None,
    )


def tables(
    scenario: Scenario,
    rollouts: tuple[str, ...],
    seeds: tuple[int, ...],
    done: dict[int, list[Remembered]],
) -> Runs:
    """The tables of the seeds that were finished."""
    import pandas as pd

    by_rollout = [[done[seed][place] for seed in seeds] for place in range(len(rollouts))]
    all_runs = [one for runs in by_rollout for one in runs]
    people = [one.employees for one in all_runs if one.employees is not None]
    return Runs(
        scenario=scenario,
        rollouts=rollouts,
        seeds=seeds,
        runs=pd.DataFrame([one.run for one in all_runs]),
        weeks=_weeks(scenario, all_runs),
        teams=pd.concat(
            [_teams(runs) for runs in by_rollout if runs] or [pd.DataFrame()], ignore_index=True
        ),
        employees=pd.concat(people, ignore_index=True) if people else None,
    )


def outcomes(scenario: Scenario, one: Lived) -> dict[str, Any]:
    """The row of a run in the table of runs."""
    leadership = one.world.venture.leadership[0]
    status, ended = int(leadership.status), int(leadership.ended_week)
    return {
        "rollout": one.rollout,
        "seed": one.seed,
        **measures.outcomes(one.world.record.weeks, scenario.initiative.price, one.who.people),
        "cancelled": status in (SPONSOR, BUDGET, FLAW),
        "ended": ENDINGS[status],
        "ended_week": float(ended) if ended >= 0 else float("nan"),
        "organisation": one.who.hash,
    }


def _weeks(scenario: Scenario, done: Sequence[Remembered]) -> "DataFrame":
    """The table of weeks."""
    import pandas as pd

    rows, nothing = scenario.weeks + 1, np.zeros((0, len(MEASURES)))
    values = np.concatenate([one.record.weeks for one in done] or [nothing])
    table = pd.DataFrame(values, columns=pd.Index(MEASURES))
    table = table.astype(dict.fromkeys(WHOLE_NUMBERS, np.int64))
    table.insert(0, "week", np.tile(np.arange(rows), len(done)))
    table.insert(0, "seed", np.repeat([one.run["seed"] for one in done], rows))
    table.insert(0, "rollout", np.repeat([one.run["rollout"] for one in done], rows))
    return table


def _teams(done: Sequence[Remembered]) -> "DataFrame":
    """The table of teams for the runs of one rollout: adopters and wins, pooled over seeds."""
    import pandas as pd

    names = list(dict.fromkeys(name for one in done for name in one.teams))
    place = {name: number for number, name in enumerate(names)}
    weeks = done[0].record.team_adopters.shape[0]
    people, runs = np.zeros(len(names)), np.zeros(len(names))
    adopters, wins = np.zeros((weeks, len(names))), np.zeros((weeks, len(names)))
    for one in done:
        columns = [place[name] for name in one.teams]
        people[columns] += one.sizes
        runs[columns] += 1
        adopters[:, columns] += one.record.team_adopters
        wins[:, columns] += one.record.team_wins
    return pd.DataFrame(
        {
            "rollout": done[0].run["rollout"],
            "team": np.repeat(names, weeks),
            "people": np.repeat(people / runs, weeks),
            "week": np.tile(np.arange(weeks), len(names)),
            "adopted": (adopters / people).T.ravel(),
            "wins": (wins / runs).T.ravel(),
        }
    )


def _employees(one: Lived) -> "DataFrame":
    """The rows of one run in the table of employees."""
    import pandas as pd

    who, crowd = one.world.crowd.employees, one.world.crowd
    week = who.adopted_week.astype(float)
    return pd.DataFrame(
        {
            "rollout": one.rollout,
            "seed": one.seed,
            "id": one.who.ids,
            "team": np.repeat(one.who.team_names, one.who.team_sizes),
            "adopted_week": np.where(week >= 0, week, np.nan),
            "adopted": who.adopted.astype(bool),
            "committed": (who.adopted > 0) & (who.inclination >= crowd.traits.threshold - 1e-12),
            "belief": who.belief_for / (who.belief_for + who.belief_against),
            "trust": who.trust_for / (who.trust_for + who.trust_against),
            "fatigue": who.fatigue,
        }
    )
