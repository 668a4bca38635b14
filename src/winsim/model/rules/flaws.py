"""Hidden flaws: whether a test finds one, and what help from elsewhere does. Source: edmondson1999."""

from winsim.numerics.compiling import compiled


@compiled
def detection(safety: float, floor: float) -> float:
    """The chance that a test brings a flaw to light: `floor` without psychological safety, 1 with all."""
    return floor + (1.0 - floor) * safety


@compiled
def scaffolded(risk: float, relief: float) -> float:
    """The risk left, a probability, when somebody experienced takes the share `relief` of it away."""
    return risk * (1.0 - relief)
