"""What does not fit together in a declaration, and how a model refuses it.

Relations between fields, which pydantic's own bounds cannot say, travel in this form to `checking`.
"""

from collections.abc import Iterable
from typing import NamedTuple

from pydantic_core import PydanticCustomError

FieldPath = tuple[str | int, ...]
"""The way to a field: names of fields and keys, and positions in lists."""

INCONSISTENT = "inconsistent"
"""The type of pydantic error that carries inconsistencies."""


class Inconsistency(NamedTuple):
    """A field that does not fit the others.

    Attributes:
        path: The way to it, from the model that refuses it.
        remedy: What is wrong and what to do, as words that follow the field's name and value.
    """

    path: FieldPath
    remedy: str


def refuse(inconsistent: Iterable[Inconsistency]) -> None:
    """Raise one pydantic error that carries all inconsistencies, if there are any.

    For validators of models: pydantic puts the path of the model before those given here.

    Args:
        inconsistent: Fields by the way from the model to them; () is the model itself.

    Raises:
        pydantic_core.PydanticCustomError: Which `declaration.error_messages` takes apart again.
    """
    everything = tuple(inconsistent)
    if everything:
        message = "; ".join(f"{dotted(path) or 'here'}: {remedy}" for path, remedy in everything)
        raise PydanticCustomError(
            INCONSISTENT, "{message}", {"message": message, "inconsistent": everything}
        )


def dotted(path: FieldPath) -> str:
    """A path as people write it: `rollouts.pilots.waves[0].count`."""
    parts = (f"[{part}]" if isinstance(part, int) else f".{part}" for part in path)
    return "".join(parts).removeprefix(".")
