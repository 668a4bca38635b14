"""Granovetter's crowds: two that differ in one person, and normal ones of growing spread.

A crowd of n sees the share of adopters only in steps of 1/n. So the equilibrium r of an endless
crowd lies between the share at which one of n comes to rest and one person less.
"""

from collections.abc import Mapping
from functools import partial

import numpy as np
from matplotlib.axes import Axes

from winsim.figures.style import COLOURS, GREY, dots, paper, styled
from winsim.problems import BadInput, Problem
from winsim.validation.published.check import Check, exact_check
from winsim.validation.published.reproduction import (
    Execution,
    Reproduction,
    adoption_path,
    organisation,
    setting,
    with_column,
)
from winsim.validation.theory import granovetter as theory

SOURCE = "granovetter1978"
MEAN = 0.25
EQUILIBRIA = {
    0.10: (0.0077, 5e-5), 0.12: (0.0402, 5e-5), 0.122: (0.0548, 5e-5), 0.1223: (1.0, 5e-4),
    0.2: (0.9999, 5e-5), 0.3: (0.9934, 5e-5), 0.5: (0.9049, 5e-5),
}  # fmt: skip
"""Known equilibria at mean .25 by standard deviation, with half a unit of the last digit."""
JUMP = 0.122220868
HALVINGS = 24


def reproduce(
    execution: Execution, people: int = 2000, mean: float = MEAN, sigma: float | None = None
) -> Reproduction:
    """Reproduce the two crowds, the equilibria, and the spread at which few become nearly all.

    Args:
        execution: how many threads work; no draw plays a part.
        people: in the crowds with normal thresholds, 50 to 4,000.
        mean: of their thresholds, a share of the crowd, 0.1 to 0.4.
        sigma: their standard deviation, 0.01 to 2; None for all spreads that are published.

    Raises:
        BadInput: for an option out of its range.
    """
    _refuse(people, mean, sigma)
    spreads = [*EQUILIBRIA] if sigma is None else [sigma]
    population = NormalCrowd(people, mean)
    ends = execution.map(population.adopters, spreads)
    checks = _two_crowds()
    checks += [_equilibrium(population, sd, end) for sd, end in zip(spreads, ends, strict=True)]
    checks += [_jump(population)] if sigma is None else []
    shares = {sd: end / people for sd, end in zip(spreads, ends, strict=True)}
    return Reproduction(checks, partial(figure, shares, mean))


def _refuse(people: int, mean: float, sigma: float | None) -> None:
    problems = []
    if not 0.1 <= mean <= 0.4:
        problems.append(Problem("", "--mean", f"{mean:g}", "must lie between 0.1 and 0.4"))
    if not 50 <= people <= 4000:
        problems.append(Problem("", "--people", str(people), "must lie between 50 and 4,000"))
    if sigma is not None and not 0.01 <= sigma <= 2.0:
        problems.append(Problem("", "--sigma", f"{sigma:g}", "must lie between 0.01 and 2"))
    if problems:
        raise BadInput(*problems)


class NormalCrowd:
    """A crowd in which everybody sees everybody, with normal thresholds of any spread.

    Attributes:
        people: in the crowd.
        mean: of the thresholds, a share of the crowd.
        scenario: the setting.
        organisation: everybody tied to everybody.
    """

    def __init__(self, people: int, mean: float) -> None:
        self.people, self.mean = people, mean
        self.scenario = setting(
            "granovetter",
            "organisation.people=",
            "organisation.all_tied=false",
            f"organisation.generate={{people: {people}, network: complete, vary: false}}",
            f"weeks={people + 1}",
        )
        self.organisation = organisation(self.scenario)

    def adopters(self, sd: float) -> int:
        """How many adopt in the end, by the model."""
        thresholds = theory.normal_crowd(self.people, self.mean, sd)
        who = with_column(self.organisation, "threshold", thresholds)
        return round(float(adoption_path(self.scenario, people=who)[-1]) * self.people)

    def jump(self) -> tuple[float, float]:
        """Two spreads that enclose the one at which more than half of the crowd adopts."""
        low, high = 0.02, 0.39
        for _ in range(HALVINGS):
            middle = (low + high) / 2
            tips = self.adopters(middle) > self.people / 2
            low, high = (low, middle) if tips else (middle, high)
        return low, high


def _two_crowds() -> list[Check]:
    population = adoption_path(setting("granovetter"))
    altered = adoption_path(setting("granovetter", "employees.threshold={column: altered}"))
    thresholds = [number / 100 for number in range(100)]
    changed = [0.02 if number == 1 else number / 100 for number in range(100)]
    return [
        exact_check(
            "thresholds 0 to 99: adopters", SOURCE, 100 * float(population[-1]),
            published=100.0, theory=float(theory.final_adopters(thresholds)),
        ),
        exact_check("thresholds 0 to 99: rounds", SOURCE, float(population.size - 1), published=100.0),
        exact_check(
            "the 1 replaced by a 2: adopters", SOURCE, 100 * float(altered[-1]),
            published=1.0, theory=float(theory.final_adopters(changed)),
        ),
    ]  # fmt: skip


def _equilibrium(population: NormalCrowd, sd: float, adopters: int) -> Check:
    """The share at which the crowd comes to rest beside that of an endless one."""
    published, rounding = (
        EQUILIBRIA.get(sd, (None, 0.0)) if population.mean == MEAN else (None, 0.0)
    )
    return Check(
        name=f"normal thresholds, σ = {sd:g}: share",
        source=SOURCE,
        model=adopters / population.people,
        low=max(adopters - 1, 0) / population.people,
        high=adopters / population.people,
        published=published,
        rounding=rounding,
        theory=theory.equilibrium(population.mean, sd),
    )


def _jump(population: NormalCrowd) -> Check:
    """The spread at which the crowd jumps; an endless one may do so at a slightly larger one."""
    low, high = population.jump()
    return Check(
        name="σ at which few become nearly all",
        source=SOURCE,
        model=(low + high) / 2,
        low=low,
        high=high + theory.coarseness(population.people, population.mean),
        published=JUMP if population.mean == MEAN else None,
        rounding=5e-10,
        theory=theory.jump(population.mean),
    )


@styled
def figure(shares: Mapping[float, float], mean: float) -> Axes:
    """The share that adopts by spread of the thresholds: theory as a line, the model as dots."""
    import seaborn as sns

    ax = paper()[0]
    jump = theory.jump(mean)
    for low, high in ((0.02, jump * (1 - 1e-9)), (jump * (1 + 1e-6), 0.6)):
        spreads = np.linspace(low, high, 200)
        curve = [theory.equilibrium(mean, sd) for sd in spreads]
        label = "theory, endless crowd" if low < jump else None
        sns.lineplot(x=spreads, y=curve, color=COLOURS[0], label=label, estimator=None, ax=ax)
    ax.axvline(jump, color=GREY, lw=1, ls=":")
    ax.annotate(f"σ = {jump:.6f}", (jump, 0.5), xytext=(8, 0), textcoords="offset points")
    found = {"x": [*shares], "y": [*shares.values()], "label": "the model"}
    sns.scatterplot(ax=ax, **found, **dots(COLOURS[1], 9))
    ax.set_xlabel("standard deviation σ of the thresholds (share of the crowd)")
    ax.set_ylabel("people who adopt (share of the crowd)")
    ax.set_title(f"Normal thresholds with mean {mean:g}: how many join in")
    ax.set_ylim(-0.02, 1.04)
    ax.legend(loc="center right")
    return ax
