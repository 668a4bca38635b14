"""What is wrong with an input, in words that a person can act on.

Whatever reads or checks an input collects `Problem`s and raises them together as one `BadInput`; the
command line prints it, and Python code reads its `problems`.
"""

import difflib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from importlib import import_module
from types import ModuleType


@dataclass(frozen=True)
class Problem:
    """One thing wrong with an input: where, which field, which value, and what to do."""

    where: str
    """File and line (`people.csv:12`), or the name of what was read; empty if unknown."""
    field: str
    """The field, column or option, as the reader wrote it (`rollouts.pilots.waves[0].count`)."""
    value: str
    """The value as it was written; empty where something is missing."""
    remedy: str
    """What is wrong and what to do about it, in one sentence."""

    def __str__(self) -> str:
        place = f"{self.where}: " if self.where else ""
        value = f" = {self.value}" if self.value else ""
        field = f"{self.field}{value}: " if self.field else ""
        return f"{place}{field}{self.remedy}"


class BadInput(ValueError):
    """An input that cannot be used.

    Attributes:
        problems: Everything that is wrong with it, each with its place and a remedy.

    Example:
        >>> bad = BadInput(Problem("ops.yaml:4", "weeks", "-1", "must be at least 1 (weeks)"))
        >>> print(bad)
        ops.yaml:4: weeks = -1: must be at least 1 (weeks)
    """

    def __init__(self, *problems: Problem) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = problems


def needed(library: str, extra: str) -> ModuleType:
    """A library that comes with an extra of winsim, imported.

    Args:
        library: The module to import, with dots for a submodule (`SALib.sample.sobol`).
        extra: The extra of winsim that installs it.

    Raises:
        BadInput: Where it is not installed, with the command that installs it.
    """
    try:
        return import_module(library)
    except ModuleNotFoundError:
        remedy = f"is not installed; pip install 'winsim[{extra}]'"
        raise BadInput(Problem("", library.partition(".")[0], "", remedy)) from None


def nearest(word: str, known: Iterable[str]) -> str:
    """Words that point from a misspelt name to the nearest known one, or list what is known.

    Args:
        word: The name as it was written.
        known: The names that there are; repetitions count once.

    Returns:
        A question, or the first twelve known names and how many there are; without a full stop, to
        end a remedy.

    Example:
        >>> nearest("wekes", ["weeks", "name"])
        "did you mean 'weeks'?"
    """
    names = list(dict.fromkeys(known))
    close = difflib.get_close_matches(word, names, n=1, cutoff=0.6)
    if close:
        return f"did you mean {close[0]!r}?"
    return f"known: {listed(names)}" if names else "there are none"


def listed(names: Sequence[str]) -> str:
    """The first twelve names, and how many there are where there are more.

    Example:
        >>> listed(["id", "team"])
        'id, team'
    """
    return ", ".join(names[:12]) + (f" … ({len(names):,} in all)" if len(names) > 12 else "")
