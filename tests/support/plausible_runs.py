"""Runs that look like real ones and cost nothing: S-curves with luck, for tests of what follows."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
import pandas as pd

from winsim.runs.tables import Runs
from winsim.scenario.scenario import Scenario


def plausible_runs(
    rollouts: Sequence[str] = ("big_bang", "pilots"),
    seeds: Sequence[int] = tuple(range(1, 41)),
    teams: int = 6,
    weeks: int = 60,
    vary: bool = True,
) -> Runs:
    """Runs whose adoption rises along a logistic curve, later and higher for later rollouts."""
    scenario = Scenario.model_validate(
        {
            "name": "plausible",
            "weeks": weeks,
            "rollouts": {name: {} for name in rollouts},
            "organisation": {"generate": {"people": 9 * teams, "vary": vary}},
        }
    )
    lucks = [(place, name, seed) for place, name in enumerate(rollouts) for seed in seeds]
    by_week = [_weeks(place, name, seed, weeks) for place, name, seed in lucks]
    return Runs(
        scenario=scenario,
        rollouts=tuple(rollouts),
        seeds=tuple(seeds),
        runs=pd.DataFrame([_run(table) for table in by_week]),
        weeks=pd.concat(by_week, ignore_index=True),
        teams=_teams(rollouts, teams, weeks),
        picks=_picks(rollouts, teams, len(seeds)),
        employees=None,
    )


def _weeks(place: int, name: str, seed: int, weeks: int) -> pd.DataFrame:
    luck = np.random.default_rng([seed, 7])
    week = np.arange(weeks + 1)
    top = 0.5 + 0.12 * place + 0.15 * luck.random()
    adopted = top / (1 + np.exp(-(week - 15 - 6 * place - 8 * luck.random()) / 4))
    wins = luck.poisson(0.4 + 0.5 * place, weeks + 1)
    return pd.DataFrame(
        {
            "rollout": name,
            "seed": seed,
            "week": week,
            "aware": np.minimum(1, adopted * 1.3),
            "adopted": adopted,
            "committed": adopted * 0.9,
            "belief": 0.33 + 0.3 * adopted,
            "trust": 0.5 - 0.2 * np.sin(week / weeks * 3) + 0.1 * place,
            "fatigue": 0.3 * adopted,
            "efficacy": 0.5 + 0.2 * adopted,
            "perceived": np.minimum(1, adopted * 1.3),
            "strategic": adopted,
            "wins": wins,
            "setbacks": luck.poisson(0.15, weeks + 1),
            "cost": 2.0 + place,
            "benefit_share": adopted * 0.8,
            "support": 0.6 - 0.2 * adopted,
            "budget": np.inf,
            "political_capital": np.cumsum(wins) / 10,
            "active_teams": 3,
            "waves_opened": 1 + place,
        }
    )


def _run(table: pd.DataFrame) -> dict[str, object]:
    last, start = table.iloc[-1], table.iloc[0]
    stopped = bool(start["seed"] % 10 == 0)
    cost, benefit = float(table["cost"].sum()), float(2.7 * table["benefit_share"].sum())
    return {
        "rollout": start["rollout"],
        "seed": start["seed"],
        "adoption": last["adopted"],
        "commitment": last["committed"],
        **{f"weeks_to_{s}": _reached(table, s) for s in (10, 50, 90)},
        "strategic": last["strategic"],
        "perceived": last["perceived"],
        "gap_peak": float((table["perceived"] - table["strategic"]).max()),
        "peak_fatigue": table["fatigue"].max(),
        "lowest_trust": table["trust"].min(),
        "belief": last["belief"],
        "trust": last["trust"],
        "cost": cost,
        "benefit": benefit,
        "net_value": benefit - cost,
        "wins": table["wins"].sum(),
        "setbacks": table["setbacks"].sum(),
        "cancelled": stopped,
        "ended": "sponsor" if stopped else "",
        "ended_week": 39.0 if stopped else np.nan,
        "organisation": f"{start['seed']:03d}e10",
    }


def _reached(table: pd.DataFrame, share: int) -> float:
    weeks = table.loc[table["adopted"] >= share / 100, "week"]
    return float(weeks.iloc[0]) if len(weeks) else np.nan


def _teams(rollouts: Sequence[str], teams: int, weeks: int) -> pd.DataFrame:
    week = np.arange(weeks + 1)
    return pd.concat(
        [
            pd.DataFrame(
                {
                    "rollout": name,
                    "team": f"Team {team + 1}",
                    "people": 9,
                    "week": week,
                    "adopted": 0.9
                    / (1 + np.exp(-(week - 10 - (team * 40 / teams) * place - 8) / 3)),
                    "wins": 0.1,
                }
            )
            for place, name in enumerate(rollouts)
            for team in range(teams)
        ],
        ignore_index=True,
    )


def _picks(rollouts: Sequence[str], teams: int, seeds: int) -> pd.DataFrame:
    names = [f"Team {team + 1}" for team in range(teams)]
    return pd.concat(
        [
            pd.DataFrame({"rollout": one, "team": names, "wave": 1, "runs": seeds})
            for one in rollouts
        ],
        ignore_index=True,
    )


def with_outcome(runs: Runs, outcome: str, values: Mapping[str, Sequence[float]]) -> Runs:
    """The same runs with one outcome set by hand: values by rollout, in the order of the seeds."""
    table = runs.runs.copy()
    for rollout, chosen in values.items():
        table.loc[table["rollout"] == rollout, outcome] = list(chosen)
    return replace(runs, runs=table)
