"""What holds a programme under way: teams that cannot go on, and the gate of the next wave.

G teams, J steps. All is read off the state in which a run ended, and what its meetings found.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from math import nan
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from winsim.model.kernel import entry_points as kernel
from winsim.model.kernel.leadership import NO_CAPACITY
from winsim.model.programme import OPEN, WAIT
from winsim.model.state import CAPPED, RUNNING, UNBACKED, UNDESIGNED
from winsim.numerics.arrays import Counts, Floats, Rows
from winsim.runs.waiting import GATES

if TYPE_CHECKING:
    from winsim.runs.run import Run

Chosen = NDArray[np.bool_]
"""Whether a team is among the chosen, shape (G,)."""
QUARTER = 13
"""Weeks over which it is seen whether something is on its way: a quarter of a year."""


def plain(rows: Rows) -> NDArray[np.void]:
    """Rows as an array whose columns are quick to read."""
    array: NDArray[np.void] = rows.view(np.ndarray)
    return array


def row(rows: Rows) -> dict[str, Any]:
    """The values of the first row by name."""
    return dict(zip(rows.dtype.names, plain(rows)[0].item(), strict=True))


class Hold(NamedTuple):
    """Something that teams or a wave wait for.

    Attributes:
        kind: one of `winsim.runs.waiting.KINDS`.
        comes: whether it may still come by itself.
        field: the field of the scenario that asks for it.
        wave: the number of the wave that waits, from 1; 0 where teams of opened waves do.
        step: the name of the step that teams cannot take up, where it is one.
        teams: how many teams wait.
        needed: what is asked for, in the unit of its kind; NaN where it is no number.
        most: the most there was of it.
    """

    kind: str
    comes: bool
    field: str
    wave: int = 0
    step: str = ""
    teams: int = 0
    needed: float = nan
    most: float = nan


class Work:
    """How the work of a run stands at its end: who goes on with what, and since when nobody does."""

    def __init__(self, run: Run) -> None:
        """Take in a run that was simulated to its end."""
        change = run.state.change
        self.run, self.change = run, change
        self.leadership, self.settings = row(change.leadership), row(change.programme.settings)
        self.teams, self.tasks = plain(change.teams), plain(change.tasks)
        self.plan, self.waves = plain(change.programme.steps), plain(change.programme.waves)
        self.runs_on = self.leadership["status"] == RUNNING
        self.end = run.scenario.weeks if self.runs_on else self.leadership["ended_week"]
        self.opened = self.teams["opened"] >= 0
        left, started = self.tasks["done"] < 0, self.tasks["started"] >= 0
        self.left = left & (started | (plain(change.steps)["dropped"] == 0))
        self.in_hand = (left & started).any(axis=1)
        self.last_done: int = self.tasks["done"].max(initial=-1)

    @property
    def since(self) -> int:
        """The first week in which nobody finished or opened anything any more."""
        return max(self.last_done + 1, int(self.leadership["last_opened"]), 1)

    @property
    def goes_on(self) -> bool:
        """Whether some team has a step in hand, and time for it."""
        return bool((self.in_hand & self.gives).any())

    @cached_property
    def gives(self) -> Chosen:
        """Which teams give working time to the change, shape (G,), or would, had it not been ended."""
        if self.runs_on:
            worked: Chosen = (self.teams["open_steps"] > 0) & (self.teams["effort"] > 0.0)
            return worked
        floor = row(self.change.behaviour)["effort_floor"]
        kept = self.waves["protected"][self.teams["wave"]] if self.waves.size else 0.0
        willing = (floor > 0.0) | (self.teams["adopters"] > 0) | (kept > 0.0)
        return np.asarray((self.teams["capacity"] > NO_CAPACITY) & willing)

    def meetings(self, after: int) -> Counts:
        """The weeks of the meetings that were held after a week; who ends a programme comes before them."""
        weeks = np.arange(1, self.end + self.runs_on, self.settings["decide_every"])
        return weeks[weeks > after]

    def found(self, after: int, name: str) -> Floats:
        """What each meeting after a week found, by its name in `MEETING`."""
        return plain(self.change.meetings)[name][self.meetings(after)]

    def comes(self, name: str, needed: float, after: int) -> bool:
        """Whether, at its pace over the last quarter, there would be enough within as many weeks again.

        Args:
            name: what the meetings found of it, a field of `MEETING`.
            needed: how much is asked for.
            after: the week after which meetings asked for it.

        Returns:
            Whether it is on its way. True, too, where no meeting has asked since work was last done.
        """
        weeks, values = self.meetings(after), self.found(after, name)
        if not weeks.size or weeks[-1] <= self.last_done:
            return True
        first = max(int(np.searchsorted(weeks, weeks[-1] - QUARTER, side="right")) - 1, 0)
        gained = float(values[-1] - values[first])
        lacking, span = needed - float(values[-1]), int(weeks[-1] - weeks[first])
        return gained > 0.0 and lacking * span <= gained * self.run.scenario.weeks


def holds_of(work: Work) -> tuple[list[Hold], list[Hold]]:
    """What holds the teams of opened waves that have nothing to go on with, and what holds the next wave.

    Args:
        work: how the work of a run stands at its end.

    Returns:
        The one and the other. Of what holds teams, anything that comes lets some of them go on; a
        wave opens only once all comes that it waits for.
    """
    return [*_without_time(work), *_held_teams(work)], list(_gate(work))


def _without_time(work: Work) -> Iterator[Hold]:
    """Teams that have a step in hand, and give no time to it."""
    idle = work.in_hand & ~work.gives & work.opened
    without = idle & (work.teams["capacity"] <= NO_CAPACITY)
    if without.any():
        yield Hold("capacity", False, "teams.capacity", teams=int(without.sum()), most=0.0)
    if (idle & ~without).any():
        number = int((idle & ~without).sum())
        yield Hold("effort", False, "behaviour.effort_floor", teams=number, most=0.0)


def _held_teams(work: Work) -> Iterator[Hold]:
    """Steps that teams with nothing in hand cannot take up."""
    held = work.opened & work.left.any(axis=1) & ~work.in_hand
    if not held.any():
        return
    reasons: Counts = np.zeros(work.tasks.shape, dtype=np.int64)
    kernel.obstacles(work.change, reasons)
    reasons = reasons[held]
    for step in np.flatnonzero((reasons == UNDESIGNED).any(axis=0)):
        yield _undesigned(work, int(step), int((reasons[:, step] == UNDESIGNED).sum()))
    for step in np.flatnonzero((reasons == UNBACKED).any(axis=0)):
        yield _unbacked(work, int(step), int((reasons[:, step] == UNBACKED).sum()))
    others = ~((reasons == UNDESIGNED) | (reasons == UNBACKED)).any(axis=1)
    yield from _capped(work, reasons[others])


def _undesigned(work: Work, step: int, teams: int) -> Hold:
    needed = float(work.plan["design"][step])
    done = needed - float(work.change.steps["design_left"][step])
    comes = needed / work.settings["design_capacity"] < work.run.scenario.weeks
    field = f"initiative.steps[{work.plan['listed'][step]}].design"
    return Hold("design", comes, field, 0, _name(work, step), teams, needed, done)


def _unbacked(work: Work, step: int, teams: int) -> Hold:
    needed, launched = float(work.plan["gate"][step]), work.leadership["launched"]
    comes = work.comes("backing", needed, launched)
    most = float(work.found(launched, "backing").max(initial=0.0))
    field = f"initiative.steps[{work.plan['listed'][step]}].gate"
    return Hold("step_gate", comes, field, 0, _name(work, step), teams, needed, most)


def _capped(work: Work, reasons: Counts) -> Iterator[Hold]:
    """The low-value step that a cap keeps from teams which need it for their valuable ones.

    `reasons` has a row for each team that waits for neither design nor backing.
    """
    capped = reasons == CAPPED
    if capped.any():
        step, teams = int(np.flatnonzero(capped.any(axis=0))[0]), int(capped.any(axis=1).sum())
        most = float(work.settings["low_value_cap"])
        field = f"rollouts.{work.run.rollout}.low_value_cap"
        yield Hold("cap", False, field, 0, _name(work, step), teams, most + 1.0, most)


def _gate(work: Work) -> Iterator[Hold]:
    """What the next wave lacked at the last meeting."""
    number, after = work.leadership["waves"], work.leadership["last_opened"]
    if number == work.waves.size:
        return
    meetings = work.meetings(after)
    teams = int((work.teams["wave"] == number).sum())
    if not meetings.size:
        yield Hold("meeting", True, "leadership.decide_every", number + 1, teams=teams)
        return
    lacking = int(work.change.meetings["lacking"][meetings[-1]])
    if lacking == OPEN:
        chance = work.settings["follow_through"]
        field = "leadership.follow_through"
        yield Hold("follow_through", chance > 0.0, field, number + 1, "", teams, nan, chance)
    for reason, kind in GATES.items():
        if lacking & reason:
            yield _lacking(work, number, teams, reason, kind)


def _lacking(work: Work, number: int, teams: int, reason: int, kind: str) -> Hold:
    """One thing that a wave lacks, and the most that any meeting found of it since it last had enough."""
    wave, after = work.waves[number], work.leadership["last_opened"]
    gate = f"rollouts.{work.run.rollout}.waves[{wave['declared']}].gate"
    if reason == WAIT:
        needed, waited = float(wave["wait"]), float(work.end - (after if number > 0 else 1))
        comes = needed < work.run.scenario.weeks
        return Hold(kind, comes, f"{gate}.wait", number + 1, "", teams, needed, waited)
    needed = 0.0 if kind == "worth" else float(wave[kind])
    field = f"rollouts.{work.run.rollout}.review.payback" if kind == "worth" else f"{gate}.{kind}"
    lacked = work.found(after, "lacking").astype(np.int64) & reason != 0
    enough = np.flatnonzero(~lacked)
    most = float(work.found(after, kind)[enough[-1] + 1 if enough.size else 0 :].max())
    comes = work.comes(kind, needed, after)
    return Hold(kind, comes, field, number + 1, "", teams, needed, most)


def _name(work: Work, step: int) -> str:
    """The name of a step in the scenario, of which it may be a piece."""
    return work.run.scenario.initiative.steps[int(work.plan["listed"][step])].name
