"""Ablation: how much of the difference between two rollouts each mechanism carries.

Both rollouts live through every seed with all the scenario's mechanisms, and again with one of them
switched off. What a mechanism carries is the difference with it less the difference without it, seed
by seed. The parts do not add up to the whole, because mechanisms act on one another: two that can
stand in for each other carry little, and two that need each other carry the same piece twice.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from winsim.inference import mean_interval
from winsim.parallel import Progress
from winsim.problems import BadInput, Problem, nearest
from winsim.runs.outcomes import OUTCOMES
from winsim.runs.simulate import simulate
from winsim.scenario.behaviour import Mechanisms
from winsim.scenario.scenario import Scenario

if TYPE_CHECKING:
    from winsim.runs.tables import Runs

Table = pd.DataFrame


@dataclass(frozen=True)
class Ablation:
    """What each mechanism carries of the difference between a rollout and a baseline."""

    runs: Runs
    """The runs of the two rollouts with all mechanisms at work."""
    rollout: str
    baseline: str
    outcomes: tuple[str, ...]
    carried: Table
    """One row per outcome and mechanism, the heaviest first: `pairs` of runs in which all four
    reached the outcome; the mean difference (rollout - baseline) `with_it` and `without_it` in
    these; what the mechanism carries (`mean`, with its 95 % interval `low`, `high`); whether that
    is `clear` of zero; and whether it is `idle`, its removal changing no outcome of any run."""
    pairs: Table
    """One row per outcome, mechanism and seed: what the mechanism `carries`."""
    off: tuple[str, ...]
    """Mechanisms that the scenario has switched off."""

    def difference(self, outcome: str) -> tuple[float, float, float]:
        """The mean difference with all mechanisms at work, and its 95 % interval."""
        apart = _difference(self.runs, outcome)
        return mean_interval(apart[np.isfinite(apart)])


def mechanisms_at_work(scenario: Scenario) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The mechanisms that a scenario has switched on, and those that it has switched off."""
    names = tuple(Mechanisms.model_fields)
    on = tuple(name for name in names if getattr(scenario.mechanisms, name))
    return on, tuple(name for name in names if name not in on)


def the_two(scenario: Scenario, rollouts: Sequence[str] = ()) -> tuple[str, str]:
    """The rollout and the baseline that are meant: two that are named, or the scenario's first two.

    The baseline is the scenario's where it is one of them, and the first otherwise.
    """
    names = scenario.named(rollouts)
    if not rollouts:
        names = (scenario.reference, *(name for name in names if name != scenario.reference))[:2]
    if len(set(names)) != 2:
        remedy = "name two rollouts, as in --rollouts pilots,big_bang"
        raise BadInput(Problem("", "--rollouts", ",".join(names), remedy))
    baseline = scenario.reference if scenario.reference in names else names[0]
    return next(name for name in names if name != baseline), baseline


def ablate(
    scenario: Scenario,
    rollouts: Sequence[str] = (),
    seeds: Iterable[int] = range(1, 101),
    outcomes: Sequence[str] = ("net_value",),
    jobs: int = 1,
    progress: Progress | None = None,
) -> Ablation:
    """Switch off one mechanism at a time and see what becomes of the difference.

    Raises BadInput for rollouts and outcomes that are not there, and where not two rollouts are
    asked for; `winsim.runs.simulate.SimulationInterrupted` on Ctrl-C.
    """
    rollout, baseline = the_two(scenario, rollouts)
    chosen = tuple(dict.fromkeys(_known(name) for name in outcomes))
    on, off = mechanisms_at_work(scenario)
    asked = tuple(seeds)
    simulated = _simulated(scenario, (baseline, rollout), asked, on, jobs, progress)
    _, whole = next(simulated)
    parts = [_part(whole, without, name, chosen) for name, without in simulated]
    pairs = pd.concat([pair for pair, _ in parts], ignore_index=True)
    rows = [row for _, found in parts for row in found]
    return Ablation(whole, rollout, baseline, chosen, _ranked(rows, chosen), pairs, off)


def _known(name: str) -> str:
    if name not in OUTCOMES:
        raise BadInput(
            Problem("", "--outcome", name, f"there is no such outcome; {nearest(name, OUTCOMES)}")
        )
    return name


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
    """The scenario with a mechanism switched off; as it is for the empty name."""
    if not mechanism:
        return scenario
    fewer = scenario.mechanisms.model_copy(update={mechanism: False})
    return scenario.model_copy(update={"mechanisms": fewer})


def _part(
    whole: Runs, without: Runs, mechanism: str, outcomes: Sequence[str]
) -> tuple[Table, list[dict[str, Any]]]:
    """What one mechanism carries of each outcome: its pairs, and its rows."""
    idle = whole.runs.equals(without.runs)
    pairs, rows = [], []
    for outcome in outcomes:
        with_it, without_it = _difference(whole, outcome), _difference(without, outcome)
        both = np.isfinite(with_it) & np.isfinite(without_it)
        carries = np.where(both, with_it - without_it, np.nan)
        mean, low, high = mean_interval(carries[both])
        rows.append(
            {"outcome": outcome, "mechanism": mechanism, "pairs": int(both.sum())}
            | {"with_it": _mean(with_it[both]), "without_it": _mean(without_it[both])}
            | {"mean": mean, "low": low, "high": high}
            | {"clear": bool(low > 0 or high < 0), "idle": idle}
        )
        named = {"outcome": outcome, "mechanism": mechanism, "seed": whole.seeds}
        pairs.append(Table(named | {"carries": carries}))
    return pd.concat(pairs, ignore_index=True), rows


def _difference(runs: Runs, outcome: str) -> Any:
    """Rollout less baseline, in the order of the seeds; NaN where either never came."""
    baseline, rollout = runs.rollouts
    values = runs.runs.pivot(index="seed", columns="rollout", values=outcome).loc[list(runs.seeds)]
    return values[rollout].to_numpy(dtype=float) - values[baseline].to_numpy(dtype=float)


def _mean(values: Any) -> float:
    return float(values.mean()) if values.size else float("nan")


def _ranked(rows: list[dict[str, Any]], outcomes: Sequence[str]) -> Table:
    """Rows by outcome in the order asked for, the heaviest mechanism first, idle ones last."""
    place = {name: number for number, name in enumerate(outcomes)}

    def weight(row: dict[str, Any]) -> tuple[int, bool, float]:
        size = abs(row["mean"])
        return place[row["outcome"]], row["idle"], 0.0 if np.isnan(size) else -size

    rows.sort(key=weight)
    return Table(rows)


def statements(found: Ablation) -> list[str]:
    """What the ablation says, in sentences."""
    return [
        *(_said(found, outcome) for outcome in found.outcomes),
        "The parts do not add up to the whole, because mechanisms act on one another; and of twenty "
        "intervals, about one misses the truth by chance.",
        *_idle(found),
    ]


def _said(found: Ablation, name: str) -> str:
    outcome, rows = OUTCOMES[name], found.carried[found.carried["outcome"] == name]
    numbers = outcome.unit.differences(*found.difference(name))
    start = (
        f"{outcome.label.capitalize()}: {found.rollout} less {found.baseline} is {numbers[0]} "
        f"{outcome.unit.difference} (95 % interval {numbers[1]} to {numbers[2]}); "
    )
    heavy = [row for _, row in rows[rows["clear"]].head(3).iterrows()]
    if not heavy:
        return f"{start}no single mechanism clearly carries any of it."
    parts = [
        f"without {row['mechanism']} it would be {outcome.unit.differences(row['without_it'])[0]}"
        for row in heavy
    ]
    return f"{start}{', '.join(parts)}."


def _idle(found: Ablation) -> list[str]:
    first = found.carried[found.carried["outcome"] == found.outcomes[0]]
    idle = sorted(first["mechanism"][first["idle"]])
    said = [f"Idle here, their removal changes no run: {', '.join(idle)}."] if idle else []
    return [*said, *([f"Off in this scenario: {', '.join(found.off)}."] if found.off else [])]
