"""How a plan is cut into chunks, which are lived together and kept together."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from winsim.experiment.plan import Plan

WORK = 8_000_000
"""Person-weeks that a chunk lives: a few seconds, so that little is lost, and little is overhead."""
LARGEST, SMALLEST, FEWEST = 2000, 16, 32
"""Runs of a chunk at most and at least, and chunks that a small sweep is cut into, for its workers."""


@dataclass(frozen=True)
class Layout:
    """How many points and how many seeds a chunk has; it stays with a folder when it is extended."""

    points: int
    seeds: int


@dataclass(frozen=True)
class Chunk:
    """A block of points, by number, with a block of seeds."""

    points: range
    seeds: range

    @property
    def name(self) -> str:
        """The name of its file, which says what is in it."""
        points, seeds = self.points, self.seeds
        return f"points-{points[0]:07d}-{points[-1]:07d}-seeds-{seeds[0]}-{seeds[-1]}.parquet"

    def meets(self, other: Chunk) -> bool:
        """Whether the two have runs in common."""
        return _meet(self.points, other.points) and _meet(self.seeds, other.seeds)


def layout_of(plan: Plan, people: int) -> Layout:
    """The layout for a plan: it depends on what is asked alone, not on who lives it.

    A point that may stop early has all its seeds in one chunk.
    """
    seeds, rollouts = plan.experiment.seeds, len(plan.question.rollouts)
    cost = max(1, people * plan.question.scenario.weeks)
    runs = min(WORK // cost, LARGEST, plan.runs // FEWEST)
    together = max(1, max(runs, SMALLEST) // rollouts)
    block = seeds if plan.experiment.stop is not None else min(seeds, together)
    return Layout(max(1, together // block), block)


def layout_kept(plan: Plan, layout: Layout) -> Layout:
    """The layout of a folder, for a plan that may ask for more."""
    whole = plan.experiment.stop is not None
    return Layout(layout.points, plan.experiment.seeds if whole else layout.seeds)


def chunks_of(points: int, seeds: range, layout: Layout) -> Iterator[Chunk]:
    """The chunks of so many points with these seeds, in order."""
    for first in range(0, points, layout.points):
        for luck in range(0, len(seeds), layout.seeds):
            block = range(first, min(first + layout.points, points))
            yield Chunk(block, seeds[luck : luck + layout.seeds])


@cache
def chunk_named(name: str) -> Chunk | None:
    """The chunk of which a file's name speaks, or None if it is none."""
    found = re.fullmatch(r"points-(\d+)-(\d+)-seeds-(\d+)-(\d+)\.parquet", name)
    if found is None:
        return None
    first, last, luck, end = map(int, found.groups())
    return Chunk(range(first, last + 1), range(luck, end + 1))


def _meet(one: range, other: range) -> bool:
    return one[0] <= other[-1] and other[0] <= one[-1]
