"""`winsim org import`: a client's files become plain ones, and nothing is lost or decided in silence."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from winsim.cli.main import winsim
from winsim.organisation.files.reading import organisation_with_notes
from winsim.scenario.organisation_source import OrganisationSource

SURVEY = """Employee ID,Department,Manager,name1,name2,trust
1,Sales,,2,3,4
2,Sales,1,1,,2
3,Works,1,,,5
"""


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "answers.csv").write_text(SURVEY)
    return tmp_path


def imported(*words: str) -> Result:
    return CliRunner().invoke(winsim, ["org", "import", *words, "--out", "plain"])


def test_a_survey_becomes_people_and_ties(here: Path) -> None:
    result = imported("answers.csv")
    assert result.exit_code == 0, result.output
    assert (here / "plain" / "people.csv").read_text().splitlines() == [
        "id,team,manager,answered,trust",
        "1,Sales,,yes,4",
        "2,Sales,1,yes,2",
        "3,Works,1,yes,5",
    ]
    assert (here / "plain" / "ties.csv").read_text() == "source,target\n1,2\n1,3\n2,1\n"


def test_what_was_decided_is_kept_with_doubts_first(here: Path) -> None:
    output = imported("answers.csv").output
    lines = (here / "plain" / "import.txt").read_text().splitlines()
    assert set(lines) <= set(output.splitlines())
    assert lines[:3] == ["3 people in 2 teams, 3 directed ties", "", "Doubtful"]
    assert lines[3].startswith("  - 1 of 3 people (33%) answered and named nobody.")
    assert "  - The ties are in answers.csv." in lines


def test_what_was_imported_reads_back_as_the_same_organisation(here: Path) -> None:
    imported("answers.csv", "--set", "organisation.nonresponse=reciprocity")
    source = OrganisationSource(people="answers.csv", ties="answers.csv", nonresponse="reciprocity")
    plain = OrganisationSource(people="plain/people.csv", ties="plain/ties.csv")
    before, after = organisation_with_notes(source), organisation_with_notes(plain)
    assert before.organisation.hash == after.organisation.hash
    assert before.doubts == after.doubts  # who answered and named nobody is still known


def test_two_files_in_either_order(here: Path) -> None:
    (here / "a.csv").write_text("source,target\n1,2\n2,1\n3,1\n")
    (here / "b.csv").write_text("id,team\n1,x\n2,x\n3,y\n")
    for files in (("a.csv", "b.csv"), ("b.csv", "a.csv")):
        said = imported(*files, "--force").output
        assert "The people are in b.csv." in said
        assert "The ties are in a.csv." in said


def test_people_alone_are_written_alone(here: Path) -> None:
    (here / "b.csv").write_text("id,team\n1,x\n2,x\n")
    said = imported("b.csv").output
    assert "There is no ties file" in said
    assert not (here / "plain" / "ties.csv").exists()
    assert said.splitlines()[-1].endswith("next: winsim org describe --people plain/people.csv")


def test_two_files_of_people_must_be_told_apart(here: Path) -> None:
    for name in ("b.csv", "c.csv"):
        (here / name).write_text("id,team\n1,x\n2,x\n")
    result = imported("b.csv", "c.csv")
    assert result.exit_code == 2
    assert "b.csv: people: could be that of the people; name it with --people" in result.output


def test_nothing_to_import_is_a_wrong_call(here: Path) -> None:
    assert imported().exit_code == 2
    assert "Give the files" in imported().output


def test_a_further_column_called_id_does_not_stand_in_the_way(here: Path) -> None:
    (here / "b.csv").write_text("id,Employee,team\n7,1,x\n8,2,x\n")
    assert imported("b.csv", "--column", "id=Employee").exit_code == 0
    assert (here / "plain" / "people.csv").read_text().startswith("id,team,manager,id.1\n1,x,,7\n")
    plain = OrganisationSource(people="plain/people.csv")
    assert organisation_with_notes(plain).organisation.ids == ("1", "2")


def test_what_a_people_file_lacks_is_said_by_its_reader(here: Path) -> None:
    (here / "staff.csv").write_text("E1,Sales,,Ada\nE2,Sales,E1,Ben\nE3,Works,E1,Cem\n")
    assert "is the header missing?" in imported("staff.csv").output
