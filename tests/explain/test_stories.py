"""Stories: a run simulated again is the same run, and what is told of it adds up."""

import re
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from winsim.explain.person import PersonStory, movement, person_story, story_of_person
from winsim.explain.replay import Replay, notable, replay_of
from winsim.explain.team import TeamStory, story_of_team, team_story
from winsim.explain.team_statements import story_statements
from winsim.model.programme import OPEN
from winsim.model.rules import appeal
from winsim.problems import BadInput
from winsim.runs.run import simulate_one
from winsim.runs.simulate import simulate
from winsim.scenario.reading import read_scenario, scenario_from
from winsim.scenario.scenario import Scenario

SHIPPED = sorted((Path(__file__).parents[2] / "scenarios").glob("*.yaml"))

RICH = """\
name: rich
weeks: 60
organisation: {generate: {people: 48, team_size: 6}}
behaviour: {attention: 0.6, decision_noise: 0.05, averaging: 0.1}
mechanisms: {averaging: true}
initiative:
  design_capacity: 1
  steps:
    - {name: sort, work: 1, value: 0.2, visibility: 0.8}
    - {name: join, work: 2, value: 0.5, risk: 0.9, built_on: 0.3, design: 3}
    - {name: guard, work: 1, value: 0.3, needs: [sort], gate: 0.2}
rollouts:
  big_bang: {release: whole, work_in_progress: 2, mandate: 0.05}
  pilots:
    waves:
      - {pick: readiest, count: 2, protected: 0.8}
      - {teams: rest, gate: {wins: 0.6}}
    documentation: true
    ownership: rotation
    checkpoint_every: 8
    promises: [{week: 12, progress: 0.5}]
    broadcast_every: 4
events:
  - {week: 30, kind: setback, size: 1}
"""

CHAIN = """\
name: chain
weeks: 6
organisation: {people: people.csv, ties: ties.csv}
employees: {susceptibility: 1, threshold: {column: threshold}}
behaviour: {announce: 1, decision_noise: 0, reversal: 0}
initiative: {steps: []}
rollouts: {only: {}}
"""
FOUR = """\
id,team,name,threshold
a,Blue,Ada,0
b,Blue,Ben,0.3
c,Blue,Cleo,0.6
d,Blue,Ben,0.9
"""

GOING_BACK = """\
name: back
weeks: 60
organisation: {generate: {people: 6, team_size: 6, vary: false}}
employees: {threshold: 0.4, susceptibility: 0, loss_aversion: 1}
behaviour: {announce: 1, silence_weight: 1, hysteresis: 0.01, reversal: 1, skill_gain: 0}
initiative:
  steps:
    - {name: one, work: 1, value: 0.1}
    - {name: two, work: 500, value: 0.9}
leadership: {stop_below: 0}
rollouts: {only: {}}
mechanisms: {turnover: false, discernment: false, experience: false}
"""


@pytest.fixture(scope="module")
def rich() -> Scenario:
    return scenario_from(RICH, "rich.yaml")


@pytest.fixture(scope="module")
def pilots(rich: Scenario) -> Replay:
    return replay_of(rich, "pilots", 3)


@pytest.fixture
def chain(tmp_path: Path) -> Scenario:
    """Four people who all listen to one another; each joins when enough others have."""
    ties = [f"{one},{other}" for one in "abcd" for other in "abcd" if one != other]
    (tmp_path / "people.csv").write_text(FOUR)
    (tmp_path / "ties.csv").write_text("\n".join(("source,target", *ties)))
    (tmp_path / "chain.yaml").write_text(CHAIN)
    return read_scenario(tmp_path / "chain.yaml")


def small(steps: str, **rest: str) -> Scenario:
    """Six people in one team that gives a person-week a week, and what is asked for beside."""
    parts = {
        "organisation": "{generate: {people: 6, team_size: 6, vary: false}}",
        "teams": "{capacity: 0.1666666666666667}",
        "behaviour": "{effort_floor: 1, fatigue_up: 0, efficacy_effort: 0, goal_gradient: 0}",
        "rollouts": "{only: {}}",
        **rest,
    }
    lines = "\n".join(f"{name}: {value}" for name, value in parts.items())
    initiative = f"initiative: {{team_size: 6, design_capacity: 1, overhead: 0, steps: [{steps}]}}"
    return scenario_from(f"name: small\nweeks: 12\n{lines}\n{initiative}\n", "small.yaml")


def differences(replay: Replay) -> list[str]:
    """The parts in which a replayed state differs from the same run of the table."""
    simulated = simulate_one(replay.scenario, replay.rollout, replay.seed)
    here, there = replay.state, simulated.state
    parts: list[tuple[str, Any, Any]] = [
        *zip(
            here.population.employees._fields,
            here.population.employees,
            there.population.employees,
            strict=True,
        ),
        *zip(here.record._fields, here.record, there.record, strict=True),
    ]
    for name in ("teams", "tasks", "steps", "leadership"):
        ours, theirs = getattr(here.change, name), getattr(there.change, name)
        parts += [(f"{name}.{field}", ours[field], theirs[field]) for field in ours.dtype.names]
    return [name for name, ours, theirs in parts if not np.array_equal(ours, theirs)]


@pytest.mark.parametrize("seed", [1, 2, 3])
@pytest.mark.parametrize("rollout", ["big_bang", "pilots"])
def test_a_replayed_run_is_the_run_to_the_last_bit(rich: Scenario, rollout: str, seed: int) -> None:
    assert differences(replay_of(rich, rollout, seed)) == []


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_so_is_every_shipped_scenario(path: Path) -> None:
    scenario = read_scenario(path)
    for rollout in scenario.rollouts:
        assert differences(replay_of(scenario, rollout, 5, people=())) == []


def test_the_terms_add_up_to_the_appeal_and_to_the_inclination_exactly(pilots: Replay) -> None:
    for place, person in enumerate(pilots.organisation.ids):
        story = story_of_person(pilots, person)
        terms = story.table.filter(like="from_").to_numpy()
        assert (np.cumsum(terms, axis=1)[:, -1] == story.table["log_odds"]).all()
        assert story.table["appeal"].tolist() == [
            appeal.probability(log_odds) for log_odds in story.table["log_odds"]
        ]
        decided = [float(snapshot.employees.inclination[place]) for snapshot in pilots.snapshots]
        assert story.table["inclination"].tolist()[1:] == decided[1:]


OTHERWISE = ("averaging", "experience", "turnover")
"""Mechanisms that move belief beside the evidence that is told."""


def test_the_evidence_that_is_told_is_the_evidence_that_counted(rich: Scenario) -> None:
    scenario = rich.model_copy(
        update={"mechanisms": rich.mechanisms.model_copy(update=dict.fromkeys(OTHERWISE, False))}
    )
    pilots = replay_of(scenario, "pilots", 3)
    behaviour, traits = scenario.behaviour, pilots.state.population.traits
    for place, person in enumerate(pilots.organisation.ids):
        seen = story_of_person(pilots, person).table.loc[1:]
        taken = seen.filter(regex="_wins$").sum(axis=1).to_numpy()
        burden = seen.filter(regex="_setbacks$").sum(axis=1) * behaviour.setback_weight
        burden += seen["silence"] * behaviour.silence_weight
        for side, prior, news in (
            ("belief_for", traits.prior_for[place], taken),
            ("belief_against", traits.prior_against[place], burden.to_numpy()),
        ):
            held = np.array(
                [getattr(snapshot.employees, side)[place] for snapshot in pilots.snapshots]
            )
            expected = prior + (held[:-1] - prior) * behaviour.memory + news
            assert held[1:] == pytest.approx(expected, abs=1e-12)
        assert (taken + seen.filter(regex="_setbacks$").sum(axis=1) <= 0.6 + 1e-12).all()


@pytest.mark.parametrize(("since", "until"), [(0, 60), (4, 31), (30, 30), (29, 30)])
def test_what_moved_a_person_adds_up(pilots: Replay, since: int, until: int) -> None:
    for person in pilots.organisation.ids[::7]:
        story = story_of_person(pilots, person)
        moved, table = movement(story, since, until), story.table
        assert sum(moved.terms.values()) == pytest.approx(moved.log_odds, abs=1e-12)
        for part, column in ((moved.log_odds, "log_odds"), (moved.inclination, "inclination")):
            change = table[column].loc[until] - table[column].loc[since]
            assert part == pytest.approx(change, abs=1e-12)


@pytest.mark.parametrize("rollout", ["big_bang", "pilots"])
def test_stories_fit_the_table_of_employees(rich: Scenario, rollout: str) -> None:
    table = simulate(rich, [rollout], seeds=[3], employees=True).employees
    assert table is not None
    replay = replay_of(rich, rollout, 3)
    rows: list[Any] = list(table.itertuples())
    for row in rows:
        story = story_of_person(replay, row.id)
        came = max((one.week for one in story.history if one.kind == "replaced"), default=-1)
        adopted = [one.week for one in story.history if one.kind == "adopted" and one.week > came]
        assert adopted[-1:] == ([] if np.isnan(row.adopted_week) else [row.adopted_week])
        last = story.table.iloc[-1]
        assert (story.team, last.adopted) == (row.team, row.adopted)
        assert (last.belief, last.trust) == (row.belief, row.trust)


def test_who_leaves_is_told_apart_from_who_goes_back() -> None:
    # All have adopted, nobody goes back, and at a turnover of 1 a year one in 52 leaves each week.
    scenario = small(
        "{name: a, work: 99, value: 1}",
        employees="{adopters_at_start: {share: 1}, threshold: 0}",
        behaviour="{turnover: 1, announce: 0, word_of_mouth: 0}",
        mechanisms="{turnover: true}",
    ).with_fields(weeks=40)
    replay = replay_of(scenario, "only", 1)
    aware = np.array([day.employees.aware for day in replay.snapshots]).astype(int)
    gone = {int(who): int(np.argmin(aware[:, who])) for who in np.flatnonzero(aware[-1] == 0)}
    assert gone
    for who, week in gone.items():
        story = story_of_person(replay, replay.organisation.ids[who])
        assert [(one.week, one.kind) for one in story.history if one.week] == [(week, "replaced")]
        said = story_statements(story)
        assert f"Week {week}: left the organisation; a newcomer took the place, who " in "".join(
            said
        )
        assert not any("went back" in line for line in said)


def test_a_chain_of_four_can_be_followed_by_hand(chain: Scenario) -> None:
    weeks = {name: person_story(chain, "only", 1, name).history[-1] for name in "abcd"}
    assert {name: (one.week, one.by) for name, one in weeks.items()} == {
        "a": (1, "convinced"),
        "b": (2, "convinced"),
        "c": (3, "convinced"),
        "d": (4, "convinced"),
    }
    said = story_statements(person_story(chain, "only", 1, "c"))
    assert said[0].startswith("Cleo (c) of Blue, rollout only, seed 1: threshold 0.60; ")
    assert said[1] == "There was something in use in the team from the start."
    assert said[2] == "Week 1: heard of the change from leadership."
    assert said[3].endswith(
        "2 of 3 colleagues had adopted; inclination 0.67 reached the threshold 0.60 (+0.67 from "
        "colleagues' example, +0.00 from own judgement)."
    )


def test_a_person_is_found_by_id_or_by_a_name_that_only_one_has(chain: Scenario) -> None:
    assert person_story(chain, "only", 1, "Cleo").id == "c"
    with pytest.raises(BadInput, match="2 people have this name; give an id: b, d"):
        person_story(chain, "only", 1, "Ben")
    with pytest.raises(BadInput, match="nobody has this id or name; did you mean 'Cleo'"):
        person_story(chain, "only", 1, "Clea")
    with pytest.raises(BadInput, match="no such team; did you mean 'Blue'"):
        team_story(chain, "only", 1, "Blu")
    with pytest.raises(BadInput, match="no such rollout"):
        person_story(chain, "onyl", 1, "a")


def adoptions(scenario: Scenario) -> list[str]:
    """How those who adopted came to adopt, each once."""
    replay = replay_of(scenario, "only", 1)
    stories = [story_of_person(replay, person) for person in replay.organisation.ids]
    return sorted({h.by for story in stories for h in story.history if h.kind == "adopted"})


def test_who_complies_is_not_called_convinced() -> None:
    step, unmoved = "{name: one, work: 1, value: 1}", "{threshold: 1}"
    mandate = small(step, employees=unmoved, rollouts="{only: {mandate: 0.9}}")
    assert adoptions(mandate) == ["complied"]
    noise = small(step, employees=unmoved, behaviour="{decision_noise: 1, announce: 1}")
    assert adoptions(noise) == ["noise"]
    start = small(step, employees="{threshold: 0.9, adopters_at_start: {count: 1}}")
    assert adoptions(start) == ["start"]


def test_who_never_adopts_is_told_why() -> None:
    step = "{name: one, work: 1, value: 1}"
    deaf = small(step, behaviour="{announce: 0, word_of_mouth: 0}")
    replay = replay_of(deaf, "only", 1)
    person = replay.organisation.ids[0]
    assert "Did not adopt: never heard of the change." in story_statements(
        story_of_person(replay, person)
    )
    endless = small("{name: one, work: 999, value: 1}", behaviour="{announce: 1}")
    said = story_statements(person_story(endless, "only", 1, person))
    assert "Did not adopt: nothing was in use in the team to adopt." in said
    unmoved = small(step, employees="{threshold: 1}", behaviour="{announce: 1}")
    said = story_statements(person_story(unmoved, "only", 1, person))
    assert any("short of the threshold 1.00" in sentence for sentence in said)


def test_who_loses_what_was_in_use_is_told_so() -> None:
    # The only step is found flawed once it is in use; all who had adopted lose it, and come back.
    step = "{name: one, work: 1, value: 1, risk: 1}"
    behaviour = "{announce: 1, detection_floor: 0.2, decision_noise: 0}"
    lost = small(step, employees="{threshold: 0.01}", behaviour=behaviour)
    stories = [person_story(lost, "only", seed, "1") for seed in range(1, 13)]
    story = next(s for s in stories if any(one.kind == "recalled" for one in s.history))
    said = story_statements(story)
    assert [one.kind for one in story.history][-3:] == ["adopted", "recalled", "adopted"]
    assert any("what was in use in the team was taken out of use again" in line for line in said)
    assert any("Since losing it in week" in line for line in said)


def test_a_newcomers_case_is_told_from_coming_and_not_from_who_left() -> None:
    # All are convinced at once; whoever comes hears of it again, and adopts in that week or the next.
    step = "{name: one, work: 1, value: 1}"
    behaviour = "{announce: 0.5, turnover: 1, decision_noise: 0}"
    scenario = small(step, employees="{threshold: 0.01}", behaviour=behaviour)
    stories = [person_story(scenario, "only", seed, "1") for seed in range(1, 40)]
    told = [
        (one.week, line)
        for story in stories
        for one in story.history
        if one.kind == "replaced"
        for line in story_statements(story)
        if re.search(r"Week (\d+): adopted", line)
        and int(re.findall(r"Week (\d+)", line)[0]) > one.week
    ]
    assert len(told) > 2
    for week, line in told:
        since = re.search(r"Since (?:coming|hearing of it) in week (\d+)", line)
        assert since is not None, line
        assert int(since[1]) >= week
        assert (
            "Inclined enough since week" not in line
            or int(re.findall(r"enough since week (\d+)", line)[0]) >= week
        )


def test_silence_and_going_back_are_told() -> None:
    scenario = scenario_from(GOING_BACK, "back.yaml")
    said = " ".join(story_statements(person_story(scenario, "only", 1, "1")))
    assert "weeks of silence" in said
    assert "went back to the old way. Since adopting in week" in said


def happened(story: TeamStory) -> list[tuple[int, str, str]]:
    return [(one.week, one.kind, one.by) for one in story.history]


def the_team(scenario: Scenario) -> TeamStory:
    replay = replay_of(scenario, "only", 1, people=())
    return story_of_team(replay, replay.organisation.team_names[0])


@pytest.mark.interpreted
def test_a_team_waits_for_a_design_and_then_works() -> None:
    """Design takes weeks 1 to 3 at a person-week a week; a week's work follows in week 3."""
    story = the_team(small("{name: one, design: 3, work: 1, value: 1}"))
    assert story.table["stood_still"].tolist()[1:5] == [
        *["waits for the design of one"] * 2, "", "done",
    ]  # fmt: skip
    assert happened(story) == [
        (1, "opened", ""),
        (3, "started", "one"),
        (3, "finished", "one"),
        (3, "live", ""),
        (3, "ended", "completed"),
    ]
    assert story_statements(story)[2:4] == [
        "Weeks 1 to 2: stood still: waits for the design of one.",
        "Week 3: started one; finished one; everything is in use; the programme ended: "
        "all steps are done.",
    ]


@pytest.mark.interpreted
def test_a_team_waits_for_backing_that_never_comes() -> None:
    story = the_team(small("{name: one, work: 1, value: 1, gate: 9}"))
    assert set(story.table["stood_still"].loc[1:]) == {"waits for backing of one"}


def test_a_flaw_that_comes_to_light_is_rework() -> None:
    """Finished in week 1, the flaw is found at once; half the work comes back and takes week 2."""
    scenario = small(
        "{name: one, work: 1, value: 1, risk: 1}",
        behaviour="{effort_floor: 1, fatigue_up: 0, efficacy_effort: 0, detection_floor: 1}",
    )
    story = the_team(scenario)
    assert [one[:2] for one in happened(story)] == [
        (1, "opened"), (1, "started"), (1, "finished"), (1, "reworked"),
        (2, "finished"), (2, "live"), (2, "ended"),
    ]  # fmt: skip
    assert story.table["wins"].tolist()[:4] == [0, 0, 1, 0]
    assert story.table["setback"].tolist()[:4] == [0, 1, 0, 0]


def test_a_team_that_waits_for_its_wave_says_for_what(pilots: Replay) -> None:
    waves = pilots.snapshots[0].teams.wave
    later = pilots.organisation.team_names[int(np.flatnonzero(waves == 1)[0])]
    story = story_of_team(pilots, later)
    opened = next(one.week for one in story.history if one.kind == "opened")
    reasons = set(story.table["stood_still"].loc[1 : opened - 1])
    assert "before its wave: its gate waits for finished steps" in reasons
    assert all(reason.startswith("before its wave: ") for reason in reasons)
    assert f"Week {opened}: its wave opened" in " ".join(story_statements(story))


def test_team_stories_fit_the_tables(rich: Scenario, pilots: Replay) -> None:
    stories = [story_of_team(pilots, name) for name in pilots.organisation.team_names]
    weeks = simulate(rich, ["pilots"], seeds=[3]).weeks
    assert sum(s.table["wins"] for s in stories).tolist() == weeks["wins"].tolist()  # type: ignore[union-attr]
    adopters = np.sum([story.table["adopters"] for story in stories], axis=0)
    assert adopters / pilots.organisation.people == pytest.approx(weeks["adopted"].to_numpy())


def test_some_people_are_worth_asking_about(pilots: Replay) -> None:
    for words, person in notable(pilots).items():
        story = story_of_person(pilots, person)
        assert story.table["adopted"].iloc[-1] == words.startswith("adopted")


def test_stories_of_chosen_people_need_not_tell_of_everyone(rich: Scenario) -> None:
    everyone = replay_of(rich, "big_bang", 2)
    one = person_story(rich, "big_bang", 2, everyone.organisation.ids[9])
    assert isinstance(one, PersonStory)
    assert one.table.equals(story_of_person(everyone, one.id).table)


GATES = {
    "time": "wait: 99",
    "backing": "backing: 9",
    "trust": "trust: 0.99",
    "finished steps": "wins: 1",
    "belief": "evidence: 0.99",
}


PAYS = "steps that are expected to pay"


@pytest.mark.parametrize("lacking", [*GATES, PAYS])
def test_whatever_a_gate_waits_for_is_said(lacking: str) -> None:
    """Two teams; the first has years of work, and the second waits for one thing that never comes."""
    gate = GATES.get(lacking, "")
    waves = f"[{{count: 1, pick: largest}}, {{teams: rest, gate: {{{gate}}}}}]"
    if lacking == PAYS:
        waves += ", checkpoint_every: 999, review: {payback: 1}"
    scenario = small(
        "{name: one, work: 999, value: 1}",
        organisation="{generate: {people: 12, team_size: 6, vary: false}}",
        rollouts=f"{{only: {{waves: {waves}}}}}",
    )
    replay = replay_of(scenario, "only", 1, people=())
    later = replay.organisation.team_names[int(replay.snapshots[0].teams.wave.argmax())]
    reasons = story_of_team(replay, later).table["stood_still"]
    assert set(reasons.loc[2:]) == {f"before its wave: its gate waits for {lacking}"}


def test_a_meeting_opens_the_next_wave_unless_its_gate_waits_for_something(pilots: Replay) -> None:
    waves = pilots.state.change.programme.waves.size
    for week in range(1, len(pilots.snapshots), pilots.scenario.leadership.decide_every):
        before, after = (pilots.snapshots[one].leadership.waves for one in (week - 1, week))
        waits = pilots.snapshots[week].gate != OPEN
        assert after > before or after == waves or waits, f"week {week}"
