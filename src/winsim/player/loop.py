"""The success spiral as a feedback loop: wins, mood, adopters, effort, and wins again, by week.

The stations stand in the order in which the model hands a push on: wins are seen and move belief
and trust, these make adopters, adopters' teams give more effort, and effort finishes steps. The loop
is read off a single run; what one more win causes (Γ) takes a second run without it, and is measured
in `winsim.counterfactual.one_more_win`.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from winsim.model.measures import measured
from winsim.model.state import RUNNING
from winsim.numerics.arrays import Floats
from winsim.player.recording import Recording

Places = NDArray[np.int64]

SPAN = 4
"""Weeks over which a push is measured: from one leadership meeting to the next."""
STATIONS = ("wins", "belief and trust", "adopters", "effort")
FULL = {"wins": 0.5, "mood": 0.03, "adopters": 0.08}
"""What counts as a push of full strength within the span: half a felt win a team (setbacks taken
off), 0.03 in mean belief and trust, eight people in a hundred who come over."""
TURNS = 0.15
"""Mean push from which the loop counts as turning, downwards or, if people come over, upwards."""
IDLE = 0.05
"""Push below which a station is at rest; in a vicious circle at least two of them push down."""
STATES = (
    "not begun",
    "success spiral",
    "stall",
    "vicious circle",
    "coasting",
    "work is done",
    "programme stopped",
)
NOT_BEGUN, SUCCESS, STALL, VICIOUS, COASTING, DONE, STOPPED = range(len(STATES))
"""Coasting is a loop that turns upwards without wins of late: people still come over, for now."""


@dataclass(frozen=True, eq=False)
class Loop:
    """The loop in every week of a run.

    Attributes:
        push: Each station's push in [-1, 1], shape (W + 1, 4), in the order of `STATIONS`; effort has
            no sign, and is the share of the organisation's capacity that is given.
        strength: The mean push of the first three, shape (W + 1,).
        state: The place of a word in `STATES`, shape (W + 1,).
    """

    push: Floats
    strength: Floats
    state: Places


def loop_of(run: Recording) -> Loop:
    """The loop of a recorded run, from its wins, setbacks, belief, trust, adopters and effort.

    A push is what happened in the `SPAN` weeks that end with a week, divided by what counts as `FULL`
    and limited to [-1, 1]. The loop turns upwards from a strength of `TURNS` on while people come over;
    it is a vicious circle from -`TURNS` downwards if two stations push down; else it stalls.

    Args:
        run: The run, with its record of every week.
    """
    pushes = [_wins(run), _mood(run), _adopters(run), _effort(run)]
    push = np.stack(pushes, axis=1)
    strength = push[:, :3].mean(axis=1)
    return Loop(push, strength, _state(run, push, strength))


def _wins(run: Recording) -> Floats:
    """Wins felt in the last weeks, less setbacks, which weigh more."""
    heavier = float(run.state.change.behaviour[0].setback_weight)
    felt = (run.win - heavier * run.setback).mean(axis=1)
    return _bounded(_sum(felt) / FULL["wins"])


def _mood(run: Recording) -> Floats:
    """The change of mean belief and trust."""
    weeks = run.state.record.weeks
    mood = (measured(weeks, "belief") + measured(weeks, "trust")) / 2
    return _bounded(_change(mood) / FULL["mood"])


def _adopters(run: Recording) -> Floats:
    """People who came over, less those who went back."""
    return _bounded(_change(measured(run.state.record.weeks, "adopted")) / FULL["adopters"])


def _effort(run: Recording) -> Floats:
    """The share of its capacity that the whole organisation gives, averaged over the span."""
    teams = run.state.change.teams
    able = float((teams.capacity * teams.people).sum())
    return _bounded(_sum(run.effort.sum(axis=1) / max(able, 1e-12)) / SPAN)


def _sum(values: Floats) -> Floats:
    """The sum over the span that ends with each week."""
    total = np.concatenate([[0.0], np.cumsum(values)])
    last = np.arange(1, values.size + 1)
    return np.asarray(total[last] - total[np.maximum(last - SPAN, 0)])


def _change(values: Floats) -> Floats:
    """The change since the week a span ago, or since the start."""
    now = np.arange(values.size)
    return values - values[np.maximum(now - SPAN, 0)]


def _bounded(values: Floats) -> Floats:
    return np.clip(values, -1.0, 1.0)


def _state(run: Recording, push: Floats, strength: Floats) -> Places:
    """The state of each week, as the place of its word."""
    wins, adopters = push[:, 0] > 0, push[:, 2] > 0
    sinking = (push[:, :3] < -IDLE).sum(axis=1) > 1
    turning = np.where(wins, SUCCESS, COASTING)
    state = np.where((strength >= TURNS) & adopters, turning, STALL)
    state[(strength <= -TURNS) & sinking] = VICIOUS
    started = np.flatnonzero(run.effort.sum(axis=1) > 0)
    state[: started[0] if started.size else 0] = NOT_BEGUN
    leadership, weeks = run.state.change.leadership[0], np.arange(strength.size)
    if leadership.status == RUNNING:
        return state
    at_rest = (weeks > leadership.ended_week) & (state == STALL)
    return np.where(at_rest, STOPPED if leadership.abandoned else DONE, state)
