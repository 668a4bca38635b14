"""Matrices of people by people as they come: numbered, halved, filled, and named by R or a form."""

from pathlib import Path

import pytest

from tests.support.ties_files import arcs, doubts, problems, read

NAMES = "id,name,team\n04,Ana Abt,sales\n07,Bo O'Bell,sales\n11,Cy Carr,works\n"
TIES = {"04 07": 1, "04 11": 1, "07 04": 1}


@pytest.mark.parametrize(
    "header",
    [
        "Email,How often? [Ana Abt],How often? [Bo O'Bell],How often? [Cy Carr]",
        "Email,Q3 [04],Q3 [07],Q3 [11]",
        "Email,How often do you talk to Ana Abt?,How often do you talk to Bo O'Bell?,"
        "How often do you talk to Cy Carr?",
        ",X04,X07,X11",
        ",Ana.Abt,Bo.O.Bell,Cy.Carr",
        "Name,1,2,3",
    ],
)
def test_people_are_found_in_headers_that_say_more(tmp_path: Path, header: str) -> None:
    matrix = f"{header}\nAna Abt,0,1,1\nBo O'Bell,1,0,0\nCy Carr,0,0,0\n"
    assert arcs(read(tmp_path, matrix, NAMES)) == TIES


def test_of_two_questions_in_brackets_one_is_chosen(tmp_path: Path) -> None:
    grid = (
        "Name,Advice? [Ana Abt],Advice? [Cy Carr],Lunch? [Ana Abt],Lunch? [Cy Carr]\n"
        "Ana Abt,0,1,0,0\nCy Carr,0,0,1,0\n"
    )
    (words,) = problems(tmp_path, grid, people=NAMES)
    assert words == (
        "ties.csv: asks several questions about people; choose with "
        "--set 'organisation.names=Advice?*' or --set 'organisation.names=Lunch?*'"
    )
    assert arcs(read(tmp_path, grid, NAMES, names="Lunch?*")) == {"11 04": 1}


def test_numbers_of_columns_that_may_be_ids_or_rows_are_refused(tmp_path: Path) -> None:
    people = "id,name,team\n2,Ana,sales\n1,Bo,sales\n3,Cy,works\n"
    rows = "Ana,0,1,0\nBo,0,0,1\nCy,0,0,0\n"
    (words,) = problems(tmp_path, "Name,1,2,3\n" + rows, people=people)
    assert "columns are numbered in the order of the rows" in words
    assert arcs(read(tmp_path, "Name,2,1,3\n" + rows, people)) == {"2 1": 1, "1 3": 1}


def test_a_matrix_with_a_blank_half_works_both_ways(tmp_path: Path) -> None:
    found = read(tmp_path, ",ana,bo,cy,di\nana,,2,0,1\nbo,,,3,0\ncy,,,,0\ndi,,,,\n")
    assert arcs(found) == {
        "ana bo": 2, "bo ana": 2, "ana di": 1, "di ana": 1, "bo cy": 3, "cy bo": 3
    }  # fmt: skip
    assert doubts(found) == []
    assert any("one half of the matrix is empty" in words for words in found.notes)
    told = read(tmp_path, ",ana,bo,cy,di\nana,,2,0,1\nbo,,,3,0\ncy,,,,0\ndi,,,,\n", form="survey")
    assert arcs(told) == {"ana bo": 2, "ana di": 1, "bo cy": 3}


def test_a_half_of_zeros_is_doubted_where_many_ties_are_in_the_other(tmp_path: Path) -> None:
    people = "id,team\n" + "".join(f"p{i},x\n" for i in range(5))
    header = "," + ",".join(f"p{i}" for i in range(5)) + "\n"
    rows = [[int(j > i) for j in range(5)] for i in range(5)]
    matrix = header + "".join(f"p{i},{','.join(map(str, row))}\n" for i, row in enumerate(rows))
    found = read(tmp_path, matrix, people)
    assert len(arcs(found)) == 20
    assert "one half of the matrix is empty" in doubts(found)[0]


def test_a_scale_without_zeros_is_doubted_and_its_lowest_step_can_be_nothing(
    tmp_path: Path,
) -> None:
    matrix = ",ana,bo,cy,di\nana,,1,3,1\nbo,2,,1,1\ncy,1,1,,5\ndi,1,1,1,\n"
    found = read(tmp_path, matrix)
    assert len(arcs(found)) == 12
    (words,) = doubts(found)
    assert words.endswith("If 1 stands for never, say --set 'organisation.weights={1: 0}'.")
    told = read(tmp_path, matrix, weights={1: 0})
    assert arcs(told) == {"ana cy": 3, "bo ana": 2, "cy di": 5}
    assert doubts(told) == []


def test_a_repeated_row_counts_as_it_was_last(tmp_path: Path) -> None:
    found = read(tmp_path, ",ana,bo,cy\nana,0,1,0\nbo,1,0,0\ncy,0,0,0\nana,0,0,1\n")
    assert arcs(found) == {"ana cy": 1, "bo ana": 1}
    assert "the last of each counts, and 1 earlier one is left out" in doubts(found)[0]


def test_a_column_of_row_numbers_is_no_misspelt_person(tmp_path: Path) -> None:
    matrix = "ID,Name,ana,bo,cy\n1,ana,never,daily,never\n2,bo,weekly,never,never\n"
    assert arcs(read(tmp_path, matrix)) == {"ana bo": 5, "bo ana": 1}
