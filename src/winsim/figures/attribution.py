"""What each lever carries of the difference between two rollouts: drawn by `winsim attribute`."""

import pandas as pd
from matplotlib.axes import Axes

from winsim.counterfactual.attribution import Attribution
from winsim.figures.parts import parts
from winsim.figures.style import GREY, styled

READING = (
    "The parts add up to the difference (Shapley values). Grey: what a lever changes where it is "
    "exchanged first, in {baseline} (▶), and where it is exchanged last, all others as in {rollout} (◀)."
)
MARKERS = {"first": ">", "last": "<"}


@styled
def attribution(result: Attribution) -> list[Axes]:
    """One panel an outcome, one row a lever, the heaviest on top; idle ones are named below.

    Args:
        result: the result of `winsim attribute`; `first` and `last` are drawn beside what each carries.

    Returns:
        The axes of a new figure, in the order of `result.outcomes`.
    """
    reading = READING.format(
        baseline=result.called(result.baseline), rollout=result.called(result.rollout)
    )
    title = "What each lever carries of the difference: mean, 95 % interval"
    axes = parts(result, title, reading)
    table = result.carried[~result.carried["idle"]]
    for name, ax in zip(result.outcomes, axes, strict=True):
        _alone(table[table["outcome"] == name], result.unit(name).factor, ax)
    return axes


def _alone(rows: pd.DataFrame, factor: float, ax: Axes) -> None:
    """What each lever changes first and last, a little beneath its dot."""
    import seaborn as sns

    for column, marker in MARKERS.items():
        places = [place + 0.27 for place in range(len(rows))]
        sns.scatterplot(
            x=factor * rows[column], y=places, marker=marker, s=60, color=GREY, linewidth=0, ax=ax
        )
    ax.set(ylabel="")
