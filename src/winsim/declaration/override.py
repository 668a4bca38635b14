"""Fields of a declaration set anew: `rollouts.pilots.waves[0].count=3`, or a path and a value.

Options of the command line, levers of a page, factors of an experiment and Python code all change
a scenario by overrides, so that all of them name fields alike and are checked alike.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from winsim.declaration.document import Document
from winsim.declaration.error_messages import unknown
from winsim.declaration.field import Declared
from winsim.declaration.inconsistency import FieldPath, Inconsistency, dotted
from winsim.declaration.path import annotation_at, model_of
from winsim.declaration.plain import plain, shown
from winsim.problems import BadInput, Problem, nearest

FIELD = re.compile(r"([^.\[\]=]+)((?:\[\d+\])*)")
"""One part of a path: a name, and positions in lists."""


@dataclass(frozen=True)
class Override:
    """A field that gets another value.

    Attributes:
        path: The way to the field.
        value: What it gets, in plain data; None is `null`.
        written: The value as problems show it.
        where: Where it comes from, for problems: an option of the command line, a factor of an
            experiment, a lever of a page; empty for Python code.
    """

    path: FieldPath
    value: Any
    written: str
    where: str = "--set"


NO_PATH = "write the way to a field as rollouts.pilots.waves[0].count"


def override_from(text: str) -> Override:
    """The override that `path=value` asks for.

    Args:
        text: Such as `rollouts.pilots.waves[0].count=3`. The value is read like one in a scenario
            file, so `[a, b]` is a list; nothing after the sign is None.

    Raises:
        BadInput: Where it is not of this form, or the value is no YAML.
    """
    path, equals, written = text.partition("=")
    steps = field_path(path.strip())
    if not equals or steps is None:
        remedy = "write it as path=value, for example rollouts.pilots.waves[0].count=3"
        raise BadInput(Problem("--set", text, "", remedy))
    return Override(steps, _value(written, dotted(steps)), written)


def overrides_of(fields: Mapping[str, Any]) -> list[Override]:
    """The overrides that Python code asks for.

    Args:
        fields: Values, plain or declared models, by the paths of their fields.

    Raises:
        BadInput: With every path that is none; whether a field is there is checked later.
    """
    paths = {field: field_path(field) for field in fields}
    problems = [Problem("", field, "", NO_PATH) for field, path in paths.items() if path is None]
    if problems:
        raise BadInput(*problems)
    return [
        Override(path, plain(fields[field]), shown(plain(fields[field])), "")
        for field, path in paths.items()
        if path is not None
    ]


@cache
def field_path(dotted_path: str) -> FieldPath | None:
    """The path of a field from how it is written; the opposite of `dotted`.

    Args:
        dotted_path: Such as `rollouts.pilots.waves[0].count`.

    Returns:
        Such as `("rollouts", "pilots", "waves", 0, "count")`; None where it is no path.
    """
    steps: FieldPath = ()
    for part in dotted_path.split("."):
        match = FIELD.fullmatch(part)
        if match is None:
            return None
        steps = (*steps, match[1], *(int(n) for n in re.findall(r"\d+", match[2])))
    return steps


def _value(written: str, field: str) -> Any:
    if not written.strip():
        return None
    try:
        document = Document(written, "")
        problems = document.problems
    except BadInput as bad:
        problems = list(bad.problems)
    if problems:
        raise BadInput(*(Problem("--set", field, written, one.remedy) for one in problems))
    return document.data


def overridden(declaration: Declared, overrides: Sequence[Override]) -> dict[str, Any]:
    """The plain data of a scenario or an experiment with overrides made, not yet checked.

    Args:
        declaration: What is overridden; it stays as it is.
        overrides: Made in order, so that the last one of a field counts.

    Returns:
        Its fields by name, for `checked`.

    Raises:
        BadInput: With every override that leads to no field.
    """
    data = declaration.model_dump(mode="json", exclude_none=True)
    put(type(declaration), data, overrides)
    return data


def put(root: type[Declared], data: dict[str, Any], overrides: Sequence[Override]) -> None:
    """Make overrides in the plain data of a declaration.

    Args:
        root: What is declared.
        data: Its fields by name; changed in place. Lists and groups on the way are made where
            they are not set, and a position one past the end of a list adds a member.
        overrides: Made in order.

    Raises:
        BadInput: With every override that leads to no field; the others are made.
    """
    problems = [
        Problem(override.where, dotted(path), "", remedy)
        for override in overrides
        for path, remedy in _put(root, data, override)
    ]
    if problems:
        raise BadInput(*problems)


def _put(root: type[Declared], data: dict[str, Any], override: Override) -> Iterator[Inconsistency]:
    """Put the override's value in its place, or say where its path leads nowhere."""
    group: Any = data
    for depth, part in enumerate(override.path):
        further = override.path[depth + 1 :]
        remedy = _wrong_turn(root, group, override.path[: depth + 1], bool(further))
        if remedy:
            yield Inconsistency(override.path[: depth + 1], remedy)
            return
        value = _opened(root, group, override.path, depth) if further else override.value
        if part == len(group) and isinstance(group, list):
            group.append(value)
        else:
            group[part] = value
        group = value


def _wrong_turn(root: type[Declared], group: Any, path: FieldPath, passing: bool) -> str:
    """Why there is nothing at a path, or nothing where one passes through it to a part of it."""
    *before, part = path
    around = annotation_at(root, tuple(before))
    if annotation_at(root, path) is None:
        if isinstance(part, int):
            return f"{dotted(tuple(before))} is no list, so it has no [{part}]"
        if isinstance(group, list):
            return f"{dotted(tuple(before))} is a list; choose one by its position, as [0]"
        return unknown(root, path)
    if isinstance(part, int) and part > len(group):
        return f"there are {len(group)}, counted from [0]; [{len(group)}] adds one"
    if passing and model_of(around) is None and isinstance(group, dict) and part not in group:
        return f"there is none of this name; {nearest(str(part), group)}"
    return ""


def _opened(root: type[Declared], group: Any, path: FieldPath, depth: int) -> Any:
    """The list or group of fields at a path, ready for a part of it to be set."""
    part, following = path[depth], path[depth + 1]
    present = isinstance(part, str) or part < len(group)
    value = (group.get(part) if isinstance(group, dict) else group[part]) if present else None
    model = model_of(annotation_at(root, path[: depth + 1]))
    replaces = model is not None and model.one_of and following not in model.beside
    if isinstance(value, dict) and replaces and following not in value:
        return {}
    kind = list if isinstance(following, int) else dict
    fits = annotation_at(root, path[: depth + 2]) is not None
    astray = isinstance(value, dict | list) and not fits
    return value if isinstance(value, kind) or astray else kind()
