"""What the columns of a sweep's tables hold: the points and the runs in its chunks."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from winsim.experiment.variation import yaml_value
from winsim.runs.columns import ROLLOUT, SEED, STANDSTILL, outcome_column
from winsim.runs.dictionary import Column, Table, flag, text
from winsim.runs.outcomes import OUTCOMES

if TYPE_CHECKING:
    from winsim.experiment.factor import Factor
    from winsim.experiment.plan import Plan

POINT = Column("point", "point", "whole number, at least 0", "the number of the point")
ENDING = (
    flag("cancelled", "whether the programme was stopped; empty where the run failed"),
    text("ended", "how the programme ended; empty while it was under way"),
    *STANDSTILL,
    text("error", "what went wrong where the run failed; empty elsewhere"),
    text("command", "the command that simulates a failed run again; empty elsewhere"),
)
"""The columns of a run after its outcomes."""


class ChunkTable(Table):
    """The table of runs, whose rows lie in the files of a folder of their own."""

    def is_in(self, folder: Path) -> bool:
        """True: chunks appear after what was requested is written."""
        return True


def sweep_tables(plan: Plan) -> tuple[Table, ...]:
    """The tables in the folder of a sweep, declared for its data dictionary.

    Returns:
        `points`, a column a factor, and `chunks`, the runs.
    """
    factors = {factor.name: factor for factor in plan.specification.factors}
    varied = [
        factor_column(factors[name]) if name in factors else _of_point(name)
        for name in map(str, plan.points)
    ]
    return Table("points", (POINT, *varied)), run_table(plan.experiment.outcomes)


def run_table(outcomes: Sequence[str]) -> Table:
    """The table of runs with these outcomes."""
    read = (outcome_column(OUTCOMES[name]) for name in outcomes)
    return ChunkTable("chunks", (POINT, ROLLOUT, SEED, *read, *ENDING))


def factor_column(factor: Factor) -> Column:
    """The column of a factor in the table of points."""
    values = factor.values or ()
    of_words = "yes or no" if any(isinstance(value, bool) for value in values) else "name"
    is_word = any(isinstance(value, bool | str) for value in values)
    unit = factor.unit or (of_words if is_word else "number")
    return Column(factor.name, unit, _range(factor), factor.meaning or factor.path)


def _range(factor: Factor) -> str:
    if factor.values is not None:
        return ", ".join(map(yaml_value, factor.values))
    if factor.distribution is not None:
        return f"{factor.distribution.kind} distribution"
    if factor.low is not None and factor.high is not None:
        return f"{factor.low:g} to {factor.high:g}"
    return "as listed"


def _of_point(name: str) -> Column:
    """A column of the points that is no factor."""
    return Column(name, "number", "whole number", f"the point's own {name}")
