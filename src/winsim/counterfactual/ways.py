"""Ways from a scenario as it is to an end of what is plausible: of one uncertain field, or of two."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Literal, NamedTuple

import numpy as np

from winsim.counterfactual.turning import Course, Turn, turn_of
from winsim.numerics.arrays import Floats

if TYPE_CHECKING:
    from winsim.scenario.uncertainty import UncertainField

Differences = Callable[[Sequence[Mapping[str, float]]], list[Floats]]
"""Gives the difference of every seed at each of some points."""
ROUNDS = 3
"""How often the stretch in which a difference turns is halved, from half a way on."""


class Move(NamedTuple):
    """An uncertain field on its way to an end of its plausible range."""

    field: UncertainField
    end: Literal["low", "high"]

    @property
    def limit(self) -> float:
        """The value at the end."""
        return self.field.low if self.end == "low" else self.field.high

    def value(self, share: float) -> float:
        """The value after a share of the way; NaN for a share that is."""
        value = self.field.value + share * (self.limit - self.field.value)
        return float(round(value)) if self.field.whole and not np.isnan(value) else value


@dataclass(frozen=True)
class Way:
    """One field, or two at once, on the way to an end, with the differences that are known there."""

    moves: tuple[Move, ...]
    course: Course

    def point(self, share: float) -> dict[str, float]:
        """The values that are set after a share of the way, by path."""
        return {move.field.path: move.value(share) for move in self.moves}

    @cached_property
    def turn(self) -> Turn:
        """Where the difference turns."""
        return turn_of(self.course)


def point_name(point: Mapping[str, float]) -> str:
    """A point in one word, to find again what was seen there."""
    return " ".join(f"{path}={value!r}" for path, value in sorted(point.items()))


def moves_of(fields: Sequence[UncertainField]) -> Iterator[Move]:
    """Each field to either end, but where today's value is that end."""
    for field in fields:
        ends: tuple[Literal["low", "high"], ...] = ("low", "high")
        yield from (
            move for move in (Move(field, end) for end in ends) if move.limit != field.value
        )


def walked(moves: Sequence[tuple[Move, ...]], today: Floats, differences: Differences) -> list[Way]:
    """Ways with the difference today and at their ends.

    Args:
        moves: Of each way.
        today: The difference of every seed with today's values.
        differences: Simulates points.
    """
    ways = [Way(one, Course(np.array([0.0]), today[None, :])) for one in moves]
    return _with(ways, [1.0] * len(ways), differences)


def refined(ways: Sequence[Way], differences: Differences, rounds: int = ROUNDS) -> list[Way]:
    """Ways with the difference in their middle, and about where it turns.

    Args:
        ways: Their ends are known; one whose end changes nothing stays as it is.
        differences: Simulates points.
        rounds: How often the stretch in which a difference turns is halved after that.

    Returns:
        The ways in the same order.
    """
    found = _with(ways, [0.5 if way.course.change.any() else np.nan for way in ways], differences)
    for _ in range(rounds):
        brackets = [way.course.bracket for way in found]
        middles = [np.nan if ends is None else sum(ends) / 2 for ends in brackets]
        found = _with(found, middles, differences)
    return found


def _with(ways: Sequence[Way], shares: Sequence[float], differences: Differences) -> list[Way]:
    """Ways, each with a further point, but where its share is NaN or changes no whole number."""
    wanted = [_is_new(way, share) for way, share in zip(ways, shares, strict=True)]
    points = [way.point(share) for way, share, new in zip(ways, shares, wanted, strict=True) if new]
    found = iter(differences(points) if points else [])
    return [
        Way(way.moves, way.course.and_at(share, next(found))) if new else way
        for way, share, new in zip(ways, shares, wanted, strict=True)
    ]


def _is_new(way: Way, share: float) -> bool:
    known = [way.point(one) for one in way.course.shares]
    return not np.isnan(share) and way.point(share) not in known
