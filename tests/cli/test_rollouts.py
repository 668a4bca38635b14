"""`winsim run`, `compare` and `plot`: what they print, what they keep, and how they end."""

import csv
import io
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any, NoReturn

import pytest
from click.testing import CliRunner, Result

from tests.support.plausible_runs import plausible_runs
from tests.support.tiny_change import tiny
from winsim.cli.main import winsim
from winsim.runs import simulate
from winsim.runs.simulate import SimulationInterrupted

SCENARIO = tiny(12)
FIGURES = {
    "adoption",
    "differences",
    "fatigue_and_support",
    "progress",
    "teams",
    "time_to_half",
    "trust_and_belief",
}


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "tiny.yaml").write_text(SCENARIO)
    return tmp_path


def called(*words: str) -> Result:
    return CliRunner().invoke(winsim, words)


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def test_compare_prints_outcomes_differences_and_sentences(here: Path) -> None:
    result = called("compare", "tiny.yaml", "--seeds", "4", "--no-figures")
    assert result.exit_code == 0, result.output
    assert "people working the new way at the end (% of people)" in result.stdout
    assert "Pilots, pair by pair with big bang" in result.stdout
    assert "- Each rollout met the same 4 simulated organisations" in result.stdout
    assert "results are in out/tiny" in result.stderr
    assert {path.name for path in Path("out/tiny").iterdir()} == {
        "causes.csv", "columns.csv", "differences.csv", "horizons.csv", "manifest.json",
        "outcomes.csv", "picks.csv", "promises.csv", "ranking.csv", "runs.csv", "standstill.csv",
        "statements.txt",
        "teams.csv", "weeks.csv", "worth.csv",
    }  # fmt: skip


def test_two_jobs_and_another_folder_give_the_same_bytes(here: Path) -> None:
    assert called("compare", "tiny.yaml", "--seeds", "4", "--out", "one").exit_code == 0
    again = called("compare", "tiny.yaml", "--seeds", "4", "--out", "two", "--jobs", "2", "-q")
    assert (again.exit_code, again.stderr) == (0, "")
    assert bytes_of(here / "one") == bytes_of(here / "two")
    assert {name.removesuffix(".png") for name in bytes_of(here / "one")} > FIGURES


def test_a_list_that_names_nothing_is_refused(here: Path) -> None:
    result = called("run", "tiny.yaml", "--rollouts", ",")
    assert result.exit_code == 2
    assert "names nothing" in result.stderr


def test_the_baseline_can_be_chosen_and_is_remembered(here: Path) -> None:
    result = called("compare", "tiny.yaml", "--seeds", "3", "--baseline", "pilots", "--no-figures")
    assert "Big bang, pair by pair with pilots" in result.stdout
    manifest = json.loads(Path("out/tiny/manifest.json").read_text())
    assert manifest["scenario"]["baseline"] == "pilots"


@pytest.mark.parametrize("command", ["run", "compare"])
def test_numbers_for_other_programs(here: Path, command: str) -> None:
    words = (command, "tiny.yaml", "--seeds", "3", "-q", "--set", "weeks=6")
    extra = ("--no-figures",) if command == "compare" else ()
    rows: list[Any] = json.loads(called(*words, *extra, "--format", "json").stdout)
    assert {row["rollout"] for row in rows} == {"big_bang", "pilots"}
    table = list(csv.DictReader(io.StringIO(called(*words, *extra, "--format", "csv").stdout)))
    assert [row["outcome"] for row in table] == [row["outcome"] for row in rows]


def test_run_keeps_nothing_unless_asked(here: Path) -> None:
    words = ("run", "tiny.yaml", "--seeds", "2", "--rollouts", "pilots")
    result = called(*words)
    assert result.exit_code == 0, result.output
    assert "big_bang" not in result.stdout
    assert not Path("out").exists()
    assert called(*words, "--out", "kept", "--employees").exit_code == 0
    assert Path("kept/employees.csv").read_text().count("\n") == 1 + 2 * 24


def test_one_rollout_can_be_compared_with_nothing(here: Path) -> None:
    result = called("compare", "tiny.yaml", "--seeds", "2", "--rollouts", "pilots")
    assert result.exit_code == 0, result.output
    assert "pair by pair" not in result.stdout


def test_plot_draws_the_same_figures_again(here: Path) -> None:
    called("compare", "tiny.yaml", "--seeds", "3")
    before = bytes_of(here / "out/tiny")
    result = called("plot", "out/tiny")
    assert result.exit_code == 0, result.output
    assert "out/tiny/adoption.png" in result.stdout.splitlines()
    assert bytes_of(here / "out/tiny") == before
    called("plot", "out/tiny", "--figure", "progress", "--format", "svg")
    assert set(bytes_of(here / "out/tiny")) - set(before) == {"progress.svg"}


@contextmanager
def never_simulated(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    def refuse(*_: Any, **__: Any) -> NoReturn:
        raise AssertionError("nothing should be simulated")

    with monkeypatch.context() as patch:
        patch.setattr(simulate, "simulate", refuse)
        yield


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--baseline", "pilot"), "did you mean 'pilots'?"),
        (("--rollouts", "bigbang"), "did you mean 'big_bang'?"),
        (("--rollouts", "pilots", "--baseline", "big_bang"), "known: pilots"),
        (("--out", "full"), "something else than results"),
        (("--set", "weeks=-1"), "weeks"),
    ],
)
def test_bad_words_are_refused_before_anything_is_simulated(
    here: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...], said: str
) -> None:
    (here / "full").mkdir()
    (here / "full" / "thesis.tex").touch()
    with never_simulated(monkeypatch):
        result = called("compare", "tiny.yaml", *words)
    assert result.exit_code == 2
    assert said in result.stderr
    assert "Traceback" not in result.output
    assert not Path("out").exists()


def typed(monkeypatch: pytest.MonkeyPatch, *words: str) -> Result:
    """The result of a command, which its manifest names as it was typed."""
    monkeypatch.setattr("sys.argv", ["winsim", *words])
    return called(*words)


QUICK = ("tiny.yaml", "--no-figures", "--seeds", "3")


@pytest.mark.parametrize(
    ("first", "then", "differing"),
    [
        ((), ("--set", "weeks=6"), "scenario"),
        (("--set", "weeks=6"), (), "scenario"),
        ((), ("--baseline", "pilots"), "scenario"),
        ((), ("--rollouts", "pilots,big_bang", "--seeds", "2"), "seeds"),
        ((), ("--rollouts", "big_bang"), "rollouts"),
        ((), ("--seed", "2"), "seeds"),
        (("--employees",), (), "further tables (employees.csv)"),
        (("--withdraw", "3"), ("--withdraw", "4"), "further tables (withdrawal"),
    ],
)
def test_what_was_computed_is_not_lost_to_a_command_that_names_no_folder(
    here: Path,
    monkeypatch: pytest.MonkeyPatch,
    first: tuple[str, ...],
    then: tuple[str, ...],
    differing: str,
) -> None:
    assert typed(monkeypatch, "compare", *QUICK, *first).exit_code == 0
    before = bytes_of(here / "out/tiny")
    with never_simulated(monkeypatch):
        refused = typed(monkeypatch, "compare", *QUICK, *then)
    assert refused.exit_code == 2
    assert f"differ in {differing}" in refused.stderr
    assert "of `winsim compare tiny.yaml --no-figures --seeds 3" in refused.stderr
    assert bytes_of(here / "out/tiny") == before
    named = typed(monkeypatch, "compare", *QUICK, *then, "--out", "out/tiny")
    assert named.exit_code == 0, named.output
    assert bytes_of(here / "out/tiny") != before


def test_the_same_inputs_and_more_of_them_take_the_place_of_results(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for more in (("--rollouts", "pilots"), (), ("--seeds", "5"), ("--seeds", "5", "--employees")):
        for _ in range(2):
            result = typed(monkeypatch, "compare", *QUICK, *more)
            assert result.exit_code == 0, result.output


def test_people_who_have_changed_in_their_file_are_other_inputs(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    people = here / "people.csv"
    people.write_text("id,team\n" + "".join(f"p{n},{'ab'[n % 2]}\n" for n in range(8)))
    words = ("compare", *QUICK, "--people", "people.csv")
    assert typed(monkeypatch, *words).exit_code == 0
    assert typed(monkeypatch, *words).exit_code == 0
    people.write_text(people.read_text() + "p8,a\n")
    assert "differ in people" in typed(monkeypatch, *words).stderr


def test_the_results_of_another_command_are_never_written_over(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert called("audit", "--cases", "1", "--set", "weeks=4", "--out", "audit").exit_code == 0
    for command in ("run", "compare", "ablate", "attribute", "flip"):
        with never_simulated(monkeypatch):
            refused = called(command, "tiny.yaml", "--out", "audit")
        assert refused.exit_code == 2
        assert "holds results of another command" in refused.stderr


def test_ctrl_c_leaves_results_of_more_seeds_as_they_were(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert called("compare", *QUICK, "--out", "kept").exit_code == 0
    before = bytes_of(here / "kept")
    interrupted(monkeypatch, range(1, 3))
    result = called("compare", *QUICK, "--out", "kept")
    assert result.exit_code == 130
    assert "2 of 3 seeds were finished; the earlier results in kept stay" in result.stderr
    assert bytes_of(here / "kept") == before


def test_results_that_are_none_are_not_drawn(here: Path) -> None:
    result = called("plot", "nowhere")
    assert result.exit_code == 2
    assert "no folder of results" in result.stderr


def test_the_results_of_an_audit_are_not_drawn_as_runs(here: Path) -> None:
    assert called("audit", "--cases", "1", "--set", "weeks=4", "--out", "audit").exit_code == 0
    result = called("plot", "audit")
    assert result.exit_code == 2
    assert "no runs of one scenario to draw" in result.stderr


def interrupted(monkeypatch: pytest.MonkeyPatch, finished: range) -> None:
    def cut_short(scenario: Any, rollouts: Any, *_: Any, **__: Any) -> NoReturn:
        runs = plausible_runs(rollouts, seeds=finished or [1], weeks=5)
        raise SimulationInterrupted(replace(runs, seeds=tuple(finished)))

    monkeypatch.setattr(simulate, "simulate", cut_short)


def test_ctrl_c_keeps_what_was_finished(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    interrupted(monkeypatch, range(1, 4))
    result = called("compare", "tiny.yaml", "--seeds", "9")
    assert result.exit_code == 130
    assert "interrupted: 3 of 9 seeds were finished; their tables are in out/tiny" in result.stderr
    assert json.loads(Path("out/tiny/manifest.json").read_text())["seeds"] == [1, 2, 3]
    assert not list(Path("out/tiny").glob("*.png"))


def test_ctrl_c_before_a_seed_is_finished_keeps_nothing(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    interrupted(monkeypatch, range(0))
    result = called("run", "tiny.yaml", "--out", "kept")
    assert result.exit_code == 130
    assert "interrupted before a seed was finished" in result.stderr
    assert not Path("kept").exists()
