"""DeGroot's consensus: where averaging beliefs meet, and on which path."""

from functools import partial

import numpy as np
from matplotlib.axes import Axes

from winsim.figures.style import COLOURS, GREY, paper, styled
from winsim.model.model import OrgModel
from winsim.numerics.arrays import Floats
from winsim.organisation.organisation import ONE
from winsim.problems import BadInput, Problem
from winsim.validation.published.check import Check, exact_check
from winsim.validation.published.reproduction import Execution, Reproduction, organisation, setting
from winsim.validation.theory import degroot as theory

SOURCE = "degroot1974"


def reproduce(execution: Execution, people: int = 100) -> Reproduction:
    """Reproduce the consensus, that all reach it, and the way of each person there.

    Args:
        execution: the first seed, which makes the organisation.
        people: in the organisation, 20 to 1,000.

    Raises:
        BadInput: for a number of people out of its range.
    """
    if not 20 <= people <= 1000:
        raise BadInput(Problem("", "--people", str(people), "must lie between 20 and 1,000"))
    scenario = setting("degroot", f"organisation.generate.people={people}")
    who = organisation(scenario, execution.seed)
    model = OrgModel(scenario, seed=execution.seed, organisation=who)
    beliefs = [_beliefs(model)]
    while model.running:
        model.step()
        beliefs.append(_beliefs(model))
    simulated, ties = np.array(beliefs), np.zeros((people, people))
    listens, to, weight = who.ties
    ties[listens, to] = weight / ONE
    expected = theory.path(simulated[0], ties, scenario.behaviour.averaging, scenario.weeks)
    meeting = theory.consensus(simulated[0], ties)
    return Reproduction(_checks(simulated, expected, meeting), partial(figure, simulated, meeting))


def _beliefs(model: OrgModel) -> Floats:
    return model.state.population.employees.belief


def _checks(simulated: Floats, expected: Floats, meeting: float) -> list[Check]:
    end = simulated[-1]
    away = float(np.abs(simulated - expected).max())
    return [
        exact_check(
            "where beliefs meet, mean weighted by degree", SOURCE, float(end.mean()),
            theory=meeting,
        ),
        exact_check("farthest apart in the end", SOURCE, float(np.ptp(end)), theory=0.0),
        exact_check(
            "largest difference from the matrix, any person and week", SOURCE, away,
            theory=0.0, theory_error=1e-12,
        ),
    ]  # fmt: skip


@styled
def figure(beliefs: Floats, meeting: float) -> Axes:
    """Everybody's belief by week, and close up that they meet at one mean and not at the other."""
    import seaborn as sns

    axes, plain = paper(1, 2, (14, 6)), float(beliefs[0].mean())
    for ax, weeks in zip(axes, (30, 120), strict=True):
        part = beliefs[: weeks + 1]
        week, person = np.indices(part.shape).reshape(2, -1)
        sns.lineplot(
            x=week, y=part.ravel(), units=person, estimator=None, color=COLOURS[0], alpha=0.12,
            lw=1, ax=ax,
        )  # fmt: skip
        ax.plot([], [], color=COLOURS[0], alpha=0.5, lw=1, label="each person, in the model")
        ax.axhline(meeting, color=COLOURS[1], label=f"mean weighted by degree, {meeting:.4f}")
        ax.axhline(plain, color=GREY, ls="--", label=f"plain mean, {plain:.4f}")
        ax.set_xlim(0, weeks)
        ax.set_xlabel("week")
        ax.set_ylabel("belief that it works here")
    axes[0].set_ylim(0, 1)
    axes[0].set_title("Beliefs that average over colleagues meet")
    axes[0].legend(loc="upper right")
    around = 4 * abs(plain - meeting) + 1e-6
    axes[1].set_ylim(meeting - around, meeting + around)
    axes[1].set_title("Close up")
    return axes[0]
