"""The process of a command: lean, and no surprise for what else runs in it."""

import subprocess
import sys

import pytest

from winsim.compiling import INTERPRETED

pytestmark = pytest.mark.skipif(INTERPRETED, reason="nothing is compiled")


def said_by(code: str) -> list[str]:
    """What a fresh process prints."""
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=120
    )
    return done.stdout.split()


COMMAND = """
import sys, click
from winsim.cli.process import OWN, ready_kernel
with click.Context(click.Command("compare"), obj={own}):
    ready_kernel()
print("scipy.linalg" in sys.modules)
"""
AFTERWARDS = """
import scipy.linalg.cython_blas, scipy.optimize
from SALib.analyze import sobol
print(scipy.linalg.solve([[2.0]], [6.0])[0])
"""
MULTIPLIED = """
import numba, numpy
print(numba.njit(lambda a: numpy.dot(a, a))(numpy.ones(3)))
"""


def test_a_command_loads_no_linear_algebra_for_a_kernel_that_has_none() -> None:
    assert said_by(COMMAND.format(own="OWN")) == ["False"]


def test_whoever_needs_linear_algebra_after_the_kernel_finds_it() -> None:
    assert said_by(COMMAND.format(own="OWN") + AFTERWARDS) == ["False", "3.0"]


@pytest.mark.parametrize("own", ["OWN", "None"])
def test_compiled_functions_still_multiply_matrices(own: str) -> None:
    assert said_by(COMMAND.format(own=own) + MULTIPLIED) == ["False", "3.0"]
