"""Trust in leadership: slowly won, quickly lost. Sources: slovic1993, josang2002."""

from winsim.numerics.compiling import compiled


@compiled
def earned(won: float, gain: float) -> float:
    """Evidence for trust in a week: results are promises kept."""
    return gain * won


@compiled
def lost(
    setbacks: float, gain: float, setback_weight: float, silence: float, silence_weight: float
) -> float:
    """Evidence against trust in a week: setbacks weigh more than wins, and silence counts."""
    return gain * (setback_weight * setbacks + silence_weight * silence)


@compiled
def disappointment(perceived: float, strategic: float, weight: float) -> float:
    """Evidence against trust when a checkpoint shows less strategic progress than was visible."""
    return weight * max(0.0, perceived - strategic)
