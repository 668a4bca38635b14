"""Every column of every table has a unit and a meaning, in the same folder."""

import csv
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest
from click.testing import CliRunner

from tests.support.plausible_runs import plausible_runs
from tests.support.tiny_change import tiny
from winsim.cli.main import winsim
from winsim.counterfactual.one_more_win import one_more_win
from winsim.counterfactual.results import add_one_more_win
from winsim.model.measures import MEASURES
from winsim.runs import columns
from winsim.runs.dictionary import Column, Table, write_dictionary
from winsim.runs.employees import STATES
from winsim.runs.manifest import read_manifest
from winsim.runs.results import read_runs, write_comparison
from winsim.scenario.reading import scenario_from


def dictionary(folder: Path) -> dict[str, list[str]]:
    """The columns of each table, by its name, as the folder declares them."""
    with (folder / "columns.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert all(row["unit"] and row["values"] and row["meaning"] for row in rows)
    declared: dict[str, list[str]] = {}
    for row in rows:
        declared.setdefault(row["table"], []).append(row["column"])
    return declared


def headers(folder: Path) -> dict[str, list[str]]:
    """The columns of each table, by its name, as its file has them."""
    found = {
        path.stem: list(pd.read_csv(path, nrows=0).columns)
        for path in folder.glob("*.csv")
        if path.name != "columns.csv"
    }
    return found | {
        path.stem: list(pd.read_parquet(path).columns) for path in folder.glob("*.parquet")
    }


def called(*words: str) -> None:
    result = CliRunner().invoke(winsim, words)
    assert result.exit_code == 0, result.output


def test_every_column_that_commands_write_is_declared(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("pyarrow")
    monkeypatch.chdir(tmp_path)
    Path("tiny.yaml").write_text(tiny(20))
    few = ("tiny.yaml", "--seeds", "2")
    everything = ("--employees", "--employees-by-week", "--spiral", "--withdraw", "4,8")
    called("compare", *few, "--no-figures", *everything, "--out", "compared")
    called("ablate", *few, "--out", "ablated")
    called("attribute", *few, "--out", "attributed")
    called("flip", *few, "--out", "flipped")
    tables = {"compared": 18, "ablated": 7, "attributed": 8, "flipped": 8}
    for name, count in tables.items():
        folder = Path(name)
        assert dictionary(folder) == headers(folder)
        assert len(headers(folder)) == count
        manifest = read_manifest(folder)
        assert manifest is not None
        assert "columns.csv" in manifest["files"]


def test_a_python_user_writes_the_folder_of_the_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("tiny.yaml").write_text(tiny(20))
    called("compare", "tiny.yaml", "--seeds", "2", "--no-figures", "--spiral", "--out", "one")
    runs = read_runs(Path("one"))
    write_comparison(Path("two"), runs)
    add_one_more_win(Path("two"), one_more_win(runs.scenario, seeds=runs.seeds))
    one, two = (
        {path.name: path.read_bytes() for path in Path(name).iterdir() if path.suffix != ".json"}
        for name in ("one", "two")
    )
    assert one == two


def test_what_joins_a_folder_joins_its_dictionary(tmp_path: Path) -> None:
    target, runs = tmp_path / "out", plausible_runs(seeds=range(1, 4), weeks=5)
    write_comparison(target, runs)
    before = dictionary(target)
    further = tmp_path / "further"
    further.mkdir()
    (further / "more.csv").write_text("name\n")
    more = Table("more", (Column("name", "name", "text", "a name"),))
    assert write_dictionary(further, [more], earlier=target) == further / "columns.csv"
    assert dictionary(further) == before | {"more": ["name"]}
    assert write_dictionary(tmp_path, [more]) is None


def test_measures_and_states_are_declared_in_their_order() -> None:
    assert tuple(column.name for column in columns.MEASURES) == tuple(MEASURES)
    weekly = [column.name for column in columns.EMPLOYEE_WEEK_TABLE.columns]
    assert weekly[5:] == list(STATES)
    assert replace(columns.RUN_TABLE, name="x").columns == columns.RUN_TABLE.columns


def test_a_tiny_scenario_needs_no_file() -> None:
    assert scenario_from(tiny(20), "tiny.yaml").weeks == 20
