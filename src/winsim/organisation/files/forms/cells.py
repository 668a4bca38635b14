"""What a cell between a person and a column says: nothing, a tick, or how much."""

from collections.abc import Iterable, Mapping, Sequence

from winsim.organisation.files.people import number
from winsim.organisation.files.roster.spellings import NOTHING

NO = (*NOTHING, "no", "nein", "non", "false", "falsch", "faux", "falso")
TICK = (
    "x", "✓", "✔", "☑", "✗", "yes", "y", "ja", "j", "oui", "o", "sí", "si", "true", "wahr", "vrai",
    "verdadero", "present", "attended", "anwesend", "checked",
)  # fmt: skip
"""How files write that something holds, in small letters."""


def meanings(columns: Iterable[Sequence[str]], decimal_comma: bool) -> dict[str, str]:
    """What each different cell says: nothing where empty, `1` for a tick, else the weight as written.

    Args:
        columns: The cells.
        decimal_comma: Whether 0,5 is a number.
    """
    found: dict[str, str] = {}
    for cells in columns:
        found.update((cell, "") for cell in set(cells).difference(found))
    return {cell: _meaning(cell, decimal_comma) for cell in found}


def _meaning(cell: str, decimal_comma: bool) -> str:
    if cell.lower() in NO:
        return ""
    value = 1.0 if cell.lower() in TICK else number(cell, decimal_comma)
    if value is None or value not in (0, 1):
        return cell
    return "1" if value else ""


def are_ticks(said: Mapping[str, str]) -> bool:
    """Whether cells with these meanings are ticks or nothing, and some are ticks."""
    return set(said.values()) in ({"1"}, {"", "1"})


STEPS = 12
"""More different words are not the steps of a scale."""


def are_of_scale(said: Mapping[str, str], decimal_comma: bool) -> bool:
    """Whether these meanings are ticks, numbers, or so few words that they can be a scale."""
    words = [cell for cell in set(said.values()) if cell and number(cell, decimal_comma) is None]
    return any(said.values()) and len(words) <= STEPS
