"""Evidence: what a week's results tell a person. Sources: bandura1977, amabile2011."""

from winsim.numerics.compiling import compiled


@compiled
def observed(
    own: float, ties: float, told: float, own_weight: float, tie_weight: float, told_weight: float
) -> float:
    """The evidence that reaches a person: mastery in the own team, example of colleagues, word of leaders.

    `own` is the felt strength in the own team, `ties` its mean over colleagues, `told` what was
    broadcast. Leaders are heard as far as they are trusted: `told_weight` includes trust.
    """
    return own_weight * own + tie_weight * ties + told_weight * told


@compiled
def attended(waiting: float, new: float, attention: float) -> tuple[float, float]:
    """The shares that a person takes in this week of the evidence that waits, and of what is new.

    What waits goes first. `waiting` and `new` are what there is and `attention` what there is room
    for, in observations; the shares are in [0, 1].
    """
    first = 1.0 if waiting <= attention else attention / waiting
    room = max(attention - waiting, 0.0)
    return first, 1.0 if new <= room else room / new


@compiled
def weeks_unseen(unseen: float, evidence: float, notice: float) -> float:
    """Weeks since a result was last seen, after another week.

    Evidence of `notice` or more, in observations, is a result seen; a fainter trace shortens the
    wait in proportion.
    """
    return (unseen + 1.0) * (1.0 - min(evidence / notice, 1.0))


@compiled
def silence(unseen: float, patience: float) -> float:
    """How loud silence is, in [0, 1]: nothing within patience, full after twice that time, in weeks."""
    return min(max((unseen - patience) / patience, 0.0), 1.0)
