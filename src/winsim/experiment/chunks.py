"""Chunks: the blocks of runs that are simulated together and stored in one file.

How a sweep is cut into them depends on its plan alone, so that the files of a folder are the same
whoever simulates them. Their rows are the table of runs that `results` reads.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from winsim.problems import BadInput, Problem, needed

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
    """How a sweep is cut into chunks; it stays with a folder when it is extended.

    Attributes:
        points: points of a chunk, at least 1; the last chunk may have fewer.
        seeds: seeds of a chunk, at least 1; the last one may have fewer.
    """

    points: int
    seeds: int


@dataclass(frozen=True)
class Chunk:
    """A block of points with a block of seeds; all rollouts are in it.

    Attributes:
        points: numbers of its points, from 0.
        seeds: its seeds, as the experiment counts them.
    """

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
    """The layout of a folder, for a plan that may have more seeds and points.

    Args:
        plan: the plan as extended.
        layout: the folder's layout. Chunks stay as they are, but where a point may stop early: it
            has all its seeds in one chunk.
    """
    whole = plan.experiment.stop is not None
    return Layout(layout.points, plan.experiment.seeds if whole else layout.seeds)


def chunks_of(points: int, seeds: range, layout: Layout) -> Iterator[Chunk]:
    """The chunks of a sweep, point after point, and those of the same points seed after seed.

    Args:
        points: how many points there are, numbered from 0.
        seeds: the seeds at each.
        layout: how many of them a chunk has.
    """
    for first in range(0, points, layout.points):
        for start in range(0, len(seeds), layout.seeds):
            block = range(first, min(first + layout.points, points))
            yield Chunk(block, seeds[start : start + layout.seeds])


@cache
def chunk_named(name: str) -> Chunk | None:
    """The chunk that a file's name describes.

    Args:
        name: the name without its folder, as `Chunk.name` makes it.

    Returns:
        The chunk, or None for any other name.
    """
    match = re.fullmatch(r"points-(\d+)-(\d+)-seeds-(\d+)-(\d+)\.parquet", name)
    if match is None:
        return None
    first, last, first_seed, last_seed = map(int, match.groups())
    return Chunk(range(first, last + 1), range(first_seed, last_seed + 1))


def _meet(one: range, other: range) -> bool:
    return one[0] <= other[-1] and other[0] <= one[-1]


def schema_of(outcomes: Sequence[str]) -> pa.Schema:
    """The columns of a table of runs, with their Arrow types.

    They are `point`, `rollout`, `seed`, the outcomes, `cancelled`, `ended`, `standstill`,
    `standstill_week`, `error` and `command`.

    Args:
        outcomes: names of the outcomes that are stored, in their order.
    """
    import pyarrow as pa

    kinds = {"point": pa.int64(), "rollout": pa.string(), "seed": pa.int64()}
    kinds |= dict.fromkeys(outcomes, pa.float64())
    kinds |= {"cancelled": pa.bool_(), "ended": pa.string()}
    kinds |= {"standstill": pa.string(), "standstill_week": pa.float64()}
    return pa.schema([*kinds.items(), ("error", pa.string()), ("command", pa.string())])


def encoded(rows: Sequence[Row], outcomes: Sequence[str]) -> bytes:
    """The rows of a chunk as the content of a Parquet file; the same rows give the same bytes.

    Args:
        rows: values by column, a run each; what a row lacks is null.
        outcomes: names of the outcomes that are stored; others are left out.
    """
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
    """Points as the content of a Parquet file, with their index as the column `point`.

    Args:
        points: a row a point, indexed by `point`; a column a factor. A column of mixed kinds is
            written as the words that set its values.
    """
    import pyarrow as pa

    from winsim.experiment.variation import yaml_value

    columns: dict[str, Any] = {"point": points.index.to_numpy()}
    for name in points:
        values = points[name].tolist()
        mixed = len({type(value) for value in values}) > 1
        columns[str(name)] = [yaml_value(value) for value in values] if mixed else values
    return as_parquet(pa.table(columns))


def read_rows(path: Path) -> list[Row]:
    """The rows of a chunk as the worker gave them back: without what is unknown.

    Args:
        path: the file of the chunk.

    Raises:
        BadInput: where it is no Parquet file any more.
    """
    rows: list[Row] = read_columns(path).to_pylist()
    return [{name: value for name, value in row.items() if value is not None} for row in rows]


def read_columns(path: Path, names: Sequence[str] | None = None) -> pa.Table:
    """Some columns of a Parquet file, or all.

    Args:
        path: the file.
        names: the columns to read, as far as the file has them; None is all.

    Raises:
        BadInput: where it is no Parquet file any more, as after it was cut short, or pyarrow is missing.
    """
    needed("pyarrow", "sweep")
    from pyarrow import lib, parquet

    try:
        file = parquet.ParquetFile(path)
        there = file.schema_arrow.names
        return file.read(columns=[name for name in names or there if name in there])
    except (OSError, lib.ArrowException) as error:
        remedy = "was changed or cut short; remove it, and the same command simulates it again"
        raise BadInput(Problem(str(path), "", "", remedy)) from error


def failed_in(path: Path) -> int:
    """How many runs of a chunk failed.

    Args:
        path: the file of the chunk, of which only one column is read.

    Raises:
        BadInput: where it is no Parquet file any more.
    """
    column = read_columns(path, ["error"]).column("error")
    return len(column) - int(column.null_count)
