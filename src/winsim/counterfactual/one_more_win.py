"""Γ, the wins caused by one more win: runs with and without it, with the same chance events.

A win is put into one team of the first wave, by lot, on top of all that happens anyway. The same
organisation is simulated with it and without it, and the wins of all teams are counted. Γ says how
many more there are, the one put in not counted. It is heavy-tailed near a tipping point: most
organisations show nothing and a few a landslide, so it takes many of them, not many weeks. And a
programme has a last step: once all of them are done either way, a win was only brought forward.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from winsim.inference import mean_interval
from winsim.model import measures
from winsim.numerics.arrays import Floats
from winsim.numerics.chance import Draw, draws
from winsim.parallel import Progress, as_finished
from winsim.problems import BadInput, Problem
from winsim.runs.columns import ROLLOUT, SEED
from winsim.runs.dictionary import Column, Table, count, interval, share, text
from winsim.runs.run import Run, simulate_one
from winsim.scenario.rollout import Event
from winsim.scenario.scenario import Scenario

HORIZONS = (4, 8, 13, 26, 39, 52)
"""Weeks after the win within which further wins are counted."""
HEADLINE = 13
"""The horizon that is drawn and spoken of."""
SIZES = (0.5, 1.0, 2.0, 4.0)
WEEKS = (4, 13, 26)
TAIL = 0.05
"""The share of organisations that counts as the heavy end."""
_BOOST = (
    ROLLOUT,
    count("week", "week", "the week of the win that was put in"),
    Column("size", "observations", "above 0", "how strongly that win is felt"),
    count("within_weeks", "weeks", "weeks after the win within which further wins are counted"),
)
TABLES = (
    Table(
        "spiral",
        (
            *_BOOST,
            count("pairs", "pairs of runs", "seeds, each simulated with and without the win"),
            Column("further_wins", "wins of teams", "number", "Γ: mean number of further wins"),
            *interval("mean number of further wins", "wins of teams"),
            share("share_none", "share of pairs", "pairs without any further win"),
            share(
                "share_top_twentieth",
                "share of all gains and losses",
                "held by the twentieth of pairs that moved most; empty where none moved",
            ),
        ),
    ),
    Table(
        "spiral_pairs",
        (
            *_BOOST,
            SEED,
            text("team", "the team that the win was put into"),
            Column("further_wins", "wins of teams", "number", "wins with it less wins without"),
        ),
    ),
)
"""What the columns of the tables hold."""


class Boost(NamedTuple):
    """A win put into a team.

    Attributes:
        week: the week in which it is felt, from 1.
        size: how strongly it is felt, in observations, above 0.
    """

    week: int
    size: float


@dataclass(frozen=True)
class OneMoreWin:
    """Further wins that one more win causes, by rollout, boost and horizon."""

    scenario: Scenario
    table: pd.DataFrame
    """One row per rollout, week, size and horizon (`within_weeks`): how many `pairs` of runs, the
    mean number of `further_wins` of teams with its 95 % interval (`low`, `high`; Student's t over
    pairs), the share of pairs with no further win (`share_none`), and the share of all gains and
    losses that the most moved twentieth of pairs holds (`share_top_twentieth`; NaN where nothing
    moved)."""
    pairs: pd.DataFrame
    """One row per rollout, week, size, horizon and seed: the team and the `further_wins`."""


def boosts_for(scenario: Scenario) -> tuple[Boost, ...]:
    """Wins of strength one in several weeks, and of several strengths in the first of them."""
    weeks = [week for week in WEEKS if week <= scenario.weeks // 2] or [max(1, scenario.weeks // 4)]
    sized = [Boost(weeks[0], size) for size in SIZES if size != 1.0]
    return (*(Boost(week, 1.0) for week in weeks), *sized)


def one_more_win(
    scenario: Scenario,
    rollouts: Sequence[str] = (),
    seeds: Iterable[int] = range(1, 101),
    boosts: Sequence[Boost] | None = None,
    team: str | None = None,
    jobs: int = 1,
    progress: Progress | None = None,
) -> OneMoreWin:
    """Put one more win into a team of each rollout, and count the further wins that it causes.

    Args:
        scenario: what to simulate.
        rollouts: names of its rollouts; none is all.
        seeds: whole numbers, each a pair of runs with and without the win.
        boosts: the wins to put in, one at a time; None is those of `boosts_for`.
        team: the team they are put into; None draws a team of the first wave by lot.
        jobs: how many threads work at once.
        progress: is called with the number of rollouts' seeds that are finished and that of all.

    Returns:
        The further wins, summed up and pair by pair.

    Raises:
        BadInput: for rollouts and teams that are not there, and for boosts after the last week.

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
    >>> scenario = scenario_from(text, "tiny.yaml")
    >>> result = one_more_win(scenario, ["pilots"], seeds=(1, 2, 3), boosts=[Boost(week=2, size=4.0)])
    >>> result.table[["rollout", "week", "size", "within_weeks", "pairs", "further_wins"]].round(2)
      rollout  week  size  within_weeks  pairs  further_wins
    0  pilots     2   4.0             4      3          0.33
    1  pilots     2   4.0             8      3          0.33
    """
    names = scenario.named(rollouts)
    given = tuple(boosts) if boosts is not None else boosts_for(scenario)
    _refuse_late(scenario, given)

    def one(task: tuple[str, int]) -> list[dict[str, Any]]:
        return _gains(scenario, *task, given, team)

    tasks = [(name, seed) for name in names for seed in seeds]
    finished: dict[tuple[str, int], list[dict[str, Any]]] = {}
    for task, rows in as_finished(one, tasks, jobs):
        finished[task] = rows
        if progress is not None:
            progress(len(finished), len(tasks))
    pairs = pd.DataFrame([row for task in tasks for row in finished[task]])
    return OneMoreWin(scenario, _summary(pairs), pairs)


def _refuse_late(scenario: Scenario, boosts: Sequence[Boost]) -> None:
    remedy = f"choose a week from 1 to {scenario.weeks - 1}, so that something can follow"
    problems = [
        Problem("", "spiral", str(boost.week), remedy)
        for boost in boosts
        if not 1 <= boost.week < scenario.weeks
    ]
    if problems:
        raise BadInput(*problems)


def _gains(
    scenario: Scenario, rollout: str, seed: int, boosts: Sequence[Boost], team: str | None
) -> list[dict[str, Any]]:
    """The rows of one seed: a run as it is, and one with each boost."""
    plain = simulate_one(scenario, rollout, seed)
    chosen = team or _team_of(plain)
    before = measures.measured(plain.state.record.weeks, "wins")
    rows = []
    for boost in boosts:
        win = Event(week=boost.week, kind="win", size=boost.size, team=chosen)
        boosted = scenario.model_copy(update={"events": (*scenario.events, win)})
        after = simulate_one(boosted, rollout, seed).state.record.weeks
        further = np.cumsum(measures.measured(after, "wins") - before)
        rows += [
            {"rollout": rollout, "week": boost.week, "size": boost.size, "within_weeks": within}
            | {"seed": seed, "team": chosen, "further_wins": float(further[boost.week + within])}
            for within in horizons(scenario, boost.week)
        ]
    return rows


def horizons(scenario: Scenario, week: int) -> list[int]:
    """The horizons that end before the scenario does; if none does, the time that is left."""
    left = scenario.weeks - week
    return [within for within in HORIZONS if within <= left] or [left]


def _team_of(plain: Run) -> str:
    """A team of the first wave, by lot; the lot is the organisation's, whatever the boost."""
    first = np.flatnonzero(plain.state.change.teams.wave == 0)
    lots = draws(plain.seed, Draw.PICK, plain.organisation.teams)
    return plain.organisation.team_names[int(first[np.argmin(lots[first])])]


def _summary(pairs: pd.DataFrame) -> pd.DataFrame:
    by = ["rollout", "week", "size", "within_weeks"]
    rows = []
    for key, part in pairs.groupby(by, sort=False):
        gains = part["further_wins"].to_numpy()
        mean, low, high = mean_interval(gains)
        rows.append(
            dict(zip(by, key, strict=True))
            | {"pairs": gains.size, "further_wins": mean, "low": low, "high": high}
            | {
                "share_none": float((gains == 0).mean()),
                "share_top_twentieth": share_of_top_twentieth(gains),
            }
        )
    return pd.DataFrame(rows)


def share_of_top_twentieth(gains: Floats) -> float:
    """How heavy-tailed gains are: the share of all movement that the most moved twentieth holds.

    Args:
        gains: further wins, one a pair of runs, shape (n,); a loss counts as movement, too.

    Returns:
        In (0, 1]; NaN where nothing moved.
    """
    moved = np.sort(np.abs(gains))[::-1]
    most = max(1, round(TAIL * moved.size))
    return float(moved[:most].sum() / moved.sum()) if moved.any() else float("nan")


def headline(result: OneMoreWin) -> pd.DataFrame:
    """The rows of the horizon that is drawn and spoken of: `HEADLINE`, or else the longest before it.

    Returns:
        Rows of `OneMoreWin.table`, one per rollout, week and size.
    """
    table = result.table
    by = ["rollout", "week", "size"]
    within = table["within_weeks"].where(table["within_weeks"] <= HEADLINE)
    chosen = (
        within.groupby([table[name] for name in by]).transform("max").fillna(table["within_weeks"])
    )
    return table[table["within_weeks"] == chosen].reset_index(drop=True)


def sized_week(result: OneMoreWin) -> int:
    """The week in which wins of several strengths were put in, or the first week of all."""
    sized = result.table[result.table["size"] != 1.0]
    return int((sized if len(sized) else result.table)["week"].iloc[0])


def statements(result: OneMoreWin) -> list[str]:
    """What one more win causes: a sentence per rollout and week of a win of strength one, then a caveat."""
    table = headline(result)
    one = table[table["size"] == 1.0]
    said = [_said(row) for _, row in one.iterrows()]
    return [*said, CAVEAT]


CAVEAT = (
    "What one more win causes is heavy-tailed: in most pairs nothing more is won and in a few "
    "much, so read the interval, not the mean alone. Where a programme finishes all its steps "
    "either way, a win was only brought forward."
)


def _said(row: pd.Series) -> str:
    start = f"One more win in week {row['week']} of {row['rollout']}"
    within = f"within {row['within_weeks']} weeks"
    if row["share_none"] == 1.0:
        return f"{start} brings no further win {within}, in any of {row['pairs']} pairs of runs."
    return (
        f"{start} brings {row['further_wins']:.2f} further team-wins {within} (95 % interval "
        f"{row['low']:.2f} to {row['high']:.2f}; none in {100 * row['share_none']:.0f} % of "
        f"{row['pairs']} pairs of runs): {_verdict(row)}."
    )


def _verdict(row: pd.Series) -> str:
    if row["low"] > 1:
        return "wins feed on themselves"
    if row["high"] < 1:
        return "wins help one another and die out"
    return "it cannot be told whether wins feed on themselves"
