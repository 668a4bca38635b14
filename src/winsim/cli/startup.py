"""The process of a command: set up for a short life in which the kernel is all that is compiled."""

import atexit
import gc
import importlib
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext, suppress

import click

from winsim.cli.terminal import note

OWN = "winsim.own_process"
"""What the context of a command holds (`obj`) that has its process to itself."""
NEW_OBJECTS = 100_000
"""So many new objects before Python looks for unreachable cycles: starting up makes hardly any."""
_USUAL = gc.get_threshold()


def begin() -> str:
    """Set up the process of one command, before anything heavy is imported; gives `OWN`.

    What is left at the end goes with the process, and is not searched for cycles; and there is no
    linear algebra here that would be worth threads of its own.
    """
    gc.set_threshold(NEW_OBJECTS)
    atexit.register(gc.freeze)
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    return OWN


def settle_in() -> None:
    """Look for cycles as often as Python does, in a command that goes on for long."""
    gc.set_threshold(*_USUAL)


def is_own() -> bool:
    """Whether this process is a command's own, not that of a program which calls the command."""
    context = click.get_current_context(silent=True)
    return context is not None and context.obj == OWN


def load_numba() -> None:
    """Load Numba's functions of arrays without their linear algebra.

    Numba would import all of `scipy.linalg` to see whether it is there; the kernel has no use for
    it. What else is compiled in this process correlates in loops instead.
    """
    with _hidden("scipy.linalg.cython_blas"), suppress(ImportError):
        importlib.import_module("numba.np.arraymath")


def load_seaborn() -> None:
    """Load seaborn; in a command's own process without SciPy's statistics, half of what it imports.

    All that it takes from them is a density, of which it has a copy, and which no figure shows.
    """
    with _hidden("scipy.stats") if is_own() else nullcontext():
        importlib.import_module("seaborn")


@contextmanager
def _hidden(module: str) -> Iterator[None]:
    """Let a module seem absent, unless it is loaded; afterwards it can be imported as ever."""
    if module in sys.modules:
        yield
        return
    sys.modules[module] = None  # type: ignore[assignment]  # how Python marks what is absent
    try:
        yield
    finally:
        del sys.modules[module]


ELSEWHERE = """
from winsim.cli.startup import begin, load_numba
begin()
load_numba()
from winsim.cli.startup import compile_kernel
compile_kernel()
"""
KERNEL = "week.run_weeks-*.nbc"
"""What Numba calls the kernel that it keeps."""
DRAWN = ("loss_aversion", "susceptibility", "threshold")
"""What differs between employees unless told otherwise."""


def ready_kernel() -> None:
    """Load Numba; where no compiled kernel is kept, say so and compile everything."""
    from winsim.numerics.compiling import INTERPRETED, cache_folder

    if not INTERPRETED and is_own():
        load_numba()
    folder = cache_folder()
    if folder is not None and not any(folder.rglob(KERNEL)):
        note("compiling the kernel (first time only) …")
        compile_all()


def compile_all() -> None:
    """Compile everything by two processes, where there are two processors, and keep it.

    What is not made ready so is compiled here when it is needed.
    """
    if (os.cpu_count() or 1) < 2:
        return
    quiet = subprocess.DEVNULL
    with subprocess.Popen([sys.executable, "-c", ELSEWHERE], stdout=quiet, stderr=quiet) as other:
        try:
            compile_generator()
        except BaseException:
            other.kill()
            raise


def compile_generator() -> None:
    """Compile what draws an organisation."""
    from winsim.organisation.files.reading import organisation_of
    from winsim.scenario.population import OrganisationSource

    organisation_of(OrganisationSource.model_validate({"generate": {"people": 20}}), 1)


def compile_kernel() -> None:
    """Compile what lives a run: that of one person, about whom nothing is drawn, without work."""
    import numpy as np

    from winsim.model.initial import initial_state
    from winsim.model.kernel import entry_points as kernel
    from winsim.organisation.organisation import organisation
    from winsim.scenario.scenario import Scenario

    nobody = np.zeros(0, dtype=np.int64)
    alone = organisation(["one"], ["team"], (nobody, nobody, None))
    scenario = Scenario.model_validate(
        {
            "name": "warming",
            "weeks": 1,
            "employees": dict.fromkeys(DRAWN, 0.5),
            "teams": {"safety": 0.5},
            "rollouts": {"plan": {}},
        }
    )
    kernel.run_weeks(initial_state(scenario, "plan", alone, seed=1), 0, 1)
