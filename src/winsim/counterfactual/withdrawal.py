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
from winsim.runs.outcomes import PEOPLE
from winsim.runs.simulate import simulate
from winsim.scenario.rollout import Event
from winsim.scenario.scenario import Scenario

LOOK = 52
"""Weeks after a withdrawal at which adoption is looked at again."""
TAKEN_OFF = 0.5
"""Share of people from which on a change has taken off."""


@dataclass(frozen=True)
class Withdrawal:
    """Adoption when a programme is withdrawn, and a year later, by rollout and week."""

    scenario: Scenario
    table: pd.DataFrame
    """One row per rollout and week: `runs`; mean strategic `progress` and mean adoption as the week
    opens (`then`), and adoption a year later (`later`); the mean `change` between the two with its
    95 % interval (`low`, `high`); in how many runs at least half of the people work the new way a
    year later (`taken_off`)."""
    pairs: pd.DataFrame
    """One row per rollout, week and seed: `progress`, `then`, `later` and `change`."""


def withdrawal(
    scenario: Scenario,
    weeks: Sequence[int],
    rollouts: Sequence[str] = (),
    seeds: Iterable[int] = range(1, 101),
    jobs: int = 1,
    progress: Progress | None = None,
) -> Withdrawal:
    """Withdraw the programme of each rollout in each of the weeks, on equal luck.

    Raises BadInput for rollouts that are not there and weeks before the second.
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
    """One withdrawal lived by every rollout and seed, one row each."""
    events = (*scenario.events, Event(week=week, kind="withdrawal"))
    ended = scenario.unchecked_copy({"events": events, "weeks": week + LOOK})
    table = simulate(ended, names, seeds, jobs, progress).weeks.set_index(["rollout", "seed"])
    then, later = (table[table["week"] == look] for look in (week - 1, week + LOOK))
    rows = pd.DataFrame(
        {"progress": then["strategic"], "then": then["adopted"], "later": later["adopted"]}
    )
    rows["change"] = rows["later"] - rows["then"]
    rows.insert(0, "week", week)
    return rows.reset_index()


def _summary(pairs: pd.DataFrame, names: Sequence[str]) -> pd.DataFrame:
    rows: list[dict[str, Any]] = []
    for name in names:
        for week, part in pairs[pairs["rollout"] == name].groupby("week"):
            mean, low, high = mean_interval(part["change"].to_numpy())
            rows.append(
                {"rollout": name, "week": week, "runs": len(part)}
                | {column: part[column].mean() for column in ("progress", "then", "later")}
                | {"change": mean, "low": low, "high": high}
                | {"taken_off": int((part["later"] >= TAKEN_OFF).sum())}
            )
    return pd.DataFrame(rows)


def threshold(found: Withdrawal, rollout: str) -> int | None:
    """The first week from which on most organisations take off by themselves; None if none tried."""
    rows = found.table[found.table["rollout"] == rollout]
    most = 2 * rows["taken_off"] > rows["runs"]
    lasting = most[::-1].cummin()[::-1]
    return int(rows["week"][lasting].iloc[0]) if lasting.any() else None


def statements(found: Withdrawal) -> list[str]:
    """What the withdrawals say, in sentences."""
    rows = [row for _, row in found.table.iterrows()]
    names = found.table["rollout"].unique()
    return [*map(_said, rows), *(_threshold_said(found, name) for name in names)]


def _said(row: pd.Series) -> str:
    then, later = (PEOPLE.value(row[name]) for name in ("then", "later"))
    return (
        f"{row['rollout']} withdrawn in week {row['week']}: {then} % work the new way then, "
        f"{later} % a year later; adoption {_verdict(row)}."
    )


def _verdict(row: pd.Series) -> str:
    if row["low"] > 0:
        return "goes on growing"
    if row["high"] < 0:
        return "falls back"
    return "holds" if row["later"] > 0 else "has not begun"


def _threshold_said(found: Withdrawal, name: str) -> str:
    week = threshold(found, name)
    if week is None:
        return f"In none of the weeks tried does {name} carry itself in most runs."
    return (
        f"Of the weeks tried, {week} is the first from which {name} carries itself: withdrawn "
        "then or later, at least half of the people work the new way a year on in most runs."
    )
