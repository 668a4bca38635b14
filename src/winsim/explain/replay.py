"""One run simulated again, a part of a week at a time, with a snapshot of every week."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from winsim.model.initial import prepare
from winsim.model.kernel import entry_points as kernel
from winsim.model.programme import OPEN
from winsim.model.state import EmployeeState, State
from winsim.numerics.arrays import Counts, Flags, Floats, Rows
from winsim.organisation.organisation import Organisation
from winsim.problems import BadInput, Problem, nearest
from winsim.runs.run import Run, begin_seed
from winsim.scenario.scenario import Scenario


class HistoryEvent(NamedTuple):
    """Something that happened to a person or team in a week.

    Attributes:
        week: the week; 0 is the start.
        kind: what happened, as `PersonStory.history` and `TeamStory.history` list it.
        by: how it came about, or what it happened to; empty where there is nothing to say.
    """

    week: int
    kind: str
    by: str = ""


class Snapshot(NamedTuple):
    """A week, as it stood at its close. p people followed, n people, G teams, J steps."""

    employees: EmployeeState  # (p,) each
    gate: int  # what the next wave's gate waited for after leadership's part, as sum of WAIT …
    obstacles: Counts  # (G, J) what kept teams from steps, READY … DROPPED, after work
    log_odds: Floats  # (p, number of terms), as weighed this week
    exposure: Floats  # (p,), as weighed this week
    adopted: Flags  # (n,)
    teams: Rows  # (G,) TEAM
    worked: Rows  # (G, J) TASK, after work and before flaws came to light
    tasks: Rows  # (G, J) TASK
    steps: Rows  # (J,) STEP
    leadership: Rows  # one row of LEADERSHIP


@dataclass(frozen=True, eq=False)
class Replay(Run):
    """A run with a snapshot of every week: W weeks, G teams.

    Args:
        people: the numbers of those whom the snapshots hold, in the order of their rows.
        snapshots: one a week, from week 0 to W.
    """

    people: tuple[int, ...]
    snapshots: tuple[Snapshot, ...]

    @cached_property
    def behaviour(self) -> dict[str, float]:
        """The parameters of the rules by name, off values in place."""
        row = self.state.change.behaviour
        return {name: float(row[name][0]) for name in row.dtype.names}

    @cached_property
    def felt(self) -> Floats:
        """Felt strength of wins and of setbacks by week and team, shape (W + 1, 2, G)."""
        return np.array(
            [(snapshot.teams["win"], snapshot.teams["setback"]) for snapshot in self.snapshots]
        )

    @cached_property
    def in_use(self) -> Flags:
        """Whether something, and whether everything, is in use by week and team, shape (W + 1, 2, G)."""
        return np.array(
            [(snapshot.teams["offered"], snapshot.teams["live"]) for snapshot in self.snapshots]
        )

    @cached_property
    def finished(self) -> Counts:
        """Steps done by week and team, shape (W + 1, G)."""
        return np.array([(snapshot.tasks["done"] >= 0).sum(axis=1) for snapshot in self.snapshots])

    @cached_property
    def broadcast(self) -> Floats:
        """Wins and setbacks that leadership told everyone by week, shape (W + 1, 2)."""
        rows = (snapshot.leadership for snapshot in self.snapshots)
        return np.array([(row["told_wins"], row["told_setbacks"]) for row in rows])


def replay_of(
    scenario: Scenario, rollout: str, seed: int, people: Iterable[str] | None = None
) -> Replay:
    """Simulate a run again, the same to the last bit as in any table of runs.

    Args:
        scenario: the scenario of the run.
        rollout: the name of its rollout.
        seed: its seed.
        people: ids or names of those whose story is wanted; None is everyone.

    Returns:
        The run, with a snapshot of every week.

    Raises:
        BadInput: for an unknown rollout or person, and where scenario and organisation do not fit.

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
    >>> replay = replay_of(scenario_from(text, "tiny.yaml"), "big_bang", seed=1, people=["1"])
    >>> [int(snapshot.adopted.sum()) for snapshot in replay.snapshots]
    [0, 0, 0, 0, 2, 5, 5, 6, 8, 10, 11]
    """
    run = next(begin_seed(prepare(scenario, scenario.named([rollout])), seed, by_team=True))
    who = run.organisation
    chosen = range(who.people) if people is None else [person_number(who, one) for one in people]
    rows = np.asarray(chosen, dtype=np.int64)
    snapshots = tuple(_snapshot(run, week, rows) for week in range(scenario.weeks + 1))
    return Replay(**vars(run), people=tuple(chosen), snapshots=snapshots)


def _snapshot(run: Run, week: int, people: NDArray[np.int64]) -> Snapshot:
    """Simulate a week, and copy what a story needs of it."""
    state = run.state
    gate = _open(state, week)
    worked, obstacles = _work(state, week)
    weighed = _weigh(state, week, people)
    _close(state, week)
    change, employees = state.change, state.population.employees
    return Snapshot(
        employees=EmployeeState._make(column[people] for column in employees),
        gate=gate,
        obstacles=obstacles,
        log_odds=np.array([terms for terms, _ in weighed]).reshape(-1, len(kernel.APPEAL_TERMS)),
        exposure=np.array([seen for _, seen in weighed]),
        adopted=employees.adopted.copy(),
        teams=change.teams.copy(),
        worked=worked,
        tasks=change.tasks.copy(),
        steps=change.steps.copy(),
        leadership=change.leadership[0].copy(),
    )


def _open(state: State, week: int) -> int:
    """Simulate leadership's part of a week; returns what the next wave's gate waits for."""
    if week == 0:
        return OPEN
    kernel.open_week(state, week)
    return int(kernel.waits_for(state, week))


def _work(state: State, week: int) -> tuple[Rows, Counts]:
    """Simulate the teams' part of a week.

    Returns their tasks before any result is settled, and what keeps them from those not begun.
    """
    if week > 0:
        kernel.work(state, week, 0, state.change.teams.size)
    reasons = np.zeros(state.change.tasks.shape, dtype=np.int64)
    kernel.obstacles(state.change, reasons)
    return state.change.tasks.copy(), reasons


def _weigh(state: State, week: int, people: NDArray[np.int64]) -> list[Any]:
    """Let everyone see the week's results; returns what some of them make of the change."""
    if week > 0:
        kernel.evaluate_work(state, week)
        kernel.perceive(state, week, 0, state.population.network.team.size)
    return [kernel.appeal_terms(state, week, int(person)) for person in people]


def _close(state: State, week: int) -> None:
    """Let everyone decide and act, and close the week."""
    if week > 0:
        kernel.decide(state, week, 0, state.population.network.team.size)
        kernel.act(state, week, 0, state.population.network.team.size)
    kernel.close_week(state, week)


def person_number(organisation: Organisation, person: str) -> int:
    """The number of a person in an organisation.

    Args:
        organisation: who there is.
        person: an id, or a name that only one person has; an id goes before a name.

    Raises:
        BadInput: where nobody has it, or several have the name.
    """
    if person in organisation.ids:
        return organisation.ids.index(person)
    named = [number for number, name in enumerate(organisation.names) if name == person]
    if len(named) == 1:
        return named[0]
    remedy = (
        f"nobody has this id or name; {nearest(person, (*organisation.ids, *organisation.names))}"
    )
    if named:
        ids = ", ".join(organisation.ids[number] for number in named)
        remedy = f"{len(named)} people have this name; give an id: {ids}"
    raise BadInput(Problem("", "person", person, remedy))


def team_number(organisation: Organisation, team: str) -> int:
    """The number of the team of that name, from 0.

    Raises:
        BadInput: where there is no such team.
    """
    if team not in organisation.team_names:
        remedy = f"there is no such team; {nearest(team, organisation.team_names)}"
        raise BadInput(Problem("", "team", team, remedy))
    return organisation.team_names.index(team)


def notable(replay: Replay) -> dict[str, str]:
    """Some people worth asking about: the first, middle and last to adopt, and one who never did.

    Returns:
        Their ids, by what is special about them in words.
    """
    employees = replay.state.population.employees
    adopted = np.flatnonzero(employees.adopted)
    in_order = adopted[np.argsort(employees.adopted_week[adopted], kind="stable")]
    ids = {}
    if in_order.size:
        places = {"first": 0, "in the middle": in_order.size // 2, "last": in_order.size - 1}
        for words, place in places.items():
            number = int(in_order[place])
            week = int(employees.adopted_week[number])
            ids[f"adopted {words} (week {week})"] = replay.organisation.ids[number]
    others = np.flatnonzero(employees.adopted == 0)
    if others.size:
        ids["has not adopted at the end"] = replay.organisation.ids[int(others[0])]
    return ids
