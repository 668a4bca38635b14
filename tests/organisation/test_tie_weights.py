"""How much somebody listens: the mean of many weeks, and weights in words."""

import shlex
from pathlib import Path

from tests.support.ties_files import arcs, doubts, problems, read


def test_pairs_that_come_week_by_week_weigh_their_mean(tmp_path: Path) -> None:
    weeks = (
        "source,target,MetricDate,meeting hours\n"
        "ana,bo,2026-01-05,2\nana,bo,2026-01-12,4\nbo,cy,2026-01-05,1\nana,bo,2026-01-19,0\n"
    )
    found = read(tmp_path, weeks)
    assert arcs(found) == {"ana bo": 2, "bo cy": 0.3333}
    assert "mean of meeting hours over all of them" in found.notes[0]
    assert doubts(found) == []


def test_of_several_measures_one_is_taken_and_said(tmp_path: Path) -> None:
    weeks = "source,target,Week,emails,hours\nana,bo,1,8,2\nana,bo,2,4,3\n"
    found = read(tmp_path, weeks)
    assert arcs(found) == {"ana bo": 6}
    assert (
        "ties weigh by emails, and hours are not used; --column 'weight=hours'" in doubts(found)[0]
    )
    told = read(tmp_path, weeks, columns={"weight": "hours"})
    assert arcs(told) == {"ana bo": 2.5}
    assert doubts(told) == []


def test_a_date_alone_makes_no_weeks(tmp_path: Path) -> None:
    answers = "source,target,date,weight\nana,bo,2026-01-05,2\nbo,cy,2026-01-06,3\n"
    assert arcs(read(tmp_path, answers)) == {"ana bo": 2, "bo cy": 3}


def test_words_that_are_a_frequency_are_contacts_a_week_with_a_doubt(tmp_path: Path) -> None:
    ties = "source,target,weight\nana,bo,Every day\nbo,cy,Monthly\ncy,di,TÄGLICH\ndi,ana,never\n"
    found = read(tmp_path, ties)
    assert arcs(found) == {"ana bo": 5, "bo cy": 0.25, "cy di": 5}
    assert (
        "contacts a working week: Every day 5, TÄGLICH 5, Monthly 0.25, never 0" in doubts(found)[0]
    )


def test_one_problem_offers_all_words_to_fill_in_and_works_when_typed(tmp_path: Path) -> None:
    ties = "source,target,weight\nana,bo,Daily\nbo,cy,Less often\ncy,di,Daily\ndi,ana,Weekly\n"
    (words,) = problems(tmp_path, ties)
    assert words == (
        "ties.csv: weight: these words are no numbers: Daily (2), Less often (1), Weekly (1); say what "
        "each weighs, with a number for every NUMBER: --set "
        "'organisation.weights={Daily: 5, Weekly: 1, Less often: NUMBER}'; "
        "or take ties without weights: --set organisation.weighted=false"
    )
    told = read(tmp_path, ties, weights={"Daily": 5, "Weekly": 1, "less OFTEN": 0.5})
    assert arcs(told) == {"ana bo": 5, "bo cy": 0.5, "cy di": 5, "di ana": 1}
    assert doubts(told) == []
    assert set(arcs(read(tmp_path, ties, weighted=False)).values()) == {1}


def test_known_words_fill_a_scale_that_agrees_with_them_and_no_other(tmp_path: Path) -> None:
    ties = "source,target,weight\nana,bo,Daily\nbo,cy,Seldom\ncy,di,Weekly\n"
    agreeing = read(tmp_path, ties, weights={"Daily": 5, "Seldom": 0.1})
    assert arcs(agreeing) == {"ana bo": 5, "bo cy": 0.1, "cy di": 1}
    assert "Weekly 1" in doubts(agreeing)[0]
    (words,) = problems(tmp_path, ties, weights={"Daily": 100, "Seldom": 1})
    assert "'organisation.weights={Daily: 100, Seldom: 1, Weekly: NUMBER}'" in words


def test_numbers_and_words_can_mix_and_words_may_need_quoting(tmp_path: Path) -> None:
    ties = 'source,target,weight\nana,bo,3\nbo,cy,"yes, often: very"\ncy,di,it\'s rare\n'
    (words,) = problems(tmp_path, ties)
    typed = shlex.split(words[words.index("--set ") : words.index("; or take")])
    assert typed == [
        "--set", "organisation.weights={it's rare: NUMBER, 'yes, often: very': NUMBER}"
    ]  # fmt: skip
    found = read(tmp_path, ties, weights={"yes, often: very": 2, "it's rare": 0.5})
    assert arcs(found) == {"ana bo": 3, "bo cy": 2, "cy di": 0.5}


def test_an_empty_weight_is_a_word_of_its_own(tmp_path: Path) -> None:
    ties = "source,target,weight\nana,bo,Daily\nbo,cy,\n"
    (words,) = problems(tmp_path, ties)
    assert "(empty) (1)" in words
    assert """'organisation.weights={Daily: 5, "": NUMBER}'""" in words
    assert arcs(read(tmp_path, ties, weights={"Daily": 5, "": 1})) == {"ana bo": 5, "bo cy": 1}


def test_a_word_that_is_in_no_row_is_refused(tmp_path: Path) -> None:
    ties = "source,target,weight\nana,bo,Daily\nbo,cy,Weekly\n"
    assert problems(tmp_path, ties, weights={"Dayly": 5}) == [
        "ties.csv: organisation.weights.Dayly: no tie has this word for a weight; "
        "did you mean 'Daily'?"
    ]


def test_a_column_of_remarks_is_no_scale(tmp_path: Path) -> None:
    rows = "".join(f"ana,bo,remark {i}\n" for i in range(40))
    (words,) = problems(tmp_path, "source,target,weight\n" + rows)
    assert "holds 40 different texts that are no numbers" in words


def test_numbers_that_cannot_be_used_stay_problems_of_their_lines(tmp_path: Path) -> None:
    ties = "source,target,weight\nana,bo,-1\nbo,cy,1.2.3\ncy,di,2\n"
    assert [words.split(": ")[0] for words in problems(tmp_path, ties)] == [
        "ties.csv:2",
        "ties.csv:3",
    ]
