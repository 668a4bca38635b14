"""What is found while files are read: problems, which forbid going on, and notes."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from winsim.problems import BadInput, Problem

Case = TypeVar("Case")
SHOWN = 8
"""Problems of one kind that are listed one by one."""


@dataclass
class Findings:
    """What was found while reading: problems, which forbid going on, and notes."""

    problems: list[Problem] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def add(self, where: str, name: str, value: str, remedy: str) -> None:
        """Remember one problem."""
        self.problems.append(Problem(where, name, value, remedy))

    def add_each(self, cases: Sequence[Case], problem: Callable[[Case], Problem]) -> None:
        """Remember problems of one kind: the first few, and how many more there are."""
        found = [problem(case) for case in cases[:SHOWN]]
        self.problems.extend(found)
        if len(cases) > SHOWN:
            more = f"… and {len(cases) - SHOWN:,} more problems of this kind"
            self.add(found[-1].where.partition(":")[0], found[-1].field, "", more)

    def refuse(self) -> None:
        """Raise every problem at once, if there are any."""
        if self.problems:
            raise BadInput(*self.problems)
