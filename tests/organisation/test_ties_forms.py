"""Ties in the forms in which they are sent: whatever the form, it becomes who listens to whom."""

import os
import shlex
import time
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from winsim.organisation.files.attendance import projected
from winsim.organisation.files.forms import tie_list_of
from winsim.organisation.files.reading import NotedOrganisation, organisation_with_notes
from winsim.organisation.files.roster import Roster
from winsim.organisation.files.table import ReadingLog
from winsim.organisation.files.tables import tables_of
from winsim.organisation.files.tie_list import TieList
from winsim.problems import BadInput
from winsim.scenario.organisation_source import OrganisationSource

PEOPLE = "id,team\nana,sales\nbo,sales\ncy,works\ndi,works\n"


def read(folder: Path, ties: str, people: str = PEOPLE, **options: Any) -> NotedOrganisation:
    """What is read from a people file and a ties file with this content."""
    (folder / "people.csv").write_text(people, encoding="utf-8")
    (folder / "ties.csv").write_text(ties, encoding="utf-8")
    source = OrganisationSource(people="people.csv", ties="ties.csv", **options)
    return organisation_with_notes(source, 1, folder)


def arcs(found: NotedOrganisation) -> dict[str, float]:
    """Who listens to whom, and how much."""
    listens, to, weight = found.organisation.ties
    ids = found.organisation.ids
    pairs = zip(listens.tolist(), to.tolist(), weight.tolist(), strict=True)
    return {f"{ids[i]} {ids[j]}": round(w / 65536, 4) for i, j, w in pairs}


def doubts(found: NotedOrganisation) -> list[str]:
    """What may change a result in how the ties file was read."""
    return [words for words in found.doubts if "ties.csv: " in words]


def problems(folder: Path, ties: str, **options: Any) -> list[str]:
    """The messages with which a ties file is refused, without the folder's name."""
    with pytest.raises(BadInput) as refused:
        read(folder, ties, **options)
    return [str(problem).replace(f"{folder}{os.sep}", "") for problem in refused.value.problems]


def listed(folder: Path, ties: str, **options: Any) -> TieList:
    """The list of ties in a file, with the people ana, bo, cy and di."""
    (folder / "ties.csv").write_text(ties, encoding="utf-8")
    source, log = OrganisationSource(**options), ReadingLog()
    table = tables_of(folder / "ties.csv", source, log)[0]
    ties_found = tie_list_of(table, Roster(["ana", "bo", "cy", "di"]), source, log)
    assert ties_found is not None
    return ties_found


# Surveys in which people are named


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
        "ties.csv:4: target = zed: is not among the people; known: ana, bo, cy, di"
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


def test_one_file_can_hold_people_and_whom_they_name(tmp_path: Path) -> None:
    survey = "id,team,name1,name2\nana,sales,bo,cy\nbo,sales,,\ncy,works,ana,\n"
    (tmp_path / "survey.csv").write_text(survey)
    source = OrganisationSource(people="survey.csv", ties="survey.csv")
    found = organisation_with_notes(source, 1, tmp_path)
    assert found.organisation.team_names == ("sales", "works")
    assert arcs(found) == {"ana bo": 1, "ana cy": 1, "cy ana": 1}


# Matrices of people by people


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
        "ties.csv:2: target = dy: is not among the people; known: ana, bo, cy, di"
    ]


def test_a_pattern_says_which_columns_of_a_matrix_are_people(tmp_path: Path) -> None:
    people = PEOPLE.replace("ana", "p1").replace("bo", "p2").replace("cy", "p3")
    matrix = "who,p1,p2,p3,grade\np1,0,1,0,7\np2,1,0,0,8\np3,0,0,0,9\n"
    (words,) = problems(tmp_path, matrix, people=people)
    assert words.startswith("ties.csv:2: target = grade: is not among the people (3 times)")
    assert arcs(read(tmp_path, matrix, people, names="p*")) == {"p1 p2": 1, "p2 p1": 1}


def test_sums_beside_a_matrix_are_no_people(tmp_path: Path) -> None:
    matrix = ",ana,bo,cy,Total\nana,0,1,1,2\nbo,1,0,0,1\ncy,0,0,0,0\n"
    assert arcs(read(tmp_path, matrix)) == {"ana bo": 1, "ana cy": 1, "bo ana": 1}


# Who was in which meeting


def test_who_met_among_k_people_listens_to_each_of_them_with_one_share(tmp_path: Path) -> None:
    met = "person,meeting\nana,monday\nbo,monday\ncy,monday\nana,pair\nbo,pair\ndi,alone\n"
    found = read(tmp_path, met, PEOPLE + "ed,works\nfi,works\n")
    both = {"ana bo": 1.5, "ana cy": 0.5, "bo cy": 0.5}
    back = {f"{j} {i}": weight for (i, j), weight in ((k.split(), w) for k, w in both.items())}
    assert arcs(found) == both | back
    assert "attendance at 2 events" in found.notes[0]
    assert "1 events of one person tie nobody" in found.notes[0]
    assert doubts(found) == []


def test_an_event_with_most_people_is_doubted_by_name_and_can_be_left_out(tmp_path: Path) -> None:
    met = "person,meeting\nana,All hands\nbo,All hands\ncy,All hands\nana,pair\nbo,pair\n"
    found = read(tmp_path, met)
    (doubt,) = doubts(found)
    assert "All hands holds 3 of 4 people" in doubt
    assert "--set 'organisation.leave_out=[All hands]'" in doubt
    without = read(tmp_path, met, leave_out=("All hands",))
    assert arcs(without) == {"ana bo": 1, "bo ana": 1}
    assert doubts(without) == []
    (words,) = problems(tmp_path, met, leave_out=("All hand",))
    assert words == (
        "organisation.leave_out = All hand: there is no such event in ties.csv; "
        "did you mean 'All hands'?"
    )


def test_whoever_is_listed_twice_at_an_event_was_there_once(tmp_path: Path) -> None:
    met = "channel,member\nnews,ana\nnews,bo\nnews,ana\n"
    assert arcs(read(tmp_path, met)) == {"ana bo": 1, "bo ana": 1}


def test_columns_without_a_telling_header_are_taken_with_a_doubt(tmp_path: Path) -> None:
    found = read(tmp_path, "who,what\nana,a\nbo,a\ncy,b\ndi,b\n")
    assert arcs(found) == {"ana bo": 1, "bo ana": 1, "cy di": 1, "di cy": 1}
    assert "column what holds none of the people" in doubts(found)[0]


def test_ticks_say_who_was_at_which_event_in_either_direction(tmp_path: Path) -> None:
    people_down = "person,launch,audit\nana,1,0\nbo,1,1\ncy,0,1\n"
    events_down = "event,ana,bo,cy\nlaunch,x,x,\naudit,,x,x\n"
    expected = {"ana bo": 1, "bo ana": 1, "bo cy": 1, "cy bo": 1}
    assert arcs(read(tmp_path, people_down)) == expected
    assert arcs(read(tmp_path, events_down)) == expected


def test_attendants_may_be_listed_in_one_cell(tmp_path: Path) -> None:
    met = "meeting,day,attendees\nlaunch,Monday,ana;bo\naudit,Friday,bo; cy\n"
    expected = {"ana bo": 1, "bo ana": 1, "bo cy": 1, "cy bo": 1}
    assert arcs(read(tmp_path, met)) == expected


def test_projects_may_be_listed_in_one_cell(tmp_path: Path) -> None:
    took_part = "person,projects\nana,atlas; mill\nbo,mill\ncy,atlas;mill\n"
    halves = {"ana bo": 0.5, "bo ana": 0.5, "bo cy": 0.5, "cy bo": 0.5}
    assert arcs(read(tmp_path, took_part)) == halves | {"ana cy": 1.5, "cy ana": 1.5}


def test_of_two_columns_of_events_one_is_chosen(tmp_path: Path) -> None:
    met = "person,project,channel\nana,p,c\nbo,q,c\ncy,q,d\n"
    assert problems(tmp_path, met) == [
        "ties.csv: several columns could hold events; choose: "
        "--column 'target=project' or --column 'target=channel'"
    ]
    chosen = read(tmp_path, met, columns={"target": "channel"})
    assert arcs(chosen) == {"ana bo": 1, "bo ana": 1}


def test_an_event_of_thousands_is_refused_with_what_to_leave_out(tmp_path: Path) -> None:
    people = "id,team\n" + "".join(f"p{i},t{i % 90}\n" for i in range(5_000))
    met = "person,meeting\n" + "".join(f"p{i},Town hall\n" for i in range(5_000))
    met += "p1,pair\np2,pair\n"
    before = time.perf_counter()
    (words,) = problems(tmp_path, met, people=people)
    assert time.perf_counter() - before < 5
    assert "has 5,000 people" in words
    assert "--set 'organisation.leave_out=[Town hall]'" in words
    without = read(tmp_path, met, people, leave_out=("Town hall",))
    assert arcs(without) == {"p1 p2": 1, "p2 p1": 1}


def test_an_attendant_shares_one_out_among_the_others_of_each_event() -> None:
    """Each of k people gives 1/(k-1) to each of the k-1 others, so one in all for every event."""
    rng = np.random.default_rng(3)
    pairs = np.unique(rng.integers(0, 40, 900) * 60 + rng.integers(0, 60, 900))
    event, person = pairs // 60, pairs % 60
    listens, _, weights = projected(person, event, (60, 40))
    met = np.bincount(event)[event] > 1
    assert np.allclose(np.bincount(listens, weights, 60), np.bincount(person[met], minlength=60))


# Pairs week by week


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


# Weights in words


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


# The form


def test_a_form_that_is_told_and_not_there_is_refused(tmp_path: Path) -> None:
    (words,) = problems(tmp_path, "source,target\nana,bo\n", form="matrix")
    assert words == (
        "ties.csv: organisation.form = matrix: is not found in it; it needs columns that are people"
    )


@pytest.mark.parametrize("people_are_wrong", [False, True])
def test_a_table_of_no_form_lacks_its_columns(tmp_path: Path, people_are_wrong: bool) -> None:
    people = "id,unit\nana,x\n" if people_are_wrong else PEOPLE
    words = problems(tmp_path, "colour,size,shape\nred,1,round\n", people=people)
    assert any("there is no column 'source'" in line for line in words)


def test_clients_cases_are_read(shared_cases: Path) -> None:
    meetings = shared_cases / "08-two-mode-meetings"
    source = OrganisationSource(people="people.csv", ties="attendance.csv")
    assert organisation_with_notes(source, 1, meetings).organisation.ties[0].size == 156
    survey = shared_cases / "06-name-generator-survey"
    columns = {"id": "respondent", "team": "department"}
    named = OrganisationSource(people="survey.csv", ties="survey.csv", columns=columns)
    found = organisation_with_notes(named, 1, survey)
    assert found.organisation.ties[0].size == 93
    words = shared_cases / "13-verbal-weights"
    weights = {"Daily": 5.0, "Weekly": 1.0, "Monthly": 0.25, "Less often": 0.1}
    told = OrganisationSource(people="people.csv", ties="ties.csv", weights=weights)
    assert organisation_with_notes(told, 1, words).organisation.ties[0].size == 105
    gephi = shared_cases / "01-gephi-nodes-edges"
    columns = {"id": "Id", "team": "Department"}
    undirected = OrganisationSource(people="nodes.csv", ties="edges.csv", columns=columns)
    assert organisation_with_notes(undirected, 1, gephi).organisation.ties[0].size == 100
