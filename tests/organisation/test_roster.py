"""Whom a file means: managers, sources and targets by number, e-mail or name, however they are spelt."""

from pathlib import Path
from typing import Any

import pytest

from tests.organisation.test_files import arcs, problems, read
from winsim.organisation.files.reading import NotedOrganisation, organisation_with_notes
from winsim.organisation.organisation import Organisation
from winsim.scenario.organisation_source import OrganisationSource

STAFF = """id,team,manager,Work Email,name
1001,Sales,,ada.adler@example.org,Ada Adler
1002,Sales,{0},ben.brandt@example.org,Ben B. Brandt
1003,Works,{0},zoe.muller@example.org,Zoë Müller
1004,Works,{1},jose.perez@example.org,José Pérez
"""
"""Three people report to Ada and one to Zoë, whatever their managers are called."""
LINE = {"1002": "1001", "1003": "1001", "1004": "1003"}
TIES = "source,target\n1002,1001\n1004,1003\n"


def line(who: Organisation) -> dict[str, str]:
    """The manager of each person who has one."""
    return {i: who.ids[m] for i, m in zip(who.ids, who.manager.tolist(), strict=True) if m >= 0}


def read_case(folder: Path, people: str, ties: str, **options: Any) -> NotedOrganisation:
    """What is read from two files of a folder."""
    return organisation_with_notes(
        OrganisationSource(people=people, ties=ties, **options), 1, folder
    )


def said(found: NotedOrganisation) -> str:
    """Every note and doubt, without the folders of files."""
    return "\n".join(words.rpartition("/")[2] for words in (*found.notes, *found.doubts))


def listening(found: NotedOrganisation) -> set[tuple[str, str]]:
    """Who listens to whom."""
    return set(arcs(found.organisation))


@pytest.mark.parametrize(
    ("ada", "zoe", "header"),
    [
        ("1001", "1003", ""),
        ("ada.adler@example.org", "zoe.muller@example.org", "Work Email"),
        ("Ada.Adler@Example.org", "mailto:ZOE.MULLER@example.org", "Work Email"),
        ("Ada Adler", "Zoë Müller", "name"),
        ('"Adler, Ada"', '"MÜLLER, Zoe"', "name"),
        ("Dr. Ada M. Adler", "Zoe Mueller", "name"),
        ("Ada Adler (Sales)", "Zoë Müller [Works]", "name"),
        ("Ada Adler - Head of Sales", "Zoë Müller | Works", "name"),
        ("Ada Adler (1001)", "1003 - Zoë Müller", ""),
        ("Adler <ada.adler@example.org>", "<zoe.muller@example.org>", "Work Email"),
    ],
)
def test_managers_are_found_by_number_address_or_name(
    tmp_path: Path, ada: str, zoe: str, header: str
) -> None:
    found = read(tmp_path, STAFF.format(ada, zoe), TIES)
    assert line(found.organisation) == LINE
    told = f"people.csv: managers are looked up in {header!r}"
    assert (told in said(found)) == bool(header)


def test_source_and_target_can_be_called_by_different_columns(tmp_path: Path) -> None:
    ties = "source,target\nben.brandt@example.org,Ada Adler\njose.perez@example.org,Zoë Müller\n"
    found = read(tmp_path, STAFF.format("", ""), ties)
    assert listening(found) == {("1002", "1001"), ("1004", "1003")}
    assert "ties.csv: sources are looked up in 'Work Email'" in said(found)


def test_people_who_are_called_now_by_number_and_now_by_name_are_no_outsiders(
    tmp_path: Path,
) -> None:
    ties = "source,target\n1002,1001\nZoë Müller,1001\njose.perez@example.org,1003\n1003,Xavier\n"
    found = read(tmp_path, STAFF.format("1001", "Zoë Müller"), ties, outsiders="drop")
    assert line(found.organisation) == LINE
    assert listening(found) == {("1002", "1001"), ("1003", "1001"), ("1004", "1003")}
    assert "ties.csv: not all are called alike; found in 'name': 'Zoë Müller'" in said(found)
    assert "and 1 tie (25% of all) is left out" in said(found)


def test_people_whose_ids_are_addresses_can_be_managed_by_number(tmp_path: Path) -> None:
    columns = {"id": "Work Email", "team": "team"}
    staff = STAFF.format("1001", "1003").replace("id,", "Employee #,")
    ties = "source,target\n1002,1001\n1004,1003\n"
    found = read(tmp_path, staff, ties, columns=columns).organisation
    assert line(found)["jose.perez@example.org"] == "zoe.muller@example.org"
    assert ("ben.brandt@example.org", "ada.adler@example.org") in arcs(found)


def test_first_and_last_names_in_two_columns_make_a_name(tmp_path: Path) -> None:
    people = 'id,team,manager,First Name,Last Name\n1,x,,Ada,Adler\n2,x,"Adler, Ada",Ben,Brandt\n'
    found = read(tmp_path, people, "source,target\nBen Brandt,Ada Adler\n")
    assert line(found.organisation) == {"2": "1"}
    assert listening(found) == {("2", "1")}
    assert "managers are looked up in 'name'" in said(found)
    found = read(tmp_path, people, "source,target\n2,1\n", columns={"name": "First Name"})
    assert line(found.organisation) == {"2": "1"}
    assert "managers are looked up in 'First Name + Last Name'" in said(found)


def test_two_people_of_one_name_are_never_guessed(tmp_path: Path) -> None:
    people = STAFF.format("Ada Adler", "Zoë Müller") + "1005,Works,,ada2@example.org,Ada Adler\n"
    told = problems(tmp_path, people, TIES)
    assert told == [
        "people.csv:3: manager = Ada Adler: can mean 1001 or 1005; write the id of one of them"
    ]


def test_initials_that_differ_are_different_people(tmp_path: Path) -> None:
    people = "id,team,name\n1,x,Ana B. Costa\n2,x,Bo Berg\n3,x,Cy Carr\n"
    ties = "source,target\nBo Berg,Ana {}Costa\nCy Carr,Bo Berg\n"
    found = read(tmp_path, people, ties.format(""))
    assert ("2", "1") in listening(found)
    assert "names are compared without initials: 'Ana Costa' is 'Ana B. Costa' there" in said(found)
    (only,) = problems(tmp_path, people, ties.format("C. "))
    assert "target = Ana C. Costa: is not among the people" in only


def test_the_column_can_be_told(tmp_path: Path) -> None:
    people = "id,team,Badge\n1,x,3\n2,x,1\n3,x,2\n"
    ties = "source,target\n1,2\n"
    told = problems(tmp_path, people, ties)
    assert "source = 1: means one person in 'id' and another in 'Badge'" in told[0]
    assert "say --column source.by=id or --column source.by=Badge" in told[0]
    columns = {"source.by": "Badge", "target.by": "Badge"}
    found = read(tmp_path, people, ties, columns=columns)
    assert listening(found) == {("2", "3")}
    assert set(found.organisation.columns) == {"Badge"}
    columns = {"source.by": "ID", "target.by": "badge"}
    assert listening(read(tmp_path, people, ties, columns=columns)) == {("1", "3")}
    (only,) = problems(tmp_path, people, ties, columns={"source.by": "Bagde", "target.by": "id"})
    assert "source.by = Bagde: the people have no such column; they have id, Badge" in only


def test_two_columns_that_take_a_number_for_different_people_are_refused(tmp_path: Path) -> None:
    people = "id,team,Badge\n1,x,2\n2,x,3\n3,x,4\n"
    (only,) = problems(
        tmp_path, people, "source,target\n4,4\n2,4\n", columns={"target.by": "Badge"}
    )
    assert "source = 2: means one person in 'Badge' and another in 'id'" in only
    assert "say --column source.by=Badge or --column source.by=id" in only
    columns = {"source.by": "id", "target.by": "Badge"}
    found = read(tmp_path, people, "source,target\n2,4\n", columns=columns)
    assert listening(found) == {("2", "3")}


@pytest.mark.parametrize("header", ["Mentor name", "assistant email", "Project name", "Room"])
def test_people_are_not_called_by_what_is_somebody_elses(tmp_path: Path, header: str) -> None:
    people = f"id,team,name,{header}\n1,x,Ana Berg,Zoe Zed\n2,x,Bo Cy,Kim Kay\n3,y,Di Eff,Lou Lee\n"
    ties = "source,target\nAna Berg,Bo Cy\nBo Cy,Zoe Zed\n"
    (only,) = problems(tmp_path, people, ties)
    assert "target = Zoe Zed: is not among the people" in only
    way = f"if {header!r} is what the people themselves are called, --column "
    assert f"{way}target.by={header}" in only.replace(
        "'target.by=" + header + "'", f"target.by={header}"
    )
    found = read(tmp_path, people, "source,target\n2,Zoe Zed\n", columns={"target.by": header})
    assert listening(found) == {("2", "1")}


@pytest.mark.parametrize("header", ["Seat number", "Phone no", "Age"])
def test_bare_numbers_are_not_looked_up_where_they_number_something_else(
    tmp_path: Path, header: str
) -> None:
    people = f"id,team,{header}\nE1,x,4\nE2,x,1\nE3,y,2\n"
    (only,) = problems(tmp_path, people, "source,target\n1,2\n2,4\n")
    assert "3 people who are named are not among the people" in only
    columns = {"source.by": header, "target.by": header}
    found = read(tmp_path, people, "source,target\n1,2\n2,4\n", columns=columns)
    assert listening(found) == {("E2", "E3"), ("E3", "E1")}


def test_the_numbers_of_rows_call_nobody(tmp_path: Path) -> None:
    people = "#,id,team\n1,3,x\n2,1,x\n3,2,y\n"
    assert listening(read(tmp_path, people, "source,target\n1,2\n")) == {("1", "2")}


NUMBERED = "Employee Number,Name,Team{}\n2,Ada Adler,x{}\n1,Ben Brandt,x{}\n3,Cem Can,y{}\n"


def test_ends_whose_names_are_somebody_elses_are_refused(tmp_path: Path) -> None:
    people = NUMBERED.format("", "", "", "")
    ties = (
        "Source,Target,Source Name,Target Name\n1,2,Ada Adler,Ben Brandt\n3,1,Cem Can,Ada Adler\n"
    )
    source, target = problems(tmp_path, people, ties)
    assert (
        "source = 1: is one person and 'Source Name' of the same line another, in 1 of 2" in source
    )
    assert "--column 'source=Source Name' or, for 'Source', --column source.by=id" in source
    assert "target = 2: is one person and 'Target Name'" in target
    names = {"source": "Source Name", "target": "Target Name"}
    assert listening(read(tmp_path, people, ties, columns=names)) == {("2", "1"), ("3", "2")}
    numbers = {"source.by": "id", "target.by": "id"}
    assert listening(read(tmp_path, people, ties, columns=numbers)) == {("1", "2"), ("3", "1")}
    agreeing = ties.replace("1,2,Ada Adler,Ben Brandt", "2,1,Ada Adler,Ben Brandt")
    agreeing = agreeing.replace("3,1,", "3,2,")
    assert listening(read(tmp_path, people, agreeing)) == {("2", "1"), ("3", "2")}


def test_a_manager_whose_name_is_somebody_elses_is_refused(tmp_path: Path) -> None:
    people = NUMBERED.format(",Manager ID,Manager Name", ",,", ",2,Ada Adler", ",1,Ada Adler")
    ties = "source,target\n1,2\n"
    (only,) = problems(tmp_path, people, ties)
    assert "manager = 1: is one person and 'Manager Name' of the same line another" in only
    found = read(tmp_path, people, ties, columns={"manager": "Manager Name"})
    assert line(found.organisation) == {"1": "2", "3": "2"}
    found = read(tmp_path, people, ties, columns={"manager.by": "id"})
    assert line(found.organisation) == {"1": "2", "3": "1"}


def test_numbers_that_are_another_columns_are_not_taken_for_spoilt_ids(tmp_path: Path) -> None:
    people = "id,team,Badge\n01,x,3\n02,x,1\n03,x,2\n"
    told = problems(tmp_path, people, "source,target\n1,2\n")
    assert "source = 1: means one person in 'Badge' and another in 'id'" in told[0]


def test_a_name_that_two_columns_take_for_different_people_is_refused(tmp_path: Path) -> None:
    people = "id,team,name,Nickname\n1,x,Bo,Cy\n2,x,Cy,Al\n3,x,Di,Ed\n"
    (only,) = problems(tmp_path, people, "source,target\n1,2\nCy,3\n3,1\n")
    assert "source = Cy: means one person in 'name' and another in 'Nickname'" in only


def test_a_number_that_contradicts_the_name_beside_it_is_refused(tmp_path: Path) -> None:
    (only,) = problems(tmp_path, STAFF.format("Ada Adler (1002)", "1003"), TIES)
    assert "manager = Ada Adler (1002): means one person in 'id' and another in 'name'" in only


@pytest.mark.parametrize("who", ["Zoe Zed (3)", "Room B - 3", "Zed: 2", "Bo Cy 3"])
def test_a_name_beside_a_number_must_be_that_persons(tmp_path: Path, who: str) -> None:
    people = "id,team,name\n1,x,Ana Berg\n2,x,Bo Cy\n3,y,Di Eff\n"
    (only,) = problems(tmp_path, people, f"source,target\n1,{who}\n2,1\n")
    assert f"target = {who}: " in only
    told = (
        "number or address of one person and the name",
        "one person in 'id' and another in 'name'",
    )
    assert any(words in only for words in told)


def test_digits_and_words_in_brackets_tell_people_of_one_name_apart(tmp_path: Path) -> None:
    people = "id,team,name\n11,x,Anna Meier 1\n12,x,Ana Berg (HR)\n13,y,Bo Cy\n"
    ties = "source,target\n13,{}\n11,13\n"
    for same in ("Meier, Anna 1", "anna meier 1", "Anna Meier"):
        assert ("13", "11") in listening(read(tmp_path, people, ties.format(f'"{same}"')))
    assert ("13", "12") in listening(read(tmp_path, people, ties.format("Ana Berg")))
    for other in ("Anna Meier 2", "Ana Berg (IT)", "Berg Ana [IT]"):
        (only,) = problems(tmp_path, people, ties.format(other))
        assert f"target = {other}: is not among the people" in only


def test_two_names_beside_each_other_are_nobody(tmp_path: Path) -> None:
    people = "id,team,name\n1,x,Ana Berg\n2,x,Bo Cy\n"
    (only,) = problems(tmp_path, people, "source,target\n2,Ana Berg - Tom Ott\n2,1\n")
    assert "target = Ana Berg - Tom Ott: is not among the people" in only


def test_names_with_different_initials_are_not_both_the_person_without(tmp_path: Path) -> None:
    people = "id,team,name\n1,x,Ana Berg\n2,x,Bo Cy\n"
    (only,) = problems(tmp_path, people, "source,target\n2,Ana B. Berg\nAna C. Berg,2\n")
    assert "source = Ana C. Berg: differs in its initials from another name" in only
    found = read(tmp_path, people, "source,target\n2,Ana B. Berg\nAna Berg,2\n")
    assert listening(found) == {("2", "1"), ("1", "2")}


def test_the_last_name_first_without_a_comma_is_a_doubt(tmp_path: Path) -> None:
    people = "id,team,name\n1,x,María García López\n2,x,Bo Cy\n"
    found = read(tmp_path, people, "source,target\n2,Garcia Lopez Maria\nCy Bo,1\n")
    assert listening(found) == {("2", "1")}
    (doubt,) = (words for words in found.doubts if "last name first" in words)
    assert "2 of 4 were read so" in doubt
    assert "Garcia" not in doubt


def test_managers_are_found_by_their_path_in_a_directory(tmp_path: Path) -> None:
    path = "CN={},OU=Users,DC=example,DC=org"
    ada, zoe = (
        f'"{path.format("Ada Adler")}"',
        f'"{path.format(chr(92).join(("Müller", ", Zoë")))}"',
    )
    found = read(tmp_path, STAFF.format(ada, zoe), TIES)
    assert line(found.organisation) == LINE


@pytest.mark.parametrize("drop", ["drop", "refuse"])
def test_a_cell_of_several_people_is_no_outsider(tmp_path: Path, drop: str) -> None:
    people = "id,team,mail\n1,x,a@x\n2,x,b@x\n3,y,c@x\n"
    ties = 'source,target\na@x,b@x\na@x,"b@x; c@x"\nc@x,a@x\n'
    found = read(tmp_path, people, ties, outsiders=drop)
    assert set(arcs(found.organisation)) == {("1", "2"), ("1", "3"), ("3", "1")}


@pytest.mark.parametrize(
    ("known", "written"),
    [
        ("0300000", "300000"),
        ("0300000", "3E+05"),
        ("0300000", "300000.0"),
        ("0300000", "300,000"),
        ("0300000", "300.000"),
        ("0300000", "300 000"),
        ("0300000", "'0300000"),
        ("1234567", "1.23E+06"),
        ("1234567", "1,23E+06"),
        ("12E05", "1.2E+06"),
        ("E1001", " e 1001"),
    ],
)
def test_ids_that_a_spreadsheet_changed_are_those_that_were_meant(
    tmp_path: Path, known: str, written: str
) -> None:
    people = f"id,team\n{known},x\n2300000,x\n9999999,y\n"
    found = read(tmp_path, people, f'source,target\n2300000,"{written}"\n9999999,2300000\n')
    assert ("2300000", known) in listening(found)
    assert f"is {known} there; 1 of 4 were read so" in said(found)


def test_undone_changes_of_numbers_are_a_doubt_and_capitals_a_note(tmp_path: Path) -> None:
    people = "id,team\n007,x\nE1001,x\n"
    found = read(tmp_path, people, "source,target\n7,e1001\n")
    doubt, note = found.doubts[0], found.notes[0]
    assert doubt.endswith("ids look as if a spreadsheet had changed them; 1 of 2 were read so")
    assert "7 is 007 there" in said(found)
    assert "capitals, spaces and quotation marks do not count: e1001 is E1001 there" in note


def test_ids_that_become_equal_are_never_matched_so(tmp_path: Path) -> None:
    people = "id,team\n007,x\n7,x\n0300,y\n"
    assert listening(read(tmp_path, people, "source,target\n007,7\n")) == {("007", "7")}
    (only,) = problems(tmp_path, people, "source,target\n0300,07\n")
    assert "target = 07: can mean 007 or 7; write the id of one of them" in only
    (only,) = problems(tmp_path, people, "source,target\n300,0300\n7,0300\n")
    assert "source = 7: can mean 007 or 7" in only


def test_a_power_of_ten_that_fits_two_ids_is_refused_with_both(tmp_path: Path) -> None:
    people = "id,team\n100000,x\n123456,x\n200000,y\n"
    (only,) = problems(tmp_path, people, "source,target\n1E+05,200000\n")
    assert "source = 1E+05: can mean 100000 or 123456" in only
    assert listening(read(tmp_path, people, "source,target\n1.2E+05,2E+05\n")) == {
        ("123456", "200000")
    }


@pytest.mark.parametrize("written", ["30000", "E0999", "ada.adlr@example.org", "CORP\\ada"])
def test_another_persons_id_is_never_proposed(tmp_path: Path, written: str) -> None:
    people = "id,team\n300000,x\nE1999,x\nada.adler@example.org,x\nada,y\n"
    ties = f"source,target\nada,{written}\n300000,E1999\n"
    (only,) = problems(tmp_path, people, ties)
    assert f"target = {written}: is not among the people" in only
    assert "did you mean" not in only


def test_a_mistyped_name_is_proposed_where_one_stands_out(tmp_path: Path) -> None:
    people = "id,team\nAda Adler,x\nBen Brandt,x\nBea Brandt,y\n"
    (only,) = problems(
        tmp_path, people, "source,target\nBen Brandt,Ada Adlr\nBea Brandt,Ben Brandt\n"
    )
    assert "did you mean 'Ada Adler'?" in only
    (only,) = problems(
        tmp_path, people, "source,target\nAda Adler,Be Brandt\nBea Brandt,Ben Brandt\n"
    )
    assert "did you mean" not in only


def test_nobody_is_proposed_where_a_last_name_fits_several(tmp_path: Path) -> None:
    people = "id,team\nTo Müller,x\nJürgen-Maria Müller,x\nAda Adler,y\n"
    ties = "source,target\nAda Adler,Müller\nTo Müller,Ada Adler\n"
    (only,) = problems(tmp_path, people, ties)
    assert "did you mean" not in only


OFFICE = "id,team,manager\na,x,\nb,x,a\nc,y,a\nd,y,c\n"


def test_outsiders_are_one_problem_with_a_way_on(tmp_path: Path) -> None:
    ties = "source,target\nb,a\nc,a\nd,c\na,b\na,Xavier\nb,Xavier\nc,Yolanda\n"
    (only,) = problems(tmp_path, OFFICE, ties)
    assert only == (
        "ties.csv:6: target = Xavier: 2 people who are named are not among the people (3 ties, 43% "
        "of all): Xavier (2 times), Yolanda (once); known: a, b, c, d; correct the file, or leave out "
        "who is not among the people: --set organisation.outsiders=drop"
    )
    found = read(tmp_path, OFFICE, ties, outsiders="drop")
    assert listening(found) == {("b", "a"), ("c", "a"), ("d", "c"), ("a", "b")}
    assert found.doubts[0].endswith(
        "ties.csv: 2 people who are named are not among the people, and 3 ties (43% of all) are left out"
    )
    assert "not among the people are Xavier (2 times), Yolanda (once)" in said(found)


def test_a_manager_from_outside_is_none_where_outsiders_are_dropped(tmp_path: Path) -> None:
    people = OFFICE.replace("a,x,", "a,x,Owner")
    (only,) = problems(tmp_path, people, "source,target\nb,a\n")
    assert "people.csv:2: manager = Owner: is not among the people" in only
    assert "--set organisation.outsiders=drop" in only
    found = read(tmp_path, people, "source,target\nb,a\n", outsiders="drop")
    assert line(found.organisation) == {"b": "a", "c": "a", "d": "c"}
    assert "1 manager of a person (25% of all) is left out" in said(found)


def test_files_that_do_not_belong_together_are_refused_all_the_same(tmp_path: Path) -> None:
    ties = "source,target\nb,a\nX1,X2\nX2,X3\n"
    (only,) = problems(tmp_path, OFFICE, ties, outsiders="drop")
    assert "3 people who are named are not among the people (2 ties, 67% of all)" in only
    assert "the files do not seem to belong together" in only
    people = "id,team\nE1001,x\nE1002,x\n"
    (only,) = problems(tmp_path, people, "source,target\n1001,1002\n", outsiders="drop")
    assert "1001 looks like E1001, 1002 looks like E1002" in only


def test_words_for_nothing_name_nobody(tmp_path: Path) -> None:
    people = OFFICE.replace("a,x,", "a,x,n/a").replace("c,y,a", "c,y,#N/A")
    assert line(read(tmp_path, people, "source,target\nb,a\n").organisation) == {"b": "a", "d": "c"}
    (only,) = problems(tmp_path, OFFICE, "source,target\nb,a\nc,NA\n")
    assert only == "ties.csv:3: target: is empty; name a person"


def test_people_without_a_team_are_refused_and_a_team_called_na_is_doubtful(tmp_path: Path) -> None:
    (only,) = problems(tmp_path, "id,team\na,x\nb,n/a\n", "source,target\nb,a\n")
    assert "people.csv:3: team = n/a: is empty; every person needs one" in only
    found = read(tmp_path, "id,team\na,x\nb,NA\n", "source,target\nb,a\n")
    assert "1 of the people is in a team called NA" in said(found)


def test_the_second_of_two_managers_is_a_tie(tmp_path: Path) -> None:
    people = OFFICE.replace("d,y,c", "d,y,c; b")
    found = read(tmp_path, people, "source,target,weight\nc,a,3\nd,b,2\n")
    assert line(found.organisation)["d"] == "c"
    assert arcs(found.organisation) == {("c", "a"): 3, ("d", "b"): 2, ("b", "d"): 1}
    assert "1 of the people has further managers, such as d: b" in said(found)


@pytest.mark.parametrize(
    "people",
    [
        "id,team,manager,Dotted line manager\na,x,,\nb,x,a,\nc,y,a,\nd,y,c,b\n",
        "id,team,manager,Also\na,x,,\nb,x,a,\nc,y,a,\nd,y,c,b\n",
        "id,team,manager\na,x,\nb,x,a\nc,y,a\nd,y,c\nd,y,b\n",
        'id,team,manager\na,x,\nb,x,a\nc,y,a\nd,y,"c\nb"\n',
        "id,team,manager\na,x,\nb,x,a\nc,y,a\nd,y,c / b\n",
        "id,team,manager\na,x,\nb,x,a\nc,y,a\nd,y,c|b\n",
    ],
)
def test_a_second_manager_can_stand_in_a_cell_a_column_or_a_row(
    tmp_path: Path, people: str
) -> None:
    columns = {"manager.2": "Also"} if "Also" in people else {}
    found = read(tmp_path, people, "source,target\nc,a\n", columns=columns, delimiter=",")
    assert line(found.organisation) == {"b": "a", "c": "a", "d": "c"}
    assert listening(found) == {("c", "a"), ("d", "b"), ("b", "d")}
    assert not found.organisation.columns


@pytest.mark.parametrize(
    "people",
    [
        "id,team\na,x\nb,x\nc,y\nd,y; x\n",
        "id,team,Second team\na,x,\nb,x,\nc,y,\nd,y,x\n",
        "id,team\na,x\nb,x\nc,y\nd,y\nd,x\n",
    ],
)
def test_members_of_a_second_team_are_tied_to_whoever_joins_them(
    tmp_path: Path, people: str
) -> None:
    found = read(tmp_path, people, "source,target\nc,a\n", delimiter=",")
    assert found.organisation.team_names == ("x", "y")
    assert found.organisation.team_sizes.tolist() == [2, 2]
    assert listening(found) == {("c", "a"), ("d", "a"), ("a", "d"), ("d", "b"), ("b", "d")}
    assert "1 of the people is in several teams, such as y and x" in said(found)


def test_second_managers_are_ties_without_a_ties_file_too(tmp_path: Path) -> None:
    found = read(tmp_path, OFFICE.replace("d,y,c", "d,y,c; b"), None)
    assert listening(found) == {("d", "b"), ("b", "d")}
    assert "the only ties are those of the reporting line or of second teams" in found.doubts[-1]


def test_a_team_whose_name_only_looks_like_two_is_one(tmp_path: Path) -> None:
    found = read(tmp_path, "id,team\na,R&D / Labs\nb,R&D\n", "source,target\na,b\n")
    assert found.organisation.team_names == ("R&D / Labs", "R&D")


def test_second_managers_who_are_the_levels_of_the_line_are_no_ties(tmp_path: Path) -> None:
    people = "id,team,manager,Manager 2\na,x,,\nb,x,a,\n" + "".join(
        f"{name},x,b,a\n" for name in "cdefg"
    )
    found = read(tmp_path, people, "source,target\nc,b\n")
    assert listening(found) == {("c", "b")}
    assert "second managers are the managers' own managers throughout" in said(found)


def test_rows_that_say_nothing_new_are_dropped_and_others_refused(tmp_path: Path) -> None:
    people = "id,team,manager,level\na,x,,1\nb,x,a,2\nb,x,a,2\n"
    found = read(tmp_path, people, "source,target\nb,a\n")
    assert found.organisation.ids == ("a", "b")
    assert "people.csv:4: 1 row that repeats another was dropped" in said(found)
    (only,) = problems(tmp_path, people.replace("b,x,a,2\nb,x,a,2", "b,x,a,2\nb,y,a,3"), None)
    assert "people.csv:4: id = b: is already used at people.csv:3" in only
    (only,) = problems(tmp_path, "id,team\n1E+05,x\n1E+05,y\n", None)
    assert "id = 1E+05: is already used" in only


def test_many_strangers_are_one_problem(tmp_path: Path) -> None:
    people = "id,team,name\n" + "".join(f"{n:06},t{n // 10},Person {n}\n" for n in range(2_000))
    ties = "source,target\n" + "".join(f"stranger{n},{n}\n" for n in range(4_000))
    (only,) = problems(tmp_path, people, ties)
    assert "6,000 people" in only


def test_case_personnel_export(shared_cases: Path) -> None:
    folder = shared_cases / "04-hr-export-manager-by-name"
    ends = {"source": "from", "target": "to", "weight": "messages", "team": "Department"}
    for key in ("Employee #", "Work Email"):
        for manager in ("Reporting to", "Supervisor Email"):
            columns = {**ends, "id": key, "manager": manager}
            for ties in ("ties-by-number.csv", "ties-by-email.csv"):
                found = read_case(folder, "employees.csv", ties, columns=columns).organisation
                assert (found.people, found.ties[0].size) == (24, 105)
                assert sorted(set(line(found).values())) == sorted(
                    found.ids[place] for place in (0, 6, 12, 18)
                )


def test_case_outsiders(shared_cases: Path) -> None:
    folder = shared_cases / "14-missing-respondents"
    found = read_case(folder, "people.csv", "ties.csv", outsiders="drop")
    assert (
        found.organisation.hash
        == read_case(folder, "people.csv", "ties-cleaned.csv").organisation.hash
    )
    assert "3 people who are named" in said(found)


def test_case_ids_spoilt_by_a_spreadsheet(shared_cases: Path) -> None:
    folder = shared_cases / "15-ids-spoilt-by-spreadsheet"
    found = read_case(folder, "people.csv", "ties.csv")
    assert ("0100000", "0300000") in listening(found)
    assert len(listening(found)) == 105
    assert "78 of 210 were read so" in said(found)
