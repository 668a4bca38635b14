"""What is read off a run, from a record that a reader can add up."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from winsim.model import measures
from winsim.model.measures import WEEKLY
from winsim.numerics.arrays import Rows, rows


def record(**columns: list[float]) -> Rows:
    """A record with these columns; the others are zero."""
    return rows(WEEKLY, len(next(iter(columns.values()))), **columns)


SMALL = record(
    adopted=[0.0, 0.1, 0.5, 0.4, 0.6],
    wins=[0, 1, 2, 0, 1],
)


def test_a_share_is_reached_when_it_is_first_reached() -> None:
    assert measures.weeks_to(SMALL, 0.5) == 2  # and not undone by falling back to .4
    assert measures.weeks_to(SMALL, 0.0) == 0
    assert measures.weeks_to(record(adopted=[0.0, 3 * 0.1]), 0.3) == 1
    assert measures.weeks_to(record(adopted=[0.0, 0.3]), 3 * 0.1) == 1
    assert math.isnan(measures.weeks_to(SMALL, 0.61))


@given(st.lists(st.floats(0, 1), min_size=1, max_size=30))
def test_higher_shares_are_reached_later(adopted: list[float]) -> None:
    weeks = [measures.weeks_to(record(adopted=adopted), share) for share in (0.1, 0.5, 0.9)]
    reached = [week for week in weeks if not math.isnan(week)]
    assert reached == sorted(reached)
    assert weeks[: len(reached)] == reached


def test_one_measure_week_by_week() -> None:
    assert measures.measured(SMALL, "wins").tolist() == [0, 1, 2, 0, 1]
    assert measures.total(SMALL, "wins") == 4
    assert measures.at_end(SMALL, "wins") == 1
    with pytest.raises(ValueError, match="winz"):
        measures.measured(SMALL, "winz")
