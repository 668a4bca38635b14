"""The results folder of runs and their comparison, written and read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any

from winsim.problems import BadInput, Problem
from winsim.runs.columns import TABLES as DECLARED
from winsim.runs.csv import read_table, write_table
from winsim.runs.dictionary import write_dictionary
from winsim.runs.folder import results_folder
from winsim.runs.manifest import read_manifest, sha256_of, write_manifest

if TYPE_CHECKING:
    import pandas as pd

    from winsim.runs.compare import Comparison
    from winsim.runs.tables import Runs

TABLES = ("runs", "weeks", "teams", "picks")
"""The tables of every results folder."""
FURTHER = ("employees", "causes")
"""Tables that may lie beside them."""
COMPARED = (
    "outcomes", "differences", "ranking", "worth", "horizons", "promises", "standstill",
)  # fmt: skip
"""The tables of a comparison that lie beside them."""
Drawing = Callable[[Path], AbstractContextManager[Any]]
"""Draws into a folder while the tables are written, or as the block ends."""


def write_comparison(
    target: Path,
    runs: Runs,
    comparison: Comparison | None = None,
    command: Sequence[str] = (),
    employees_by_week: bool = False,
    drawing: Drawing = nullcontext,
) -> None:
    """Write a results folder: all tables, what they say, what their columns mean, the manifest.

    The folder appears whole or not at all.

    Args:
        target: the folder. Earlier results in it are replaced; a folder with something else is
            refused.
        runs: the runs.
        comparison: their comparison; None compares them with the scenario's baseline.
        command: the words of the command that made the results, for the manifest.
        employees_by_week: whether to simulate the runs again, and write everyone in every week
            into `employees_by_week.parquet`.
        drawing: draws figures into the folder it is given; by default there are none.

    Raises:
        BadInput: where the folder cannot be written, or Parquet files cannot.

    >>> import tempfile
    >>> from winsim import scenario_from, simulate
    >>> text = '''
    ... name: tiny
    ... weeks: 10
    ... organisation: {generate: {people: 24, team_size: 6}}
    ... behaviour: {announce: 0.5}
    ... initiative:
    ...   gain: 2
    ...   steps: [{name: sort, work: 1, value: 0.5}, {name: join, work: 2, value: 0.5}]
    ... rollouts: {big_bang: {}, pilots: {waves: [{pick: random, count: 1}, rest]}}
    ... '''
    >>> runs = simulate(scenario_from(text, "tiny.yaml"), seeds=(1, 2))
    >>> with tempfile.TemporaryDirectory() as place:
    ...     write_comparison(Path(place) / "out", runs)
    ...     sorted(path.name for path in (Path(place) / "out").iterdir())[:4]
    ['causes.csv', 'columns.csv', 'differences.csv', 'horizons.csv']
    """
    from winsim.runs.compare import compare

    with results_folder(target) as folder:
        with drawing(folder):
            write_runs(folder, runs)
            _write_compared(folder, compare(runs) if comparison is None else comparison)
        if employees_by_week:
            from winsim.runs.employees import write_employees_by_week

            path = folder / "employees_by_week.parquet"
            write_employees_by_week(runs.scenario, runs.rollouts, runs.seeds, path)
        write_dictionary(folder, DECLARED)
        write_manifest(folder, runs, command)


def write_runs(folder: Path, runs: Runs) -> None:
    """Write the tables of runs into a folder: `runs.csv`, `weeks.csv`, `teams.csv`.

    `employees.csv` and `causes.csv` are written where the runs have these tables.
    """
    for name in (*TABLES, *FURTHER):
        table = getattr(runs, name)
        if table is not None:
            write_table(table, folder / f"{name}.csv")


def write_statements(path: Path, sentences: Iterable[str]) -> None:
    """Write sentences into a file, one a line."""
    path.write_text("".join(f"{sentence}\n" for sentence in sentences), "utf-8")


def write_comparison_statements(folder: Path, comparison: Comparison) -> None:
    """Write what a comparison says into `statements.txt`: doubts and what stands still first."""
    from winsim.runs.doubts import data_doubts
    from winsim.runs.standstill_statements import standstill_statements
    from winsim.runs.statements import comparison_statements

    first = (*data_doubts(comparison.scenario), *standstill_statements(comparison))
    write_statements(folder / "statements.txt", (*first, *comparison_statements(comparison)))


def _write_compared(folder: Path, comparison: Comparison) -> None:
    for name in COMPARED:
        write_table(getattr(comparison, name), folder / f"{name}.csv")
    write_comparison_statements(folder, comparison)


def read_runs(folder: Path) -> Runs:
    """Read the runs of a results folder, as they were written.

    Args:
        folder: a folder that `write_comparison`, or `winsim compare`, made.

    Raises:
        BadInput: for a folder of something else, and for tables changed since they were written.
    """
    from winsim.runs.tables import Runs

    manifest = _manifest(folder)
    return Runs(
        scenario=_scenario(folder, manifest),
        rollouts=tuple(manifest["rollouts"]),
        seeds=tuple(manifest["seeds"]),
        **{name: _table(folder, name, manifest) for name in TABLES},
        **{name: _table(folder, name, manifest) for name in FURTHER if _has(manifest, name)},
    )


def _manifest(folder: Path) -> dict[str, Any]:
    manifest = read_manifest(folder)
    if manifest is None:
        remedy = "is no folder of results; `winsim compare SCENARIO --out FOLDER` makes one"
        raise BadInput(Problem("", "folder", str(folder), remedy))
    if "scenario" not in manifest:
        made = manifest.get("command") or "another command"
        remedy = f"holds the results of `{made}`, and no runs of one scenario to draw"
        raise BadInput(Problem("", "folder", str(folder), remedy))
    return manifest


def _scenario(folder: Path, manifest: dict[str, Any]) -> Any:
    from pydantic import ValidationError

    from winsim.scenario.scenario import Scenario

    try:
        return Scenario.model_validate(manifest["scenario"])
    except ValidationError as error:
        made = manifest.get("versions", {}).get("winsim", "another version")
        remedy = f"its scenario is one of winsim {made}; run `winsim compare` again"
        raise BadInput(Problem("", "folder", str(folder), remedy)) from error


def _has(manifest: dict[str, Any], name: str) -> bool:
    return f"{name}.csv" in manifest["files"]


def _table(folder: Path, name: str, manifest: dict[str, Any]) -> pd.DataFrame:
    path = folder / f"{name}.csv"
    if not path.is_file():
        raise BadInput(Problem(str(path), "", "", "is missing; run `winsim compare` again"))
    if sha256_of(path) != manifest["files"].get(path.name):
        remedy = "was changed or cut short since winsim wrote it; run `winsim compare` again"
        raise BadInput(Problem(str(path), "", "", remedy))
    return read_table(path)
