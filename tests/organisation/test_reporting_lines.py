"""Columns that say who leads whom: flags, second managers alone, words for nobody, columns not read."""

from pathlib import Path

import pytest

from tests.organisation.test_files import read
from tests.organisation.test_roster import line, listening, said

TIES = "source,target\n1,2\n2,3\n3,1\n"


@pytest.mark.parametrize(
    "people",
    [
        "id,team,Manager\n1,x,1\n2,x,0\n3,y,1\n",
        "id,team,Supervisor\n1,x,1\n2,x,\n3,y,1\n",
        "id,team,Manager\n1,x,Yes\n2,x,No\n3,y,Yes\n",
    ],
)
def test_flags_of_managers_name_no_manager(tmp_path: Path, people: str) -> None:
    assert line(read(tmp_path, people, TIES).organisation) == {}


def test_a_boss_whose_id_is_one_is_a_manager(tmp_path: Path) -> None:
    people = "id,team,Manager\n1,x,\n2,x,1\n3,y,1\n"
    assert line(read(tmp_path, people, TIES).organisation) == {"2": "1", "3": "1"}


@pytest.mark.parametrize(
    "header",
    [
        "Manager Person Number", "Manager Display Name", "Reports To Associate ID", "PersNr Vorgesetzter",
        "Supervisor Employee Number", "Supervisor Name (Last Suffix, First MI)",
    ],
)  # fmt: skip
def test_managers_under_the_headers_of_personnel_systems(tmp_path: Path, header: str) -> None:
    people = f'id,team,name,"{header}"\n1,x,Ada Adler,\n2,x,Bo Cy,{{0}}\n3,y,Di Eff,{{0}}\n'
    who = "Ada Adler" if "Name" in header else "1"
    found = read(tmp_path, people.format(who), TIES)
    assert line(found.organisation) == {"2": "1", "3": "1"}


@pytest.mark.parametrize(
    "header",
    ["Dotted Line Manager ID", "Functional Manager ID", "Manager 2 ID", "Fachvorgesetzter"],
)
def test_second_managers_under_many_headers_are_ties(tmp_path: Path, header: str) -> None:
    people = f"id,team,manager,{header}\n1,x,,\n2,x,1,\n3,y,1,2\n"
    found = read(tmp_path, people, "source,target\n1,2\n")
    assert listening(found) == {("1", "2"), ("2", "3"), ("3", "2")}


def test_a_second_manager_alone_is_the_manager(tmp_path: Path) -> None:
    people = "id,team,manager,manager2\n1,x,,\n2,x,,1\n3,y,2,\n"
    found = read(tmp_path, people, TIES)
    assert line(found.organisation) == {"2": "1", "3": "2"}
    assert "1 of the people has a second manager alone, who is taken as their manager" in said(
        found
    )
    found = read(tmp_path, "id,team,manager\n1,x,\n2,x,\n2,x,1\n3,y,2\n", TIES)
    assert line(found.organisation) == {"2": "1", "3": "2"}


@pytest.mark.parametrize(
    "nobody", ["NO_MANAGER", "0", "(Unspecified)", "keine", "aucun", "ninguno"]
)
def test_words_for_nobody_are_no_managers(tmp_path: Path, nobody: str) -> None:
    people = f"id,team,manager\n1,x,{nobody}\n2,x,1\n3,y,1\n"
    assert line(read(tmp_path, people, TIES).organisation) == {"2": "1", "3": "1"}


def test_a_manager_whose_id_is_zero_is_one(tmp_path: Path) -> None:
    people = "id,team,manager\n0,x,\n2,x,0\n3,y,2\n"
    found = read(tmp_path, people, "source,target\n2,3\n")
    assert line(found.organisation) == {"2": "0", "3": "2"}


def test_a_column_of_people_that_is_not_read_is_a_doubt(tmp_path: Path) -> None:
    people = (
        "id,name,team,Level 1 Manager,Level 2 Manager,Grade\n"
        "1,Ada Adler,x,,,1\n2,Bo Cy,x,Ada Adler,,2\n3,Di Eff,y,Ada Adler,Bo Cy,3\n"
    )
    found = read(tmp_path, people, TIES)
    assert said(found).count("holds people of the table and is not read") == 2
    assert "say --column 'manager=Level 1 Manager'" in said(found)
    found = read(tmp_path, people, TIES, columns={"manager": "Level 1 Manager"})
    assert said(found).count("holds people of the table and is not read") == 1
    assert "say --column 'manager.2=Level 2 Manager'" in said(found)


def test_what_repeats_the_manager_or_the_person_is_no_doubt(tmp_path: Path) -> None:
    people = (
        "id,name,team,Manager ID,Manager Name,Chart label\n"
        "1,Ada Adler,x,,,Ada Adler\n2,Bo Cy,x,1,Ada Adler,Bo Cy\n3,Di Eff,y,1,Ada Adler,Di Eff\n"
    )
    assert "is not read" not in said(read(tmp_path, people, TIES))


def test_years_of_service_are_no_team(tmp_path: Path) -> None:
    people = "id,Service,Location,Department\na,12,N,Sales\nb,3,N,Works\n"
    found = read(tmp_path, people, "source,target\na,b\n")
    assert found.organisation.team_names == ("Sales", "Works")


@pytest.mark.parametrize(
    "people",
    [
        "id,team,Status\n1,x,Active\n2,x,Terminated\n3,y,Inactive\n",
        "id,team,Termination date\n1,x,\n2,x,2021-03-01\n3,y,2020-01-31\n",
    ],
)
def test_people_who_left_are_a_doubt(tmp_path: Path, people: str) -> None:
    found = read(tmp_path, people, TIES)
    (doubt,) = (words for words in found.doubts if "2 of the people" in words)
    assert "leave out the lines of those who have left" in doubt
