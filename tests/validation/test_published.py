"""`winsim reproduce`: what it lists, what it runs again, and how it says that something fails."""

import csv
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from winsim.cli.main import winsim
from winsim.declaration.bibliography import sources
from winsim.scenario.reading import read_scenario
from winsim.validation.published.catalogue import RESULTS, options_of, reproduce
from winsim.validation.published.reproduction import SETTINGS, Execution
from winsim.validation.theory import progress_curve

QUICK = {
    "granovetter": ["--people", "300", "--sigma", "0.2"],
    "watts-window": ["--people", "2000", "--runs", "8"],
    "centola-macy": ["--people", "200", "--runs", "8"],
    "bass": ["--people", "120", "--runs", "12", "--sales", "absent.csv"],
    "beta": [],
    "degroot": ["--people", "40"],
    "wright": [],
    "order-of-tests": [],
}


def called(*words: str) -> Result:
    return CliRunner().invoke(winsim, ["reproduce", *words])


def test_the_list_names_every_result_with_its_source_and_options() -> None:
    rows = json.loads(called("--list", "--format", "json").stdout)
    assert [row["result"] for row in rows] == list(RESULTS)
    assert rows[1] == {
        "result": "watts-window",
        "says": "one person sets off a global cascade only between two mean degrees",
        "source": "Watts 2002",
        "options": "--phi --people --runs",
    }


def test_every_option_of_a_result_is_one_of_the_command() -> None:
    help = called("--help").stdout
    for name in RESULTS:
        assert all(f"--{option} " in help for option in options_of(name)), name


@pytest.mark.parametrize("name", RESULTS)
def test_a_result_comes_out_as_published_with_a_figure(name: str, tmp_path: Path) -> None:
    done = called(name, *QUICK[name], "--format", "json", "--out", str(tmp_path), "--jobs", "2")
    assert done.exit_code == 0, done.output
    rows = json.loads(done.stdout)
    assert {row["verdict"] for row in rows} == {"reproduced"}
    assert all(row["low"] <= row["model"] <= row["high"] for row in rows)
    assert all(row["published"] is not None or row["theory"] is not None for row in rows)
    assert {row["source"] for row in rows} <= set(sources())
    assert (tmp_path / f"{name}.png").stat().st_size > 10_000
    with (tmp_path / "checks.csv").open(encoding="utf-8") as file:
        assert [row["check"] for row in csv.DictReader(file)] == [row["check"] for row in rows]


def test_what_is_not_reproduced_is_named_and_ends_with_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress_curve, "unit_cost", lambda unit, exponent: 0.5)
    done = called("wright")
    assert done.exit_code == 1
    assert "wright: 0 of 5 reproduced" in done.stderr
    assert "not reproduced:\nwright: cost of unit 2, share of the first" in done.stderr
    assert "NOT reproduced" in done.stdout


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["watts-windw"], "did you mean 'watts-window'"),
        (["beta", "--phi", "0.2"], "--phi = 0.2: beta does not take it; it takes no options"),
        (["wright", "--k", "4"], "--k = 4: wright does not take it; it takes --rate"),
        (["centola-macy", "--k", "5", "--runs", "1"], "must be an even number from 2 to 20"),
        (["watts-window", "--phi", "1.5"], "must lie between 0.05 and 1"),
        (["granovetter", "--mean", "0.7", "--sigma", "9"], "must lie between 0.01 and 2"),
        (["bass", "--p", "0.5", "--q", "0.1"], "must be above p"),
        (["wright", "--rate", "2"], "must lie between 0.5 and 1"),
        (["degroot", "--people", "3"], "must lie between 20 and 1,000"),
        (["--all", "--phi", "0.2"], "set it for one result"),
        ([], "Give one result, or --all, or --list"),
        (["beta", "--all"], "Give one result, or --all, or --list"),
    ],
)
def test_bad_input_is_said_and_ends_with_two(words: list[str], said: str) -> None:
    done = called(*words)
    assert done.exit_code == 2
    assert said in done.stderr


def test_the_settings_are_scenario_files_that_can_be_run(tmp_path: Path) -> None:
    done = called("granovetter", "--settings", str(tmp_path))
    assert done.exit_code == 0
    assert sorted(file.name for file in tmp_path.iterdir()) == [
        "granovetter-crowd.csv", "granovetter.yaml",
    ]  # fmt: skip
    run = CliRunner().invoke(
        winsim, ["run", str(tmp_path / "granovetter.yaml"), "--seeds", "1", "--format", "json"]
    )
    assert '"adoption": 1.0' in run.stdout or "1.0" in run.stdout
    again = called("granovetter", "--settings", str(tmp_path))
    assert again.exit_code == 2
    assert "is there already" in again.stderr


def test_every_setting_belongs_to_a_result_and_switches_all_else_off() -> None:
    used = {setting for result in RESULTS.values() for setting in result.settings}
    files = sorted(SETTINGS.glob("*.yaml"))
    assert {file.stem for file in files} == used
    for file in files:
        scenario = read_scenario(file)
        on = [name for name, switch in scenario.mechanisms.model_dump().items() if switch]
        assert scenario.name == file.stem
        assert len(on) <= 2
        assert set(scenario.sources) <= set(sources())


def test_the_same_seed_gives_the_same_numbers_for_any_number_of_jobs() -> None:
    one, two = (
        reproduce("watts-window", Execution(seed=4, jobs=jobs), people=1000, runs=6)
        for jobs in (1, 2)
    )
    assert one.checks == two.checks


def test_thresholds_too_high_for_a_window_have_no_global_cascades() -> None:
    done = reproduce("watts-window", Execution(jobs=2), phi=0.3, people=1000, runs=6)
    assert all(check.reproduced for check in done.checks)
    assert done.notes == [
        "no mean degree lets one person set off a global cascade at a threshold of 0.3"
    ]


def test_series_of_sales_are_fitted_where_they_are(shared_data: Path) -> None:
    done = reproduce(
        "bass", Execution(jobs=2), people=100, runs=6, sales=shared_data / "bass_sales.csv"
    )
    checks = {check.name: check for check in done.checks}
    assert all(check.reproduced for check in done.checks)
    assert checks["color televisions: p by least squares"].published == 0.01847
    assert checks["room air conditioners: q by least squares"].published == 0.41861
    assert checks["clothes dryers: q by least squares"].published == 0.35688


@pytest.mark.slow
def test_all_results_come_out_as_published(tmp_path: Path) -> None:
    done = called("--all", "--format", "json", "--out", str(tmp_path))
    assert done.exit_code == 0, done.stderr
    assert {row["result"] for row in json.loads(done.stdout)} == set(RESULTS)
    assert {file.stem for file in tmp_path.glob("*.png")} == set(RESULTS)
