"""What changes from week to week: columns of employees, rows of teams, tasks, steps and leadership.

n people, G teams, J steps, W weeks. Employees are columns, so that one rule can run down a column;
the few teams, tasks and steps are rows, which the kernel passes on whole. It writes all in place.
"""

from functools import cache
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Counts = NDArray[np.int64]
Small = NDArray[np.int32]
Flags = NDArray[np.uint8]
Rows = Any
"""A NumPy record array, or one row of it, whose fields are attributes."""

FELT = float(1 << 20)
"""Felt strength in fixed point: evidence from colleagues is summed in whole numbers."""

RUNNING, COMPLETED, SPONSOR, BUDGET, FLAW, WITHDRAWN = range(6)
"""How a programme stands or ended."""
ENDINGS = ("", "completed", "sponsor", "budget", "flaw", "withdrawn")

FLOAT, COUNT, WEEK, FLAG = np.float64, np.int64, np.int64, np.uint8


class EmployeeState(NamedTuple):
    """Employees, shape (n,) each."""

    aware: Flags
    adopted: Flags
    adopting: Flags  # this week's decision; it becomes `adopted` when the week closes
    adopted_week: Small  # week of the last adoption, -1 if none
    belief_for: Floats  # evidence that it works here: Beta(a, b)
    belief_against: Floats
    trust_for: Floats  # evidence that leadership can be trusted: Beta(r, q)
    trust_against: Floats
    fatigue: Floats  # in [0, 1]
    skill: Floats  # in [0, 1]
    unseen: Floats  # weeks since a result was last seen
    inclination: Floats  # in [0, 1], of this week's decision
    heard: Floats  # mean belief of colleagues at the opening of the week
    adopters_seen: Counts  # weight of colleagues who have adopted, fixed point
    wins_seen: Counts  # this week's wins in colleagues' teams, weight × felt strength
    setbacks_seen: Counts
    wins: Floats  # this week's wins as this person takes them in, in observations
    setbacks: Floats


TEAM = np.dtype(
    [
        ("first", COUNT),  # its first member
        ("people", COUNT),  # its number of members
        ("wave", COUNT),  # its wave, -1 for none
        ("capacity", FLOAT),  # share of working time for the change
        ("safety", FLOAT),  # psychological safety in [0, 1]
        ("efficacy", FLOAT),  # in [0, 1]
        ("complacency", FLOAT),  # in [0, 1]
        ("opened", WEEK),  # week in which its wave opened, -1 if not yet
        ("open_steps", COUNT),  # steps in hand this week
        ("effort", FLOAT),  # working time given this week, person-weeks
        ("load", FLOAT),  # in [0, 1)
        ("win", FLOAT),  # felt strength of this week's wins
        ("setback", FLOAT),
        ("withheld", FLOAT),  # felt strength that a whole release keeps back until it goes live
        ("adopters", COUNT),  # members who have adopted
        ("strategic", FLOAT),  # progress in [0, 1]
        ("perceived", FLOAT),
        ("offered", FLAG),  # something is in use, so that people can adopt it
        ("live", FLAG),  # everything is in use
    ],
    align=True,
)
"""One row a team; the first five fields never change."""

TASK = np.dtype(
    [
        ("work", FLOAT),  # work it was last begun with, person-weeks
        ("left", FLOAT),  # work left of it, person-weeks
        ("inherited", COUNT),  # completions elsewhere that the team could learn from at its start
        ("started", WEEK),  # -1 if not yet
        ("done", WEEK),  # -1 if not yet
        ("won", WEEK),  # week in which its win was felt, -1 if not yet
        ("deployed", FLAG),  # it is in use
    ],
    align=True,
)
"""A step in a team: one row a team, one column a step."""

STEP = np.dtype(
    [
        ("design_left", FLOAT),  # central design work left, person-weeks
        ("completions", COUNT),  # teams that have finished it, at the opening of the week
        ("flawed", FLAG),  # it has a hidden flaw
        ("found", FLAG),  # the flaw has been found
        ("backed", FLAG),  # it has its political backing
    ],
    align=True,
)
"""A step of the programme as a whole."""

LEADERSHIP = np.dtype(
    [
        ("status", COUNT),  # RUNNING … WITHDRAWN
        ("ended_week", WEEK),  # -1 while it runs
        ("waves", COUNT),  # waves opened
        ("last_opened", WEEK),  # week in which the last wave opened
        ("active", COUNT),  # teams at work
        ("budget", FLOAT),  # person-weeks, may be infinite
        ("political", FLOAT),  # political capital
        ("support", FLOAT),  # sponsor's support in [0, 1]
        ("reputation", FLOAT),  # mean trust in leadership at the close of the week before
        ("unseen", FLOAT),  # weeks since leadership saw a win
        ("untold_wins", FLOAT),  # felt strength per team since the last broadcast
        ("untold_setbacks", FLOAT),
        ("told_wins", FLOAT),  # broadcast this week
        ("told_setbacks", FLOAT),
        ("promised", FLOAT),  # promises kept (positive) and broken (negative) this week
        ("wins", COUNT),  # this week
        ("setbacks", COUNT),  # this week
        ("spent", FLOAT),  # this week, person-weeks
        ("strategic", FLOAT),  # progress of the organisation
        ("perceived", FLOAT),
        ("seen_before", FLOAT),  # progress in the sponsor's eyes a week ago
        ("new_managers", COUNT),  # managers who newly adopted this week
        ("managers", COUNT),  # how many there are
    ],
    align=True,
)
"""Leadership and the programme as a whole: one row."""

MEASURES = (
    "aware", "adopted", "committed", "belief", "trust", "fatigue", "efficacy", "perceived",
    "strategic", "wins", "setbacks", "cost", "benefit", "support", "budget", "political",
    "active", "waves",
)  # fmt: skip
"""What is recorded every week, in the order of the record's columns."""


class Record(NamedTuple):
    """What is remembered of a run."""

    weeks: Floats  # (W + 1, len(MEASURES)); row 0 is the start
    team_adopters: Small  # (W + 1, G), or (0, G) if not asked for
    team_wins: Small  # (W + 1, G) steps won in the week, or (0, G)


def rows(dtype: np.dtype[Any], *shape: int, **columns: Any) -> Rows:
    """A record array of that shape, zero but for the given columns."""
    array = np.zeros(shape, dtype=_records(dtype))
    for name, values in columns.items():
        array[name] = values
    return array.view(np.recarray)


@cache
def _records(dtype: np.dtype[Any]) -> np.dtype[Any]:
    """The same layout, whose rows have their fields as attributes."""
    return np.dtype((np.record, dtype))
