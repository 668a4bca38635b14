"""Pieces: the steps as a rollout cuts them. Source of how much is seen of a piece: thaler1985."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from winsim.scenario.initiative import Step


class Piece(NamedTuple):
    """A piece of a step: a step of its own, the step as it is listed, and which of its pieces, from 1."""

    step: Step
    listed: Step
    number: int


def cut(steps: Sequence[Step], pieces: int, curvature: float) -> list[Piece]:
    """Cut every divisible step into equal pieces, which together are the same change.

    Design, work and value are shared out, and so is the risk: the chance that no piece has a flaw is
    the chance that the step had none. Gains that are felt one by one are felt more than one of their
    sum (thaler1985), so visibility falls by less. Pieces follow one another, what needed a step needs
    its last piece, and the political gate stands before the first.

    Args:
        steps: the steps, as declared.
        pieces: into how many pieces each is cut, at least 1.
        curvature: the exponent α of gains.

    Returns:
        The pieces, in the order of the steps; a step that stays whole is its only piece.
    """
    counts = {step.name: 1 if step.indivisible else pieces for step in steps}
    last = {name: _name(name, count, count) for name, count in counts.items()}
    return [
        Piece(_piece(step, number, counts[step.name], last, curvature), step, number)
        for step in steps
        for number in range(1, counts[step.name] + 1)
    ]


def _piece(step: Step, number: int, count: int, last: Mapping[str, str], curvature: float) -> Step:
    needs = tuple(last[name] for name in step.needs)
    values = {
        "needs": needs if number == 1 else (_name(step.name, number - 1, count),),
        "value_needs": tuple(last[name] for name in step.value_needs),
    }
    if count == 1:
        return step.unchecked_copy(values)
    return step.unchecked_copy(
        values
        | {
            "name": _name(step.name, number, count),
            "design": step.design / count,
            "work": step.work / count,
            "value": step.value / count,
            "visibility": step.visibility * count**-curvature,
            "risk": 1.0 - (1.0 - step.risk) ** (1.0 / count),
            "gate": step.gate if number == 1 else 0.0,
        }
    )


def _name(step: str, number: int, count: int) -> str:
    return step if count == 1 else f"{step} {number} of {count}"
