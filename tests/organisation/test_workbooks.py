"""Workbooks as clients send them: which sheet is which, and cells as a person sees them."""

from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from tests.support.workbooks import Failed, Grid, write_workbook
from winsim.organisation.files.reading import (
    NotedOrganisation,
    load_organisation,
    organisation_with_notes,
)
from winsim.organisation.files.roles import with_roles
from winsim.organisation.organisation import Organisation
from winsim.problems import BadInput
from winsim.scenario.organisation_source import OrganisationSource

PEOPLE: Grid = [["id", "team"], ["ana", "Sales"], ["bo", "Sales"], ["cy", "Works"]]
TIES: Grid = [["source", "target"], ["ana", "bo"], ["bo", "cy"]]
OTHER_TIES: Grid = [["source", "target"], ["cy", "ana"]]
NOTHING: Grid = [["Figures of last year"], ["are kept elsewhere"]]
SUMS: Grid = [["unit", "sum"], ["Sales", 2], ["Works", 1]]


def read(folder: Path, **fields: Any) -> NotedOrganisation:
    """The organisation that the files in a folder give."""
    return organisation_with_notes(OrganisationSource(**fields), 1, folder)


def of_book(folder: Path, sheets: dict[str, Grid], /, **fields: Any) -> NotedOrganisation:
    """The organisation in one workbook, given as people and as ties."""
    write_workbook(folder / "book.xlsx", sheets)
    return read(folder, **({"people": "book.xlsx", "ties": "book.xlsx"} | fields))


def arcs(organisation: Organisation) -> list[tuple[str, str]]:
    """Who listens to whom."""
    listens, to, _ = organisation.ties
    return sorted(
        (organisation.ids[i], organisation.ids[j]) for i, j in zip(listens, to, strict=True)
    )


def refused(folder: Path, sheets: dict[str, Grid], /, **fields: Any) -> list[str]:
    """What is said of a workbook that cannot be used, without the folder's name."""
    with pytest.raises(BadInput) as caught:
        of_book(folder, sheets, **fields)
    return [str(problem).replace(f"{folder}/", "") for problem in caught.value.problems]


def test_a_workbook_with_a_sheet_of_people_and_one_of_ties(tmp_path: Path) -> None:
    found = of_book(tmp_path, {"Read me": NOTHING, "People": PEOPLE, "Ties": TIES})
    assert found.organisation.ids == ("ana", "bo", "cy")
    assert found.organisation.team_names == ("Sales", "Works")
    assert arcs(found.organisation) == [("ana", "bo"), ("bo", "cy")]
    assert [note.replace(f"{tmp_path}/", "") for note in found.notes] == [
        "book.xlsx: the people are taken from the sheet 'People'",
        "book.xlsx: the ties are taken from the sheet 'Ties'",
    ]


@pytest.mark.parametrize(
    ("people", "ties"),
    [
        ("Mitarbeiterliste 2024", "KONTAKTE"),
        ("salariés", "Réseau"),
        ("Empleados", "vínculos"),
        ("NodeList", "EdgeList"),
    ],
)
def test_sheets_are_known_by_their_names_in_four_languages(
    tmp_path: Path, people: str, ties: str
) -> None:
    found = of_book(tmp_path, {ties: TIES, people: PEOPLE, "Ancient": OTHER_TIES})
    assert arcs(found.organisation) == [("ana", "bo"), ("bo", "cy")]


def test_sheets_whose_names_say_nothing_are_known_by_their_headers(tmp_path: Path) -> None:
    found = of_book(tmp_path, {"Sheet1": TIES, "Sheet2": PEOPLE, "Sheet3": SUMS})
    assert arcs(found.organisation) == [("ana", "bo"), ("bo", "cy")]
    assert "'Sheet1', whose headers fit" in found.notes[1]


def test_sheets_can_be_told(tmp_path: Path) -> None:
    sheets = {"Staff": PEOPLE, "Links 2023": OTHER_TIES, "Links 2024": TIES}
    found = of_book(tmp_path, sheets, sheets={"ties": "links 2023"})
    assert arcs(found.organisation) == [("cy", "ana")]


def test_two_sheets_that_may_hold_the_ties_are_refused_with_a_remedy_that_works(
    tmp_path: Path,
) -> None:
    sheets = {"Staff": PEOPLE, "Links 2023": OTHER_TIES, "Links 2024": TIES}
    (said,) = refused(tmp_path, sheets)
    assert said == (
        "book.xlsx: organisation.sheets.ties: it is not clear which sheet holds the ties; "
        "there are Staff, Links 2023, Links 2024; "
        "say which one it is: --set 'organisation.sheets.ties=Links 2023'"
    )


def test_a_sheet_that_is_not_there_is_refused_with_the_nearest_name(tmp_path: Path) -> None:
    (said,) = refused(tmp_path, {"Staff": PEOPLE, "Links": TIES}, sheets={"ties": "Lnks"})
    assert "organisation.sheets.ties = Lnks" in said
    assert "did you mean 'Links'?" in said


def test_a_year_as_the_name_of_a_sheet_is_quoted_in_the_remedy(tmp_path: Path) -> None:
    (said,) = refused(tmp_path, {"Staff": PEOPLE, "2023": TIES, "2024": OTHER_TIES})
    assert """--set 'organisation.sheets.ties='"'"'2023'"'"''""" in said


def test_a_part_that_there_is_not_is_refused_with_those_that_there_are(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="must be 'people' or 'ties'"):
        load_organisation(tmp_path / "book.xlsx", sheets={"tie": "Links"})


def test_a_workbook_of_one_sheet_is_not_both_people_and_ties(tmp_path: Path) -> None:
    (said,) = refused(tmp_path, {"Staff": PEOPLE}, people=None)
    assert "the only sheet (Staff) holds the people; give a file for the ties" in said


def test_a_survey_on_one_sheet_is_both_where_it_is_given_as_both(tmp_path: Path) -> None:
    survey: Grid = [
        ["id", "team", "Advice 1", "Advice 2"],
        ["ana", "Sales", "bo", "cy"],
        ["bo", "Sales", "cy", None],
        ["cy", "Works", None, None],
    ]
    found = of_book(tmp_path, {"Answers": survey})
    assert arcs(found.organisation) == [("ana", "bo"), ("ana", "cy"), ("bo", "cy")]


def test_ties_in_a_people_file_are_left_with_a_note_unless_it_is_given_as_ties(
    tmp_path: Path,
) -> None:
    found = of_book(tmp_path, {"People": PEOPLE, "Ties": TIES}, ties=None)
    assert found.organisation.ties[0].size == 0
    assert any(
        "book.xlsx[Ties]: the ties in it are not read; give the file as ties, too, to take them: "
        "--ties book.xlsx" in note
        for note in found.notes
    )


def test_one_workbook_given_as_ties_holds_the_people_too(tmp_path: Path) -> None:
    found = of_book(tmp_path, {"People": PEOPLE, "Ties": TIES}, people=None)
    assert found.organisation.people == 3


def test_people_in_a_workbook_and_ties_in_a_text(tmp_path: Path) -> None:
    write_workbook(tmp_path / "book.xlsx", {"Staff": PEOPLE})
    (tmp_path / "ties.csv").write_text("source,target\nana,cy\n")
    found = read(tmp_path, people="book.xlsx", ties="ties.csv")
    assert arcs(found.organisation) == [("ana", "cy")]
    assert found.notes == ()


def test_hidden_sheets_are_passed_over_unless_they_are_told(tmp_path: Path) -> None:
    sheets = {"Staff": PEOPLE, "Ties": TIES, "Ties old": OTHER_TIES}
    write_workbook(tmp_path / "book.xlsx", sheets, hidden=["Ties old"])
    both = {"people": "book.xlsx", "ties": "book.xlsx"}
    assert arcs(read(tmp_path, **both).organisation) == [("ana", "bo"), ("bo", "cy")]
    told = read(tmp_path, **both, sheets={"ties": "Ties old"})
    assert arcs(told.organisation) == [("cy", "ana")]


def test_cells_are_what_a_person_sees(tmp_path: Path) -> None:
    people: Grid = [
        ["id", "team", "since", "tenure", "permanent"],
        [12.0, " Sales ", date(2024, 5, 1), 0.1 + 0.2, True],
        ["13", "Sales", None, Failed("#N/A"), False],
    ]
    found = of_book(tmp_path, {"People": people, "Ties": [["source", "target"], ["12", 13.0]]})
    who = found.organisation
    assert arcs(who) == [("12", "13")]
    assert who.columns["since"].tolist() == ["2024-05-01", ""]
    assert who.columns["tenure"][0] == 0.3
    assert who.columns["tenure"].size == 2
    assert str(who.columns["tenure"][1]) == "nan"
    assert who.columns["permanent"].tolist() == ["TRUE", "FALSE"]


def test_a_merged_cell_holds_for_each_of_its_rows(tmp_path: Path) -> None:
    people: Grid = [["team", "id"], ["Sales", "ana"], [None, "bo"], ["Works", "cy"], [None, "di"]]
    write_workbook(
        tmp_path / "book.xlsx", {"People": people}, merged={"People": ["A2:A3", "A4:A5"]}
    )
    who = read(tmp_path, people="book.xlsx").organisation
    assert dict(zip(who.ids, who.network.team.tolist(), strict=True)) == {
        "ana": 0, "bo": 0, "cy": 1, "di": 1
    }  # fmt: skip


def test_a_problem_names_the_sheet_and_the_row_as_the_spreadsheet_counts_it(tmp_path: Path) -> None:
    people: Grid = [["id", "team"], ["ana", "Sales"], [None, None], ["bo", None]]
    write_workbook(tmp_path / "book.xlsx", {"Staff": people}, first_row=3)
    with pytest.raises(BadInput, match=r"book.xlsx\[Staff\]: row 6: team: is empty"):
        read(tmp_path, people="book.xlsx")


def test_titles_and_totals_around_a_table_are_passed_over(tmp_path: Path) -> None:
    people: Grid = [["Staff of the north", None], ["May 2024", None], *PEOPLE, ["Total", 3]]
    found = of_book(tmp_path, {"People": people, "Ties": TIES})
    assert found.organisation.ids == ("ana", "bo", "cy")
    assert any("book.xlsx[People]: the header is in line 3; 3 lines" in n for n in found.notes)


def test_the_row_of_a_header_can_be_told(tmp_path: Path) -> None:
    people: Grid = [["id", "team"], ["code", "unit"], ["ana", "Sales"]]
    write_workbook(tmp_path / "book.xlsx", {"Staff": people})
    columns = {"id": "code", "team": "unit"}
    found = read(tmp_path, people="book.xlsx", header_rows={"people": 2}, columns=columns)
    assert found.organisation.ids == ("ana",)


def test_two_columns_of_one_header_matter_only_on_a_sheet_that_is_used(tmp_path: Path) -> None:
    twice: Grid = [["id", "sum", "sum"], ["x", 1, 2]]
    sheets = {"People": PEOPLE, "Ties": TIES, "Summary": twice}
    assert of_book(tmp_path, sheets).organisation.people == 3
    (said, *_) = refused(tmp_path, {"People": twice, "Ties": TIES})
    assert said == "book.xlsx[People]: sum: two columns have this header; rename one"
    (said, *_) = refused(tmp_path, sheets, sheets={"people": "Summary"})
    assert said == "book.xlsx[Summary]: sum: two columns have this header; rename one"


def test_a_workbook_without_a_table_is_refused(tmp_path: Path) -> None:
    (said,) = refused(tmp_path, {"Notes": NOTHING, "Empty": []}, ties=None)
    assert said == "book.xlsx: no sheet has a header line and rows beneath it"


LOCKED = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le")


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("book.xlsx", b"PK\x03\x04", "cannot be read as a workbook; open it in Excel"),
        ("book.xls", b"\xd0\xcf\x11\xe0" + bytes(600), "cannot be read as a workbook"),
        ("book.xlsx", LOCKED, "is protected by a password"),
        ("book.csv", b"PK\x03\x04", "is no workbook that can be read"),
        ("book.xls", b"\n<HTML><table><tr><td>id", "is a web page, not a table"),
        ("book.xlsx", b"", "is empty"),
    ],
)
def test_a_file_that_is_no_sound_workbook_is_one_message(
    tmp_path: Path, name: str, content: bytes, said: str
) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(BadInput) as caught:
        read(tmp_path, people=name)
    (problem,) = caught.value.problems
    assert said in problem.remedy


def test_a_sheet_damaged_on_its_way_is_one_message(tmp_path: Path) -> None:
    rows: Grid = [["id", "team"], *([f"p{n}", f"t{n % 7}"] for n in range(500))]
    write_workbook(tmp_path / "whole.xlsx", {"People": rows})
    with ZipFile(tmp_path / "whole.xlsx") as whole, ZipFile(tmp_path / "book.xlsx", "w") as packed:
        for name in whole.namelist():
            packed.writestr(name, whole.read(name), ZIP_DEFLATED)
    data = bytearray((tmp_path / "book.xlsx").read_bytes())
    data[60:400] = bytes(340)
    (tmp_path / "book.xlsx").write_bytes(data)
    with pytest.raises(BadInput, match="cannot be read as a workbook; open it in Excel"):
        read(tmp_path, people="book.xlsx")


def test_a_text_called_xls_is_read_as_the_text_it_is(tmp_path: Path) -> None:
    (tmp_path / "export.xls").write_text("id\tteam\nana\tSales\nbo\tSales\n")
    assert read(tmp_path, people="export.xls").organisation.people == 2


def test_a_workbook_called_csv_is_read_as_the_workbook_it_is(tmp_path: Path) -> None:
    write_workbook(tmp_path / "people.csv", {"Staff": PEOPLE})
    assert read(tmp_path, people="people.csv").organisation.people == 3


def test_a_workbook_that_would_fill_the_memory_is_refused(tmp_path: Path) -> None:
    write_workbook(tmp_path / "book.xlsx", {"People": PEOPLE})
    with ZipFile(tmp_path / "book.xlsx") as archive:
        members = {name: archive.read(name).decode() for name in archive.namelist()}
    sheet = members["xl/worksheets/sheet1.xml"]
    far = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    sheet = sheet.replace("</sheetData>", far).replace(
        "<sheetData>", '<dimension ref="A1:XFD1048576"/><sheetData>'
    )
    written = BytesIO()
    with ZipFile(written, "w") as archive:
        for name, text in (members | {"xl/worksheets/sheet1.xml": sheet}).items():
            archive.writestr(name, text)
    (tmp_path / "book.xlsx").write_bytes(written.getvalue())
    with pytest.raises(BadInput, match="a cell stands far away from the others"):
        read(tmp_path, people="book.xlsx")


def test_the_workbook_of_a_client(shared_cases: Path) -> None:
    folder = shared_cases / "19-workbook"
    found = read(folder, people="organisation.xlsx", ties="organisation.xlsx")
    assert (found.organisation.people, found.organisation.ties[0].size) == (24, 105)


@pytest.mark.parametrize("place", [b"XFD1048576", b"B" + 99 * b"X" + b"3"])
def test_a_cell_far_away_is_found_whatever_the_sheet_says_of_its_extent(
    tmp_path: Path, place: bytes
) -> None:
    # The reader of workbooks would ask for more memory than there is, and end the whole process.
    write_workbook(tmp_path / "book.xlsx", {"People": [["id", "team"], ["a", "X"], ["b", "Y"]]})
    edited = BytesIO()
    with ZipFile(tmp_path / "book.xlsx") as book, ZipFile(edited, "w", ZIP_DEFLATED) as out:
        for member in book.namelist():
            out.writestr(member, book.read(member).replace(b'r="B3"', b'r="' + place + b'"'))
    (tmp_path / "book.xlsx").write_bytes(edited.getvalue())
    with pytest.raises(BadInput, match="a cell stands far away"):
        read(tmp_path, people="book.xlsx")


STAFF: Grid = [
    ["id", "name", "team"],
    ["E1", "Ana", "Sales"],
    ["E2", "Bo", "Sales"],
    ["E3", "Cy", "Works"],
]
MATRIX: Grid = [["", "Ana", "Bo", "Cy"], ["Ana", 0, 1, 0], ["Bo", 0, 0, 1], ["Cy", 0, 0, 0]]
SURVEY: Grid = [
    ["Respondent", "Name 1", "Name 2"],
    ["Ana", "Bo", None],
    ["Bo", "Cy", None],
    ["Cy", None, None],
]
MEETINGS: Grid = [["Name", "M1", "M2"], ["Ana", "x", None], ["Bo", "x", "x"], ["Cy", None, "x"]]
HEARD = [("E1", "E2"), ("E2", "E3")]
MET = [("E1", "E2"), ("E2", "E1"), ("E2", "E3"), ("E3", "E2")]


@pytest.mark.parametrize(
    ("sheet", "ties"),
    [
        (MATRIX, HEARD),
        ([["How often do you ask … for advice?"], [], *MATRIX], HEARD),
        (SURVEY, HEARD),
        (MEETINGS, MET),
    ],
)
def test_a_sheet_of_ties_in_any_form_is_found_beside_the_staff(
    tmp_path: Path, sheet: Grid, ties: list[tuple[str, str]]
) -> None:
    book = write_workbook(tmp_path / "book.xlsx", {"Sheet 1": sheet, "Staff": STAFF})
    source = with_roles(OrganisationSource(), [book])
    assert arcs(organisation_with_notes(source).organisation) == ties
    alone = read(tmp_path, people="book.xlsx")
    assert any("[Sheet 1]: the ties in it are not read" in note for note in alone.notes)


def test_a_sheet_without_ties_beside_the_staff_holds_none(tmp_path: Path) -> None:
    book = write_workbook(tmp_path / "book.xlsx", {"Sums": SUMS, "Staff": STAFF})
    assert with_roles(OrganisationSource(), [book]).ties is None


def test_a_sheet_that_is_not_clear_is_said_not_to_be_read(tmp_path: Path) -> None:
    unclear: Grid = [["How often?"], ["Ana", "Bo", "Cy"], ["Bo", "Cy", "Ana"], ["Cy", "Ana", "Bo"]]
    write_workbook(tmp_path / "book.xlsx", {"Sheet 1": unclear, "Staff": STAFF})
    assert any(
        "this sheet is not read" in note for note in read(tmp_path, people="book.xlsx").notes
    )
