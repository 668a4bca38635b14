"""Levers in words: what a rollout sets them to, and in which of them rollouts differ."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from winsim.declaration.field import Declared, declared
from winsim.scenario.lever import EVENTS, PROTECTED, Lever, differing, events_of, mixture
from winsim.scenario.rollout import Event, Gate, Rollout, Wave
from winsim.words import count, joined

if TYPE_CHECKING:
    from winsim.scenario.scenario import Scenario

UNSET = Rollout()
"""A rollout that sets nothing, for its defaults."""
COUNTED = ("weeks", "steps", "pieces")
"""Units that are named behind a number; shares and ratios stand alone."""
PICKED = {
    "most_central": "most central",
    "best_bridging": "best bridging",
    "neighbours": "neighbouring",
}
"""Picks whose name is no word for the teams that they pick."""


def lever_statements(scenario: Scenario, rollouts: Sequence[str], baseline: str) -> list[str]:
    """In which levers rollouts differ from a baseline, in sentences.

    Args:
        scenario: the scenario of all of them.
        rollouts: names of its rollouts; the baseline may be among them.
        baseline: the name of the rollout that they are compared with.

    Returns:
        A sentence for each rollout but the baseline, in their order.

    >>> from winsim import scenario_from
    >>> text = "{name: try, rollouts: {all: {waves: [all]}, two: {waves: [[a], rest], mandate: 0.1}}}"
    >>> print(*lever_statements(scenario_from(text), ["two"], "all"))
    Two differs from all in 2 levers, and is equal in all others: sequence of waves (team a, then the \
rest, against all teams at once); mandate (0.1, against 0, the default).
    """
    said = [_statement(scenario, name, baseline) for name in rollouts if name != baseline]
    return [f"{sentence[0].upper()}{sentence[1:]}" for sentence in said]


def _statement(scenario: Scenario, rollout: str, baseline: str) -> str:
    levers = differing(scenario, rollout, baseline)
    ours, theirs = scenario.called(rollout), scenario.called(baseline)
    if not levers:
        return f"{ours} and {theirs} do not differ in any lever."
    pairs = {lever: _against(scenario, rollout, baseline, lever) for lever in levers}
    if len(levers) == 1:
        return f"{ours} differs from {theirs} only in the {levers[0].meaning}: {pairs[levers[0]]}."
    said = "; ".join(f"{lever.meaning} ({pair})" for lever, pair in pairs.items())
    start = f"{ours} differs from {theirs} in {len(levers)} levers"
    return f"{start}, and is equal in all others: {said}."


def _against(scenario: Scenario, rollout: str, baseline: str, lever: Lever) -> str:
    ours, theirs = (described(scenario, name, lever) for name in (rollout, baseline))
    return f"{ours}, against {theirs}"


def described(scenario: Scenario, rollout: str, lever: Lever) -> str:
    """What a rollout sets a lever to, in words.

    Args:
        scenario: the scenario of the rollout.
        rollout: its name.
        lever: one of `winsim.scenario.lever.LEVERS`.

    Returns:
        A phrase such as `whole, interim 0.3`; a default is called so, but for who starts when.
    """
    declared_as = scenario.rollouts[rollout]
    if lever.fields == ("waves",):
        return ", then ".join(_wave(wave) for wave in declared_as.waves) or "nobody begins"
    if lever.fields == (PROTECTED,):
        values = dict.fromkeys(_value(wave.protected) for wave in declared_as.waves)
        return next(iter(values)) if len(values) == 1 else _wave_by_wave(declared_as)
    if lever.fields == (EVENTS,):
        return joined([_event(event) for event in events_of(scenario, rollout)] or ["none"])
    said = ", ".join(_fields(declared_as, lever))
    return f"{said}, the default" if mixture(declared_as, UNSET, [lever]) == UNSET else said


def _wave_by_wave(rollout: Rollout) -> str:
    return ", then ".join(_value(wave.protected) for wave in rollout.waves)


def _fields(rollout: Rollout, lever: Lever) -> Iterator[str]:
    """The first field of a lever, and those of the others that are not at their defaults."""
    for place, name in enumerate(lever.fields):
        value = getattr(rollout, name)
        if place == 0 or value != getattr(UNSET, name):
            own = place == 0 and name.startswith(lever.name)
            yield _labelled("" if own else name, value, _unit(Rollout, name))


def _labelled(name: str, value: Any, unit: str) -> str:
    written = count(value, unit.removesuffix("s")) if _is_counted(value, unit) else _value(value)
    label = name.replace("_", " ")
    if value is True and label:
        return label
    return f"{label} {written}" if label and value is not None else written


def _is_counted(value: Any, unit: str) -> bool:
    return unit in COUNTED and isinstance(value, int)


def _unit(model: type[Declared], name: str) -> str:
    unit: str = declared(model.model_fields[name]).get("unit", "")
    return unit


def _value(value: Any) -> str:
    """A value in words; of a group of fields, those that are set."""
    if value is None or value == ():
        return "none"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Declared):
        return _group(value)
    if isinstance(value, tuple):
        return joined([_value(one) for one in value])
    return value.replace("_", " ") if isinstance(value, str) else f"{value:g}"


def _group(group: Declared) -> str:
    """The first field of a group where it says something, and those that are not at their defaults."""
    fields = type(group).model_fields
    shown = [
        name
        for place, (name, info) in enumerate(fields.items())
        if (value := getattr(group, name)) != info.default or (place == 0 and value is not None)
    ]
    parts = [_labelled(name, getattr(group, name), _unit(type(group), name)) for name in shown]
    return ", ".join(parts) or "as by default"


def _wave(wave: Wave) -> str:
    again = ", and so on until no team is left" if wave.repeat == "all" else ""
    again = f", {wave.repeat} times" if wave.repeat not in ("all", 1) else again
    larger = f", each wave {wave.growth:g} times as large" if wave.growth != 1 else ""
    return f"{_teams(wave)}{_gate(wave.gate)}{again}{larger}"


def _teams(wave: Wave) -> str:
    """Who is in a wave."""
    if isinstance(wave.teams, str):
        return "all teams at once" if wave.teams == "all" else "the rest"
    if wave.teams is not None:
        return f"team{'s' if len(wave.teams) > 1 else ''} {joined(wave.teams)}"
    place = "".join(f" of {column} {value}" for column, value in wave.where.items())
    if wave.pick is None:
        return f"teams{place}"
    picked = PICKED.get(wave.pick, wave.pick)
    if wave.count is None:
        return f"{picked} {100 * (wave.share or 0):g} % of teams{place}"
    return f"{wave.count} {picked} team{'s' if wave.count > 1 else ''}{place}"


def _gate(gate: Gate) -> str:
    """What must be so before a wave opens, as the end of a phrase."""
    named = {"wins": "wins reach", "evidence": "belief reaches", "trust": "trust reaches"}
    named |= {"backing": "backing reaches"}
    asked = [
        f"{words} {value:g}" for name, words in named.items() if (value := getattr(gate, name))
    ]
    waited = [f"{count(gate.wait, 'week')} have passed"] if gate.wait else []
    conditions = [*asked, *waited]
    return f" once {joined(conditions)}" if conditions else ""


def _event(event: Event) -> str:
    size = f", size {event.size:g}" if event.size != 1 else ""
    where = f" in {event.team}" if event.team is not None else ""
    return f"{event.kind.replace('_', ' ')} in week {event.week}{where}{size}"
