"""What typists and spreadsheets change in what people are called: when two spellings mean the same.

A `Rule` gives keys; two spellings are equal by it where they share one. Rules go from the harmless to
the bold, and whoever applies them stops at the first by which anybody is found.
"""

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

Keys = tuple[str, ...]

QUOTES = "'\"`´‘’‚‛“”„«»"
INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff"))
UNDECOMPOSED = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "ı": "i"})
UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})
TITLES = frozenset({"dr", "prof", "mr", "mrs", "ms", "herr", "frau", "phd"})
LONGEST = 100
"""A cell of more characters is no number and no name."""
PLAIN = re.compile(r"(\d+)(?:[.,]0+)?")
GROUPED = re.compile(r"(\d{1,3}([.,'’])\d{3}(?:\2\d{3})*)(?:[.,]0+)?")
POWER = re.compile(r"([1-9])(?:[.,](\d+))?e\+(\d{1,2})")
LIKE_POWER = re.compile(r"(\d{1,15})e(\d{1,2})")
AROUND = re.compile(r"[(\[<]([^()\[\]<>]+)[)\]>]")
UNWRITTEN = re.compile(f"[{QUOTES}]")
WORD = re.compile(r"[^\W\d_]+")
DIRECTORY = re.compile(r"\s*cn=((?:[^,\\]|\\.)+),", re.IGNORECASE)
BESIDE = re.compile(r"\s+[-–—|]\s+|\s*:\s+")


class Rule(NamedTuple):
    """A way in which two spellings can be one."""

    name: str
    written: Callable[[str], Keys]
    """The keys of what a file says; none where the rule says nothing of it."""
    known: Callable[[str], Keys]
    """The keys of what a person is called."""


def typed(value: str) -> str:
    """A value without capitals, spaces, surrounding quotation marks or `mailto:`."""
    if not value.isascii():
        value = unicodedata.normalize("NFKC", value).translate(INVISIBLE)
    return "".join(value.split()).strip(QUOTES).casefold().removeprefix("mailto:")


def rounded(number: str, digits: int) -> str:
    """A whole number as a spreadsheet shows it with a power of ten, such as 1.2E+06.

    Args:
        number: Its digits, without leading zeros.
        digits: How many of them are shown, at least 1.

    Returns:
        The shown digits without trailing zeros, and the power: equal for numbers that are shown alike.
    """
    power = len(number) - 1
    head = int(number[:digits]) + (number[digits : digits + 1] >= "5")
    if len(str(head)) > min(digits, len(number)):
        power += 1
    return f"{str(head).rstrip('0')}e{power}"


def digits_shown(value: str) -> int:
    """How many digits a number such as 1.2E+06 shows; 0 for whatever is not written so."""
    power = POWER.fullmatch(typed(value)[:LONGEST])
    return 1 + len(power[2] or "") if power else 0


@lru_cache
def shown_as_power(digits: int) -> Rule:
    """The rule by which 1.2E+06 is each number that is rounded to it.

    Args:
        digits: Only values that show this many digits are compared, at least 1.
    """

    def written(value: str) -> Keys:
        power = POWER.fullmatch(typed(value)[:LONGEST])
        if power is None or digits_shown(value) != digits:
            return ()
        return (f"{(power[1] + (power[2] or '')).rstrip('0')}e{int(power[3])}",)

    return Rule("number", written, lambda known: tuple(rounded(n, digits) for n in _numbers(known)))


def parts(value: str) -> list[str]:
    """What stands in brackets or beside a dash: `Ada Adler (1001)` and `1001 - Ada Adler`.

    Returns:
        The parts that hold a digit or an @, which decide whom the cell means.
    """
    pieces = [*AROUND.findall(value), *(BESIDE.split(value) if BESIDE.search(value) else ())]
    return [piece.strip() for piece in pieces if re.search(r"[\d@]", piece)]


def like_a_number(value: str) -> bool:
    """Whether a value is a number or an e-mail address, of which a similar one is another person's."""
    return any(letter.isdigit() or letter == "@" for letter in value)


def _typed(value: str) -> Keys:
    spellings = (typed(value), typed(_common_name(value)))
    return tuple(key for key in dict.fromkeys(spellings) if key)


def _common_name(value: str) -> str:
    """The name in a path of a directory such as `CN=Ada Adler,OU=Users`; any other value as it is."""
    path = DIRECTORY.match(value)
    return re.sub(r"\\(.)", r"\1", path[1]) if path else value


def _numbers(value: str) -> Keys:
    """The whole numbers that a value can be, without leading zeros."""
    plain = typed(value)[:LONGEST]
    whole = [match[1] for form in (PLAIN, GROUPED) if (match := form.fullmatch(plain))]
    found = [re.sub(r"\D", "", number) for number in whole]
    like_power = LIKE_POWER.fullmatch(plain)
    if like_power:
        found.append(like_power[1] + "0" * int(like_power[2]))
    return tuple(dict.fromkeys(number.lstrip("0") or "0" for number in found))


def words(value: str) -> Keys:
    """The words of a name in speaking order, without titles, brackets, accents or capitals."""
    bare = AROUND.sub(" ", value).strip(QUOTES + " ")
    last, comma, first = bare.partition(",")
    turned = f"{first} {last}" if comma and "," not in first else bare
    plain = turned.casefold()
    if not plain.isascii():
        parts = unicodedata.normalize("NFKD", plain.translate(UNDECOMPOSED))
        plain = "".join(letter for letter in parts if not unicodedata.combining(letter))
    return tuple(word for word in WORD.findall(UNWRITTEN.sub("", plain)) if word not in TITLES)


def _full_names(value: str) -> Keys:
    """The names of two or more words in a value, umlauts as a vowel and as two."""
    value = _common_name(value)
    if "@" in value or ("," not in value and len(value.split()) == 1):
        return ()
    composed = unicodedata.normalize("NFC", value[:LONGEST])
    pieces = BESIDE.split(composed) if BESIDE.search(composed) else [composed]
    if sum(map(_like_a_name, pieces)) > 1:
        return ()
    small = [piece.casefold() for piece in pieces]
    spellings = [s for piece in small for s in (piece, piece.translate(UMLAUTS))]
    names = {" ".join(words(spelling)): None for spelling in dict.fromkeys(spellings)}
    return tuple(name for name in names if " " in name)


def _like_a_name(piece: str) -> bool:
    """Whether a piece beside a dash can be a whole name, and is no office such as `Head of Sales`."""
    found = WORD.findall(piece)
    small = piece.islower()
    return len(found) in (2, 3) and all(small or word[0].isupper() for word in found)


def additions(value: str) -> str:
    """The digits and the bracketed words of a name, by which people of one name are told apart."""
    around = " ".join(AROUND.findall(value)).casefold()
    return " ".join([*WORD.findall(around), *re.findall(r"\d+", value)])


def _named(name: str, keys: Callable[[str], Keys], known: Callable[[str], Keys]) -> Rule:
    """A rule on names, whose additions count where both spellings have some."""

    def written(value: str) -> Keys:
        added = additions(value)
        ends = (added, "") if added else ("any",)
        return tuple(f"{key}|{end}" for key in keys(value) for end in ends)

    def called(value: str) -> Keys:
        return tuple(f"{k}|{end}" for k in known(value) for end in ("any", additions(value)))

    return Rule(name, written, called)


def _sorted(value: str) -> Keys:
    """The words of a name in the order of the alphabet."""
    return tuple(" ".join(sorted(name.split())) for name in _full_names(value))


def _short(name: str) -> str:
    """A name without initials, where two words are left."""
    words = [word for word in name.split() if len(word) > 1]
    return " ".join(words) if len(words) > 1 else name


def _initials_written(value: str) -> Keys:
    """A name with initials can be that of one who has none, and the other way round; else they differ."""
    names = _full_names(value)
    return tuple(f"none {_short(n)}" if _short(n) != n else f"some {n}" for n in names)


def _initials_known(value: str) -> Keys:
    names = _full_names(value)
    return tuple(f"none {n}" if _short(n) == n else f"some {_short(n)}" for n in names)


def _digits(value: str) -> Keys:
    digits = re.sub(r"\D", "", value).lstrip("0")
    return (digits,) if digits else ()


TYPED = Rule("typed", _typed, _typed)
NUMBER = Rule("number", _numbers, _numbers)
NAME = _named("name", _full_names, _full_names)
TURNED = _named("turned", _sorted, _sorted)
INITIALS = _named("initials", _initials_written, _initials_known)
DIGITS = Rule("digits", _digits, _digits)
"""A likeness by which nobody is found: the same number, with other letters around it."""
