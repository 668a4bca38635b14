"""The employees' part of a week: what they see and make of it, what they decide, what it takes.

Each function runs one rule, or a few that belong together, down the columns from `first` to before
`last`, so that a single employee and a whole organisation go the same way.
"""

from typing import Any

from winsim.model.kernel.evidence import uneventful
from winsim.model.kernel.leadership import stands_by
from winsim.model.rules import adoption, appeal, awareness, belief, exposure, fatigue, learning
from winsim.model.state import SHARED, SINGLE, ChangeState, Population
from winsim.numerics.arrays import Floats, Rows
from winsim.numerics.chance import Draw, draw, stream
from winsim.numerics.compiling import part

TERMS = ("belief", "prospects", "loss", "efficacy", "safety", "fatigue", "load", "trust")
"""The terms of the appeal, in the order of the ledger."""


@part
def become_aware(
    change: ChangeState, population: Population, week: int, first: int, last: int
) -> None:
    """Some hear of the change, from leadership while it stands by it, or from colleagues."""
    who, network, behaviour = population.employees, population.network, change.behaviour[0]
    announced = behaviour.announce if stands_by(change.leadership[0]) else 0.0
    key = stream(change.seed, Draw.AWARENESS, week)
    for person in range(first, last):
        if not who.aware[person]:
            seen = exposure.exposure(
                who.adopters_seen[person], network.degree[person], behaviour.exposure
            )
            if awareness.hears(announced, behaviour.word_of_mouth, seen, draw(key, person)):
                who.aware[person] = 1


@part
def weigh(change: ChangeState, population: Population, week: int, first: int, last: int) -> None:
    """Everyone weighs the change: colleagues' example against one's own judgement."""
    who, traits, network = population.employees, population.traits, population.network
    own = change.behaviour[0].exposure
    if judging(traits.susceptibility, first, last):
        appraise(change, population, week, first, last)
        for person in range(first, last):
            seen = exposure.exposure(who.adopters_seen[person], network.degree[person], own)
            who.inclination[person] = adoption.inclination(
                traits.susceptibility[person], seen, appeal.probability(who.inclination[person])
            )
    else:
        for person in range(first, last):
            seen = exposure.exposure(who.adopters_seen[person], network.degree[person], own)
            who.inclination[person] = adoption.inclination(1.0, seen, 0.0)


@part
def judging(susceptibility: Floats, first: int, last: int) -> bool:
    """Whether anybody's own judgement counts beside colleagues' example."""
    for person in range(first, last):  # noqa: SIM110 (Numba compiles no generators)
        if susceptibility[person] < 1.0:
            return True
    return False


@part
def appraise(change: ChangeState, population: Population, week: int, first: int, last: int) -> None:
    """The log-odds of everyone's own judgement, kept in `inclination` until it is weighed.

    The terms of the appeal are summed in the order of `terms`, in short loops that run at the
    processor's full width; one long loop takes three times as long.
    """
    who, traits, network = population.employees, population.traits, population.network
    behaviour, plan, teams = change.behaviour[0], change.programme.terms[0], change.teams
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
def choose(change: ChangeState, population: Population, week: int, first: int, last: int) -> None:
    """Everyone decides whether to work the new way from next week on."""
    who, behaviour = population.employees, change.behaviour[0]
    leaving = stream(change.seed, Draw.REVERSAL, week)
    deciding = stream(change.seed, Draw.DECISION, week)
    complying = stream(change.seed, Draw.COMPLIANCE, week)
    mandate = change.programme.terms[0].mandate
    mandate = mandate if stands_by(change.leadership[0]) else 0.0
    for person in range(first, last):
        team = change.teams[population.network.team[person]]
        inclined, threshold = who.inclination[person], population.traits.threshold[person]
        if who.adopted[person]:
            who.adopting[person] = behaviour.reversal <= 0.0 or not adoption.leaves(
                inclined,
                threshold,
                behaviour.hysteresis,
                behaviour.reversal,
                who.skill[person],
                draw(leaving, person),
            )
        elif who.aware[person] and team.offered:
            if behaviour.decision_noise > 0.0:
                inclined += adoption.noise(draw(deciding, person), behaviour.decision_noise)
            told = (
                mandate > 0.0 and team.live and adoption.complies(mandate, draw(complying, person))
            )
            who.adopting[person] = told or adoption.convinced(inclined, threshold)
        else:
            who.adopting[person] = False


@part
def example_alone(change: ChangeState, population: Population) -> bool:
    """Whether from now on nothing but colleagues' example can move anybody."""
    behaviour, terms, who = (
        change.behaviour[0],
        change.programme.terms[0],
        population.employees,
    )
    if behaviour.reversal > 0.0 or behaviour.skill_gain > 0.0:
        return False
    if behaviour.decision_noise > 0.0 or terms.mandate > 0.0 or not uneventful(change):
        return False
    for team in change.teams:
        if not team.offered:
            return False
    for person in range(who.aware.size):
        if not who.aware[person] or behaviour.fatigue_rest * who.fatigue[person] > 0.0:
            return False
    return not judging(population.traits.susceptibility, 0, who.aware.size)


@part
def follow(change: ChangeState, population: Population) -> None:
    """All that a week comes to where colleagues' example alone counts: who sees enough, adopts."""
    who, network, own = population.employees, population.network, change.behaviour[0].exposure
    for person in range(who.adopting.size):
        seen = exposure.exposure(who.adopters_seen[person], network.degree[person], own)
        inclined = adoption.inclination(1.0, seen, 0.0)
        who.inclination[person] = inclined
        who.adopting[person] |= adoption.convinced(inclined, population.traits.threshold[person])


@part
def carry_on(change: ChangeState, population: Population, week: int, first: int, last: int) -> None:
    """A week of practice and of load leaves its mark."""
    who, plan, team_of = population.employees, change.programme.terms[0], population.network.team
    gain = change.behaviour[0].skill_gain
    up, rest = change.behaviour[0].fatigue_up, change.behaviour[0].fatigue_rest
    for person in range(first, last):
        practising = who.adopted[person] != 0
        who.skill[person] = learning.practised(who.skill[person], gain, practising)
    for person in range(first, last):
        load = carried_load(plan, change.teams[team_of[person]], week, person)
        who.fatigue[person] = fatigue.tired(who.fatigue[person], load, up, rest)
