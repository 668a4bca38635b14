"""How a command starts: its process set up for a short life, its kernel loaded or precompiled.

Most of a short command's time goes into imports and compiling. What is saved here changes no result.
"""

import atexit
import gc
import importlib
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext, suppress

import click

from winsim.cli.terminal import note

OWN = "winsim.own_process"
"""What the context of a command holds (`obj`) if the process runs nothing but this command."""
NEW_OBJECTS = 100_000
"""How many new objects Python makes before it looks for cycles: starting up makes hardly any."""
USUAL_THRESHOLDS = gc.get_threshold()
KERNEL = "week.run_weeks-*.nbc"
"""The name of the file in which Numba saves the compiled kernel."""
DRAWN_TRAITS = ("loss_aversion", "susceptibility", "threshold")
"""Traits that are drawn for every employee unless the scenario gives a constant."""
SECOND_PROCESS = """
from winsim.cli.startup import compile_kernel, load_numba, start_process
start_process()
load_numba()
compile_kernel()
"""


def start_process() -> str:
    """Set up the process of one command, before anything heavy is imported.

    Objects that are left at the end are not searched for cycles, and OpenBLAS starts no threads,
    since the model has no linear algebra that would be worth them.

    Returns:
        `OWN`, which marks the context of the command.
    """
    gc.set_threshold(NEW_OBJECTS)
    atexit.register(gc.freeze)
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    return OWN


def restore_garbage_collection() -> None:
    """Look for cycles as often as Python does, in a command that runs for long."""
    gc.set_threshold(*USUAL_THRESHOLDS)


def is_own() -> bool:
    """Whether this process is a command's own, not that of a program which calls the command."""
    context = click.get_current_context(silent=True)
    return context is not None and context.obj == OWN


def load_numba() -> None:
    """Import Numba's functions of arrays without their linear algebra.

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


def ready_kernel() -> None:
    """Load Numba; where no compiled kernel is saved, print a note and precompile everything.

    Called by every command that simulates, before the first run. In a program that calls the command,
    Numba is loaded as it would be anyway.
    """
    from winsim.numerics.compiling import INTERPRETED, cache_folder

    if not INTERPRETED and is_own():
        load_numba()
    folder = cache_folder()
    if folder is not None and not any(folder.rglob(KERNEL)):
        note("compiling the kernel (first time only) …")
        precompile()


def precompile() -> None:
    """Compile the kernel, and what draws people and ties, in two processes; save the compiled code.

    With a single processor nothing is done: the code is then compiled when it is needed.
    """
    if (os.cpu_count() or 1) < 2:
        return
    import subprocess

    command, quiet = [sys.executable, "-c", SECOND_PROCESS], subprocess.DEVNULL
    with subprocess.Popen(command, stdout=quiet, stderr=quiet) as kernel:
        try:
            compile_generator()
            compile_quantiles()
        except BaseException:
            kernel.kill()
            raise


def compile_generator() -> None:
    """Compile the generator of organisations, by drawing a small one."""
    from winsim.organisation.files.reading import organisation_of
    from winsim.scenario.organisation_source import OrganisationSource

    organisation_of(OrganisationSource.model_validate({"generate": {"people": 20}}), 1)


def compile_quantiles() -> None:
    """Compile the quantiles of the normal distribution, by which traits are drawn."""
    import numpy as np

    from winsim.numerics.normal import quantiles

    quantiles(np.array([0.5]))


def compile_kernel() -> None:
    """Compile the kernel, by simulating a week of one employee with constant traits and no steps."""
    import numpy as np

    from winsim.model.initial import initial_state
    from winsim.model.kernel import entry_points as kernel
    from winsim.organisation.organisation import make_organisation
    from winsim.scenario.scenario import Scenario

    nobody = np.zeros(0, dtype=np.int64)
    alone = make_organisation(["one"], ["team"], (nobody, nobody, None))
    scenario = Scenario.model_validate(
        {
            "name": "precompile",
            "weeks": 1,
            "employees": dict.fromkeys(DRAWN_TRAITS, 0.5),
            "teams": {"safety": 0.5},
            "rollouts": {"plan": {}},
        }
    )
    kernel.run_weeks(initial_state(scenario, "plan", alone, seed=1), 0, 1)
