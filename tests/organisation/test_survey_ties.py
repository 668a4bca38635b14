"""Surveys and matrices: one row a person, who listens to those named or ticked in it."""

from pathlib import Path

import pytest

from tests.support.ties_files import PEOPLE, arcs, doubts, listed, problems, read
from winsim.organisation.files.reading import organisation_with_notes
from winsim.scenario.organisation_source import OrganisationSource


def test_a_respondent_listens_to_everybody_whom_they_name(tmp_path: Path) -> None:
    found = read(tmp_path, "respondent,name1,name2,name3\nana,bo,,cy\nbo,,,\ncy,ana,bo,di\n")
    assert arcs(found) == {"ana bo": 1, "ana cy": 1, "cy ana": 1, "cy bo": 1, "cy di": 1}
    assert doubts(found) == []
    assert "is read as a survey: 3 rows of respondents" in found.notes[0]


@pytest.mark.parametrize(
    "headers",
    [
        "name1,name2",
        "Name 1,Name 2",
        "person_1,person_2",
        "Q3_1,Q3_2",
        "1. who,2. who",
        "q[S1],q[S2]",
    ],
)
def test_numbered_columns_are_found_however_they_are_called(tmp_path: Path, headers: str) -> None:
    found = read(tmp_path, f"who answered,unit,{headers}\nana,sales,bo,cy\ncy,works,,ana\n")
    assert arcs(found) == {"ana bo": 1, "ana cy": 1, "cy ana": 1}


def test_who_named_nobody_answered_and_who_has_no_row_did_not(tmp_path: Path) -> None:
    found = listed(tmp_path, "respondent,name1,name2\ncy,ana,\nbo,,\n")
    assert found.respondents == ("cy", "bo")
    assert listed(tmp_path, "source,target\ncy,ana\n").respondents is None


def test_a_tie_is_at_the_line_of_who_named_it(tmp_path: Path) -> None:
    survey = "respondent,name1,name2\nana,bo,cy\nbo,,\ncy,ana,zed\n"
    assert problems(tmp_path, survey) == [
        "ties.csv:4: target = zed: is not among the people (1 tie); known: ana, bo, cy, di; correct the "
        "file, or leave out who is not among the people: --set organisation.outsiders=drop"
    ]


@pytest.mark.parametrize(
    "often", ["how_often1,how_often2", "frequency_1,frequency_2", "Hours 1,Hours 2"]
)
def test_a_second_series_weighs_the_names_of_the_first(tmp_path: Path, often: str) -> None:
    found = read(tmp_path, f"respondent,name1,name2,{often}\nana,bo,cy,2,0.5\ncy,,di,,3\n")
    assert arcs(found) == {"ana bo": 2, "ana cy": 0.5, "cy di": 3}


def test_names_and_weights_may_alternate(tmp_path: Path) -> None:
    survey = "respondent,name1,how_often1,name2,how_often2\nana,bo,2,cy,0.5\n"
    assert arcs(read(tmp_path, survey)) == {"ana bo": 2, "ana cy": 0.5}


def test_other_columns_weigh_when_told(tmp_path: Path) -> None:
    survey = "respondent,name1,name2,role1,role2,trust1,trust2\nana,bo,cy,7,8,3,4\n"
    assert arcs(read(tmp_path, survey)) == {"ana bo": 1, "ana cy": 1}
    assert arcs(read(tmp_path, survey, columns={"weight": "trust*"})) == {"ana bo": 3, "ana cy": 4}
    assert problems(tmp_path, survey, columns={"weight": "thrust*"}) == [
        "ties.csv: weight: no columns fit that are numbered as those of the people named"
    ]


def test_several_names_stand_in_one_cell(tmp_path: Path) -> None:
    survey = 'respondent,colleagues\nana,bo; cy\nbo,"ana\ndi"\ncy,\ndi,none\n'
    assert arcs(read(tmp_path, survey)) == {"ana bo": 1, "ana cy": 1, "bo ana": 1, "bo di": 1}


def test_of_two_questions_one_is_chosen(tmp_path: Path) -> None:
    survey = "respondent,advice1,advice2,friend1,friend2\nana,bo,cy,di,\nbo,ana,,cy,\n"
    assert problems(tmp_path, survey) == [
        "ties.csv: names: people are named in several series of columns; choose the question with "
        "--set 'organisation.names=advice*' or --set 'organisation.names=friend*'"
    ]
    assert arcs(read(tmp_path, survey, names="FRIEND*")) == {"ana di": 1, "bo cy": 1}


def test_a_pattern_takes_the_numbered_columns_and_not_what_is_called_alike(tmp_path: Path) -> None:
    survey = "name of respondent,name1,name2,name1_often,name2_often\nana,bo,cy,5,1\n"
    assert arcs(read(tmp_path, survey, names="name*")) == {"ana bo": 5, "ana cy": 1}


def test_a_pattern_that_fits_nothing_is_refused(tmp_path: Path) -> None:
    (words,) = problems(tmp_path, "respondent,name1,name2\nana,bo,cy\n", names="friend*")
    assert words.startswith(
        "ties.csv: organisation.names = friend*: no columns that fit hold people"
    )


def test_numbers_can_be_ids_and_answers_of_one_survey(tmp_path: Path) -> None:
    people = "id,team\n1,sales\n2,sales\n3,works\n"
    named = read(tmp_path, "who,name1,name2,often1,often2\n1,2,3,3,1\n2,1,,2,\n", people)
    assert arcs(named) == {"1 2": 3, "1 3": 1, "2 1": 2}
    roster = read(tmp_path, "respondent,1,2,3\n1,,3,\n2,1,,2\n3,2,2,\n", people)
    assert arcs(roster) == {"1 2": 3, "2 1": 1, "2 3": 2, "3 1": 2, "3 2": 2}


def test_one_file_can_hold_people_and_whom_they_name(tmp_path: Path) -> None:
    survey = "id,team,name1,name2\nana,sales,bo,cy\nbo,sales,,\ncy,works,ana,\n"
    (tmp_path / "survey.csv").write_text(survey)
    source = OrganisationSource(people="survey.csv", ties="survey.csv")
    found = organisation_with_notes(source, 1, tmp_path)
    assert found.organisation.team_names == ("sales", "works")
    assert arcs(found) == {"ana bo": 1, "ana cy": 1, "cy ana": 1}


def test_the_row_of_a_matrix_listens_to_the_column(tmp_path: Path) -> None:
    matrix = ",cy,ana,bo,di\nana,1,0,1,0\nbo,,1,,\ncy,0,0,0,0\ndi,,,x,\n"
    found = read(tmp_path, matrix)
    assert arcs(found) == {"ana cy": 1, "ana bo": 1, "bo ana": 1, "di bo": 1}
    assert doubts(found) == []
    assert "whoever has the row (by the first column) listens to those" in found.notes[0]


def test_a_matrix_holds_weights_and_its_diagonal_means_nothing(tmp_path: Path) -> None:
    matrix = "matrix;ana;bo;cy;di\nana;9;0,5;;2\nbo;;x;;3\ncy;;;;\ndi;;;;-\n"
    assert arcs(read(tmp_path, matrix)) == {"ana bo": 0.5, "ana di": 2, "bo di": 3}


def test_rows_without_a_name_follow_the_columns(tmp_path: Path) -> None:
    assert arcs(read(tmp_path, "ana,bo,cy,di\n0,1,0,0\n0,0,1,0\n0,0,0,1\n1,0,0,0\n")) == {
        "ana bo": 1, "bo cy": 1, "cy di": 1, "di ana": 1
    }  # fmt: skip
    assert problems(tmp_path, "ana,bo,cy,di\n0,1,0,0\n0,0,1,0\n1,0,0,0\n") == [
        "ties.csv: has 4 columns of people and 3 rows, and no column says whose row it is; "
        "give each row its person in the first column"
    ]


def test_a_matrix_that_is_not_square_lacks_people_or_is_a_survey(tmp_path: Path) -> None:
    matrix = "person,ana,bo,cy\nana,0,1,1\ncy,1,0,0\ndi,0,1,0\n"
    words = problems(tmp_path, matrix)
    assert words[0].startswith("ties.csv: is not square: 1 people have no column: di; add")
    assert words[1].startswith("ties.csv: is not square: 1 people have no row: bo; add")
    assert all(line.endswith("--set organisation.form=survey") for line in words)
    expected = {"ana bo": 1, "ana cy": 1, "cy ana": 1, "di bo": 1}
    assert arcs(read(tmp_path, matrix, form="survey")) == expected
    assert listed(tmp_path, matrix, form="survey").respondents == ("ana", "cy", "di")


def test_a_roster_survey_has_a_column_for_each_person(tmp_path: Path) -> None:
    survey = "respondent,unit,ana,bo,cy,di\nana,sales,,daily,,monthly\nbo,sales,,,,\ncy,works,weekly,,,\n"
    found = read(tmp_path, survey)
    assert arcs(found) == {"ana bo": 5, "ana di": 0.25, "cy ana": 1}
    assert listed(tmp_path, survey).respondents == ("ana", "bo", "cy")


def test_a_column_that_may_be_a_misspelt_person_is_refused(tmp_path: Path) -> None:
    matrix = ",ana,bo,cy,dy\nana,0,1,0,1\nbo,1,0,0,0\ncy,0,0,0,0\n"
    assert problems(tmp_path, matrix) == [
        "ties.csv:2: target = dy: is not among the people (1 tie); known: ana, bo, cy, di; correct the "
        "file, or leave out who is not among the people: --set organisation.outsiders=drop"
    ]


def test_a_pattern_says_which_columns_of_a_matrix_are_people(tmp_path: Path) -> None:
    people = PEOPLE.replace("ana", "p1").replace("bo", "p2").replace("cy", "p3")
    matrix = "who,p1,p2,p3,grade\np1,0,1,0,7\np2,1,0,0,8\np3,0,0,0,9\n"
    (words,) = problems(tmp_path, matrix, people=people)
    assert words.startswith("ties.csv:2: target = grade: is not among the people (3 ties)")
    assert arcs(read(tmp_path, matrix, people, names="p*")) == {"p1 p2": 1, "p2 p1": 1}


def test_sums_beside_a_matrix_are_no_people(tmp_path: Path) -> None:
    matrix = ",ana,bo,cy,Total\nana,0,1,1,2\nbo,1,0,0,1\ncy,0,0,0,0\n"
    assert arcs(read(tmp_path, matrix)) == {"ana bo": 1, "ana cy": 1, "bo ana": 1}


def test_of_whoever_answers_twice_the_last_answer_counts(tmp_path: Path) -> None:
    survey = "respondent,name1,name2\nana,bo,cy\nbo,ana,\nana,bo,di\n,cy,di\n"
    found = read(tmp_path, survey)
    assert arcs(found) == {"ana bo": 1, "ana di": 1, "bo ana": 1}
    (words,) = doubts(found)
    assert "the last of each counts, and 1 earlier one is left out" in words
    assert any("1 row without its person is passed over" in note for note in found.notes)


def test_of_several_questions_in_a_list_of_ties_one_can_be_chosen(tmp_path: Path) -> None:
    ties = "source,target,question\nana,bo,advice\nana,cy,hinders\n"
    (words,) = doubts(read(tmp_path, ties))
    assert "ties of 2 kinds, and all are taken together: advice, hinders" in words
    assert "--set 'organisation.layers=[advice]'" in words
    assert doubts(read(tmp_path, ties, layers=("advice",))) == []


def test_ticked_names_can_have_commas_between_them(tmp_path: Path) -> None:
    people = 'id,name,team\n1,"Abt, Ana",x\n2,"Bell, Bo",x\n3,"Carr, Cy",y\n'
    plain = people.replace('"Abt, Ana"', "Ana Abt").replace('"Bell, Bo"', "Bo Bell")
    plain = plain.replace('"Carr, Cy"', "Cy Carr")
    survey = 'Your name,Whom do you ask?\nAna Abt,"Bo Bell, Cy Carr"\nBo Bell,Ana Abt\n'
    assert arcs(read(tmp_path, survey, plain)) == {"1 2": 1, "1 3": 1, "2 1": 1}
    turned = 'Your name,Colleague 1,Colleague 2\n"Abt, Ana","Bell, Bo","Carr, Cy"\n'
    assert arcs(read(tmp_path, turned, people)) == {"1 2": 1, "1 3": 1}


def test_all_recipients_of_a_mail_are_tied(tmp_path: Path) -> None:
    log = 'date,from,to\n2026-01-05,ana,bo; cy\n2026-01-06,ana,bo\n2026-01-06,bo,"ana, di"\n'
    found = read(tmp_path, log.replace('"ana, di"', "ana; di"))
    assert arcs(found) == {"ana bo": 2, "ana cy": 1, "bo ana": 1, "bo di": 1}
    assert any("a cell of to names several people" in words for words in found.notes)


def test_answers_in_a_people_file_alone_are_said_not_to_be_read(tmp_path: Path) -> None:
    (tmp_path / "survey.csv").write_text(
        "id,team,name1,name2\nana,sales,bo,cy\nbo,sales,,\ncy,works,ana,\n"
    )
    source = OrganisationSource(people="survey.csv")
    notes = organisation_with_notes(source, 1, tmp_path).notes
    assert any("the answers in it" in note and "--ties survey.csv" in note for note in notes)
