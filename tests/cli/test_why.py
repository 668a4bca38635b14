"""`winsim why`: words first, then the weeks in which something changed."""

import csv
import io
import json
from itertools import pairwise
from math import isnan
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.support.tiny_change import GATED, tiny
from winsim.cli.main import winsim
from winsim.runs.simulate import simulate
from winsim.scenario.reading import read_scenario

SCENARIO = tiny(40, GATED, "{people: people.csv}")


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    people = [f"p{n},{'Red' if n < 6 else 'Blue'},Name {n}" for n in range(12)]
    (tmp_path / "people.csv").write_text("\n".join(("id,team,name", *people)))
    (tmp_path / "tiny.yaml").write_text(SCENARIO)
    return tmp_path


def why(*words: str) -> Result:
    return CliRunner().invoke(winsim, ("why", "tiny.yaml", *words))


def test_words_come_first_then_the_weeks_of_change() -> None:
    result = why("--person", "p3")
    assert result.exit_code == 0, result.output
    doubt, said, table = result.stdout.split("\n\n")
    assert doubt.startswith("- There is no ties file")
    assert said.startswith("Name 3 (p3) of Red, rollout big_bang, seed 1: threshold ")
    assert said.splitlines()[-1].startswith("At the end, week 40: ")
    header, _, *rows = table.strip().splitlines()
    assert header.split()[:3] == ["week", "heard", "in"]
    assert 2 < len(rows) < 20
    assert len(why("--person", "p3", "--all").stdout.split("\n\n")[2].strip().splitlines()) == 43


def test_a_name_does_as_well_as_an_id() -> None:
    assert why("--person", "Name 3").stdout == why("--person", "p3").stdout


def test_a_team_has_a_story() -> None:
    result = why("--team", "Blue", "--rollout", "pilots", "--seed", "2")
    assert result.exit_code == 0, result.output
    assert result.stdout.split("\n\n")[1].startswith("Blue, 6 people, in wave ")
    assert "stood_still" in result.stdout


@pytest.mark.parametrize("rollout", ["big_bang", "pilots"])
def test_it_explains_the_same_run_as_the_tables(rollout: str) -> None:
    scenario = read_scenario(Path("tiny.yaml"))
    employees = simulate(scenario, [rollout], seeds=[4], employees=True).employees
    assert employees is not None
    for person, week in zip(employees["id"], employees["adopted_week"].tolist(), strict=True):
        story = why("--person", person, "--rollout", rollout, "--seed", "4", "--format", "json")
        weeks = json.loads(story.stdout)
        came = max(week["week"] for week in weeks if not week["aware"])  # or a newcomer did
        adopted = [
            later["week"]
            for earlier, later in pairwise(weeks[came:])
            if later["adopted"] and not earlier["adopted"]
        ]
        assert adopted[-1:] == ([] if isnan(week) else [week])


def test_numbers_for_other_programs_hold_every_week() -> None:
    rows = list(csv.DictReader(io.StringIO(why("--person", "p3", "--format", "csv").stdout)))
    assert [row["week"] for row in rows] == [str(week) for week in range(41)]
    assert {"from_belief", "log_odds", "inclination", "own_wins"} <= set(rows[0])
    team = json.loads(why("--team", "Red", "--format", "json", "--weeks", "3-5").stdout)
    assert [row["week"] for row in team] == [3, 4, 5]


def test_two_weeks_can_be_set_side_by_side() -> None:
    result = why("--person", "p3", "--weeks", "5-20")
    assert "From week 5 to week 20 the case " in result.stdout


def test_without_a_name_people_and_teams_are_listed() -> None:
    result = why()
    assert (result.exit_code, result.stdout) == (2, "")
    assert "  --person p" in result.stderr
    assert "--team NAME: Red, Blue" in result.stderr


@pytest.mark.parametrize(
    ("words", "remedy"),
    [
        (("--person", "p33"), "nobody has this id or name; did you mean 'p3'?"),
        (("--team", "Blu"), "there is no such team; did you mean 'Blue'?"),
        (("--person", "p3", "--rollout", "pilot"), "no such rollout; did you mean 'pilots'?"),
        (("--person", "p3", "--team", "Red"), "name a person or a team"),
        (("--person", "p3", "--weeks", "5-90"), "the scenario ends with week 40"),
        (("--person", "p3", "--weeks", "9-5"), "write first and last week, as 5-20"),
        (("--person", "p3", "--weeks", "soon"), "write first and last week, as 5-20"),
    ],
)
def test_what_cannot_be_told_is_refused(words: tuple[str, ...], remedy: str) -> None:
    result = why(*words)
    assert (result.exit_code, result.stdout) == (2, "")
    assert remedy in result.stderr
    assert "Traceback" not in result.stderr


def test_fields_can_be_set_anew() -> None:
    result = why("--person", "p3", "--set", "weeks=6", "--set", "behaviour.announce=0")
    assert "At the end, week 6: has not adopted" in result.stdout
