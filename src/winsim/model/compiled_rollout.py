"""A rollout as plain arrays for the kernel: compiled once, then resolved against an organisation.

J steps, V waves, G teams. Compiling takes what the scenario alone says; resolving adds which teams
are in which wave and where events strike.
"""

from collections.abc import Sequence
from math import inf
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from winsim.model.plan import pieces_of, plan_of, review_of, seen_weight
from winsim.model.programme import (
    EVENT,
    EVENT_KINDS,
    EVERY_TEAM,
    OWNERSHIP,
    PROMISE,
    SETTINGS,
    WAVE,
    Programme,
)
from winsim.model.rules.choice import discipline
from winsim.model.state import InitialConditions, Traits
from winsim.model.step_order import ordered
from winsim.model.team_picks import Picker
from winsim.numerics.arrays import Counts, Flags, Rows, rows
from winsim.numerics.compiling import uncompiled
from winsim.organisation.organisation import Organisation
from winsim.problems import BadInput, Problem, nearest
from winsim.scenario.initiative import Step
from winsim.scenario.rollout import Event, Rollout, Wave
from winsim.scenario.scenario import Scenario, resolved

SHARPEST = 1e-9
"""The noise of metrics where dashboards show all, which is none, as a share of all value."""


class CompiledRollout(NamedTuple):
    """What a programme holds before it meets an organisation; fields as in `Programme`.

    `gates` has a row for each declared wave, also for those that find no teams; a repeated wave has one.
    """

    settings: Rows  # (1,) SETTINGS
    steps: Rows  # (J,) PLAN
    needs: Flags  # (J, J)
    value_needs: Flags  # (J, J)
    order: Counts  # (J,)
    later: Counts  # (J,)
    gates: Rows  # (declared waves,) WAVE
    promises: Rows  # (P,) PROMISE


def compile_rollout(scenario: Scenario, name: str) -> CompiledRollout:
    """Compile a rollout: the same arrays for every organisation and seed.

    Args:
        scenario: the scenario, whose mechanisms that are switched off leave their off values.
        name: the name of one of its rollouts.

    Returns:
        The rollout's settings, plan, needs, order, gates and promises.

    Raises:
        KeyError: for a rollout that the scenario does not have.
    """
    rollout = scenario.rollouts[name]
    pieces = pieces_of(scenario, name)
    steps = [piece.step for piece in pieces]
    needed = scenario.mechanisms.dependencies
    review = review_of(scenario, rollout)
    later = rollout.order if review is None or review.order is None else review.order
    return CompiledRollout(
        settings=_settings(scenario, rollout, steps),
        steps=plan_of(scenario, rollout, pieces),
        needs=_matrix(
            steps, [piece.step.needs if needed or piece.number > 1 else () for piece in pieces]
        ),
        value_needs=_matrix(steps, [step.value_needs if needed else () for step in steps]),
        order=np.array(ordered(steps, rollout.order), dtype=np.int64),
        later=np.array(ordered(steps, later), dtype=np.int64),
        gates=_gates(scenario, rollout.waves),
        promises=_promises(rollout),
    )


def programme_of(
    scenario: Scenario,
    name: str,
    organisation: Organisation,
    drawn: tuple[Traits, InitialConditions],
    seed: int,
    compiled: CompiledRollout | None = None,
) -> tuple[Programme, NDArray[np.int32]]:
    """Resolve a rollout against an organisation and its people.

    Args:
        scenario: the scenario.
        name: the name of one of its rollouts.
        organisation: the n people and G teams.
        drawn: what they bring along, by which some waves pick their teams.
        seed: the seed of picks at random.
        compiled: the rollout compiled, where that is at hand.

    Returns:
        The programme, and the wave of each team, shape (G,), -1 for none.

    Raises:
        BadInput: for waves and events that name teams or columns that are not there.
    """
    compiled, rollout = compiled or compile_rollout(scenario, name), scenario.rollouts[name]
    problems = unknown_teams(scenario.events, organisation)
    try:
        waves, wave_of = Picker(organisation, *drawn, seed).waves(rollout, name)
    except BadInput as bad:
        raise BadInput(*bad.problems, *problems) from None
    if problems:
        raise BadInput(*problems)
    declared = {id(wave): number for number, wave in enumerate(rollout.waves)}
    programme = Programme(
        settings=compiled.settings,
        steps=compiled.steps,
        needs=compiled.needs,
        value_needs=compiled.value_needs,
        order=compiled.order,
        later=compiled.later,
        waves=compiled.gates[np.array([declared[id(wave)] for wave in waves], dtype=np.intp)],
        promises=compiled.promises,
        events=_events(scenario.events, name, organisation),
    )
    return programme, wave_of


def _settings(scenario: Scenario, rollout: Rollout, steps: Sequence[Step]) -> Rows:
    """The numbers of initiative, leadership and rollout, off values in place, shape (1,)."""
    count = len(steps)
    values: dict[str, Any] = {}
    for section in (scenario.initiative, scenario.leadership, rollout):
        values |= resolved(section, scenario.mechanisms)
    behaviour, review = resolved(scenario.behaviour, scenario.mechanisms), values["review"]
    whole = rollout.release == "whole"
    values |= {
        "whole": whole,
        "asked": _asked(steps, scenario.initiative.team_size, whole),
        "discipline": uncompiled(discipline)(behaviour["discipline"], rollout.leaders_first),
        "leaders_time": behaviour["leading_cost"] * rollout.leaders_first,
        "conserved": scenario.mechanisms.ownership,
        "review": review is not None,
        "review_tests": review is not None and review.test,
        "payback": 0 if review is None or review.payback is None else review.payback,
        "metric_noise": _metric_noise(scenario, rollout),
        "review_cost": 0.0 if review is None else review.cost,
        "together": scenario.initiative.side_by_side == "organisation",
        "dashboards": scenario.leadership.dashboard_cost * rollout.dashboards,
        "next_steps": rollout.next_steps and scenario.mechanisms.celebration,
        "visible_weight": seen_weight(scenario, rollout),
        "low_value_cap": count if rollout.low_value_cap is None else rollout.low_value_cap,
        "documentation": rollout.documentation and scenario.mechanisms.documentation,
        "ownership": OWNERSHIP.index(rollout.ownership),
        "checkpoint_every": rollout.checkpoint_every or 0,
        "promised_weeks": scenario.leadership.promised_weeks or 0,
        "budget": inf if values["budget"] is None else values["budget"],
    }
    return rows(SETTINGS, 1, **{field: values[field] for field in SETTINGS.names or ()})


def _asked(steps: Sequence[Step], team_size: float, whole: bool) -> float:
    """The work asked of a person at once, in person-weeks: all of it, or a step's on average.

    An initiative without steps asks for one person-week.
    """
    if not steps:
        return 1.0
    work = sum(step.work for step in steps) / team_size
    return work if whole else work / len(steps)


def _matrix(steps: Sequence[Step], needs: Sequence[Sequence[str]]) -> Flags:
    """Which step (row) needs which (column), shape (J, J)."""
    number = {step.name: i for i, step in enumerate(steps)}
    matrix = np.zeros((len(steps), len(steps)), dtype=np.uint8)
    for row, names in enumerate(needs):
        matrix[row, [number[name] for name in names]] = 1
    return matrix


def _metric_noise(scenario: Scenario, rollout: Rollout) -> float:
    """The sd of what a week of use in one team shows of a step's value, in the unit of value."""
    steps = max(len(scenario.initiative.steps), 1)
    noise = scenario.leadership.metric_noise * (1.0 - rollout.dashboards)
    return max(noise / steps, SHARPEST)


def _gates(scenario: Scenario, waves: Sequence[Wave]) -> Rows:
    """The gate and protection of each declared wave."""
    gates = [resolved(wave.gate, scenario.mechanisms) for wave in waves]
    columns = {
        name: [gate[name] for gate in gates]
        for name in ("wins", "evidence", "trust", "backing", "wait")
    }
    protected = [wave.protected or 0.0 for wave in waves]
    return rows(WAVE, len(waves), **columns, protected=protected, declared=range(len(waves)))


def _promises(rollout: Rollout) -> Rows:
    made = rollout.promises
    return rows(
        PROMISE,
        len(made),
        week=[promise.week for promise in made],
        progress=[promise.progress for promise in made],
        weight=[promise.weight for promise in made],
        strategic=[promise.kind == "strategic" for promise in made],
    )


def unknown_teams(events: Sequence[Event], organisation: Organisation) -> list[Problem]:
    """List the events that strike teams which an organisation does not have.

    Args:
        events: the events of a scenario.
        organisation: whose `team_names` count.

    Returns:
        A problem for each such event, at its path `events[…].team`, with the nearest name.
    """
    return [
        Problem(
            "",
            f"events[{index}].team",
            event.team,
            f"there is no such team; {nearest(event.team, organisation.team_names)}",
        )
        for index, event in enumerate(events)
        if event.team is not None and event.team not in organisation.team_names
    ]


def _events(events: Sequence[Event], rollout: str, organisation: Organisation) -> Rows:
    """The events that strike this rollout, teams by number."""
    mine = [event for event in events if not event.rollouts or rollout in event.rollouts]
    here = any(event.team is not None for event in mine)
    number = {name: team for team, name in enumerate(organisation.team_names)} if here else {}
    return rows(
        EVENT,
        len(mine),
        week=[event.week for event in mine],
        kind=[EVENT_KINDS.index(event.kind) for event in mine],
        strength=[event.size for event in mine],
        team=[EVERY_TEAM if event.team is None else number[event.team] for event in mine],
    )
