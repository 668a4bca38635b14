"""The form of a ties file: told or found out, and the cases of clients."""

from pathlib import Path

from tests.support.ties_files import problems
from winsim.organisation.files.reading import organisation_with_notes
from winsim.scenario.organisation_source import OrganisationSource


def test_a_form_that_is_told_and_not_there_is_refused(tmp_path: Path) -> None:
    (words,) = problems(tmp_path, "source,target\nana,bo\n", form="matrix")
    assert words == (
        "ties.csv: organisation.form = matrix: is not found in it; it needs columns that are people"
    )


def test_a_table_of_no_form_lacks_its_columns(tmp_path: Path) -> None:
    words = problems(tmp_path, "colour,size,shape\nred,1,round\n")
    assert "there is no column 'source'" in words[0]


def test_of_a_survey_whose_people_cannot_be_read_nothing_is_said(tmp_path: Path) -> None:
    (words,) = problems(tmp_path, "respondent,name1,name2\nana,bo,cy\n", people="id,x\nana,1\n")
    assert words.startswith("people.csv: team: there is no column 'team'")


def test_clients_cases_are_read(shared_cases: Path) -> None:
    meetings = shared_cases / "08-two-mode-meetings"
    source = OrganisationSource(people="people.csv", ties="attendance.csv")
    assert organisation_with_notes(source, 1, meetings).organisation.ties[0].size == 156
    survey = shared_cases / "06-name-generator-survey"
    columns = {"id": "respondent", "team": "department"}
    named = OrganisationSource(people="survey.csv", ties="survey.csv", columns=columns)
    found = organisation_with_notes(named, 1, survey)
    assert found.organisation.ties[0].size == 93
    words = shared_cases / "13-verbal-weights"
    weights = {"Daily": 5.0, "Weekly": 1.0, "Monthly": 0.25, "Less often": 0.1}
    told = OrganisationSource(people="people.csv", ties="ties.csv", weights=weights)
    assert organisation_with_notes(told, 1, words).organisation.ties[0].size == 105
    gephi = shared_cases / "01-gephi-nodes-edges"
    columns = {"id": "Id", "team": "Department"}
    undirected = OrganisationSource(people="nodes.csv", ties="edges.csv", columns=columns)
    assert organisation_with_notes(undirected, 1, gephi).organisation.ties[0].size == 100
