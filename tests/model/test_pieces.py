"""Pieces of steps, worked by hand."""

import numpy as np
import pytest

from winsim import scenario_from
from winsim.model.compiled_rollout import compile_rollout
from winsim.model.pieces import cut
from winsim.scenario.initiative import Step

SORT = Step(name="sort", design=6, work=3, value=0.3, visibility=1, risk=0.19, gate=2)
FOLLOW = Step(name="follow", work=1, value=0.4, needs=("sort",), value_needs=("sort",))
WHOLE = Step(name="whole", work=5, value=0.3, needs=("follow",), indivisible=True)


def test_a_step_in_two_pieces() -> None:
    first, second = cut([SORT], 2, curvature=0.88)
    for piece in (first, second):
        assert (piece.step.work, piece.step.design, piece.step.value) == (1.5, 3, 0.15)
        assert piece.step.visibility == pytest.approx(0.5434, abs=1e-4)  # 2^-.88
        assert piece.step.risk == pytest.approx(0.1)  # .9 × .9 = 1 - .19
        assert piece.listed is SORT
    assert (first.step.name, second.step.name) == ("sort 1 of 2", "sort 2 of 2")
    assert (first.step.gate, second.step.gate) == (2, 0)
    assert second.step.needs == ("sort 1 of 2",)


def test_pieces_are_the_same_change() -> None:
    pieces = [piece.step for piece in cut([SORT, FOLLOW, WHOLE], 3, curvature=0.88)]
    assert [piece.name for piece in pieces[-2:]] == ["follow 3 of 3", "whole"]
    for name in ("work", "value", "design"):
        together = sum(getattr(piece, name) for piece in pieces)
        assert together == pytest.approx(sum(getattr(step, name) for step in (SORT, FOLLOW, WHOLE)))
    assert np.prod([1 - piece.risk for piece in pieces]) == pytest.approx(1 - 0.19)


def test_what_needed_a_step_needs_its_last_piece() -> None:
    pieces = {piece.step.name: piece.step for piece in cut([SORT, FOLLOW, WHOLE], 3, 0.88)}
    assert pieces["follow 1 of 3"].needs == ("sort 3 of 3",)
    assert pieces["follow 2 of 3"].value_needs == ("sort 3 of 3",)
    assert pieces["whole"].needs == ("follow 3 of 3",)


def test_pieces_follow_one_another_even_where_steps_may_be_taken_up_in_any_order() -> None:
    follow = {"name": "follow", "work": 1, "value": 0.5, "needs": ["sort"]}
    scenario = scenario_from(
        {
            "name": "cut",
            "initiative": {"steps": [{"name": "sort", "work": 3, "value": 0.5}, follow]},
            "rollouts": {"pilots": {"waves": ["all"], "pieces": 2}},
            "mechanisms": {"dependencies": False},
        }
    )  # fmt: skip
    needs = compile_rollout(scenario, "pilots").needs
    assert np.argwhere(needs).tolist() == [[1, 0], [3, 2]]


def test_gains_felt_one_by_one_are_felt_more() -> None:
    whole, pieces = (cut([SORT], count, curvature=0.88) for count in (1, 4))
    seen = sum(piece.step.visibility for piece in pieces)
    assert whole[0].step == SORT
    assert seen == pytest.approx(4**0.12)
    assert sum(piece.step.visibility for piece in cut([SORT], 4, 1.0)) == pytest.approx(1)
