"""The weekly update of people in C: built with the machine's own compiler, called on a world.

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
from winsim.model.state import LEADERSHIP, TEAM, TERMS, World

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


def columns(world: World) -> dict[str, Any]:
    """Every column of the people, by name."""
    crowd = world.crowd
    return crowd.network._asdict() | crowd.traits._asdict() | crowd.employees._asdict()


def rows(world: World) -> dict[str, Any]:
    """The rows of a venture that people read, by the name of their struct."""
    venture = world.venture
    return {
        "behaviour": venture.behaviour,
        "terms": venture.programme.terms,
        "teams": venture.teams,
        "leadership": venture.leadership,
    }


def layout(world: World) -> str:
    """The header that declares what a world looks like in memory."""
    structs = [
        _struct("team", TEAM),
        _struct("behaviour", PARAMETERS),
        _struct("terms", TERMS),
        _struct("leadership", LEADERSHIP),
    ]
    kinds = {name: TYPES[column.dtype] for name, column in columns(world).items()}
    names = [f"typedef {kind} {name}_t;" for name, kind in kinds.items()]
    crowd = [f"    {kind} *{name};" for name, kind in kinds.items()]
    venture = [f"    struct {'team' if name == 'teams' else name} *{name};" for name in rows(world)]
    structs += ["\n".join(["struct crowd {", *crowd, "};"])]
    structs += ["\n".join(["struct venture {", *venture, "    uint64_t seed;", "};"])]
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
    """A world, as the C code sees it."""

    def __init__(self, world: World, fused: bool = True) -> None:
        self.code = library(layout(world), fused)
        self.people = world.crowd.network.team.size
        crowd = [column.ctypes.data for column in columns(world).values()]
        venture = [row.ctypes.data for row in rows(world).values()] + [int(world.venture.seed)]
        self.crowd = (ctypes.c_uint64 * len(crowd))(*crowd)
        self.venture = (ctypes.c_uint64 * len(venture))(*venture)

    def live(self, week: int, times: int = 1, part: str = "update") -> None:
        """Let all people live that part of `times` weeks from `week`, teams standing still."""
        count = map(ctypes.c_int64, (week, self.people, times))
        self.code.again(getattr(self.code, part), self.venture, self.crowd, *count)
