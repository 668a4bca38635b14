"""How Python becomes machine code: one decorator for rules, one for the kernel's entry points.

Rules are `compiled`, and Python can call them; parts of the kernel are `part` or `outline`, which
only compiled code calls; an `entry_point` is a part as Python calls it. With Numba switched off, all
of them run as plain Python and give the same numbers.
"""

import hashlib
import os
import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import numba
from numba.core import config

Function = TypeVar("Function", bound=Callable[..., Any])
INTERPRETED = bool(getattr(config, "DISABLE_JIT", 0))
"""Whether Numba is switched off (`NUMBA_DISABLE_JIT=1`): everything runs as plain Python."""

OPTIONS: Any = {"error_model": "numpy", "nogil": True, "_nrt": False}
NO_WRAPPER: Any = {"no_cpython_wrapper": True, "no_cfunc_wrapper": True}
MACHINE_CODE = ("numerics", "organisation", "model")
"""The packages whose sources reach machine code."""


def compiled(function: Function) -> Function:
    """Mark a rule: a function of numbers that Numba compiles into its callers; Python can call it too.

    Floating point follows NumPy: dividing by zero gives infinity or NaN and raises nothing.

    Args:
        function: a function of numbers, which allocates nothing.

    Returns:
        The compiled function; its source stays at hand through `uncompiled`.
    """
    return function if TYPE_CHECKING else numba.njit(**OPTIONS)(function)


def uncompiled(rule: Any) -> Any:
    """Take a rule as ordinary Python: the same numbers, and arrays go in where it has no conditions.

    A few calls are not worth compiling for.

    Args:
        rule: a function that `compiled` decorates.

    Returns:
        The function as it is written; the rule itself where the compiler is off.
    """
    return getattr(rule, "py_func", rule)


def part(function: Function) -> Function:
    """A part of the kernel that only compiled code calls.

    It gets no Python wrapper: taking a state apart for each would be most of the compiling time.
    """
    return function if TYPE_CHECKING else numba.njit(**OPTIONS, **NO_WRAPPER)(function)


def outline(function: Function) -> Function:
    """A part that says which parts follow one another, or says no more than a line or two.

    It is written into its caller before that is compiled, and costs no compiling of its own. Larger
    parts put together so would cost more than they save.
    """
    if TYPE_CHECKING:
        return function
    return numba.njit(**OPTIONS, **NO_WRAPPER, inline="always")(function)


def entry_point(function: Function) -> Function:
    """A part of the kernel as Python calls it: compiled at its first call, and stored on disk.

    The kernel allocates nothing, so it is compiled without reference counts.

    Args:
        function: a function that `part` or `outline` decorates.

    Returns:
        The function for Python: itself, where the compiler is off.
    """
    if TYPE_CHECKING or INTERPRETED:
        return function
    folder = cache_folder()
    before = config.CACHE_DIR
    config.CACHE_DIR = str(folder or "")
    try:
        return numba.njit(**OPTIONS, cache=folder is not None)(function.py_func)
    finally:
        config.CACHE_DIR = before


def cache_folder() -> Path | None:
    """Where compiled code is stored, or None where nothing can be written.

    `WINSIM_CACHE` or `XDG_CACHE_HOME` name the place; else it is `~/.cache`, or else a temporary
    folder.

    Numba's own key watches a single file, so the folder is named after all sources that reach the
    machine code: a changed rule can never meet a stale kernel.
    """
    if INTERPRETED:
        return None
    home = os.environ.get("WINSIM_CACHE") or os.environ.get("XDG_CACHE_HOME")
    candidates = [Path(home)] if home else []
    candidates += [Path.home() / ".cache", Path(tempfile.gettempdir())]
    for root in candidates:
        folder = root / "winsim" / sources_hash()
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError:
            continue
        if os.access(folder, os.W_OK):
            return folder
    return None


@cache
def sources_hash(packages: tuple[str, ...] = MACHINE_CODE) -> str:
    """Hash every source file of some packages of winsim, and Numba's version.

    Args:
        packages: names of packages or of files, as seen from the package `winsim`.

    Returns:
        16 hexadecimal digits; they differ once any of these files does.
    """
    home = Path(__file__).parents[1]
    digest = hashlib.sha256(numba.__version__.encode())
    for package in packages:
        part = home / package
        for file in sorted(part.rglob("*.py")) if part.is_dir() else [part]:
            digest.update(file.read_bytes())
    return digest.hexdigest()[:16]
