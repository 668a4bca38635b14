"""Worth against show: what people and leaders make of a win. Sources: amabile2011, rogers2003."""

from winsim.numerics.compiling import compiled
from winsim.numerics.elementary import log

LEAST_ADVANTAGE = 1e-6
"""Below this an advantage is no smaller."""


@compiled
def plain(visibility: float, strength: float, discernment: float) -> float:
    """What is felt of a win for its show, in observations.

    `visibility` is in observations, `strength` that of recognition, and `discernment`, in [0, 1], how
    far people go by worth. Idle at discernment 0, where all of a win is its show.
    """
    return visibility * strength * (1.0 - discernment)


@compiled
def deep(
    visibility: float, strength: float, discernment: float, worth: float, linked: float
) -> float:
    """What is felt of a win for its worth, in observations, once its value counts.

    `worth` is 1 for the average step; `linked`, in [0, 1], is how far it is shown with the win. Idle
    at discernment 0.
    """
    return visibility * strength * discernment * worth * (1.0 + linked)


@compiled
def relative_advantage(
    strategic: float, work: float, work_in_use: float, discernment: float
) -> float:
    """How far what is in use gives its share of the value for its share of the work (rogers2003).

    `strategic` is the value in use, in [0, 1]; `work` is that of the whole change, `work_in_use` that
    of what is in use. It is 1 while nothing is in use, and where value goes with work; idle at
    discernment 0.
    """
    if work_in_use <= 0.0:
        return 1.0
    return 1.0 + discernment * (strategic * work / work_in_use - 1.0)


@compiled
def from_advantage(advantage: float, curvature: float) -> float:
    """What an advantage adds to the prospects, in log-odds: nothing at 1; `curvature` is α."""
    return curvature * log(max(advantage, LEAST_ADVANTAGE))
