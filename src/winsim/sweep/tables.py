"""The runs of a chunk as a Parquet table: the same rows give the same bytes."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from winsim.problems import BadInput, Problem

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa

    from winsim.experiment.worker import Row


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

    from winsim.experiment.plan import written

    columns: dict[str, Any] = {"point": points.index.to_numpy()}
    for name in points:
        values = points[name].tolist()
        mixed = len({type(value) for value in values}) > 1
        columns[str(name)] = [written(value) for value in values] if mixed else values
    return as_parquet(pa.table(columns))


def read_rows(path: Path) -> list[Row]:
    """The rows of a chunk as they were lived."""
    rows: list[Row] = read_columns(path).to_pylist()
    return [{name: value for name, value in row.items() if value is not None} for row in rows]


def read_columns(path: Path, names: Sequence[str] | None = None) -> pa.Table:
    """Some columns of a file, or all; raises BadInput where it is no Parquet file any more."""
    from pyarrow import lib, parquet

    try:
        return parquet.read_table(path, columns=None if names is None else list(names))
    except (OSError, lib.ArrowException) as error:
        remedy = "was changed or cut short; remove it, and the same command lives it again"
        raise BadInput(Problem(str(path), "", "", remedy)) from error


def failed_in(path: Path) -> int:
    """How many runs of a chunk failed."""
    column = read_columns(path, ["error"]).column("error")
    return len(column) - int(column.null_count)
