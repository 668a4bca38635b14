"""Awareness: hearing of the change at all. Source: bass1969."""

from winsim.numerics.compiling import compiled


@compiled
def hears(announced: float, word_of_mouth: float, exposure: float, luck: float) -> bool:
    """Whether a person hears of the change this week, at a hazard of p + q·exposure."""
    return luck < announced + word_of_mouth * exposure
