"""The folder of a sweep: what was requested, and the chunks that are simulated."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from winsim.experiment.chunks import (
    Chunk,
    Layout,
    chunk_named,
    chunks_of,
    failed_in,
    layout_extended,
    layout_of,
    read_rows,
)
from winsim.experiment.identity import extent, identity
from winsim.experiment.points import fingerprint
from winsim.experiment.request import write_request
from winsim.organisation.files.reading import organisation_of
from winsim.problems import BadInput, Problem, needed
from winsim.runs.folder import refuse_foreign, results_folder
from winsim.runs.manifest import read_manifest

if TYPE_CHECKING:
    from winsim.experiment.plan import Plan
    from winsim.experiment.worker import Key, Row

CHUNKS = "chunks"
PARTIAL = ".partial"
LOCK = ".lock"


class Folder:
    """The folder of a sweep's results, begun or gone on with; each chunk appears in it whole.

    Args:
        path: the folder; it is made if it is not there.
        plan: what is to be simulated.
        command: the words of the command, without `winsim`, for the manifest.
        extend: whether the plan may have more seeds and further points than the folder.

    Raises:
        BadInput: where the folder holds something else, or a sweep that differs from the plan.
    """

    def __init__(
        self, path: Path, plan: Plan, command: Sequence[str] = (), extend: bool = False
    ) -> None:
        needed("pyarrow", "sweep")
        self.path, self.plan = path, plan
        refuse_foreign(path)
        manifest = read_manifest(path)
        if manifest is None:
            self.layout = layout_for(plan)
        else:
            _refuse_another(path, manifest, plan, extend)
            self.layout = layout_extended(plan, Layout(**manifest["layout"]))
        if manifest is None or manifest["extent"] != extent(plan):
            self._begin(command)
        planned = {chunk.name for chunk in self.chunks}
        there = [file.name for file in chunk_files(path)]
        self._simulated = {name for name in there if name in planned}
        self._outgrown = [name for name in there if name not in planned]

    @property
    def simulated(self) -> int:
        """How many chunks are simulated."""
        return len(self._simulated)

    @property
    def chunks(self) -> Iterator[Chunk]:
        """All chunks of the plan, simulated or not."""
        experiment = self.plan.experiment
        seeds = range(experiment.first_seed, experiment.first_seed + experiment.seeds)
        return chunks_of(len(self.plan.points), seeds, self.layout)

    def file(self, chunk: Chunk) -> Path:
        """The file of a chunk."""
        return self.path / CHUNKS / chunk.name

    def missing(self) -> list[Chunk]:
        """The chunks that are still to be simulated."""
        return [chunk for chunk in self.chunks if chunk.name not in self._simulated]

    def failed(self) -> list[Chunk]:
        """The chunks in which a run failed."""
        simulated = [chunk for chunk in self.chunks if chunk.name in self._simulated]
        return [chunk for chunk in simulated if failed_in(self.file(chunk))]

    def completed_runs(self, chunk: Chunk) -> dict[Key, Row]:
        """The runs of a chunk that ended well before, in it or in smaller ones.

        Args:
            chunk: a chunk of the plan, simulated or not.

        Returns:
            Rows by point, rollout and seed; they may reach beyond the chunk.
        """
        files = [name for name in self._outgrown if _within(name, chunk)]
        files += [chunk.name] * (chunk.name in self._simulated)
        rows = [row for name in files for row in read_rows(self.path / CHUNKS / name)]
        return {
            (row["point"], row["rollout"], row["seed"]): row for row in rows if "error" not in row
        }

    def add(self, chunk: Chunk, content: bytes) -> None:
        """Write a chunk: it appears whole or not at all, in place of smaller ones.

        Args:
            chunk: a chunk of the plan.
            content: what is in its file, as `winsim.experiment.chunks.encoded` makes it.

        Raises:
            BadInput: where the folder cannot be written.
        """
        with _said_plainly(self.path):
            write_whole(self.file(chunk), content)
            self._simulated.add(chunk.name)
            for name in self.superseded(chunk):
                (self.path / CHUNKS / name).unlink(missing_ok=True)
                self._outgrown.remove(name)

    def superseded(self, chunk: Chunk | None = None) -> list[str]:
        """Files of an earlier extent of which all runs are in chunks of the plan by now.

        Args:
            chunk: only files that have runs in common with it; None is all.

        Returns:
            Their names, without the folder.
        """
        missing = self.missing() if self._outgrown else []
        return [
            name
            for name in self._outgrown
            if (chunk is None or _within(name, chunk))
            and not any(_within(name, other) for other in missing)
        ]

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Hold the folder, so that meanwhile no other process writes chunks here.

        What a killed process left behind is removed.

        Raises:
            BadInput: where another process holds it, or it cannot be written.
        """
        chunks = self.path / CHUNKS
        with ExitStack() as held:
            with _said_plainly(self.path):
                chunks.mkdir(exist_ok=True)
                held.enter_context(_locked(self.path))
                for left in (*chunks.glob(f"*{PARTIAL}"), *map(chunks.joinpath, self.superseded())):
                    left.unlink()
            yield

    def _begin(self, command: Sequence[str]) -> None:
        with results_folder(self.path) as draft:
            write_request(draft, self.plan, self.layout, command)


def write_whole(path: Path, content: bytes) -> None:
    """Write a file so that it is there whole or not at all, also after a loss of power."""
    partial = path.with_name(path.name + PARTIAL)
    try:
        with partial.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        partial.replace(path)
    except BaseException:
        partial.unlink(missing_ok=True)
        raise


def chunk_files(folder: Path) -> list[Path]:
    """The files of the chunks in a folder, in order."""
    return sorted((folder / CHUNKS).glob("*.parquet"))


def _within(name: str, chunk: Chunk) -> bool:
    other = chunk_named(name)
    return other is not None and chunk.meets(other)


def layout_for(plan: Plan) -> Layout:
    """The layout for a plan whose folder is new.

    The organisation's people are those of its file or of its generator.
    """
    source = plan.specification.scenario.organisation
    if not source.has_files:
        return layout_of(plan, source.generate.people)
    return layout_of(plan, organisation_of(source, plan.experiment.first_seed).people)


def _refuse_another(path: Path, manifest: dict[str, Any], plan: Plan, extend: bool) -> None:
    """Refuse results of another command, another sweep, and more of this one unless requested."""
    if "identity" not in manifest:
        raise _refusal(path, "holds results of another command; give a new or an empty folder")
    before = manifest["extent"]
    differing = _differing(manifest["identity"], before, plan)
    if differing:
        remedy = (
            f"holds a sweep that differs in {' and '.join(differing)}; the two must not be mixed"
        )
        raise _refusal(path, f"{remedy}: give a new folder, or remove this one")
    grown = _grown(before, plan)
    if grown and not extend:
        raise _refusal(path, f"holds this sweep with fewer {grown}; --extend adds them")


def _differing(earlier: dict[str, Any], before: dict[str, Any], plan: Plan) -> list[str]:
    """In what a plan differs from an earlier sweep, whose extent was `before`."""
    differing = [name for name, value in identity(plan).items() if earlier.get(name) != value]
    count = before["points"]
    if count > len(plan.points) or fingerprint(plan.points, count) != before["points_sha256"]:
        differing.append("set of points")
    if before["seeds"] > plan.experiment.seeds:
        differing.append("number of seeds")
    return differing


def _grown(before: dict[str, Any], plan: Plan) -> str:
    now = {"points": len(plan.points), "seeds": plan.experiment.seeds}
    more = [f"{name} ({before[name]}, not {now[name]})" for name in now if now[name] > before[name]]
    return " and ".join(more)


def _refusal(path: Path, remedy: str) -> BadInput:
    return BadInput(Problem("", "--out", str(path), remedy))


@contextmanager
def _said_plainly(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        reason = error.strerror or str(error)
        saved = "what was simulated before is saved, and the same command goes on from there"
        raise _refusal(path, f"cannot be written ({reason}); {saved}") from error


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    """Hold the folder's lock, which the system gives back however this process ends."""
    import fcntl

    with (path / LOCK).open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise _refusal(path, "another winsim is at work in it; wait for its end") from None
        yield
