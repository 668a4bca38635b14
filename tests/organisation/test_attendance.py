"""Who was in which meeting: everybody shares one out among the others of each event."""

from pathlib import Path

import numpy as np

from tests.support.ties_files import PEOPLE, arcs, doubts, problems, read
from winsim.organisation.files.forms.attendance import projected


def test_who_met_among_k_people_listens_to_each_of_them_with_one_share(tmp_path: Path) -> None:
    met = "person,meeting\nana,monday\nbo,monday\ncy,monday\nana,pair\nbo,pair\ndi,alone\n"
    found = read(tmp_path, met, PEOPLE + "ed,works\nfi,works\n")
    both = {"ana bo": 1.5, "ana cy": 0.5, "bo cy": 0.5}
    back = {f"{j} {i}": weight for (i, j), weight in ((k.split(), w) for k, w in both.items())}
    assert arcs(found) == both | back
    assert "attendance at 2 events" in found.notes[0]
    assert "1 event of one person left out" in found.notes[0]
    assert doubts(found) == []


def test_an_event_with_most_people_is_doubted_and_noted_by_name_and_can_be_left_out(
    tmp_path: Path,
) -> None:
    met = "person,meeting\nana,All hands\nbo,All hands\ncy,All hands\nana,pair\nbo,pair\n"
    found = read(tmp_path, met)
    (doubt,) = doubts(found)
    assert "the largest event holds 3 of 4 people" in doubt
    assert "All hands" not in doubt
    assert any("--set 'organisation.leave_out=[All hands]'" in words for words in found.notes)
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
    (words,) = problems(tmp_path, met, people=people)
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


def test_the_export_of_a_calendar_is_attendance(tmp_path: Path) -> None:
    calendar = (
        "Subject,Organizer,Required Attendees,Optional Attendees,Start\n"
        "Jour fixe,ana,bo; cy,,2026-01-05 10:00\nJour fixe,ana,bo,,2026-01-12 10:00\n"
        "Review,cy,,di,2026-01-06 10:00\n"
    )
    found = read(tmp_path, calendar)
    both = {"ana bo": 1.5, "ana cy": 0.5, "bo cy": 0.5, "cy di": 1}
    back = {" ".join(reversed(pair.split())): weight for pair, weight in both.items()}
    assert arcs(found) == both | back
    without = read(tmp_path, calendar, leave_out=("Jour fixe 2026-01-05 10:00",))
    assert arcs(without) == {"ana bo": 1, "bo ana": 1, "cy di": 1, "di cy": 1}


def test_a_list_of_ticks_may_have_no_header_for_people_and_a_column_of_sums(tmp_path: Path) -> None:
    found = read(tmp_path, ",monday,friday,Total\nana,1,0,1\nbo,1,1,2\ncy,0,1,1\n")
    assert arcs(found) == {"ana bo": 1, "bo ana": 1, "bo cy": 1, "cy bo": 1}
