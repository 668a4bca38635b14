"""What sentences, tables and figures call people and teams."""

import numpy as np
from numpy.typing import NDArray

from winsim.organisation.organisation import Organisation


def label(organisation: Organisation, person: int) -> str:
    """What a sentence calls a person: the id, after the name where there is another one."""
    name, own = organisation.names[person], organisation.ids[person]
    return own if name == own else f"{name} ({own})"


def ids_of(organisation: Organisation, chosen: NDArray[np.bool_]) -> tuple[str, ...]:
    """The ids of the chosen people.

    Args:
        organisation: An organisation of n people.
        chosen: Whether each is chosen, shape (n,).
    """
    return tuple(organisation.ids[person] for person in np.flatnonzero(chosen))


def team_label(name: str) -> str:
    """What a sentence calls a team: its name, after the word where that is a mere number."""
    return name if any(letter.isalpha() for letter in name) else f"team {name}"
