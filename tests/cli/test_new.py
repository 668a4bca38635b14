"""`winsim new`: from a template, from answers in a file, or from questions asked one by one."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from winsim.cli.main import winsim
from winsim.scenario.questionnaire import QUESTIONS
from winsim.scenario.reading import read_scenario
from winsim.scenario.template import template


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder in which every test here works."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def call(*words: str, said: str | None = None) -> Result:
    return CliRunner().invoke(winsim, list(words), input=said)


def conversation(**answers: str) -> str:
    """What somebody types who answers some questions, and skips the others with Enter."""
    return "".join(f"{answers.get(name, '')}\n" for name in ("kind", *QUESTIONS))


def test_nothing_is_asked_where_nobody_sits_at_a_terminal(folder: Path) -> None:
    written = call("new", "ops", said="")
    assert (written.exit_code, written.stdout) == (0, "")
    assert read_scenario("ops.yaml").initiative == template("process_redesign").initiative


def test_a_kind_is_a_template_without_questions() -> None:
    assert call("new", "cut", "--kind", "system_cutover", said="").exit_code == 0
    assert read_scenario("cut.yaml").rollouts == template("system_cutover").rollouts
    refused = call("new", "cut", "--kind", "cutover")
    assert refused.exit_code == 2
    assert "system_cutover" in refused.stderr


def test_enter_skips_every_question() -> None:
    asked = call("new", "ops", "--ask", said=conversation())
    assert (asked.exit_code, asked.stdout) == (0, "")
    assert call("new", "plain").exit_code == 0
    skipped, plain = read_scenario("ops.yaml"), read_scenario("plain.yaml")
    assert skipped.with_fields(name="plain") == plain
    assert all(question.ask in asked.stderr for question in QUESTIONS.values())


def test_answers_are_taken_one_by_one() -> None:
    said = conversation(kind="2", title="Bookings move", people="72", price="3", obliged="enforced")
    assert call("new", "cut", "--ask", said=said).exit_code == 0
    scenario = read_scenario("cut.yaml")
    assert (scenario.title, scenario.organisation.generate.people) == ("Bookings move", 72)
    assert scenario.initiative.price == 0.075
    assert scenario.initiative.side_by_side == "organisation"
    assert {rollout.mandate for rollout in scenario.rollouts.values()} == {0.2}
    named = "practice: answers to the questionnaire on title, people, price, obliged"
    assert scenario.sources[1] == named


def test_what_does_not_fit_is_asked_again() -> None:
    said = conversation(people="many\n-3\n80", weeks="26", deadline="30\n20")
    asked = call("new", "ops", "--ask", said=said)
    assert asked.exit_code == 0
    assert "many: must be a whole number from 2 to 1,000,000 (people)" in asked.stderr
    assert "30: the deadline (week 30) lies after the last week (26)" in asked.stderr
    scenario = read_scenario("ops.yaml")
    assert scenario.organisation.generate.people == 80
    assert scenario.rollouts["pilots"].promises[0].week == 20


def test_stopping_writes_nothing(folder: Path) -> None:
    stopped = call("new", "ops", "--ask", said="1\nA title\n")
    assert stopped.exit_code == 1
    assert "Aborted!" in stopped.stderr
    assert list(folder.iterdir()) == []


def test_nobody_is_asked_in_vain(folder: Path) -> None:
    (folder / "ops.yaml").write_text("mine")
    refused = call("new", "ops", "--ask", said=conversation())
    assert (refused.exit_code, refused.stderr) == (
        2,
        "ops.yaml: is there already; --force replaces it\n",
    )


def test_a_people_file_is_not_asked_for_its_size(folder: Path) -> None:
    (folder / "people.csv").write_text("id,team\n1,a\n")
    said = "\n" * len(QUESTIONS)  # one for the kind, and none for people
    asked = call("new", "ops", "--ask", "--people", "people.csv", said=said)
    assert asked.exit_code == 0
    assert QUESTIONS["people"].ask not in asked.stderr
    assert read_scenario("ops.yaml").organisation.people == "people.csv"


def test_how_many_teams_a_people_file_has_is_not_known_beforehand(folder: Path) -> None:
    (folder / "people.csv").write_text("id,team\n1,a\n")
    (folder / "answers.yaml").write_text("first_teams: 40\n")
    words = ("--answers", "answers.yaml", "--people", "people.csv")
    assert call("new", "ops", *words).exit_code == 0
    assert read_scenario("ops.yaml").rollouts["pilots"].waves[0].count == 40
    assert "there are about 22 teams" in call("new", "drawn", "--answers", "answers.yaml").stderr


def test_the_questionnaire_goes_to_the_client_and_comes_back(folder: Path) -> None:
    printed = call("new", "--questionnaire")
    assert printed.exit_code == 0
    filled = printed.stdout.replace("\ntrust:\n", "\ntrust: mostly\n")
    (folder / "answers.yaml").write_text(filled, encoding="utf-8")
    assert call("new", "ops", "--answers", "answers.yaml").exit_code == 0
    assert read_scenario("ops.yaml").employees.trust.constant == 0.7


def test_wrong_answers_are_bad_input_and_nothing_is_written(folder: Path) -> None:
    (folder / "answers.yaml").write_text("kind: team_merger\nrisk: 3\n", encoding="utf-8")
    refused = call("new", "ops", "--answers", "answers.yaml")
    assert refused.exit_code == 2
    assert refused.stderr.startswith("answers.yaml:2: risk = 3: must be a number from 0 to 0.95")
    assert [file.name for file in folder.iterdir()] == ["answers.yaml"]
    assert "no such file" in call("new", "ops", "--answers", "none.yaml").stderr


def test_answers_leave_nothing_to_ask_and_a_scenario_needs_a_name() -> None:
    for words in (["--ask"], ["--kind", "team_merger"]):
        refused = call("new", "ops", "--answers", "answers.yaml", *words)
        assert refused.exit_code == 2
        assert "A file of answers names the kind" in refused.stderr
    assert "Give the scenario a name" in call("new").stderr
