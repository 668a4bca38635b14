"""How often the intervals of a comparison hold the mean that they are for.

Many seeds of one scenario are cut into disjoint blocks, each as large as a comparison. The mean
difference over all seeds stands for the true one: its own error is a fraction of a block's.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from winsim.inference import wilson
from winsim.numerics.arrays import Floats
from winsim.runs.differences import Values, difference_table, paired, values_of
from winsim.runs.simulate import simulate_outcomes
from winsim.scenario.reading import scenario_from

SCENARIO = """\
name: coverage
weeks: 40
organisation: {generate: {people: 36, team_size: 6}}
behaviour: {announce: 0.2}
initiative:
  gain: 1.6
  steps:
    - {name: sort, work: 1, value: 0.3, risk: 0.3}
    - {name: join, work: 2, value: 0.3}
    - {name: keep, work: 2, value: 0.4, risk: 0.2}
rollouts:
  big_bang: {waves: [all], release: whole}
  pilots:
    waves: [{pick: random, count: 1}, {teams: rest, gate: {wins: 0.6}}]
"""
PEOPLE = 36
OUTCOMES = ("adoption", "net_value", "weeks_to_50", "weeks_to_90", "lowest_trust")
"""The outcomes that are looked at; of the two times, some runs never reach either."""
BLOCKS, SIZE = 2000, 50


@dataclass(frozen=True)
class Coverage:
    """How often the intervals of one outcome hold the true mean difference.

    Args:
        outcome: its name.
        held: in how many blocks.
        blocks: of how many.
        censored: in which share of runs the outcome never came.
    """

    outcome: str
    held: int
    blocks: int
    censored: float

    @property
    def share(self) -> tuple[float, float, float]:
        """The share of blocks, and its 95 % interval (Wilson)."""
        return wilson(self.held, self.blocks)


def coverage(blocks: int = BLOCKS, size: int = SIZE, jobs: int = 2) -> list[Coverage]:
    """Measure the coverage of 95 % intervals of mean differences.

    Args:
        blocks: how many comparisons there are, each with seeds of its own.
        size: how many seeds a comparison has.
        jobs: how many threads simulate.
    """
    scenario = scenario_from(SCENARIO, "coverage")
    names = tuple(scenario.rollouts)
    parts = [
        simulate_outcomes(scenario, names, range(first, first + size), jobs)
        for first in range(1, blocks * size, size)
    ]
    return covered([values_of(part, names) for part in parts], names, scenario.weeks)


def covered(parts: Sequence[Values], names: tuple[str, ...], weeks: int) -> list[Coverage]:
    """Count in how many parts each interval holds the mean over all of them.

    Args:
        parts: values by outcome and rollout, one a block.
        names: the baseline, and the rollout that is compared with it.
        weeks: for how long runs were watched.
    """
    scenario = scenario_from(SCENARIO, "coverage")
    tables = [difference_table(part, names, names[0], scenario, PEOPLE) for part in parts]
    differences = pd.concat(tables, ignore_index=True).groupby("outcome")
    return [
        _coverage(name, differences.get_group(name), _together(parts, name), names, weeks)
        for name in OUTCOMES
    ]


def _together(parts: Sequence[Values], outcome: str) -> Mapping[str, Floats]:
    """The values of all blocks, by rollout."""
    return {
        rollout: np.concatenate([part[outcome][rollout] for part in parts])
        for rollout in parts[0][outcome]
    }


def _coverage(
    outcome: str,
    rows: pd.DataFrame,
    values: Mapping[str, Floats],
    names: tuple[str, ...],
    weeks: int,
) -> Coverage:
    truth = float(paired(values[names[1]], values[names[0]], weeks).mean())
    held = int(((rows["low"] <= truth) & (truth <= rows["high"])).sum())
    never = float(np.mean([np.isinf(one).mean() for one in values.values()]))
    return Coverage(outcome, held, len(rows), never)
