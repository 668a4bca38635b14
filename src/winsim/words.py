"""Numbers and weeks in words."""

from __future__ import annotations

from collections.abc import Sequence


def counted(count: int, noun: str) -> str:
    """A number of things: `1 week`, `3 weeks`."""
    return f"{count} {noun}{'' if count == 1 else 's'}"


def listed(weeks: Sequence[int], most: int = 5) -> str:
    """Weeks in words: `week 3`, `weeks 3, 7, 9`; only the last few of many."""
    shown = ", ".join(str(week) for week in weeks[-most:])
    more = "… " if len(weeks) > most else ""
    return f"week{'s' if len(weeks) > 1 else ''} {more}{shown}"


def joined(words: Sequence[str]) -> str:
    """Words as a list that is read aloud: `one, two and three`."""
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def count(number: int, one: str, many: str = "") -> str:
    """A number with its noun."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def written(value: float, decimals: int) -> str:
    """A number with thousands set apart, and no minus before a zero."""
    text = f"{value:,.{decimals}f}"
    return text.lstrip("-") if not text.strip("-0.,") else text
