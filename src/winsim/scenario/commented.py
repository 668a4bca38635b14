"""A scenario as YAML with a comment beside each field, which says what it is.

For files that people go on writing: what differs from the defaults, and the fields named to be shown.
"""

from collections.abc import Collection, Iterator, Sequence
from textwrap import wrap
from typing import Any, get_origin

from pydantic.fields import FieldInfo

from winsim.declaration.distribution import Distribution
from winsim.declaration.document import flow
from winsim.declaration.field import Declared, declared
from winsim.declaration.inconsistency import FieldPath
from winsim.declaration.path import forms
from winsim.scenario.listing import default_of, difference
from winsim.scenario.scenario import Scenario

WIDTH = 100
"""The most characters of a line, where that can be."""


class Commented:
    """Writes the parts of a scenario, each declared field explained where it is first met.

    Args:
        scenario: What is written.
        shown: Paths of fields that are written even where they are at their defaults.
    """

    def __init__(self, scenario: Scenario, shown: Collection[FieldPath]) -> None:
        self._scenario, self._shown = scenario, shown
        self._explained: set[int] = set()

    def part(self, *names: str) -> str:
        """Some fields of the scenario as lines of YAML, in the order of declaration.

        Args:
            *names: Names of the scenario's own fields; those with nothing to write are left out.
        """
        return "\n".join(self._group(self._scenario, (), 0, names))

    def _group(
        self, group: Declared, path: FieldPath, depth: int, names: Sequence[str] = ()
    ) -> Iterator[str]:
        for name, info in type(group).model_fields.items():
            here, value = (*path, name), getattr(group, name)
            if (not names or name in names) and self._is_written(group, here, info):
                yield from self._field(value, here, depth, info)

    def _is_written(self, group: Declared, path: FieldPath, info: FieldInfo) -> bool:
        name = str(path[-1])
        differs = info.is_required() or getattr(group, name) != default_of(type(group), name)
        return differs or any(one[: len(path)] == path for one in self._shown)

    def _field(self, value: Any, path: FieldPath, depth: int, info: FieldInfo) -> Iterator[str]:
        """A group of fields, a group by name, a list of groups, or one value."""
        start = f"{'  ' * depth}{path[-1]}:"
        if isinstance(value, Declared) and not isinstance(value, Distribution):
            yield start
            yield from self._group(value, path, depth + 1)
        elif isinstance(value, dict) and any(isinstance(one, Declared) for one in value.values()):
            yield start
            for key, inner in value.items():
                yield from self._field(inner, (*path, key), depth + 1, info)
        elif isinstance(value, tuple) and value and isinstance(value[0], Declared):
            yield from self._explain(start, info)
            yield from (f"{'  ' * depth}  - {flow(difference(member))}" for member in value)
        elif isinstance(value, str) and len(value) > WIDTH - len(start) - 2:
            yield f"{start} >-"
            indent = "  " * (depth + 1)
            yield from wrap(value, WIDTH, initial_indent=indent, subsequent_indent=indent)
        elif isinstance(value, tuple) and len(f"{start} {flow(list(value))}") > WIDTH:
            yield start
            yield from (f"{'  ' * depth}  - {flow(one)}" for one in value)
        else:
            yield from self._explain(f"{start} {flow(_plain(value))}", info)

    def _explain(self, line: str, info: FieldInfo) -> Iterator[str]:
        """A line with its comment, which stands above it where it would be too long."""
        meaning = "" if id(info) in self._explained else _meaning(info)
        self._explained.add(id(info))
        if not meaning:
            yield line
        elif len(line) + len(meaning) + 4 <= WIDTH:
            yield f"{line}  # {meaning}"
        else:
            mark = f"{' ' * (len(line) - len(line.lstrip()))}# "
            yield from wrap(
                meaning, WIDTH, initial_indent=mark, subsequent_indent=mark, break_on_hyphens=False
            )
            yield line


def _meaning(info: FieldInfo) -> str:
    """What a field is, in which unit; empty for texts and lists, which say themselves what they are."""
    if any(form is str or get_origin(form) is tuple for form in forms(info.annotation)):
        return ""
    meaning, unit = (info.description or "").partition(";")[0], declared(info).get("unit", "")
    return meaning if not unit or unit in meaning else f"{meaning} ({unit})"


def _plain(value: Any) -> Any:
    if isinstance(value, Declared):
        return value.model_dump(mode="json")
    return list(value) if isinstance(value, tuple) else value
