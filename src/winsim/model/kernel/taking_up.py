"""Taking up steps: which a team may begin, which it begins, by order or by choice, and their work."""

from winsim.model.kernel.scope import in_scope, step_at
from winsim.model.rules import choice, learning
from winsim.model.state import (
    BLOCKED,
    CAPPED,
    DROPPED,
    READY,
    STARTED,
    UNBACKED,
    UNDESIGNED,
    ChangeState,
)
from winsim.numerics.chance import Draw, draw, stream
from winsim.numerics.compiling import outline, part

SPARE = 1e-9
"""Less work than this, in person-weeks, is none."""


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


@outline
def team_work(change: ChangeState, number: int, step: int) -> float:
    """Work out the work of a step in a team, before anything is learnt.

    Args:
        change: the change under way, which is only read.
        number: the team's number.
        step: the step's number, in the order of the scenario.

    Returns:
        The work in person-weeks; it is proportional to the team's size.
    """
    size, typical = change.teams[number].people, change.programme.settings[0].team_size
    planned = change.programme.steps[step].work * size / typical
    return planned * change.tasks[number, step].overrun
