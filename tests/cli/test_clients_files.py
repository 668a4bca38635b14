"""Clients' files as they come: each case is read, or refused with a remedy that works when typed.

The files are small and made up in the form of public reports; most hold the same 24 people in four teams
of six, and the same 105 ties.
"""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from winsim.cli.main import winsim

FOUR_TEAMS = "24 people in 4 teams of 6."
TIES = "105 directed ties"


@pytest.fixture
def case(
    request: pytest.FixtureRequest, shared_cases: Path, monkeypatch: pytest.MonkeyPatch
) -> Path:
    """The folder of the case that a test names, to be in."""
    (folder,) = shared_cases.glob(f"{request.param}-*")
    monkeypatch.chdir(folder)
    return folder


def described(people: str | None, ties: str | None = None, *options: str) -> Result:
    files = [*(["--people", people] if people else []), *(["--ties", ties] if ties else [])]
    return CliRunner().invoke(winsim, ["org", "describe", *files, *options])


def read(*words: str | None) -> str:
    """What is said of files that can be read."""
    people, *rest = words
    result = described(people, *rest)  # type: ignore[arg-type]
    assert result.exit_code == 0, result.output
    return result.output


def refused(*words: str | None) -> str:
    """What is said of files that cannot."""
    people, *rest = words
    result = described(people, *rest)  # type: ignore[arg-type]
    assert result.exit_code == 2, result.output
    return result.output


of_case = pytest.mark.parametrize


@of_case("case", ["01"], indirect=True)
def test_gephi_says_in_the_file_that_ties_have_no_direction(case: Path) -> None:
    said = read("nodes.csv", "edges.csv")
    assert FOUR_TEAMS in said
    assert "100 directed ties, all of weight one" in said  # 50 lines
    assert "Every tie is returned" in said


@of_case("case", ["02"], indirect=True)
def test_a_spreadsheet_of_a_german_desk(case: Path) -> None:
    for end in ("", "-ohne-sep"):
        said = read(f"mitarbeiter{end}.csv", f"kontakte{end}.csv")
        assert FOUR_TEAMS in said
        assert f"{TIES}, of weight 0.25 to 2" in said
        assert "4 managers on 3 levels" in said


@of_case("case", ["03"], indirect=True)
def test_unicode_text_between_tabs(case: Path) -> None:
    said = read("people.txt", "ties.txt")
    assert FOUR_TEAMS in said
    assert TIES in said


@of_case("case", ["04"], indirect=True)
def test_managers_by_name_or_mail_and_ties_by_number_or_mail(case: Path) -> None:
    for ties in ("ties-by-number.csv", "ties-by-email.csv"):
        for manager in ((), ("--column", "manager=Supervisor Email")):
            said = read("employees.csv", ties, *manager)
            assert FOUR_TEAMS in said
            assert TIES in said
            assert "4 managers on 3 levels" in said


@of_case("case", ["05"], indirect=True)
def test_titles_above_the_header_and_a_total_beneath(case: Path) -> None:
    said = read("workers.csv")
    assert FOUR_TEAMS in said
    assert "4 managers on 3 levels" in said
    assert "line 5" in said  # where the header is


@of_case("case", ["06"], indirect=True)
def test_a_survey_is_people_and_ties_at_once(case: Path) -> None:
    rows = (case / "survey.csv").read_text().splitlines()[1:]
    named = sum(bool(cell) for row in rows for cell in row.split(",")[2:7])
    said = read("survey.csv", "survey.csv")
    assert FOUR_TEAMS in said
    assert f"{named} directed ties, of weight 0.25 to 5" in said


@of_case("case", ["08"], indirect=True)
def test_meetings_become_ties_by_their_size(case: Path) -> None:
    said = read("people.csv", "attendance.csv")
    assert FOUR_TEAMS in said
    assert "Every tie is returned" in said
    assert "attendance at 7 events" in said


@of_case("case", ["09"], indirect=True)
def test_a_drawn_organisation_chart_gives_names_and_teams(case: Path) -> None:
    assert FOUR_TEAMS in read(None, "org.graphml")
    said = read("people.csv", "org.graphml")
    assert FOUR_TEAMS in said
    assert TIES in said


@of_case("case", ["11"], indirect=True)
@pytest.mark.parametrize("file", ["advice.dl", "advice.gexf"])
def test_graphs_of_researchers(case: Path, file: str) -> None:
    said = read("people.csv", file)
    assert FOUR_TEAMS in said
    assert TIES in said


@of_case("case", ["11"], indirect=True)
def test_two_relations_in_one_file_are_said_and_can_be_chosen_from(case: Path) -> None:
    assert "friendship" in read("people.csv", "advice.net")
    assert TIES in read("people.csv", "advice.net", "--set", "organisation.layers=[advice]")


@of_case("case", ["13"], indirect=True)
def test_weights_in_words_need_a_mapping_which_is_offered(case: Path) -> None:
    said = refused("people.csv", "ties.csv")
    assert "Less often" in said
    assert len(said.splitlines()) == 1
    mapping = "{Daily: 5, Weekly: 1, Monthly: 0.25, Less often: 0.1}"
    assert f"{TIES}, of weight 0.1 to 5" in read(
        "people.csv", "ties.csv", "--set", f"organisation.weights={mapping}"
    )
    assert f"{TIES}, all of weight one" in read(
        "people.csv", "ties.csv", "--set", "organisation.weighted=false"
    )


@of_case("case", ["14"], indirect=True)
def test_people_who_did_not_answer_and_people_from_outside(case: Path) -> None:
    assert "organisation.outsiders=drop" in refused("people.csv", "ties.csv")
    said = read("people.csv", "ties.csv", "--set", "organisation.outsiders=drop")
    assert "8 of 24 people (33%) did not answer" in said
    assert "8 of 24 people (33%) did not answer" in read("people.csv", "ties-cleaned.csv")


@of_case("case", ["15"], indirect=True)
def test_ids_that_a_spreadsheet_spoilt_are_nobody_elses(case: Path) -> None:
    said = read("people.csv", "ties.csv")
    assert TIES in said
    assert "a spreadsheet had changed them" in said
    assert "2300000" not in said


@of_case("case", ["17"], indirect=True)
def test_a_missing_header_is_said_to_be_missing(case: Path) -> None:
    said = refused("people.csv")
    assert "first line looks like data" in said
    assert "header missing" in said


@of_case("case", ["19"], indirect=True)
def test_a_workbook_of_two_sheets(case: Path) -> None:
    said = read("organisation.xlsx", "organisation.xlsx")
    assert FOUR_TEAMS in said
    assert TIES in said


@of_case("case", ["27"], indirect=True)
def test_without_a_ties_file_everything_says_the_same(case: Path) -> None:
    result = CliRunner().invoke(winsim, ["run", "n.yaml", "--seeds", "2"])
    assert "There is no ties file: nobody follows a colleague's example." in result.output
    assert "There is no ties file" in read("people.csv")
