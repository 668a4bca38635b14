"""Wright's progress curve: what the n-th team needs for work that others have done before."""

from functools import partial

import numpy as np
from matplotlib.axes import Axes
from matplotlib.ticker import FixedLocator, NullLocator, ScalarFormatter

from winsim.figures.style import COLOURS, GREY, dots, paper, styled
from winsim.model.measures import measured
from winsim.numerics.arrays import Floats
from winsim.problems import BadInput, Problem
from winsim.validation.published.check import Check, exact_check
from winsim.validation.published.reproduction import Execution, Reproduction, final_state, setting
from winsim.validation.theory import progress_curve as theory

SOURCE = "wright1936"
DOUBLINGS = (2, 4, 8, 16, 32)
RATE, EXPONENT = 0.8, 0.322
CLOSE = 1e-7
"""The model leaves off work at a billionth of a person-week."""


def reproduce(execution: Execution, rate: float = RATE) -> Reproduction:
    """Reproduce the cost at each doubling as a share of the first.

    Args:
        execution: the first seed; no draw plays a part.
        rate: what is left of the cost at each doubling, 0.5 to 1; for 0.8 the exponent is .322.

    Raises:
        BadInput: for a rate out of its range.
    """
    if not 0.5 <= rate <= 1.0:
        raise BadInput(Problem("", "--rate", f"{rate:g}", "must lie between 0.5 and 1"))
    exponent = EXPONENT if rate == RATE else theory.exponent(rate)
    costs = unit_costs(execution.seed, exponent)
    checks = [_doubled(unit, costs, exponent, rate) for unit in DOUBLINGS]
    return Reproduction(checks, partial(figure, costs, exponent))


def unit_costs(seed: int, exponent: float) -> Floats:
    """Find what each team in turn spent, by the model.

    Args:
        seed: of the run.
        exponent: of the progress curve, at least 0.

    Returns:
        Shares of what the first team spent, shape (teams,), in the order in which they finish.
    """
    state = final_state(setting("wright", f"behaviour.learning={exponent!r}"), seed)
    finished = np.flatnonzero(state.record.team_wins.sum(axis=1))
    spent = np.cumsum(measured(state.record.weeks, "cost"))[finished]
    costs = np.diff(spent, prepend=0.0)
    return np.asarray(costs / costs[0])


def _doubled(unit: int, costs: Floats, exponent: float, rate: float) -> Check:
    return exact_check(
        f"cost of unit {unit}, share of the first", SOURCE, float(costs[unit - 1]),
        published=RATE ** float(np.log2(unit)) if rate == RATE else None, rounding=5e-4,
        theory=theory.unit_cost(unit, exponent), theory_error=CLOSE,
    )  # fmt: skip


@styled
def figure(costs: Floats, exponent: float) -> Axes:
    """The cost of each unit, both axes doubling: a straight line."""
    import seaborn as sns

    ax = paper()[0]
    units = np.arange(1, costs.size + 1)
    curve = [theory.unit_cost(int(unit), exponent) for unit in units]
    label = f"theory: n to the minus {exponent:.3f}"
    sns.lineplot(x=units, y=curve, color=COLOURS[0], label=label, estimator=None, ax=ax)
    found = {"x": units, "y": costs, "label": "the model, team after team"}
    sns.scatterplot(ax=ax, **found, **dots(COLOURS[1]))
    ax.set_xscale("log", base=2)
    ax.set_yscale("log", base=2)
    for axis, places in (
        (ax.xaxis, (1, *DOUBLINGS)),
        (ax.yaxis, (1.0, 0.8, 0.64, 0.512, 0.41, 0.328)),
    ):
        axis.set_major_locator(FixedLocator(places))
        axis.set_minor_locator(NullLocator())
        axis.set_major_formatter(ScalarFormatter())
    ax.grid(visible=True, axis="both", color=GREY, alpha=0.2)
    ax.set_xlabel("unit (teams that did the same work, in turn)")
    ax.set_ylabel("cost (share of the first unit's)")
    ax.set_title(f"Each doubling leaves {100 * theory.rate(exponent):.0f} % of the cost")
    ax.legend(loc="upper right")
    return ax
