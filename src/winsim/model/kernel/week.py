"""A week's parts in their order, and whole weeks in one go."""

from typing import Any

from winsim.model.kernel.bookkeeping import (
    benefit_of,
    settle_funds,
    settle_support,
    take_effect,
    write_down,
)
from winsim.model.kernel.decision import (
    become_aware,
    carried_load,
    carry_on,
    choose,
    example_alone,
    follow,
    terms,
    weigh,
)
from winsim.model.kernel.evidence import learn_of_results, listen, uneventful
from winsim.model.kernel.leadership import count, forget, lead
from winsim.model.kernel.results import settle
from winsim.model.kernel.ties import hear, look_away, show_results
from winsim.model.kernel.work import toil
from winsim.model.rules import belief, exposure
from winsim.model.state import World
from winsim.numerics.compiling import outline, part


@outline
def open_week(world: World, week: int) -> None:
    """Open a week: last week's signals are gone, leadership decides, and colleagues are heard."""
    crowd, venture = world.crowd, world.venture
    if not uneventful(venture):
        look_away(crowd.employees)
    forget(venture)
    lead(venture, crowd, week)
    count(venture)
    if venture.behaviour[0].averaging > 0.0:
        hear(crowd.network, crowd.employees)


@outline
def work(world: World, week: int, first: int, last: int) -> None:
    """Let teams from `first` to before `last` work for a week."""
    for team in range(first, last):
        toil(world.venture, world.crowd.employees.fatigue, team, week)


@outline
def reckon(world: World, week: int) -> None:
    """Settle what the teams have finished, and show it to those who listen."""
    settle(world.venture, week)
    for team in world.venture.teams:
        show_results(world.crowd.network, world.crowd.employees, team)


@outline
def perceive(world: World, week: int, first: int, last: int) -> None:
    """Let people from `first` to before `last` see the week's results and weigh the change."""
    crowd, venture = world.crowd, world.venture
    learn_of_results(venture, crowd, week, first, last)
    if venture.behaviour[0].averaging > 0.0:
        listen(crowd, venture.behaviour[0].averaging, first, last)
    become_aware(venture, crowd, week, first, last)
    weigh(venture, crowd, week, first, last)


@outline
def decide(world: World, week: int, first: int, last: int) -> None:
    """Let people decide, after they have perceived; others see it when the week has closed."""
    choose(world.venture, world.crowd, week, first, last)


@outline
def act(world: World, week: int, first: int, last: int) -> None:
    """Let people live with the week, after they have decided: practice and fatigue."""
    carry_on(world.venture, world.crowd, week, first, last)


@part
def close_week(world: World, week: int) -> None:
    """Turn the page: decisions take effect, leadership settles its books, the week is recorded."""
    if week > 0:
        take_effect(world.venture, world.crowd, week)
    balance(world, week, False)


@outline
def balance(world: World, week: int, settled: bool) -> None:
    """Settle leadership's books and record the week; minds may be `settled`, as they were last week."""
    venture, gained = world.venture, 0.0
    if week > 0:
        gained = benefit_of(venture)
        settle_support(venture)
        settle_funds(venture, gained)
    write_down(venture, world.crowd, world.record, week, gained, settled)


@part
def live(world: World, first_week: int, last_week: int) -> None:
    """Live whole weeks, from `first_week` to `last_week`, both included; week 0 only records."""
    teams, people = world.venture.teams.size, world.crowd.network.team.size
    full = last_week  # the last week lived in full: then only colleagues' example moves anybody
    for week in range(first_week, last_week + 1):
        if week > 0:
            open_week(world, week)
            work(world, week, 0, teams)
            reckon(world, week)
            if week > full:
                follow(world.venture, world.crowd)
            else:
                perceive(world, week, 0, people)
                decide(world, week, 0, people)
                act(world, week, 0, people)
            take_effect(world.venture, world.crowd, week)
        balance(world, week, week > full)
        if 0 < week < full and example_alone(world.venture, world.crowd):
            full = week


@part
def ledger(world: World, week: int, person: int) -> Any:
    """What moves a person this week, after `perceive`: the terms of the appeal, and the exposure."""
    who, network, venture = world.crowd.employees, world.crowd.network, world.venture
    team, plan, behaviour = (
        venture.teams[network.team[person]],
        venture.programme.terms[0],
        venture.behaviour[0],
    )
    log_odds = terms(
        behaviour,
        plan,
        team,
        belief.share(who.belief_for[person], who.belief_against[person]),
        world.crowd.traits.loss_aversion[person],
        who.fatigue[person],
        carried_load(plan, team, week, person),
        belief.share(who.trust_for[person], who.trust_against[person]),
    )
    seen = exposure.exposure(who.adopters_seen[person], network.degree[person], behaviour.exposure)
    return log_odds, seen
