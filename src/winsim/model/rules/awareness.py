"""Awareness: hearing of the change at all. Source: bass1969."""

from winsim.numerics.compiling import compiled


@compiled
def hears(announced: float, word_of_mouth: float, exposure: float, luck: float) -> bool:
    """Whether a person hears of the change this week, at Bass's hazard of p + q·exposure.

    `announced` is p and `word_of_mouth` is q, chances a week; `exposure` is the share of colleagues
    who have adopted.
    """
    return luck < announced + word_of_mouth * exposure
