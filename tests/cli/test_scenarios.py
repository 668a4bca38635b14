"""The command line on scenarios: new, check, show, schema, and how it ends when things go wrong."""

import json
import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from winsim.cli import main as command_line
from winsim.cli.main import ENTRIES, Entry, winsim
from winsim.cli.options import (
    loudness_options,
    rollouts_option,
    scenario_from_options,
    scenario_options,
)
from winsim.cli.terminal import aligned, note, print_table
from winsim.problems import BadInput
from winsim.scenario.reading import read_scenario, scenario_from
from winsim.scenario.scenario import Scenario


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder in which every test here works."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def call(*words: str) -> Result:
    return CliRunner().invoke(winsim, list(words))


def test_help_lists_every_command_in_its_family() -> None:
    shown = call("-h")
    assert shown.exit_code == 0
    listed = [line.split()[0] for line in shown.output.splitlines() if line.startswith("  ")]
    assert listed[-len(ENTRIES) :] == list(ENTRIES)
    assert listed[-len(ENTRIES) :][:9] == [
        *("new", "check", "show", "schema"),
        "org",
        *("run", "compare", "plot", "why"),
    ]
    assert shown.output.index("Scenarios:") < shown.output.index("Rollouts:")


def test_an_unknown_command_is_met_with_the_nearest() -> None:
    refused = call("chek")
    assert refused.exit_code == 2
    assert "There is no command 'chek'; did you mean 'check'?" in refused.stderr


def test_a_new_scenario_passes_its_check_and_names_its_schema(folder: Path) -> None:
    assert call("new", "ops").exit_code == 0
    text = (folder / "ops.yaml").read_text(encoding="utf-8")
    assert text.startswith("# yaml-language-server: $schema=./winsim.schema.json\n")
    assert json.loads((folder / "winsim.schema.json").read_text(encoding="utf-8"))["definitions"]
    checked = call("check", "ops.yaml")
    assert checked.exit_code == 0
    assert checked.stdout == (
        "ops.yaml: OK: 200 people, 5 steps, 104 weeks, rollouts big_bang, pilots\n"
        "  plan: 333 person-weeks (1.67 per employee), of which 11 for design; "
        "about 19 weeks of a typical team at full capacity\n"
        "  budget: 700 person-weeks (3.50 per employee); "
        "documentation, rework and running two ways cost extra\n"
    )


def test_a_scenario_is_replaced_only_when_asked(folder: Path) -> None:
    (folder / "ops.yaml").write_text("mine")
    refused = call("new", "ops")
    assert (refused.exit_code, refused.stdout) == (2, "")
    assert refused.stderr == "ops.yaml: is there already; --force replaces it\n"
    assert (folder / "ops.yaml").read_text() == "mine"
    assert call("new", "ops.yaml", "--force").exit_code == 0


def test_a_new_scenario_names_the_files_it_is_given(folder: Path) -> None:
    (folder / "plans").mkdir()
    (folder / "people.csv").write_text("1,department\nana,sales\nbo,sales\n")
    (folder / "ties.csv").write_text("source,target\nbo,ana\n")
    words = ["--people", "people.csv", "--ties", "ties.csv", "--column", "team=department"]
    assert call("new", "plans/ops", *words, "--column", "id=1").exit_code == 0
    source = read_scenario("plans/ops.yaml").organisation
    assert (source.people, source.ties) == ("people.csv", "ties.csv")
    assert source.columns == {"team": "department", "id": "1"}
    assert call("check", "plans/ops.yaml").exit_code == 0
    (folder / "ties.csv").unlink()
    missing = call("check", "plans/ops.yaml")
    assert missing.exit_code == 2
    assert "organisation.ties = ../ties.csv: there is no such file" in missing.stderr
    assert call("new", "other", "--ties", "ties.csv").exit_code == 2


@pytest.mark.parametrize("name", [".", "..", "none/ops", ".hidden"])
def test_a_scenario_cannot_be_written_just_anywhere(name: str) -> None:
    refused = call("new", name)
    assert refused.exit_code == 2
    assert "winsim failed" not in refused.stderr


def test_check_reads_people_and_ties(folder: Path) -> None:
    (folder / "staff.csv").write_text("id,team,faith\nana,sales,5\nbo,sales,\ncy,sales,1\n")
    rollouts = "rollouts: {all: {}}\n"
    text = f"name: few\norganisation: {{people: staff.csv}}\n{rollouts}employees:\n  "
    trust = {
        "trust: {column: faith}": "staff.csv: faith = 1 to 5: lies outside the range",
        "trust: {column: hope}": "few.yaml:5: employees.trust.column = hope: the people file has no",
    }
    for written, remedy in trust.items():
        (folder / "few.yaml").write_text(text + written)
        refused = call("check", "few.yaml")
        assert refused.exit_code == 2
        assert remedy in refused.stderr
    (folder / "few.yaml").write_text(
        f"{text}trust: {{column: faith, rescale: {{from: [1, 5]}}, missing: all}}"
    )
    doubt = (
        "staff.csv: employees.trust: 1 person has no value; the mean of everybody stands for it."
    )
    assert doubt in call("check", "few.yaml").stdout
    assert doubt in call("show", "few.yaml").stderr
    assert doubt in call("org", "describe", "few.yaml").stdout


def test_check_reports_on_every_file(folder: Path) -> None:
    call("new", "good")
    text = (folder / "good.yaml").read_text()
    (folder / "bad.yaml").write_text(text.replace("weeks: 104", "wekes: 104"))
    checked = call("check", "bad.yaml", "good.yaml", "none.yaml")
    assert checked.exit_code == 2
    assert checked.stdout.startswith("good.yaml: OK: ")
    first, second = checked.stderr.splitlines()
    line = text[: text.index("weeks: 104")].count("\n") + 1
    assert first == f"bad.yaml:{line}: wekes = 104: there is no such field; did you mean 'weeks'?"
    assert second.startswith("none.yaml: there is no such file")


def test_show_prints_every_field_or_only_what_differs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "100")
    call("new", "ops")
    whole = call("show", "ops.yaml", "--set", "weeks=60")
    assert whole.exit_code == 0
    listed = whole.stdout.splitlines()
    at = [line.split() for line in listed].index(["behaviour.patience", "8.0", "weeks", "default"])
    meaning = "    weeks without a visible result before silence is felt [practice]"
    assert listed[at + 1] == meaning
    assert "our assumption" in whole.stdout
    assert "lognormal(median 1.69, sigma 0.54)" in whole.stdout
    assert "at their defaults" in whole.stderr
    some = call("show", "ops.yaml", "--set", "weeks=60", "--diff").stdout.splitlines()
    assert ["weeks", "60", "weeks", "set"] in [line.split() for line in some]
    assert not any("behaviour" in line or "default" in line for line in some)


@pytest.mark.parametrize("width", [80, 100, 140])
def test_shown_fields_fit_the_terminal_and_are_explained_once(
    width: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    call("new", "ops")
    shown = call("show", "ops.yaml").stdout
    assert max(map(len, shown.splitlines())) <= width
    assert shown.count("    chance that it has a hidden flaw") == 1
    assert shown.count("].risk  ") == 5


def test_what_is_switched_off_is_shown_beside_what_is_declared() -> None:
    call("new", "ops")
    shown = call("show", "ops.yaml", "--set", "mechanisms.trust=false").stdout.splitlines()
    row = next(line.split() for line in shown if line.startswith("behaviour.trust_gain"))
    assert row == ["behaviour.trust_gain", "0.5", "observations", "default,", "off:", "0"]


@pytest.mark.parametrize("words", [[], ["--diff"]])
def test_shown_yaml_reads_back_as_the_same_scenario(words: list[str]) -> None:
    call("new", "ops")
    shown = call("show", "ops.yaml", "--format", "yaml", *words)
    assert scenario_from(shown.stdout, "shown.yaml") == read_scenario("ops.yaml")


def test_shown_json_holds_plain_values() -> None:
    call("new", "ops")
    rows = json.loads(call("show", "ops.yaml", "--format", "json").stdout)
    by_field = {row["field"]: row for row in rows}
    assert by_field["employees.loss_aversion"]["value"] == {
        "lognormal": {"median": 1.69, "sigma": 0.54}
    }
    assert by_field["employees.loss_aversion"]["source"] == "Brown et al. 2024"
    assert by_field["behaviour.attention"]["off"] is None
    assert by_field["leadership.decide_every"]["meaning"] == (
        "weeks from one leadership meeting to the next"
    )


def test_a_field_set_wrongly_is_bad_input() -> None:
    call("new", "ops")
    refused = call("show", "ops.yaml", "--set", "weeks=soon", "--set", "mechanisms.risk=off")
    assert refused.exit_code == 2
    assert refused.stderr.splitlines() == [
        "--set: weeks = soon: must be a whole number (weeks)",
        "--set: mechanisms.risk = off: must be true or false; yes, no, on and off are plain text",
    ]
    assert call("show", "ops.yaml", "--format", "xml").exit_code == 2
    assert call("show").exit_code == 2


def test_schema_prints_what_is_committed() -> None:
    committed = Path(__file__).parents[2] / "docs" / "reference" / "scenario.schema.json"
    assert call("schema").stdout == committed.read_text(encoding="utf-8")


def test_files_on_the_command_line_take_the_place_of_the_organisation(folder: Path) -> None:
    call("new", "ops", "--people", "a.csv", "--ties", "b.csv", "--column", "id=key")
    taken = scenario_from_options(
        Path("ops.yaml"), people=Path("c.csv"), columns={"team": "unit"}, undirected=True
    ).organisation
    assert (taken.people, taken.ties, taken.directed) == ("c.csv", None, False)
    assert taken.columns == {"id": "key", "team": "unit"}
    kept = scenario_from_options(Path("ops.yaml"), ties=Path("d.csv")).organisation
    assert (kept.people, kept.ties, kept.directed) == ("a.csv", "d.csv", True)


def small() -> Scenario:
    return scenario_from("name: s\nrollouts: {big_bang: {}, pilots: {}}\n", "s.yaml")


def test_rollouts_are_named_or_all_are_taken() -> None:
    assert small().named() == ("big_bang", "pilots")
    assert small().named(("pilots",)) == ("pilots",)
    with pytest.raises(BadInput) as refused:
        small().named(("pilot", "big_bangs"))
    assert [str(problem) for problem in refused.value.problems] == [
        "rollouts = pilot: no such rollout; did you mean 'pilots'?",
        "rollouts = big_bangs: no such rollout; did you mean 'big_bang'?",
    ]


@click.command()
@scenario_options
@rollouts_option
@loudness_options
def ending(scenario: Path, rollouts: tuple[str, ...], **options: object) -> None:
    """End as the scenario's name says."""
    note("a note")
    if scenario.name == "interrupt":
        raise KeyboardInterrupt
    if scenario.name == "fail":
        raise ZeroDivisionError("division\nby zero")
    click.echo(",".join(rollouts))


@pytest.fixture
def with_ending(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(ENTRIES, "ending", Entry(__name__, "ending", ""))


@pytest.mark.usefixtures("with_ending")
def test_how_commands_end() -> None:
    fine = call("ending", "fine", "--rollouts", "a, b")
    assert (fine.exit_code, fine.stdout, fine.stderr) == (0, "a,b\n", "a note\n")
    assert call("ending", "fine", "-q").stderr == ""
    stopped = call("ending", "interrupt", "-q")
    assert (stopped.exit_code, stopped.stderr) == (130, "interrupted\n")
    failed = call("ending", "fail", "-q")
    assert failed.exit_code == 1
    assert failed.stderr == (
        "winsim failed: ZeroDivisionError: division by zero\n"
        "Run it again with -v for the traceback.\n"
    )
    told = call("ending", "fail", "-v")
    assert told.exit_code == 1
    assert "Traceback" in told.stderr


@pytest.mark.usefixtures("with_ending")
def test_columns_are_pairs() -> None:
    refused = call("ending", "fine", "--column", "team")
    assert refused.exit_code == 2
    assert "write it as team=department" in refused.stderr


def test_tables_are_printed_three_ways(capsys: pytest.CaptureFixture[str]) -> None:
    rows = [
        {"who": "a", "share": 0.25, "weeks": float("nan")},
        {"who": "b", "share": 1.0, "weeks": 9},
    ]
    print_table(rows)
    assert capsys.readouterr().out == (
        "who  share  weeks\n---  -----  -----\na     0.25      –\nb        1      9\n"
    )
    print_table(rows, "csv")
    assert capsys.readouterr().out == "who,share,weeks\na,0.25,\nb,1.0,9\n"
    print_table(rows, "json")
    assert json.loads(capsys.readouterr().out)[0] == {"who": "a", "share": 0.25, "weeks": None}
    assert aligned([]) == "(nothing)"


def test_a_data_frame_is_printed_like_rows(capsys: pytest.CaptureFixture[str]) -> None:
    import pandas as pd

    print_table(pd.DataFrame({"who": ["a"], "share": [0.5], "week": [3]}), "json")
    assert json.loads(capsys.readouterr().out) == [{"who": "a", "share": 0.5, "week": 3}]


def test_every_listed_command_is_named_once() -> None:
    named = [name for family in command_line.FAMILIES.values() for name in family]
    assert len(named) == len(set(named))
    scenarios = [entry for entry in ENTRIES.values() if entry.module == "winsim.cli.scenarios"]
    assert len(scenarios) == 4


def test_python_m_winsim_is_winsim() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "winsim", "check", "none.yaml"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert done.stderr.startswith("none.yaml: there is no such file")
