"""What people make of the week's results, or of their absence: evidence, belief and trust."""

from winsim.model.kernel.leadership import stands_by
from winsim.model.rules import belief, evidence, trust
from winsim.model.state import FELT, RUNNING, ChangeState, EmployeeState, Population
from winsim.numerics.arrays import Rows
from winsim.numerics.compiling import outline, part


@outline
def learn_of_results(
    change: ChangeState, population: Population, week: int, first: int, last: int
) -> None:
    """What this week's results, or their absence, do to belief and trust."""
    if uneventful(change):
        return
    take_in(change, population, first, last)
    wait(change, population.employees, first, last)
    believe(change, population, first, last)
    gap = disappointment(change.programme.terms[0], change.leadership[0], change.behaviour[0], week)
    put_trust(change, population.employees, gap, first, last)


@part
def uneventful(change: ChangeState) -> bool:
    """Whether nothing can ever happen that anybody would learn of; beliefs then stay as they are."""
    programme = change.programme
    happening = programme.steps.size + programme.events.size + programme.promises.size
    return happening == 0 and change.behaviour[0].averaging <= 0.0


@part
def take_in(change: ChangeState, population: Population, first: int, last: int) -> None:
    """The week's evidence: what happened in the own team, then with what colleagues and leaders add."""
    who, degree, team_of = population.employees, population.network.degree, population.network.team
    behaviour, teams = change.behaviour[0], change.teams
    told_wins = change.leadership[0].told_wins
    told_setbacks = change.leadership[0].told_setbacks
    own_weight, tie_weight = behaviour.own_weight, behaviour.tie_weight
    broadcast_weight, attention = behaviour.broadcast_weight, behaviour.attention
    for person in range(first, last):
        team = teams[team_of[person]]
        who.wins[person] = team.win
        who.setbacks[person] = team.setback
    for person in range(first, last):
        heard = max(degree[person], 1) * FELT
        told = broadcast_weight * belief.share(who.trust_for[person], who.trust_against[person])
        wins = evidence.observed(
            who.wins[person], who.wins_seen[person] / heard, told_wins,
            own_weight, tie_weight, told,
        )  # fmt: skip
        setbacks = evidence.observed(
            who.setbacks[person], who.setbacks_seen[person] / heard, told_setbacks,
            own_weight, tie_weight, told,
        )  # fmt: skip
        share = evidence.attended(wins + setbacks, attention)
        who.wins[person] = wins * share
        who.setbacks[person] = setbacks * share


@part
def wait(change: ChangeState, who: EmployeeState, first: int, last: int) -> None:
    """Who is aware of a programme under way counts the weeks without a result."""
    waiting = change.leadership[0].status == RUNNING and change.leadership[0].waves > 0
    notice = change.behaviour[0].notice
    for person in range(first, last):
        unseen = evidence.weeks_unseen(
            who.unseen[person], who.wins[person] + who.setbacks[person], notice
        )
        who.unseen[person] = unseen if waiting and who.aware[person] else 0.0


@part
def believe(change: ChangeState, population: Population, first: int, last: int) -> None:
    """Wins speak for the change, setbacks and silence against it; both are slowly forgotten."""
    who, traits, behaviour = population.employees, population.traits, change.behaviour[0]
    memory, patience = behaviour.memory, behaviour.patience
    setback_weight, silence_weight = behaviour.setback_weight, behaviour.silence_weight
    for person in range(first, last):
        who.belief_for[person] = belief.remembered(
            who.belief_for[person], traits.prior_for[person], memory, who.wins[person]
        )
    for person in range(first, last):
        quiet = evidence.silence(who.unseen[person], patience)
        who.belief_against[person] = belief.remembered(
            who.belief_against[person],
            traits.prior_against[person],
            memory,
            setback_weight * who.setbacks[person] + silence_weight * quiet,
        )


@part
def put_trust(change: ChangeState, who: EmployeeState, gap: float, first: int, last: int) -> None:
    """Wins and kept promises earn trust; setbacks, broken ones, silence and a `gap` cost it."""
    leadership, behaviour = change.leadership[0], change.behaviour[0]
    kept, broken = max(leadership.promised, 0.0), max(-leadership.promised, 0.0)
    gain, setback_weight = behaviour.trust_gain, behaviour.setback_weight
    patience, silence_trust = behaviour.patience, behaviour.silence_trust
    for person in range(first, last):
        who.trust_for[person] += trust.earned(who.wins[person] + kept, gain)
    for person in range(first, last):
        quiet = evidence.silence(who.unseen[person], patience)
        who.trust_against[person] += gap + trust.lost(
            who.setbacks[person] + broken, gain, setback_weight, quiet, silence_trust
        )


@part
def disappointment(terms: Rows, leadership: Rows, behaviour: Rows, week: int) -> float:
    """By how much a pay-off checkpoint this week disappoints trust; 0 where there is none."""
    every = terms.checkpoint_every
    if every == 0 or week % max(every, 1) != 0 or not stands_by(leadership):
        return 0.0
    return trust.disappointment(
        leadership.perceived, leadership.strategic, behaviour.checkpoint_loss
    )


@part
def listen(population: Population, weight: float, first: int, last: int) -> None:
    """Beliefs move towards colleagues' mean belief, at the same weight of evidence."""
    who = population.employees
    for person in range(first, last):
        total = who.belief_for[person] + who.belief_against[person]
        own = belief.share(who.belief_for[person], who.belief_against[person])
        mean = belief.averaged(own, who.heard[person], weight)
        who.belief_for[person] = mean * total
        who.belief_against[person] = (1.0 - mean) * total
