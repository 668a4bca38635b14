"""Steps split into smaller ones, so that the same change comes in more and smaller wins."""

from collections.abc import Mapping, Sequence
from typing import Any

from winsim.scenario.initiative import Step


def split(steps: Sequence[Step], pieces: int) -> list[dict[str, Any]]:
    """Every step in equal pieces that together are the same change.

    Design, work, value and visibility are shared out, and so is the risk: the chance that none of
    the pieces has a flaw is the chance that the step had none. Pieces follow one another, and what
    needed a step needs its last piece. The political gate stands before the first.

    Args:
        steps: The steps of an initiative.
        pieces: Into how many pieces each is split.

    Returns:
        The pieces as plain data, in the order of the steps.
    """
    last = {step.name: _name(step, pieces, pieces) for step in steps}
    return [_piece(step, number, pieces, last) for step in steps for number in range(1, pieces + 1)]


def _piece(step: Step, number: int, pieces: int, last: Mapping[str, str]) -> dict[str, Any]:
    before = [last[name] for name in step.needs] if number == 1 else []
    return step.model_dump(mode="json") | {
        "name": _name(step, number, pieces),
        "design": step.design / pieces,
        "work": step.work / pieces,
        "value": step.value / pieces,
        "visibility": step.visibility / pieces,
        "risk": 1.0 - (1.0 - step.risk) ** (1.0 / pieces),
        "gate": step.gate if number == 1 else 0.0,
        "needs": before or ([_name(step, number - 1, pieces)] if number > 1 else []),
        "value_needs": [last[name] for name in step.value_needs],
    }


def _name(step: Step, number: int, pieces: int) -> str:
    return step.name if pieces == 1 else f"{step.name} {number} of {pieces}"
