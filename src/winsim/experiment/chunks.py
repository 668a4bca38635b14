"""Chunks: the blocks of runs that are simulated together and stored in one file."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from winsim.problems import BadInput, Problem

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa

    from winsim.experiment.plan import Plan
    from winsim.experiment.worker import Row


WORK = 8_000_000
"""Person-weeks of a chunk: a few seconds, so that little is lost, and little is overhead."""
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
    """The layout for a plan; it does not depend on who simulates it.

    A point that may stop early has all its seeds in one chunk.

    Args:
        plan: what is to be simulated.
        people: how many people the organisation has.
    """
    seeds, rollouts = plan.experiment.seeds, len(plan.specification.rollouts)
    cost = max(1, people * plan.specification.scenario.weeks)
    runs = min(WORK // cost, LARGEST, plan.runs // FEWEST)
    together = max(1, max(runs, SMALLEST) // rollouts)
    block = seeds if plan.experiment.stop is not None else min(seeds, together)
    return Layout(max(1, together // block), block)


def layout_extended(plan: Plan, layout: Layout) -> Layout:
    """The layout of a folder, for a plan that may have more seeds and points."""
    whole = plan.experiment.stop is not None
    return Layout(layout.points, plan.experiment.seeds if whole else layout.seeds)


def chunks_of(points: int, seeds: range, layout: Layout) -> Iterator[Chunk]:
    """The chunks of so many points with these seeds, in order."""
    for first in range(0, points, layout.points):
        for start in range(0, len(seeds), layout.seeds):
            block = range(first, min(first + layout.points, points))
            yield Chunk(block, seeds[start : start + layout.seeds])


@cache
def chunk_named(name: str) -> Chunk | None:
    """The chunk that a file's name describes, or None where it describes none."""
    match = re.fullmatch(r"points-(\d+)-(\d+)-seeds-(\d+)-(\d+)\.parquet", name)
    if match is None:
        return None
    first, last, first_seed, last_seed = map(int, match.groups())
    return Chunk(range(first, last + 1), range(first_seed, last_seed + 1))


def _meet(one: range, other: range) -> bool:
    return one[0] <= other[-1] and other[0] <= one[-1]


def schema_of(outcomes: Sequence[str]) -> pa.Schema:
    """The columns of a table of runs, with their types."""
    import pyarrow as pa

    kinds = {"point": pa.int64(), "rollout": pa.string(), "seed": pa.int64()}
    kinds |= dict.fromkeys(outcomes, pa.float64())
    kinds |= {"cancelled": pa.bool_(), "ended": pa.string()}
    return pa.schema([*kinds.items(), ("error", pa.string()), ("command", pa.string())])


def encoded(rows: Sequence[Row], outcomes: Sequence[str]) -> bytes:
    """Rows as a Parquet file."""
    import pyarrow as pa

    schema = schema_of(outcomes)
    columns = [[row.get(name) for row in rows] for name in schema.names]
    arrays = [pa.array(c, kind) for c, kind in zip(columns, schema.types, strict=True)]
    return as_parquet(pa.Table.from_arrays(arrays, schema=schema))


def as_parquet(table: pa.Table) -> bytes:
    """A table as the bytes of a Parquet file."""
    import pyarrow as pa
    from pyarrow import parquet

    sink = pa.BufferOutputStream()
    parquet.write_table(table, sink, compression="zstd")
    content: bytes = sink.getvalue().to_pybytes()
    return content


def points_as_parquet(points: pd.DataFrame) -> bytes:
    """Points as a Parquet file; a column of mixed values as the words that set them."""
    import pyarrow as pa

    from winsim.experiment.variation import yaml_value

    columns: dict[str, Any] = {"point": points.index.to_numpy()}
    for name in points:
        values = points[name].tolist()
        mixed = len({type(value) for value in values}) > 1
        columns[str(name)] = [yaml_value(value) for value in values] if mixed else values
    return as_parquet(pa.table(columns))


def read_rows(path: Path) -> list[Row]:
    """The rows of a chunk as the worker gave them back: without what is unknown."""
    rows: list[Row] = read_columns(path).to_pylist()
    return [{name: value for name, value in row.items() if value is not None} for row in rows]


def read_columns(path: Path, names: Sequence[str] | None = None) -> pa.Table:
    """Some columns of a file, or all; raises BadInput where it is no Parquet file any more."""
    from pyarrow import lib, parquet

    try:
        return parquet.read_table(path, columns=None if names is None else list(names))
    except (OSError, lib.ArrowException) as error:
        remedy = "was changed or cut short; remove it, and the same command simulates it again"
        raise BadInput(Problem(str(path), "", "", remedy)) from error


def failed_in(path: Path) -> int:
    """How many runs of a chunk failed."""
    column = read_columns(path, ["error"]).column("error")
    return len(column) - int(column.null_count)
