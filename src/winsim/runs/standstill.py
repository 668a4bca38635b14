"""What stands still at the end of a run: what never started, never opened or never finished, and why.

A programme under way **stands still** where steps are left and, for a quarter of a year or more (for
half of the simulated weeks, where that is less), no team has had a step in hand with time for it,
while nothing that is waited for comes by itself. That is: no gate, of a wave or of a step, finds at
its meetings that what it asks for grew so much over the last quarter that there would be enough
within as many weeks again as are simulated; no wait and no design is short enough to end within the
simulated weeks; and no meeting is still to be held that could change it. Where it is not known yet
whether something comes, it may. A programme that is not complete, but does not stand still either,
is **unfinished**; one that was ended before its end is **stopped**, and may have stood still before.
Teams in no wave, and waves without a team, are **left out** from the start.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import nan
from typing import TYPE_CHECKING

import numpy as np

from winsim.model.state import RUNNING
from winsim.runs.holds import QUARTER, Hold, Work, holds_of, plain
from winsim.runs.waiting import LEFT_OUT, STOPPED, STUCK, UNFINISHED

if TYPE_CHECKING:
    from winsim.runs.run import Run


@dataclass(frozen=True)
class Standstill:
    """Why something of a run never started, never opened or never finished.

    Attributes:
        state: `stuck`, `stopped`, `unfinished` or `left_out`.
        kind: what it waits for or how it ended: one of `winsim.runs.waiting.KINDS`.
        week: the week since which it is so; 0 from the start.
        wave: the number of the wave that waits, from 1; 0 where it is not a wave.
        step: the step that teams cannot take up, or whose flaw ended it; empty for none.
        teams: how many teams wait, or are left out.
        needed: what is asked for, in the unit of its kind; NaN where it is no number.
        most: the most there was of it; NaN where it is no number.
        field: the field of the scenario that asks for it.
    """

    state: str
    kind: str
    week: int
    wave: int = 0
    step: str = ""
    teams: int = 0
    needed: float = nan
    most: float = nan
    field: str = ""


def standstills(run: Run) -> tuple[Standstill, ...]:
    """What stands still at the end of a run, and why.

    Args:
        run: a run that was simulated to its end.

    Returns:
        A cause each, the foremost first: of a programme that stands still, what holds its teams goes
        before what holds the next wave, and both before what ended it. None for a programme that was
        completed by all teams, or that nobody meant to begin.
    """
    if not run.scenario.rollouts[run.rollout].waves:
        return ()
    leadership = plain(run.state.change.leadership)
    if leadership["status"][0] == RUNNING or leadership["abandoned"][0]:
        return (*_under_way(run), *_left_out(run))
    return tuple(_left_out(run))


def _under_way(run: Run) -> Iterator[Standstill]:
    """Why a programme was not completed."""
    work = Work(run)
    if not work.goes_on:
        of_teams, of_wave = holds_of(work)
        if _is_stuck(work, of_teams, of_wave):
            yield from (_because(STUCK, work.since, hold) for hold in _foremost(of_teams, of_wave))
        elif work.runs_on:
            yield from _unfinished(work, [*of_teams, *of_wave])
    elif work.runs_on:
        yield from _unfinished(work, holds_of(work)[1])
    if not work.runs_on:
        yield _stopped(work)


def _is_stuck(work: Work, of_teams: list[Hold], of_wave: list[Hold]) -> bool:
    """Whether a programme on which nobody works stands still, as the head of the module says."""
    weeks = work.end - work.since + 1
    if weeks < min(QUARTER, work.run.scenario.weeks // 2):
        return False
    moves = any(hold.comes for hold in of_teams)
    opens = bool(of_wave) and all(hold.comes for hold in of_wave)
    return bool(of_teams or of_wave) and not moves and not opens


def _foremost(of_teams: list[Hold], of_wave: list[Hold]) -> list[Hold]:
    """The causes in their order, without those things that a wave waits for and that come anyway."""
    return [*of_teams, *(hold for hold in of_wave if not hold.comes)]


def _because(state: str, week: int, hold: Hold) -> Standstill:
    return Standstill(
        state, hold.kind, week, hold.wave, hold.step, hold.teams, hold.needed, hold.most, hold.field
    )


def _unfinished(work: Work, holds: list[Hold]) -> Iterator[Standstill]:
    """What a programme that has not been completed still waits for; where for nothing, it is at work."""
    for hold in holds:
        week = max(work.leadership["last_opened"], 1) if hold.wave else work.since
        yield _because(UNFINISHED, week, hold)
    if not holds:
        done, left = int((work.tasks["done"] >= 0).sum()), int(work.left.sum())
        week, teams = max(work.leadership["last_opened"], 1), int(work.left.any(axis=1).sum())
        yield Standstill(
            UNFINISHED, "work", week, teams=teams, needed=float(done + left),
            most=float(done), field="teams.capacity",
        )  # fmt: skip


def _stopped(work: Work) -> Standstill:
    """How a programme was ended, by what, and how much of what it needed there was."""
    kind, rollout = work.run.ended, work.run.rollout
    weeks, step = work.run.weeks, ""
    field, needed, most = f"rollouts.{rollout}.review.payback", nan, nan
    if kind == "sponsor":
        field, needed = "leadership.stop_below", work.settings["stop_below"]
        most = float(weeks["support"][work.end])
    elif kind == "budget":
        field, most = "leadership.budget", float(weeks["budget"][0])
    elif kind == "withdrawn":
        field = f"events[{_event(work.run)}]"
    elif kind == "flaw":
        number, step = _fatal(work.run)
        field = f"initiative.steps[{number}].fatal"
    return Standstill(
        STOPPED, kind, work.end, step=step, teams=int(work.left.any(axis=1).sum()),
        needed=needed, most=most, field=field,
    )  # fmt: skip


def _event(run: Run) -> int:
    """The number of the event that withdrew the programme, in the scenario."""
    return next(
        number
        for number, event in enumerate(run.scenario.events)
        if event.kind == "withdrawal"
        and event.week == run.ended_week
        and (not event.rollouts or run.rollout in event.rollouts)
    )


def _fatal(run: Run) -> tuple[int, str]:
    """The step whose flaw ended the programme: its number in the scenario, and its name."""
    change = run.state.change
    plan, found = plain(change.programme.steps), plain(change.steps)["found"] != 0
    number = int(plan["listed"][np.flatnonzero(found & (plan["fatal"] != 0))[0]])
    return number, run.scenario.initiative.steps[number].name


def _left_out(run: Run) -> Iterator[Standstill]:
    """Teams that are in no wave, and declared waves that found no team."""
    change, rollout = run.state.change, run.rollout
    waves = plain(change.teams)["wave"].tolist()
    if -1 in waves:
        field = f"rollouts.{rollout}.waves"
        yield Standstill(LEFT_OUT, "no_wave", 0, teams=waves.count(-1), field=field)
    found = set(plain(change.programme.waves)["declared"].tolist())
    for number in range(len(run.scenario.rollouts[rollout].waves)):
        if number not in found:
            field = f"rollouts.{rollout}.waves[{number}]"
            yield Standstill(LEFT_OUT, "no_team", 0, wave=number + 1, field=field)
