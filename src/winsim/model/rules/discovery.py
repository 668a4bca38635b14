"""Discovery: what a step is worth shows only in its use. Sources: kohavi2009; the form is an assumption.

Everything is in the unit of what was declared of a step: a ratio of 1 is as declared.
"""

from winsim.numerics.compiling import compiled
from winsim.numerics.elementary import exp


@compiled
def prior_variance(spread: float, worthless: float) -> float:
    """How far what a step turns out to be worth is from what was declared: the variance of the ratio.

    With the chance `worthless` it is worth nothing, and else lognormal with the sd `spread` of its
    logarithm, so that it is as declared on average. Idle at 0 and 0.
    """
    return exp(spread * spread) / (1.0 - worthless) - 1.0


@compiled
def shown(value: float, visibility: float, show_weight: float) -> float:
    """The ratio that leaders see, apart from chance: what is true, mixed with what meets the eye.

    `value` and `visibility` are the step's shares of what is worth and seen of the change, as ratios to
    its declared value; `show_weight`, in [0, 1], is how far leaders go by the second.
    """
    return (1.0 - show_weight) * value + show_weight * visibility


@compiled
def precision(use: float, noise: float) -> float:
    """How much so many team-weeks of use tell of the ratio, as the inverse of a variance.

    `noise`, above 0, is the sd of what one of them shows.
    """
    return use / (noise * noise)


@compiled
def expected(prior_variance: float, precision: float, evidence: float) -> float:
    """The ratio that leaders expect, at least 0: the mean of a posterior, whose prior is normal about 1.

    `evidence` is what was shown, each time by its precision, which sum up to `precision`.
    """
    if prior_variance <= 0.0:
        return 1.0
    return max((1.0 / prior_variance + evidence) / (1.0 / prior_variance + precision), 0.0)
