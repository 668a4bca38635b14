"""The command `winsim sweep`: simulates, goes on, says how far it is, and what went wrong."""

import re
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from tests.support.sweeps import experiment_file
from winsim.cli.main import winsim
from winsim.experiment import worker


def swept(folder: Path, *words: str) -> Result:
    out = ("--out", str(folder / "out"), "--jobs", "2")
    return CliRunner().invoke(winsim, ["sweep", str(folder / "experiment.yaml"), *out, *words])


def test_it_simulates_what_is_missing_and_says_so(tmp_path: Path) -> None:
    experiment_file(tmp_path)
    first = swept(tmp_path)
    assert first.exit_code == 0, first.output
    assert re.search(r"^ +12 +4 +96 +96 +0  finished$", first.stdout, re.MULTILINE)
    assert f"results are in {tmp_path / 'out'}" in first.stderr
    assert "6 chunks were simulated before" in swept(tmp_path).stderr
    assert swept(tmp_path, "--status").stdout == first.stdout


def test_csv_has_every_run_beside_its_point(tmp_path: Path) -> None:
    experiment_file(tmp_path)
    lines = swept(tmp_path, "--format", "csv", "-q").stdout.splitlines()
    assert lines[0] == (
        "point,rollout,seed,adoption,cost,weeks_to_50,cancelled,ended,"
        "standstill,standstill_week,error,command,"
        "growth,prior_trust"
    )
    assert len(lines) == 1 + 96
    assert lines[1].startswith("0,big_bang,1,")
    assert lines[1].endswith(",1,0.2")
    assert swept(tmp_path, "--status", "--format", "csv").stdout.splitlines() == lines


def test_a_dry_run_says_how_much_it_would_be_and_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from winsim.experiment import estimate

    monkeypatch.setattr(estimate, "TRIAL_SECONDS", 0.02)
    experiment_file(tmp_path)
    result = swept(tmp_path, "--dry-run", "--set", "seeds=100")
    assert result.exit_code == 0, result.output
    first, second, third = result.stdout.splitlines()
    assert first.startswith("2400 runs: 12 points × 100 seeds × 2 rollouts, in ")
    assert re.fullmatch(r"\d+ seconds, at \d+ runs a second on 2 at once", second)
    assert re.fullmatch(r"\d\.\d MB of results", third)
    assert not (tmp_path / "out").exists()


def test_more_seeds_are_added_only_on_request(tmp_path: Path) -> None:
    experiment_file(tmp_path)
    swept(tmp_path)
    refused = swept(tmp_path, "--set", "seeds=6")
    assert refused.exit_code == 2
    assert "holds this sweep with fewer seeds (4, not 6); --extend adds them" in refused.stderr
    extended = swept(tmp_path, "--set", "seeds=6", "--extend")
    assert re.search(r"^ +12 +6 +144 +144 +0  finished$", extended.stdout, re.MULTILINE)


def test_failed_runs_are_an_exit_code_and_a_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    experiment_file(tmp_path)
    healthy = worker.simulate_rows

    def rows_or_failures(*inputs: Any) -> Any:
        for row in healthy(*inputs):
            fails = row["seed"] == 3
            yield (
                {name: row[name] for name in ("rollout", "seed")} | {"error": "Flood: high water"}
                if fails
                else row
            )

    with monkeypatch.context() as patch:
        patch.setattr(worker, "simulate_rows", rows_or_failures)
        result = swept(tmp_path)
    assert result.exit_code == 1
    assert "24 of 96 runs failed; --retry-failed simulates them once more" in result.stderr
    assert "Flood: high water\n  winsim run" in result.stdout
    assert result.stdout.count("Flood") == 5
    assert "--set employees.trust=0.2 --rollouts big_bang --seed 3 --seeds 1 -v" in result.stdout
    assert swept(tmp_path).exit_code == swept(tmp_path, "--format", "csv").exit_code == 1
    assert swept(tmp_path, "--retry-failed").exit_code == 0


def test_bad_experiments_cost_nothing(tmp_path: Path) -> None:
    experiment_file(tmp_path)
    result = swept(tmp_path, "--set", "uncertainties[0].high=2")
    assert result.exit_code == 2
    assert "employees.trust = 2.0: its constant 2 lies outside 0.001 to 0.999" in result.stderr
    assert not (tmp_path / "out").exists()
    result = swept(tmp_path, "--status")
    assert result.exit_code == 2
    assert "is no folder of a sweep; `winsim sweep EXPERIMENT` makes one" in result.stderr
