"""Rules as plain Python functions, so that thousands of calls need no compiling."""

from collections.abc import Callable
from types import ModuleType
from typing import Any, TypeVar

from hypothesis import strategies as st

Rule = TypeVar("Rule", bound=Callable[..., Any])

shares = st.floats(0.0, 1.0)
amounts = st.floats(0.0, 50.0)
luck = st.floats(0.0, 1.0, exclude_max=True)


def uncompiled(rule: Rule) -> Rule:
    """The rule as it was written; with the compiler off it is that already."""
    plain: Rule = getattr(rule, "py_func", rule)
    return plain


def rules_of(module: ModuleType) -> dict[str, Callable[..., Any]]:
    """The rules that a module declares, by name."""
    return {
        name: rule
        for name, rule in vars(module).items()
        if getattr(uncompiled(rule) if callable(rule) else rule, "__module__", "")
        == module.__name__
    }
