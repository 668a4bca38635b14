"""The units of outcomes: how values are stored, and how they are written for people.

A scenario that states what a person-week costs, and when it begins, is read in money and by date.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from math import floor, isinf, isnan, log10

from winsim.words import written


@dataclass(frozen=True)
class Unit:
    """How values of a kind are written for people; tables on disk keep them as they are."""

    stored: str
    """Unit of the values in tables."""
    shown: str
    """Unit in which people read a value."""
    difference: str
    """Unit in which people read a difference of two values."""
    factor: float = 1.0
    """What a stored value is multiplied with to be shown."""
    decimals: int = 0
    """Decimals of a shown value."""
    smallest: float = 0.0
    """The smallest difference of interest, in the stored unit; of work, for each employee. One of less
    is too small to matter, however certain it is. Our assumption; a scenario may state its own."""
    whole: bool = False
    """Whether values are whole numbers as they are shown; a median between two of them says so."""

    def value(self, stored: float) -> str:
        """A value for people, without its unit.

        Args:
            stored: the value as tables hold it.

        Returns:
            The number with the unit's decimals; `never` for an infinite one, a dash for NaN.
        """
        if isinf(stored):
            return "never"
        if isnan(stored):
            return "–"
        shown = stored * self.factor
        between = self.whole and abs(shown - round(shown)) > 1e-9
        return written(shown, self.decimals + between)

    def differences(self, *stored: float) -> tuple[str, ...]:
        """Differences for people, without their unit, with two digits of the largest of them.

        Args:
            stored: values that are read together, such as a mean and the ends of its interval, as tables
                hold them; none may be infinite.

        Returns:
            As many texts in the same order; a dash for NaN.
        """
        shown = [value * self.factor for value in stored]
        largest = max((abs(value) for value in shown if not isnan(value)), default=0.0)
        decimals = max(0, min(4, 1 - floor(log10(largest)))) if largest > 1e-9 else 0
        return tuple("–" if isnan(value) else written(value, decimals) for value in shown)

    @property
    def noun(self) -> str:
        """The unit of a difference as it follows a number in a sentence, with a space before it."""
        return f" {self.difference}" if self.difference else ""


@dataclass(frozen=True)
class Calendar(Unit):
    """Weeks that are read as dates; differences stay in weeks."""

    first: date = date.min
    """The day on which week 0 ends, and week 1 begins."""

    def value(self, stored: float) -> str:
        """The day on which a week ends, as 2027-03-01; `never` for an infinite one, a dash for NaN."""
        if isinf(stored) or isnan(stored):
            return super().value(stored)
        return (self.first + timedelta(weeks=stored)).isoformat()


PEOPLE = Unit(
    "share of people", "% of people", "percentage points", factor=100, smallest=0.02, whole=True
)
PROGRESS = Unit(
    "share of the change", "% of the change", "percentage points", factor=100, smallest=0.02
)
LEVEL = Unit("0 to 1", "0 to 1", "on a scale from 0 to 1", decimals=2, smallest=0.02)
WEEKS = Unit("weeks", "weeks", "weeks", smallest=2, whole=True)
WORK = Unit("person-weeks", "person-weeks", "person-weeks", smallest=0.1)
NUMBER = Unit("number", "number", "", smallest=1, whole=True)
RUNS = Unit("share of runs", "% of runs", "percentage points", factor=100, smallest=0.02)


def money(rate: float, currency: str) -> Unit:
    """Work that is read in money.

    Args:
        rate: what a person-week costs, in the currency.
        currency: its name or sign, such as EUR.
    """
    return Unit(WORK.stored, currency, currency, factor=rate)


def calendar(start: str) -> Unit:
    """Weeks that are read as dates.

    Args:
        start: the first day of week 1, as 2027-01-04.
    """
    return Calendar(WEEKS.stored, "date", WEEKS.difference, first=date.fromisoformat(start))
