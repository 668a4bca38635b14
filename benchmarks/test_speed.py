"""The kernel's own times, for `pytest benchmarks --benchmark-compare` from one version to the next."""

from itertools import count
from typing import Any

import pytest

from benchmarks.setting import BUSY, ROLLOUT, change, copied, organisation, state
from winsim.model.initial import initial_state
from winsim.model.kernel import entry_points as kernel
from winsim.organisation.files.reading import organisation_of
from winsim.runs.simulate import simulate

WEEKS = 10


@pytest.mark.parametrize("people", [200, 1_000, 10_000])
def test_ten_busy_weeks(benchmark: Any, people: int) -> None:
    busy = state(people, BUSY + WEEKS, simulated=BUSY)
    benchmark.pedantic(
        kernel.run_weeks, setup=lambda: ((copied(busy), BUSY + 1, BUSY + WEEKS), {}), rounds=20
    )


@pytest.mark.parametrize("people", [300, 10_000])
def test_drawing_an_organisation(benchmark: Any, people: int) -> None:
    seeds = count(2)  # an organisation that was drawn is kept: draw others
    source = change(people).organisation
    benchmark.pedantic(lambda: organisation_of(source, next(seeds)), rounds=5)


@pytest.mark.parametrize("people", [300, 10_000])
def test_setting_up_a_world(benchmark: Any, people: int) -> None:
    benchmark.pedantic(
        initial_state,
        (change(people), ROLLOUT, organisation(people), 1),
        rounds=10,
        warmup_rounds=1,
    )


def test_a_hundred_runs(benchmark: Any) -> None:
    simulate(change(300), [ROLLOUT], [1])
    benchmark.pedantic(simulate, (change(300), [ROLLOUT], range(1, 101), 2), rounds=3)
