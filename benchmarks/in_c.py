"""The weekly update of people in C: built with the machine's own compiler, called on a state.

`layout.h` is written from the columns and rows of the kernel, so C and kernel always read the same
memory, and a column that is renamed stops the build.
"""

import ctypes
import subprocess
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import numpy as np

from winsim.model.initial import PARAMETERS
from winsim.model.programme import SETTINGS
from winsim.model.state import LEADERSHIP, TEAM, State

SOURCE = Path(__file__).with_name("people.c")
COMMAND = (
    "gcc",
    "-O3",
    "-march=native",
    "-fno-math-errno",
    "-fno-trapping-math",
    "-shared",
    "-fPIC",
)
"""The two `no` let gcc vectorise; they change no result."""
UNFUSED = "-ffp-contract=off"
"""Rounds after every operation, as the kernel does; gcc otherwise fuses multiply and add."""

TYPES = {
    np.dtype(np.float64): "double",
    np.dtype(np.float32): "float",
    np.dtype(np.int64): "int64_t",
    np.dtype(np.int32): "int32_t",
    np.dtype(np.uint32): "uint32_t",
    np.dtype(np.uint16): "uint16_t",
    np.dtype(np.uint8): "uint8_t",
    np.dtype(np.bool_): "uint8_t",
}


def compiler() -> str:
    """The compiler and its version."""
    asked = subprocess.run([COMMAND[0], "--version"], capture_output=True, text=True, check=True)
    return asked.stdout.splitlines()[0]


def columns(state: State) -> dict[str, Any]:
    """Every column of the people, by name."""
    population = state.population
    return (
        population.network._asdict() | population.traits._asdict() | population.employees._asdict()
    )


def rows(state: State) -> dict[str, Any]:
    """The rows of a change that people read, by the name of their struct."""
    change = state.change
    return {
        "behaviour": change.behaviour,
        "settings": change.programme.settings,
        "teams": change.teams,
        "leadership": change.leadership,
    }


def layout(state: State) -> str:
    """The header that declares what a state looks like in memory."""
    structs = [
        _struct("team", TEAM),
        _struct("behaviour", PARAMETERS),
        _struct("settings", SETTINGS),
        _struct("leadership", LEADERSHIP),
    ]
    kinds = {name: TYPES[column.dtype] for name, column in columns(state).items()}
    names = [f"typedef {kind} {name}_t;" for name, kind in kinds.items()]
    population = [f"    {kind} *{name};" for name, kind in kinds.items()]
    change = [f"    struct {'team' if name == 'teams' else name} *{name};" for name in rows(state)]
    structs += ["\n".join(["struct population {", *population, "};"])]
    structs += ["\n".join(["struct change {", *change, "    uint64_t seed;", "};"])]
    return "\n".join([*names, *structs, ""])


def _struct(name: str, dtype: np.dtype[Any]) -> str:
    fields: Mapping[str, Any] = dtype.fields or {}
    lines = [f"    {TYPES[kind[0]]} {field};" for field, kind in fields.items()]
    size = f'_Static_assert(sizeof(struct {name}) == {dtype.itemsize}, "{name}");'
    return "\n".join([f"struct {name} {{", *lines, "};", size])


@cache
def library(header: str, fused: bool) -> ctypes.CDLL:
    """The C code, compiled against that header."""
    folder = Path(mkdtemp(prefix="winsim-c-"))
    (folder / "layout.h").write_text(header)
    built = folder / "people.so"
    options = [] if fused else [UNFUSED]
    command = [*COMMAND, *options, f"-I{folder}", "-o", str(built), str(SOURCE)]
    subprocess.run(command, check=True)
    return ctypes.CDLL(str(built))


class InC:
    """A state, as the C code sees it."""

    def __init__(self, state: State, fused: bool = True) -> None:
        self.code = library(layout(state), fused)
        self.people = state.population.network.team.size
        population = [column.ctypes.data for column in columns(state).values()]
        change = [row.ctypes.data for row in rows(state).values()] + [int(state.change.seed)]
        self.population = (ctypes.c_uint64 * len(population))(*population)
        self.change = (ctypes.c_uint64 * len(change))(*change)

    def run(self, week: int, times: int = 1, part: str = "update") -> None:
        """Let all people go through that part of `times` weeks from `week`, teams standing still."""
        count = map(ctypes.c_int64, (week, self.people, times))
        self.code.again(getattr(self.code, part), self.change, self.population, *count)
