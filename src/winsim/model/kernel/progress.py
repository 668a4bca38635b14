"""Progress: what teams have in use, what it is worth, and how far the whole programme has come."""

from winsim.model.kernel.scope import in_scope
from winsim.model.kernel.standing import end_programme
from winsim.model.rules import flaws, worth
from winsim.model.state import COMPLETED, RUNNING, ChangeState
from winsim.numerics.arrays import Rows
from winsim.numerics.compiling import outline, part


@part
def measure_progress(change: ChangeState, number: int) -> None:
    """Measure a team's progress, and what it can use.

    Strategic is the value of what is in use, as far as it is had; perceived is the visibility of
    what is in use, and part of that of what waits for go-live, as a share of all visibility.

    Args:
        change: the change under way; the team's `strategic` and `perceived`, both in [0, 1],
            `advantage`, `advantage_appeal`, `offered`, `recalled` and `live` are written.
        number: the team's number.
    """
    strategic, seen, visible, in_use, scope = 0.0, 0.0, 0.0, 0, 0
    work, work_in_use = 0.0, 0.0
    for step in range(change.steps.size):
        plan, task = change.programme.steps[step], change.tasks[number, step]
        visible += plan.visibility
        work += plan.work
        scope += in_scope(change, number, step)
        if task.deployed:
            in_use += 1
            work_in_use += plan.work
            seen += plan.visibility
            strategic += value_in_use(change, number, step)
        elif task.done >= 0:
            seen += plan.visibility * change.programme.settings[0].interim
    team = change.teams[number]
    team.strategic = strategic
    team.perceived = seen / visible if visible > 0.0 else 0.0
    team.recalled = in_use == 0 and (team.offered or team.recalled)
    team.offered = in_use > 0
    team.live = in_use == scope
    weigh_advantage(team, change.behaviour[0], work, work_in_use)


@outline
def weigh_advantage(team: Rows, behaviour: Rows, work: float, work_in_use: float) -> None:
    """Weigh the value of what a team has in use against its work (rogers2003)."""
    if behaviour.discernment > 0.0:
        team.advantage = worth.relative_advantage(
            team.strategic, work, work_in_use, behaviour.discernment
        )
        team.advantage_appeal = worth.from_advantage(team.advantage, behaviour.curvature)


@part
def value_in_use(change: ChangeState, number: int, step: int) -> float:
    """What a step in use is worth to a team: nothing without what it needs, less with a hidden flaw."""
    if not value_counts(change, number, step):
        return 0.0
    return flaws.yielded(
        change.steps[step].value, is_hidden(change, step), change.behaviour[0].flaw_loss
    )


@outline
def is_hidden(change: ChangeState, step: int) -> bool:
    """Whether a step has a flaw that nobody has found."""
    return change.steps[step].flawed != 0 and change.steps[step].found == 0


@part
def value_counts(change: ChangeState, number: int, step: int) -> bool:
    """Whether everything is in use that a step needs to be of value."""
    for needed in range(change.steps.size):
        if change.programme.value_needs[step, needed] and not change.tasks[number, needed].deployed:
            return False
    return True


@part
def sum_up_progress(change: ChangeState, week: int) -> None:
    """Sum up progress over people, and complete the programme once every team in a wave is live."""
    leadership = change.leadership[0]
    strategic, perceived, people, complete = 0.0, 0.0, 0, True
    for team in change.teams:
        people += team.people
        strategic += team.people * team.strategic
        perceived += team.people * team.perceived
        complete = complete and (team.live or team.wave < 0)
    leadership.strategic = strategic / people
    leadership.perceived = perceived / people
    if complete and leadership.status == RUNNING:
        end_programme(leadership, week, COMPLETED)
