"""The levers of the lab, group by group: people, the change, each rollout, an event, mechanisms."""

from collections.abc import Callable, Iterator
from typing import Any, get_args

from winsim.declaration.distribution import Distribution
from winsim.declaration.inconsistency import FieldPath
from winsim.player.lab.lever import (
    Lever,
    NewValues,
    lever_of_field,
    meaning,
    sets_nothing,
)
from winsim.player.lab.rollout_levers import rollout_levers
from winsim.scenario.behaviour import Mechanisms
from winsim.scenario.rollout import Event
from winsim.scenario.scenario import Scenario

EVENT_KINDS = get_args(Event.model_fields["kind"].annotation)
NO_EVENT = "none"
MOST_PIECES = 4


def levers_of(scenario: Scenario, rollouts: tuple[str, ...]) -> list[Lever]:
    """The levers of a scenario, group by group.

    Args:
        scenario: Whose values they show.
        rollouts: The rollouts that have levers of their own.

    Returns:
        The levers in the order of the page. A trait that is a column of the people file has none, nor
        has a field that the scenario leaves out, such as a gate without later waves.
    """
    return [
        *_people(scenario),
        *_work(scenario),
        *(lever for name in rollouts for lever in rollout_levers(scenario, name)),
        *_event(scenario),
        *_mechanisms(scenario),
    ]


def _people(scenario: Scenario) -> Iterator[Lever]:
    """Traits of people, moved as a whole so that the spread stays, and what all have in common."""
    reaches = {
        "trust": ("Trust in leadership", 0.05, 0.95, 0.05),
        "loss_aversion": ("Loss aversion", 0.5, 4.0, 0.1),
        "susceptibility": ("Social proof", 0.0, 1.0, 0.05),
    }
    for name, (label, low, high, step) in reaches.items():
        spread: Distribution = getattr(scenario.employees, name)
        path: FieldPath = ("employees", name)
        if not spread.columns:
            yield Lever(
                name, "People", label, meaning(path), "range", centre(spread),
                shifts(path, spread), low, high, step,
            )  # fmt: skip
    yield _of_behaviour(scenario, "People", "discernment", "Worth before show", 1.0)
    yield _of_behaviour(scenario, "People", "turnover", "Turnover a year", 0.5, 0.01)


def _of_behaviour(
    scenario: Scenario, group: str, name: str, label: str, high: float, step: float = 0.05
) -> Lever:
    path, value = ("behaviour", name), getattr(scenario.behaviour, name)
    return lever_of_field(path, name, group, label, value, high=high, step=step)


def _work(scenario: Scenario) -> Iterator[Lever]:
    """The change itself, and what it costs to bring it about."""
    if scenario.initiative.steps:
        yield Lever(
            "pieces", "The change", "Each step in pieces", "Cut every divisible step, in all rollouts, "
            "into so many smaller ones: the same work, value and risk in more and smaller wins.",
            "range", max(rollout.pieces for rollout in scenario.rollouts.values()),
            lambda to: [(("rollouts", name, "pieces"), round(to)) for name in scenario.rollouts],
            1, MOST_PIECES, 1,
        )  # fmt: skip
    yield _of_behaviour(scenario, "The change", "coordination", "Coordination cost", 2.0)
    yield _of_behaviour(scenario, "The change", "broadcast_weight", "Broadcast of results", 0.6)


def _event(scenario: Scenario) -> Iterator[Lever]:
    """One more event in a week; three levers that set one field together."""
    for name, label, kind, value, reach in (
        ("event", "What happens", "choice", NO_EVENT, {"choices": (NO_EVENT, *EVENT_KINDS)}),
        ("event_week", "in week", "range", float(scenario.weeks // 4),
         {"low": 1, "high": scenario.weeks, "step": 1}),
        ("event_size", "how strongly", "range", 0.5, {"low": 0.05, "high": 3.0, "step": 0.05}),
    ):  # fmt: skip
        words = "An event in both rollouts; shares (of budget, work, support) are at most 1."
        yield Lever(name, "An event", label, words, kind, value, sets_nothing, **reach)  # type: ignore[arg-type]


def with_event(scenario: Scenario, kind: str, week: float, size: float) -> NewValues:
    """The events of a scenario and one more, in all rollouts.

    Args:
        scenario: The scenario.
        kind: One of `EVENT_KINDS`.
        week: In which week; the nearest whole number is taken.
        size: Felt strength of a win or a setback; of others a share, at most 1.
    """
    size = size if kind in ("win", "setback") else min(size, 1.0)
    more = {"kind": kind, "week": round(week), "size": size}
    events = [event.model_dump(mode="json") for event in scenario.events]
    return [(("events",), [*events, more])]


def _mechanisms(scenario: Scenario) -> Iterator[Lever]:
    for name in Mechanisms.model_fields:
        path, value = ("mechanisms", name), getattr(scenario.mechanisms, name)
        label = name.replace("_", " ")
        yield lever_of_field(path, f"mechanism.{name}", "Mechanisms", label, value)


def shifts(path: FieldPath, spread: Distribution) -> Callable[[Any], NewValues]:
    """A function that gives a trait the same distribution about another middle.

    Args:
        path: The trait's field.
        spread: Its distribution in the scenario.
    """
    return lambda to: [(path, shifted(spread, to))]


def centre(spread: Distribution) -> float:
    """The middle of a distribution: its constant, mean or median."""
    if spread.uniform is not None:
        return (spread.uniform.low + spread.uniform.high) / 2
    return next(iter((spread.anchors or {"mean": spread.beta.mean if spread.beta else 0}).values()))


def shifted(spread: Distribution, to: float) -> Any:
    """The same distribution about another middle, as plain data.

    Args:
        spread: The distribution.
        to: The new midpoint of a uniform one, median of a lognormal one, mean of a beta, or constant.

    Returns:
        What a scenario file would hold.
    """
    if spread.uniform is not None:
        half = (spread.uniform.high - spread.uniform.low) / 2
        return {"uniform": {"low": to - half, "high": to + half}}
    written = spread.model_dump()
    if not isinstance(written, dict):
        return to
    name = "median" if spread.kind == "lognormal" else "mean"
    return {spread.kind: written[spread.kind] | {name: to}}
