"""What would flip it: which assumed values, alone or in pairs, make the other rollout the better one.

Every number of a scenario that could as well be another goes from today's value to either end of its
plausible range, all others as they are, on the same chance events. Where the mean difference of two
rollouts changes its sign on the way, the value at which it does is found by halving the stretch.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from winsim.counterfactual.flip_tables import difference_rows, pair_table, way_table
from winsim.counterfactual.lever_groups import differing_levers
from winsim.counterfactual.parts import known_outcomes, restricted, rollout_and_baseline
from winsim.counterfactual.ways import Move, Way, moves_of, point_name, refined, walked
from winsim.experiment.standstill import is_stuck
from winsim.experiment.uncertain import simulate_points, uncertain_specification
from winsim.inference import mean_interval
from winsim.numerics.arrays import Floats
from winsim.parallel import Progress
from winsim.runs.outcomes import OUTCOMES
from winsim.runs.simulate import simulate
from winsim.runs.standstill_table import deadlocked, standstill_table
from winsim.runs.units import Unit
from winsim.scenario.scenario import Scenario
from winsim.scenario.uncertainty import uncertain_fields

if TYPE_CHECKING:
    from winsim.runs.tables import Runs

PARTNERS = 6
"""So many fields, those that move the difference most towards the other side, are also moved in pairs."""


@dataclass(frozen=True)
class Flip:
    """What changes which of two rollouts is better, within plausible ranges."""

    runs: Runs
    """The runs of the two rollouts with today's values."""
    rollout: str
    baseline: str
    outcome: str
    today: Floats
    """The difference (rollout - baseline) of every seed with today's values, shape (seeds,); times are
    restricted to the weeks that were watched."""
    ends: pd.DataFrame
    """One row per uncertain field and end of its plausible range, those that turn the difference nearest
    to today's value first: what the field is, the mean `difference` at the end with its 95 % interval
    (`low`, `high`), and where on the way the difference turns (`turns_at`, `turns_from`, `turns_to`)."""
    pairs: pd.DataFrame
    """One row per pair of the fields that move the difference most, both at once on the way to those ends,
    the nearest turn first."""
    differences: pd.DataFrame
    """One row per simulated point and seed: the difference."""

    @property
    def difference(self) -> tuple[float, float, float]:
        """Today's mean difference and its 95 % interval (Student's t), in the outcome's stored unit."""
        return mean_interval(self.today)

    @property
    def clear(self) -> bool:
        """Whether that interval excludes zero."""
        _, low, high = self.difference
        return low > 0 or high < 0

    @property
    def stuck(self) -> tuple[str, ...]:
        """The rollouts that stand still in most runs with today's values."""
        runs, seeds = self.runs, self.runs.seeds
        return tuple(deadlocked(standstill_table(runs.causes, runs.rollouts, seeds), len(seeds)))

    @property
    def fields(self) -> int:
        """How many values could as well be others."""
        return int(self.ends["field"].nunique())

    @property
    def unit(self) -> Unit:
        """The unit in which the scenario's readers take the outcome."""
        return OUTCOMES[self.outcome].unit_in(self.runs.scenario)

    def called(self, rollout: str) -> str:
        """What a rollout is called in sentences and figures."""
        return self.runs.scenario.called(rollout)

    def ahead(self, difference: float) -> str:
        """The rollout that is better by a difference; of an outcome without direction, has more."""
        sign = -1.0 if OUTCOMES[self.outcome].better == "lower" else 1.0
        return self.rollout if sign * difference > 0 else self.baseline


def flip(
    scenario: Scenario,
    rollouts: Sequence[str] = (),
    seeds: range = range(1, 41),
    outcome: str = "net_value",
    jobs: int = 1,
    progress: Progress | None = None,
) -> Flip:
    """Find which assumed values change the better of two rollouts within their plausible ranges.

    Args:
        scenario: what to simulate.
        rollouts: names of two of its rollouts; none is its baseline and the first other one.
        seeds: at least one; all runs of a seed meet the same chance events.
        outcome: one of `winsim.runs.outcomes.OUTCOMES`, by which one rollout is better.
        jobs: how many threads work at once; the results do not depend on it.
        progress: is called with the number of tasks that are finished, and of those known by now.

    Returns:
        Every field at both ends of its range, the nearest turns first, and pairs.

    Raises:
        BadInput: for rollouts and outcomes that are not there, where not two rollouts are named, and where
            they do not differ.

    >>> from winsim import scenario_from
    >>> text = '''
    ... name: tiny
    ... weeks: 10
    ... organisation: {generate: {people: 24, team_size: 6}}
    ... behaviour: {announce: 0.5}
    ... initiative:
    ...   gain: 2
    ...   steps: [{name: sort, work: 1, value: 0.5}, {name: join, work: 2, value: 0.5}]
    ... rollouts: {big_bang: {}, pilots: {waves: [{pick: random, count: 1}, rest]}}
    ... '''
    >>> result = flip(scenario_from(text, "tiny.yaml"), seeds=range(1, 4), outcome="adoption")
    >>> result.ahead(result.difference[0])
    'big_bang'
    """
    names = rollout_and_baseline(scenario, rollouts)
    differing_levers(scenario, *names)
    runs = simulate(scenario, names[::-1], seeds, jobs)
    points = _Points(runs, seeds, known_outcomes([outcome])[0], jobs, progress)
    today = points.of(runs.runs)[0]
    moves = [(move,) for move in moves_of(uncertain_fields(scenario))]
    singles = refined(walked(moves, today, points.differences), points.differences)
    both = walked(_pairs(singles, today), today, points.differences)
    pairs = refined(both, points.differences, rounds=2)
    return Flip(
        runs=runs,
        rollout=names[0],
        baseline=names[1],
        outcome=outcome,
        today=today,
        ends=way_table(singles, scenario, outcome, points.stuck),
        pairs=pair_table(pairs, singles),
        differences=difference_rows([*singles, *pairs], runs.seeds),
    )


class _Points:
    """Differences of two rollouts at points of uncertain fields, seed by seed."""

    def __init__(
        self, runs: Runs, seeds: range, outcome: str, jobs: int, progress: Progress | None
    ) -> None:
        self.specification = uncertain_specification(runs.scenario, runs.rollouts)
        self.seeds, self.outcome, self.jobs = seeds, outcome, jobs
        self.progress, self.before, self.total = progress, 0, 0
        self.stuck: dict[str, tuple[str, ...]] = {}

    def differences(self, points: Sequence[Mapping[str, float]]) -> list[Floats]:
        """The difference of every seed at each point; which rollouts stand still there is remembered."""
        self.before = self.total
        table = simulate_points(self.specification, points, self.seeds, self.jobs, self._told)
        shares = is_stuck(table).groupby([table["point"], table["rollout"]]).mean()
        for number, rollout in shares.index[shares > 0.5]:
            key = point_name(points[number])
            self.stuck[key] = (*self.stuck.get(key, ()), str(rollout))
        return self.of(table)

    def of(self, table: pd.DataFrame) -> list[Floats]:
        """Differences by point, of a table whose rows are sorted by point, rollout and seed."""
        values = restricted(table, self.outcome, self.specification.scenario.weeks)
        return [ours - theirs for theirs, ours in values.reshape(-1, 2, len(self.seeds))]

    def _told(self, done: int, total: int) -> None:
        self.total = self.before + total
        if self.progress is not None:
            self.progress(self.before + done, self.total)


def _pairs(singles: Sequence[Way], today: Floats) -> list[tuple[Move, ...]]:
    """Pairs of the fields that move the difference most to the other side, each by its better end.

    There are none where today's difference is not clear of zero: then nearly any value turns its mean.
    """
    _, low, high = mean_interval(today)
    if low <= 0 <= high:
        return []
    towards: dict[str, tuple[float, Move]] = {}
    for way in singles:
        (move,), start = way.moves, way.course.means[0]
        size = float(-np.sign(start) * way.course.change.mean())
        if size > max(0.0, towards.get(move.field.path, (0.0, move))[0]):
            towards[move.field.path] = size, move
    ranked = sorted(towards.values(), key=lambda one: -one[0])[:PARTNERS]
    return [(first, second) for (_, first), (_, second) in combinations(ranked, 2)]
