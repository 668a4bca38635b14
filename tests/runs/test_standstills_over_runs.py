"""What stands still over the runs of a comparison: said first, and in place of who is better."""

from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest
from click.testing import CliRunner

from winsim.cli.main import winsim
from winsim.runs.columns import CAUSE_TABLE
from winsim.runs.compare import Comparison, compare
from winsim.runs.display import differences_table
from winsim.runs.results import read_runs, write_comparison
from winsim.runs.simulate import simulate
from winsim.runs.standstill_statements import standstill_statements
from winsim.runs.standstill_table import deadlocked, number, standstill_table
from winsim.runs.statements import comparison_statements
from winsim.scenario.reading import scenario_from
from winsim.scenario.scenario import Scenario

TEXT = """\
name: held
weeks: 60
organisation: {generate: {people: 24, team_size: 6}}
leadership: {stop_below: 0}
initiative: {steps: [{name: sort, work: 1, value: 0.4}, {name: join, work: 1, value: 0.6}]}
rollouts:
  open: {}
  pilots: {waves: [{pick: random, count: 1}, {teams: rest, gate: {backing: 12}}]}
"""
TWO = ("open", "pilots")


@pytest.fixture(scope="module")
def held() -> Scenario:
    return scenario_from(TEXT, "held.yaml")


@pytest.fixture(scope="module")
def comparison(held: Scenario) -> Comparison:
    return compare(simulate(held, seeds=range(1, 6)))


def causes(*rows: tuple[str, int, str, str, int, int, float]) -> pd.DataFrame:
    """Causes by rollout, seed, state, kind, week, wave and the most there was of a needed 12."""
    return pd.DataFrame(
        [
            (rollout, seed, 0, state, kind, week, wave, "", 3, 12.0, most, f"gate.{kind}")
            for rollout, seed, state, kind, week, wave, most in rows
        ],
        columns=CAUSE_TABLE.names,
    )


def test_how_often_since_when_and_for_want_of_what() -> None:
    table = standstill_table(
        causes(
            ("pilots", 1, "stuck", "backing", 10, 2, 1.0),
            ("pilots", 2, "stuck", "backing", 12, 3, 4.0),
            ("pilots", 3, "stuck", "backing", 20, 2, 3.0),
            ("open", 3, "stopped", "sponsor", 30, 0, 0.1),
            ("pilots", 9, "stuck", "trust", 1, 1, 0.0),  # of a seed that does not count
        ),
        TWO, (1, 2, 3),
    )  # fmt: skip
    assert table["rollout"].tolist() == ["open", "pilots"]
    row = table.iloc[1]
    assert (row["runs"], row["week"], row["needed"], row["most"]) == (3, 12, 12, 3)
    assert (row["wave"], row["last_wave"], row["unit"]) == (2, 3, "political capital")
    assert row["release"] == "lower gate.backing to 1 or raise leadership.political_capital"


def test_more_than_half_of_the_runs_make_a_deadlock() -> None:
    stuck = [("pilots", seed, "stuck", "backing", 10, 2, 1.0) for seed in (1, 2)]
    table = standstill_table(causes(*stuck), TWO, range(1, 5))
    assert deadlocked(table, 4) == {}
    assert deadlocked(table, 3) == {"pilots": 2}


def test_different_causes_make_one_deadlock_and_a_stop_makes_none() -> None:
    several = [
        ("pilots", 1, "stuck", "backing", 10, 2, 1.0),
        ("pilots", 2, "stuck", "trust", 10, 2, 1.0),
        ("open", 1, "stopped", "sponsor", 10, 0, 1.0),
        ("open", 2, "stopped", "sponsor", 10, 0, 1.0),
    ]
    assert deadlocked(standstill_table(causes(*several), TWO, (1, 2, 3)), 3) == {"pilots": 2}


def test_a_rollout_that_is_stuck_is_called_so_and_not_worse(comparison: Comparison) -> None:
    first, _, second = standstill_statements(comparison)
    assert first.startswith("Pilots is not worse, it is stuck: it stands still in 5 of 5 runs.")
    assert second.startswith(
        "In 5 of 5 runs, pilots stands still from week 6 on (median): its second"
    )
    assert "strategic progress" not in "\n".join(comparison_statements(comparison))
    assert set(differences_table(comparison)["verdict"]) == {"stands still"}


def test_what_does_not_stand_still_is_compared_as_ever(comparison: Comparison) -> None:
    well = replace(comparison, standstill=comparison.standstill[:0])
    assert standstill_statements(well) == []
    assert "strategic progress" in "\n".join(comparison_statements(well))


def test_the_table_of_runs_says_what_stands_still_and_since_when(comparison: Comparison) -> None:
    runs = simulate(comparison.scenario, seeds=[1]).runs.set_index("rollout")
    assert runs["standstill"].to_dict() == {"open": "", "pilots": "backing"}
    assert runs["standstill_week"]["pilots"] == 6
    assert pd.isna(runs["standstill_week"]["open"])


def test_a_results_folder_keeps_it(comparison: Comparison, held: Scenario, tmp_path: Path) -> None:
    runs = simulate(held, seeds=range(1, 6))
    write_comparison(tmp_path / "out", runs)
    again = compare(read_runs(tmp_path / "out")).standstill
    pd.testing.assert_frame_equal(again, comparison.standstill)
    pd.testing.assert_frame_equal(read_runs(tmp_path / "out").runs, runs.runs)
    said = (tmp_path / "out" / "statements.txt").read_text().splitlines()
    assert said[:3] == standstill_statements(comparison)


def test_a_healthy_folder_keeps_that_nothing_stands_still(held: Scenario, tmp_path: Path) -> None:
    write_comparison(tmp_path / "out", simulate(held, ["open"], seeds=(1, 2)))
    assert compare(read_runs(tmp_path / "out")).standstill.empty


def test_run_and_compare_say_it_before_anything_else(tmp_path: Path) -> None:
    (tmp_path / "held.yaml").write_text(TEXT)
    for command in (["run"], ["compare", "--no-figures", "--out", str(tmp_path / "out")]):
        words = [command[0], str(tmp_path / "held.yaml"), "--seeds", "2", *command[1:]]
        result = CliRunner().invoke(winsim, words)
        assert result.exit_code == 0, result.output
        title, _, first = result.stdout.splitlines()[:3]
        assert title.startswith("held")
        assert first.startswith("- Pilots is not worse, it is stuck: ")
    table = CliRunner().invoke(winsim, ["run", str(tmp_path / "held.yaml"), "--format", "csv"])
    assert table.stdout.startswith("rollout,")


def test_a_sweep_says_at_how_many_points_a_rollout_stands_still(tmp_path: Path) -> None:
    pytest.importorskip("pyarrow")
    (tmp_path / "held.yaml").write_text(TEXT)
    (tmp_path / "experiment.yaml").write_text(
        "name: held\nscenario: held.yaml\nseeds: 2\noutcomes: [adoption]\n"
        'levers: [{name: gate, path: "rollouts.pilots.waves[1].gate.backing", values: [0, 12, 13]}]\n'
        "design: {grid: {}}\n"
    )
    words = ["sweep", str(tmp_path / "experiment.yaml"), "--out", str(tmp_path / "out")]
    result = CliRunner().invoke(winsim, words)
    assert result.exit_code == 0, result.output
    assert result.stdout.startswith("- pilots stands still in most runs at 2 of 3 points: ")
    assert "open stands still" not in result.stdout


@pytest.mark.parametrize(
    ("value", "down", "shown"),
    [(12.0, False, "12"), (1.3221, True, "1.32"), (0.5499, True, "0.549"), (1240.6, False, "1,241"),
     (0.6, True, "0.6"), (-0.1945, True, "-0.195"), (0.0, False, "0")],
)  # fmt: skip
def test_three_digits_never_round_what_was_lacking_up_to_what_was_needed(
    value: float, down: bool, shown: str
) -> None:
    assert number(value, down) == shown
