"""A scenario laid out: every field with its value, unit and source, and what differs from defaults.

The command line prints it; experiments and pages record the difference from the defaults.
"""

from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple

import yaml
from pydantic import TypeAdapter
from pydantic.fields import FieldInfo

from winsim.declaration.bibliography import sources
from winsim.declaration.distribution import Distribution
from winsim.declaration.document import Dumper
from winsim.declaration.field import OURS, Declared, declared, plausible_words
from winsim.declaration.inconsistency import FieldPath, dotted
from winsim.scenario.scenario import Scenario


class Line(NamedTuple):
    """A field of a scenario, as a row of the listing.

    Attributes:
        field: Its path, as `--set` writes it.
        value: What the scenario holds.
        unit: What a number counts or is a share of; empty for texts and choices.
        state: `default` or `set`.
        off: Where its mechanism is switched off, the value at work in place of `value`; else None.
        source: The short reference of a default; empty for what is set, and for texts and choices.
        meaning: What it is, in a few words.
        plausible: From where to where its default could as well lie; empty where none is declared.
    """

    field: str
    value: Any
    unit: str
    state: str
    off: float | None
    source: str
    meaning: str
    plausible: str


def lines(scenario: Scenario) -> Iterator[Line]:
    """Every field of a scenario, in the order of declaration.

    Args:
        scenario: Any scenario.

    Yields:
        A row for each field that is not a group itself; a distribution is one field.
    """
    yield from _lines(scenario, (), scenario, given=True)


def full(scenario: Scenario) -> dict[str, Any]:
    """Plain data of a scenario with every field that has a value.

    Args:
        scenario: Any scenario.

    Returns:
        Fields by name, without those that are None; `scenario_from` reads it back as the same.
    """
    return scenario.model_dump(mode="json", exclude_none=True)


def difference(declaration: Declared) -> dict[str, Any]:
    """Plain data of what differs from the defaults; it reads back as the same declaration.

    Args:
        declaration: A scenario or an experiment.

    Returns:
        Fields by name: required ones always, others where they are not at their default.
    """
    return _difference(declaration)


def as_yaml(data: dict[str, Any]) -> str:
    """Plain data as YAML that reads back as it is."""
    text: str = yaml.dump(data, Dumper=Dumper, sort_keys=False, allow_unicode=True, width=100)
    return text


def as_yaml_word(text: str) -> str:
    """A text as YAML writes it on a line of its own: in quotes where it looks like a number."""
    return as_yaml({"x": text}).removeprefix("x: ").rstrip()


def summary(scenario: Scenario) -> str:
    """A scenario in one line: its people, steps, weeks and rollouts."""
    steps, source = len(scenario.initiative.steps), scenario.organisation
    who = f"people from {source.people}" if source.people else f"{source.generate.people} people"
    rollouts = ", ".join(scenario.rollouts)
    return f"{who}, {steps} steps, {scenario.weeks} weeks, rollouts {rollouts}"


def _lines(part: Declared, path: FieldPath, scenario: Scenario, given: bool) -> Iterator[Line]:
    """The fields of a part; `given` says whether the part was set at all, or is a default whole."""
    for name, info in type(part).model_fields.items():
        value = getattr(part, name)
        here = given and (info.is_required() or value != default_of(type(part), name))
        yield from _leaves(value, (*path, name), info, scenario, here)


def _leaves(
    value: Any, path: FieldPath, info: FieldInfo, scenario: Scenario, given: bool
) -> Iterator[Line]:
    """The fields of a group, of the members of a list or mapping, or the one field that it is."""
    if isinstance(value, Declared) and not isinstance(value, Distribution):
        yield from _lines(value, path, scenario, given)
    elif isinstance(value, tuple) and value and isinstance(value[0], Declared):
        for index, member in enumerate(value):
            yield from _leaves(member, (*path, index), info, scenario, given)
    elif isinstance(value, dict) and any(isinstance(v, Declared) for v in value.values()):
        for key, member in value.items():
            yield from _leaves(member, (*path, key), info, scenario, given)
    else:
        yield _line(value, path, info, scenario, given)


def _line(value: Any, path: FieldPath, info: FieldInfo, scenario: Scenario, given: bool) -> Line:
    extra = declared(info)
    works = all(getattr(scenario.mechanisms, switch) for switch in extra.get("switches", ()))
    return Line(
        field=dotted(path),
        value=value,
        unit=extra.get("unit", ""),
        state="set" if given else "default",
        off=None if works else extra["off"],
        source="" if given else _source(info),
        meaning=info.description or "",
        plausible=plausible_words(extra),
    )


def _source(info: FieldInfo) -> str:
    """Where a default comes from; structure and texts need none."""
    extra = declared(info)
    quantity = bool(extra.get("unit")) and info.default is not None
    if extra.get("source", OURS) == OURS and not quantity and not isinstance(info.default, bool):
        return ""
    return sources()[extra["source"]].cite


@cache
def default_of(model: type[Declared], name: str) -> Any:
    """The default of a field, as a valid value.

    Args:
        model: The model that declares the field.
        name: The field, one that has a default.

    Returns:
        The declared model, tuple or number that validation makes of the default as it is written.
    """
    info = model.model_fields[name]
    if info.default is None or isinstance(info.default, bool | str):
        return info.default
    adapter: TypeAdapter[Any] = TypeAdapter(info.annotation or Any)
    return adapter.validate_python(info.default)


def _difference(part: Declared) -> dict[str, Any]:
    return {
        name: _plain(value)
        for name, info in type(part).model_fields.items()
        for value in [getattr(part, name)]
        if info.is_required() or value != default_of(type(part), name)
    }


def _plain(value: Any) -> Any:
    if isinstance(value, Distribution):
        return value.model_dump()
    if isinstance(value, Declared):
        return _difference(value)
    if isinstance(value, tuple):
        return [_plain(member) for member in value]
    if isinstance(value, dict):
        return {key: _plain(member) for key, member in value.items()}
    return value
