"""The motivation threshold: what is left of adoption a year after a programme is withdrawn.

After week t leadership no longer works on the change or speaks of it; what is in use stays in use.
Sources: repenning2002, where a programme that is left before its threshold decays and one that is
left after it sustains itself. Every withdrawal is looked at for as long afterwards, so that a late
one has no advantage of less time to decay.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from winsim.inference import mean_interval
from winsim.parallel import Progress
from winsim.problems import BadInput, Problem
from winsim.runs.columns import ROLLOUT, SEED
from winsim.runs.dictionary import Column, Table, count, interval, share
from winsim.runs.simulate import simulate
from winsim.runs.units import PEOPLE, PROGRESS
from winsim.scenario.rollout import Event
from winsim.scenario.scenario import Scenario

LOOK = 52
"""Weeks after a withdrawal at which adoption is looked at again."""
TAKEN_OFF = 0.5
"""Share of people from which on a change has taken off."""
_ADOPTION = (
    share("strategic_then", PROGRESS.stored, "progress by value as the week opens"),
    share("adopted_then", PEOPLE.stored, "people who work the new way as the week opens"),
    share("adopted_later", PEOPLE.stored, "people who work the new way 52 weeks after it"),
    Column("adopted_change", PEOPLE.stored, "-1 to 1", "adoption later less adoption then"),
)
_WEEK = count("week", "week", "the week of the withdrawal")
TABLES = (
    Table(
        "withdrawal",
        (
            ROLLOUT,
            _WEEK,
            count("runs", "runs", "runs that the other columns are means over"),
            *_ADOPTION,
            *interval("mean change of adoption", PEOPLE.stored),
            count("runs_taken_off", "runs", "runs in which at least half work the new way later"),
        ),
    ),
    Table("withdrawal_pairs", (ROLLOUT, SEED, _WEEK, *_ADOPTION)),
)
"""What the columns of the tables hold."""
AS_IT_STOOD = ("strategic_then", "adopted_then", "adopted_later")


@dataclass(frozen=True)
class Withdrawal:
    """Adoption when a programme is withdrawn, and a year later, by rollout and week."""

    scenario: Scenario
    table: pd.DataFrame
    """One row per rollout and week: `runs`; mean strategic progress and mean adoption as the week
    opens (`strategic_then`, `adopted_then`), and adoption a year later (`adopted_later`); the mean
    change between the two (`adopted_change`) with its 95 % interval (`low`, `high`; Student's t);
    in how many runs at least half of the people work the new way a year later (`runs_taken_off`)."""
    pairs: pd.DataFrame
    """One row per rollout, week and seed: progress then, adoption then and later, and its change."""


def withdrawal(
    scenario: Scenario,
    weeks: Sequence[int],
    rollouts: Sequence[str] = (),
    seeds: Iterable[int] = range(1, 101),
    jobs: int = 1,
    progress: Progress | None = None,
) -> Withdrawal:
    """Withdraw the programme of each rollout in each of some weeks, and look a year later.

    Args:
        scenario: what to simulate; each withdrawal is simulated for 52 weeks beyond it.
        weeks: the weeks of the withdrawals, from the second on.
        rollouts: names of its rollouts; none is all.
        seeds: whole numbers; all withdrawals of a seed meet the same chance events.
        jobs: how many threads work at once.
        progress: is called with the number of seeds that are finished and that of all.

    Returns:
        Adoption then and later, summed up and run by run.

    Raises:
        BadInput: for rollouts that are not there and weeks before the second.

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
    >>> result = withdrawal(scenario_from(text, "tiny.yaml"), [4, 8], ["pilots"], seeds=(1, 2))
    >>> result.table[["rollout", "week", "adopted_then", "adopted_later"]].round(2)
      rollout  week  adopted_then  adopted_later
    0  pilots     4          0.00           0.00
    1  pilots     8          0.12           0.19
    """
    names, asked = scenario.named(rollouts), tuple(seeds)
    chosen = sorted(dict.fromkeys(weeks))
    _refuse_early(chosen)
    parts = []
    for place, week in enumerate(chosen):

        def tell(done: int, total: int, before: int = place) -> None:
            if progress is not None:
                progress(before * total + done, len(chosen) * total)

        parts.append(_withdrawn(scenario, names, asked, week, jobs, tell))
    pairs = pd.concat(parts, ignore_index=True)
    return Withdrawal(scenario, _summary(pairs, names), pairs)


def _refuse_early(weeks: Sequence[int]) -> None:
    if not weeks or weeks[0] < 2:
        remedy = "give weeks from the second on, so that there is something to withdraw"
        raise BadInput(Problem("--withdraw", "", ",".join(map(str, weeks)), remedy))


def _withdrawn(
    scenario: Scenario,
    names: tuple[str, ...],
    seeds: tuple[int, ...],
    week: int,
    jobs: int,
    progress: Progress,
) -> pd.DataFrame:
    """One withdrawal simulated with every rollout and seed, one row each."""
    events = (*scenario.events, Event(week=week, kind="withdrawal"))
    ended = scenario.unchecked_copy({"events": events, "weeks": week + LOOK})
    table = simulate(ended, names, seeds, jobs, progress).weeks.set_index(["rollout", "seed"])
    then, later = (table[table["week"] == look] for look in (week - 1, week + LOOK))
    rows = pd.DataFrame(
        {
            "strategic_then": then["strategic"],
            "adopted_then": then["adopted"],
            "adopted_later": later["adopted"],
        }
    )
    rows["adopted_change"] = rows["adopted_later"] - rows["adopted_then"]
    rows.insert(0, "week", week)
    return rows.reset_index()


def _summary(pairs: pd.DataFrame, names: Sequence[str]) -> pd.DataFrame:
    rows: list[dict[str, Any]] = []
    for name in names:
        for week, part in pairs[pairs["rollout"] == name].groupby("week"):
            mean, low, high = mean_interval(part["adopted_change"].to_numpy())
            rows.append(
                {"rollout": name, "week": week, "runs": len(part)}
                | {column: part[column].mean() for column in AS_IT_STOOD}
                | {"adopted_change": mean, "low": low, "high": high}
                | {"runs_taken_off": int((part["adopted_later"] >= TAKEN_OFF).sum())}
            )
    return pd.DataFrame(rows)


def threshold(result: Withdrawal, rollout: str) -> int | None:
    """The motivation threshold of a rollout (repenning2002), among the weeks that were tried.

    Args:
        result: withdrawals in one week or several.
        rollout: the name of one of its rollouts.

    Returns:
        The first week such that, withdrawn then or in any later week tried, at least half of the people
        work the new way a year later in more than half of the runs; None if there is no such week.
    """
    rows = result.table[result.table["rollout"] == rollout]
    most = 2 * rows["runs_taken_off"] > rows["runs"]
    lasting = most[::-1].cummin()[::-1]
    return int(rows["week"][lasting].iloc[0]) if lasting.any() else None


def statements(result: Withdrawal) -> list[str]:
    """What the withdrawals say: a sentence per rollout and week, then one per rollout on its threshold."""
    rows = [row for _, row in result.table.iterrows()]
    names = result.table["rollout"].unique()
    return [*map(_said, rows), *(_threshold_said(result, name) for name in names)]


def _said(row: pd.Series) -> str:
    then, later = (PEOPLE.value(row[name]) for name in ("adopted_then", "adopted_later"))
    return (
        f"{row['rollout']} withdrawn in week {row['week']}: {then} % work the new way then, "
        f"{later} % a year later; adoption {_verdict(row)}."
    )


def _verdict(row: pd.Series) -> str:
    if row["low"] > 0:
        return "goes on growing"
    if row["high"] < 0:
        return "falls back"
    return "holds" if row["adopted_later"] > 0 else "has not begun"


def _threshold_said(result: Withdrawal, name: str) -> str:
    week = threshold(result, name)
    if week is None:
        return f"In none of the weeks tried does {name} carry itself in most runs."
    return (
        f"Of the weeks tried, {week} is the first from which {name} carries itself: withdrawn "
        "then or later, at least half of the people work the new way a year on in most runs."
    )
