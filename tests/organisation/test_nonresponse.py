"""People who did not answer: counted, told, and treated as was chosen."""

from pathlib import Path

import pytest

from tests.organisation.test_files import arcs, problems, read

PEOPLE = """id,team,manager
ana,sales,
bo,sales,ana
cy,works,bo
di,works,cy
"""
TIES = """source,target,weight
ana,bo,1
ana,cy,3
di,cy,2
cy,bo,4
"""
TOLD = {("ana", "bo"): 1.0, ("ana", "cy"): 3.0, ("di", "cy"): 2.0, ("cy", "bo"): 4.0}


def test_whoever_names_nobody_is_counted_and_follows_nobody(tmp_path: Path) -> None:
    found = read(tmp_path, PEOPLE, TIES)
    assert arcs(found.organisation) == TOLD
    assert found.organisation.answered is None  # a list of ties does not say who was asked
    (doubt,) = found.doubts
    assert doubt.startswith("1 of 4 people (25%) name nobody. They follow nobody's example")


def test_whom_others_named_is_taken_to_name_them(tmp_path: Path) -> None:
    found = read(tmp_path, PEOPLE, TIES, nonresponse="reciprocity")
    assert arcs(found.organisation) == TOLD | {("bo", "ana"): 1.0, ("bo", "cy"): 4.0}
    assert "listen to those who named them (nonresponse: reciprocity)." in found.doubts[0]


def test_whom_nobody_named_stays_without_ties(tmp_path: Path) -> None:
    people = PEOPLE + "ed,works,cy\n"
    found = read(tmp_path, people, TIES, nonresponse="reciprocity")
    assert "2 of 5 people (40%)" in found.doubts[0]
    assert found.doubts[0].endswith("(nonresponse: reciprocity); 1 of them stay without ties.")


def test_a_person_is_taken_to_listen_to_the_team_with_the_mean_weight(tmp_path: Path) -> None:
    found = read(tmp_path, PEOPLE, TIES, nonresponse="team")
    assert arcs(found.organisation) == TOLD | {("bo", "ana"): 2.5}  # (1 + 3 + 2 + 4) / 4


def test_who_reported_to_somebody_left_out_reports_one_level_up(tmp_path: Path) -> None:
    found = read(tmp_path, PEOPLE, TIES, nonresponse="drop")
    organisation = found.organisation
    left_out, further = found.doubts
    assert left_out.endswith("who reported to one reports one level up (nonresponse: drop).")
    assert further.startswith(
        "1 of 3 people (33%) named only people or ties that are not taken."
    )  # cy
    assert organisation.ids == ("ana", "cy", "di")
    assert organisation.manager.tolist() == [-1, 0, 1]  # cy reported to bo, and bo to ana
    assert arcs(organisation) == {("ana", "cy"): 3.0, ("di", "cy"): 2.0}


def test_a_column_says_who_answered(tmp_path: Path) -> None:
    people = """id,team,answered
ana,sales,yes
bo,sales,yes
cy,works,no
di,works,no
"""
    found = read(tmp_path, people, "source,target\nana,bo\ndi,ana\n")
    missing, contradicted, silent = found.doubts
    assert contradicted.startswith("1 of 4 people (25%) are said not to have answered, and name")
    assert found.organisation.answered is not None
    assert found.organisation.answered.tolist() == [True, True, False, True]
    # bo answered and named nobody; di named somebody, so di did answer, whatever the column says
    assert missing.startswith("1 of 4 people (25%) did not answer.")
    assert silent.startswith("1 of 4 people (25%) answered and named nobody.")


def test_ties_that_work_both_ways_are_not_missing_at_one_end(tmp_path: Path) -> None:
    ties = "source,target\nana,bo\ncy,di\n"
    assert read(tmp_path, PEOPLE, ties, directed=False).doubts == ()


def test_without_a_ties_file_nobody_was_asked_and_everybody_can_listen_to_the_team(
    tmp_path: Path,
) -> None:
    assert "There is no ties file: nobody follows" in read(tmp_path, PEOPLE, None).doubts[0]
    together = read(tmp_path, PEOPLE, None, nonresponse="team")
    pairs = [("ana", "bo"), ("bo", "ana"), ("cy", "di"), ("di", "cy")]
    assert arcs(together.organisation) == dict.fromkeys(pairs, 1.0)
    assert "everybody in their team" in together.doubts[0]


@pytest.mark.parametrize("how", ["reciprocity", "drop"])
def test_answers_are_needed_where_they_are_to_be_made_up_for(tmp_path: Path, how: str) -> None:
    (said,) = problems(tmp_path, PEOPLE, None, nonresponse=how)
    assert said == (
        f"organisation.nonresponse = {how}: nobody answered, or there is no ties file; "
        "choose as_told or team"
    )


def test_the_column_that_says_who_answered_is_known_by_other_headers(tmp_path: Path) -> None:
    people = "id,team,Has responded\nana,sales,ja\nbo,sales,nein\n"
    (doubt,) = read(tmp_path, people, "source,target\nana,bo\n").doubts
    assert doubt.startswith("1 of 2 people (50%) did not answer.")


def test_a_row_in_a_survey_is_an_answer_though_it_names_nobody(tmp_path: Path) -> None:
    survey = "respondent,name1,name2\nana,bo,cy\nbo,,\ncy,bo,\n"
    missing, silent = read(tmp_path, PEOPLE, survey).doubts
    assert missing.startswith("1 of 4 people (25%) did not answer.")  # di, who has no row
    assert silent.startswith("1 of 4 people (25%) answered and named nobody.")  # bo


def test_an_answer_counts_though_none_of_its_ties_does(tmp_path: Path) -> None:
    ties = """source,target,weight,layer
ana,bo,1,advice
bo,ana,0,advice
cy,ana,1,lunch
di,xavier,1,advice
ana,cy,1,advice
"""
    found = read(tmp_path, PEOPLE, ties, layers=["advice"], outsiders="drop", nonresponse="drop")
    assert found.organisation.people == 4  # weight zero, another layer and an outsider are answers
    assert found.doubts[-1].startswith("3 of 4 people (75%) named only people or ties that are not")


def test_who_did_not_answer_is_said_though_others_tell_their_ties(tmp_path: Path) -> None:
    people = "id,team,answered\nana,sales,yes\nbo,sales,no\ncy,works,no\n"
    ties = "source,target\nbo,ana\n"  # of a list without direction it is not known who said it
    found = read(tmp_path, people, ties, directed=False)
    assert found.doubts[0].startswith(
        "2 of 3 people (67%) did not answer. 1 of them listen to nobody"
    )
    assert read(tmp_path, people, ties, directed=False, nonresponse="drop").organisation.people == 1
    typed = "source,target,type\nbo,ana,undirected\n"
    assert read(tmp_path, people, typed).doubts == found.doubts


def test_people_are_not_left_out_in_silence_where_all_are_tied(tmp_path: Path) -> None:
    assert read(tmp_path, PEOPLE, TIES, all_tied=True).doubts == ()
    (doubt,) = read(tmp_path, PEOPLE, TIES, all_tied=True, nonresponse="drop").doubts
    assert "They are left out" in doubt


def test_the_mean_weight_is_that_of_ties_and_not_of_lines(tmp_path: Path) -> None:
    twice = "source,target,weight\nana,bo,2\nana,bo,2\ncy,di,6\ndi,cy,2\n"  # 4, 6 and 2
    told = read(tmp_path, PEOPLE, twice, nonresponse="team")
    assert arcs(told.organisation)["bo", "ana"] == 4.0


def test_a_word_that_says_neither_yes_nor_no_is_refused(tmp_path: Path) -> None:
    people = "id,team,answered\nana,sales,yes\nbo,sales,perhaps\n"
    (said,) = problems(tmp_path, people, "source,target\nana,bo\n")
    assert said == "answered: says neither yes nor no: 'perhaps'; write yes or no"


def test_ties_of_the_reporting_line_are_told_where_there_are_no_others(tmp_path: Path) -> None:
    (doubt,) = read(tmp_path, PEOPLE, None, manager_ties=True).doubts
    assert doubt == (
        "There is no ties file: the only ties are those of the reporting line or of second teams."
    )
    found = read(tmp_path, PEOPLE, TIES, manager_ties=True)
    assert "Of them only those ties are known" in found.doubts[0]


def test_too_many_ties_within_teams_are_refused(tmp_path: Path) -> None:
    people = "id,team\n" + "".join(f"p{number},x\n" for number in range(4_000))
    (said,) = problems(tmp_path, people, "source,target\np1,p2\n", nonresponse="team")
    assert said.startswith("organisation.nonresponse = team: would make more than 10,000,000 ties")


def test_who_names_somebody_is_found_by_the_column_that_was_told(tmp_path: Path) -> None:
    people = "id,team,badge\n1,x,4\n2,x,3\n3,y,2\n4,y,1\n"
    columns = {"source.by": "badge", "target.by": "badge"}
    (doubt,) = read(tmp_path, people, "source,target\n4,3\n", columns=columns).doubts
    assert doubt.startswith("3 of 4 people (75%) name nobody.")  # badge 4 is person 1, not person 4
