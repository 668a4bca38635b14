"""Numbers, weeks and lists in words, as sentences, tables and figures write them.

They know nothing of the model, so that every package may take them.
"""

from __future__ import annotations

from collections.abc import Sequence


def listed(weeks: Sequence[int], most: int = 5) -> str:
    """Weeks in words: `week 3`, `weeks 3, 7, 9`.

    Args:
        weeks: numbers of weeks, at least one, in the order in which they are read.
        most: of more than so many weeks only the last are named, after an ellipsis.
    """
    shown = ", ".join(str(week) for week in weeks[-most:])
    more = "… " if len(weeks) > most else ""
    return f"week{'s' if len(weeks) > 1 else ''} {more}{shown}"


def joined(words: Sequence[str]) -> str:
    """Words as a list that is read aloud: `one, two and three`.

    Args:
        words: at least one.
    """
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def count(number: int, one: str, many: str = "") -> str:
    """A number with its noun: `1 week`, `1,000 weeks`, `2 people`.

    Args:
        number: how many.
        one: the noun of one.
        many: the noun of several; by default `one` with an s.
    """
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def written(value: float, decimals: int) -> str:
    """A number with commas between thousands, and no minus before a zero: `1,234.5`.

    Args:
        value: a finite number.
        decimals: how many decimals it is rounded to and written with.
    """
    text = f"{value:,.{decimals}f}"
    return text.lstrip("-") if not text.strip("-0.,") else text
