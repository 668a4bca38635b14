"""One run, lived again a week at a time, with what there is to see of it in every week."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from winsim.model.initial import initial_state
from winsim.model.kernel import entry_points as kernel
from winsim.model.rules.adoption import EXACT
from winsim.model.state import State
from winsim.numerics.arrays import Flags, Floats, Small
from winsim.organisation.organisation import Organisation
from winsim.scenario.scenario import Scenario

STANDINGS = ("unaware", "aware", "convinced", "unconvinced")
"""How a person stands: has not heard of the change; has; has adopted it convinced, or as told."""
UNAWARE, AWARE, CONVINCED, UNCONVINCED = range(len(STANDINGS))


@dataclass(frozen=True, eq=False)
class Recording:
    """A run week by week: n people, G teams, W weeks; row 0 is the start.

    `state` is as the run left it, its record included.
    """

    scenario: Scenario
    rollout: str
    seed: int
    organisation: Organisation
    state: State
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


def record(scenario: Scenario, rollout: str, seed: int, organisation: Organisation) -> Recording:
    """Live a run, the same to the last bit as in any table of runs, and look at every week."""
    state = initial_state(scenario, rollout, organisation, seed, by_team=True)
    weeks = [_look(state, week) for week in range(scenario.weeks + 1)]
    columns = {name: np.stack([week[name] for week in weeks]) for name in weeks[0]}
    return Recording(scenario, rollout, seed, organisation, state, **columns)


def _look(state: State, week: int) -> dict[str, NDArray[Any]]:
    """Live a week and copy what is to be seen at its close."""
    kernel.run_weeks(state, week, week)
    who, teams = state.population.employees, state.change.teams
    return {
        "standing": _standing(state),
        "inclination": who.inclination.copy(),
        "win": teams.win.copy(),
        "setback": teams.setback.copy(),
        "effort": teams.effort.copy(),
        "live": teams.live.copy(),
        "found": state.change.steps.found.copy(),
    }


def _standing(state: State) -> Flags:
    """How everyone stands, shape (n,)."""
    who, threshold = state.population.employees, state.population.traits.threshold
    gladly = who.inclination >= threshold - EXACT
    adopted = np.where(gladly, CONVINCED, UNCONVINCED)
    apart = np.where(who.aware > 0, AWARE, UNAWARE)
    return np.where(who.adopted > 0, adopted, apart).astype(np.uint8)
