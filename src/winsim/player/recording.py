"""One run, simulated again a week at a time, with what there is to see of it in every week.

Tables of runs hold means over people; the page shows everyone, and so needs one run in full.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from winsim.model.initial import prepare
from winsim.model.kernel import entry_points as kernel
from winsim.numerics.arrays import Flags, Floats, Small
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
    }


def _standing(run: Run) -> Flags:
    """How everyone stands, shape (n,)."""
    employees = run.state.population.employees
    adopted = np.where(run.convinced, CONVINCED, UNCONVINCED)
    others = np.where(employees.aware > 0, AWARE, UNAWARE)
    return np.where(employees.adopted > 0, adopted, others).astype(np.uint8)
