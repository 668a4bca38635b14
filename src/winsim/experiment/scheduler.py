"""The scheduler of a sweep: it hands chunks to workers, and stores them as they come back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Executor, Future, wait
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from typing import TYPE_CHECKING

from winsim.experiment.chunks import Chunk, encoded
from winsim.experiment.folder import Folder
from winsim.experiment.points import point_values
from winsim.experiment.worker import Task, refuse_infeasible, run_task
from winsim.parallel import Progress, threads
from winsim.problems import BadInput, Problem, needed

if TYPE_CHECKING:
    from winsim.experiment.plan import Plan


class SweepInterrupted(KeyboardInterrupt):
    """Ctrl-C while a sweep is simulated; the same sweep can go on from there.

    Attributes:
        runs: how many of all its runs are simulated and saved.
    """

    def __init__(self, runs: int) -> None:
        super().__init__(f"{runs} runs are simulated")
        self.runs = runs


class WorkersLost(RuntimeError):
    """Workers died or went out of reach; all chunks that came back before are saved."""


@dataclass(frozen=True)
class ChunkResult:
    """A chunk as a worker gives it back.

    Attributes:
        content: the content of its file.
        runs: how many runs it stands for; those that early stopping spared are counted, too.
    """

    content: bytes
    runs: int


def run_chunk(task: Task) -> ChunkResult:
    """Simulate a chunk to its end: the work of one worker at one time.

    Args:
        task: the chunk's points, seeds and runs that are there already. A run that fails leaves its
            error in its row, and stops nothing.
    """
    rows = run_task(task)
    experiment = task.specification.experiment
    runs = len(task.points) * len(task.seeds) * len(task.specification.rollouts)
    return ChunkResult(encoded(rows, experiment.outcomes), runs)


def run_chunks(
    folder: Folder,
    executor: Executor | None = None,
    jobs: int = 1,
    progress: Progress | None = None,
    retry: bool = False,
    first: int | None = None,
) -> None:
    """Simulate what a folder lacks. The files do not depend on who simulates them.

    Args:
        folder: the folder of a plan.
        executor: who simulates; None is threads of this process (the kernel frees the interpreter).
        jobs: how many workers the executor has, or how many threads to start.
        progress: called with how many runs are there, and of how many.
        retry: whether runs that failed are simulated once more.
        first: only chunks that hold some of so many first points; None is all chunks.

    Raises:
        SweepInterrupted: on Ctrl-C, when what was in workers' hands is saved.
        WorkersLost: where workers died or went out of reach.
        BadInput: where nothing can be written, or a rollout does not fit the organisation.
    """
    chunks = folder.missing()
    before = folder.plan.runs - sum(_runs(folder.plan, chunk) for chunk in chunks)
    chunks += folder.failed() if retry else []
    chunks = [chunk for chunk in chunks if first is None or chunk.points.start < first]
    if not chunks and not folder.superseded():
        return
    if not folder.simulated:
        refuse_infeasible(folder.plan)
    with folder.locked(), threads(jobs) if executor is None else nullcontext(executor) as workers:
        _run_chunks(folder, chunks, workers, jobs, before, progress)


def task_of(folder: Folder, chunk: Chunk) -> Task:
    """What a worker needs for a chunk: only what is missing of it is simulated.

    Args:
        folder: the folder of a plan, with the runs that are there already.
        chunk: a chunk of the plan.
    """
    points = point_values(folder.plan.points, chunk.points.start, chunk.points.stop)
    numbered = list(zip(chunk.points, points, strict=True))
    return Task(folder.plan.specification, numbered, chunk.seeds, folder.completed_runs(chunk))


def _runs(plan: Plan, chunk: Chunk) -> int:
    return len(chunk.points) * len(chunk.seeds) * len(plan.specification.rollouts)


def _run_chunks(
    folder: Folder,
    chunks: list[Chunk],
    executor: Executor,
    jobs: int,
    done: int,
    progress: Progress | None,
) -> None:
    if progress is not None:
        progress(done, folder.plan.runs)
    try:
        for chunk, result in _as_they_come(folder, chunks, executor, 2 * jobs):
            folder.add(chunk, result.content)
            done += result.runs
            if progress is not None:
                progress(min(done, folder.plan.runs), folder.plan.runs)
    except KeyboardInterrupt:
        raise SweepInterrupted(done) from None


def _as_they_come(
    folder: Folder, chunks: Iterable[Chunk], executor: Executor, at_once: int
) -> Iterator[tuple[Chunk, ChunkResult]]:
    """Chunks as they are finished; never more at once than the workers can use, so that memory is flat.

    After Ctrl-C, what is in workers' hands is still waited for; who sends another does not wait.
    """
    waiting, begun = iter(chunks), dict[Future[ChunkResult], Chunk]()
    try:
        while True:
            _hand_out(folder, waiting, executor, begun, at_once)
            if not begun:
                return
            for future in wait(begun, return_when=FIRST_COMPLETED).done:
                yield begun.pop(future), _result(future)
    except KeyboardInterrupt:
        in_hand = [future for future in begun if not future.cancel()]
        for future in wait(in_hand).done:
            yield begun.pop(future), _result(future)
        raise


def _hand_out(
    folder: Folder,
    waiting: Iterator[Chunk],
    executor: Executor,
    begun: dict[Future[ChunkResult], Chunk],
    at_once: int,
) -> None:
    while len(begun) < at_once:
        chunk = next(waiting, None)
        if chunk is None:
            return
        task = task_of(folder, chunk)
        with _lost_workers_named():
            begun[executor.submit(run_chunk, task)] = chunk


def _result(future: Future[ChunkResult]) -> ChunkResult:
    with _lost_workers_named():
        return future.result()


@contextmanager
def _lost_workers_named() -> Iterator[None]:
    """Whatever an executor raises when workers die, at once or later, becomes `WorkersLost`."""
    from concurrent.futures import BrokenExecutor, CancelledError

    try:
        yield
    except (BrokenExecutor, CancelledError) as error:
        raise WorkersLost(str(error) or "a worker was lost") from error
    except Exception as error:
        if type(error).__module__.split(".")[0] == "distributed":
            raise WorkersLost(str(error)) from error
        raise


PATIENCE = 20
"""Seconds that a scheduler has to answer."""


@contextmanager
def cluster(address: str) -> Iterator[tuple[Executor, int]]:
    """The executor of the Dask cluster at an address, and how many threads its workers have.

    Tasks of a worker that dies go to another. Workers need the same winsim, and the people and ties
    files of a scenario at the same paths.
    """
    distributed = needed("distributed", "dask")
    try:
        client = distributed.Client(address, timeout=PATIENCE, set_as_default=False)
    except (OSError, ValueError) as error:
        remedy = f"no scheduler answers there ({error}); start one with `dask scheduler`"
        raise BadInput(Problem("", "--dask", address, remedy)) from None
    with client:
        threads = sum(client.nthreads().values())
        if not threads:
            remedy = f"has no worker; start some with `dask worker {address}`"
            raise BadInput(Problem("", "--dask", address, remedy))
        yield client.get_executor(pure=False), threads
