"""All that a run reads and writes: its types, named columns and rows of arrays.

n people, G teams, J steps, W weeks. Employees are columns, so that one rule can run down a
column; the few teams, tasks and steps are rows, which the kernel passes on whole. It writes all in
place. `winsim.model.initial` makes a `State` from a scenario.
"""

from collections.abc import Mapping
from typing import Annotated, NamedTuple

import numpy as np
from numpy.typing import NDArray

from winsim.model.programme import Programme
from winsim.model.rules.adoption import convinced
from winsim.model.rules.belief import share
from winsim.numerics.arrays import (
    COUNT,
    FLAG,
    FLOAT,
    WEEK,
    Counts,
    Flags,
    Floats,
    Rows,
    Small,
    documented,
)
from winsim.numerics.compiling import uncompiled
from winsim.organisation.organisation import Network

FELT = float(1 << 20)
"""A felt strength of one in fixed point: evidence from colleagues is summed in whole numbers."""

RUNNING, COMPLETED, SPONSOR, BUDGET, FLAW, WITHDRAWN, REVIEW, NOTHING = range(8)
"""How a programme stands: it runs, has completed, was ended by one of five, or was never meant to be."""
ENDINGS = ("", "completed", "sponsor", "budget", "flaw", "withdrawn", "review", "nothing")
"""The same in words, in the same order; empty while it runs."""


@documented
class EmployeeState(NamedTuple):
    """How each of n people stands: columns of shape (n,), which change from week to week."""

    aware: Annotated[Flags, "whether the person has heard of the change"]
    adopted: Annotated[Flags, "whether the person works the new way"]
    adopting: Annotated[
        Flags, "this week's decision; it becomes `adopted` as the week closes, for all at once"
    ]
    adopted_week: Annotated[Small, "week of the last adoption; -1 if there was none"]
    belief_for: Annotated[
        Floats, "evidence that the change works here, in observations: a of Beta(a, b)"
    ]
    belief_against: Annotated[
        Floats, "evidence that the change does not work here, in observations: b of Beta(a, b)"
    ]
    trust_for: Annotated[
        Floats, "evidence that leadership can be trusted, in observations: r of Beta(r, q)"
    ]
    trust_against: Annotated[
        Floats, "evidence that leadership cannot be trusted, in observations: q of Beta(r, q)"
    ]
    fatigue: Annotated[Floats, "change fatigue, in [0, 1]"]
    skill: Annotated[Floats, "skill with the new way, in [0, 1]; it makes going back less likely"]
    unseen: Annotated[Floats, "weeks since a result was last seen"]
    leaves: Annotated[Small, "week in which the person leaves the organisation; 0 before week 1"]
    inclination: Annotated[
        Floats, "inclination to adopt, in [0, 1], as weighed for this week's decision"
    ]
    heard: Annotated[Floats, "mean belief of colleagues as the week opened, in [0, 1]"]
    adopters_seen: Annotated[
        Counts,
        "weight of the colleagues who had adopted as the week opened, in fixed point (`ONE`)",
    ]
    wins_seen: Annotated[
        Counts, "this week's wins in colleagues' teams, weight × felt strength, in fixed point"
    ]
    setbacks_seen: Annotated[
        Counts, "this week's setbacks in colleagues' teams, weight × felt strength, in fixed point"
    ]
    wins: Annotated[Floats, "this week's wins as the person takes them in, in observations"]
    setbacks: Annotated[Floats, "this week's setbacks as the person takes them in, in observations"]
    wins_waiting: Annotated[
        Floats, "wins that attention had no room for yet, which are taken in first, in observations"
    ]
    setbacks_waiting: Annotated[Floats, "setbacks that wait alike, in observations"]

    @property
    def belief(self) -> Floats:
        """Everyone's belief that the change works here, shape (n,), in [0, 1]."""
        means: Floats = uncompiled(share)(self.belief_for, self.belief_against)
        return means

    @property
    def trust(self) -> Floats:
        """Everyone's trust in leadership, shape (n,), in [0, 1]."""
        means: Floats = uncompiled(share)(self.trust_for, self.trust_against)
        return means


TEAM_FIELDS: Mapping[str, tuple[type, str]] = {
    "first": (COUNT, "number of its first member; its members follow one another"),
    "people": (COUNT, "number of its members"),
    "wave": (COUNT, "number of its wave, from 0; -1 if it is in none"),
    "capacity": (FLOAT, "share of working time that it can give the change, in [0, 1]"),
    "safety": (FLOAT, "psychological safety, in [0, 1]"),
    "efficacy": (FLOAT, "the team's belief in itself, in [0, 1]"),
    "complacency": (FLOAT, "complacency after wins, in [0, 1]"),
    "opened": (WEEK, "week in which its wave opened; -1 if it has not yet"),
    "open_steps": (COUNT, "steps in hand this week"),
    "effort": (FLOAT, "working time given to the change this week, in person-weeks"),
    "load": (FLOAT, "load of the steps in hand, in [0, 1)"),
    "strain": (FLOAT, "load of last week and mean fatigue, in [0, 2); kept where teams choose"),
    "win": (FLOAT, "felt strength of this week's wins, in observations"),
    "setback": (FLOAT, "felt strength of this week's setbacks, in observations"),
    "withheld": (
        FLOAT,
        "felt strength of wins that a whole release keeps back until it goes live",
    ),
    "credit": (FLOAT, "what leaders see of this week's wins, in observations"),
    "withheld_credit": (FLOAT, "the same, of wins that a whole release keeps back"),
    "adopters": (COUNT, "members who work the new way"),
    "strategic": (FLOAT, "progress by the value of what is in use, at least 0"),
    "perceived": (FLOAT, "progress by the visibility of what is finished, in [0, 1]"),
    "advantage": (
        FLOAT,
        "value of what is in use for its work, beside the whole change; 1 is alike",
    ),
    "advantage_appeal": (FLOAT, "what that adds to the prospects, in log-odds"),
    "offered": (FLAG, "whether something is in use, so that its people can adopt it"),
    "recalled": (FLAG, "whether all that was in use has been taken out of use again"),
    "live": (FLAG, "whether everything is in use"),
}
"""What a team's row holds, and what it means; the first five fields never change."""

TEAM = np.dtype([(name, kind) for name, (kind, _) in TEAM_FIELDS.items()], align=True)
"""A team: one row a team."""

TASK = np.dtype(
    [
        ("overrun", FLOAT),  # ratio of its work to what was planned, 1 as planned
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
        ("value", FLOAT),  # strategic value as it turns out; what was declared is in the plan
        ("precision", FLOAT),  # how much its use has told of its value, as an inverse variance
        (
            "evidence",
            FLOAT,
        ),  # ratios to the declared value that it has shown, each by its precision
        ("completions", COUNT),  # teams that have finished it, at the opening of the week
        ("flawed", FLAG),  # it has a hidden flaw
        ("found", FLAG),  # the flaw has been found
        ("backed", FLAG),  # it has its political backing
        ("hangs", FLAG),  # it hangs on the step that a review looks at, or is that step
        ("dropped", FLAG),  # a review has dropped it: teams that have not begun it never will
    ],
    align=True,
)
"""A step of the programme as a whole."""

READY, STARTED, BLOCKED, UNDESIGNED, UNBACKED, CAPPED, DROPPED = range(7)
"""Why a team does not take a step up: it may, it has, or one of five reasons against it.

The step needs others first, waits for its central design or for political backing, or has low value
and must let valuable steps go before it, or was dropped by a review.
"""

LEADERSHIP = np.dtype(
    [
        ("status", COUNT),  # RUNNING … NOTHING
        ("ended_week", WEEK),  # -1 while it runs
        ("abandoned", FLAG),  # ended in any way but completion, and never completed
        ("reviewed", FLAG),  # a review has been held: the later order holds
        ("shown", FLOAT),  # strategic progress at the last checkpoint
        ("waves", COUNT),  # waves opened
        ("launched", WEEK),  # week in which the first wave opened, -1 before
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


@documented
class Traits(NamedTuple):
    """What n people are like: columns of shape (n,) that stay as they are during a run."""

    loss_aversion: Annotated[Floats, "how much a loss outweighs an equal gain, λ, at least 0"]
    susceptibility: Annotated[
        Floats, "weight of colleagues' example against one's own judgement, in [0, 1]"
    ]
    threshold: Annotated[Floats, "inclination at which the person adopts, in [0, 1]"]
    prior_for: Annotated[Floats, "prior evidence that the change works here, in observations"]
    prior_against: Annotated[
        Floats, "prior evidence that the change does not work here, in observations"
    ]

    @property
    def belief(self) -> Floats:
        """Everyone's prior belief that the change works here, shape (n,), in [0, 1]."""
        means: Floats = uncompiled(share)(self.prior_for, self.prior_against)
        return means


@documented
class InitialConditions(NamedTuple):
    """How n people and G teams enter the first week; what is like a trait, but changes in a run."""

    trust_for: Annotated[Floats, "(n,) prior evidence for leadership, in observations"]
    trust_against: Annotated[Floats, "(n,) prior evidence against leadership, in observations"]
    fatigue: Annotated[Floats, "(n,) change fatigue, in [0, 1]"]
    capacity: Annotated[Floats, "(G,) share of working time for the change, in [0, 1]"]
    safety: Annotated[Floats, "(G,) psychological safety, in [0, 1]"]
    efficacy: Annotated[Floats, "(G,) the team's belief in itself, in [0, 1]"]

    @property
    def trust(self) -> Floats:
        """Everyone's prior trust in leadership, shape (n,), in [0, 1]."""
        means: Floats = uncompiled(share)(self.trust_for, self.trust_against)
        return means


class Record(NamedTuple):
    """What is recorded of a run, week by week; row 0 is the start."""

    weeks: Rows  # (W + 1,) WEEKLY
    team_adopters: Small  # (W + 1, G), or (0, G) if not asked for
    team_wins: Small  # (W + 1, G) steps won in the week, or (0, G)


class ChangeState(NamedTuple):
    """A change under way: the rules' parameters, the programme, and where those who bring it stand."""

    seed: np.uint64
    behaviour: Rows  # (1,) PARAMETERS
    programme: Programme
    teams: Rows  # (G,) TEAM
    tasks: Rows  # (G, J) TASK
    steps: Rows  # (J,) STEP
    leadership: Rows  # (1,) LEADERSHIP
    meetings: Rows  # (W + 1,) MEETING


class Population(NamedTuple):
    """The people of one run: their ties, their traits and where each of them stands."""

    network: Network
    examples: Counts  # (n,) weight of the colleagues whose example a person sees, in fixed point
    traits: Traits
    employees: EmployeeState

    @property
    def convinced(self) -> NDArray[np.bool_]:
        """Whose inclination, as last weighed, reaches their threshold, shape (n,)."""
        whose: NDArray[np.bool_] = uncompiled(convinced)(
            self.employees.inclination, self.traits.threshold
        )
        return whose


class State(NamedTuple):
    """Everything that one run reads and writes; the kernel takes it whole and writes in place."""

    population: Population
    change: ChangeState
    record: Record
