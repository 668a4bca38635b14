"""The teams' part of a week, the second: capacity, and work on the steps in hand.

Teams read one another, and leadership, as they stood when the week opened.
"""

from winsim.model.kernel.leadership import team_work
from winsim.model.rules import capacity, effort, fatigue, learning
from winsim.model.state import (
    BLOCKED,
    CAPPED,
    READY,
    RUNNING,
    STARTED,
    UNBACKED,
    UNDESIGNED,
    ChangeState,
)
from winsim.numerics.arrays import Floats, Rows
from winsim.numerics.compiling import outline, part

SPARE = 1e-9
"""Less work than this, in person-weeks, is none."""


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
    team.effort, team.load, team.open_steps = 0.0, 0.0, 0
    if change.leadership[0].status == RUNNING and team.opened >= 0:
        in_hand = take_up(change, number, week)
        if in_hand > 0:
            team.open_steps = in_hand
            team.load = fatigue.load(in_hand)
            given = working_time(change, team)
            able = given * productive_share(change, tiredness, number)
            if able > SPARE:
                team.effort = given * advance(change, number, week, able, in_hand) / able


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
def productive_share(change: ChangeState, tiredness: Floats, number: int) -> float:
    """How much of the working time becomes work done, at least 0: one factor a mechanism.

    Fatigue takes from it, the team's belief in itself gives or takes, several open steps
    (weinberg1992) and many active teams cost, the goal pulls (kivetz2006), complacency eases off.
    """
    team, behaviour = change.teams[number], change.behaviour[0]
    active = change.leadership[0].active
    return (
        (1.0 - mean(tiredness, team.first, team.people))
        * capacity.confidence(team.efficacy, behaviour.efficacy_effort)
        * capacity.switching(team.open_steps, behaviour.switching_cost)
        * capacity.coordination(active, change.teams.size, behaviour.coordination)
        * capacity.pull_of_the_goal(share_done(change, number), behaviour.goal_gradient)
        * capacity.ease(team.complacency, behaviour.complacency)
    )


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
    finished = 0
    for step in range(change.steps.size):
        finished += change.tasks[number, step].done >= 0
    return finished / change.steps.size


@part
def advance(change: ChangeState, number: int, week: int, able: float, in_hand: int) -> float:
    """Spend a week's capacity on the steps in hand, alike; time left over goes to what follows.

    Args:
        change: the change under way; the team's tasks are written.
        number: the team's number.
        week: the week that is open.
        able: the capacity, in person-weeks.
        in_hand: how many steps share it.

    Returns:
        The capacity used, in person-weeks.
    """
    left = able
    while in_hand > 0:
        left -= spend(change, number, week, in_hand, left / in_hand)
        in_hand = take_up(change, number, week) if left > SPARE else 0
    return able - max(left, 0.0)


@part
def spend(change: ChangeState, number: int, week: int, in_hand: int, share: float) -> float:
    """Spend up to `share` person-weeks on each of the first steps in hand; returns what was used."""
    used = 0.0
    for step in change.programme.order:
        task = change.tasks[number, step]
        if in_hand > 0 and task.started >= 0 and task.done < 0:
            in_hand -= 1
            spent = min(share, task.left)
            task.left -= spent
            used += spent
            if task.left <= SPARE:
                task.left = 0.0
                task.done = week
    return used


@part
def take_up(change: ChangeState, number: int, week: int) -> int:
    """Take up steps, in the order of the programme, to the limit on work in progress.

    Returns how many are in hand: at most the limit, even if rework has put more there.
    """
    limit, in_hand = change.programme.settings[0].work_in_progress, 0
    for step in range(change.steps.size):
        task = change.tasks[number, step]
        in_hand += task.started >= 0 and task.done < 0
    for step in change.programme.order:
        if in_hand < limit and obstacle(change, number, step) == READY:
            start_step(change, number, step, week)
            in_hand += 1
    return min(in_hand, limit)


@part
def obstacle(change: ChangeState, number: int, step: int) -> int:
    """Find what keeps a team from taking a step up: the only place that says when it may.

    Args:
        change: the change under way, which is only read.
        number: the team's number.
        step: the step's number.

    Returns:
        The first of `STARTED` … `CAPPED` that holds, or `READY`.
    """
    if change.tasks[number, step].started >= 0:
        return STARTED
    for needed in range(change.steps.size):
        if change.programme.needs[step, needed] and change.tasks[number, needed].done < 0:
            return BLOCKED
    if change.steps[step].design_left > SPARE:
        return UNDESIGNED
    if not change.steps[step].backed:
        return UNBACKED
    return CAPPED if change.programme.steps[step].low_value and capped(change, number) else READY


@part
def capped(change: ChangeState, number: int) -> bool:
    """Whether the cap on low-value steps is reached while valuable steps are still to be done."""
    low, valuable_left = 0, False
    for step in range(change.steps.size):
        if not change.programme.steps[step].low_value:
            valuable_left = valuable_left or change.tasks[number, step].done < 0
        elif change.tasks[number, step].started >= 0:
            low += 1
    return valuable_left and low >= change.programme.settings[0].low_value_cap


@part
def start_step(change: ChangeState, number: int, step: int, week: int) -> None:
    """Start a step: what other teams had finished when the week opened makes it shorter.

    The work follows Wright's progress curve (wright1936); documentation passes on more (argote1990).

    Args:
        change: the change under way; the task's `started`, `inherited`, in completions, and `work`
            and `left`, in person-weeks, are written.
        number: the team's number.
        step: the step's number.
        week: the week that is open.
    """
    task, behaviour = change.tasks[number, step], change.behaviour[0]
    documented = change.programme.settings[0].documentation
    task.started = week
    task.inherited = change.steps[step].completions
    task.work = learning.work_to_do(
        team_work(change, change.teams[number].people, step),
        float(task.inherited),
        behaviour.documented_learning if documented else behaviour.undocumented_learning,
        behaviour.learning,
        behaviour.documentation_cost if documented else 0.0,
    )
    task.left = task.work
