"""How far a sweep has come, from its folder alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from winsim.experiment.chunks import Layout, chunks_of
from winsim.experiment.folder import chunk_files
from winsim.sweep.tables import failed_in, read_columns, read_rows


@dataclass(frozen=True)
class Status:
    """What was asked, and what of it is there.

    `runs` is the most that there can be: points that may stop early need fewer. It is `whole` once
    every chunk is there.
    """

    points: int
    seeds: int
    runs: int
    lived: int
    failed: int
    whole: bool


def status_of(folder: Path) -> Status:
    """The status of the sweep in a folder; raises BadInput where there is none."""
    from winsim.runs.manifest import read_manifest
    from winsim.experiment.results import refuse_none

    refuse_none(folder)
    manifest = read_manifest(folder) or {}
    asked, first = manifest["asked"], manifest["sweep"]["first seed"]
    points, seeds = asked["points"], range(first, first + asked["seeds"])
    chunks = {chunk.name for chunk in chunks_of(points, seeds, Layout(**manifest["chunk"]))}
    lived, failed = _counts(folder)
    whole = chunks <= {file.name for file in chunk_files(folder)}
    return Status(points, len(seeds), manifest["runs"], lived, failed, whole)


def failures(folder: Path) -> Iterator[tuple[str, str]]:
    """The error of every run that failed, and the command that lives it again."""
    for path in chunk_files(folder):
        if failed_in(path):
            rows = (row for row in read_rows(path) if "error" in row)
            yield from ((row["error"], row["command"]) for row in rows)


def _counts(folder: Path) -> tuple[int, int]:
    """How many runs there are, and how many of them failed."""
    tables = [read_columns(path, ["error"]) for path in chunk_files(folder)]
    failed = sum(table.num_rows - table.column("error").null_count for table in tables)
    return sum(table.num_rows for table in tables), failed
