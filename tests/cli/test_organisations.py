"""`winsim org generate` and `winsim org describe`, and the drawing."""

import csv
import io
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from winsim.cli.main import winsim
from winsim.organisation.files.reading import organisation_of
from winsim.organisation.generator.generator import generated
from winsim.scenario.organisation_source import Generator, OrganisationSource


def run(*words: object) -> Result:
    """What the command line answers to `winsim org …`."""
    return CliRunner().invoke(winsim, ["org", *map(str, words)])


def test_what_is_generated_reads_back_as_the_same_organisation(tmp_path: Path) -> None:
    answer = run("generate", "--people", 60, "--seed", 3, "--locations", 2, "--out", tmp_path)
    assert answer.exit_code == 0
    assert answer.stdout == ""
    assert "next: winsim org describe" in answer.stderr
    source = OrganisationSource(people="people.csv", ties="ties.csv")
    again = organisation_of(source, 1, tmp_path)
    assert again.hash == generated(Generator(people=60, locations=2), 3).hash
    assert set(again.columns) == {"level", "location"}


def test_generate_writes_the_same_bytes_and_replaces_nothing_unasked(tmp_path: Path) -> None:
    for folder in ("one", "two"):
        assert run("generate", "--people", 30, "--out", tmp_path / folder).exit_code == 0
    for name in ("people.csv", "ties.csv"):
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()
    again = run("generate", "--people", 30, "--out", tmp_path / "one")
    assert again.exit_code == 2
    assert again.stderr.count("is there already") == 2
    assert run("generate", "--people", 30, "--out", tmp_path / "one", "--force").exit_code == 0


def test_generate_has_an_option_for_every_field() -> None:
    words = run("generate", "--help").stdout
    for name in Generator.model_fields:
        assert (f"--{name.replace('_', '-')}" in words) == (name != "vary")


def test_a_wrong_option_is_met_with_a_word(tmp_path: Path) -> None:
    answer = run("generate", "--within", 2, "--people", 0, "--out", tmp_path)
    assert answer.exit_code == 2
    assert "--within = 2.0: must be at most 1" in answer.stderr
    assert "--people = 0: must be at least 1" in answer.stderr


@pytest.fixture
def files(tmp_path: Path) -> tuple[str, ...]:
    """Options that name the files of a small firm."""
    (tmp_path / "staff.csv").write_text("id,unit\na,x\nb,x\nc,y\n")
    (tmp_path / "ties.csv").write_text("source,target\na,b\nb,c\nc,c\n")
    names = "--people", tmp_path / "staff.csv", "--ties", tmp_path / "ties.csv"
    return (*map(str, names), "--column", "team=unit")


def test_describe_says_what_was_read_and_what_to_check(files: tuple[str, ...]) -> None:
    answer = run("describe", *files)
    assert answer.exit_code == 0
    assert "3 people in 2 teams of 1 to 2" in answer.stdout
    assert "What to check" in answer.stdout
    assert "ties.csv:4: 1 tie to oneself dropped" in answer.stderr
    assert "oneself" not in answer.stdout


def test_describe_as_data(files: tuple[str, ...]) -> None:
    table = list(csv.DictReader(io.StringIO(run("describe", *files, "--format", "csv").stdout)))
    listed = json.loads(run("describe", *files, "--format", "json").stdout)
    assert [row["measure"] for row in table] == [row["measure"] for row in listed]
    values = {row["measure"]: row["value"] for row in listed}
    assert values["directed ties"] == 2
    assert values["block ratio"] == 2
    assert values["median span"] is None


def test_describe_prints_one_table_alone(files: tuple[str, ...]) -> None:
    def table(which: str) -> list[dict[str, str]]:
        words = run("describe", *files, "--table", which, "--format", "csv").stdout
        return list(csv.DictReader(io.StringIO(words)))

    assert [row["team"] for row in table("teams")] == ["x", "y"]
    assert [row["response"] for row in table("teams")] == ["1.0", "0.0"]
    assert [row["id"] for row in table("bridges")] == ["b"]
    assert [(row["listeners"], row["team"]) for row in table("mixing")] == [("x", "x"), ("x", "y")]
    assert table("measures") == list(
        csv.DictReader(io.StringIO(run("describe", *files, "--format", "csv").stdout))
    )
    printed = run("describe", *files, "--table", "teams").stdout
    assert printed.startswith("team  people")
    assert "What to check" not in printed


def test_describe_prints_teams_and_who_bridges_them_with_everything(
    files: tuple[str, ...], tmp_path: Path
) -> None:
    words = run("describe", *files).stdout
    for title in ("What was read", "Measures", "Teams", "Who bridges the teams", "What to check"):
        assert f"\n{title}" in f"\n{words}"
    scenario = tmp_path / "s.yaml"
    assert CliRunner().invoke(winsim, ["new", str(scenario)]).exit_code == 0
    many = run("describe", scenario, "--set", "organisation.generate.people=400").stdout
    assert "44 teams; --table teams prints them." in many


def test_undirected_ties_work_both_ways(files: tuple[str, ...]) -> None:
    listed = json.loads(run("describe", *files, "--undirected", "--format", "json").stdout)
    assert {row["measure"]: row["value"] for row in listed}["directed ties"] == 4


def test_describe_a_scenario(tmp_path: Path) -> None:
    assert CliRunner().invoke(winsim, ["new", str(tmp_path / "s.yaml")]).exit_code == 0
    answer = run("describe", tmp_path / "s.yaml", "--set", "organisation.generate.people=40")
    assert answer.exit_code == 0, answer.stderr
    assert "40 people in 4 teams" in answer.stdout


def test_describe_needs_something_to_describe(files: tuple[str, ...]) -> None:
    assert "Give a scenario, or --people and --ties" in run("describe").stderr
    assert run("describe").exit_code == 2
    assert run("describe", *files, "--set", "weeks=3").exit_code == 2
    assert run("describe", *files, "--drawing", "d.gif").exit_code == 2
    nowhere = run("describe", *files, "--drawing", "no/such/folder/d.png")
    assert (nowhere.exit_code, "cannot be written" in nowhere.stderr) == (2, True)
    alone = run("describe", *files[2:])
    assert alone.exit_code == 2
    assert "a ties file needs a people file" in alone.stderr


@pytest.mark.parametrize("kind", ["png", "svg", "pdf"])
def test_the_drawing_has_the_same_bytes_each_time(
    tmp_path: Path, files: tuple[str, ...], kind: str
) -> None:
    paths = [tmp_path / f"{number}.{kind}" for number in (1, 2)]
    for path in paths:
        assert run("describe", *files, "--drawing", path).exit_code == 0
    assert paths[0].read_bytes() == paths[1].read_bytes()
