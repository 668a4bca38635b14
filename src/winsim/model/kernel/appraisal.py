"""How people appraise the change alone: the log-odds of its appeal, term by term, down the columns."""

from typing import Any

from winsim.model.programme import SHARED, SINGLE
from winsim.model.rules import appeal, belief, fatigue
from winsim.model.state import ChangeState, Population
from winsim.numerics.arrays import Rows
from winsim.numerics.compiling import outline, part

APPEAL_TERMS = ("belief", "prospects", "loss", "efficacy", "safety", "fatigue", "load", "trust")
"""The names of the appeal's terms, in the order in which they are summed."""


@part
def appraise(change: ChangeState, population: Population, week: int, first: int, last: int) -> None:
    """Put the log-odds of everyone's own judgement into `inclination`, where they await weighing.

    The terms of the appeal are summed in the order of `APPEAL_TERMS`, in short loops that run at the
    processor's full width; one long loop takes three times as long.
    """
    employees, traits, network = population.employees, population.traits, population.network
    behaviour, settings, teams = change.behaviour[0], change.programme.settings[0], change.teams
    odds, trust = employees.inclination, trust_weight(change)
    for person in range(first, last):
        odds[person] = appeal.from_belief(
            belief.share(employees.belief_for[person], employees.belief_against[person])
        )
    prospects = appeal.from_prospects(settings.gain, settings.loss, behaviour.curvature)
    for person in range(first, last):
        odds[person] += prospects + teams[network.team[person]].advantage_appeal
    for person in range(first, last):
        felt = appeal.felt_loss_aversion(
            traits.loss_aversion[person], settings.asked, behaviour.stake
        )
        odds[person] += appeal.from_loss(felt)
    for person in range(first, last):
        team = teams[network.team[person]]
        odds[person] = (
            odds[person]
            + appeal.from_efficacy(team.efficacy, behaviour.efficacy_appeal)
            + appeal.from_safety(team.safety, behaviour.safety_appeal)
            + appeal.from_fatigue(employees.fatigue[person], behaviour.fatigue_appeal)
            + appeal.from_load(carried_load(settings, team, week, person), behaviour.load_appeal)
            + appeal.from_trust(
                belief.share(employees.trust_for[person], employees.trust_against[person]),
                trust,
            )
        )


@part
def terms_of_appeal(
    behaviour: Rows,
    settings: Rows,
    team: Rows,
    believing: float,
    loss_aversion: float,
    tiredness: float,
    load: float,
    trusting: float,
    trust_weight: float,
) -> Any:
    """Work out the terms of one person's appeal, as `appraise` sums them.

    Args:
        behaviour: the parameters of the rules, one row.
        settings: the numbers of the rollout, one row of `SETTINGS`.
        team: the person's team, one row of `TEAM`.
        believing: belief that the change works here, in [0, 1].
        loss_aversion: λ, at least 0.
        tiredness: change fatigue, in [0, 1].
        load: the load that the person carries, in [0, 1].
        trusting: trust in leadership, in [0, 1].
        trust_weight: its weight in the appeal, in log-odds.

    Returns:
        A tuple of log-odds, in the order of `APPEAL_TERMS`.
    """
    return (
        appeal.from_belief(believing),
        appeal.from_prospects(settings.gain, settings.loss, behaviour.curvature)
        + team.advantage_appeal,
        appeal.from_loss(appeal.felt_loss_aversion(loss_aversion, settings.asked, behaviour.stake)),
        appeal.from_efficacy(team.efficacy, behaviour.efficacy_appeal),
        appeal.from_safety(team.safety, behaviour.safety_appeal),
        appeal.from_fatigue(tiredness, behaviour.fatigue_appeal),
        appeal.from_load(load, behaviour.load_appeal),
        appeal.from_trust(trusting, trust_weight),
    )


@outline
def trust_weight(change: ChangeState) -> float:
    """The weight of trust in the appeal, in log-odds: none once leadership has abandoned the change."""
    behaviour = change.behaviour[0]
    forsaken = change.leadership[0].abandoned and behaviour.abandonment > 0.0
    return 0.0 if forsaken else behaviour.trust_appeal


@part
def carried_load(settings: Rows, team: Rows, week: int, person: int) -> float:
    """Work out what a person carries of the team's load this week; owners carry more.

    Args:
        settings: the numbers of the rollout, one row of `SETTINGS`; they say who owns.
        team: the person's team, one row of `TEAM`.
        week: the week that is open; ownership in rotation goes by it.
        person: the person's number in the organisation.

    Returns:
        The load, in [0, 1].
    """
    if settings.ownership == SHARED:
        return team.load
    turn = (
        0 if settings.ownership == SINGLE else ((week - 1) // settings.rotate_every) % team.people
    )
    return fatigue.carried(
        team.load, team.people, settings.owner_share, person - team.first == turn
    )
