"""Whole columns by the same rules as the kernel applies to one person."""

import pytest

from tests.support.organisations import everyone_knows_everyone, plain, simulated, step
from winsim.model.rules import adoption, belief

pytestmark = pytest.mark.interpreted


def test_beliefs_of_all_are_the_rule_applied_to_each() -> None:
    full = plain(
        "social_proof",
        "trust",
        steps=[step("a", 2, 1)],
        employees={"threshold": {"uniform": {"low": 0, "high": 1}}, "susceptibility": 0.5},
    )
    people = simulated(full, everyone_knows_everyone(4, 4)).population
    employees, traits = people.employees, people.traits
    for person in range(8):
        assert employees.belief[person] == belief.share(
            employees.belief_for[person], employees.belief_against[person]
        )
        assert employees.trust[person] == belief.share(
            employees.trust_for[person], employees.trust_against[person]
        )
        assert traits.belief[person] == belief.share(
            traits.prior_for[person], traits.prior_against[person]
        )
        assert people.convinced[person] == adoption.convinced(
            employees.inclination[person], traits.threshold[person]
        )
    assert 0 < people.convinced.sum() < 8
