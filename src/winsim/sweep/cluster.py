"""A Dask cluster as an executor."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import contextmanager

from winsim.problems import BadInput, Problem, needed

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
