"""The levers of the lab: controls that people argue about, each setting fields of a scenario.

A lever does not change a scenario; it gives new values of fields, which `scenario_of` in
`winsim.player.lab.settings` puts into one.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Literal, get_args

from winsim.declaration.distribution import Distribution
from winsim.declaration.inconsistency import FieldPath
from winsim.declaration.override import Override
from winsim.declaration.path import field_at
from winsim.scenario.behaviour import Mechanisms
from winsim.scenario.rollout import Event, Order, Rollout
from winsim.scenario.scenario import Scenario

Kind = Literal["range", "switch", "choice"]
Value = float | bool | str
NewValues = list[tuple[FieldPath, Any]]
"""Fields of a scenario, each with its new value."""

EVENT_KINDS = get_args(Event.model_fields["kind"].annotation)
NO_EVENT = "none"
MOST_PIECES = 4


@dataclass(frozen=True)
class Lever:
    """A control of the page: a slider (`range`), a `switch` or a `choice`.

    Attributes:
        id: The key of the lever in the query of an address.
        group: The heading it stands under.
        label: Its name on the page.
        help: What it means, with its unit.
        kind: Which control it is.
        value: The scenario's own value.
        sets: Gives the new values of fields for another value of the lever.
        low: The lowest value of a range.
        high: The highest.
        step: The distance between two values of a range.
        choices: The words of a choice.
    """

    id: str
    group: str
    label: str
    help: str
    kind: Kind
    value: Value
    sets: Callable[[Any], NewValues]
    low: float = 0.0
    high: float = 1.0
    step: float = 0.05
    choices: tuple[str, ...] = field(default=())

    def as_data(self) -> dict[str, Any]:
        """The lever as plain data for the page."""
        names = ("id", "group", "label", "help", "kind", "value", "low", "high", "step")
        return {name: getattr(self, name) for name in names} | {"choices": list(self.choices)}


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
        *(lever for name in rollouts for lever in _rollout(scenario, name)),
        *_event(scenario),
        *_mechanisms(scenario),
    ]


def sets_value(path: FieldPath) -> Callable[[Any], NewValues]:
    """A function that gives a field a value."""
    return lambda to: [(path, to)]


def sets_count(path: FieldPath) -> Callable[[Any], NewValues]:
    """A function that gives a field the nearest whole number."""
    return lambda to: [(path, round(to))]


def shifts(path: FieldPath, spread: Distribution) -> Callable[[Any], NewValues]:
    """A function that gives a trait the same distribution about another middle.

    Args:
        path: The trait's field.
        spread: Its distribution in the scenario.
    """
    return lambda to: [(path, shifted(spread, to))]


def _people(scenario: Scenario) -> Iterator[Lever]:
    """Traits of people, moved as a whole: the spread stays."""
    reaches = {
        "trust": ("Trust in leadership", 0.05, 0.95, 0.05),
        "loss_aversion": ("Loss aversion", 0.5, 4.0, 0.1),
        "susceptibility": ("Social proof", 0.0, 1.0, 0.05),
    }
    for name, (label, low, high, step) in reaches.items():
        spread: Distribution = getattr(scenario.employees, name)
        path: FieldPath = ("employees", name)
        if spread.column is None:
            yield Lever(
                name, "People", label, _meaning(path), "range", centre(spread),
                shifts(path, spread), low, high, step,
            )  # fmt: skip


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
    for name, label, high in (
        ("coordination", "Coordination cost", 2.0),
        ("broadcast_weight", "Broadcast of results", 0.6),
    ):
        path: FieldPath = ("behaviour", name)
        yield Lever(
            name, "The change", label, _meaning(path), "range", getattr(scenario.behaviour, name),
            sets_value(path), 0, high, 0.05,
        )  # fmt: skip


def _rollout(scenario: Scenario, name: str) -> Iterator[Lever]:
    """One rollout's order, release, first wave, gates and documentation."""
    rollout, path = scenario.rollouts[name], ("rollouts", name)
    lever = partial(_of_rollout, name)
    for part, label, choices in (
        ("order", "Order of the steps", get_args(Order)),
        ("release", "Release", ("whole", "stepwise")),
    ):
        at: FieldPath = (*path, part)
        yield lever(
            part, label, "choice", getattr(rollout, part), sets_value(at),
            _meaning(at), choices=choices,
        )  # fmt: skip
    at = (*path, "work_in_progress")
    yield lever(
        "work_in_progress", "Steps at once", "range", rollout.work_in_progress,
        sets_count(at), _meaning(at), low=1, high=5, step=1,
    )  # fmt: skip
    at = (*path, "documentation")
    yield lever(
        "documentation", "Documentation", "switch", rollout.documentation,
        sets_value(at), _meaning(at),
    )  # fmt: skip
    yield from _waves(rollout, path, lever)


def _of_rollout(
    name: str, part: str, label: str, kind: Kind, value: Value, sets: Callable[[Any], NewValues],
    meaning: str, **reach: Any,
) -> Lever:  # fmt: skip
    return Lever(f"{part}.{name}", f"Rollout {name}", label, meaning, kind, value, sets, **reach)


def _waves(rollout: Rollout, path: FieldPath, lever: Callable[..., Lever]) -> Iterator[Lever]:
    """How many teams go first, and how high the gates before the later waves are."""
    first = rollout.waves[0]
    if first.count is not None:
        at: FieldPath = (*path, "waves", 0, "count")
        yield lever(
            "pilots", "Teams in the first wave", "range", first.count,
            sets_count(at), _meaning(at), low=1, high=max(12, first.count), step=1,
        )  # fmt: skip
    gated = [(*path, "waves", place, "gate", "wins") for place in range(1, len(rollout.waves))]
    if gated:
        yield lever(
            "gate", "Gate: steps done before", "range", rollout.waves[1].gate.wins,
            lambda to: [(one, to) for one in gated], _meaning(gated[0]), step=0.05,
        )  # fmt: skip


def _event(scenario: Scenario) -> Iterator[Lever]:
    """One more event in a week; three levers that set one field together."""
    for name, label, kind, value, reach in (
        ("event", "What happens", "choice", NO_EVENT, {"choices": (NO_EVENT, *EVENT_KINDS)}),
        ("event_week", "in week", "range", float(scenario.weeks // 4),
         {"low": 1, "high": scenario.weeks, "step": 1}),
        ("event_size", "how strongly", "range", 0.5, {"low": 0.05, "high": 3.0, "step": 0.05}),
    ):  # fmt: skip
        meaning = "An event in both rollouts; shares (of budget, work, support) are at most 1."
        yield Lever(name, "An event", label, meaning, kind, value, lambda _: [], **reach)  # type: ignore[arg-type]


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
        path: FieldPath = ("mechanisms", name)
        yield Lever(
            f"mechanism.{name}", "Mechanisms", name.replace("_", " "), _meaning(path), "switch",
            getattr(scenario.mechanisms, name), sets_value(path),
        )  # fmt: skip


def _meaning(path: FieldPath) -> str:
    """What a field means, with its unit, as its declaration says it."""
    from winsim.declaration.field import declared

    info = field_at(Scenario, path)
    if info is None:
        return ""
    unit = declared(info).get("unit", "")
    return f"{info.description}{f' ({unit})' if unit else ''}"


def overrides(lever: Lever, to: Value) -> list[Override]:
    """The overrides of a scenario's fields for a new value of a lever; messages name them by its label."""
    return [Override(path, value, str(value), lever.label) for path, value in lever.sets(to)]
