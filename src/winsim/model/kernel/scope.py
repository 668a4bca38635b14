"""What is still to be done, by whom, and in which order, whatever a review has changed."""

from winsim.model.state import ChangeState
from winsim.numerics.compiling import outline, part


@outline
def in_scope(change: ChangeState, number: int, step: int) -> bool:
    """Whether a step is still a team's to do: it was not dropped, or the team has begun it.

    Args:
        change: the change under way, which is only read.
        number: the team's number.
        step: the step's number.
    """
    return not change.steps[step].dropped or change.tasks[number, step].started >= 0


@part
def has_unfinished(change: ChangeState, number: int) -> bool:
    """Whether a team, by its number, has a step left to finish."""
    for step in range(change.steps.size):
        if change.tasks[number, step].done < 0 and in_scope(change, number, step):
            return True
    return False


@outline
def step_at(change: ChangeState, place: int) -> int:
    """The step at a place, from 0, of the order that holds: from the first review on, the later one."""
    programme = change.programme
    return int(programme.later[place] if change.leadership[0].reviewed else programme.order[place])
