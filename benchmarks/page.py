"""The page of what was measured: machine, versions, date, and a table a subject."""

import os
import platform
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from types import ModuleType

from benchmarks.in_c import COMMAND, compiler
from benchmarks.measuring import Measure

PACKAGES = ("numba", "numpy", "mesa", "networkx", "ndlib", "starsim")

INTRODUCTION = """\
# Speed

`make bench` measures all of this and writes this page; nothing here is typed in by hand.

Whatever is compared was measured in turn, several times, in one process on one machine, so that a
busy machine slows both alike; what one thread does alone is timed in seconds of its processor, sweeps
and starts by the clock on the wall. A figure is the median of the repetitions, in brackets their quartiles.
Preparing does not count unless the line says so. Wherever two of them live the same weeks, their
results are compared, and a difference stops the benchmark: records to the last bit agent by agent,
the week in which everybody adopts in plain Mesa, the adopters in NDlib and Starsim, every column of
the people in C, to the last bit where gcc does not fuse multiply and add."""


def page(subjects: Mapping[ModuleType, Sequence[Measure]]) -> str:
    """The page, as Markdown: what each subject's module says of itself, and its table."""
    sections = [f"{section(subject)}\n\n{table(found)}" for subject, found in subjects.items()]
    return "\n\n".join([INTRODUCTION, machine(), *sections]) + "\n"


def section(subject: ModuleType) -> str:
    """The heading of a subject, and what it is."""
    heading, _, rest = (subject.__doc__ or "").strip().partition("\n\n")
    return "\n\n".join(filter(None, [f"## {heading.removesuffix('.')}", rest]))


def machine() -> str:
    """What all of it was measured on."""
    versions = ", ".join(f"{name} {installed(name)}" for name in PACKAGES)
    busy = ", ".join(f"{load:.1f}" for load in os.getloadavg())
    day = datetime.now(UTC).date().isoformat()
    return (
        f"Measured on {day}: {processor()}, {os.cpu_count()} cores, {platform.system()}, "
        f"Python {platform.python_version()}, {versions}, {compiler()} "
        f"(`{' '.join(COMMAND)}`). Processes that wanted a core at the end of it, over 1, 5 and 15 "
        f"minutes: {busy}."
    )


def processor() -> str:
    """The model of the processor, as far as the system tells."""
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
    except OSError:
        return platform.processor() or platform.machine()
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.machine()


def installed(package: str) -> str:
    """The version of a package."""
    try:
        return version(package)
    except PackageNotFoundError:
        return "not installed"


def table(measures: Sequence[Measure]) -> str:
    """One subject's lines."""
    head = ["| | measured | must be | reached | |", "|---|---:|---:|---|---|"]
    return "\n".join(head + [line(one) for one in measures])


def line(one: Measure) -> str:
    """One line of a table."""
    found, unit = one.found, one.unit
    measured = f"**{figure(found.median)}{unit}**"
    if found.lower != found.upper:
        measured += f" ({figure(found.lower)}–{figure(found.upper)})"
    target = ""
    if one.target is not None:
        target = f"{'at most' if one.at_most else 'at least'} {figure(one.target)}{unit}"
    reached = {True: "yes", False: "**no**", None: ""}[one.reached]
    return f"| {one.what} | {measured} | {target} | {reached} | {one.note} |"


def figure(number: float) -> str:
    """Three digits that count."""
    if abs(number) >= 100:
        return f"{number:,.0f}"
    return f"{number:.3g}"
