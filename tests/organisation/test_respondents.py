"""Whose row it is: the column of a survey, a matrix or a list of attendance that says who answered."""

from pathlib import Path

import pytest

from tests.organisation.test_files import problems, read
from tests.organisation.test_roster import listening, said

STAFF = (
    "id,name,email,team\n3,Ada Adler,ada@x.org,x\n1,Ben Brandt,ben@x.org,x\n2,Cem Can,cem@x.org,y\n"
)
ANSWERS = {("3", "1"), ("1", "2"), ("2", "3")}
"""Ada names Ben, Ben names Cem, Cem names Ada."""


@pytest.mark.parametrize(
    "ties",
    [
        "ID,Email,Name,Colleague 1,Colleague 2\n1,ada@x.org,Ada Adler,Ben Brandt,\n"
        "2,ben@x.org,Ben Brandt,Cem Can,\n3,cem@x.org,Cem Can,Ada Adler,\n",
        "Respondent ID,Email Address,Name 1,Name 2\n1,ada@x.org,Ben Brandt,\n"
        "2,ben@x.org,Cem Can,\n3,cem@x.org,Ada Adler,\n",
        "#,Your email,Name 1,Name 2\n1,ada@x.org,Ben Brandt,\n2,ben@x.org,Cem Can,\n"
        "3,cem@x.org,Ada Adler,\n",
        "ID,Email,Ada Adler,Ben Brandt,Cem Can\n1,ada@x.org,,5,\n2,ben@x.org,,,5\n3,cem@x.org,5,,\n",
        "ID,Email,Name,Your name,Name 1,Name 2\n1,anonymous,,Ada Adler,Ben Brandt,\n"
        "2,anonymous,,Ben Brandt,Cem Can,\n3,anonymous,,Cem Can,Ada Adler,\n",
    ],
)
def test_numbers_of_answers_are_not_taken_for_ids(tmp_path: Path, ties: str) -> None:
    assert listening(read(tmp_path, STAFF, ties)) == ANSWERS


def test_numbers_of_answers_beside_addresses_of_nobody_say_not_who_answered(tmp_path: Path) -> None:
    ties = "ID,Email,Name 1,Name 2\n1,a@home.org,Cem Can,\n2,b@home.org,Ada Adler,\n"
    source, _ = problems(tmp_path, STAFF, ties)
    assert "there is no column 'source'" in source
    found = read(tmp_path, STAFF, ties, columns={"source": "ID"})
    assert listening(found) == {("1", "2"), ("2", "3")}


def test_numbers_of_rows_that_agree_with_the_names_are_ids(tmp_path: Path) -> None:
    people = "id,name,team\n1,Ada Adler,x\n2,Ben Brandt,x\n"
    ties = "id,Name,Friend 1,Friend 2\n1,Ada Adler,2,\n2,Ben Brandt,1,\n"
    found = read(tmp_path, people, ties)
    assert listening(found) == {("1", "2"), ("2", "1")}
    assert "respondents (column id)" in said(found)


def test_ids_that_run_like_rows_stand_beside_numbers_of_something_else(tmp_path: Path) -> None:
    people = "Employee ID,Department,Manager,Friend 1,Friend 2,trust\n1,x,,2,3,3\n2,x,1,1,,2\n3,y,1,,,1\n"
    found = read(tmp_path, people, people)
    assert listening(found) == {("1", "2"), ("1", "3"), ("2", "1")}


@pytest.mark.parametrize("header", ["Employee", "Participant", "Respondent", "Your name"])
def test_whoever_answered_goes_before_whoever_was_talked_about(tmp_path: Path, header: str) -> None:
    people = "id,team\na,x\nb,x\nc,y\nd,y\n"
    ties = f"Mentor,{header},Name 1,Name 2\nd,a,b,c\nc,b,a,d\na,c,d,\n"
    found = read(tmp_path, people, ties)
    assert listening(found) == {("a", "b"), ("a", "c"), ("b", "a"), ("b", "d"), ("c", "d")}


def test_two_columns_of_people_that_differ_are_not_chosen_from(tmp_path: Path) -> None:
    people = "id,team\na,x\nb,x\nc,y\nd,y\n"
    ties = "Mentor,Buddy,Name 1,Name 2\nd,a,b,c\nc,b,a,d\na,c,d,\n"
    assert "say which one it is: --column source=HEADER" in problems(tmp_path, people, ties)[0]
    found = read(tmp_path, people, ties, columns={"source": "Buddy"})
    assert ("a", "b") in listening(found)


@pytest.mark.parametrize(
    "ties",
    [
        "respondent,name1,name2\nAB,NA,CD\nNA,AB,CD\nCD,AB,NA\n",
        "person,meeting\nAB,m1\nNA,m1\nCD,m1\n",
    ],
)
def test_an_id_that_is_a_word_for_nothing_is_a_person(tmp_path: Path, ties: str) -> None:
    found = read(tmp_path, "id,team\nAB,x\nNA,x\nCD,y\n", ties)
    assert len(listening(found)) == 6


def test_whoever_answered_is_looked_up_by_the_column_that_was_told(tmp_path: Path) -> None:
    people = "id,team,Badge number\n1,x,4\n2,x,3\n3,y,2\n4,y,1\n"
    by = {"source.by": "Badge number", "target.by": "Badge number"}
    ties = "respondent,name1,name2\n1,,\n2,3,4\n3,2,\n"
    found = read(tmp_path, people, ties, columns=by)
    assert listening(found) == {("3", "2"), ("3", "1"), ("2", "3")}
    assert found.organisation.answered is not None
    assert found.organisation.answered.tolist() == [False, True, True, True]
