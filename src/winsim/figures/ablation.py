"""What each mechanism carries of the difference between two rollouts: drawn by `winsim ablate`."""

from matplotlib.axes import Axes

from winsim.counterfactual.ablation import Ablation
from winsim.figures.parts import parts

READING = "The parts do not add up: mechanisms act on one another."


def ablation(result: Ablation) -> list[Axes]:
    """One panel an outcome, one row a mechanism, the heaviest on top; idle ones are named below.

    Args:
        result: the result of `winsim ablate`.

    Returns:
        The axes of a new figure, in the order of `result.outcomes`.
    """
    title = "What each mechanism carries of the difference, taken alone: mean, 95 % interval"
    return parts(result, title, READING)
