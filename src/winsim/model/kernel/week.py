"""The week: its five parts in their order, whole weeks in one go, and what can be asked of a week.

n people, G teams, J steps. `week` counts from 1; week 0 is the start, which is only recorded. Teams
and people are given as a range of numbers, from `first` to before `last`, so that one agent and all
of them go the same way.
"""

from typing import Any

from winsim.model.kernel.appraisal import carried_load, terms_of_appeal, trust_weight
from winsim.model.kernel.bookkeeping import (
    benefit_share,
    record_week,
    settle_funds,
    settle_support,
    take_effect,
)
from winsim.model.kernel.decision import (
    become_aware,
    choose,
    follow_example,
    only_example_counts,
    practise_and_tire,
    weigh,
)
from winsim.model.kernel.evidence import average_beliefs, learn_of_results, uneventful
from winsim.model.kernel.gate import gate
from winsim.model.kernel.leadership import clear_signals, count_progress, lead
from winsim.model.kernel.standing import is_checkpoint
from winsim.model.kernel.taking_up import obstacle
from winsim.model.kernel.ties import clear_seen_results, hear, show_results
from winsim.model.kernel.turnover import replace_leavers
from winsim.model.kernel.wins_and_setbacks import evaluate
from winsim.model.kernel.work import work_one_week
from winsim.model.programme import OPEN
from winsim.model.rules import belief, exposure
from winsim.model.state import ChangeState, State
from winsim.numerics.arrays import Counts
from winsim.numerics.compiling import outline, part


@outline
def open_week(state: State, week: int) -> None:
    """Part 1: last week's signals are cleared, leadership decides, colleagues' beliefs are heard.

    Args:
        state: the state of a run; the change, and what people saw and heard, are written in place.
        week: the week that opens, the one after the last that was closed.
    """
    population, change = state.population, state.change
    if not uneventful(change):
        clear_seen_results(population.employees)
    clear_signals(change)
    lead(change, population, week)
    count_progress(change)
    if change.behaviour[0].averaging > 0.0:
        hear(population.network, population.employees)


@outline
def work(state: State, week: int, first: int, last: int) -> None:
    """Part 2: teams from `first` to before `last` work for a week.

    Args:
        state: the state of a run; rows of these teams and of their tasks are written.
        week: the week that is open.
        first: number of the first team.
        last: number after that of the last team, at most G.
    """
    for team in range(first, last):
        work_one_week(state.change, state.population.employees.fatigue, team, week)


@outline
def evaluate_work(state: State, week: int) -> None:
    """Part 3: what the teams have finished is tested, felt and measured, and shown along ties.

    Args:
        state: the state of a run; the change, and people's `wins_seen` and `setbacks_seen`, are
            written.
        week: the week that is open; call it once a week, after all teams have worked.
    """
    evaluate(state.change, week)
    for team in state.change.teams:
        show_results(state.population.network, state.population.employees, team)


@outline
def perceive(state: State, week: int, first: int, last: int) -> None:
    """Part 4a: people from `first` to before `last` learn of results and weigh the change.

    Args:
        state: the state of a run; these people's beliefs, trust, `aware`, `unseen` and `inclination`
            are written.
        week: the week that is open.
        first: number of the first person.
        last: number after that of the last person, at most n.
    """
    population, change = state.population, state.change
    learn_of_results(change, population, week, first, last)
    if change.behaviour[0].averaging > 0.0:
        average_beliefs(population, change.behaviour[0].averaging, first, last)
    become_aware(change, population, week, first, last)
    weigh(change, population, week, first, last)


@outline
def decide(state: State, week: int, first: int, last: int) -> None:
    """Part 4b: people decide, after they have perceived; others see it once the week has closed.

    Args:
        state: the state of a run; these people's `adopting` is written.
        week: the week that is open.
        first: number of the first person.
        last: number after that of the last person, at most n.
    """
    choose(state.change, state.population, week, first, last)


@outline
def act(state: State, week: int, first: int, last: int) -> None:
    """Part 4c: practice and load leave skill and fatigue, after people have decided; some leave.

    Args:
        state: the state of a run; these people's `skill` and `fatigue` are written, and all of who is new.
        week: the week that is open.
        first: number of the first person.
        last: number after that of the last person, at most n.
    """
    practise_and_tire(state.change, state.population, week, first, last)
    replace_leavers(state.change, state.population, week, first, last)


@part
def close_week(state: State, week: int) -> None:
    """Part 5: decisions take effect, accounts are settled, the week is recorded; week 0 only that.

    Args:
        state: the state of a run; its record's row of the week is written, too.
        week: the week that closes, at most W.
    """
    if week > 0:
        take_effect(state.change, state.population, week)
    settle_accounts(state, week, False)


@outline
def settle_accounts(state: State, week: int, unchanged: bool) -> None:
    """Settle benefit, support, money and capital, and record the week.

    Where belief, trust and fatigue are `unchanged` since last week, they need no summing up.
    """
    change, gained = state.change, 0.0
    if week > 0:
        gained = benefit_share(change, state.population.employees)
        settle_support(change)
        if is_checkpoint(change, week):
            change.leadership[0].shown = change.leadership[0].strategic
        settle_funds(change, gained)
    record_week(change, state.population, state.record, week, gained, unchanged)


@part
def run_weeks(state: State, first_week: int, last_week: int) -> None:
    """Run whole weeks in one call; the same to the last bit as the parts called one by one.

    Once nothing but colleagues' example can move anybody, weeks take a shorter way to the same end.

    Args:
        state: the state of a run, which is written in place.
        first_week: the week after the last one that was run; 0 for a state that is new.
        last_week: the last week to run; at most the number of weeks that the record has room for.
    """
    teams, people = state.change.teams.size, state.population.network.team.size
    full = last_week  # the last week run in full: then only colleagues' example moves anybody
    for week in range(first_week, last_week + 1):
        if week > 0:
            open_week(state, week)
            work(state, week, 0, teams)
            evaluate_work(state, week)
            if week > full:
                follow_example(state.change, state.population)
            else:
                perceive(state, week, 0, people)
                decide(state, week, 0, people)
                act(state, week, 0, people)
            take_effect(state.change, state.population, week)
        settle_accounts(state, week, week > full)
        if 0 < week < full and only_example_counts(state.change, state.population):
            full = week


@part
def waits_for(state: State, week: int) -> int:
    """Find what the next wave's gate waits for once the week is open, as it answered leadership's meeting.

    Args:
        state: the state of a run, which is only read.
        week: the week that is open.

    Returns:
        The sum of `WAIT` … `WORTH`, or `OPEN` if for nothing, or if no wave is left.
    """
    wave = state.change.leadership[0].waves
    if wave == state.change.programme.waves.size:
        return OPEN
    return gate(state.change, state.population, wave, week)


@part
def obstacles(change: ChangeState, reasons: Counts) -> None:
    """Find what keeps each team from taking up each step now, as the team finds it while it works.

    Args:
        change: the change under way, which is only read.
        reasons: shape (G, J), written in place: `READY` … `CAPPED` for each team and step.
    """
    for team in range(change.teams.size):
        for step in range(change.steps.size):
            reasons[team, step] = obstacle(change, team, step)


@part
def appeal_terms(state: State, week: int, person: int) -> Any:
    """What moves a person this week, to be asked after `perceive` and before `act`.

    Args:
        state: the state of a run.
        week: the week that is open.
        person: the person's number.

    Returns:
        The terms of the appeal in log-odds, in the order of `APPEAL_TERMS`; and the exposure, in
        [0, 1].
    """
    employees, network, change = state.population.employees, state.population.network, state.change
    team, settings, behaviour = (
        change.teams[network.team[person]],
        change.programme.settings[0],
        change.behaviour[0],
    )
    log_odds = terms_of_appeal(
        behaviour,
        settings,
        team,
        belief.share(employees.belief_for[person], employees.belief_against[person]),
        state.population.traits.loss_aversion[person],
        employees.fatigue[person],
        carried_load(settings, team, week, person),
        belief.share(employees.trust_for[person], employees.trust_against[person]),
        trust_weight(change),
    )
    seen = exposure.exposure(
        employees.adopters_seen[person],
        state.population.examples[person],
        behaviour.exposure,
    )
    return log_odds, seen
