"""Everything that can hold a programme for ever is told with what it needed, had, and is released by.

Twenty-four people in four teams of six. The two steps take each team a few weeks, so a rollout that
nothing holds is complete by week 12. The sponsor's patience is endless unless a test ends it.
"""

import numpy as np
import pytest

from winsim.runs.compare import compare
from winsim.runs.holds import Work
from winsim.runs.run import Run, simulate_one
from winsim.runs.simulate import simulate
from winsim.runs.standstill import Standstill
from winsim.runs.standstill_statements import standstill_statements
from winsim.scenario.reading import scenario_from
from winsim.scenario.scenario import Scenario

TWO = "[{name: sort, work: 1, value: 0.4}, {name: join, work: 1, value: 0.6}]"
BACKED = "[{name: sort, work: 1, value: 0.4}, {name: join, work: 1, value: 0.6, gate: 5}]"


def scenario(
    plan: str = "{}", steps: str = TWO, leadership: str = "stop_below: 0", weeks: int = 60,
    more: str = "",
) -> Scenario:  # fmt: skip
    """The scenario with one rollout, `plan`."""
    text = f"""\
name: held
weeks: {weeks}
organisation: {{generate: {{people: 24, team_size: 6}}}}
leadership: {{{leadership}}}
initiative: {{design_capacity: 1, steps: {steps}}}
rollouts: {{plan: {plan}}}
{more}
"""
    return scenario_from(text, "held.yaml")


def gated(gate: str) -> str:
    """One pilot team, and the three others behind a gate."""
    return f"{{waves: [{{pick: random, count: 1}}, {{teams: rest, gate: {{{gate}}}}}]}}"


def run_of(given: Scenario) -> Run:
    return simulate_one(given, "plan", seed=1)


def the_cause(given: Scenario) -> Standstill:
    """The only cause for which a run stands still."""
    causes = run_of(given).standstills
    assert len(causes) == 1
    return causes[0]


def told(given: Scenario, seeds: tuple[int, ...] = (1,)) -> str:
    return "\n".join(standstill_statements(compare(simulate(given, seeds=seeds))))


# What is well ------------------------------------------------------------------------------------


def test_of_a_healthy_run_nothing_is_said() -> None:
    assert run_of(scenario()).ended == "completed"
    assert run_of(scenario()).standstills == ()
    assert told(scenario()) == ""


def test_a_slow_programme_is_not_finished_but_does_not_stand_still() -> None:
    slow = scenario(steps=TWO.replace("name: join, work: 1", "name: join, work: 900"))
    cause = the_cause(slow)
    assert (cause.state, cause.kind, cause.needed, cause.most) == ("unfinished", "work", 8, 4)
    assert told(slow) == (
        "In the one run, plan is not finished at the end, though it does not stand still: 4 of 8 steps in "
        "its teams are done."
    )
    assert run_of(slow).row["standstill"] == ""


def test_a_wave_that_comes_later_than_the_last_week_has_not_opened_and_is_not_stuck() -> None:
    late = scenario(gated("wait: 59"))
    assert the_cause(late).state == "unfinished"
    assert "plan is not finished at the end, though it does not stand still: its second" in told(
        late
    )


def test_teams_that_wait_for_a_design_under_way_do_not_stand_still() -> None:
    designed = TWO.replace("name: sort,", "name: sort, design: 10,")
    designed = designed.replace("name: join,", "name: join, design: 35,")  # done in week 45
    cause = the_cause(scenario(steps=designed, weeks=40))
    assert (cause.state, cause.kind, cause.step) == ("unfinished", "design", "join")
    assert run_of(scenario(steps=designed, weeks=80)).standstills == ()


def test_what_grows_towards_what_is_needed_is_on_its_way() -> None:
    # Meetings in weeks 1, 5, ...: trust as found at each rises by 0.04, to 0.56 in week 57.
    run = run_of(scenario(gated("trust: 0.9")))
    weeks = np.arange(1, 61, 4)
    run.state.change.meetings["trust"][weeks] = np.arange(15) * 0.04
    assert Work(run).comes("trust", 0.9, after=1)
    run.state.change.meetings["trust"][weeks] = (
        np.arange(15) * 0.002
    )  # 0.03 by now; 0.06 in 60 weeks
    assert not Work(run).comes("trust", 0.9, after=1)
    run.state.change.meetings["trust"][weeks] = 0.8 - np.arange(15) * 0.01
    assert not Work(run).comes("trust", 0.9, after=1)


# The gate of a wave ------------------------------------------------------------------------------


def test_a_wave_waits_for_backing() -> None:
    held = scenario(gated("backing: 12"))
    cause, run = the_cause(held), run_of(held)
    assert (cause.state, cause.kind, cause.wave, cause.teams) == ("stuck", "backing", 2, 3)
    # A meeting finds the capital of the week before; it is held every four weeks.
    capital = run.measured("political_capital")[4:-1:4]
    assert cause.needed == 12.0
    assert cause.most == pytest.approx(capital.max())
    assert cause.week == run.measured("wins").nonzero()[0][-1] + 1
    assert told(held).splitlines()[-1] == (
        "In the one run, plan stands still from week 6 on: its second wave never opens (3 teams): it "
        "waits for backing; it takes 12 of political capital, and there was at most 0.48. To release "
        "it, lower rollouts.plan.waves[1].gate.backing to 0.48 or raise leadership.political_capital."
    )


def test_what_is_named_as_its_release_releases_it() -> None:
    # The most that a meeting found is enough for the gate, and a step's gate likewise.
    assert run_of(scenario(gated("backing: 0.48"))).ended == "completed"
    assert run_of(scenario(steps=BACKED.replace("gate: 5", "gate: 0.32"))).ended == "completed"


def test_the_first_wave_never_opens() -> None:
    plan = "{waves: [{teams: all, gate: {backing: 3}}]}"
    cause = the_cause(scenario(plan, leadership="stop_below: 0, political_capital: 1"))
    # Capital fades from 1 on, so the first meeting finds the most.
    assert (cause.kind, cause.wave, cause.week, cause.most) == ("backing", 1, 1, 1.0)


@pytest.mark.parametrize(
    ("gate", "words"),
    [
        ("trust: 0.9", "waits for trust; it takes 0.9, and there was at most 0."),
        ("evidence: 0.95", "waits for belief; it takes 0.95, and there was at most 0."),
        ("wait: 200", "waits for time: it is to come 200 weeks after the wave before it, and 59 have"),
    ],
)  # fmt: skip
def test_a_wave_waits_for(gate: str, words: str) -> None:
    held = scenario(gated(gate))
    cause, name = the_cause(held), gate.partition(":")[0]
    assert (cause.state, cause.kind, cause.wave) == ("stuck", name, 2)
    assert cause.field == f"rollouts.plan.waves[1].gate.{name}"
    assert cause.most < cause.needed == float(gate.partition(":")[2])
    assert words in told(held)


def test_trust_is_the_most_that_a_meeting_found() -> None:
    run = run_of(scenario(gated("trust: 0.9")))
    assert run.standstills[0].most == pytest.approx(run.measured("trust")[4:-1:4].max())


def test_a_wave_waits_for_finished_steps_of_teams_that_wait_themselves() -> None:
    held = scenario(gated("wins: 1"), steps=BACKED)
    step, wave = run_of(held).standstills  # the step comes first, for it would release the wave
    assert (step.kind, step.step, step.teams) == ("step_gate", "join", 1)
    assert (wave.kind, wave.needed, wave.most) == ("wins", 1.0, 0.5)
    assert "waits for finished steps; it takes 1, and there was at most 0.5." in told(held)


def test_a_wave_waits_until_the_whole_is_expected_to_pay() -> None:
    # A step must pay within a week, and no checkpoint within the run drops it.
    plan = "{waves: [{pick: random, count: 1}, rest], checkpoint_every: 99, review: {payback: 1}}"
    cause = the_cause(scenario(plan))
    assert (cause.state, cause.kind, cause.wave) == ("stuck", "worth", 2)
    # A week brings 0.05 person-weeks a person; two steps of 1.1 person-weeks are for nine people.
    assert cause.most == pytest.approx(0.05 - 2 * 1.1 / 9, abs=0.01)
    assert "raise rollouts.plan.review.payback" in told(scenario(plan))


def test_a_gate_that_is_met_and_never_followed() -> None:
    held = scenario(gated("wins: 0.5"), leadership="stop_below: 0, follow_through: 0")
    assert the_cause(held).kind == "follow_through"
    assert "its gate met, and no meeting opens it. To release it, raise leadership.foll" in told(
        held
    )


def test_what_once_was_enough_and_then_was_not_is_told_from_then_on() -> None:
    # While the wave had to wait, trust sufficed; leaders broke a promise before the wait was over.
    plan = (
        "{waves: [{pick: random, count: 1}, {teams: rest, gate: {wait: 20, trust: 0.45}}], "
        "promises: [{week: 10, progress: 1, weight: 20}]}"
    )
    held = the_cause(scenario(plan))
    assert (held.kind, held.needed) == ("trust", 0.45)
    assert held.most < 0.45 < run_of(scenario(plan)).measured("trust")[8]


# Teams that cannot go on -------------------------------------------------------------------------


def test_a_step_waits_for_its_gate_and_a_whole_release_never_goes_live() -> None:
    steps = BACKED.replace("}]", "}, {name: end, work: 1, value: 0, needs: [join]}]")
    held = scenario("{release: whole}", steps=steps)
    cause = the_cause(held)  # join is told, and not what needs it
    assert (cause.kind, cause.step, cause.teams, cause.needed) == ("step_gate", "join", 4, 5.0)
    assert cause.field == "initiative.steps[1].gate"
    assert (
        "4 teams wait for backing of join; it takes 5 of political capital, and there was at most"
    ) in told(held)


def test_a_piece_of_a_step_is_told_by_the_step() -> None:
    cause = the_cause(scenario("{pieces: 3}", steps=BACKED))
    assert (cause.step, cause.field) == ("join", "initiative.steps[1].gate")


def test_a_design_that_takes_longer_than_the_simulated_weeks() -> None:
    held = scenario(steps=TWO.replace("name: sort,", "name: sort, design: 1000,"))
    cause = the_cause(held)
    assert (cause.state, cause.kind, cause.needed) == ("stuck", "design", 1000)
    assert cause.most == 60  # a person-week a week, from the first on
    assert "for the design of sort; it takes 1,000 person-weeks, of which 60 were done" in told(
        held
    )


def test_a_cap_on_low_value_steps_that_a_valuable_one_needs() -> None:
    steps = (
        "[{name: tidy, work: 1, value: 0.01}, {name: join, work: 1, value: 0.99, needs: [tidy]}]"
    )
    held = scenario("{low_value_cap: 0}", steps=steps)
    cause = the_cause(held)
    assert (cause.kind, cause.step, cause.week) == ("cap", "tidy", 1)
    assert "raise rollouts.plan.low_value_cap" in told(held)
    assert run_of(scenario("{low_value_cap: 1}", steps=steps)).standstills == ()


def test_teams_without_working_time() -> None:
    held = scenario(more="teams: {capacity: 0}")
    assert (the_cause(held).kind, the_cause(held).teams) == ("capacity", 4)
    assert "4 teams have no working time for the change" in told(held)


def test_teams_that_give_no_time_before_somebody_adopts() -> None:
    held = scenario(more="behaviour: {effort_floor: 0}")
    assert (the_cause(held).kind, the_cause(held).teams) == ("effort", 4)
    assert run_of(scenario("{waves: [{teams: all, protected: 0.5}]}",
                           more="behaviour: {effort_floor: 0}")).ended == "completed"  # fmt: skip


# Who ends a programme ----------------------------------------------------------------------------


def test_the_sponsor_stops_it() -> None:
    held = scenario(leadership="support: 0.1")
    cause = the_cause(held)
    assert (cause.state, cause.kind, cause.week) == ("stopped", "sponsor", 1)
    assert (cause.needed, cause.most) == (0.15, 0.1)
    assert "stopped by the sponsor in week 1: support had fallen to 0.1, and it takes" in told(held)


def test_the_money_is_gone() -> None:
    held = scenario(leadership="stop_below: 0, budget: 0.1")
    cause, run = the_cause(held), run_of(held)
    assert (cause.kind, cause.week) == ("budget", run.ended_week)
    assert cause.most == pytest.approx(2.4)
    assert run.measured("budget")[cause.week] <= 0 < run.measured("budget")[1]
    assert "was stopped for lack of budget in week 5: its 2.4 person-weeks were spent" in told(held)


def test_a_fatal_flaw_is_found() -> None:
    steps = TWO.replace("name: sort,", "name: sort, risk: 1, fatal: true,")
    cause = the_cause(scenario(steps=steps))
    assert (cause.kind, cause.step) == ("flaw", "sort")
    assert "was stopped by a fatal flaw in week 4: that of sort; 4 tea" in told(
        scenario(steps=steps)
    )


def test_it_is_withdrawn() -> None:
    early = "events: [{week: 3, kind: win}, {week: 3, kind: withdrawal}]"
    cause = the_cause(scenario(more=early))
    assert (cause.kind, cause.week, cause.field) == ("withdrawn", 3, "events[1]")
    assert run_of(scenario(more="events: [{week: 50, kind: withdrawal}]")).standstills == ()


def test_a_review_finds_that_nothing_pays() -> None:
    plan = "{waves: [{pick: random, count: 1}, rest], checkpoint_every: 2, review: {payback: 1}}"
    held = scenario(plan)
    assert (the_cause(held).kind, the_cause(held).week) == ("review", 2)
    assert "by a review in week 2, for nothing of it is expected to pay; 1 team has not" in told(
        held
    )


def test_what_stood_still_and_then_was_stopped_is_told_as_both() -> None:
    held = scenario(gated("evidence: 0.95"), leadership="support_decay: 0.05", weeks=100)
    stuck, stopped = run_of(held).standstills
    assert (stuck.state, stuck.kind, stopped.state, stopped.kind) == (
        "stuck", "evidence", "stopped", "sponsor",
    )  # fmt: skip
    assert stuck.week < stopped.week
    assert run_of(held).row["standstill"] == "evidence"


# Who is left out ---------------------------------------------------------------------------------


def test_teams_in_no_wave_never_start() -> None:
    few = scenario("{waves: [{pick: random, count: 1}]}")
    assert (the_cause(few).state, the_cause(few).kind, the_cause(few).teams) == (
        "left_out", "no_wave", 3,
    )  # fmt: skip
    assert "3 teams of plan are in no wave and never start." in told(few)
    assert run_of(few).row["standstill"] == ""


def test_no_team_matches_the_second_wave() -> None:
    all_taken = scenario("{waves: [{pick: random, count: 4}, rest]}")
    assert (the_cause(all_taken).kind, the_cause(all_taken).wave) == ("no_team", 2)
    assert "no team matches the second wave that plan declares. Take rollouts.plan.wav" in told(
        all_taken
    )
