"""The benchmark works, and what it compares does the same; nothing here asks how fast."""

import shutil
from collections.abc import Iterable
from importlib.util import find_spec

import numpy as np
import pytest

from benchmarks import (
    files,
    inner_loop,
    plain_mesa,
    profile,
    scaling,
    setting,
    sweep,
    thresholds,
    weeks,
)
from benchmarks.measuring import Measure, Range, in_turn, ratio
from benchmarks.page import line

needs_gcc = pytest.mark.skipif(shutil.which("gcc") is None, reason="gcc is not installed")


def all_positive(measures: Iterable[Measure]) -> bool:
    """Whether there is something, and all of it took time."""
    found = list(measures)
    return bool(found) and all(one.found.median >= 0.0 for one in found)


def test_ratios_are_taken_round_by_round() -> None:
    # A busy moment slows both in the third round, and leaves the ratio as it was.
    slow, fast = iter([2.0, 4.0, 40.0]), iter([1.0, 1.0, 10.0])
    times = in_turn({"slow": lambda: next(slow), "fast": lambda: next(fast)}, rounds=3)
    assert ratio(times["slow"], times["fast"]) == Range(4.0, 3.0, 4.0)


def test_a_line_says_whether_its_target_is_reached() -> None:
    enough = Measure("speed", Range(150.0, 90.0, 160.0), 100.0)
    too_much = Measure("set-up", Range(2.0, 2.0, 2.0), 1.0, at_most=True)
    assert line(enough) == "| speed | **150×** (90–160) | at least 100× | yes |  |"
    assert line(too_much) == "| set-up | **2×** | at most 1× | **no** |  |"


def test_weeks_agent_by_agent_and_in_plain_mesa_are_those_of_the_kernel() -> None:
    assert all_positive(weeks.measured(quick=True))


def test_plain_mesa_lives_a_whole_run_as_the_kernel_does() -> None:
    model = plain_mesa.PlainOrganisation(60, 60, organisation=setting.organisation(60))
    model.run_for(60)
    simulated = setting.state(60, 60, simulated=60)
    adopted = [person.adopted_week for person in model.twin.people]
    assert adopted == simulated.population.employees.adopted_week.tolist()
    assert np.mean(np.array(adopted) >= 0) > 0.0


@pytest.mark.skipif(find_spec("starsim") is None, reason="Starsim is not installed")
@pytest.mark.filterwarnings("ignore")
def test_thresholds_meet_the_same_adopters_everywhere() -> None:
    assert all_positive(thresholds.measured(quick=True))


@needs_gcc
def test_people_live_the_same_weeks_in_c() -> None:
    ring = inner_loop.Ring(60)
    assert inner_loop.difference(ring, fused=False) == 0.0
    assert 0.0 <= inner_loop.difference(ring, fused=True) < inner_loop.ROUNDING
    assert all_positive(inner_loop.measured(quick=True))


@pytest.mark.parametrize("subject", [sweep, scaling, profile], ids=["sweep", "scaling", "profile"])
def test_everything_else_can_be_measured(subject: object) -> None:
    assert all_positive(subject.measured(quick=True))  # type: ignore[attr-defined]


def test_files_of_both_formats_hold_the_same_organisation() -> None:
    assert all_positive(files.measured(quick=True))
