"""Organisations and scenarios so small that a reader can follow them by hand."""

from collections.abc import Iterable, Mapping, Sequence
from copy import deepcopy
from itertools import combinations, pairwise
from typing import Any

import numpy as np

from winsim.model.initial import initial_state
from winsim.model.kernel import entry_points as kernel
from winsim.model.measures import measured
from winsim.model.state import State
from winsim.numerics.arrays import Floats
from winsim.organisation.organisation import Organisation, make_organisation
from winsim.scenario.behaviour import Mechanisms
from winsim.scenario.scenario import Scenario

SWITCHES = tuple(Mechanisms.model_fields)


def of_teams(
    *sizes: int,
    ties: Iterable[tuple[str, str]] = (),
    managers: Mapping[str, str] | None = None,
    **columns: Sequence[Any],
) -> Organisation:
    """Teams A, B, … of those sizes, with people a1, a2, …, b1, …; a tie is (who listens, to whom)."""
    letters = "abcdefghijklmnopqrstuvwxyz"[: len(sizes)]
    ids = [f"{a}{n + 1}" for a, size in zip(letters, sizes, strict=True) for n in range(size)]
    place = {identity: number for number, identity in enumerate(ids)}
    pairs = [(place[a], place[b]) for a, b in ties]
    boss = [place[(managers or {})[i]] if i in (managers or {}) else -1 for i in ids]
    listens, to = (np.array([pair[end] for pair in pairs], dtype=np.int64) for end in (0, 1))
    return make_organisation(
        ids,
        [identity[0].upper() for identity in ids],
        (listens, to, None),
        np.array(boss),
        columns={name: np.asarray(values) for name, values in columns.items()},
    )


def lettered(
    teams: str, ties: list[tuple[int, int]], managers: list[int] | None = None
) -> Organisation:
    """People 0, 1 … in the team of their letter, with these directed ties."""
    ends = np.array(ties, dtype=np.int64).reshape(-1, 2)
    boss = None if managers is None else np.array(managers)
    return make_organisation(
        [str(i) for i in range(len(teams))], list(teams), (ends[:, 0], ends[:, 1], None), boss
    )


def mutual(pairs: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Ties both ways."""
    return [tie for a, b in pairs for tie in ((a, b), (b, a))]


def line(people: int) -> Organisation:
    """One team, in which each listens to the neighbours: a1 - a2 - a3 - …"""
    return of_teams(people, ties=mutual(pairwise(f"a{n + 1}" for n in range(people))))


def everyone_knows_everyone(*sizes: int, **columns: Any) -> Organisation:
    """Teams in which everyone listens to everyone in the organisation."""
    ids = of_teams(*sizes).ids
    return of_teams(*sizes, ties=mutual(combinations(ids, 2)), **columns)


def plain(
    *on: str, steps: Sequence[Mapping[str, Any]] = (), weeks: int = 12, **sections: Any
) -> Scenario:
    """A scenario with only the mechanisms `on` at work, and with numbers for working by hand.

    A team of three has 3 × ½ = 1.5 person-weeks a week. Nobody adopts (threshold 1), belief and
    trust start at 4 : 4, nothing is forgotten and no decision is noisy. Meetings are in weeks 1, 5,
    9 …; there is one rollout, `plan`, described by the section `plan`.
    """
    plan = sections.pop("plan", {})
    numbers: dict[str, Any] = {
        "name": "plain",
        "weeks": weeks,
        "organisation": {"generate": {"people": 9}},
        "employees": {"loss_aversion": 1, "threshold": 1, "belief": 0.5, "susceptibility": 1},
        "teams": {"capacity": 0.5, "safety": 0.5},
        "behaviour": {"decision_noise": 0, "memory": 1},
        "initiative": {"team_size": 3, "steps": list(steps)},
        "rollouts": {"plan": plan},
        "mechanisms": {name: name in on for name in SWITCHES},
    }
    return Scenario.model_validate(merged(numbers, sections))


def merged(numbers: Mapping[str, Any], changes: Mapping[str, Any]) -> dict[str, Any]:
    """Nested mappings with the changes put in; anything but a mapping replaces what was there."""
    both = dict(numbers)
    for name, value in changes.items():
        old = both.get(name)
        inside = isinstance(value, Mapping) and isinstance(old, Mapping) and name != "waves"
        both[name] = merged(old, value) if inside else value  # type: ignore[arg-type]
    return both


def step(name: str, work: float, value: float, **more: Any) -> dict[str, Any]:
    """A step as it is written in a scenario."""
    return {"name": name, "work": work, "value": value, **more}


def simulated(
    scenario: Scenario, organisation: Organisation, rollout: str | None = None, seed: int = 1
) -> State:
    """The world of a rollout lived to its end."""
    state = initial_state(scenario, rollout or scenario.reference, organisation, seed, by_team=True)
    kernel.run_weeks(state, 0, scenario.weeks)
    return state


def diary(
    scenario: Scenario, organisation: Organisation, rollout: str | None = None, seed: int = 1
) -> list[State]:
    """The world as it stood at the end of every week, from week 0."""
    state = initial_state(scenario, rollout or scenario.reference, organisation, seed, by_team=True)
    pages = []
    for week in range(scenario.weeks + 1):
        kernel.run_weeks(state, week, week)
        pages.append(deepcopy(state))
    return pages


def each_week(state: State, name: str) -> list[float]:
    """One measure of the record, week by week from week 0."""
    values: list[float] = measured(state.record.weeks, name).tolist()
    return values


def columns_of(state: State) -> dict[str, Floats]:
    """Every column that a run writes, by name, for comparing worlds bit by bit."""
    population, change = state.population, state.change
    found = {f"employees.{name}": column for name, column in population.employees._asdict().items()}
    found |= {f"record.{name}": column for name, column in state.record._asdict().items()}
    for table in ("teams", "tasks", "steps", "leadership"):
        rows = getattr(change, table)
        found |= {f"{table}.{name}": rows[name] for name in rows.dtype.names}
    return found


def differing(one: State, other: State, without: Sequence[str] = ()) -> list[str]:
    """Names of the columns in which two worlds differ, be it in one bit."""
    mine, theirs = columns_of(one), columns_of(other)
    return [
        name
        for name in mine
        if name not in without and mine[name].tobytes() != theirs[name].tobytes()
    ]
