"""Compiled code made ready before it is needed: the generator's here, meanwhile the kernel's elsewhere."""

import os
import subprocess
import sys
from pathlib import Path

from winsim.cli.printing import note
from winsim.cli.process import is_own, load_numba

ELSEWHERE = """
from winsim.cli.process import begin, load_numba
begin()
load_numba()
from winsim.cli.warming import compile_kernel
compile_kernel()
"""
KERNEL = "running.live-*.nbc"
"""What Numba calls the kernel that it keeps."""
DRAWN = ("loss_aversion", "susceptibility", "threshold")
"""What differs between employees unless told otherwise."""


def ready_kernel() -> None:
    """Load Numba; where no compiled kernel is kept, say so and compile everything."""
    from winsim.compiling import INTERPRETED, cache_folder

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
    from winsim.organisation import organisation_of
    from winsim.scenario import OrganisationSource

    organisation_of(OrganisationSource.model_validate({"generate": {"people": 20}}), 1, Path())


def compile_kernel() -> None:
    """Compile what lives a run: that of one person, about whom nothing is drawn, without work."""
    import numpy as np

    from winsim import kernel
    from winsim.organisation import organisation
    from winsim.scenario import Scenario
    from winsim.world import world_of

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
    kernel.live(world_of(scenario, "plan", alone, seed=1), 0, 1)
