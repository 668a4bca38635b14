"""How the programme stands: who stands by it, when there is a checkpoint or a review, how it ends."""

from winsim.model.state import COMPLETED, RUNNING, ChangeState
from winsim.numerics.arrays import Rows
from winsim.numerics.compiling import outline


@outline
def stands_by(leadership: Rows) -> bool:
    """Whether leadership stands by the change: the programme runs, or has completed.

    Only then are there announcements, broadcasts, checkpoints and a mandate.
    """
    return leadership.status <= COMPLETED


@outline
def end_programme(leadership: Rows, week: int, status: int) -> None:
    """End the programme.

    Args:
        leadership: its row, of which `status` and `ended_week` are written.
        week: the week in which it ends.
        status: `COMPLETED` … `REVIEW`.
    """
    if leadership.status == RUNNING and status != COMPLETED:
        leadership.abandoned = 1
    leadership.status = status
    leadership.ended_week = week


@outline
def is_checkpoint(change: ChangeState, week: int) -> bool:
    """Whether a week has a pay-off checkpoint, while leadership stands by a programme under way."""
    every, leadership = change.programme.settings[0].checkpoint_every, change.leadership[0]
    due = every > 0 and week % max(every, 1) == 0
    return due and stands_by(leadership) and leadership.waves > 0


@outline
def is_reviewed(change: ChangeState, week: int) -> bool:
    """Whether leadership acts in a week on what a checkpoint shows: only while the programme runs."""
    running = change.leadership[0].status == RUNNING
    return running and change.programme.settings[0].review and is_checkpoint(change, week)
