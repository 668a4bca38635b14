"""The results of a sweep as tidy tables."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from winsim.experiment.chunks import Layout, chunks_of, failed_in, read_columns, read_rows
from winsim.experiment.folder import chunk_files
from winsim.problems import BadInput, Problem

if TYPE_CHECKING:
    import pandas as pd

    from winsim.experiment.experiment import Experiment


@dataclass(frozen=True)
class Results:
    """What a sweep gave.

    `points` has a row for each point, indexed by `point`, and a column for each factor; `runs` one
    for each point, rollout and seed (in this order), with the columns `point`, `rollout`, `seed`,
    the outcomes, `cancelled`, `ended`, `error` and `command`. A run that failed has no outcomes,
    its error, and the command that relives it.
    """

    experiment: Experiment
    points: pd.DataFrame
    runs: pd.DataFrame

    @property
    def table(self) -> pd.DataFrame:
        """The runs with their factors beside them: one table, for tools that want one."""
        return self.runs.join(self.points, on="point")


class Asked(NamedTuple):
    """What a sweep asked: its experiment and points."""

    experiment: Experiment
    points: pd.DataFrame


def results(folder: str | Path) -> Results:
    """The results in a folder of a sweep, whether all of it is lived or not."""
    path = Path(folder)
    asked = read_asked(path)
    return Results(asked.experiment, asked.points, _runs(path, asked.experiment))


def read_asked(folder: Path) -> Asked:
    """What was asked in the folder of a sweep; raises BadInput where there is none."""
    from winsim.experiment.chunks import read_columns
    from winsim.experiment.identity import EXPERIMENT, POINTS
    from winsim.experiment.reading import read_experiment

    refuse_none(folder)
    experiment = read_experiment(folder / EXPERIMENT)
    points = read_columns(folder / POINTS).to_pandas().set_index("point")
    return Asked(experiment, points[[factor.name for factor in experiment.factors]])


def chunks_in(folder: Path, experiment: Experiment) -> Iterator[pd.DataFrame]:
    """The runs in a folder, a chunk at a time, so that no more than one is in memory."""
    from winsim.experiment.chunks import read_columns, schema_of
    from winsim.experiment.folder import chunk_files

    for path in chunk_files(folder):
        yield _as_frame(read_columns(path, schema_of(experiment.outcomes).names))


def tables_in(folder: Path) -> Iterator[pd.DataFrame]:
    """The runs in a folder with their factors beside them, a chunk at a time."""
    found = read_asked(folder)
    for runs in chunks_in(folder, found.experiment):
        yield runs.join(found.points, on="point")


def refuse_none(folder: Path) -> None:
    """Raise BadInput where a folder holds no sweep."""
    from winsim.runs.manifest import read_manifest

    if "sweep" not in (read_manifest(folder) or {}):
        remedy = "is no folder of a sweep; `winsim sweep EXPERIMENT` makes one"
        raise BadInput(Problem("", "folder", str(folder), remedy))


def _runs(folder: Path, experiment: Experiment) -> pd.DataFrame:
    import pandas as pd

    from winsim.experiment.chunks import schema_of

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
    """What was asked, and what of it is there.

    `runs` is the most that there can be: points that may stop early need fewer. It is `whole` once
    every chunk is there.
    """

    points: int
    seeds: int
    runs: int
    simulated: int
    failed: int
    whole: bool


def status_of(folder: Path) -> Status:
    """The status of the sweep in a folder; raises BadInput where there is none."""
    from winsim.runs.manifest import read_manifest

    refuse_none(folder)
    manifest = read_manifest(folder) or {}
    asked, first = manifest["asked"], manifest["sweep"]["first seed"]
    points, seeds = asked["points"], range(first, first + asked["seeds"])
    chunks = {chunk.name for chunk in chunks_of(points, seeds, Layout(**manifest["chunk"]))}
    simulated, failed = _counts(folder)
    whole = chunks <= {file.name for file in chunk_files(folder)}
    return Status(points, len(seeds), manifest["runs"], simulated, failed, whole)


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
