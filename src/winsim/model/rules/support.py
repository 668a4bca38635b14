"""The sponsor's support: it lives on progress that can be seen. Source: assumption."""

from winsim.numerics.compiling import compiled


@compiled
def seen_progress(perceived: float, strategic: float, visible_weight: float) -> float:
    """Progress in the sponsor's eyes, in [0, 1]: visible results weighed against strategic ones."""
    return visible_weight * perceived + (1.0 - visible_weight) * strategic


@compiled
def expected(weeks: float, duration: float) -> float:
    """The progress, in [0, 1], that a sponsor expects `weeks` after launch of what takes `duration`."""
    return min(weeks / duration, 1.0)


@compiled
def after_delay(before: float, expected: float, seen: float, loss: float) -> float:
    """Support after a review that finds less progress than expected, all in [0, 1].

    `loss` is the share of support lost per unit of progress that is missing. Idle at 0.
    """
    return before * (1.0 - loss * max(expected - seen, 0.0))


@compiled
def support(
    before: float,
    progress: float,
    setbacks: float,
    idle: bool,
    gain: float,
    loss: float,
    decay: float,
) -> float:
    """Support after a week, in [0, 1]: progress lifts it, setbacks and a long silence wear it down.

    `progress` is this week's, in the sponsor's eyes, and may be negative; `setbacks` are a number.
    `gain` is per unit of progress; `loss`, per setback, and `decay`, a week, are shares of support.
    """
    worn = loss * setbacks + (decay if idle else 0.0)
    return min(max(before + gain * progress * (1.0 - before) - worn * before, 0.0), 1.0)
