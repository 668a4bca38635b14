"""The story of a team: what it took up, what came of it, and why it stood still."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from winsim.explain.replay import HistoryEvent, Replay, Snapshot, replay_of, team_number
from winsim.model.kernel.standing import stands_by
from winsim.model.state import DROPPED, ENDINGS, RUNNING
from winsim.numerics.compiling import uncompiled
from winsim.runs.endings import IN_WORDS
from winsim.runs.waiting import LACKING, OBSTACLES
from winsim.scenario.scenario import Scenario

if TYPE_CHECKING:
    from pandas import DataFrame

STANDING = ("effort", "load", "efficacy", "complacency", "win", "setback")
"""Fields of a team's row that its table repeats."""


@dataclass(frozen=True, eq=False)
class TeamStory:
    """What one team took up in a run, what came of it, and why it stood still.

    Args:
        name: the name of the team.
        people: how many people it has.
        rollout: the rollout of the run.
        seed: its seed.
        wave: its wave from 1; 0 for a team in none.
        table: a row a week, indexed by week from 0. `wins` are steps won in the week, `win` and
            `setback` their felt strength, `effort` is in person-weeks; `started`, `finished` and
            `reworked` name steps, `inherited` says after how many teams a step was started;
            `stood_still` says why nothing was in hand.
        history: opened, started, finished, reworked, live and ended, in the order of weeks.
    """

    name: str
    people: int
    rollout: str
    seed: int
    wave: int
    table: "DataFrame"
    history: tuple[HistoryEvent, ...]

    @property
    def last_week(self) -> int:
        """The last week of the run."""
        return len(self.table) - 1


def team_story(scenario: Scenario, rollout: str, seed: int, team: str) -> TeamStory:
    """The story of a team in one run.

    Args:
        scenario: the scenario of the run.
        rollout: the name of its rollout.
        seed: its seed.
        team: the name of the team.

    Raises:
        BadInput: for an unknown rollout or team, and where scenario and organisation do not fit.
    """
    return story_of_team(replay_of(scenario, rollout, seed, ()), team)


def story_of_team(replay: Replay, team: str) -> TeamStory:
    """The story of a team, read off a replay that is there already.

    Args:
        replay: any replay; it need not follow the people of the team.
        team: the name of the team.

    Raises:
        BadInput: where there is no such team.
    """
    import pandas as pd

    number = team_number(replay.organisation, team)
    rows = [_row(replay, week, number) for week in range(len(replay.snapshots))]
    return TeamStory(
        name=team,
        people=int(replay.organisation.team_sizes[number]),
        rollout=replay.rollout,
        seed=replay.seed,
        wave=int(replay.snapshots[0].teams[number].wave) + 1,
        table=pd.DataFrame(rows).set_index("week", drop=False).rename_axis(None),
        history=tuple(_history(replay, number)),
    )


def _row(replay: Replay, week: int, number: int) -> dict[str, Any]:
    snapshot, before = replay.snapshots[week], replay.snapshots[max(week - 1, 0)]
    team, tasks = snapshot.teams[number], snapshot.tasks[number]
    started = _started(replay, snapshot, number, week)
    return {
        "week": week,
        "wave": int(team.wave) + 1,
        "opened": bool(team.opened >= 0),
        "open_steps": int(team.open_steps),
        **{name: float(team[name]) for name in STANDING},
        "wins": int((tasks.won > before.tasks[number].won).sum()),
        "adopters": int(team.adopters),
        "started": ", ".join(started),
        "inherited": ", ".join(str(after) for after in started.values()),
        "finished": ", ".join(_finished(replay, snapshot, number, week)),
        "reworked": ", ".join(_reworked(replay, snapshot, number)),
        "steps_done": int((tasks.done >= 0).sum()),
        "strategic": float(team.strategic),
        "perceived": float(team.perceived),
        "offered": bool(team.offered),
        "live": bool(team.live),
        "stood_still": standstill(replay, week, number),
    }


def _started(replay: Replay, snapshot: Snapshot, number: int, week: int) -> dict[str, int]:
    """The steps that a team started in a week, and how many teams had finished each before."""
    return {
        step.name: int(task.inherited)
        for step, task in zip(replay.steps, snapshot.worked[number], strict=True)
        if task.started == week
    }


def _finished(replay: Replay, snapshot: Snapshot, number: int, week: int) -> list[str]:
    """The steps on which a team finished work in a week, whether they stood the test or not."""
    return [
        step.name
        for step, task in zip(replay.steps, snapshot.worked[number], strict=True)
        if task.done == week
    ]


def _reworked(replay: Replay, snapshot: Snapshot, number: int) -> list[str]:
    """The steps that came back to a team in a week, since a flaw had come to light."""
    both = zip(snapshot.worked[number], snapshot.tasks[number], strict=True)
    return [
        step.name
        for step, (worked, settled) in zip(replay.steps, both, strict=True)
        if worked.done >= 0 and settled.done < 0
    ]


def _history(replay: Replay, number: int) -> Iterator[HistoryEvent]:
    """What happened to a team, week by week."""
    before = replay.snapshots[0]
    for week, snapshot in enumerate(replay.snapshots):
        team = snapshot.teams[number]
        if team.opened == week:
            yield HistoryEvent(week, "opened")
        yield from _work(replay, snapshot, number, week)
        for step in _reworked(replay, snapshot, number):
            yield HistoryEvent(week, "reworked", step)
        if team.live and not before.teams[number].live:
            yield HistoryEvent(week, "live")
        if snapshot.leadership.status > RUNNING and before.leadership.status == RUNNING:
            yield HistoryEvent(week, "ended", ENDINGS[int(snapshot.leadership.status)])
        before = snapshot


def _work(replay: Replay, snapshot: Snapshot, number: int, week: int) -> Iterator[HistoryEvent]:
    """What a team finished and started in a week, in an order in which it can have happened."""
    started = _started(replay, snapshot, number, week)
    finished = _finished(replay, snapshot, number, week)
    for step in finished:
        if step not in started:
            yield HistoryEvent(week, "finished", step)
    for step in started:
        yield HistoryEvent(week, "started", step)
        if step in finished:
            yield HistoryEvent(week, "finished", step)


def standstill(replay: Replay, week: int, number: int) -> str:
    """Why a team had nothing in hand in a week, in words; empty where it was at work."""
    snapshot = replay.snapshots[week]
    team = snapshot.teams[number]
    if week == 0 or team.open_steps > 0:
        return ""
    if team.wave < 0:
        return "in no wave"
    finished = snapshot.worked[number].done >= 0
    if team.live or (finished | (snapshot.obstacles[number] == DROPPED)).all():
        return "done" if team.live else "finished, not live yet"
    ended_before = replay.snapshots[week - 1].leadership.status > RUNNING
    if ended_before or not uncompiled(stands_by)(snapshot.leadership):
        return f"the programme has ended: {IN_WORDS[ENDINGS[int(snapshot.leadership.status)]]}"
    if team.opened < 0:
        return f"before its wave: {_gate(replay, week, int(team.wave))}"
    return "; ".join(dict.fromkeys(_blocks(replay, snapshot, number))) or "nothing to take up"


def _gate(replay: Replay, week: int, wave: int) -> str:
    """What a wave still waits for in a week, by the kernel's own answer."""
    if wave > replay.snapshots[week - 1].leadership.waves:
        return "the wave before it comes first"
    gate = replay.snapshots[week].gate
    lacking = [words for reason, words in LACKING.items() if gate & reason]
    return (
        f"its gate waits for {' and '.join(lacking)}" if lacking else "the next leadership meeting"
    )


def _blocks(replay: Replay, snapshot: Snapshot, number: int) -> Iterator[str]:
    """What keeps a team from the steps that it has not started though it has what they need."""
    for place in replay.state.change.programme.order:
        reason = int(snapshot.obstacles[number, place])
        if reason in OBSTACLES:
            yield OBSTACLES[reason].format(replay.steps[place].name)
