"""Trust in leadership: slowly won, quickly lost. Sources: slovic1993, josang2002, reichers1997."""

from winsim.numerics.compiling import compiled


@compiled
def earned(won: float, gain: float) -> float:
    """Evidence for trust in a week, in observations: results are promises kept. Idle at gain 0."""
    return gain * won


@compiled
def lost(
    setbacks: float, gain: float, setback_weight: float, silence: float, silence_weight: float
) -> float:
    """Evidence against trust in a week, in observations: setbacks weigh more than wins, silence counts.

    `setbacks` are in observations, `silence` is in [0, 1]; the weights are ratios to a win of one.
    """
    return gain * (setback_weight * setbacks + silence_weight * silence)


@compiled
def delivered(strategic: float, shown: float, weight: float) -> float:
    """Evidence for trust when a checkpoint shows strategic progress since the one before.

    Both progresses are in [0, 1]; `weight` is in observations per unit of progress. Idle at weight 0.
    """
    return weight * max(0.0, strategic - shown)


@compiled
def disappointment(perceived: float, strategic: float, weight: float) -> float:
    """Evidence against trust when a checkpoint shows less strategic progress than was visible.

    Both progresses are in [0, 1]; `weight` is in observations per unit of the gap.
    """
    return weight * max(0.0, perceived - strategic)


@compiled
def abandoned(strategic: float, weight: float) -> float:
    """The setback, in observations, that an abandoned programme is: the more, the less was in use.

    `strategic` is progress by the value in use, at least 0; `weight` is what nothing in use amounts
    to, in observations. Idle at weight 0.
    """
    return weight * max(1.0 - strategic, 0.0)
