"""Where the time goes: in a week of the kernel, and in a sweep."""

from collections.abc import Iterable
from functools import partial
from time import process_time
from typing import Any

from benchmarks.measuring import Measure, seconds, spread
from benchmarks.setting import BUSY, ROLLOUT, change, state
from winsim.model.initial import initial_state
from winsim.model.kernel import entry_points as kernel
from winsim.organisation.files.reading import organisation_of
from winsim.runs.simulate import simulate
from winsim.scenario.scenario import Scenario

PARTS = ("open_week", "work", "evaluate_work", "perceive", "decide", "act", "close_week")


def of_a_week(people: int, weeks: int) -> Iterable[Measure]:
    """The share of each part in some busy weeks; what a call from Python costs is taken off."""
    simulated = state(people, BUSY + weeks, simulated=BUSY)
    ends = {"work": simulated.change.teams.size} | dict.fromkeys(
        ("perceive", "decide", "act"), people
    )
    took: dict[str, list[float]] = {part: [] for part in PARTS}
    for week in range(BUSY + 1, BUSY + weeks + 1):
        for part in PARTS:
            call = seconds(partial(kernel.decide, simulated, week, 0, 0))
            span = (0, ends[part]) if part in ends else ()
            whole = seconds(partial(getattr(kernel, part), simulated, week, *span))
            took[part].append(max(whole - call, 0.0))
    yield from _shares({f"`{part}`, {people:,} people": took[part][1:] for part in PARTS})


def of_a_sweep(people: int, seeds: int) -> Iterable[Measure]:
    """The share of each stage of `simulate`, one seed after the other."""
    scenario = change(people)
    runs = [stages_of(scenario, seed) for seed in range(1, seeds + 1)]
    others = range(seeds + 1, 2 * seeds + 1)  # an organisation that was drawn is kept
    whole = seconds(lambda: simulate(scenario, [ROLLOUT], others), process_time)
    rest = max(whole - sum(sum(run.values()) for run in runs), 0.0) / seeds
    took = {
        f"{stage}, {people:,} people, 104 weeks": [run[stage] for run in runs] for stage in runs[0]
    }
    yield from _shares({**took, f"all else of `simulate`, {people:,} people": [rest]})


def stages_of(scenario: Scenario, seed: int) -> dict[str, float]:
    """The seconds of each stage of one run."""
    found: list[Any] = []
    drawn = seconds(lambda: found.append(organisation_of(scenario.organisation, seed)))
    made = seconds(
        lambda: found.append(initial_state(scenario, ROLLOUT, found[0], seed, by_team=True))
    )
    ran = seconds(lambda: kernel.run_weeks(found[1], 0, scenario.weeks))
    return {"organisation": drawn, "state": made, "run": ran}


def _shares(took: dict[str, list[float]]) -> Iterable[Measure]:
    """Each part's median as a share of all, in per cent."""
    medians = {name: spread(times) for name, times in took.items()}
    total = sum(one.median for one in medians.values())
    for name, one in medians.items():
        share = one / (total / 100)
        note = f"{1e6 * one.median:,.0f} µs"
        yield Measure(name, share, unit=" %", note=note)


def measured(quick: bool = False) -> Iterable[Measure]:
    """All lines."""
    for people in (60,) if quick else (1_000, 10_000):
        yield from of_a_week(people, 3 if quick else 40)
    yield from of_a_sweep(60 if quick else 300, 2 if quick else 40)
