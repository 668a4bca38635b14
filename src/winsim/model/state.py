"""What changes from week to week: columns of employees, rows of teams, tasks, steps and leadership.

n people, G teams, J steps, W weeks. Employees are columns, so that one rule can run down a column;
the few teams, tasks and steps are rows, which the kernel passes on whole. It writes all in place.
"""

from typing import NamedTuple

import numpy as np

from winsim.numerics.arrays import COUNT, FLAG, FLOAT, WEEK, Counts, Flags, Floats, Rows, Small
from winsim.organisation.organisation import Network

FELT = float(1 << 20)
"""Felt strength in fixed point: evidence from colleagues is summed in whole numbers."""

RUNNING, COMPLETED, SPONSOR, BUDGET, FLAW, WITHDRAWN = range(6)
"""How a programme stands or ended."""
ENDINGS = ("", "completed", "sponsor", "budget", "flaw", "withdrawn")


OPEN, WAIT, BACKING, TRUST, WINS, EVIDENCE = 0, 1, 2, 4, 8, 16
"""What the gate of a wave waits for, as the sum of these numbers; `OPEN` is nothing."""

READY, STARTED, BLOCKED, UNDESIGNED, UNBACKED, CAPPED = range(6)
"""Why a team does not take a step up: it may, it has, or one of four reasons to wait.

The step needs others first, waits for its central design or for political backing, or has low value
and must let valuable steps go before it.
"""


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

MEASURES = {
    "aware": "share of people who have heard of the change",
    "adopted": "share of people who work the new way",
    "committed": "share of people who work the new way and are convinced of it",
    "belief": "mean belief of people that the change works here, in [0, 1]",
    "trust": "mean trust of people in leadership, in [0, 1]",
    "fatigue": "mean change fatigue of people, in [0, 1]",
    "efficacy": "mean efficacy of teams, in [0, 1]",
    "perceived": "progress by what is visible, in [0, 1]",
    "strategic": "progress by the value of what is in use, in [0, 1]",
    "wins": "steps that teams won this week",
    "setbacks": "flaws found and promises broken this week",
    "cost": "working time spent this week, in person-weeks",
    "benefit_share": "share of the full benefit that this week brought, in [0, 1]",
    "support": "the sponsor's support, in [0, 1]",
    "budget": "money left, in person-weeks; infinite where there is no limit",
    "political_capital": "political capital",
    "active_teams": "teams at work on the change",
    "waves_opened": "waves opened so far",
}
"""What is recorded of every week, and what it means."""

WEEKLY = np.dtype([(measure, FLOAT) for measure in MEASURES], align=True)
"""The record of a week: one field a measure."""


class Traits(NamedTuple):
    """Traits of people that stay as they are during a run. n people."""

    loss_aversion: Floats  # (n,) ratio, at least 0
    susceptibility: Floats  # (n,) in [0, 1]
    threshold: Floats  # (n,) in [0, 1]
    prior_for: Floats  # (n,) prior evidence that the change works here
    prior_against: Floats  # (n,)


class InitialConditions(NamedTuple):
    """How people and teams enter the first week. n people, G teams."""

    trust_for: Floats  # (n,)
    trust_against: Floats  # (n,)
    fatigue: Floats  # (n,) in [0, 1]
    capacity: Floats  # (G,) share of working time
    safety: Floats  # (G,) in [0, 1]
    efficacy: Floats  # (G,) in [0, 1]


SHARED, SINGLE, ROTATION = range(3)


OWNERSHIP = ("shared", "single", "rotation")


EVENT_KINDS = ("budget_cut", "reorganisation", "sponsor_leaves", "withdrawal", "win", "setback")


BUDGET_CUT, REORGANISATION, SPONSOR_LEAVES, WITHDRAWAL, WIN, SETBACK = range(6)


EVERY_TEAM = -1


SETTINGS = np.dtype(
    [
        ("whole", FLAG),
        ("asked", FLOAT),  # work asked of a person at once, in person-weeks
        ("interim", FLOAT),
        ("work_in_progress", COUNT),
        ("low_value_cap", COUNT),
        ("documentation", FLAG),
        ("ownership", COUNT),  # SHARED, SINGLE, ROTATION
        ("owner_share", FLOAT),
        ("rotate_every", COUNT),
        ("checkpoint_every", COUNT),  # 0 for none
        ("broadcast_every", COUNT),
        ("mandate", FLOAT),
        ("gain", FLOAT),
        ("loss", FLOAT),
        ("price", FLOAT),
        ("complementarity", FLOAT),
        ("full_at", FLOAT),
        ("dual_running", FLOAT),
        ("design_capacity", FLOAT),
        ("team_size", FLOAT),
        ("decide_every", COUNT),
        ("review_every", COUNT),
        ("budget", FLOAT),  # person-weeks per employee, infinite for no limit
        ("reinvest", FLOAT),
        ("support", FLOAT),
        ("stop_below", FLOAT),
        ("support_gain", FLOAT),
        ("support_loss", FLOAT),
        ("support_decay", FLOAT),
        ("visible_weight", FLOAT),
        ("political_capital", FLOAT),
        ("political_memory", FLOAT),
        ("win_capital", FLOAT),
        ("manager_capital", FLOAT),
    ],
    align=True,
)
"""The numbers of initiative, leadership and rollout, named as in the scenario: one row."""


PLAN = np.dtype(
    [
        ("design", FLOAT),  # person-weeks
        ("work", FLOAT),  # person-weeks in a team of typical size, scaffolding counted in
        ("risk", FLOAT),  # chance of a hidden flaw, scaffolding counted in
        ("built_on", FLOAT),
        ("visibility", FLOAT),
        ("felt", FLOAT),  # visibility × recognition
        ("value", FLOAT),
        ("gate", FLOAT),  # political capital
        ("low_value", FLAG),
        ("fatal", FLAG),
    ],
    align=True,
)
"""What each step is: one row a step, in the order of the scenario."""


WAVE = np.dtype(
    [
        ("wins", FLOAT),
        ("evidence", FLOAT),
        ("trust", FLOAT),
        ("backing", FLOAT),
        ("wait", WEEK),
        ("protected", FLOAT),
    ],
    align=True,
)
"""The gate and protection of each wave that has teams."""


PROMISE = np.dtype(
    [("week", WEEK), ("progress", FLOAT), ("weight", FLOAT), ("strategic", FLAG)], align=True
)


EVENT = np.dtype(
    [("week", WEEK), ("kind", COUNT), ("strength", FLOAT), ("team", COUNT)], align=True
)


class Programme(NamedTuple):
    """Everything about initiative, rollout and leadership that a run reads; off values are in place."""

    settings: Rows  # (1,) TERMS
    steps: Rows  # (J,) PLAN
    needs: Flags  # (J, J): row j needs column i
    value_needs: Flags  # (J, J)
    order: Counts  # (J,) positions, first to take up first
    waves: Rows  # (V,) WAVE
    promises: Rows  # (P,) PROMISE
    events: Rows  # (E,) EVENT


class Record(NamedTuple):
    """What is remembered of a run."""

    weeks: Rows  # (W + 1,) WEEKLY; row 0 is the start
    team_adopters: Small  # (W + 1, G), or (0, G) if not asked for
    team_wins: Small  # (W + 1, G) steps won in the week, or (0, G)


class ChangeState(NamedTuple):
    """A change under way: the programme, and where teams, steps and leadership stand."""

    seed: np.uint64
    behaviour: Rows  # (1,) PARAMETERS
    programme: Programme
    teams: Rows  # (G,) TEAM
    tasks: Rows  # (G, J) TASK
    steps: Rows  # (J,) STEP
    leadership: Rows  # (1,) LEADERSHIP


class Population(NamedTuple):
    """The people: their ties, their traits and where each of them stands."""

    network: Network
    traits: Traits
    employees: EmployeeState


class State(NamedTuple):
    """Everything that one run reads and writes."""

    population: Population
    change: ChangeState
    record: Record
