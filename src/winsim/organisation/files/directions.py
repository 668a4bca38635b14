"""Whether ties have a direction, in the words of those who say it line by line."""

import re
from collections.abc import Iterable, Mapping

from winsim.organisation.files.header_words import plain

DIRECTED = frozenset((
    "directed", "oriented", "one way", "unidirectional", "d", "gerichtet", "einseitig", "orienté",
    "orientée", "dirigé", "dirigée", "dirigido", "dirigida", "unidireccional", "orientato",
))  # fmt: skip
"""What a tie is that only its source has."""
UNDIRECTED = frozenset((
    "undirected", "mutual", "both", "both ways", "bidirectional", "two way", "reciprocal", "symmetric", "u",
    "ungerichtet", "beidseitig", "gegenseitig", "wechselseitig", "bidirektional", "non orienté",
    "non orientée", "non dirigé", "non dirigée", "mutuel", "réciproque", "bidirectionnel", "no dirigido",
    "no dirigida", "no orientado", "mutuo", "recíproco", "bidireccional", "non orientato", "non diretto",
))  # fmt: skip
"""What a tie is that both of its ends have."""
PLAINLY = re.compile(r"direct|gericht|orient|dirig")
"""What is in a word that speaks of nothing but direction; `both` or `D` can be a kind of ties."""
YES = frozenset(("true", "yes", "y", "1", "wahr", "ja", "vrai", "oui", "verdadero", "sí", "si"))
NO = frozenset(("false", "no", "n", "0", "falsch", "nein", "faux", "non", "falso"))
FLAGS = {
    **dict.fromkeys(
        map(plain, ("Directed", "Is Directed", "Gerichtet", "Orienté", "Dirigido")), False
    ),
    **dict.fromkeys(map(plain, ("Undirected", "Is Undirected", "Ungerichtet")), True),
}
"""Headers of columns that hold yes and no, and whether yes is undirected."""


def undirected(cells: Iterable[str], header: str) -> Mapping[str, bool | None]:
    """Whether ties work both ways, for each different cell of a column that may say so.

    Args:
        cells: Of one column.
        header: Its header, which says what yes and no mean.

    Returns:
        True where a tie works both ways, False where it has a direction or the cell is empty, and None for
        a cell that says neither. Nothing where the column speaks of something else.
    """
    yes = FLAGS.get(plain(header))
    found = {cell: _one(cell, yes) for cell in dict.fromkeys(cells)}
    unclear = any(cell and both is None for cell, both in found.items())
    plainly = any(both is not None and PLAINLY.search(cell.lower()) for cell, both in found.items())
    return {} if unclear and not plainly else found


def _one(cell: str, yes: bool | None) -> bool | None:
    """What a cell says; `yes` is what yes means, None where it means nothing."""
    words = " ".join(re.split(r"[\s_-]+", cell.casefold()))
    if yes is not None and words in (YES | NO):
        return yes if words in YES else not yes
    if words in UNDIRECTED:
        return True
    return False if words in DIRECTED or not words else None
