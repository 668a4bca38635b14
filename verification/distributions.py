"""Distributions that the model draws from, laid beside analysis: what runs give, and what theory says.

Each comparison holds counts in bins and the chances of those bins; `p_value` is that of a
chi-square test, bins of fewer than five expected cases put together with their neighbours.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import stats

from winsim.model.measures import measured
from winsim.model.traits import traits_of
from winsim.numerics.chance import Draw, draws
from winsim.validation.published.reproduction import final_state, organisation, setting
from winsim.validation.theory import bass, watts

Floats = NDArray[np.float64]
FEWEST = 5.0


@dataclass(frozen=True)
class Comparison:
    """How often something came out in each bin, and the chance that theory gives the bin."""

    title: str
    unit: str
    places: Floats  # where each bin is drawn
    counts: Floats
    chances: Floats

    @property
    def expected(self) -> Floats:
        """How often theory expects each bin."""
        return np.asarray(self.chances * self.counts.sum())

    @property
    def p_value(self) -> float:
        """The chance of a larger chi-square, if theory is right."""
        counts, expected = _pooled(self.counts, self.expected)
        scaled = expected * counts.sum() / expected.sum()
        return float(stats.chisquare(counts, scaled).pvalue)


def _pooled(counts: Floats, expected: Floats) -> tuple[Floats, Floats]:
    """Neighbouring bins put together until each is expected often enough."""
    found: list[list[float]] = [[0.0, 0.0]]
    for count, wanted in zip(counts, expected, strict=True):
        if found[-1][1] >= FEWEST:
            found.append([0.0, 0.0])
        found[-1][0] += float(count)
        found[-1][1] += float(wanted)
    if len(found) > 1 and found[-1][1] < FEWEST:
        count, wanted = found.pop()
        found[-1][0] += count
        found[-1][1] += wanted
    pooled = np.array(found)
    return pooled[:, 0], pooled[:, 1]


def bass_adopters(runs: int, people: int = 100, week: int = 8) -> Comparison:
    """How many have adopted after some weeks: the chain binomial's distribution."""
    scenario = setting("bass", f"organisation.generate.people={people}", f"weeks={week}")
    ends = [
        round(people * float(measured(final_state(scenario, seed).record.weeks, "adopted")[-1]))
        for seed in range(1, runs + 1)
    ]
    counts = np.bincount(ends, minlength=people + 1).astype(np.float64)
    chances = bass.chain(0.03, 0.38, people, week)[-1]
    title = f"Adopters among {people} after {week} weeks, p = .03, q = .38"
    return Comparison(title, "adopters", np.arange(people + 1.0), counts, chances)


def waiting_times(runs: int, hazard: float = 0.1, weeks: int = 60) -> Comparison:
    """The week in which people hear of the change, where only leadership tells: geometric."""
    scenario = setting(
        "bass", "organisation.generate={people: 50, network: ring, neighbours: 2}",
        f"behaviour.announce={hazard}", "behaviour.word_of_mouth=0", f"weeks={weeks}",
    )  # fmt: skip
    heard = np.concatenate(
        [
            final_state(scenario, seed).population.employees.adopted_week
            for seed in range(1, runs + 1)
        ]
    )
    by_week = np.bincount(np.where(heard < 0, weeks + 1, heard), minlength=weeks + 2)[1:]
    counts = by_week.astype(np.float64)
    chances = np.append(stats.geom.pmf(np.arange(1, weeks + 1), hazard), (1 - hazard) ** weeks)
    title = f"Weeks until people hear, at a chance of {hazard:g} a week"
    return Comparison(
        title,
        "week",
        np.arange(1.0, weeks + 2),
        counts.astype(np.float64),
        np.asarray(chances, dtype=np.float64),
    )


def degrees(runs: int, people: int = 2000, mean_degree: float = 4.0) -> Comparison:
    """How many ties people have in a random graph: Poisson in the limit, hypergeometric exactly."""
    graph = f"{{people: {people}, network: random, mean_degree: {mean_degree}}}"
    scenario = setting("watts", f"organisation.generate={graph}")
    known = np.concatenate(
        [
            np.bincount(organisation(scenario, seed).ties[0], minlength=people)
            for seed in range(1, runs + 1)
        ]
    )
    places = np.arange(25)
    pairs, ties = people * (people - 1) // 2, round(people * mean_degree / 2)
    chances = stats.hypergeom(pairs, people - 1, ties).pmf(places)
    counts = np.bincount(np.minimum(known, 24), minlength=25)
    title = f"Ties a person in random graphs of mean degree {mean_degree:g}"
    return Comparison(
        title,
        "ties",
        places.astype(np.float64),
        counts.astype(np.float64),
        np.asarray(chances, dtype=np.float64),
    )


def thresholds(runs: int, people: int = 1000) -> Comparison:
    """Thresholds drawn from a normal distribution and held in [0, 1]."""
    scenario = setting(
        "watts", f"organisation.generate={{people: {people}, network: ring}}",
        "employees.threshold={normal: {mean: 0.47, sd: 0.15}}",
    )  # fmt: skip
    who = organisation(scenario)
    values = np.concatenate(
        [traits_of(scenario, who, seed)[0].threshold for seed in range(1, runs + 1)]
    )
    edges = np.linspace(0, 1, 41)
    counts = np.histogram(values, edges)[0].astype(np.float64)
    below = stats.norm.cdf(edges, 0.47, 0.15)
    below[0], below[-1] = 0.0, 1.0
    title = "Thresholds, normal with mean .47, deviation .15"
    return Comparison(title, "threshold", edges[:-1] + 0.0125, counts, np.diff(below))


def uniform_draws(count: int, bins: int = 40) -> Comparison:
    """The draws that decide on everything: uniform between 0 and 1."""
    values = np.concatenate([draws(seed, Draw.DECISION, count, 3) for seed in range(1, 51)])
    counts = np.histogram(values, bins, (0.0, 1.0))[0].astype(np.float64)
    places = (np.arange(bins) + 0.5) / bins
    return Comparison("Uniform draws", "draw", places, counts, np.full(bins, 1 / bins))


def flaws(runs: int, risk: float = 0.3) -> Comparison:
    """How many of four steps have a flaw that is found: binomial."""
    changes = [f"initiative.steps[{step}].risk={risk}" for step in range(4)]
    changes += [f"initiative.steps[{step}].fatal=false" for step in range(4)]
    scenario = setting("tests", *changes, "weeks=60")
    found = [
        round(
            float(
                measured(
                    final_state(scenario, seed, rollout="listed").record.weeks, "setbacks"
                ).sum()
            )
        )
        for seed in range(1, runs + 1)
    ]
    counts = np.bincount(found, minlength=5).astype(np.float64)
    chances = stats.binom.pmf(np.arange(5), 4, risk)
    title = f"Flaws found among four steps of risk {risk:g}"
    return Comparison(title, "flaws", np.arange(5.0), counts, chances)


def cascade_sizes(
    degrees: Sequence[float], runs: int, people: int = 10_000, threshold: float = 0.18
) -> dict[float, tuple[Floats, float, float]]:
    """By mean degree: shares reached in each run, and theory's share and frequency."""
    from winsim.validation.published.reproduction import Execution
    from winsim.validation.published.watts import cascades

    return {
        z: (
            np.array(cascades(Execution(jobs=2), threshold, z, people, runs).shares),
            watts.share_reached(z, threshold),
            watts.frequency(z, threshold),
        )
        for z in degrees
    }


def comparisons(size: float = 1.0) -> list[Comparison]:
    """All comparisons; `size` multiplies how many cases they hold."""
    return [
        uniform_draws(round(20_000 * size)),
        thresholds(round(50 * size) + 1),
        degrees(round(50 * size) + 1),
        waiting_times(round(400 * size) + 1),
        bass_adopters(round(3000 * size) + 1),
        flaws(round(4000 * size) + 1),
    ]
