"""People who resemble their team, and teams that share their time."""

import numpy as np
import pytest

from tests.support.organisations import of_teams, plain, simulated, step
from winsim.model.pooling import pooled
from winsim.model.traits import traits_of
from winsim.numerics.arrays import Floats
from winsim.organisation.organisation import make_organisation

NOBODY = np.array([], dtype=np.int64)
MANY = make_organisation(
    [f"p{person}" for person in range(2000)],
    [f"T{person // 10:03}" for person in range(2000)],
    (NOBODY, NOBODY, None),
    None,
)
"""Two hundred teams of ten, who do not listen to one another."""


def thresholds(resemblance: float, seed: int = 1) -> Floats:
    """Those of 200 teams of ten, one row a team."""
    scenario = plain(
        "differences",
        employees={"threshold": {"normal": {"mean": 0.5, "sd": 0.1}}, "resemblance": resemblance},
    )
    traits, _ = traits_of(scenario, MANY, seed)
    return traits.threshold.reshape(200, 10)


@pytest.mark.parametrize("resemblance", [0.0, 0.1, 0.2, 1.0])
def test_the_intraclass_correlation_is_what_was_declared(resemblance: float) -> None:
    # ICC(1) of a one-way analysis of variance, averaged over 30 seeds; its standard error for 200
    # teams of ten is at most .02.
    found = []
    for seed in range(30):
        values = thresholds(resemblance, seed)
        between = 10 * values.mean(axis=1).var(ddof=1)
        within = values.var(axis=1, ddof=1).mean()
        found.append((between - within) / (between + 9 * within))
    assert np.mean(found) == pytest.approx(resemblance, abs=3 * 0.02 / 30**0.5)


def test_people_are_as_different_as_before_however_alike_their_team_is() -> None:
    for resemblance in (0.0, 0.2):
        values = np.concatenate([thresholds(resemblance, seed).ravel() for seed in range(30)])
        assert values.mean() == pytest.approx(0.5, abs=0.002)
        assert values.std() == pytest.approx(0.1, rel=0.02)


def test_what_is_read_from_a_file_stays_as_it_is() -> None:
    read = {"threshold": {"column": "mine"}, "resemblance": 1.0}
    who = of_teams(2, 1, mine=[0.1, 0.9, 0.4])
    traits, _ = traits_of(plain("differences", employees=read), who, 1)
    assert traits.threshold.tolist() == [0.1, 0.9, 0.4]


def test_teams_of_a_wave_share_what_time_they_have() -> None:
    # The first two: (2 × .3 + 6 × .1) / 8 = .15 a person; the third waits alone, the last for ever.
    capacity, sizes = np.array([0.3, 0.1, 0.5, 0.7]), np.array([2, 6, 1, 1])
    waves = np.array([0, 0, 1, -1], dtype=np.int32)
    assert pooled(capacity, sizes, waves).tolist() == pytest.approx([0.15, 0.15, 0.5, 0.7])


def test_the_fast_help_the_slow_of_their_wave() -> None:
    # Three people at .2 need 5 weeks for 3 person-weeks, at .6 two; together at .4 both need 3.
    capacities = {"capacity": {"column": "time"}}
    who = of_teams(3, 3, time=[0.6] * 3 + [0.2] * 3)
    done = {}
    for together in (False, True):
        scenario = plain(steps=[step("a", 3, 1)], teams=capacities, plan={"pooled": together})
        done[together] = simulated(scenario, who).change.tasks.done[:, 0].tolist()
    assert done == {False: [2, 5], True: [3, 3]}
