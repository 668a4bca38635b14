"""The scenario to start from: templates that run, and answers that arrive where they say they do."""

from pathlib import Path
from typing import Any

import pytest

from winsim.problems import BadInput
from winsim.runs.simulate import simulate
from winsim.scenario.answers import Answers, empty_answers, read_answers
from winsim.scenario.kinds import KINDS
from winsim.scenario.questionnaire import QUESTIONS
from winsim.scenario.reading import scenario_from
from winsim.scenario.scenario import Scenario
from winsim.scenario.starter import starter
from winsim.scenario.template import template


def started(answers: Answers) -> Scenario:
    """The scenario in the text that is written for some answers."""
    return scenario_from(starter("new.yaml", "new", None, None, {}, answers), "new.yaml")


def process(**given: Any) -> Scenario:
    """A process redesign with some answers."""
    return started(Answers("process_redesign", given))


def answered(folder: Path, text: str) -> list[str]:
    """What is wrong with a file of answers, problem by problem."""
    file = folder / "answers.yaml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(BadInput) as refused:
        read_answers(file)
    return [str(problem).removeprefix(f"{folder}/") for problem in refused.value.problems]


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_written_is_the_template_and_says_that_it_is_invented(kind: str) -> None:
    written, meant = started(Answers(kind)), template(kind)
    assert written.with_fields({"name": kind, "sources": []}) == meant
    assert list(written.rollouts) == ["big_bang", "pilots"]
    assert written.sources[0].startswith("assumption: invented for a start")


@pytest.mark.parametrize("kind", KINDS)
def test_both_rollouts_of_every_template_begin_and_win(kind: str) -> None:
    runs = simulate(started(Answers(kind, {"people": 90, "weeks": 65})), seeds=range(1, 4))
    outcomes = runs.runs
    assert (outcomes["wins"] > 0).all()
    assert (outcomes["adoption"] > 0).all()
    assert (outcomes["benefit"] > 0).all()


def test_neither_side_is_better_in_all_templates() -> None:
    ahead = {kind: pilots_ahead(kind) for kind in ("process_redesign", "system_cutover")}
    assert ahead["process_redesign"] > 0 > ahead["system_cutover"]


def pilots_ahead(kind: str) -> float:
    """How much higher the net value of the pilots is on average, in person-weeks."""
    runs = simulate(template(kind), seeds=range(1, 11)).runs
    means = runs.groupby("rollout")["net_value"].mean()
    return float(means["pilots"] - means["big_bang"])


def test_the_events_that_are_offered_happen_once_their_mark_is_taken_away() -> None:
    for weeks in (10, 104):
        text = starter("new.yaml", "new", None, None, {}, Answers(given={"weeks": weeks}))
        start = text.index("#events:")
        offered = text[start:].replace("#events:", "events:").replace("#  - {", "  - {")
        events = scenario_from(text[:start] + offered, "new.yaml").events
        assert {event.kind for event in events} == {
            *("win", "setback", "reorganisation", "budget_cut", "sponsor_leaves", "withdrawal")
        }
        assert all(1 <= event.week <= weeks for event in events)


def test_every_asked_field_is_written_with_its_meaning() -> None:
    text = starter("new.yaml", "new", None, None, {})
    assert "  decide_every: 4  # weeks from one leadership meeting to the next\n" in text
    assert "  price: 0.05  # what a week of the full benefit is worth, per employee" in text
    assert "  patience: 8  # weeks without a visible result before silence is felt\n" in text
    assert max(len(line) for line in text.splitlines() if "{name: " not in line) <= 100


def test_hours_become_weeks_of_forty_hours() -> None:
    scenario = process(price=4, time=6, double_work=1)
    assert scenario.initiative.price == 0.1
    assert scenario.teams.capacity.constant == 0.15
    assert scenario.initiative.dual_running == 0.025


def test_work_and_design_are_shared_out_over_the_steps_as_they_were() -> None:
    before, after = process().initiative.steps, process(work=7, design=22).initiative.steps
    assert [step.work for step in before] == [2, 3, 3, 5, 1]  # 14 in all, and so halved by 7
    assert [step.work for step in after] == [1, 1.5, 1.5, 2.5, 0.5]
    assert [step.design for step in before] == [1, 2, 2, 6, 0]  # 11 in all, and so doubled by 22
    assert [step.design for step in after] == [2, 4, 4, 12, 0]


def test_risk_is_said_of_the_step_that_is_doubted_most() -> None:
    assert [step.risk for step in process().initiative.steps] == [0.05, 0.1, 0.1, 0.3, 0]
    assert [step.risk for step in process(risk=0.6).initiative.steps] == [0.1, 0.2, 0.2, 0.6, 0]
    assert process(risk="likely").initiative.steps[3].risk == 0.4
    seen = [step.visibility for step in process(visibility="partly").initiative.steps]
    assert seen == [0.3, 0.6, 0.6, 0.6, 0.6]


def test_words_stand_for_the_numbers_beside_them() -> None:
    scenario = process(
        trust="hardly", past="well", sponsor="firmly", meetings="quarterly", gate="all",
        together="most", two_ways="everybody", gain="much", loss="little", budget="unlimited",
    )  # fmt: skip
    assert (scenario.employees.trust.constant, scenario.employees.belief.constant) == (0.3, 0.5)
    assert (scenario.leadership.support, scenario.leadership.decide_every) == (0.8, 13)
    assert scenario.rollouts["pilots"].waves[1].gate.wins == 1
    assert scenario.initiative.complementarity == 0.7
    assert scenario.initiative.side_by_side == "organisation"
    assert (scenario.initiative.gain, scenario.initiative.loss) == (1.3, 0.8)
    assert scenario.leadership.budget is None


def test_levers_are_answered_for_all_rollouts_alike() -> None:
    scenario = process(protected="most", documentation="no", obliged="enforced", deadline=52)
    for rollout in scenario.rollouts.values():
        assert {wave.protected for wave in rollout.waves} == {0.8}
        assert (rollout.documentation, rollout.mandate) == (False, 0.2)
        assert [(one.week, one.progress) for one in rollout.promises] == [(52, 0.9)]


def test_pilots_get_more_only_where_an_answer_says_so() -> None:
    scenario = process(protected=0.5, pilots_protected=0.9)
    protected = {
        name: [wave.protected for wave in rollout.waves]
        for name, rollout in scenario.rollouts.items()
    }
    assert protected == {"big_bang": [0.5], "pilots": [0.9, 0.5]}


def test_a_deadline_can_be_taken_out_of_the_template_that_has_one() -> None:
    assert template("regulatory_deadline").rollouts["big_bang"].promises[0].week == 39
    without = started(Answers("regulatory_deadline", {"deadline": "none"}))
    assert all(rollout.promises == () for rollout in without.rollouts.values())


@pytest.mark.parametrize("kind", KINDS)
def test_the_answers_that_a_template_holds_change_nothing(kind: str) -> None:
    for name, question in QUESTIONS.items():
        today = question.shown(question.target.read(template(kind)))
        answer = today if today in question.words or question.is_text else float(today)
        assert Answers(kind, {name: answer}).scenario == template(kind), name
        assert question.target.paths(template(kind)), name


def test_what_was_answered_is_named_among_the_sources() -> None:
    assert process(price=4, work=7).sources[1] == (
        "practice: answers to the questionnaire on work, price"
    )


def test_the_empty_questionnaire_is_a_file_of_answers_that_change_nothing(tmp_path: Path) -> None:
    file = tmp_path / "answers.yaml"
    file.write_text(empty_answers(), encoding="utf-8")
    assert read_answers(file) == Answers("process_redesign", {})
    assert all(f"\n{name}:\n" in empty_answers() for name in QUESTIONS)
    file.write_text(empty_answers().replace("\nprice:\n", "\nprice: 4\n"), encoding="utf-8")
    assert read_answers(file).given == {"price": 4}


def test_every_wrong_answer_gets_its_line_and_what_may_be_answered(tmp_path: Path) -> None:
    assert answered(
        tmp_path,
        "kind: process\nrisk: likley\nwrok: 3\nmeetings: 4.5\ntrust: 2\ndocumentation: 1\n"
        "two_ways: 0.3\n",
    ) == [
        "answers.yaml:1: kind = process: there is no such kind of change; "
        "did you mean 'process_redesign'?",
        "answers.yaml:2: risk = likley: must be a number from 0 to 0.95 (probability), or one of "
        "hardly (0.05), perhaps (0.15), likely (0.4); did you mean 'likely'?",
        "answers.yaml:3: wrok = 3: there is no such question; did you mean 'work'?",
        "answers.yaml:4: meetings = 4.5: must be a whole number from 1 to 104 (weeks), or one of "
        "monthly (4), quarterly (13)",
        "answers.yaml:5: trust = 2: must be a number from 0.05 to 0.95 (share who believe it), or "
        "one of hardly (0.3), partly (0.5), mostly (0.7)",
        "answers.yaml:6: documentation = 1: must be one of yes, no",
        "answers.yaml:7: two_ways = 0.3: must be one of each team, everybody",
    ]


def test_answers_that_contradict_one_another_are_refused_where_they_stand(tmp_path: Path) -> None:
    assert answered(tmp_path, "weeks: 52\ndeadline: 60\n") == [
        "answers.yaml:2: deadline = 60: the deadline (week 60) lies after the last week (52); "
        "give an earlier deadline or more weeks"
    ]
    assert answered(tmp_path, "kind: regulatory_deadline\nweeks: 26\n") == [
        "answers.yaml:2: weeks = 26: the deadline (week 39) lies after the last week (26); "
        "give an earlier deadline or more weeks"
    ]
    assert answered(tmp_path, "people: 36\nfirst_teams: 4\n") == [
        "answers.yaml:2: first_teams = 4: there are about 4 teams, and 4 would go first; "
        "some must be left to follow"
    ]


@pytest.mark.parametrize("text", ["- 1\n- 2\n", "just words", "a: 1\na: 2\n", "\tx", ""])
def test_a_file_that_holds_no_answers_is_refused(tmp_path: Path, text: str) -> None:
    assert answered(tmp_path, text)
