"""The teams' part of a week, the second: capacity, and work on the steps in hand.

Teams read one another, and leadership, as they stood when the week opened.
"""

from winsim.model.kernel.scope import has_unfinished, in_scope, step_at
from winsim.model.kernel.standing import is_reviewed, stands_by
from winsim.model.kernel.taking_up import SPARE, reserved_step, take_up
from winsim.model.programme import SHARED
from winsim.model.rules import capacity, choice, effort, fatigue
from winsim.model.state import ChangeState
from winsim.numerics.arrays import Floats, Rows
from winsim.numerics.compiling import outline, part


@part
def work_one_week(change: ChangeState, tiredness: Floats, number: int, week: int) -> None:
    """Let one team work for a week; time that finds no work is not given, and costs nothing.

    Args:
        change: the change under way. Written are the team's `effort`, in person-weeks, `load` and
            `open_steps`, and what its tasks have `left`, `started` and `done`.
        tiredness: everyone's fatigue, shape (n,), in [0, 1].
        number: the team's number.
        week: the week that is open.
    """
    team = change.teams[number]
    if change.programme.settings[0].discipline < 1.0:
        team.strain = choice.strain(team.load, mean(tiredness, team.first, team.people))
    team.effort, team.load, team.open_steps = 0.0, 0.0, 0
    if team.opened >= 0 and stands_by(change.leadership[0]) and has_unfinished(change, number):
        given = working_time(change, team)
        team.effort = review_hours(change, number, week, given)
        given -= team.effort
        in_hand = take_up(change, number, week)
        team.open_steps = in_hand + (reserved_step(change, number) >= 0)
        if team.open_steps > 0:
            team.load = fatigue.load(team.open_steps)
            able = given * productive_share(change, tiredness, number, in_hand)
            if able > SPARE:
                team.effort += given * advance(change, number, week, able, in_hand) / able


@outline
def review_hours(change: ChangeState, number: int, week: int, given: float) -> float:
    """The working time that a review takes from a team at work, in person-weeks: at most what it has."""
    settings = change.programme.settings[0]
    if not is_reviewed(change, week):
        return 0.0
    return min(settings.review_cost * change.teams[number].people / settings.team_size, given)


@outline
def working_time(change: ChangeState, team: Rows) -> float:
    """The working time that a team gives the change this week, in person-weeks (repenning2002).

    It rises with the share of its members who have adopted; a wave can protect a part of it.
    """
    share = effort.effort(
        team.adopters / team.people,
        change.behaviour[0].effort_floor,
        change.programme.waves[team.wave].protected,
    )
    return team.capacity * team.people * share


@part
def productive_share(change: ChangeState, tiredness: Floats, number: int, in_hand: int) -> float:
    """How much of the working time becomes work done, at least 0: one factor a mechanism.

    Fatigue takes from it, the team's belief in itself gives or takes, several open steps
    (weinberg1992) and many active teams cost, the goal pulls (kivetz2006), complacency eases off,
    and what is beyond an owner's week is not done. A reserved step, beside those `in_hand`, costs no
    switching.
    """
    team, behaviour = change.teams[number], change.behaviour[0]
    active = change.leadership[0].active
    return (
        (1.0 - mean(tiredness, team.first, team.people))
        * capacity.confidence(team.efficacy, behaviour.efficacy_effort)
        * capacity.switching(in_hand, behaviour.switching_cost)
        * capacity.coordination(active, change.teams.size, behaviour.coordination)
        * capacity.pull_of_the_goal(share_done(change, number), behaviour.goal_gradient)
        * capacity.ease(team.complacency, behaviour.complacency)
        * share_carried(change.programme.settings[0], team)
    )


@outline
def share_carried(settings: Rows, team: Rows) -> float:
    """The share of the team's load that its members carry, in (0, 1]: all of it without an owner."""
    if not settings.conserved or settings.ownership == SHARED:
        return 1.0
    return fatigue.carried_share(team.load, team.people, settings.owner_share)


@outline
def mean(values: Floats, first: int, size: int) -> float:
    """The mean of a stretch of a column."""
    total = 0.0
    for place in range(first, first + size):
        total += values[place]
    return total / size


@outline
def share_done(change: ChangeState, number: int) -> float:
    """The share of its steps that a team has finished, in [0, 1]."""
    finished, total = 0, 0
    for step in range(change.steps.size):
        finished += change.tasks[number, step].done >= 0
        total += in_scope(change, number, step)
    return finished / total


@part
def advance(change: ChangeState, number: int, week: int, able: float, in_hand: int) -> float:
    """Spend a week's capacity on the steps in hand, alike; time left over goes to what follows.

    A reserved step has its share first, and all where nothing else is in hand.

    Args:
        change: the change under way; the team's tasks are written.
        number: the team's number.
        week: the week that is open.
        able: the capacity, in person-weeks.
        in_hand: how many steps share it, without a reserved one.

    Returns:
        The capacity used, in person-weeks.
    """
    left, lane = able, reserved_step(change, number)
    while in_hand > 0 or lane >= 0:
        if lane >= 0:
            first = left * change.programme.settings[0].reserved if in_hand > 0 else left
            left -= spend_on(change, number, lane, week, first)
        if in_hand > 0:
            left -= spend(change, number, week, in_hand, left / in_hand, lane)
        in_hand, lane = 0, -1
        if left > SPARE:
            in_hand = take_up(change, number, week)
            lane = reserved_step(change, number)
    return able - max(left, 0.0)


@part
def spend(
    change: ChangeState, number: int, week: int, in_hand: int, share: float, lane: int
) -> float:
    """Spend up to `share` person-weeks on each of the first steps in hand; returns what was used."""
    used = 0.0
    for place in range(change.steps.size):
        step = step_at(change, place)
        task = change.tasks[number, step]
        if in_hand > 0 and step != lane and task.started >= 0 and task.done < 0:
            in_hand -= 1
            used += spend_on(change, number, step, week, share)
    return used


@outline
def spend_on(change: ChangeState, number: int, step: int, week: int, share: float) -> float:
    """Spend up to `share` person-weeks on a step in hand; returns what was used."""
    task = change.tasks[number, step]
    spent = min(share, task.left)
    task.left -= spent
    if task.left <= SPARE:
        task.left = 0.0
        task.done = week
    return spent
