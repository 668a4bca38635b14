"""Ablation: how much of the difference between two rollouts each mechanism carries.

Both rollouts are simulated with every seed with all the scenario's mechanisms, and again with one of
them switched off. What a mechanism carries is the difference with it less the difference without it, seed
by seed. The parts do not add up to the whole, because mechanisms act on one another: two that can
stand in for each other carry little, and two that need each other carry the same piece twice.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import pandas as pd

from winsim.counterfactual.parts import (
    UNIT,
    Parts,
    columns,
    difference,
    known_outcomes,
    ranked,
    rollout_and_baseline,
    summary,
)
from winsim.numerics.arrays import Floats
from winsim.parallel import Progress
from winsim.runs.dictionary import Column, text
from winsim.runs.simulate import simulate
from winsim.scenario.behaviour import Mechanisms
from winsim.scenario.scenario import Scenario

if TYPE_CHECKING:
    from winsim.runs.tables import Runs

TABLES = columns(
    "ablation",
    text("mechanism", "the mechanism that is switched off"),
    "difference with the mechanism less that without it",
    Column("difference_with", UNIT, "number", "mean difference, rollout less baseline"),
    Column("difference_without", UNIT, "number", "the same with the mechanism off"),
)
"""What the columns of the tables hold."""


@dataclass(frozen=True)
class Ablation(Parts):
    """What each mechanism carries of the difference between a rollout and a baseline.

    Beside what it carried, the table says for each mechanism the mean difference with it
    (`difference_with`) and without it (`difference_without`).
    """

    name = "ablation"
    part = "mechanism"
    beside = MappingProxyType({"difference_without": "difference without it"})
    off: tuple[str, ...]
    """Mechanisms that the scenario has switched off."""


def mechanisms_at_work(scenario: Scenario) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The mechanisms that a scenario has switched on, and those that it has switched off.

    Returns:
        Two tuples of names of `Mechanisms`, in the order of its fields.
    """
    names = tuple(Mechanisms.model_fields)
    on = tuple(name for name in names if getattr(scenario.mechanisms, name))
    return on, tuple(name for name in names if name not in on)


def ablate(
    scenario: Scenario,
    rollouts: Sequence[str] = (),
    seeds: Iterable[int] = range(1, 101),
    outcomes: Sequence[str] = ("net_value",),
    jobs: int = 1,
    progress: Progress | None = None,
) -> Ablation:
    """Switch off one mechanism at a time and see what becomes of the difference.

    Args:
        scenario: what to simulate.
        rollouts: names of two of its rollouts; none is its baseline and the first other one.
        seeds: whole numbers; all runs of a seed meet the same chance events.
        outcomes: names of `winsim.runs.outcomes.OUTCOMES` whose difference is explained.
        jobs: how many threads work at once.
        progress: is called with the number of seeds that are finished and that of all.

    Returns:
        What each mechanism carried, summed up and seed by seed.

    Raises:
        BadInput: for rollouts and outcomes that are not there, and where not two rollouts are named.
        SimulationInterrupted: on Ctrl-C.

    >>> from winsim import scenario_from
    >>> text = '''
    ... name: tiny
    ... weeks: 10
    ... organisation: {generate: {people: 24, team_size: 6}}
    ... behaviour: {announce: 0.5}
    ... initiative:
    ...   gain: 2
    ...   steps: [{name: sort, work: 1, value: 0.5}, {name: join, work: 2, value: 0.5}]
    ... rollouts: {big_bang: {}, pilots: {waves: [{pick: random, count: 1}, rest]}}
    ... '''
    >>> result = ablate(scenario_from(text, "tiny.yaml"), seeds=range(1, 4), outcomes=["adoption"])
    >>> result.carried[["mechanism", "difference_with", "carried"]].round(2).head(3)
          mechanism  difference_with  carried
    0      efficacy            -0.24    -0.19
    1  social_proof            -0.24    -0.18
    2  coordination            -0.24     0.10
    """
    rollout, baseline = rollout_and_baseline(scenario, rollouts)
    chosen = known_outcomes(outcomes)
    on, off = mechanisms_at_work(scenario)
    asked = tuple(seeds)
    simulated = _simulated(scenario, (baseline, rollout), asked, on, jobs, progress)
    _, whole = next(simulated)
    parts = [_part(whole, without, name, chosen) for name, without in simulated]
    pairs = pd.concat([pair for pair, _ in parts], ignore_index=True)
    rows = [row for _, part in parts for row in part]
    return Ablation(whole, rollout, baseline, chosen, ranked(rows, chosen), pairs, off)


def _simulated(
    scenario: Scenario,
    names: tuple[str, str],
    seeds: tuple[int, ...],
    mechanisms: Sequence[str],
    jobs: int,
    progress: Progress | None,
) -> Iterator[tuple[str, Runs]]:
    """Runs with all mechanisms (named ""), and then without each of them."""
    for place, name in enumerate(["", *mechanisms]):

        def tell(done: int, total: int, before: int = place) -> None:
            if progress is not None:
                progress(before * total + done, (1 + len(mechanisms)) * total)

        yield name, simulate(without(scenario, name), names, seeds, jobs, tell)


def without(scenario: Scenario, mechanism: str) -> Scenario:
    """The scenario with a mechanism switched off.

    Args:
        scenario: it is not changed.
        mechanism: a field of `Mechanisms`; empty gives the scenario as it is.
    """
    if not mechanism:
        return scenario
    fewer = scenario.mechanisms.model_copy(update={mechanism: False})
    return scenario.model_copy(update={"mechanisms": fewer})


def _part(
    whole: Runs, without: Runs, mechanism: str, outcomes: Sequence[str]
) -> tuple[pd.DataFrame, list[dict[str, Any]]]:
    """What one mechanism carries of each outcome: its pairs, and its rows."""
    idle = whole.runs.equals(without.runs)
    pairs, rows = [], []
    for outcome in outcomes:
        with_it, without_it = difference(whole, outcome), difference(without, outcome)
        named = {"outcome": outcome, "mechanism": mechanism}
        means = {"difference_with": _mean(with_it), "difference_without": _mean(without_it)}
        carried = with_it - without_it
        rows.append(named | {"pairs": carried.size} | means | summary(carried, idle))
        pairs.append(pd.DataFrame(named | {"seed": whole.seeds, "carried": carried}))
    return pd.concat(pairs, ignore_index=True), rows


def _mean(values: Floats) -> float:
    return float(values.mean()) if values.size else float("nan")
