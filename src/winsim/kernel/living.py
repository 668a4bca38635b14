"""The employees' part of a week: what they see and make of it, what they decide, what it takes.

Each function runs one rule, or a few that belong together, down the columns from `first` to before
`last`, so that a single employee and a whole organisation go the same way.
"""

from typing import Any

from winsim.chance import Event, draw, stream
from winsim.compiling import part
from winsim.programme.programme import SHARED, SINGLE
from winsim.rules import (
    adoption,
    appeal,
    awareness,
    belief,
    evidence,
    exposure,
    fatigue,
    learning,
    trust,
)
from winsim.state import COMPLETED, FELT, RUNNING, EmployeeState, Rows
from winsim.world import Crowd, Venture

AWARENESS, DECISION = int(Event.AWARENESS), int(Event.DECISION)
REVERSAL, COMPLIANCE = int(Event.REVERSAL), int(Event.COMPLIANCE)
TERMS = ("belief", "prospects", "loss", "efficacy", "safety", "fatigue", "load", "trust")
"""The terms of the appeal, in the order of the ledger."""


@part
def learn_of_results(venture: Venture, crowd: Crowd, week: int, first: int, last: int) -> None:
    """What this week's results, or their absence, do to belief and trust."""
    take_in(venture, crowd, first, last)
    wait(venture, crowd.employees, first, last)
    believe(venture, crowd, first, last)
    gap = disappointment(
        venture.programme.terms[0], venture.leadership[0], venture.behaviour[0], week
    )
    put_trust(venture, crowd.employees, gap, first, last)


@part
def take_in(venture: Venture, crowd: Crowd, first: int, last: int) -> None:
    """The week's evidence: what happened in the own team, then with what colleagues and leaders add."""
    who, degree, team_of = crowd.employees, crowd.network.degree, crowd.network.team
    behaviour, teams = venture.behaviour[0], venture.teams
    told_wins = venture.leadership[0].told_wins
    told_setbacks = venture.leadership[0].told_setbacks
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
def wait(venture: Venture, who: EmployeeState, first: int, last: int) -> None:
    """Who is aware of a programme under way counts the weeks without a result."""
    waiting = venture.leadership[0].status == RUNNING and venture.leadership[0].waves > 0
    notice = venture.behaviour[0].notice
    for person in range(first, last):
        unseen = evidence.weeks_unseen(
            who.unseen[person], who.wins[person] + who.setbacks[person], notice
        )
        who.unseen[person] = unseen if waiting and who.aware[person] else 0.0


@part
def believe(venture: Venture, crowd: Crowd, first: int, last: int) -> None:
    """Wins speak for the change, setbacks and silence against it; both are slowly forgotten."""
    who, traits, behaviour = crowd.employees, crowd.traits, venture.behaviour[0]
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
def put_trust(venture: Venture, who: EmployeeState, gap: float, first: int, last: int) -> None:
    """Wins and kept promises earn trust; setbacks, broken ones, silence and a `gap` cost it."""
    leadership, behaviour = venture.leadership[0], venture.behaviour[0]
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
    if every == 0 or week % max(every, 1) != 0 or leadership.status > COMPLETED:
        return 0.0
    return trust.disappointment(
        leadership.perceived, leadership.strategic, behaviour.checkpoint_loss
    )


@part
def listen(crowd: Crowd, weight: float, first: int, last: int) -> None:
    """Beliefs move towards colleagues' mean belief, at the same weight of evidence."""
    who = crowd.employees
    for person in range(first, last):
        total = who.belief_for[person] + who.belief_against[person]
        own = belief.share(who.belief_for[person], who.belief_against[person])
        mean = belief.averaged(own, who.heard[person], weight)
        who.belief_for[person] = mean * total
        who.belief_against[person] = (1.0 - mean) * total


@part
def become_aware(venture: Venture, crowd: Crowd, week: int, first: int, last: int) -> None:
    """Some hear of the change, from leadership while it stands by it, or from colleagues."""
    who, network, behaviour = crowd.employees, crowd.network, venture.behaviour[0]
    announced = behaviour.announce if venture.leadership[0].status <= COMPLETED else 0.0
    key = stream(venture.seed, AWARENESS, week)
    for person in range(first, last):
        if not who.aware[person]:
            seen = exposure.exposure(
                who.adopters_seen[person], network.degree[person], behaviour.exposure
            )
            if awareness.hears(announced, behaviour.word_of_mouth, seen, draw(key, person)):
                who.aware[person] = 1


@part
def weigh(venture: Venture, crowd: Crowd, week: int, first: int, last: int) -> None:
    """Everyone weighs the change: colleagues' example against one's own judgement.

    The terms of the appeal are summed in the order of `terms`, in short loops that run at the
    processor's full width; one long loop takes three times as long.
    """
    who, traits, network = crowd.employees, crowd.traits, crowd.network
    behaviour, plan, teams = venture.behaviour[0], venture.programme.terms[0], venture.teams
    odds = who.inclination
    for person in range(first, last):
        odds[person] = appeal.from_belief(
            belief.share(who.belief_for[person], who.belief_against[person])
        )
    prospects = appeal.from_prospects(plan.gain, plan.loss, behaviour.curvature)
    for person in range(first, last):
        felt = appeal.felt_loss_aversion(traits.loss_aversion[person], plan.asked, behaviour.stake)
        odds[person] = odds[person] + prospects + appeal.from_loss(felt)
    for person in range(first, last):
        team = teams[network.team[person]]
        odds[person] = (
            odds[person]
            + appeal.from_efficacy(team.efficacy, behaviour.efficacy_appeal)
            + appeal.from_safety(team.safety, behaviour.safety_appeal)
            + appeal.from_fatigue(who.fatigue[person], behaviour.fatigue_appeal)
            + appeal.from_load(carried_load(plan, team, week, person), behaviour.load_appeal)
            + appeal.from_trust(
                belief.share(who.trust_for[person], who.trust_against[person]),
                behaviour.trust_appeal,
            )
        )
    for person in range(first, last):
        seen = exposure.exposure(
            who.adopters_seen[person], network.degree[person], behaviour.exposure
        )
        who.inclination[person] = adoption.inclination(
            traits.susceptibility[person], seen, appeal.probability(odds[person])
        )


@part
def terms(
    behaviour: Rows,
    plan: Rows,
    team: Rows,
    believing: float,
    loss_aversion: float,
    tiredness: float,
    load: float,
    trusting: float,
) -> Any:
    """The terms of a person's appeal, in log-odds, in the order of `TERMS`."""
    return (
        appeal.from_belief(believing),
        appeal.from_prospects(plan.gain, plan.loss, behaviour.curvature),
        appeal.from_loss(appeal.felt_loss_aversion(loss_aversion, plan.asked, behaviour.stake)),
        appeal.from_efficacy(team.efficacy, behaviour.efficacy_appeal),
        appeal.from_safety(team.safety, behaviour.safety_appeal),
        appeal.from_fatigue(tiredness, behaviour.fatigue_appeal),
        appeal.from_load(load, behaviour.load_appeal),
        appeal.from_trust(trusting, behaviour.trust_appeal),
    )


@part
def carried_load(plan: Rows, team: Rows, week: int, person: int) -> float:
    """What a person carries of the team's load this week."""
    if plan.ownership == SHARED:
        return team.load
    turn = 0 if plan.ownership == SINGLE else ((week - 1) // plan.rotate_every) % team.people
    return fatigue.carried(team.load, team.people, plan.owner_share, person - team.first == turn)


@part
def choose(venture: Venture, crowd: Crowd, week: int, first: int, last: int) -> None:
    """Everyone decides whether to work the new way from next week on."""
    who, behaviour = crowd.employees, venture.behaviour[0]
    leaving, deciding = stream(venture.seed, REVERSAL, week), stream(venture.seed, DECISION, week)
    complying = stream(venture.seed, COMPLIANCE, week)
    mandate = venture.programme.terms[0].mandate
    mandate = mandate if venture.leadership[0].status <= COMPLETED else 0.0
    for person in range(first, last):
        team = venture.teams[crowd.network.team[person]]
        inclined, threshold = who.inclination[person], crowd.traits.threshold[person]
        if who.adopted[person]:
            who.adopting[person] = not adoption.leaves(
                inclined,
                threshold,
                behaviour.hysteresis,
                behaviour.reversal,
                who.skill[person],
                draw(leaving, person),
            )
        elif who.aware[person] and team.offered:
            inclined += adoption.noise(draw(deciding, person), behaviour.decision_noise)
            told = team.live and adoption.complies(mandate, draw(complying, person))
            who.adopting[person] = told or adoption.convinced(inclined, threshold)
        else:
            who.adopting[person] = False


@part
def carry_on(venture: Venture, crowd: Crowd, week: int, first: int, last: int) -> None:
    """A week of practice and of load leaves its mark."""
    who, plan, team_of = crowd.employees, venture.programme.terms[0], crowd.network.team
    gain = venture.behaviour[0].skill_gain
    up, rest = venture.behaviour[0].fatigue_up, venture.behaviour[0].fatigue_rest
    for person in range(first, last):
        practising = who.adopted[person] != 0
        who.skill[person] = learning.practised(who.skill[person], gain, practising)
    for person in range(first, last):
        load = carried_load(plan, venture.teams[team_of[person]], week, person)
        who.fatigue[person] = fatigue.tired(who.fatigue[person], load, up, rest)
