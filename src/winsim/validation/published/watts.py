"""Watts's cascade window: where it lies, how often one person sets off a cascade, how far it gets."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from math import ceil, floor

import numpy as np
from matplotlib.axes import Axes

from winsim.figures.style import COLOURS, GREY, paper, styled
from winsim.model.rules.adoption import convinced
from winsim.organisation.organisation import Organisation
from winsim.problems import BadInput, Problem
from winsim.scenario.scenario import Scenario
from winsim.validation.published.check import Check, mean_and_half_width, mean_check, share_check
from winsim.validation.published.reproduction import (
    Execution,
    Reproduction,
    adoption_path,
    organisation,
    setting,
)
from winsim.validation.theory import watts as theory

SOURCE, FURTHER = "watts2002", "gleeson2007"
PHI = 0.18
WINDOW = (1.020704, 5.764677)
SHARES = {2: (0.797, 5e-4), 3: (0.9405, 5e-5), 4: (0.980, 5e-4), 5: (0.993, 5e-4)}
"""Known shares at threshold .18 by mean degree, with half a unit of the last digit."""
GLOBAL = 0.1
"""A cascade is global if it reaches more than this share of the people."""
STRIDE = 0.03
OUTSIDE = (0.75, 1.2)
"""How far outside the window it is looked for cascades, as shares of its ends."""
MOST_POINTS = 4
GRAPHS = 20


@dataclass(frozen=True)
class Cascades:
    """The shares reached at one mean degree, one for each seed."""

    mean_degree: float
    people: int
    shares: tuple[float, ...]

    @property
    def global_shares(self) -> list[float]:
        """The shares of global cascades."""
        return [share for share in self.shares if share > GLOBAL]


def reproduce(
    execution: Execution, phi: float = PHI, people: int = 10_000, runs: int = 40
) -> Reproduction:
    """Reproduce the window, the cascades inside it, and that there are none outside.

    Args:
        execution: the first seed, and how many threads work.
        phi: everybody's threshold, a share of colleagues, 0.05 to 1.
        people: in each graph, 1,000 to 200,000.
        runs: at each mean degree, 5 or more.

    Returns:
        The checks and the figure; a note where no mean degree lets one person set off a cascade.

    Raises:
        BadInput: for an option out of its range.
    """
    _refuse(phi, people, runs)
    window = theory.window(phi)
    if window is None:
        return _without_window(execution, phi, people, runs)
    low, high = window
    inside = [cascades(execution, phi, z, people, runs) for z in _points(low, high)]
    outside = [
        cascades(execution, phi, end * away, people, runs)
        for end, away in zip(window, OUTSIDE, strict=True)
    ]
    checks = [_end(execution, place, window, phi, people) for place in (0, 1)]
    checks += [check for one in inside for check in _inside(one, phi)]
    checks += [_none(one) for one in outside]
    return Reproduction(checks, partial(figure, [*inside, *outside], phi))


def _refuse(phi: float, people: int, runs: int) -> None:
    problems = []
    if not 0.05 <= phi <= 1.0:
        problems.append(Problem("", "--phi", f"{phi:g}", "must lie between 0.05 and 1"))
    if not 1000 <= people <= 200_000:
        problems.append(Problem("", "--people", str(people), "must lie between 1,000 and 200,000"))
    if runs < 5:
        problems.append(Problem("", "--runs", str(runs), "must be 5 or more"))
    if problems:
        raise BadInput(*problems)


def _without_window(execution: Execution, phi: float, people: int, runs: int) -> Reproduction:
    """For thresholds so high that one person never sets off a global cascade."""
    outside = [cascades(execution, phi, z, people, runs) for z in (2.0, 4.0)]
    note = f"no mean degree lets one person set off a global cascade at a threshold of {phi:g}"
    return Reproduction([_none(one) for one in outside], partial(figure, outside, phi), [note])


def _points(low: float, high: float) -> list[float]:
    """Mean degrees inside the window: its whole numbers if they are few, else evenly spaced."""
    whole = list(range(ceil(low * 1.2), floor(high * 0.9) + 1))
    if 1 <= len(whole) <= MOST_POINTS:
        return [float(z) for z in whole]
    return [float(z) for z in np.linspace(low, high, MOST_POINTS + 2)[1:-1].round(2)]


def cascades(
    execution: Execution, phi: float, mean_degree: float, people: int, runs: int
) -> Cascades:
    """Simulate what one person sets off in random graphs, by the model.

    Args:
        execution: the first seed, and how many threads work.
        phi: everybody's threshold, in [0, 1].
        mean_degree: colleagues of a person, on average.
        people: in each graph.
        runs: how many, each with a graph and a first adopter of its own.
    """
    scenario = _scenario(phi, mean_degree, people)
    ends = execution.map(
        lambda seed: float(adoption_path(scenario, seed)[-1]), execution.seeds(runs)
    )
    return Cascades(mean_degree, people, tuple(ends))


def _end(
    execution: Execution, place: int, window: tuple[float, float], phi: float, people: int
) -> Check:
    """An end of the window: where a vulnerable person carries along just one, in the model's graphs."""
    near = window[place]
    degrees = near * (1.0 - STRIDE), near * (1.0 + STRIDE)
    scenarios = [_scenario(phi, z, people) for z in degrees]

    def crossing(seed: int) -> float:
        low, high = (followers(organisation(scenario, seed), phi) for scenario in scenarios)
        return degrees[0] + (degrees[1] - degrees[0]) * (1.0 - low) / (high - low)

    values = execution.map(crossing, execution.seeds(GRAPHS))
    known = WINDOW[place] if phi == PHI else None
    name = f"window, {('lower', 'upper')[place]} end: mean degree"
    return mean_check(name, SOURCE, values, published=known, rounding=5e-7, theory=near)


def _scenario(phi: float, mean_degree: float, people: int) -> Scenario:
    graph = f"{{people: {people}, network: random, mean_degree: {mean_degree!r}}}"
    return setting(
        "watts", f"organisation.generate={graph}", f"employees.threshold={phi!r}", "weeks=5000"
    )


def followers(organisation: Organisation, phi: float) -> float:
    """Count how many vulnerable people one vulnerable person carries along in an organisation.

    The model's own rule says who is vulnerable. The number is that of the cascade condition of
    watts2002, above 1 inside the window.

    Args:
        organisation: the graph; weights of ties do not count.
        phi: everybody's threshold, in [0, 1].
    """
    known = np.bincount(organisation.ties[0], minlength=organisation.people)
    total = sum(
        degree * (degree - 1) * int(number)
        for degree, number in enumerate(np.bincount(known))
        if degree > 0 and convinced(1.0 / degree, phi)
    )
    return float(total / known.sum())


def _inside(one: Cascades, phi: float) -> list[Check]:
    """How often a cascade inside the window is global, and how far it then gets."""
    z, reached = one.mean_degree, one.global_shares
    known, rounding = SHARES.get(round(z), (None, 0.0)) if phi == PHI else (None, 0.0)
    often = share_check(
        f"mean degree {z:g}: global cascades, share of runs", SOURCE,
        len(reached), len(one.shares), theory=theory.frequency(z, phi),
    )  # fmt: skip
    far = mean_check(
        f"mean degree {z:g}: share reached by them", FURTHER, reached, 1 / one.people,
        published=known, rounding=rounding, theory=theory.share_reached(z, phi),
    )  # fmt: skip
    return [often, far]


def _none(one: Cascades) -> Check:
    name = f"mean degree {one.mean_degree:.3g}, outside: global cascades, share of runs"
    return share_check(name, SOURCE, len(one.global_shares), len(one.shares), theory=0.0)


@styled
def figure(cases: Sequence[Cascades], phi: float) -> Axes:
    """How often and how far, by mean degree: theory as lines, the model as dots with intervals."""
    import seaborn as sns

    ax = paper()[0]
    window = theory.window(phi)
    if window is not None:
        inside = np.linspace(window[0] * 1.03, window[1] * 0.99, 60)
        for number, (curve, name) in enumerate(
            (
                (theory.share_reached, "share reached, if global"),
                (theory.frequency, "share of runs that are global"),
            )
        ):
            shares, look = [curve(z, phi) for z in inside], {"color": COLOURS[number]}
            sns.lineplot(x=inside, y=shares, label=f"{name}: theory", estimator=None, ax=ax, **look)
        ax.axvspan(*window, color=GREY, alpha=0.07, lw=0)
    for one in cases:
        _dots(ax, one)
    ax.set_ylim(-0.02, 1.04)
    ax.set_xlabel("mean degree z (ties a person)")
    ax.set_ylabel("share (of people, or of runs)")
    people = f"threshold {phi:g}, {len(cases[0].shares)} runs at each mean degree"
    ax.set_title(f"Cascades set off by one person: {people}")
    ax.plot([], [], "o", color=GREY, label="the model, with 99.9 % intervals")
    ax.legend(loc="lower center", bbox_to_anchor=(0.45, 0.02))
    return ax


def _dots(ax: Axes, one: Cascades) -> None:
    often = share_check("", "", len(one.global_shares), len(one.shares))
    reach = [[often.model - often.low], [often.high - often.model]]
    ax.errorbar(
        one.mean_degree, often.model, yerr=reach, fmt="o", color=COLOURS[1], ms=8, capsize=4
    )
    if len(one.global_shares) > 1:
        mean, away = mean_and_half_width(one.global_shares)
        ax.errorbar(one.mean_degree, mean, yerr=away, fmt="o", color=COLOURS[0], ms=8, capsize=4)
