"""Centola & Macy's ring: a contagion that needs one adopting colleague, and one that needs more."""

from collections.abc import Mapping
from functools import partial
from random import Random

import numpy as np
from matplotlib.axes import Axes
from matplotlib.ticker import FixedLocator, NullLocator

from winsim.figures.style import COLOURS, paper, styled
from winsim.problems import BadInput, Problem
from winsim.scenario.scenario import Scenario
from winsim.validation.published.check import Check, exact_check, mean_and_half_width, mean_check
from winsim.validation.published.reproduction import Execution, Reproduction, adoption_path, setting
from winsim.validation.theory import ring as theory

SOURCE = "centola2007"
REWIRED = (0.0, 0.001, 0.01, 0.1, 1.0)
ABOUT = 0.02
"""What is known as “about 9 %” may be two points more or less."""
KNOWN = {
    (4, 1): dict.fromkeys(REWIRED, (1.0, 0.0)),
    (4, 2): {0.0: (1.0, 0.0), 0.01: (0.09, ABOUT), 0.1: (0.01, 0.005)},
}
"""Known shares reached on a ring of 1,000, by k, a and rewiring, with half a unit of the last digit."""
PEOPLE = 1000


def reproduce(
    execution: Execution,
    k: int = 4,
    a: int | None = None,
    people: int = PEOPLE,
    runs: int = 100,
) -> Reproduction:
    """Reproduce contagions on the ring, from untouched to fully rewired.

    Args:
        execution: the first seed, and how many threads work.
        k: neighbours of each person, an even number from 2 to 20.
        a: adopting colleagues that a person needs, 1 to k; None for both 1 and 2.
        people: on the ring, 100 to 4,000.
        runs: at each share of rewired ties, 5 or more.

    Raises:
        BadInput: for an option out of its range.
    """
    _refuse(k, a, people, runs)
    chosen = (a,) if a is not None else (1, 2)
    checks: list[Check] = []
    reached: dict[int, dict[float, list[float]]] = {}
    for needed in chosen:
        case = Ring(execution, k, needed, people)
        reached[needed] = {share: case.shares(share, runs) for share in REWIRED[1:]}
        untouched = case.untouched()
        checks += untouched
        checks += [case.check(share, shares) for share, shares in reached[needed].items()]
        reached[needed] = {0.0: [untouched[0].model] * 2, **reached[needed]}
    return Reproduction(checks, partial(figure, reached, k, people))


def _refuse(k: int, a: int | None, people: int, runs: int) -> None:
    problems = []
    if k % 2 or not 2 <= k <= 20:
        problems.append(Problem("", "--k", str(k), "must be an even number from 2 to 20"))
    if a is not None and not 1 <= a <= k:
        problems.append(Problem("", "--a", str(a), f"must lie between 1 and k = {k}"))
    if not 100 <= people <= 4000:
        problems.append(Problem("", "--people", str(people), "must lie between 100 and 4,000"))
    if runs < 5:
        problems.append(Problem("", "--runs", str(runs), "must be 5 or more"))
    if problems:
        raise BadInput(*problems)


class Ring:
    """A ring of k neighbours each, and a contagion that needs the share a/k of them.

    Attributes:
        execution: the first seed, and how many threads work.
        k: neighbours of each person, an even number.
        a: adopting colleagues that a person needs.
        people: on the ring.
    """

    def __init__(self, execution: Execution, k: int, a: int, people: int) -> None:
        self.execution, self.k, self.a, self.people = execution, k, a, people

    def scenario(self, share: float) -> Scenario:
        """The setting on a ring with that share of ties rewired."""
        graph = (
            f"{{people: {self.people}, network: ring, neighbours: {self.k}, "
            f"rewiring: {share}, keep_degrees: true}}"
        )
        return setting(
            "centola", f"organisation.generate={graph}",
            f"employees.threshold={self.a / self.k!r}", f"weeks={self.people}",
        )  # fmt: skip

    def shares(self, share: float, runs: int) -> list[float]:
        """The shares of people reached, one for each seed."""
        scenario, seeds = self.scenario(share), self.execution.seeds(runs)
        return self.execution.map(lambda seed: float(adoption_path(scenario, seed)[-1]), seeds)

    def untouched(self) -> list[Check]:
        """How far and how fast on an untouched ring, which is the same for every seed."""
        path = adoption_path(self.scenario(0.0), self.execution.seed)
        far = theory.spreads(self.k, self.a)
        share = 1.0 if far else (self.k + 1) / self.people
        rounds = theory.rounds_needed(self.people, self.k, self.a) if far else 0
        published, rounding = self._known(0.0)
        return [
            exact_check(
                self._name(0.0), SOURCE, float(path[-1]),
                published=published, rounding=rounding, theory=share,
            ),
            exact_check(
                f"k = {self.k}, a = {self.a}, rewired 0: rounds", SOURCE, path.size - 1.0,
                theory=float(rounds),
            ),
        ]  # fmt: skip

    def check(self, share: float, shares: list[float]) -> Check:
        """How far on a rewired ring, beside a simulation that shares no line with the model."""
        mean, reach = mean_and_half_width(self._independent_shares(share, len(shares)))
        published, rounding = self._known(share)
        return mean_check(
            self._name(share), SOURCE, shares, 1 / self.people,
            published=published, rounding=rounding, theory=mean, theory_error=reach + 1e-9,
        )  # fmt: skip

    def _independent_shares(self, share: float, runs: int) -> list[float]:
        untouched = theory.ring(self.people, self.k)
        shares = []
        for seed in self.execution.seeds(runs):
            random = Random(seed)
            colleagues = theory.swapped(untouched, share, random)
            person = random.randrange(self.people)
            shares.append(theory.share_reached(colleagues, self.a, person))
        return shares

    def _name(self, share: float) -> str:
        return f"k = {self.k}, a = {self.a}, rewired {share:g}: share reached"

    def _known(self, share: float) -> tuple[float | None, float]:
        known = KNOWN.get((self.k, self.a), {}) if self.people == PEOPLE else {}
        return known.get(share, (None, 0.0))


@styled
def figure(reached: Mapping[int, Mapping[float, list[float]]], k: int, people: int) -> Axes:
    """The share reached by the share of ties rewired, for each number of colleagues needed."""
    import seaborn as sns

    ax = paper()[0]
    places = {share: max(share, 1e-4) for share in REWIRED}
    for number, (needed, shares) in enumerate(reached.items()):
        means = np.array([mean_and_half_width(of_share) for of_share in shares.values()])
        low_mean_high = means[:, :1] + means[:, 1:] * (-1, 0, 1)  # their median is the mean
        sns.lineplot(
            x=np.repeat([places[share] for share in shares], 3), y=low_mean_high.ravel(),
            estimator="median", errorbar=("pi", 100), err_style="bars", err_kws={"capsize": 4},
            color=COLOURS[number],
            marker="o", ms=9, mew=0, label=f"needs {needed} of {k} colleagues", ax=ax,
        )  # fmt: skip
    ax.set_xscale("log")
    ax.xaxis.set_major_locator(FixedLocator([*places.values()]))
    ax.xaxis.set_minor_locator(NullLocator())
    ax.set_xticklabels([f"{share:g}" for share in places])
    ax.set_ylim(-0.02, 1.04)
    ax.set_xlabel("ties rewired (share)")
    ax.set_ylabel("people reached (share, mean of the runs)")
    ax.set_title(f"A contagion on a ring of {people:,} people, with 99.9 % intervals")
    ax.legend(loc="center left", bbox_to_anchor=(0.02, 0.6))
    return ax
