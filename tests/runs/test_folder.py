"""Results on disk: whole or not at all, the same bytes for the same inputs, and readable again."""

import hashlib
import json
import os
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.plausible_runs import plausible_runs
from winsim.problems import BadInput
from winsim.runs.csv import read_table, write_table
from winsim.runs.folder import further_files, results_folder
from winsim.runs.manifest import reproducing, write_manifest
from winsim.runs.results import read_runs, write_runs
from winsim.runs.tables import Runs

SEEDS = range(1, 4)


def written(target: Path, runs: Runs, *command: str) -> Path:
    with results_folder(target) as folder:
        write_runs(folder, runs)
        write_manifest(folder, runs, command)
    return target


def fail_half_way(target: Path, error: Exception) -> None:
    with results_folder(target) as folder:
        (folder / "runs.csv").write_text("half")
        raise error


def enter(target: Path) -> None:
    with results_folder(target):
        pass


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


@pytest.fixture
def runs() -> Runs:
    return plausible_runs(seeds=SEEDS, weeks=10)


def test_what_is_written_reads_back_as_it_was(tmp_path: Path, runs: Runs) -> None:
    again = read_runs(written(tmp_path / "out", runs))
    assert again.scenario == runs.scenario
    assert (again.rollouts, again.seeds) == (runs.rollouts, runs.seeds)
    for name in ("runs", "weeks", "teams"):
        pd.testing.assert_frame_equal(
            getattr(again, name), getattr(runs, name), check_dtype=False, check_exact=True
        )
    assert again.employees is None


def test_names_that_look_like_numbers_or_like_nothing_stay_names(tmp_path: Path) -> None:
    table = pd.DataFrame({
        "rollout": ["1", "NA", "null"], "team": ["007", "", "Zürich, Süd"],
        "id": ["1.0", "1e5", "x"],
        "week": [1, 2, 3], "adopted_week": [np.nan, 3.5, np.inf], "cancelled": [True, False, True],
    })  # fmt: skip
    write_table(table, tmp_path / "table.csv")
    pd.testing.assert_frame_equal(read_table(tmp_path / "table.csv"), table)


@given(st.lists(st.floats(allow_nan=False), min_size=1))
def test_every_number_reads_back_to_the_last_bit(values: list[float]) -> None:
    path = Path(os.environ.get("TMPDIR", "/tmp")) / f"winsim-{os.getpid()}.csv"
    try:
        write_table(pd.DataFrame({"value": values}), path)
        assert read_table(path)["value"].tolist() == values
    finally:
        path.unlink(missing_ok=True)


def test_equal_inputs_give_equal_bytes(tmp_path: Path, runs: Runs) -> None:
    one = written(tmp_path / "one", runs, "compare", "x.yaml", "--out", "one", "--jobs", "2")
    other = written(tmp_path / "deep" / "er", runs, "compare", "x.yaml", "--out=deep/er", "-q")
    assert bytes_of(one) == bytes_of(other)


def test_the_manifest_says_what_made_the_results(tmp_path: Path, runs: Runs) -> None:
    folder = written(tmp_path / "out", runs, "compare", "my plan.yaml", "--seeds", "3")
    manifest = json.loads((folder / "manifest.json").read_text())
    assert manifest["command"] == "winsim compare 'my plan.yaml' --seeds 3"
    assert (manifest["seeds"], manifest["rollouts"]) == ([1, 2, 3], ["big_bang", "pilots"])
    assert {"winsim", "python", "numpy", "numba", "pandas"} <= set(manifest["versions"])
    for name, digest in manifest["files"].items():
        assert hashlib.sha256((folder / name).read_bytes()).hexdigest() == digest
    assert str(tmp_path) not in (folder / "manifest.json").read_text()


def test_input_files_are_named_without_their_folder(tmp_path: Path, runs: Runs) -> None:
    source = runs.scenario.organisation.model_copy(update={"people": str(tmp_path / "who.csv")})
    given = replace(runs, scenario=runs.scenario.model_copy(update={"organisation": source}))
    folder = written(tmp_path / "out", given)
    manifest = json.loads((folder / "manifest.json").read_text())
    assert manifest["scenario"]["organisation"]["people"] == "who.csv"


def test_only_words_that_decide_on_results_are_kept() -> None:
    typed = ["compare", "a.yaml", "--jobs", "2", "--out=x", "-v", "--set", "weeks=52", "--quiet"]
    assert reproducing(typed) == ["compare", "a.yaml", "--set", "weeks=52"]


def test_new_results_take_the_place_of_old_ones(tmp_path: Path, runs: Runs) -> None:
    target = tmp_path / "out"
    with results_folder(target) as folder:
        (folder / "old.png").write_text("old")
        write_runs(folder, runs)
        write_manifest(folder, runs)
    (target / "notes.txt").write_text("mine")
    written(target, runs)
    assert {path.name for path in target.iterdir()} == {
        "manifest.json", "notes.txt", "picks.csv", "runs.csv", "teams.csv", "weeks.csv",
    }  # fmt: skip


def test_a_failure_leaves_everything_as_it_was(tmp_path: Path, runs: Runs) -> None:
    target = written(tmp_path / "out", runs)
    before = bytes_of(target)
    with pytest.raises(RuntimeError, match="half-way"):
        fail_half_way(target, RuntimeError("half-way"))
    assert bytes_of(target) == before
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_a_full_disk_is_said_in_words(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"cannot be written \(No space left on device\)"):
        fail_half_way(tmp_path / "out", OSError(28, "No space left on device"))
    assert not list(tmp_path.iterdir())


def test_a_place_where_nothing_can_be_written_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(BadInput, match="cannot be written"):
        enter(tmp_path / "file" / "out")


def test_somebody_elses_folder_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "thesis.tex").write_text("mine")
    with pytest.raises(BadInput, match="something else than results"):
        enter(tmp_path)
    with pytest.raises(BadInput, match="is a file"):
        enter(tmp_path / "thesis.tex")
    assert (tmp_path / "thesis.tex").read_text() == "mine"


def test_a_manifest_of_another_tool_does_not_make_a_results_folder(tmp_path: Path) -> None:
    (tmp_path / "manifest.json").write_text('{"files": {"a": "b"}}')
    with pytest.raises(BadInput, match="something else than results"):
        enter(tmp_path)


def test_a_manifest_cannot_point_outside_its_folder(tmp_path: Path, runs: Runs) -> None:
    target = written(tmp_path / "out", runs)
    (tmp_path / "precious.txt").write_text("mine")
    manifest = json.loads((target / "manifest.json").read_text())
    manifest["files"]["../precious.txt"] = "0"
    (target / "manifest.json").write_text(json.dumps(manifest))
    written(target, runs)
    assert (tmp_path / "precious.txt").read_text() == "mine"


def test_a_table_changed_since_is_not_read_as_results(tmp_path: Path, runs: Runs) -> None:
    target = written(tmp_path / "out", runs)
    with (target / "weeks.csv").open("a") as file:
        file.write("more\n")
    with pytest.raises(BadInput, match=r"weeks\.csv.*changed or cut short"):
        read_runs(target)
    (target / "weeks.csv").unlink()
    with pytest.raises(BadInput, match=r"weeks\.csv.*missing"):
        read_runs(target)
    with pytest.raises(BadInput, match="no folder of results"):
        read_runs(tmp_path)


def test_further_files_join_the_results(tmp_path: Path, runs: Runs) -> None:
    target = written(tmp_path / "out", runs)
    with further_files(target) as folder:
        (folder / "adoption.svg").write_text("<svg/>")
    manifest = json.loads((target / "manifest.json").read_text())
    assert set(manifest["files"]) == {
        "adoption.svg", "picks.csv", "runs.csv", "teams.csv", "weeks.csv",
    }  # fmt: skip
    assert read_runs(target).seeds == runs.seeds
