"""Week 0: the people as they are drawn, and the columns and rows from which a run starts.

n people, G teams, J steps, W weeks. What is made here is of one run, which writes it in place.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from winsim.model.discovery import value_ratios
from winsim.model.measures import WEEKLY
from winsim.model.overruns import overruns
from winsim.model.pooling import pooled
from winsim.model.programme import Programme
from winsim.model.state import (
    COMPLETED,
    LEADERSHIP,
    RUNNING,
    STEP,
    TASK,
    TEAM,
    EmployeeState,
    InitialConditions,
    Record,
    Traits,
)
from winsim.numerics.arrays import Counts, Rows, rows
from winsim.numerics.chance import Draw, draws
from winsim.organisation.organisation import Organisation


class InitialPopulation(NamedTuple):
    """An organisation and its people as they are drawn for a seed: the same under every rollout."""

    organisation: Organisation
    seed: int
    traits: Traits
    conditions: InitialConditions
    adopters: NDArray[np.bool_]  # (n,) who has adopted in week 0
    adopters_seen: Counts  # (n,) weight of the colleagues who have, in fixed point
    examples: Counts  # (n,) the same of all colleagues
    reputation: float  # mean trust in leadership, in [0, 1]
    managers: int  # people to whom somebody reports


def employees(initial: InitialPopulation) -> EmployeeState:
    """Everyone in week 0; first adopters have heard of the change and adopted in that week."""
    traits, conditions, n = initial.traits, initial.conditions, initial.organisation.people
    adopted = initial.adopters.astype(np.uint8)
    return EmployeeState(
        aware=adopted,
        adopted=adopted.copy(),
        adopting=adopted.copy(),
        adopted_week=adopted.astype(np.int32) - 1,
        belief_for=traits.prior_for.copy(),
        belief_against=traits.prior_against.copy(),
        trust_for=conditions.trust_for.copy(),
        trust_against=conditions.trust_against.copy(),
        fatigue=conditions.fatigue.copy(),
        skill=np.zeros(n),
        unseen=np.zeros(n),
        leaves=np.zeros(n, dtype=np.int32),
        inclination=np.zeros(n),
        heard=np.zeros(n),
        adopters_seen=initial.adopters_seen.copy(),
        wins_seen=np.zeros(n, dtype=np.int64),
        setbacks_seen=np.zeros(n, dtype=np.int64),
        wins=np.zeros(n),
        setbacks=np.zeros(n),
        wins_waiting=np.zeros(n),
        setbacks_waiting=np.zeros(n),
    )


def teams(initial: InitialPopulation, wave_of: NDArray[np.int32], together: bool) -> Rows:
    """The teams in week 0, none of which has begun.

    Args:
        initial: the people.
        wave_of: the wave of each team, shape (G,), -1 for none.
        together: whether the teams of a wave share their capacity.

    Returns:
        A row of `TEAM` for each, shape (G,).
    """
    organisation, conditions = initial.organisation, initial.conditions
    capacity, sizes = conditions.capacity, organisation.team_sizes
    return rows(
        TEAM,
        organisation.teams,
        first=organisation.network.team_start[:-1],
        people=sizes,
        wave=wave_of,
        capacity=pooled(capacity, sizes, wave_of) if together else capacity,
        safety=conditions.safety,
        efficacy=conditions.efficacy,
        opened=-1,
        advantage=1.0,
        adopters=np.bincount(
            organisation.network.team, weights=initial.adopters, minlength=organisation.teams
        ),
    )


def tasks(programme: Programme, behaviour: Rows, teams: int, seed: int) -> Rows:
    """The steps in each team in week 0, shape (G, J): none has begun, work is as it will be."""
    spread: NDArray[np.void] = behaviour.view(np.ndarray)[0]
    plan: NDArray[np.void] = programme.steps.view(np.ndarray)
    shared, own = float(spread["shared_overrun"]), float(spread["own_overrun"])
    ratios = overruns(plan["listed"], teams, shared, own, seed)
    return rows(TASK, teams, plan.size, overrun=ratios, started=-1, done=-1, won=-1)


def steps(programme: Programme, seed: int) -> Rows:
    """The steps in week 0, shape (J,): chance says which have a hidden flaw, and what they are worth."""
    plan: NDArray[np.void] = programme.steps.view(np.ndarray)
    settings: NDArray[np.void] = programme.settings.view(np.ndarray)[0]
    spread, worthless = float(settings["value_spread"]), float(settings["worthless"])
    return rows(
        STEP,
        plan.size,
        design_left=plan["design"],
        value=plan["value"] * value_ratios(plan["listed"], spread, worthless, seed),
        flawed=draws(seed, Draw.FLAW, plan.size) < plan["risk"],
        backed=plan["gate"] <= 0.0,
    )


def leadership(programme: Programme, initial: InitialPopulation, status: int) -> Rows:
    """Leadership in week 0, shape (1,).

    Args:
        programme: the programme.
        initial: the people.
        status: `RUNNING`; `COMPLETED` for a change without steps, which is in use from the start; or
            `NOTHING` for one that nobody begins.
    """
    finished = status == COMPLETED
    settings: NDArray[np.void] = programme.settings.view(np.ndarray)
    return rows(
        LEADERSHIP,
        1,
        status=status,
        ended_week=-1 if status == RUNNING else 0,
        launched=-1,
        budget=settings["budget"] * initial.organisation.people,
        political=settings["political_capital"],
        support=settings["support"],
        reputation=initial.reputation,
        strategic=float(finished),
        perceived=float(finished),
        seen_before=float(finished),
        managers=initial.managers,
    )


def record(weeks: int, teams: int, by_team: bool) -> Record:
    """An empty record, with rows by team where asked for."""
    lines = weeks + 1 if by_team else 0
    return Record(
        weeks=rows(WEEKLY, weeks + 1),
        team_adopters=np.zeros((lines, teams), dtype=np.int32),
        team_wins=np.zeros((lines, teams), dtype=np.int32),
    )
