"""The results of a sweep as tidy tables, and how far the sweep has come."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from winsim.experiment.chunks import (
    Layout,
    chunks_of,
    failed_in,
    read_columns,
    read_rows,
    schema_of,
)
from winsim.experiment.folder import chunk_files
from winsim.experiment.request import read_request, read_sweep_manifest

if TYPE_CHECKING:
    import pandas as pd

    from winsim.experiment.experiment import Experiment


@dataclass(frozen=True)
class SweepResults:
    """What a sweep gave, as two tables.

    Attributes:
        experiment: what was varied and read, with everything filled in.
        points: a row a point, indexed by `point`; a column a factor.
        runs: a row for each point, rollout and seed (in this order), with the columns `point`,
            `rollout`, `seed`, the outcomes, `cancelled`, `ended`, `standstill`, `standstill_week`,
            `error` and `command`. A run that failed has no outcomes, its error, and the command that
            simulates it again.
    """

    experiment: Experiment
    points: pd.DataFrame
    runs: pd.DataFrame

    @property
    def table(self) -> pd.DataFrame:
        """The runs with their factors beside them: one table, for tools that want one."""
        return self.runs.join(self.points, on="point")


def read_sweep(folder: str | Path) -> SweepResults:
    """The results in a folder of a sweep, whether all of it is simulated or not.

    Raises:
        BadInput: where the folder holds no sweep, or a file in it was cut short.

    Example:
        >>> from tempfile import TemporaryDirectory
        >>> import pandas as pd
        >>> from winsim import sweep
        >>> points = pd.DataFrame({"employees.trust": [0.3, 0.7]})
        >>> with TemporaryDirectory() as folder:
        ...     _ = sweep(points, "scenarios/ops-redesign.yaml", folder=folder, seeds=2)
        ...     trust = read_sweep(folder).points["employees.trust"]
        >>> trust.to_list()
        [0.3, 0.7]
    """
    path = Path(folder)
    request = read_request(path)
    return SweepResults(request.experiment, request.points, _runs(path, request.experiment))


def chunks_in(folder: Path, experiment: Experiment) -> Iterator[pd.DataFrame]:
    """The runs in a folder, a chunk at a time, so that no more than one is in memory.

    Args:
        folder: the folder of a sweep.
        experiment: what was requested there, as `read_request` reads it.

    Yields:
        Tables with the columns of `SweepResults.runs`; those that an earlier version of winsim did not
        write are empty.

    Raises:
        BadInput: where a file was cut short.
    """
    for path in chunk_files(folder):
        names = schema_of(experiment.outcomes).names
        yield _as_frame(read_columns(path, names)).reindex(columns=names)


def tables_in(folder: Path) -> Iterator[pd.DataFrame]:
    """The runs in a folder with their factors beside them, a chunk at a time.

    Args:
        folder: the folder of a sweep.

    Yields:
        Tables with the columns of `Results.table`.

    Raises:
        BadInput: where the folder holds no sweep, or a file in it was cut short.
    """
    request = read_request(folder)
    for runs in chunks_in(folder, request.experiment):
        yield runs.join(request.points, on="point")


def _runs(folder: Path, experiment: Experiment) -> pd.DataFrame:
    import pandas as pd

    chunks = list(chunks_in(folder, experiment))
    nothing = _as_frame(schema_of(experiment.outcomes).empty_table())
    runs = pd.concat(chunks, ignore_index=True) if chunks else nothing
    places = {rollout: place for place, rollout in enumerate(experiment.rollouts)}
    order = runs["rollout"].map(places)
    runs = runs.assign(order=order).sort_values(["point", "order", "seed"])
    runs = runs.drop(columns="order").drop_duplicates(["point", "rollout", "seed"])
    return runs.reset_index(drop=True)


def _as_frame(table: object) -> pd.DataFrame:
    """A table of runs; whether a run was cancelled is unknown where it failed."""
    frame: pd.DataFrame = table.to_pandas()  # type: ignore[attr-defined]
    return frame.astype({"cancelled": "boolean"})


@dataclass(frozen=True)
class Status:
    """How much was requested, and how much of it is simulated.

    Attributes:
        points: how many points were requested.
        seeds: how many seeds at each.
        runs: the most runs that there can be; points that may stop early need fewer.
        simulated: how many runs there are.
        failed: how many of them failed.
        complete: whether every chunk is there.
    """

    points: int
    seeds: int
    runs: int
    simulated: int
    failed: int
    complete: bool


def status_of(folder: Path) -> Status:
    """How much of the sweep in a folder is simulated; only counts are read, no outcomes.

    Raises:
        BadInput: where the folder holds no sweep, or a file in it was cut short.
    """
    manifest = read_sweep_manifest(folder)
    extent, first = manifest["extent"], manifest["identity"]["first seed"]
    points, seeds = extent["points"], range(first, first + extent["seeds"])
    chunks = {chunk.name for chunk in chunks_of(points, seeds, Layout(**manifest["layout"]))}
    simulated, failed = _counts(folder)
    complete = chunks <= {file.name for file in chunk_files(folder)}
    return Status(points, len(seeds), manifest["runs"], simulated, failed, complete)


def failures(folder: Path) -> Iterator[tuple[str, str]]:
    """The runs of a folder that failed.

    Yields:
        The error of a run, and the command that simulates it again on its own.

    Raises:
        BadInput: where a file was cut short.
    """
    for path in chunk_files(folder):
        if failed_in(path):
            rows = (row for row in read_rows(path) if "error" in row)
            yield from ((row["error"], row["command"]) for row in rows)


def _counts(folder: Path) -> tuple[int, int]:
    """How many runs there are, and how many of them failed."""
    tables = [read_columns(path, ["error"]) for path in chunk_files(folder)]
    failed = sum(table.num_rows - table.column("error").null_count for table in tables)
    return sum(table.num_rows for table in tables), failed
