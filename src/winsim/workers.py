"""Workers on this machine: threads for what frees Python, as the kernel does; else processes.

A process is started anew, or is a copy of this one that knows all that it knows.
"""

import signal
import sys
import threading
import warnings
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, ThreadPoolExecutor, as_completed
from contextlib import contextmanager
from typing import TypeVar

Case = TypeVar("Case")
Found = TypeVar("Found")
Progress = Callable[[int, int], None]
"""What hears how many cases are done, and of how many."""


def as_finished(
    do: Callable[[Case], Found], cases: Sequence[Case], jobs: int
) -> Iterator[tuple[Case, Found]]:
    """Each case and what was found for it, as it is finished, by so many threads.

    The first goes alone, so that bad input shows, and the kernel compiles, only once.
    """
    alone = cases[:1] if jobs > 1 else cases
    yield from ((case, do(case)) for case in alone)
    if len(alone) == len(cases):
        return
    with threads(jobs) as pool:
        begun = {pool.submit(do, case): case for case in cases[1:]}
        for future in as_completed(begun):
            yield begun.pop(future), future.result()


@contextmanager
def threads(jobs: int) -> Iterator[Executor]:
    """Worker threads; at the end, what was not begun is dropped, and nothing is waited for."""
    pool = ThreadPoolExecutor(jobs)
    try:
        with _quick_handover():
            yield pool
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


@contextmanager
def processes(jobs: int) -> Iterator[Executor]:
    """Worker processes; Ctrl-C is left to who started them. At the end as for threads."""
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    pool = ProcessPoolExecutor(jobs, get_context("spawn"), _leave_interrupts)
    try:
        yield pool
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


@contextmanager
def copies(count: int) -> Iterator[Executor | None]:
    """So many copies of this process as workers; None for fewer than two, or where it has threads.

    A copy goes on with the thread that made it, and would wait forever for what another thread
    held. Only Linux copies a process with all its libraries. Ctrl-C is left to the original.
    """
    if count < 2 or sys.platform != "linux" or threading.active_count() > 1:
        yield None
        return
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    pool = ProcessPoolExecutor(count, get_context("fork"), _leave_interrupts)
    try:
        _begin(pool)
        yield pool
    finally:
        pool.shutdown(cancel_futures=True)


@contextmanager
def _quick_handover() -> Iterator[None]:
    """Meanwhile, threads hand Python over after a twentieth of a millisecond instead of five.

    A run that comes out of the kernel would else wait for another's whole set-up.
    """
    before = sys.getswitchinterval()
    sys.setswitchinterval(5e-5)
    try:
        yield
    finally:
        sys.setswitchinterval(before)


def _leave_interrupts() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _begin(pool: Executor) -> None:
    """Make the copies, all of them with the first task.

    Python 3.12 warns of threads that libraries keep, too: those of Arrow and OpenBLAS, which see to
    being copied themselves.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        pool.submit(int)
