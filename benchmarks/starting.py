"""What a start costs: importing, compiling once, and whole warm commands.

Python keeps what it made of the sources, as it does for an installed package.
"""

import os
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.measuring import Measure, in_turn, ratio, spread, wall_seconds

SCENARIO = Path(__file__).parents[1] / "scenarios" / "ops-redesign.yaml"
LIBRARIES = "import numpy, numba, pandas"
ONE_SEED = ("--seeds", "1", "--no-figures")


def process(*arguments: str, cache: str | None = None) -> float:
    """Seconds of a whole process of Python."""
    env = dict(os.environ) | ({"WINSIM_CACHE": cache} if cache else {})
    env.pop("PYTHONDONTWRITEBYTECODE", None)
    root = str(Path(__file__).parents[1])
    return wall_seconds(
        lambda: subprocess.run(
            [sys.executable, *arguments], env=env, cwd=root, check=True, capture_output=True
        )
    )


def compare(*options: str, cache: str | None = None) -> float:
    """Seconds of the whole command."""
    with TemporaryDirectory() as out:
        command = ("-m", "winsim", "compare", str(SCENARIO), *options, "--out", f"{out}/results")
        return process(*command, cache=cache)


def compare_one_seed() -> float:
    """Seconds of a comparison of a single seed without figures, warm."""
    return compare(*ONE_SEED)


def the_main_job(rounds: int) -> Measure:
    """A comparison as it is usually asked for, figures included."""
    sizes = ("--set", "weeks=156", "--set", "organisation.generate.people=200")
    times = [compare("--seeds", "100", *sizes) for _ in range(rounds)]
    return Measure(
        "`winsim compare`, two rollouts, 200 people, 156 weeks, 100 seeds, all figures",
        spread(times),
        5.0,
        at_most=True,
        unit=" s",
    )


def a_comparison(rounds: int) -> Measure:
    """A whole warm comparison against importing the libraries that it needs."""
    compare_one_seed()
    times = in_turn(
        {"compare": compare_one_seed, "libraries": lambda: process("-c", LIBRARIES)}, rounds
    )
    return Measure(
        f"`winsim compare --seeds 1 --no-figures` against `{LIBRARIES}`",
        ratio(times["compare"], times["libraries"]),
        2.0,
        at_most=True,
        note=f"{spread(times['compare']).median:.2f} s against {spread(times['libraries']).median:.2f} s",
    )


def uncertain(rounds: int) -> Measure:
    """A comparison in which all assumed values are drawn, too, against the comparison alone."""
    job = ("--seeds", "400", "--no-figures", "--set", "organisation.generate.people=200")
    times = in_turn(
        {"uncertain": lambda: compare(*job, "--uncertain"), "alone": lambda: compare(*job)}, rounds
    )
    return Measure(
        "`winsim compare --uncertain`, 400 draws, against the same without, 200 people, 104 weeks",
        ratio(times["uncertain"], times["alone"]),
        3.0,
        at_most=True,
        note=f"{spread(times['uncertain']).median:.1f} s against {spread(times['alone']).median:.1f} s",
    )


def compiling(rounds: int) -> Iterable[Measure]:
    """The first start, which compiles into an empty cache, and later ones."""
    first, later = [], []
    for _ in range(rounds):
        with TemporaryDirectory() as cache:
            first.append(compare(*ONE_SEED, cache=cache))
            later.append(compare(*ONE_SEED, cache=cache))
    told = "the first comparison on a machine, which compiles, of one seed"
    yield Measure(told, spread(first), unit=" s")
    yield Measure("the same comparison again", spread(later), unit=" s")
    compiled = [one - other for one, other in zip(first, later, strict=True)]
    yield Measure("compiling, the difference", spread(compiled), 20.0, at_most=True, unit=" s")


def asking(rounds: int) -> Measure:
    """How soon the command answers."""
    process("-m", "winsim", "--help")
    times = [process("-m", "winsim", "--help") for _ in range(rounds)]
    return Measure("`winsim --help`, whole process", spread(times), unit=" s")


def measured(quick: bool = False) -> Iterable[Measure]:
    """All lines."""
    yield asking(1 if quick else 5)
    if not quick:
        yield a_comparison(5)
        yield the_main_job(5)
        yield uncertain(3)
        yield from compiling(2)
