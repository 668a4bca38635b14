"""Numbers and weeks in words."""

from __future__ import annotations

from collections.abc import Sequence


def listed(weeks: Sequence[int], most: int = 5) -> str:
    """Weeks in words: `week 3`, `weeks 3, 7, 9`; of more than `most` only the last."""
    shown = ", ".join(str(week) for week in weeks[-most:])
    more = "… " if len(weeks) > most else ""
    return f"week{'s' if len(weeks) > 1 else ''} {more}{shown}"


def joined(words: Sequence[str]) -> str:
    """Words as a list that is read aloud: `one, two and three`."""
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def count(number: int, one: str, many: str = "") -> str:
    """A number with its noun: `1 week`, `1,000 weeks`, `2 people` (with `many`)."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def written(value: float, decimals: int) -> str:
    """A number with commas between thousands, and no minus before a zero: `1,234.5`."""
    text = f"{value:,.{decimals}f}"
    return text.lstrip("-") if not text.strip("-0.,") else text
