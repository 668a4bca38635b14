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
from winsim.validation.published.check import Check, averaged, certain, mean_and_reach
from winsim.validation.published.experiment import Effort, Reproduction, setting, settled
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


def reproduction(
    effort: Effort,
    k: int = 4,
    a: int | None = None,
    people: int = PEOPLE,
    runs: int = 100,
) -> Reproduction:
    """Contagions on the ring, from untouched to fully rewired; by default a = 1 and a = 2."""
    _refuse(k, a, people, runs)
    chosen = (a,) if a is not None else (1, 2)
    checks: list[Check] = []
    reached: dict[int, dict[float, list[float]]] = {}
    for needed in chosen:
        case = Ring(effort, k, needed, people)
        reached[needed] = {share: case.shares(share, runs) for share in REWIRED[1:]}
        untouched = case.untouched()
        checks += untouched
        checks += [case.check(share, found) for share, found in reached[needed].items()]
        reached[needed] = {0.0: [untouched[0].ours] * 2, **reached[needed]}
    return Reproduction(checks, partial(figure, reached, k, people))


def _refuse(k: int, a: int | None, people: int, runs: int) -> None:
    found = []
    if k % 2 or not 2 <= k <= 20:
        found.append(Problem("", "--k", str(k), "must be an even number from 2 to 20"))
    if a is not None and not 1 <= a <= k:
        found.append(Problem("", "--a", str(a), f"must lie between 1 and k = {k}"))
    if not 100 <= people <= 4000:
        found.append(Problem("", "--people", str(people), "must lie between 100 and 4,000"))
    if runs < 5:
        found.append(Problem("", "--runs", str(runs), "must be 5 or more"))
    if found:
        raise BadInput(*found)


class Ring:
    """A ring of that many neighbours each, and a contagion that needs a share a/k of them."""

    def __init__(self, effort: Effort, k: int, a: int, people: int) -> None:
        self.effort, self.k, self.a, self.people = effort, k, a, people

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
        scenario, seeds = self.scenario(share), self.effort.seeds(runs)
        return self.effort.each(lambda seed: float(settled(scenario, seed)[-1]), seeds)

    def untouched(self) -> list[Check]:
        """How far and how fast on an untouched ring, which is the same for every seed."""
        path = settled(self.scenario(0.0), self.effort.seed)
        far = theory.spreads(self.k, self.a)
        share = 1.0 if far else (self.k + 1) / self.people
        rounds = theory.rounds_needed(self.people, self.k, self.a) if far else 0
        published, rounding = self._known(0.0)
        return [
            certain(
                self._name(0.0), SOURCE, float(path[-1]),
                published=published, rounding=rounding, theory=share,
            ),
            certain(
                f"k = {self.k}, a = {self.a}, rewired 0: rounds", SOURCE, path.size - 1.0,
                theory=float(rounds),
            ),
        ]  # fmt: skip

    def check(self, share: float, found: list[float]) -> Check:
        """How far on a rewired ring, beside a simulation that shares no line with the model."""
        mean, reach = mean_and_reach(self._beside(share, len(found)))
        published, rounding = self._known(share)
        return averaged(
            self._name(share), SOURCE, found, 1 / self.people,
            published=published, rounding=rounding, theory=mean, theory_error=reach + 1e-9,
        )  # fmt: skip

    def _beside(self, share: float, runs: int) -> list[float]:
        untouched = theory.ring(self.people, self.k)
        found = []
        for seed in self.effort.seeds(runs):
            luck = Random(seed)
            colleagues = theory.swapped(untouched, share, luck)
            person = luck.randrange(self.people)
            found.append(theory.share_reached(colleagues, self.a, person))
        return found

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
        means = np.array([mean_and_reach(found) for found in shares.values()])
        ends = means[:, :1] + means[:, 1:] * (
            -1,
            0,
            1,
        )  # low, mean and high: the mean is their median
        sns.lineplot(
            x=np.repeat([places[share] for share in shares], 3), y=ends.ravel(), estimator="median",
            errorbar=("pi", 100), err_style="bars", err_kws={"capsize": 4}, color=COLOURS[number],
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
