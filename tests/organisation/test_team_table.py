"""Every team in numbers, and which teams listen to which, counted by hand."""

import math
from dataclasses import replace

import numpy as np
import pytest

from tests.support.organisations import lettered
from winsim.organisation.team_table import mixing, team_rows


def test_three_teams_counted_by_hand() -> None:
    """x: 0 1 2, y: 3 4, z: 5. 0 and 1 listen to each other, 2 and 3 too, 4 to 0; 5 is alone."""
    ties = [(0, 1), (1, 0), (2, 3), (3, 2), (4, 0)]
    x, y, z = team_rows(lettered("xxxyyz", ties, [-1, 0, 0, 0, 3, 3]))
    assert (x.team, x.people, x.inside, x.outgoing, x.incoming) == ("x", 3, 2, 1, 2)
    assert x.density == pytest.approx(2 / 6)
    assert x.e_i == pytest.approx((2 - 1) / 3)  # pairs: 0–1 inside; 2–3 and 0–4 lead out
    assert (x.silent, x.response, x.managers, x.without_manager) == (0, 1, 1, 1)
    assert (y.inside, y.outgoing, y.incoming, y.e_i, y.managers) == (0, 2, 1, 1, 1)
    assert (z.silent, z.response) == (1, 0)
    assert math.isnan(z.density)
    assert math.isnan(z.e_i)


def test_who_answered_can_be_known_otherwise() -> None:
    """2 and 3 name nobody; of 3 it is known that this was the answer."""
    who = lettered("xxyy", [(0, 1), (1, 0)])
    assert [row.silent for row in team_rows(who)] == [0, 2]
    x, y = team_rows(replace(who, answered=np.array([True, True, False, True])))
    assert (x.response, y.response) == (1, 1 / 2)


def test_without_ties_nobody_is_said_to_be_silent_by_share() -> None:
    assert all(math.isnan(row.response) for row in team_rows(lettered("xy", [])))


def test_which_teams_listen_to_which() -> None:
    found = mixing(lettered("xxyy", [(0, 1), (0, 2), (1, 2), (3, 0)]))
    assert found == [
        {"listeners": "x", "team": "x", "ties": 1, "density": 1 / 2},
        {"listeners": "x", "team": "y", "ties": 2, "density": 2 / 4},
        {"listeners": "y", "team": "x", "ties": 1, "density": 1 / 4},
    ]
    assert mixing(lettered("xy", [])) == []
