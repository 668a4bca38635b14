"""Numbers as files write them: which mark parts decimals, which sets thousands apart, and hours and shares.

The cells of a column are looked at together: 1.440 is more than a thousand beside 0,5 and less than two
beside 0.5. What no cell shows is taken as the file's delimiter suggests, with a doubt.
"""

import re
from collections.abc import Iterable, Sequence
from math import isfinite
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from winsim.organisation.files.words_in_cells import NOTHING

MARKS = {".": ",", ",": "."}
"""The two marks that part decimals or set thousands apart, each with the other."""
GROUPED = {mark: re.compile(rf"[-+]?[1-9]\d{{0,2}}(?:\{mark}\d{{3}})+") for mark in MARKS}
"""Whole numbers whose thousands are set apart by a mark."""
APART = re.compile(r"(?<=\d)[ \u00a0\u2009\u202f'’](?=\d{3}(?!\d))")
"""What only sets thousands apart."""
PLAIN = re.compile(r"[-+]?[\d.,]*\d[\d.,]*")
CLOCK = re.compile(r"(\d+):([0-5]\d)(?::([0-5]\d))?")
QUOTED = re.compile(r"(['\"‘“])(.*)['\"’”]")
PERCENT = "%"


class Notation(NamedTuple):
    """How the numbers of a column are written.

    Attributes:
        thousands: The mark, of point and comma, that sets thousands apart; none where it is empty.
        comma: Whether a comma is a decimal mark, in a text without a point.
        unit: `%` where all are shares, `:` where all are hours and minutes, else nothing.
        example: A number whose thousands are set apart; nothing where there is none.
        sure: Whether the cells themselves show what sets thousands apart.
    """

    thousands: str = ""
    comma: bool = False
    unit: str = ""
    example: str = ""
    sure: bool = True

    def value(self, text: str) -> float | None:
        """The number that a cell holds, or None."""
        text = _bare(text)
        if self.unit == ":":
            clock = CLOCK.fullmatch(text)
            return _hours(clock) if clock else None
        text = text.removesuffix(self.unit).rstrip() if self.unit else text
        if self.thousands:
            whole, decimal, rest = text.partition(MARKS[self.thousands])
            if self.thousands in whole:
                bare = whole.replace(self.thousands, "")
                fits = GROUPED[self.thousands].fullmatch(whole) and self.thousands not in rest
                return number(f"{bare}.{rest}" if decimal else bare) if fits else None
        return number(text, self.comma)

    def said(self) -> str:
        """How unusual numbers are read, as a half sentence; nothing where none is unusual."""
        if self.unit == PERCENT:
            return "percentages count as the numbers before their sign, so that 20% is 20"
        if self.unit:
            return "hours and minutes are taken as hours, so that 2:30 is 2.5"
        if self.example:
            return f"thousands are set apart, so that {self.example} is {self.value(self.example):.12g}"
        return ""

    def doubted(self) -> str:
        """What is to be done if thousands are no thousands; nothing where the cells show that they are."""
        if self.sure:
            return ""
        return f"if they are decimals, write them with {'a comma' if self.comma else 'a point'}"


def notation_of(cells: Iterable[str], decimal_comma: bool = False) -> Notation:
    """How the numbers of a column are written, as its cells show together.

    Args:
        cells: All of them, words among them or not.
        decimal_comma: Whether 0,5 is a number where nothing shows otherwise.
    """
    texts = [_bare(cell) for cell in dict.fromkeys(cells) if cell.lower() not in NOTHING]
    clocks = bool(texts) and all(map(CLOCK.fullmatch, texts))
    shares = bool(texts) and all(text.endswith(PERCENT) for text in texts)
    if clocks:
        return Notation(unit=":")
    unit = PERCENT if shares else ""
    plain = [text.removesuffix(unit).rstrip() if unit else text for text in texts]
    plain = [text for text in plain if PLAIN.fullmatch(text)]
    kinds = {mark: _kinds(mark, plain) for mark in MARKS}
    usual = "," if decimal_comma else "."
    thousands = next((mark for mark in MARKS if _groups(mark, kinds, usual)), "")
    comma = thousands != "," and (decimal_comma or DECIMAL in kinds[","])
    if not thousands:
        example = next((cell for cell in dict.fromkeys(cells) if APART.search(cell.strip())), "")
        return Notation(
            "", comma, unit, example if number(_bare(example), comma) is not None else ""
        )
    example = next(text for text in plain if _kind(thousands, text) in (GROUP, EITHER))
    sure = GROUP in kinds[thousands] or DECIMAL in kinds[MARKS[thousands]]
    return Notation(thousands, comma, unit, example, sure)


DECIMAL, GROUP, EITHER = "decimal", "group", "either"


def _kinds(mark: str, texts: Iterable[str]) -> set[str]:
    """What a mark is in these numbers: surely decimal, surely between thousands, or either."""
    return set(filter(None, (_kind(mark, text) for text in texts if mark in text)))


def _kind(mark: str, text: str) -> str:
    """What a mark is in a text; nothing where the text is no number."""
    whole, other, _ = text.partition(MARKS[mark])
    if mark in whole and (other or text.count(mark) > 1):
        return GROUP if GROUPED[mark].fullmatch(whole) else ""
    if text.count(mark) > 1:
        return ""
    return EITHER if not other and GROUPED[mark].fullmatch(text) else DECIMAL


def _groups(mark: str, kinds: dict[str, set[str]], usual: str) -> bool:
    """Whether a mark sets thousands apart in a column whose marks are of these kinds."""
    own, other = kinds[mark], kinds[MARKS[mark]]
    if DECIMAL in own or not own:
        return False
    if GROUP in own or DECIMAL in other:
        return True
    return GROUP not in other and mark != usual


def _bare(text: str) -> str:
    """A cell without quotation marks around it and without what only sets thousands apart."""
    quoted = QUOTED.fullmatch(text)
    return APART.sub("", quoted[2] if quoted else text)


def _hours(clock: re.Match[str]) -> float:
    return int(clock[1]) + int(clock[2]) / 60 + int(clock[3] or 0) / 3600


def numbers(values: Sequence[str], notation: Notation) -> NDArray[np.float64] | None:
    """The values as numbers, if all of them are.

    Args:
        values: As written; empty cells and words such as `na` or `none` stand for nothing.
        notation: How they are written.

    Returns:
        Shape (len(values),), NaN for nothing; None where one is something else or none is a number.
    """
    read = {value: notation.value(value) for value in dict.fromkeys(values)}
    if any(n is None and v.lower() not in NOTHING for v, n in read.items()):
        return None
    if all(n is None for n in read.values()):
        return None
    return np.array([np.nan if (n := read[value]) is None else n for value in values])


def number(text: str, decimal_comma: bool = False) -> float | None:
    """A finite number as it is written, or None.

    Args:
        text: Such as 1, 0.5 or 1e3; underscores between digits are refused.
        decimal_comma: Whether a comma is the decimal mark, in a text without a point.
    """
    if decimal_comma and "." not in text:
        text = text.replace(",", ".")
    try:
        value = float(text)
    except ValueError:
        return None
    return value if isfinite(value) and "_" not in text else None
