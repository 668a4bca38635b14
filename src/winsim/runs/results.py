"""The runs of a results folder, written and read."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from winsim.problems import BadInput, Problem
from winsim.runs.csv import read_table, write_table
from winsim.runs.manifest import read_manifest, sha256_of

if TYPE_CHECKING:
    import pandas as pd

    from winsim.runs.tables import Runs

TABLES = ("runs", "weeks", "teams")
"""The tables of every results folder; one of employees may lie beside them."""


def write_runs(folder: Path, runs: Runs) -> None:
    """Write the tables of runs, weeks and teams, and of employees where they were kept."""
    for name in (*TABLES, "employees"):
        table = getattr(runs, name)
        if table is not None:
            write_table(table, folder / f"{name}.csv")


def read_results(folder: Path) -> Runs:
    """The runs in a results folder, as they were written; files changed since are refused."""
    from winsim.runs.tables import Runs

    manifest = _manifest(folder)
    employees = "employees.csv" in manifest["files"]
    return Runs(
        scenario=_scenario(folder, manifest),
        rollouts=tuple(manifest["rollouts"]),
        seeds=tuple(manifest["seeds"]),
        **{name: _table(folder, name, manifest) for name in TABLES},
        employees=_table(folder, "employees", manifest) if employees else None,
    )


def _manifest(folder: Path) -> dict[str, Any]:
    found = read_manifest(folder)
    if found is None:
        remedy = "is no folder of results; `winsim compare SCENARIO --out FOLDER` makes one"
        raise BadInput(Problem("", "folder", str(folder), remedy))
    if "scenario" not in found:
        made = found.get("command") or "another command"
        remedy = f"holds the results of `{made}`, and no runs of one scenario to draw"
        raise BadInput(Problem("", "folder", str(folder), remedy))
    return found


def _scenario(folder: Path, manifest: dict[str, Any]) -> Any:
    from pydantic import ValidationError

    from winsim.scenario.scenario import Scenario

    try:
        return Scenario.model_validate(manifest["scenario"])
    except ValidationError as error:
        made = manifest.get("versions", {}).get("winsim", "another version")
        remedy = f"its scenario is one of winsim {made}; run `winsim compare` again"
        raise BadInput(Problem("", "folder", str(folder), remedy)) from error


def _table(folder: Path, name: str, manifest: dict[str, Any]) -> pd.DataFrame:
    path = folder / f"{name}.csv"
    if not path.is_file():
        raise BadInput(Problem(str(path), "", "", "is missing; run `winsim compare` again"))
    if sha256_of(path) != manifest["files"].get(path.name):
        remedy = "was changed or cut short since winsim wrote it; run `winsim compare` again"
        raise BadInput(Problem(str(path), "", "", remedy))
    return read_table(path)
