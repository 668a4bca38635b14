"""With everything else off: DeGroot's averages, Beta's counts, Wright's curve, Mitten's order."""

import numpy as np
import pytest

from winsim.model.measures import measured, total
from winsim.organisation.organisation import Organisation
from winsim.validation.published.check import Check
from winsim.validation.published.order import mean_cost
from winsim.validation.published.reproduction import Execution, final_state, organisation, setting
from winsim.validation.published.wright import unit_costs
from winsim.validation.theory import degroot, evidence, progress_curve


def ties_of(organisation: Organisation) -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
    ties = np.zeros((organisation.people, organisation.people))
    ties[organisation.ties[0], organisation.ties[1]] = 1.0
    return ties


@pytest.mark.parametrize("network", ["ring", "workplace", "random"])
def test_degroot_every_belief_follows_the_matrix_every_week(network: str) -> None:
    graph = f"{{people: 60, network: {network}, neighbours: 4, rewiring: 0.5, mean_degree: 3}}"
    for weeks in (1, 2, 5, 30):
        scenario = setting("degroot", f"organisation.generate={graph}", f"weeks={weeks}")
        for seed in (1, 2):
            who = organisation(scenario, seed)
            state = final_state(scenario, seed, who)
            start, end = state.population.traits, state.population.employees
            before = start.belief
            after = end.belief
            path = degroot.path(before, ties_of(who), 0.5, weeks)
            assert np.abs(after - path[-1]).max() < 1e-13


def test_degroot_beliefs_meet_at_the_mean_weighted_by_degree() -> None:
    scenario = setting("degroot")
    who = organisation(scenario)
    state = final_state(scenario, people=who)
    start, end = state.population.traits, state.population.employees
    before = start.belief
    after = end.belief
    degree = ties_of(who).sum(axis=1)
    meeting = float(before @ degree / degree.sum())
    assert np.abs(after - meeting).max() < 1e-12
    assert abs(meeting - before.mean()) > 1e-3


def test_beta_seven_wins_and_a_setback_make_four_fifths() -> None:
    """Prior 1 : 1; wins in weeks 1, 2, 4, 5 (two), 7 and 8, a setback in week 3."""
    beliefs = measured(final_state(setting("beta")).record.weeks, "belief").tolist()
    assert beliefs == [
        1 / 2, 2 / 3, 3 / 4, 3 / 5, 4 / 6, 6 / 8, 6 / 8, 7 / 9, pytest.approx(8 / 10, abs=1e-15),
    ]  # fmt: skip


def test_beta_counts_stay_counts() -> None:
    who = final_state(setting("beta")).population.employees
    assert set(who.belief_for.tolist()) == {8.0}
    assert set(who.belief_against.tolist()) == {2.0}


def test_beta_a_setback_can_weigh_more() -> None:
    who = final_state(setting("beta", "behaviour.setback_weight=2.5")).population.employees
    assert who.belief_against[0] == 3.5
    assert evidence.expected((1, 1), 7, 2.5) == pytest.approx(8 / 11.5)


def test_wright_each_doubling_takes_a_fifth_off() -> None:
    costs = unit_costs(seed=1, exponent=progress_curve.exponent(0.8))
    assert costs[[0, 1, 3, 7, 15, 31]] == pytest.approx([0.8**n for n in range(6)], abs=1e-7)
    curve = [progress_curve.unit_cost(unit, progress_curve.exponent(0.8)) for unit in range(1, 33)]
    assert costs == pytest.approx(curve, abs=1e-7)


def test_wright_nothing_is_learnt_with_learning_off() -> None:
    costs = final_state(setting("wright", "mechanisms.learning=false"))
    assert total(costs.record.weeks, "cost") == pytest.approx(320)


def test_tests_cheap_for_their_risk_come_first() -> None:
    """5 + 2·½ + 1·½·.9 + 8·½·.9·.95 = 9.87, and 8 + 1·.7 + 2·.7·.95 + 5·.7·.95·.9 = 13.0225."""
    execution = Execution()
    assert mean_cost(setting("tests"), "risk_first", execution) == pytest.approx(9.87, abs=1e-9)
    assert mean_cost(setting("tests"), "listed", execution) == pytest.approx(13.0225, abs=1e-9)


def test_a_blocker_is_better_tried_at_once() -> None:
    """Easy first 5·3 + 5 = 20; risk first 5 + .6·15 = 14."""
    execution = Execution()
    assert mean_cost(setting("blocker"), "easy_first", execution) == pytest.approx(20, abs=1e-9)
    assert mean_cost(setting("blocker"), "risk_first", execution) == pytest.approx(14, abs=1e-9)


def test_a_check_fails_on_what_lies_outside_its_interval() -> None:
    check = Check("share", "bass1969", 0.5, 0.4, 0.6, published=0.61, rounding=0.005)
    assert not check.reproduced
    assert Check("share", "bass1969", 0.5, 0.4, 0.6, published=0.604, rounding=0.005).reproduced
    assert not Check("share", "bass1969", 0.5, 0.4, 0.6, published=0.5, theory=0.3).reproduced
