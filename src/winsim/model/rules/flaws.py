"""Hidden flaws: whether a test finds one, and what help from elsewhere does. Source: edmondson1999."""

from winsim.numerics.compiling import compiled


@compiled
def detection(safety: float, floor: float) -> float:
    """The chance that a test brings a flaw to light: `floor` without psychological safety, 1 with all."""
    return floor + (1.0 - floor) * safety


@compiled
def yielded(value: float, hidden: bool, loss: float) -> float:
    """What a step in use is worth, in the unit of `value`, with a flaw that nobody has found or without.

    `loss` is the share lost meanwhile, in [0, 1]. Idle at 0.
    """
    return value * (1.0 - loss) if hidden else value


@compiled
def scaffolded(risk: float, relief: float) -> float:
    """The risk left, a probability, when somebody experienced takes the share `relief` of it away."""
    return risk * (1.0 - relief)
