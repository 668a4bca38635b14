"""What must hold between the fields of a scenario.

Every function takes declared models, or the plain mappings that they are made from, even where
those hold wrong values: such values are reported elsewhere and passed over here. So all that is
wrong with a file can be said at once.
"""

from collections.abc import Iterable, Iterator, Mapping
from graphlib import CycleError, TopologicalSorter
from typing import Any

from winsim.declaration.inconsistency import Inconsistency
from winsim.problems import nearest

ROUNDING = 1e-6
"""How far the values of the steps may be from one."""


def inconsistencies(scenario: Any) -> Iterator[Inconsistency]:
    """Everything that does not fit together in a scenario, from its steps to its events.

    Args:
        scenario: A `Scenario`, or the mapping that it is made from.

    Yields:
        The way to each field from the scenario, and its remedy.
    """
    initiative = _part(scenario, "initiative")
    for path, remedy in among_steps(_listed(initiative, "steps")):
        yield Inconsistency(("initiative", *path), remedy)
    for name, rollout in _named(scenario, "rollouts").items():
        for path, remedy in among_waves(_listed(rollout, "waves")):
            yield Inconsistency(("rollouts", name, *path), remedy)
    yield from across(scenario)


def among_steps(steps: Iterable[Any]) -> Iterator[Inconsistency]:
    """Steps are named once, need known steps and not themselves, and share out a value of one.

    Args:
        steps: `Step`s, or the mappings that they are made from.

    Yields:
        The way to each field from the initiative (`steps` first), and its remedy.
    """
    steps = list(steps)
    names = [_part(step, "name") for step in steps]
    for index, name in enumerate(names):
        if name is not None and name in names[:index]:
            path = ("steps", index, "name")
            yield Inconsistency(path, "another step has this name; give each its own")
    yield from _unknown_steps(steps, names)
    yield from _circle_of_needs(steps, names)
    yield from _values_share_out_one(steps)


def among_waves(waves: Iterable[Any]) -> Iterator[Inconsistency]:
    """Nobody waits for a wave that can have no team, and a gate has earlier waves to look at.

    Args:
        waves: `Wave`s, or what they are made from: mappings, lists of team names, `all` or `rest`.

    Yields:
        The way to each field from the rollout (`waves` first), and its remedy.
    """
    taken = False
    for index, wave in enumerate(waves):
        teams = wave if isinstance(wave, str) else _part(wave, "teams")
        if taken:
            remedy = "no team is left for this wave; the waves before it take all of them"
            yield Inconsistency(("waves", index), remedy)
        elif index and teams == "all":
            remedy = "write rest, for the teams that are in no wave yet"
            yield Inconsistency(("waves", index, "teams"), remedy)
        if index == 0:
            yield from _gate_of_the_first(wave)
        everyone = _part(wave, "repeat") == "all" and not _part(wave, "where")
        taken = taken or teams in ("all", "rest") or everyone


def across(scenario: Any) -> Iterator[Inconsistency]:
    """Rollouts that are referred to exist, and what has a week happens before the scenario ends.

    Args:
        scenario: A `Scenario`, or the mapping that it is made from.

    Yields:
        The way to each field from the scenario, and its remedy.
    """
    rollouts = _named(scenario, "rollouts")
    baseline = _part(scenario, "baseline")
    if isinstance(baseline, str) and baseline not in rollouts:
        yield Inconsistency(
            ("baseline",), f"there is no such rollout; {nearest(baseline, rollouts)}"
        )
    for index, event in enumerate(_listed(scenario, "events")):
        yield from _too_late(("events", index), event, scenario)
        for place, name in enumerate(_listed(event, "rollouts")):
            if isinstance(name, str) and name not in rollouts:
                remedy = f"there is no such rollout; {nearest(name, rollouts)}"
                yield Inconsistency(("events", index, "rollouts", place), remedy)
    for name, rollout in rollouts.items():
        for index, promise in enumerate(_listed(rollout, "promises")):
            yield from _too_late(("rollouts", name, "promises", index), promise, scenario)
        yield from _drops_everything(("rollouts", name, "review", "drop_below"), rollout, scenario)
    yield from _called_alike(rollouts)


def called(name: str, title: Any) -> str:
    """What a rollout is called in tables, figures and sentences: its title, or its name in words."""
    return title if isinstance(title, str) and title else name.replace("_", " ")


def _called_alike(rollouts: Mapping[str, Any]) -> Iterator[Inconsistency]:
    """Rollouts that a reader could not tell apart."""
    taken: set[str] = set()
    for name, rollout in rollouts.items():
        words = called(str(name), _part(rollout, "title"))
        if words in taken:
            remedy = f"another rollout is called {words!r}, too; give each a title of its own"
            yield Inconsistency(("rollouts", name, "title"), remedy)
        taken.add(words)


def _unknown_steps(steps: list[Any], names: list[Any]) -> Iterator[Inconsistency]:
    known = [name for name in names if isinstance(name, str)]
    for index, step in enumerate(steps):
        for field in ("needs", "value_needs"):
            for place, name in enumerate(_listed(step, field)):
                if isinstance(name, str) and name not in known:
                    remedy = f"there is no such step; {nearest(name, known)}"
                    yield Inconsistency(("steps", index, field, place), remedy)


def _circle_of_needs(steps: list[Any], names: list[Any]) -> Iterator[Inconsistency]:
    needs = {
        name: [need for need in _listed(step, "needs") if isinstance(need, str)]
        for name, step in zip(names, steps, strict=True)
        if isinstance(name, str)
    }
    try:
        TopologicalSorter(needs).prepare()
    except CycleError as error:
        circle = error.args[1][::-1]
        start = circle.index(min(circle, key=names.index))
        circle = circle[start:-1] + circle[:start] + [circle[start]]
        remedy = f"the needs go round in a circle: {' -> '.join(circle)}; take one of them out"
        yield Inconsistency(("steps", names.index(circle[0]), "needs"), remedy)


def _values_share_out_one(steps: list[Any]) -> Iterator[Inconsistency]:
    values = [_part(step, "value") for step in steps]
    if values and all(_is_number(value) for value in values):
        total = sum(values)
        if abs(total - 1.0) > ROUNDING:
            remedy = f"the values of the steps sum to {total:.6g}, not to 1; scale them"
            yield Inconsistency(("steps",), remedy)


def _gate_of_the_first(wave: Any) -> Iterator[Inconsistency]:
    again = _part(wave, "repeat") not in (None, 1)
    for field in ("wins", "evidence"):
        required = _part(_part(wave, "gate"), field)
        if _is_number(required) and required > 0 and not again:
            remedy = "no wave comes before the first, so there is nothing to ask for; leave it out"
            yield Inconsistency(("waves", 0, "gate", field), remedy)


def _too_late(path: tuple[str | int, ...], dated: Any, scenario: Any) -> Iterator[Inconsistency]:
    week, weeks = _part(dated, "week"), _part(scenario, "weeks")
    if _is_number(week) and _is_number(weeks) and week > weeks:
        remedy = f"lies after the last week ({weeks}); choose an earlier week or more weeks"
        yield Inconsistency((*path, "week"), remedy)


def _drops_everything(
    path: tuple[str, ...], rollout: Any, scenario: Any
) -> Iterator[Inconsistency]:
    bound = _part(_part(rollout, "review"), "drop_below")
    values = [_part(step, "value") for step in _listed(_part(scenario, "initiative"), "steps")]
    if not values or not all(_is_number(number) for number in (bound, *values)):
        return
    if bound > max(values):
        remedy = f"no step is worth so much, so all would be dropped; at most {max(values):g}"
        yield Inconsistency(path, remedy)


def _part(whole: Any, name: str) -> Any:
    return whole.get(name) if isinstance(whole, Mapping) else getattr(whole, name, None)


def _listed(whole: Any, name: str) -> list[Any]:
    part = _part(whole, name)
    return list(part) if isinstance(part, list | tuple) else []


def _named(whole: Any, name: str) -> Mapping[str, Any]:
    part = _part(whole, name)
    return part if isinstance(part, Mapping) else {}


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
