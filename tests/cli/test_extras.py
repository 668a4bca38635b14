"""What needs more than winsim alone says so in its help, and names the command that installs it."""

import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.support.sweeps import experiment_file
from winsim.cli.main import winsim


def call(*words: str) -> Result:
    return CliRunner().invoke(winsim, list(words))


@pytest.mark.parametrize(
    ("command", "extra"),
    [
        ("sweep", "winsim[sweep]"),
        ("sweep", "winsim[dask]"),
        ("analyse", "winsim[sweep]"),
        ("lab", "winsim[play]"),
        ("run", "winsim[parquet]"),
        ("compare", "winsim[parquet]"),
    ],
)
def test_help_names_the_extra(command: str, extra: str) -> None:
    assert extra in call(command, "--help").stdout


def test_a_missing_library_is_named_with_the_command_that_installs_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    experiment_file(tmp_path)
    sweep = ("sweep", str(tmp_path / "experiment.yaml"), "--out", str(tmp_path / "out"))
    assert call(*sweep, "--jobs", "2").exit_code == 0
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    for words in (sweep, (*sweep, "--dry-run"), ("analyse", str(tmp_path / "out"))):
        refused = call(*words)
        assert refused.exit_code == 2, words
        assert refused.stderr == "pyarrow: is not installed; pip install 'winsim[sweep]'\n"


def test_a_missing_parquet_reader_is_named_where_a_table_is_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    assert call("new", str(tmp_path / "ops")).exit_code == 0
    refused = call(
        "run", str(tmp_path / "ops.yaml"), "--employees-by-week", "--out", str(tmp_path / "o")
    )
    assert refused.exit_code == 2
    assert "pip install 'winsim[parquet]'" in refused.stderr
    (tmp_path / "people.parquet").write_bytes(b"PAR1")
    unread = call("org", "describe", "--people", str(tmp_path / "people.parquet"))
    assert unread.exit_code == 2
    assert "pip install 'winsim[parquet]'" in unread.stderr
