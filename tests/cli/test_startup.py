"""The process of a command: lean, and no surprise for what else runs in it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from winsim.cli import startup
from winsim.numerics.compiling import INTERPRETED

pytestmark = pytest.mark.skipif(INTERPRETED, reason="nothing is compiled")


def said_by(code: str, env: dict[str, str] | None = None) -> list[str]:
    """What a fresh process prints."""
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=300, env=env)
    return done.stdout.split()


COMMAND = """
import sys, click
from winsim.cli.startup import OWN
from winsim.cli.startup import ready_kernel
with click.Context(click.Command("compare"), obj={own}):
    ready_kernel()
print("scipy.linalg" in sys.modules)
"""
COMPILED = """
from click.testing import CliRunner
from winsim.cli.main import winsim
from winsim.numerics.compiling import cache_folder
from winsim.cli.startup import precompile

def saved():
    return sorted(path.name for path in cache_folder().rglob("*.nbc"))

precompile()
ready = saved()
command = ["compare", {scenario!r}, "--seeds", "1", "--no-figures", "--out", {out!r}]
result = CliRunner().invoke(winsim, command)
print(len(ready), saved() == ready, "compiling" in result.stderr, result.exit_code)
"""
AFTERWARDS = """
import scipy.linalg.cython_blas, scipy.optimize
from SALib.analyze import sobol
print(scipy.linalg.solve([[2.0]], [6.0])[0])
"""
DRAWING = """
import sys, click
from winsim.cli.startup import OWN, load_seaborn
with click.Context(click.Command("compare"), obj={own}):
    load_seaborn()
print("seaborn" in sys.modules, "scipy.stats" in sys.modules)
import scipy.stats
print(scipy.stats.norm.mean())
"""
PREPARED = """
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from winsim.model import rules
from winsim.model.initial import prepare
from winsim.scenario.reading import read_scenario
scenario = read_scenario(Path({scenario!r}))
prepare(scenario, scenario.rollouts)
print({{
    f"{{module.name}}.{{name}}"
    for module in iter_modules(rules.__path__)
    for name, rule in vars(import_module(f"winsim.model.rules.{{module.name}}")).items()
    if getattr(rule, "signatures", ())
}})
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


@pytest.mark.parametrize(("own", "loaded"), [("OWN", "False"), ("None", "True")])
def test_a_command_loads_no_statistics_for_figures_that_have_none(own: str, loaded: str) -> None:
    assert said_by(DRAWING.format(own=own)) == ["True", loaded, "0.0"]


def test_a_kernel_is_precompiled_unless_it_is_saved(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    compiled = list[str]()
    monkeypatch.setattr("winsim.numerics.compiling.cache_folder", lambda: tmp_path)
    monkeypatch.setattr(startup, "precompile", lambda: compiled.append("all"))
    (tmp_path / "weaving").mkdir()
    (tmp_path / "weaving" / "weaving.weave-20.py311.1.nbc").touch()  # as `org generate` leaves it
    startup.ready_kernel()
    assert compiled == ["all"]
    (tmp_path / "kernel").mkdir()
    (tmp_path / "kernel" / "week.run_weeks-102.py311.1.nbc").touch()
    startup.ready_kernel()
    assert compiled == ["all"]


def test_to_prepare_a_scenario_compiles_no_rule() -> None:
    # A few calls are not worth the fifth of a second that compiling each takes.
    scenario = Path(__file__).parents[2] / "scenarios" / "build-integration.yaml"
    assert said_by(PREPARED.format(scenario=str(scenario))) == ["set()"]


@pytest.mark.slow
def test_what_is_precompiled_is_all_that_a_comparison_needs(tmp_path: Path) -> None:
    scenario = Path(__file__).parents[2] / "scenarios" / "system-cutover.yaml"
    code = COMPILED.format(scenario=str(scenario), out=str(tmp_path / "results"))
    env = dict(os.environ) | {"WINSIM_CACHE": str(tmp_path / "cache")}
    assert said_by(code, env) == ["5", "True", "False", "0"]
