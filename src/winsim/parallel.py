"""Workers on this machine: threads for what frees Python, as the kernel does; else processes.

A process is started anew, or is a copy of this one that knows all that it knows. Whatever
takes `jobs` (runs, experiments, counterfactuals, figures) gets its workers here.
"""

import signal
import sys
import threading
import warnings
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, ThreadPoolExecutor, as_completed
from contextlib import contextmanager
from typing import Any, TypeVar

Case = TypeVar("Case")
Found = TypeVar("Found")
Progress = Callable[[int, int], None]
"""What hears how many cases are done, and of how many."""


def as_finished(
    do: Callable[[Case], Found], cases: Sequence[Case], jobs: int
) -> Iterator[tuple[Case, Found]]:
    """Each case and its result, as it is finished, by worker threads.

    The first goes alone, so that bad input shows, and the kernel compiles, only once.

    Args:
        do: What is done with a case; called in several threads at once where `jobs` is above 1.
        cases: What to do it with.
        jobs: How many threads; with 1, everything is done in this thread, in order.

    Yields:
        A case and what `do` gave for it. The first case comes first, the others in any order. What
        `do` raises is raised here, and cases that were not begun are dropped.
    """
    alone = cases[:1] if jobs > 1 else cases
    yield from ((case, do(case)) for case in alone)
    if len(alone) == len(cases):
        return
    with threads(jobs) as pool:
        begun = {pool.submit(do, case): case for case in cases[1:]}
        for future in as_completed(begun):
            yield begun.pop(future), future.result()


class _QuickHandover:
    """Meanwhile, threads hand Python over after a twentieth of a millisecond instead of five.

    A run that comes out of the kernel would else wait for another's whole set-up. Where several
    overlap, the last one to end puts back what was.
    """

    def __init__(self) -> None:
        self.turn, self.begun, self.before = threading.Lock(), 0, 0.0

    def __enter__(self) -> None:
        with self.turn:
            if not self.begun:
                self.before = sys.getswitchinterval()
                sys.setswitchinterval(5e-5)
            self.begun += 1

    def __exit__(self, *_: object) -> None:
        with self.turn:
            self.begun -= 1
            if not self.begun:
                sys.setswitchinterval(self.before)


_QUICKLY = _QuickHandover()


@contextmanager
def threads(jobs: int) -> Iterator[Executor]:
    """Worker threads; at the end, what was not begun is dropped, and nothing is waited for here.

    Args:
        jobs: How many threads, at least 1.

    Yields:
        The pool, to which work is submitted.
    """
    pool = ThreadPoolExecutor(jobs)
    try:
        with _QUICKLY:
            yield pool
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


@contextmanager
def processes(jobs: int) -> Iterator[Executor]:
    """Worker processes, started anew; what they are given and give back must be picklable.

    Ctrl-C is left to who started them. At the end, what was not begun is dropped, and nothing is waited
    for here.

    Args:
        jobs: How many processes, at least 1.

    Yields:
        The pool, to which work is submitted.
    """
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    pool = ProcessPoolExecutor(jobs, get_context("spawn"), _leave_interrupts)
    try:
        yield pool
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


@contextmanager
def forked_processes(count: int, *known: object) -> Iterator[Executor | None]:
    """Copies of this process as workers (fork), which `inherited` what is known without any pickling.

    There are none for fewer than two, in a process with threads of Python's, or where the machine
    refuses: a copy goes on with the thread that made it, and would wait forever for what another
    thread held. Only on Linux do all libraries survive being copied. Ctrl-C is left to the original.

    Args:
        count: How many copies.
        *known: What each copy is to know, of any type.

    Yields:
        The pool, or None where there are no copies; the caller then does the work itself. At the end
        running work is waited for, and what was not begun is dropped.
    """
    alone = count < 2 or sys.platform != "linux" or threading.active_count() > 1
    pool = None if alone else _copied(count, known)
    try:
        yield pool
    finally:
        if pool is not None:
            pool.shutdown(cancel_futures=True)


def inherited() -> tuple[Any, ...]:
    """What a forked process was made to know: `known` of `forked_processes`; nothing in the original."""
    return tuple(_KNOWN)


_KNOWN: list[Any] = []


def _copied(count: int, known: tuple[object, ...]) -> Executor | None:
    """The copies, all of them made with the first task; None where there is no room for all.

    Python 3.12 warns of threads that libraries keep, too: those of Arrow and OpenBLAS, which see to
    being copied themselves.
    """
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import active_children, get_context

    others = active_children()
    try:
        pool = ProcessPoolExecutor(count, get_context("fork"), _begin_copy, known)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)
            pool.submit(int)
    except (ImportError, OSError, RuntimeError):  # no semaphores; no process; no thread
        for child in active_children():
            if child not in others:
                child.terminate()
        return None
    return pool


def _begin_copy(*known: object) -> None:
    _leave_interrupts()
    _KNOWN[:] = known


def _leave_interrupts() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
