"""How much somebody listens: the mean of many weeks, and weights in words."""

import shlex
from pathlib import Path

import pytest

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
    assert "ties weigh by emails, and hours are not used; --column weight=hours" in doubts(found)[0]
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


@pytest.mark.parametrize(
    "header",
    [
        "Emails sent",
        "Avg hours",
        "# messages",
        "Hours/week",
        "Relationship strength",
        "Total",
        "Frequency (1-5)",
        "Anzahl Mails",
        "Intensität",
        "Kontakte pro Woche",
        "n",
        "w",
    ],
)
def test_the_only_column_of_amounts_is_taken_with_a_doubt(tmp_path: Path, header: str) -> None:
    ties = f"source,target,{header},team code,Age\nana,bo,3,07,31\nbo,cy,1,08,40\n"
    found = read(tmp_path, ties)
    assert arcs(found) == {"ana bo": 3, "bo cy": 1}
    (words,) = doubts(found)
    assert f"ties weigh by {header}, the only column of amounts that differ" in words
    assert set(arcs(read(tmp_path, ties, weighted=False)).values()) == {1}


def test_of_several_columns_of_amounts_one_is_to_be_chosen(tmp_path: Path) -> None:
    ties = "From,To,Hours W18,Hours W19\nana,bo,3,4\nbo,cy,1,2\n"
    found = read(tmp_path, ties)
    assert set(arcs(found).values()) == {1}
    (words,) = doubts(found)
    assert words.endswith(
        "2 columns hold amounts, and ties are taken without weights; choose one: "
        "--column 'weight=Hours W18' or --column 'weight=Hours W19'."
    )
    assert arcs(read(tmp_path, ties, columns={"weight": "Hours W19"}))["ana bo"] == 4


@pytest.mark.parametrize("week", ["Period start", "Wk", "Reporting week", "YearWeek"])
def test_one_week_weighs_like_two(tmp_path: Path, week: str) -> None:
    one = f"PersonId,CollaboratorId,{week},Collaboration hours\nana,bo,w1,3\nbo,cy,w1,1\n"
    assert arcs(read(tmp_path, one)) == {"ana bo": 3, "bo cy": 1}
    assert arcs(read(tmp_path, one + "ana,bo,w2,5\n")) == {"ana bo": 4, "bo cy": 0.5}


def test_numbers_that_are_no_amounts_weigh_nothing(tmp_path: Path) -> None:
    ties = (
        "source,target,Country,Year,Line,Cost centre\nana,bo,DE,2025,1,0815\nbo,cy,AT,2026,2,0816\n"
    )
    found = read(tmp_path, ties)
    assert set(arcs(found).values()) == {1}
    assert doubts(found) == []


def test_a_line_without_a_week_is_no_week(tmp_path: Path) -> None:
    weeks = "source,target,week,hours\nana,bo,w1,4\nana,bo,w2,4\nbo,ana,,4\n"
    found = read(tmp_path, weeks)
    assert arcs(found) == {"ana bo": 4, "bo ana": 2}
    assert "1 line without a week" in doubts(found)[0]


def test_weeks_of_other_layers_are_not_counted(tmp_path: Path) -> None:
    weeks = (
        "source,target,month,layer,count\nana,bo,Jan,advice,4\nana,bo,Feb,trust,4\n"
        "bo,cy,Jan,advice,4\n"
    )
    assert arcs(read(tmp_path, weeks, layers=("advice",))) == {"ana bo": 4, "bo cy": 4}


def test_a_log_of_mails_counts_them(tmp_path: Path) -> None:
    log = (
        "sender,recipient,timestamp,subject\nana,bo,2026-01-05T10:00,x\nana,bo,2026-01-06T10:00,x\n"
        "bo,cy,2026-01-06T11:00,x\n"
    )
    found = read(tmp_path, log)
    assert arcs(found) == {"ana bo": 2, "bo cy": 1}
    assert "a tie weighs as many lines as hold it" in doubts(found)[0]
    assert not any("repeat a tie" in words for words in found.notes)
    assert set(arcs(read(tmp_path, log, weighted=False)).values()) == {1}


def test_a_dated_list_whose_ends_are_not_known_is_refused(tmp_path: Path) -> None:
    words = problems(tmp_path, "Employee,Collaborator,week,hours\nana,bo,w1,1\nana,bo,w2,1\n")
    assert "there is no column 'source'" in words[0]


def test_mails_without_a_date_are_doubted_when_they_come_again(tmp_path: Path) -> None:
    (words,) = doubts(read(tmp_path, "From,To,subject\nana,bo,x\nana,bo,y\n"))
    assert "1 line repeats a tie; each counts once, for no column says how often" in words
