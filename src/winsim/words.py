"""Numbers and weeks in words."""

from collections.abc import Sequence


def counted(count: int, noun: str) -> str:
    """A number of things: `1 week`, `3 weeks`."""
    return f"{count} {noun}{'' if count == 1 else 's'}"


def listed(weeks: Sequence[int], most: int = 5) -> str:
    """Weeks in words: `week 3`, `weeks 3, 7, 9`; only the last few of many."""
    shown = ", ".join(str(week) for week in weeks[-most:])
    more = "… " if len(weeks) > most else ""
    return f"week{'s' if len(weeks) > 1 else ''} {more}{shown}"
