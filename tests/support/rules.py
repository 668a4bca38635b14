"""Rules as plain Python functions, so that thousands of calls need no compiling."""

from collections.abc import Callable
from types import ModuleType
from typing import Any

from hypothesis import strategies as st

from winsim.numerics.compiling import uncompiled

shares = st.floats(0.0, 1.0)
amounts = st.floats(0.0, 50.0)
luck = st.floats(0.0, 1.0, exclude_max=True)


def rules_of(module: ModuleType) -> dict[str, Callable[..., Any]]:
    """The rules that a module declares, by name."""
    return {
        name: rule
        for name, rule in vars(module).items()
        if getattr(uncompiled(rule) if callable(rule) else rule, "__module__", "")
        == module.__name__
    }
