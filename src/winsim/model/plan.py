"""The plan of a rollout: the steps as it takes them up, with all that the scenario alone says of them.

J steps: the pieces into which the rollout cuts the steps that are listed.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from winsim.model.pieces import Piece, cut
from winsim.model.programme import PLAN
from winsim.model.rules import flaws, recognition, worth
from winsim.numerics.arrays import Rows, rows
from winsim.numerics.compiling import uncompiled
from winsim.scenario.initiative import Step
from winsim.scenario.rollout import Review, Rollout
from winsim.scenario.scenario import Scenario, resolved


def pieces_of(scenario: Scenario, name: str) -> list[Piece]:
    """The steps as a rollout takes them up: what a programme counts as its steps.

    Args:
        scenario: the scenario.
        name: the name of one of its rollouts.

    Returns:
        The pieces, in the order of the programme's rows; where a rollout cuts nothing, the steps.

    Raises:
        KeyError: for a rollout that the scenario does not have.
    """
    pieces = scenario.rollouts[name].pieces
    return cut(scenario.initiative.steps, pieces, scenario.behaviour.curvature)


def seen_weight(scenario: Scenario, rollout: Rollout) -> float:
    """The weight of visible over strategic progress in leaders' eyes, in [0, 1], dashboards counted in.

    Args:
        scenario: the scenario, whose leadership goes by show to some degree.
        rollout: one of its rollouts, which may show leaders what is in use.
    """
    return scenario.leadership.visible_weight * (1.0 - rollout.dashboards)


def plan_of(scenario: Scenario, rollout: Rollout, pieces: Sequence[Piece]) -> Rows:
    """The steps as a rollout takes them up.

    Args:
        scenario: the scenario, whose mechanisms that are switched off leave their off values.
        rollout: one of its rollouts.
        pieces: the J pieces, as `pieces_of` gives them for this rollout.

    Returns:
        A row of `PLAN` for each piece, shape (J,).
    """
    alike = {"overhead": _overhead(scenario, rollout)}
    lines = [{**_step_of(piece, scenario, rollout), **alike} for piece in pieces]
    return rows(
        PLAN, len(lines), **{name: [line[name] for line in lines] for name in PLAN.names or ()}
    )


def _step_of(piece: Piece, scenario: Scenario, rollout: Rollout) -> Mapping[str, Any]:
    """One step's row of the plan, scaffolding and recognition counted in."""
    step, listed, _ = piece
    values, help = resolved(step, scenario.mechanisms), rollout.scaffolding
    if help is not None and values["risk"] > help.risk_above:
        at_work = resolved(help, scenario.mechanisms)
        values["risk"] = uncompiled(flaws.scaffolded)(values["risk"], at_work["relief"])
        values["work"] *= 1.0 + at_work["cost"]
    values["listed"] = scenario.initiative.steps.index(listed)
    values |= _felt(piece, scenario, rollout)
    values["low_value"] = listed.value < rollout.low_value
    values["droppable"] = _droppable(listed, scenario, rollout)
    return values


def _felt(piece: Piece, scenario: Scenario, rollout: Rollout) -> Mapping[str, float]:
    """What a step's win is to people and to leaders: for its show, and for its worth."""
    on, seen = scenario.mechanisms, piece.step.visibility
    strength = _strength(scenario, rollout)
    if on.celebration:
        strength = uncompiled(recognition.celebrated)(strength)
    plain, deep = uncompiled(worth.plain), uncompiled(worth.deep)
    average = piece.listed.value * len(scenario.initiative.steps)
    by_value = rollout.recognition.by == "value" and on.recognition
    if not on.discernment:
        felt = plain(seen, strength * average if by_value else strength, 0.0)
        return {"plain": felt, "deep": 0.0, "credit": felt, "credit_deep": 0.0}
    people = 1.0 if by_value else scenario.behaviour.discernment
    leaders = 1.0 - seen_weight(scenario, rollout)
    return {
        "plain": plain(seen, strength, people),
        "deep": deep(seen, strength, people, average, rollout.linked),
        "credit": plain(seen, strength, leaders),
        "credit_deep": deep(seen, strength, leaders, average, 0.0),
    }


def _strength(scenario: Scenario, rollout: Rollout) -> float:
    """How strongly wins are recognised, as declared."""
    return float(resolved(rollout.recognition, scenario.mechanisms)["strength"])


def _overhead(scenario: Scenario, rollout: Rollout) -> float:
    """What a step costs in a team of typical size however small it is, in person-weeks."""
    costs = resolved(scenario.behaviour, scenario.mechanisms)
    feast = max(_strength(scenario, rollout) - 1.0, 0.0) + 0.5 * rollout.next_steps
    overhead = resolved(scenario.initiative, scenario.mechanisms)["overhead"]
    extra = costs["linking_cost"] * rollout.linked + costs["celebration_cost"] * feast
    return float(overhead + extra)


def review_of(scenario: Scenario, rollout: Rollout) -> Review | None:
    """What leadership does at checkpoints; None for nothing, or where the mechanism is switched off.

    Args:
        scenario: the scenario.
        rollout: one of its rollouts.
    """
    return rollout.review if scenario.mechanisms.review else None


def _droppable(listed: Step, scenario: Scenario, rollout: Rollout) -> bool:
    """Whether a review drops a step: little value, and no other step needs it."""
    review = review_of(scenario, rollout)
    if review is None or listed.value >= review.drop_below:
        return False
    return not any(
        listed.name in (*step.needs, *step.value_needs) for step in scenario.initiative.steps
    )
