"""One run, simulated again a week at a time, with what there is to see of it in every week.

Tables of runs hold means over people; the page shows everyone, and so needs one run in full.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from winsim.model.initial import prepare
from winsim.model.kernel import entry_points as kernel
from winsim.model.rules.adoption import tenure
from winsim.numerics.arrays import Flags, Floats, Small
from winsim.numerics.chance import Draw, draws
from winsim.numerics.compiling import uncompiled
from winsim.runs.run import Run, begin_seed
from winsim.scenario.scenario import Scenario

STANDINGS = ("unaware", "aware", "convinced", "unconvinced")
"""How a person stands: has not heard of the change; has; has adopted it convinced, or as told."""
UNAWARE, AWARE, CONVINCED, UNCONVINCED = range(len(STANDINGS))


@dataclass(frozen=True, eq=False)
class Recording(Run):
    """A run with what is seen of it week by week: n people, G teams, W weeks; row 0 is the start."""

    standing: Flags  # (W + 1, n) UNAWARE … UNCONVINCED, as the week closed
    inclination: Floats  # (W + 1, n) in [0, 1], as decided upon in the week
    win: Floats  # (W + 1, G) felt strength of the week's wins
    setback: Floats  # (W + 1, G) felt strength of the week's setbacks
    effort: Floats  # (W + 1, G) working time given, person-weeks
    live: Flags  # (W + 1, G) whether everything is in use
    found: Flags  # (W + 1, J) whether a step's flaw has come to light
    dropped: Flags  # (W + 1, J) whether a review has dropped a step
    left: Flags  # (W + 1, n) whether whoever was in a place left, and a newcomer took it

    @property
    def wins(self) -> Small:
        """Steps won by week and team, shape (W + 1, G)."""
        return self.state.record.team_wins


def record(scenario: Scenario, rollout: str, seed: int) -> Recording:
    """Simulate a run, the same to the last bit as in any table of runs, and look at every week.

    Args:
        scenario: The scenario.
        rollout: The name of one of its rollouts.
        seed: The seed.

    Returns:
        The finished run, with what was seen at the close of every week.
    """
    run = next(begin_seed(prepare(scenario, [rollout]), seed, by_team=True))
    weeks = [_look(run, week) for week in range(scenario.weeks + 1)]
    columns: dict[str, Any] = {name: np.stack([week[name] for week in weeks]) for name in weeks[0]}
    return Recording(**vars(run), **columns)


def _look(run: Run, week: int) -> dict[str, NDArray[Any]]:
    """Simulate a week and copy what is to be seen at its close."""
    leaving = _leaving(run, week)
    kernel.run_weeks(run.state, week, week)
    employees, teams = run.state.population.employees, run.state.change.teams
    return {
        "standing": _standing(run),
        "inclination": employees.inclination.copy(),
        "win": teams.win.copy(),
        "setback": teams.setback.copy(),
        "effort": teams.effort.copy(),
        "live": teams.live.copy(),
        "found": run.state.change.steps.found.copy(),
        "dropped": run.state.change.steps.dropped.copy(),
        "left": leaving,
    }


def _leaving(run: Run, week: int) -> NDArray[np.bool_]:
    """Who will leave at the end of a week that is about to begin, shape (n,)."""
    leaves, turnover = run.state.population.employees.leaves, run.state.change.behaviour[0].turnover
    if week != 1 or turnover <= 0:
        return np.asarray((leaves == week) & (week > 0))
    luck = draws(run.seed, Draw.TURNOVER, leaves.size, 0)  # the week in which all dates are drawn
    return np.array([uncompiled(tenure)(turnover, one) == 1 for one in luck])


def _standing(run: Run) -> Flags:
    """How everyone stands, shape (n,)."""
    employees = run.state.population.employees
    adopted = np.where(run.convinced, CONVINCED, UNCONVINCED)
    others = np.where(employees.aware > 0, AWARE, UNAWARE)
    return np.where(employees.adopted > 0, adopted, others).astype(np.uint8)
