"""What the other stories pass by: a team without an hour to give, and the terms of a decision."""

import math

import numpy as np
import pytest

from tests.support.organisations import (
    SWITCHES,
    each_week,
    everyone_knows_everyone,
    plain,
    simulated,
    step,
)
from winsim.model.initial import initial_state
from winsim.model.kernel import entry_points as kernel
from winsim.model.state import State
from winsim.organisation.organisation import make_organisation
from winsim.scenario.scenario import Scenario

pytestmark = pytest.mark.interpreted

NOBODY = np.array([], dtype=np.int64)


def test_a_team_without_time_to_give_carries_the_load_and_gets_nowhere() -> None:
    idle = plain("fatigue", steps=[step("a", 1, 1)], weeks=2, teams={"capacity": 0})
    end = simulated(idle, everyone_knows_everyone(3))
    assert end.change.tasks[0, 0].left == 1.0
    assert each_week(end, "cost") == [0, 0, 0]
    assert end.change.teams[0].load == 0.5
    assert each_week(end, "fatigue")[1] == pytest.approx(0.04 * 0.5)


def test_more_people_and_teams_than_a_byte_can_count_are_counted() -> None:
    # 300 teams of one: everyone has heard, adopts in the week in which all is in use, and gains all.
    who = make_organisation(
        [f"p{number}" for number in range(300)],
        [f"T{number}" for number in range(300)],
        (NOBODY, NOBODY, None),
        None,
    )
    one = plain(steps=[step("a", 1.5, 1)], weeks=2, employees={"threshold": 0},
                initiative={"team_size": 3})  # fmt: skip
    end = simulated(one.with_fields({"initiative.complementarity": 1}), who)
    for measure in ("aware", "adopted", "committed", "benefit_share"):
        assert each_week(end, measure)[-1] == 1.0


def test_the_terms_of_a_decision_add_up_to_the_inclination() -> None:
    # Half of the inclination is colleagues' example, half is what the log-odds amount to.
    steps = [step("a", 2, 0.5), step("b", 2, 0.5)]
    people = {"susceptibility": 0.5, "threshold": 0.4, "adopters_at_start": {"count": 2}}
    full = plain(*SWITCHES, steps=steps, employees={"loss_aversion": 2, **people})
    state = weighing(full, week=4)
    for person, inclination in enumerate(state.population.employees.inclination.tolist()):
        terms, seen = kernel.appeal_terms(state, 4, person)
        assert len(terms) == len(kernel.APPEAL_TERMS)
        assert all(math.isfinite(term) for term in terms)
        own = 1 / (1 + math.exp(-sum(terms)))
        assert inclination == pytest.approx(0.5 * seen + 0.5 * own, abs=1e-12)


def weighing(scenario: Scenario, week: int) -> State:
    """The state in the middle of a week: everyone has weighed the change, and nobody decided."""
    state = initial_state(scenario, "plan", everyone_knows_everyone(3, 3), seed=1)
    kernel.run_weeks(state, 0, week - 1)
    kernel.open_week(state, week)
    kernel.work(state, week, 0, 2)
    kernel.evaluate_work(state, week)
    kernel.perceive(state, week, 0, 6)
    return state
