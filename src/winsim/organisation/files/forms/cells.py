"""What a cell between a person and a column says: nothing, a tick, or how much."""

from collections.abc import Iterable, Mapping, Sequence

from winsim.organisation.files.numbers import Notation, notation_of
from winsim.organisation.files.words_in_cells import NO, NOTHING, YES


def meanings(columns: Iterable[Sequence[str]], decimal_comma: bool) -> dict[str, str]:
    """What each different cell says: nothing where empty, `1` for a tick, else the weight as written.

    Args:
        columns: The cells.
        decimal_comma: Whether 0,5 is a number.
    """
    found: dict[str, str] = {}
    for cells in columns:
        found.update((cell, "") for cell in set(cells).difference(found))
    notation = notation_of(found, decimal_comma)
    return {cell: _meaning(cell, notation) for cell in found}


def _meaning(cell: str, notation: Notation) -> str:
    if cell.lower() in (*NOTHING, *NO):
        return ""
    value = 1.0 if cell.lower() in YES else notation.value(cell)
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
    notation = notation_of(said, decimal_comma)
    words = [cell for cell in set(said.values()) if cell and notation.value(cell) is None]
    return any(said.values()) and len(words) <= STEPS
