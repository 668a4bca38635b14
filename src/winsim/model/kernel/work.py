"""The teams' part of a week, the second: capacity, and work on the steps in hand.

Teams read one another, and leadership, as they stood when the week opened.
"""

from winsim.model.kernel.leadership import is_reviewed, team_work
from winsim.model.kernel.scope import has_unfinished, in_scope, step_at
from winsim.model.programme import SHARED
from winsim.model.rules import capacity, choice, effort, fatigue, learning
from winsim.model.state import (
    BLOCKED,
    CAPPED,
    DROPPED,
    READY,
    RUNNING,
    STARTED,
    UNBACKED,
    UNDESIGNED,
    ChangeState,
)
from winsim.numerics.arrays import Floats, Rows
from winsim.numerics.chance import Draw, draw, stream
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
    if change.programme.settings[0].discipline < 1.0:
        team.strain = choice.strain(team.load, mean(tiredness, team.first, team.people))
    team.effort, team.load, team.open_steps = 0.0, 0.0, 0
    if change.leadership[0].status == RUNNING and team.opened >= 0:
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
    if not is_reviewed(change, week) or not has_unfinished(change, number):
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


@part
def take_up(change: ChangeState, number: int, week: int) -> int:
    """Take up steps to the limit on work in progress, and a reserved one beyond it.

    Returns how many are in hand without the reserved one: at most the limit, even if rework has put
    more there.
    """
    lane = take_up_reserved(change, number, week)
    limit, in_hand = change.programme.settings[0].work_in_progress, 0
    for step in range(change.steps.size):
        task = change.tasks[number, step]
        in_hand += step != lane and task.started >= 0 and task.done < 0
    while in_hand < limit:
        step = next_step(change, number)
        if step < 0:
            break
        start_step(change, number, step, week)
        in_hand += 1
    return min(in_hand, limit)


@part
def take_up_reserved(change: ChangeState, number: int, week: int) -> int:
    """Take up, where capacity is reserved, an indivisible step; returns the one in hand, or -1."""
    lane = reserved_step(change, number)
    if change.programme.settings[0].reserved > 0.0 and lane < 0:
        for place in range(change.steps.size):
            step = step_at(change, place)
            indivisible = change.programme.steps[step].indivisible
            if indivisible and obstacle(change, number, step) == READY:
                start_step(change, number, step, week)
                return step
    return lane


@outline
def reserved_step(change: ChangeState, number: int) -> int:
    """The step in hand for which capacity is reserved, the first that is indivisible; -1 for none."""
    if change.programme.settings[0].reserved > 0.0:
        for place in range(change.steps.size):
            step = step_at(change, place)
            task = change.tasks[number, step]
            if change.programme.steps[step].indivisible and task.started >= 0 and task.done < 0:
                return step
    return -1


@part
def next_step(change: ChangeState, number: int) -> int:
    """The step that a team takes up next, by the order or by choice; -1 if it can take up none.

    Chance decides which, anew for each step that the team begins.
    """
    begun, followed = 0, change.programme.settings[0].discipline
    if followed < 1.0:
        for step in range(change.steps.size):
            begun += change.tasks[number, step].started >= 0
        if draw(stream(change.seed, Draw.CHOICE, begun), number) >= followed:
            return chosen_step(change, number, begun)
    for place in range(change.steps.size):
        step = step_at(change, place)
        if obstacle(change, number, step) == READY:
            return step
    return -1


@part
def chosen_step(change: ChangeState, number: int, begun: int) -> int:
    """The step that draws a team most among those that it may start; -1 if there is none (kc2020)."""
    team, behaviour, steps = change.teams[number], change.behaviour[0], change.programme.steps
    key = stream(change.seed, Draw.WHIM, begun)
    chosen, most = -1, 0.0
    for place in range(change.steps.size):
        step = step_at(change, place)
        if obstacle(change, number, step) == READY:
            drawn = choice.pull(
                steps[step].plain + steps[step].deep, steps[step].work + steps[step].overhead,
                steps[step].risk, behaviour.ease, team.strain, behaviour.doubt, team.efficacy,
            ) + choice.whim(draw(key, number * change.steps.size + step))  # fmt: skip
            if chosen < 0 or drawn > most:
                chosen, most = step, drawn
    return chosen


@part
def obstacle(change: ChangeState, number: int, step: int) -> int:
    """Find what keeps a team from taking a step up: the only place that says when it may.

    Args:
        change: the change under way, which is only read.
        number: the team's number.
        step: the step's number.

    Returns:
        The first of `STARTED` … `DROPPED` that holds, or `READY`.
    """
    if change.tasks[number, step].started >= 0:
        return STARTED
    if change.steps[step].dropped:
        return DROPPED
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
            unfinished = change.tasks[number, step].done < 0
            valuable_left = valuable_left or (unfinished and in_scope(change, number, step))
        elif change.tasks[number, step].started >= 0:
            low += 1
    return valuable_left and low >= change.programme.settings[0].low_value_cap


@part
def start_step(change: ChangeState, number: int, step: int, week: int) -> None:
    """Start a step: what other teams had finished when the week opened makes it shorter.

    The work follows Wright's progress curve (wright1936); documentation passes on more (argote1990).
    Every step costs its overhead, too, however small it is (reinertsen2009).

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
        team_work(change, number, step),
        float(task.inherited),
        behaviour.documented_learning if documented else behaviour.undocumented_learning,
        behaviour.learning,
        behaviour.incompressible,
        behaviour.documentation_cost if documented else 0.0,
    )
    overhead = change.programme.steps[step].overhead
    task.work += overhead * change.teams[number].people / change.programme.settings[0].team_size
    task.left = task.work
