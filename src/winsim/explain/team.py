"""The story of a team: what it took up, what came of it, and why it stood still."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from winsim.explain.replay import Happening, Page, Relived, relive, team_number
from winsim.model.kernel.work import SPARE
from winsim.model.rules.adoption import EXACT
from winsim.model.state import COMPLETED, ENDINGS, RUNNING
from winsim.scenario.scenario import Scenario

if TYPE_CHECKING:
    from pandas import DataFrame


STANDING = ("effort", "load", "efficacy", "complacency", "win", "setback")
"""Fields of a team's row that its table repeats."""


@dataclass(frozen=True, eq=False)
class TeamStory:
    """A team's run.

    `table` has a row a week, indexed by week from 0. `wave` counts from 1 and is 0 for a team in
    none; `wins` are steps won in the week, `win` and `setback` their felt strength, `effort` is in
    person-weeks; `started`, `finished` and `reworked` name steps, `inherited` says after how many
    teams a step was started; `stood_still` says why nothing was in hand. `happenings` are opened,
    started, finished, reworked, live and ended.
    """

    name: str
    people: int
    rollout: str
    seed: int
    wave: int
    table: "DataFrame"
    happenings: tuple[Happening, ...]

    @property
    def last_week(self) -> int:
        """The last week of the run."""
        return len(self.table) - 1


def team_story(scenario: Scenario, rollout: str, seed: int, team: str) -> TeamStory:
    """The story of a team, by name, in one run; raises BadInput for an unknown one."""
    return story_of_team(relive(scenario, rollout, seed, ()), team)


def story_of_team(relived: Relived, team: str) -> TeamStory:
    """The story of a team in a relived run."""
    import pandas as pd

    number = team_number(relived.who, team)
    rows = [_row(relived, week, number) for week in range(len(relived.pages))]
    return TeamStory(
        name=team,
        people=int(relived.who.team_sizes[number]),
        rollout=relived.rollout,
        seed=relived.seed,
        wave=int(relived.pages[0].teams[number].wave) + 1,
        table=pd.DataFrame(rows).set_index("week", drop=False).rename_axis(None),
        happenings=tuple(_happenings(relived, number)),
    )


def _row(relived: Relived, week: int, number: int) -> dict[str, Any]:
    page, before = relived.pages[week], relived.pages[max(week - 1, 0)]
    team, tasks = page.teams[number], page.tasks[number]
    started = _started(relived, page, number, week)
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
        "finished": ", ".join(_finished(relived, page, number, week)),
        "reworked": ", ".join(_reworked(relived, page, number)),
        "steps_done": int((tasks.done >= 0).sum()),
        "strategic": float(team.strategic),
        "perceived": float(team.perceived),
        "offered": bool(team.offered),
        "live": bool(team.live),
        "stood_still": standstill(relived, week, number),
    }


def _started(relived: Relived, page: Page, number: int, week: int) -> dict[str, int]:
    """The steps that a team started in a week, and how many teams had finished each before."""
    return {
        step.name: int(task.inherited)
        for step, task in zip(relived.scenario.initiative.steps, page.worked[number], strict=True)
        if task.started == week
    }


def _finished(relived: Relived, page: Page, number: int, week: int) -> list[str]:
    """The steps on which a team finished work in a week, whether they stood the test or not."""
    return [
        step.name
        for step, task in zip(relived.scenario.initiative.steps, page.worked[number], strict=True)
        if task.done == week
    ]


def _reworked(relived: Relived, page: Page, number: int) -> list[str]:
    """The steps that came back to a team in a week, since a flaw had come to light."""
    both = zip(page.worked[number], page.tasks[number], strict=True)
    return [
        step.name
        for step, (worked, settled) in zip(relived.scenario.initiative.steps, both, strict=True)
        if worked.done >= 0 and settled.done < 0
    ]


def _happenings(relived: Relived, number: int) -> Iterator[Happening]:
    """What happened to a team, week by week."""
    before = relived.pages[0]
    for week, page in enumerate(relived.pages):
        team = page.teams[number]
        if team.opened == week:
            yield Happening(week, "opened")
        yield from _work(relived, page, number, week)
        for step in _reworked(relived, page, number):
            yield Happening(week, "reworked", step)
        if team.live and not before.teams[number].live:
            yield Happening(week, "live")
        if page.leadership.status > RUNNING and before.leadership.status == RUNNING:
            yield Happening(week, "ended", ENDINGS[int(page.leadership.status)])
        before = page


def _work(relived: Relived, page: Page, number: int, week: int) -> Iterator[Happening]:
    """What a team finished and started in a week, in an order in which it can have happened."""
    started = _started(relived, page, number, week)
    finished = _finished(relived, page, number, week)
    for step in finished:
        if step not in started:
            yield Happening(week, "finished", step)
    for step in started:
        yield Happening(week, "started", step)
        if step in finished:
            yield Happening(week, "finished", step)


def standstill(relived: Relived, week: int, number: int) -> str:
    """Why a team had nothing in hand in a week, in words; empty where it was at work."""
    page = relived.pages[week]
    team = page.teams[number]
    if week == 0 or team.open_steps > 0:
        return ""
    if team.wave < 0:
        return "in no wave"
    if team.live or (page.worked[number].done >= 0).all():
        return "done" if team.live else "finished, not live yet"
    if relived.pages[week - 1].leadership.status > RUNNING or page.leadership.status > COMPLETED:
        return f"the programme has ended ({ENDINGS[int(page.leadership.status)]})"
    if team.opened < 0:
        return f"before its wave: {_gate(relived, week, int(team.wave))}"
    return "; ".join(dict.fromkeys(_blocks(relived, page, number))) or "nothing to take up"


def _gate(relived: Relived, week: int, wave: int) -> str:
    """What a wave still waits for at the opening of a week."""
    before, gate = relived.pages[week - 1], relived.world.venture.programme.waves[wave]
    leadership, opened = before.leadership, before.teams.opened >= 0
    people = opened * before.teams["people"]
    if wave > leadership.waves:
        return "the wave before it comes first"
    lacking = []
    if week - (leadership.last_opened if wave > 0 else 1) < gate.wait:
        lacking.append("time")
    if leadership.political < gate.backing:
        lacking.append("backing")
    if wave > 0 and (before.tasks[opened].done >= 0).mean() < gate.wins - EXACT:
        lacking.append("finished steps")
    if wave > 0 and np.average(before.believing, weights=people) < gate.evidence:
        lacking.append("belief")
    return (
        f"its gate waits for {' and '.join(lacking)}" if lacking else "the next leadership meeting"
    )


def _blocks(relived: Relived, page: Page, number: int) -> Iterator[str]:
    """What keeps a team from the steps that it has not started though it has what they need."""
    programme, tasks = relived.world.venture.programme, page.worked[number]
    for place in programme.order:
        step, state = relived.scenario.initiative.steps[place], page.steps[place]
        needs = programme.needs[place] > 0
        if tasks[place].started >= 0 or (tasks.done[needs] < 0).any():
            continue
        if state.design_left > SPARE:
            yield f"waits for the design of {step.name}"
        elif not state.backed:
            yield f"waits for backing of {step.name}"
        elif programme.steps[place].low_value:
            yield "waits for valuable steps, low-value ones being capped"
