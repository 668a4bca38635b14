"""Speed: a week by its agents and in the kernel, a comparison of ordinary size, and compiling."""

import os
import subprocess
import sys
from pathlib import Path
from time import perf_counter
from typing import Any

import pytest
from ratios import SCENARIO, ratio, step_by_agents

from winsim.model import OrgModel
from winsim.runs import simulate

SEEDS = range(1, 101)

FIRST_RUN = """
from time import process_time
from ratios import SCENARIO
from winsim.organisation import organisation_of
from winsim.world import world_of
from pathlib import Path

world = world_of(SCENARIO, "pilots", organisation_of(SCENARIO.organisation, 1, Path()), 1)
started = process_time()
from winsim import kernel
kernel.live(world, 0, SCENARIO.weeks)
print(process_time() - started)
"""


def a_model() -> tuple[tuple[OrgModel], dict[str, Any]]:
    """A model in its twentieth week, when there is most to do."""
    model = OrgModel(SCENARIO, "pilots")
    for _ in range(20):
        model.step()
    step_by_agents(model)
    return (model,), {}


def test_a_week_in_the_kernel(benchmark: Any) -> None:
    benchmark.pedantic(OrgModel.step, setup=a_model, rounds=20)


def test_a_week_agent_by_agent(benchmark: Any) -> None:
    benchmark.pedantic(step_by_agents, setup=a_model, rounds=10)


def test_agents_one_by_one_are_at_least_thirty_times_slower(benchmark: Any) -> None:
    measured = benchmark.pedantic(ratio, rounds=1)
    benchmark.extra_info["ratio"] = measured
    print(f"\nagent by agent takes {measured:.0f} times as long")
    assert measured >= 30


def test_two_rollouts_of_a_hundred_seeds_take_less_than_five_seconds(benchmark: Any) -> None:
    simulate(SCENARIO, seeds=(1,))
    started = perf_counter()
    benchmark.pedantic(lambda: simulate(SCENARIO, seeds=SEEDS, jobs=2), rounds=1)
    assert perf_counter() - started < 5


def seconds_of_a_first_run(cache: Path) -> float:
    """How long the kernel takes from its import to the end of its first run, in a new process.

    Seconds of the processor, so that a busy machine does not count; compiling uses one core.
    """
    env = dict(os.environ) | {"WINSIM_CACHE": str(cache)}
    command = [sys.executable, "-c", FIRST_RUN]
    folder = Path(__file__).parent
    ended = subprocess.run(command, env=env, cwd=folder, capture_output=True, text=True, check=True)
    return float(ended.stdout)


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("compiled")


def test_the_first_start_compiles_in_less_than_twenty_seconds(benchmark: Any, cache: Path) -> None:
    measured = benchmark.pedantic(seconds_of_a_first_run, (cache,), rounds=1)
    benchmark.extra_info["seconds"] = measured
    print(f"\ncompiling takes {measured:.1f} s of processor time")
    assert measured < 20


def test_later_starts_find_the_kernel_in_less_than_a_second(benchmark: Any, cache: Path) -> None:
    seconds_of_a_first_run(cache)
    measured = min(seconds_of_a_first_run(cache) for _ in range(3))
    benchmark.extra_info["seconds"] = measured
    benchmark.pedantic(seconds_of_a_first_run, (cache,), rounds=1)
    print(f"\na later start takes {measured:.2f} s of processor time")
    assert measured < 1
