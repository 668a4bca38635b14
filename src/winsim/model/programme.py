"""What is rolled out, as rows and matrices that the kernel reads by name and never writes.

J steps, V waves. `winsim.model.compiled_rollout` makes a `Programme` from a scenario.
"""

from typing import NamedTuple

import numpy as np

from winsim.numerics.arrays import COUNT, FLAG, FLOAT, WEEK, Counts, Flags, Rows

OWNERSHIP = ("shared", "single", "rotation")
SHARED, SINGLE, ROTATION = range(3)
"""Who carries a team's load: all alike, its first member, or each member in turn."""

EVENT_KINDS = ("budget_cut", "reorganisation", "sponsor_leaves", "withdrawal", "win", "setback")
BUDGET_CUT, REORGANISATION, SPONSOR_LEAVES, WITHDRAWAL, WIN, SETBACK = range(6)
"""What can befall a programme from outside."""

EVERY_TEAM = -1
"""The team of an event that strikes all of them."""

SETTINGS = np.dtype(
    [
        ("whole", FLAG),
        ("asked", FLOAT),  # work asked of a person at once, in person-weeks
        ("interim", FLOAT),
        ("work_in_progress", COUNT),
        ("reserved", FLOAT),
        ("discipline", FLOAT),  # chance that a team follows the order, leaders' example counted in
        ("leaders_time", FLOAT),  # person-weeks a week in each team at work
        ("low_value_cap", COUNT),
        ("documentation", FLAG),
        ("ownership", COUNT),  # SHARED, SINGLE, ROTATION
        ("owner_share", FLOAT),
        ("conserved", FLAG),  # what an owner cannot carry is not done
        ("rotate_every", COUNT),
        ("checkpoint_every", COUNT),  # 0 for none
        ("review", FLAG),  # a checkpoint is a review
        ("payback", COUNT),  # weeks in which a step must pay, 0 where a review does not ask
        ("review_tests", FLAG),  # a review tests every step that some team has finished
        ("review_cost", FLOAT),  # person-weeks in a team of typical size
        ("dashboards", FLOAT),  # person-weeks a week
        ("next_steps", FLAG),
        ("broadcast_every", COUNT),
        ("mandate", FLOAT),
        ("gain", FLOAT),
        ("loss", FLOAT),
        ("price", FLOAT),
        ("value_spread", FLOAT),
        ("worthless", FLOAT),
        ("metric_noise", FLOAT),  # in the unit of value, dashboards counted in
        ("complementarity", FLOAT),
        ("full_at", FLOAT),
        ("dual_running", FLOAT),
        ("together", FLAG),  # two ways run side by side in the organisation, not in each team
        ("design_capacity", FLOAT),
        ("team_size", FLOAT),
        ("decide_every", COUNT),
        ("review_every", COUNT),
        ("budget", FLOAT),  # person-weeks per employee, infinite for no limit
        ("reinvest", FLOAT),
        ("follow_through", FLOAT),
        ("support", FLOAT),
        ("stop_below", FLOAT),
        ("support_gain", FLOAT),
        ("pace_loss", FLOAT),
        ("promised_weeks", FLOAT),  # 0 for planned work divided by capacity
        ("support_loss", FLOAT),
        ("support_decay", FLOAT),
        ("visible_weight", FLOAT),  # dashboards counted in
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
        ("listed", COUNT),  # number of the step in the scenario, of which this is a piece
        ("design", FLOAT),  # person-weeks
        ("work", FLOAT),  # person-weeks in a team of typical size, scaffolding counted in
        ("overhead", FLOAT),  # the same, of what it costs however small it is
        ("risk", FLOAT),  # chance of a hidden flaw, scaffolding counted in
        ("built_on", FLOAT),  # share of other finished work that its flaw invalidates, in [0, 1]
        ("visibility", FLOAT),  # observations
        ("plain", FLOAT),  # felt strength of its win for its show, in observations
        ("deep", FLOAT),  # the same for its worth, once its value counts
        ("credit", FLOAT),  # what leaders see of its win for its show, in observations
        ("credit_deep", FLOAT),  # the same for its worth, once its value counts
        ("value", FLOAT),  # strategic value, in [0, 1]; all steps sum to one
        ("gate", FLOAT),  # political capital that its backing takes
        ("low_value", FLAG),  # its value is below the rollout's bound for low value
        ("fatal", FLAG),  # its flaw, once found, ends the programme
        ("indivisible", FLAG),  # it stays whole, and capacity can be reserved for it
        ("droppable", FLAG),  # a review drops it
    ],
    align=True,
)
"""What each step is, or each piece of one: one row a step, in the order of the scenario."""

WAVE = np.dtype(
    [
        ("wins", FLOAT),  # share of the steps of opened teams that must be finished, in [0, 1]
        ("evidence", FLOAT),  # mean belief that it takes in opened teams, in [0, 1]
        ("trust", FLOAT),  # mean trust in leadership that it takes, in [0, 1]
        ("backing", FLOAT),  # political capital that there must be; it is not used up
        ("wait", WEEK),  # weeks since the wave before it opened
        ("protected", FLOAT),  # share of capacity that its teams give at least, in [0, 1]
        ("declared", COUNT),  # its place among the waves of the rollout; repeats have the same
    ],
    align=True,
)
"""The gate and protection of each wave that has teams."""

OPEN, WAIT, BACKING, TRUST, WINS, EVIDENCE, WORTH = 0, 1, 2, 4, 8, 16, 32
"""What the gate of a wave waits for, as the sum of these numbers; `OPEN` is nothing."""

MEETING = np.dtype(
    [
        ("lacking", COUNT),  # what the next wave waited for, OPEN if no wave was left
        ("backing", FLOAT),  # political capital, after steps were backed
        ("trust", FLOAT),  # mean trust in leadership, in [0, 1]
        ("wins", FLOAT),  # share of the steps of opened teams that was finished, where asked for
        ("evidence", FLOAT),  # mean belief in opened teams, where asked for
        (
            "worth",
            FLOAT,
        ),  # what the whole is expected to bring, person-weeks a person, where asked for
    ],
    align=True,
)
"""What a leadership meeting found: one row a week, all zero in weeks without a meeting."""

PROMISE = np.dtype(
    [
        ("week", WEEK),  # in which it falls due
        ("progress", FLOAT),  # that was promised, in [0, 1]
        ("weight", FLOAT),  # observations for or against leadership
        ("strategic", FLAG),  # of strategic progress, else of perceived
    ],
    align=True,
)
"""A promise of leadership: one row a promise."""

EVENT = np.dtype(
    [
        ("week", WEEK),  # in which it happens
        ("kind", COUNT),  # BUDGET_CUT … SETBACK
        ("strength", FLOAT),  # share lost, or felt strength in observations, by its kind
        ("team", COUNT),  # its number, or EVERY_TEAM
    ],
    align=True,
)
"""What befalls the programme: one row an event of this rollout."""


class Programme(NamedTuple):
    """Initiative, rollout and leadership as the kernel reads them; it never writes here.

    J steps, V waves, P promises, E events. Mechanisms that are switched off have their parameters at
    their off values.
    """

    settings: Rows  # (1,) SETTINGS
    steps: Rows  # (J,) PLAN
    needs: Flags  # (J, J): step j (row) can start once step i (column) is finished
    value_needs: Flags  # (J, J): step j is of value once step i is in use
    order: Counts  # (J,) numbers of the steps, the first to take up first
    later: Counts  # (J,) the same from the first review on
    waves: Rows  # (V,) WAVE
    promises: Rows  # (P,) PROMISE
    events: Rows  # (E,) EVENT
