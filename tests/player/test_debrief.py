"""The debrief says what decided a run, and the spiral whether its work was done: from the run's records."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from tests.support.tiny_change import tiny
from winsim.player.course import course_questions, course_rows, dropped
from winsim.player.document import document
from winsim.player.loop import STATES, loop_of
from winsim.player.play import play
from winsim.player.recording import UNAWARE, Recording, record
from winsim.player.timeline import timeline
from winsim.runs.simulate import simulate
from winsim.scenario.reading import read_scenario, scenario_from

SCENARIOS = Path(__file__).parents[2] / "scenarios"


def shipped(name: str, rollout: str) -> Recording:
    return record(read_scenario(SCENARIOS / f"{name}.yaml"), rollout, 1)


def varied(text: str, weeks: int = 60, risk: float = 0.0) -> Recording:
    """The big bang of a tiny change with a line more, or several."""
    return record(scenario_from(tiny(weeks, risk=risk) + text, "tiny.yaml"), "big_bang", 1)


def states(run: Recording) -> set[str]:
    return {STATES[state] for state in loop_of(run).state}


def said(run: Recording) -> str:
    return " ".join(course_questions(run))


def row(run: Recording, name: str) -> str:
    return course_rows([run]).get(name, ("",))[0].replace("\u00a0", " ")


def test_a_programme_that_was_given_up_is_told_from_one_that_was_carried_through() -> None:
    given_up = shipped("early-withdrawal", "week_26")
    strategic, adopted = given_up.measured("strategic")[26], given_up.measured("adopted")
    in_use = f"{100 * strategic:.0f} %"
    ending = f"week 26: the programme was withdrawn, with {in_use} of the value in use"
    assert row(given_up, "Programme") == ending
    asked = said(given_up).replace("\u00a0", " ")
    assert f"given up in week 26, with {in_use} of its value in use" in asked
    assert f"as a setback of {2 * (1 - strategic):.1f}." in asked  # abandonment is 2
    assert f"{100 * adopted[26]:.0f} % of people worked the new way then" in asked
    carried = shipped("early-withdrawal", "carried_through")
    assert row(carried, "Programme") == "week 43: all steps are done"
    assert "given up" not in said(carried)


FATAL = """
name: fatal
weeks: 12
organisation: {generate: {people: 8, team_size: 8}}
mechanisms: {choice: false}
behaviour: {flaw_loss: 0, detection_floor: 1}
initiative:
  steps:
    - {name: first, work: 1, value: 0.5}
    - {name: second, work: 1, value: 0.5, risk: 1, built_on: 1, fatal: true}
rollouts: {plan: {}}
"""
"""The flaw of the second step takes the first out of use, and ends the programme, in one week."""


def test_a_setback_is_told_as_it_was_felt_when_the_week_took_progress_away() -> None:
    # Half of the value was in use as the programme ended: 2 × ½ was felt, beside the flaw itself.
    run = record(scenario_from(FATAL, "fatal.yaml"), "plan", 1)
    strategic, week = run.measured("strategic"), int(run.ended_week)
    assert (strategic[week - 1], strategic[week]) == (0.5, 0.0)
    assert "as a setback of 1.0." in said(run)


def test_without_its_mechanism_giving_up_is_no_setback() -> None:
    event = "events: [{week: 5, kind: withdrawal}]\n"
    assert "Every team felt" in said(varied(event))
    off = said(varied(event + "mechanisms: {abandonment: false}\n"))
    assert "given up in week 5" in off
    assert "Every team felt" not in off


def test_what_a_review_dropped_is_named_and_the_work_is_done_all_the_same() -> None:
    run = shipped("stalled-programme", "real_and_seen")
    what = "newsletter, portal, awards and 3 more, 8 % of the declared value"
    assert row(run, "Dropped by a review") == f"week 13: {what}"
    assert row(run, "Programme") == "week 51: all steps are done, but for those dropped"
    week = int(np.argmax(run.dropped.any(axis=1)))
    assert (run.state.record.weeks["strategic"][-1], week) == (pytest.approx(0.92), 13)
    assert f"In week {week} a review of real_and_seen dropped newsletter" in said(run)
    marks = [mark for mark in timeline(run, {}) if mark.kind == "review"]
    assert [(mark.week, mark.words.startswith("a review drops newsletter")) for mark in marks] == [
        (week, True)
    ]
    assert "programme stopped" not in states(run)
    assert "programme stopped" in states(shipped("early-withdrawal", "week_13"))


def test_what_each_of_two_reviews_dropped_stands_with_its_week() -> None:
    run = shipped("stalled-programme", "real_and_seen")
    early, late = run.dropped.copy(), run.dropped.copy()
    early[:, 1:], late[:26] = 0, 0
    twice = replace(run, dropped=early | late)
    assert [(week, what.split(",")[0]) for week, what in dropped(twice)] == [
        (13, run.steps[0].name),
        (26, "portal"),
    ]


def test_wins_of_low_value_are_counted() -> None:
    vain = shipped("stalled-programme", "vanity_wins")
    assert row(vain, "Wins of low value") == "120 of 200, together 8 % of the declared value"
    assert "120 of 200 wins in vanity_wins were in steps of low value" in said(vain)
    assert row(shipped("ops-redesign", "pilots"), "Wins of low value") == ""


UNHEARD = "teams: {safety: 0}\nbehaviour: {detection_floor: 0}\n"


def test_a_flaw_that_nobody_found_is_told_with_what_it_costs() -> None:
    run = varied(UNHEARD, risk=1.0)
    assert row(run, "Flaws") == "nobody found that in sort"
    asked = said(run).replace("\u00a0", " ")
    assert "the flaw in sort, which so yields 25 % of its value" in asked
    assert run.at_end("strategic") == pytest.approx(0.6 + 0.25 * 0.4)
    assert "work is done" in states(run)
    found = varied("", risk=1.0)
    assert row(found, "Flaws") == "1 came to light"
    assert "nobody found" not in said(found)


def test_whoever_left_is_counted_also_in_the_first_week() -> None:
    """All hear of the change in every week, so that only who has just come has not."""
    run = varied("behaviour: {announce: 1, turnover: 1}\n")
    assert (run.left[1:] == (run.standing[1:] == UNAWARE)).all()
    assert not run.left[0].any()
    left = int(run.left.sum())
    assert left > 10
    assert row(run, "Left and replaced").startswith(f"{left} people; ")
    assert row(varied("behaviour: {turnover: 0}\n"), "Left and replaced") == ""


def test_a_newcomer_in_the_place_of_an_adopter_has_not_turned_back() -> None:
    text = tiny(60) + "behaviour: {turnover: 1}\nmechanisms: {reversal: false}\n"
    runs = simulate(scenario_from(text, "tiny.yaml"), seeds=[1])
    rows = {
        line["name"]: line["texts"]
        for line in document(play(runs), stories=False)["debrief"]["rows"]
    }
    assert rows["Turned back"] == ["nobody", "nobody"]
    assert all("people; " in text for text in rows["Left and replaced"])
