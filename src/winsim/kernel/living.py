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
from winsim.state import COMPLETED, FELT, RUNNING, Rows
from winsim.world import Crowd, Venture

AWARENESS, DECISION = int(Event.AWARENESS), int(Event.DECISION)
REVERSAL, COMPLIANCE = int(Event.REVERSAL), int(Event.COMPLIANCE)
TERMS = ("belief", "prospects", "loss", "efficacy", "safety", "fatigue", "load", "trust")
"""The terms of the appeal, in the order of the ledger."""


@part
def learn_of_results(venture: Venture, crowd: Crowd, week: int, first: int, last: int) -> None:
    """What this week's results, or their absence, do to belief and trust."""
    who, traits, network = crowd.employees, crowd.traits, crowd.network
    leadership, behaviour = venture.leadership[0], venture.behaviour[0]
    waiting = leadership.status == RUNNING and leadership.waves > 0
    kept, broken = max(leadership.promised, 0.0), max(-leadership.promised, 0.0)
    gap = disappointment(venture.programme.terms[0], leadership, behaviour, week)
    for person in range(first, last):
        team = venture.teams[network.team[person]]
        heard = max(network.degree[person], 1) * FELT
        told = behaviour.broadcast_weight * belief.share(
            who.trust_for[person], who.trust_against[person]
        )
        wins = evidence.observed(
            team.win, who.wins_seen[person] / heard, leadership.told_wins,
            behaviour.own_weight, behaviour.tie_weight, told,
        )  # fmt: skip
        setbacks = evidence.observed(
            team.setback, who.setbacks_seen[person] / heard, leadership.told_setbacks,
            behaviour.own_weight, behaviour.tie_weight, told,
        )  # fmt: skip
        share = evidence.attended(wins + setbacks, behaviour.attention)
        wins, setbacks = wins * share, setbacks * share
        unseen = evidence.weeks_unseen(who.unseen[person], wins + setbacks, behaviour.notice)
        unseen = unseen if waiting and who.aware[person] else 0.0
        quiet = evidence.silence(unseen, behaviour.patience)
        who.unseen[person] = unseen
        who.belief_for[person] = belief.remembered(
            who.belief_for[person], traits.prior_for[person], behaviour.memory, wins
        )
        who.belief_against[person] = belief.remembered(
            who.belief_against[person],
            traits.prior_against[person],
            behaviour.memory,
            behaviour.setback_weight * setbacks + behaviour.silence_weight * quiet,
        )
        who.trust_for[person] += trust.earned(wins + kept, behaviour.trust_gain)
        who.trust_against[person] += gap + trust.lost(
            setbacks + broken,
            behaviour.trust_gain,
            behaviour.setback_weight,
            quiet,
            behaviour.silence_trust,
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
            luck = draw(key, person)
            who.aware[person] = awareness.hears(announced, behaviour.word_of_mouth, seen, luck)


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
    who, behaviour, plan = crowd.employees, venture.behaviour[0], venture.programme.terms[0]
    for person in range(first, last):
        team = venture.teams[crowd.network.team[person]]
        practising = who.adopted[person] != 0
        who.skill[person] = learning.practised(who.skill[person], behaviour.skill_gain, practising)
        who.fatigue[person] = fatigue.tired(
            who.fatigue[person],
            carried_load(plan, team, week, person),
            behaviour.fatigue_up,
            behaviour.fatigue_rest,
        )
