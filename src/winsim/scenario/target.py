"""Where an answer goes: the fields of a scenario that it sets, and how it is read off a scenario.

A pattern is a path in which `*` stands for every member of a list or mapping that there is.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from winsim.declaration.distribution import Distribution
from winsim.declaration.field import Declared
from winsim.declaration.inconsistency import FieldPath
from winsim.scenario.listing import default_of
from winsim.scenario.scenario import Scenario

DIGITS = 3
"""Decimals of what is shared out over steps."""


@dataclass(frozen=True)
class Target:
    """Fields that take an answer as it is, or in another unit.

    Attributes:
        patterns: Where they are.
        per: How much of the answer is one of the field; 40 where hours a week become weeks.
        where_set: Whether only fields that differ from their default are meant.
    """

    patterns: tuple[str, ...]
    per: float = 1.0
    where_set: bool = False

    def paths(self, scenario: Scenario) -> list[FieldPath]:
        """The paths of its fields in a scenario, in the order of the patterns."""
        found = [path for pattern in self.patterns for path in _paths(scenario, pattern)]
        return [path for path in found if not self.where_set or _is_set(scenario, path)]

    def read(self, scenario: Scenario) -> Any:
        """The answer that a scenario holds; None where it has none of the fields."""
        values = [_number(value_at(scenario, path)) for path in self.paths(scenario)]
        return self._together(values) if values else None

    def fields(self, scenario: Scenario, answer: Any) -> dict[FieldPath, Any]:
        """The values that an answer gives the fields of a scenario, by their paths."""
        value = answer if _is_word(answer) else _plain(answer / self.per)
        return dict.fromkeys(self.paths(scenario), value)

    def _together(self, values: Sequence[Any]) -> Any:
        return values[0] if _is_word(values[0]) else _plain(values[0] * self.per)


@dataclass(frozen=True)
class Shared(Target):
    """Fields of all steps that share an answer in the proportions that they have.

    Attributes:
        measure: What of them the answer is: `sum`, or `max` where it is said of the largest.
        most: The most that one field may be.
    """

    measure: Callable[[Sequence[float]], float] = sum
    most: float = float("inf")

    def fields(self, scenario: Scenario, answer: Any) -> dict[FieldPath, Any]:
        """The values that an answer gives the fields: all larger or smaller by one factor."""
        paths = self.paths(scenario)
        factor = answer / self.measure([value_at(scenario, path) for path in paths])
        return {path: _plain(min(value_at(scenario, path) * factor, self.most)) for path in paths}

    def _together(self, values: Sequence[Any]) -> Any:
        return _plain(self.measure(values))


@dataclass(frozen=True)
class Promised(Target):
    """A promise to everyone in each rollout, due in the week that is the answer.

    Attributes:
        progress: The strategic progress that is promised, as a share.
    """

    progress: float = 0.9

    def fields(self, scenario: Scenario, answer: Any) -> dict[FieldPath, Any]:
        """The promises of every rollout: one, or none where the answer is None."""
        due = [] if answer is None else [{"week": answer, "progress": self.progress}]
        return dict.fromkeys(self.paths(scenario), due)

    def _together(self, values: Sequence[Any]) -> Any:
        return values[0][0].week if values[0] else None


def value_at(scenario: Scenario, path: FieldPath) -> Any:
    """The value of a field of a scenario.

    Args:
        scenario: Any.
        path: The way to a field that is there.
    """
    value: Any = scenario
    for part in path:
        value = getattr(value, str(part)) if isinstance(value, Declared) else value[part]
    return value


def _paths(scenario: Scenario, pattern: str) -> Iterator[FieldPath]:
    """The paths that a pattern stands for in a scenario, those through missing groups left out."""
    found: list[tuple[FieldPath, Any]] = [((), scenario)]
    for part in pattern.split("."):
        found = [
            ((*path, step), inner)
            for path, value in found
            for step, inner in _members(value, part)
            if value is not None
        ]
    return (path for path, _ in found)


def _members(value: Any, part: str) -> Iterator[tuple[str | int, Any]]:
    """The parts of a value that a part of a pattern stands for."""
    if isinstance(value, Declared):
        yield part, getattr(value, part)
    elif isinstance(value, Mapping):
        yield from value.items() if part == "*" else [(part, value[part])]
    elif isinstance(value, tuple):
        numbered = list(enumerate(value))
        yield from numbered if part == "*" else [numbered[int(part)]]


def _is_set(scenario: Scenario, path: FieldPath) -> bool:
    around: Declared = value_at(scenario, path[:-1])
    return bool(value_at(scenario, path) != default_of(type(around), str(path[-1])))


def _is_word(answer: Any) -> bool:
    """Whether an answer has no unit: a text, a truth value, or nothing."""
    return answer is None or isinstance(answer, bool | str)


def _number(value: Any) -> Any:
    return value.constant if isinstance(value, Distribution) else value


def _plain(number: float) -> float | int:
    """A number without the dust of arithmetic, whole where it is."""
    rounded = round(number, DIGITS)
    return int(rounded) if rounded == int(rounded) else rounded
