"""Outcomes, read off a record that a reader can add up, and endings in words."""

import math
from typing import Any

import pytest

from tests.support.organisations import plain, step
from winsim.model.measures import WEEKLY
from winsim.model.state import ENDINGS
from winsim.numerics.arrays import rows
from winsim.runs.endings import IN_WORDS, STOPPED
from winsim.runs.outcomes import OUTCOMES
from winsim.runs.run import Run, simulate_one

SCENARIO = plain(steps=[step("a", 1, 1)], initiative={"price": 0.05})


def run_of(**columns: list[float]) -> Run:
    """A run of nine people with this record; the measures that are not named are zero."""
    weeks = rows(WEEKLY, len(next(iter(columns.values()))), **columns)
    run = simulate_one(SCENARIO, "plan", 1)
    state = run.state._replace(record=run.state.record._replace(weeks=weeks))
    return Run(SCENARIO, "plan", 1, run.organisation, state)


SMALL: dict[str, Any] = {
    "adopted": [0.0, 0.1, 0.5, 0.4, 0.6],
    "committed": [0.0, 0.1, 0.4, 0.3, 0.5],
    "perceived": [0.0, 0.5, 0.6, 0.7, 0.8],
    "strategic": [0.0, 0.1, 0.4, 0.6, 0.8],
    "fatigue": [0.0, 0.2, 0.3, 0.1, 0.1],
    "trust": [0.5, 0.4, 0.45, 0.5, 0.6],
    "belief": [0.3, 0.3, 0.4, 0.4, 0.5],
    "cost": [0.0, 2.0, 2.0, 1.0, 0.0],
    "benefit_share": [0.0, 0.0, 0.25, 0.25, 0.5],
    "wins": [0, 1, 2, 0, 1],
    "setbacks": [0, 0, 1, 0, 0],
}


def test_all_outcomes_of_a_small_record() -> None:
    # Benefit: a full week is worth .05 × 9 = .45 person-weeks, and there was one of them in all.
    assert run_of(**SMALL).outcomes == pytest.approx(
        {
            "adoption": 0.6,
            "commitment": 0.5,
            "weeks_to_10": 1,
            "weeks_to_50": 2,
            "weeks_to_90": math.nan,
            "strategic": 0.8,
            "perceived": 0.8,
            "gap_peak": 0.4,
            "peak_fatigue": 0.3,
            "lowest_trust": 0.4,
            "belief": 0.5,
            "trust": 0.6,
            "cost": 5,
            "benefit": 0.45,
            "net_value": -4.55,
            "wins": 4,
            "setbacks": 1,
            "cancelled": False,
        },
        nan_ok=True,
    )


def test_perceived_behind_strategic_is_no_gap() -> None:
    assert run_of(perceived=[0.0, 0.2], strategic=[0.0, 0.5]).outcomes["gap_peak"] == 0.0


def test_only_times_may_never_come() -> None:
    never = [name for name, outcome in OUTCOMES.items() if outcome.may_never_come]
    assert never == [name for name in OUTCOMES if name.startswith("weeks_to_")]


def test_every_ending_has_its_words() -> None:
    assert tuple(IN_WORDS) == ENDINGS[1:]
    assert set(STOPPED) < set(IN_WORDS)
    assert all(IN_WORDS[name].startswith("stopped") == (name in STOPPED) for name in IN_WORDS)
