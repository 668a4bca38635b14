"""The folder that a command writes results into, looked at before anything is simulated."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from winsim.scenario.scenario import Scenario


def refuse_occupied(target: Path) -> None:
    """Refuse a folder that holds something else than runs of a scenario.

    Args:
        target: The results folder; it need not be there.

    Raises:
        BadInput: If it is a file, or holds other files or the results of another kind of command.
    """
    from winsim.runs.earlier import refuse_another_kind
    from winsim.runs.folder import refuse_foreign

    refuse_foreign(target)
    refuse_another_kind(target)


def refuse_to_lose(
    target: Path,
    scenario: "Scenario",
    rollouts: tuple[str, ...],
    seeds: range,
    kept: tuple[str, ...] = (),
) -> None:
    """Refuse a folder that nobody named, where earlier results in it would be lost.

    Args:
        target: The folder that stands in for --out; it need not be there.
        scenario: What is to be simulated.
        rollouts: The names of those to run.
        seeds: At least one.
        kept: Further tables there that will not be lost, by the names of their files.

    Raises:
        BadInput: If it holds results of other inputs, or more of them.
    """
    from winsim.runs import earlier

    earlier.refuse_to_lose(target, scenario, rollouts, seeds, sys.argv[1:], kept)


def refuse_employees_by_week(by_week: bool) -> None:
    """Refuse the table of employees by week, before anything is simulated, where it cannot be written.

    Args:
        by_week: Whether that table is requested.

    Raises:
        BadInput: If it is, and pyarrow is not installed.
    """
    if by_week:
        from winsim.runs.employees import refuse_without_pyarrow

        refuse_without_pyarrow()
