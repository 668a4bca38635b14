"""Work shared among copies of this process, which know all that it knows."""

import signal
import sys
import threading
import warnings
from collections.abc import Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context


@contextmanager
def copies(count: int) -> Iterator[Executor | None]:
    """So many copies of this process as workers; None for fewer than two, or where it has threads.

    A copy goes on with the thread that made it, and would wait forever for what another thread
    held. Only Linux copies a process with all its libraries. Ctrl-C is left to the original.
    """
    if count < 2 or sys.platform != "linux" or threading.active_count() > 1:
        yield None
        return
    ignored = (signal.SIGINT, signal.SIG_IGN)
    pool = ProcessPoolExecutor(count, get_context("fork"), signal.signal, ignored)
    try:
        _begin(pool)
        yield pool
    finally:
        pool.shutdown(cancel_futures=True)


def _begin(pool: ProcessPoolExecutor) -> None:
    """Make the copies, all of them with the first task.

    Python 3.12 warns of threads that libraries keep, too: those of Arrow and OpenBLAS, which see to
    being copied themselves.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        pool.submit(int)
