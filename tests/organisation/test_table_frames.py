"""Where a table is in a client's file: titles above it, totals beneath it, and headers that are missing."""

from pathlib import Path
from typing import Any

import pytest

from winsim.organisation.files.formats.framing import Told, framed
from winsim.organisation.files.reading import NotedOrganisation, organisation_with_notes
from winsim.organisation.files.table import ReadingLog
from winsim.problems import BadInput
from winsim.scenario.organisation_source import OrganisationSource

STAFF = "id,team,manager,name\nE1,Sales,,Ada Adler\nE2,Sales,E1,Ben Brandt\nE3,Works,E1,Cem Costa\n"
TIES = "source,target\nE2,E1\nE3,E2\n"


def read(folder: Path, people: str, ties: str | None = None, **options: Any) -> NotedOrganisation:
    """What is read from files with this content."""
    (folder / "people.csv").write_text(people, "utf-8")
    (folder / "ties.csv").write_text(ties or "", "utf-8")
    files = {"people": "people.csv"} | ({} if ties is None else {"ties": "ties.csv"})
    return organisation_with_notes(OrganisationSource(**(files | options)), 1, folder)


def ids(folder: Path, people: str, **options: Any) -> tuple[str, ...]:
    """The people who are read from a file with this content."""
    return read(folder, people, **options).organisation.ids


def notes(folder: Path, people: str, ties: str | None = None) -> list[str]:
    """What is noted of files with this content, without the folder's name."""
    return [note.replace(f"{folder}/", "") for note in read(folder, people, ties).notes]


def refusal(folder: Path, people: str, ties: str | None = None, **options: Any) -> str:
    """The words with which files with this content are refused."""
    with pytest.raises(BadInput) as refused:
        read(folder, people, ties, **options)
    return str(refused.value).replace(f"{folder}/", "")


def test_titles_and_a_total_are_passed_over_and_named(tmp_path: Path) -> None:
    report = f"All Active Workers,,,\nRun by: HR,,,\n,,,\n{STAFF}Total: 3,,,\n"
    assert ids(tmp_path, report) == ("E1", "E2", "E3")
    assert notes(tmp_path, report) == [
        "people.csv: the header is in line 4; 3 lines are passed over "
        "(line 1: All Active Workers; line 2: Run by: HR; line 8: Total: 3)"
    ]


def test_lines_of_a_report_are_those_of_the_file(tmp_path: Path) -> None:
    said = refusal(tmp_path, f"Workers\n\n{STAFF}E3,Works,E1,Dora Dietz\nTotal: 4\n")
    assert said.startswith("people.csv:7: id = E3: is already used at people.csv:6")


@pytest.mark.parametrize(
    "title",
    [
        "All Active Workers",
        '"Workers of Billing, Claims, Field and IT, with manager"',
        "Run by:,HR Analytics",
        "From:,2026-01-01,To:,2026-12-31",
        "Department:,Sales",
        "As of 2026-11-01,page 1",
    ],
)
def test_titles_of_many_forms(tmp_path: Path, title: str) -> None:
    assert ids(tmp_path, f"{title}\n\n{STAFF}") == ("E1", "E2", "E3")


@pytest.mark.parametrize(
    "line",
    [
        "Total,,,3",
        "Total: 3",
        "Summe,3",
        ",,Grand Total,3",
        "Anzahl Mitarbeiter: 3",
        "Generated on 2026-11-01 by HR Analytics",
        '"Confidential, for internal use"',
        "3 employees",
        "Generated on:,2026-11-01",
        "----",
    ],
)
def test_totals_and_footnotes_of_many_forms(tmp_path: Path, line: str) -> None:
    assert ids(tmp_path, f"{STAFF}{line}\n") == ("E1", "E2", "E3")
    assert "1 line is passed over (line 5: " in notes(tmp_path, f"{STAFF}{line}\n")[0]


def test_several_footnotes_beneath_a_total(tmp_path: Path) -> None:
    end = "Total,3\n\nGenerated on 2026-11-01\nConfidential\n"
    assert ids(tmp_path, STAFF + end) == ("E1", "E2", "E3")


@pytest.mark.parametrize(
    "person",
    ["Total,Works,E1,Tom Total", "Sum,Works,,", "E4,Total,E1,Count Basie", "E4,Summe,,"],
)
def test_people_who_are_called_like_a_total_stay(tmp_path: Path, person: str) -> None:
    assert len(ids(tmp_path, f"{STAFF}{person}\n")) == 4


def test_a_manager_who_is_called_total_stays(tmp_path: Path) -> None:
    people = "id,team,manager\nAnn,1,Total\nBob,2,Total\nTotal,3,\n"
    assert ids(tmp_path, people) == ("Ann", "Bob", "Total")


@pytest.mark.parametrize("line", ["E4", "Zoe Zeller", "E4,,E1,Zoe Zeller"])
def test_a_person_without_a_team_is_no_footnote(tmp_path: Path, line: str) -> None:
    assert "people.csv:5: team: is empty" in refusal(tmp_path, f"{STAFF}{line}\n")


@pytest.mark.parametrize(
    "people",
    [
        "id,team\nMEDIA1,1\nMEDIA2,2\nMEDIA3,1\n",
        "id,team\nPage 1,1\nPage 2,2\nPage 3,1\n",
        "id,team\nTotal 1,1\nTotal 2,2\nTotal 3,1\n",
    ],
)
def test_ids_of_one_form_are_people_even_if_they_begin_like_a_total(
    tmp_path: Path, people: str
) -> None:
    assert len(ids(tmp_path, people)) == 3


def test_a_name_of_three_words_is_no_footnote(tmp_path: Path) -> None:
    people = "id,team\nana,Sales\nbo,Sales\ncy,Works\nAna Maria Lopez,\n"
    assert "people.csv:5: team: is empty" in refusal(tmp_path, people)


def test_somebody_of_three_names_who_named_nobody_answered(tmp_path: Path) -> None:
    people = "id,team,name\n1,1,ana\n2,1,bo\n3,2,Ana Maria Lopez\n"
    answers = "respondent,name1,name2\nana,bo,\nbo,ana,\nAna Maria Lopez,,\n"
    answered = read(tmp_path, people, answers).organisation.answered
    assert answered is not None
    assert answered.all()


def test_somebody_who_is_called_sum_is_not_added_up(tmp_path: Path) -> None:
    said = refusal(tmp_path, "Name,Department,Manager\nBo,Sales,\nAna,Sales,Bo\nSum (Lin),3,\n")
    assert said.startswith("people.csv:4: looks like a total and may be a person")


def test_numbers_of_pages_are_no_people(tmp_path: Path) -> None:
    first, second, *rest = STAFF.splitlines()
    pages = "\n".join([first, second, "Page 1 of 2,,,", first, *rest, "Page 2 of 2,,,", ""])
    assert ids(tmp_path, pages) == ("E1", "E2", "E3")
    assert "3 lines are passed over (line 3: Page 1 of 2; " in notes(tmp_path, pages)[0]


def test_what_may_be_a_total_or_a_person_is_refused_with_a_way_out(tmp_path: Path) -> None:
    said = refusal(tmp_path, "id,team\nAnn,3\nBob,4\nTotal,7\n")
    assert said.startswith("people.csv:4: looks like a total and may be a person")
    assert "put it above another line if it is a person" in said
    assert len(ids(tmp_path, "id,team\nTotal,7\nAnn,3\nBob,4\n")) == 3
    assert len(ids(tmp_path, "id,team\n1,3\n2,4\nTotal,7\n")) == 2


def test_a_ties_file_has_titles_and_totals_too(tmp_path: Path) -> None:
    ties = "Advice ties of November\n\nsource,target,weight\nE2,E1,1\nE3,E2,2\nTotal,,3\n"
    found = read(tmp_path, STAFF, ties)
    assert found.organisation.network.listener.size == 2
    assert "the header is in line 3; 2 lines are passed over" in found.notes[0]


def test_the_header_of_every_page_is_no_person(tmp_path: Path) -> None:
    assert ids(tmp_path, f"{STAFF}id,team,manager,name\nE4,Works,E1,Dora\n") == (
        "E1", "E2", "E3", "E4"
    )  # fmt: skip


def test_a_person_above_the_header_is_never_taken_for_a_title(tmp_path: Path) -> None:
    sunk = "E3,Works,,\nid,team,manager,name\nE1,Works,E3,Ada\nE2,Works,E3,Ben\n"
    said = refusal(tmp_path, sunk)
    assert said.startswith("people.csv:2: looks like the header")
    assert "line 1 above it (E3, Works) is not clearly a title" in said
    assert "--set organisation.header_rows.people=2" in said


def test_the_line_of_the_header_can_be_told(tmp_path: Path) -> None:
    report = f"Report,All Active Workers,HR,2026\n{STAFF}"
    assert "--set organisation.header_rows.people=2" in refusal(tmp_path, report)
    assert ids(tmp_path, report, header_rows={"people": 2}) == ("E1", "E2", "E3")
    said = refusal(tmp_path, report, header_rows={"people": 60})
    assert "organisation.header_rows.people = 60: this line is blank" in said
    assert said.endswith("name one such as 2 (id, team, manager, name)")


def test_each_file_has_a_line_of_its_own(tmp_path: Path) -> None:
    report = f"Report,Ties\n{TIES}"
    assert "--set organisation.header_rows.ties=2" in refusal(tmp_path, STAFF, report)
    found = read(tmp_path, STAFF, report, header_rows={"ties": 2})
    assert found.organisation.network.listener.size == 2


def test_files_of_one_name_in_two_folders_have_each_their_line(tmp_path: Path) -> None:
    (tmp_path / "staff").mkdir()
    (tmp_path / "staff" / "data.csv").write_text(f"a,b,c,d\n{STAFF}")
    (tmp_path / "data.csv").write_text(TIES)
    source = OrganisationSource(people="staff/data.csv", ties="data.csv", header_rows={"people": 2})
    assert organisation_with_notes(source, 1, tmp_path).organisation.ids == ("E1", "E2", "E3")


def test_headers_that_are_told_show_where_the_header_is(tmp_path: Path) -> None:
    report = "Bericht\nKürzel,Truppe,Notiz\nA,x,n\nB,x,m\n"
    assert ids(tmp_path, report, columns={"id": "Kürzel", "team": "Truppe"}) == ("A", "B")


def test_a_header_cell_over_two_lines(tmp_path: Path) -> None:
    found = read(tmp_path, 'id,team,"Year of\nbirth"\na,x,1990\n')
    assert found.organisation.columns["Year of birth"].tolist() == [1990]


def test_a_column_without_a_header_is_left_out(tmp_path: Path) -> None:
    found = read(tmp_path, "id,team,,age,\na,x,seen,30,left\nb,x,,40,\n")
    assert set(found.organisation.columns) == {"age"}


@pytest.mark.parametrize(
    ("first", "delimiter"),
    [
        ("sep=;", ";"),
        ('"sep=;"', ";"),
        ("SEP=|", "|"),
        ("sep=\t", "\t"),
        ("sep=,", ","),
        ("sep=:", ":"),
    ],
)
def test_a_line_for_excel_tells_the_delimiter(tmp_path: Path, first: str, delimiter: str) -> None:
    body = "\n".join(line.replace(",", delimiter) for line in STAFF.splitlines())
    found = read(tmp_path, f"\ufeff{first}\n{body}\n")
    assert found.organisation.ids == ("E1", "E2", "E3")
    assert found.notes == ()
    assert "people.csv:3: team: is empty" in refusal(
        tmp_path, f"{first}\nid{delimiter}team\na{delimiter}\n"
    )


def test_the_delimiter_is_that_of_the_body_and_not_of_a_title(tmp_path: Path) -> None:
    report = "Workers of Sales, Works, and all others, today\n" + STAFF.replace(",", ";")
    assert ids(tmp_path, report) == ("E1", "E2", "E3")


def test_decimal_commas_do_not_make_a_comma_the_delimiter(tmp_path: Path) -> None:
    found = read(tmp_path, STAFF, "von;an;Stunden\nE2;E1;0,5\nE3;E2;1,5\nE1;E3;2,5\n")
    assert sorted(found.organisation.ties[2].tolist()) == [32768, 98304, 163840]


@pytest.mark.parametrize(
    ("people", "shown"),
    [
        ("E1,Sales,,Ada\nE2,Sales,E1,Ben\n", "E1, Sales, Ada"),
        ("E1,Service,,Ada\nE2,Service,E1,Ben\n", "E1, Service, Ada"),
        ("ann,x\nbob,x\n", "ann, x"),
        ("ann@x.org,Sales,5\nbob@x.org,Works,3\n", "ann@x.org, Sales, 5"),
        ("1,1\n2,1\n", "1, 1"),
        ("7,7\n8,9\n", "7, 7"),
    ],
)
def test_a_missing_header_is_said_to_be_missing(tmp_path: Path, people: str, shown: str) -> None:
    assert refusal(tmp_path, people).endswith(
        f"the first line looks like data ({shown}); is the header missing? "
        "Write a line such as id,team,manager,name above it"
    )


def test_a_missing_header_of_ties(tmp_path: Path) -> None:
    said = refusal(tmp_path, STAFF, "E2,E1\nE3,E2\n")
    assert said == (
        "ties.csv: the first line looks like data (E2, E1); is the header missing? "
        "Write a line such as source,target above it"
    )


def test_foreign_headers_are_not_taken_for_data(tmp_path: Path) -> None:
    said = refusal(tmp_path, "Kürzel,Truppe\nada,Billing\nben,Billing\n")
    assert "there is no column 'id'" in said
    assert "is the header missing" not in said


def test_one_long_line_is_told_from_a_header_that_is_too_short(tmp_path: Path) -> None:
    one = refusal(tmp_path, "id,team\na,x\nb,Sales, North\nc,x\n")
    assert one.startswith("people.csv:3: has 3 cells where the header has 2")
    assert "in quotation marks" in one
    most = refusal(tmp_path, "id,team\na,x,1\nb,x,2\nc,x\n")
    assert "2 of 3 rows have more cells than this header, which has 2" in most
    assert "quotation" not in most


def test_a_hundred_thousand_columns_are_answered_in_a_moment(tmp_path: Path) -> None:
    header = ",".join(f"column {n}" for n in range(100_000))
    said = refusal(tmp_path, f"{header}\n{',' * 99_999}x\n")
    assert "… (100,000 in all)" in said
    assert len(said) < 1_000


def test_people_stand_among_ten_thousand_columns(tmp_path: Path) -> None:
    header = ",".join(f"column {n}" for n in range(10_000))
    rows = "".join(f"E{n},Sales{',1' * 10_000}\n" for n in range(6))
    assert len(ids(tmp_path, f"id,team,{header}\n{rows}")) == 6


def test_a_sheet_is_framed_like_a_text() -> None:
    log = ReadingLog()
    rows = [
        (1, ["Staff", ""]),
        (3, ["id", "team"]),
        (4, ["a", "x"]),
        (5, ["b", "y"]),
        (7, ["Total", "2"]),
    ]
    frame = framed("staff.xlsx", rows, Told("people"), log)
    assert frame is not None
    assert (frame.header, frame.place) == (["id", "team"], 3)
    assert rows[frame.start : frame.stop] == rows[2:4]
    assert log.notes == [
        "staff.xlsx: the header is in line 3; 2 lines are passed over (line 1: Staff; line 7: Total, 2)"
    ]


def test_the_report_of_the_case(shared_cases: Path) -> None:
    source = OrganisationSource(people="05-report-with-title-rows/workers.csv")
    found = organisation_with_notes(source, 1, shared_cases)
    assert (found.organisation.people, found.organisation.teams) == (24, 4)
    assert "the header is in line 5; 4 lines are passed over" in found.notes[0]


def test_the_case_without_a_header(shared_cases: Path) -> None:
    source = OrganisationSource(people="17-no-header/people.csv")
    with pytest.raises(BadInput, match="is the header missing") as refused:
        organisation_with_notes(source, 1, shared_cases)
    assert len(refused.value.problems) == 1
