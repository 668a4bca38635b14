"""The weights of ties, written as numbers or in words."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from winsim.numerics.arrays import Floats, Ints
from winsim.organisation.files.forms.frequencies import KNOWN, alike
from winsim.organisation.files.forms.remedies import to_type
from winsim.organisation.files.numbers import Notation, notation_of
from winsim.organisation.files.table import ReadingLog, Table, chosen
from winsim.organisation.organisation import HEAVIEST, LIGHTEST
from winsim.problems import Problem, nearest

NUMERIC = re.compile(r"[-+.,'\d\s]*\d[-+.,'\d\s]*")
"""What is meant as a number, well written or not."""
MOST_WORDS = 20
"""More different words are not the steps of a scale."""
BLANK = "NUMBER"
"""Stands where a weight is to be filled in."""


def weights_of(
    table: Table, rows: Ints, written: Sequence[str], told: Mapping[str, float], log: ReadingLog
) -> Floats:
    """The weights of some rows.

    Args:
        table: Where they are.
        rows: Positions of the rows that are wanted, shape (m,).
        written: The column of weights, one a row of the table.
        told: What a word weighs; case, spaces and hyphens are of no account.
        log: Takes what is wrong: words without a known weight, in one problem, numbers that cannot be
            used, told words that are in no row; and a doubt where words are taken as frequencies.

    Returns:
        Shape (m,), from 0 upwards; one where something is wrong.
    """
    texts = chosen(written, rows)
    often = Counter(texts)
    meant = {alike(word): weight for word, weight in told.items()}
    _check_told(table, told, written, log)
    notation = notation_said(table, often, log)
    values = {text: _value(text, meant, notation) for text in often}
    words = {
        text for text, value in values.items() if value is None and not NUMERIC.fullmatch(text)
    }
    values |= _of_words({w: n for w, n in often.items() if w in words}, told, table, log)
    _check_numbers(table, rows, texts, {t: v for t, v in values.items() if t not in words}, log)
    usable = {text: 1.0 if value is None else value for text, value in values.items()}
    return np.fromiter(map(usable.__getitem__, texts), np.float64, len(texts))


def notation_said(table: Table, texts: Iterable[str], log: ReadingLog) -> Notation:
    """How weights are written, with a note where that is unusual and a doubt where it is not sure."""
    notation = notation_of(texts, table.decimal_comma)
    if notation.doubted():
        log.doubts.append(f"{table.name}: in weights {notation.said()}; {notation.doubted()}.")
    elif notation.said():
        log.notes.append(f"{table.name}: in weights {notation.said()}.")
    return notation


def _value(text: str, meant: Mapping[str, float], notation: Notation) -> float | None:
    told = meant.get(alike(text))
    return notation.value(text) if told is None else told


def _of_words(
    often: Mapping[str, int], told: Mapping[str, float], table: Table, log: ReadingLog
) -> dict[str, float]:
    """What these words weigh, each with how often it is there; nothing if one of them is not known.

    A told weight that is not ours for the same word shows another scale, on which ours say nothing.
    """
    ours = {word: KNOWN[alike(word)] for word in often if alike(word) in KNOWN}
    if any(KNOWN.get(alike(word), weight) != weight for word, weight in told.items()):
        ours = {}
    if len(ours) == len(often):
        if ours:
            log.doubts.append(_taken(ours, told, table))
        return ours
    log.add(table.name, "weight", "", _unknown(often, ours, told))
    return {}


def _taken(ours: Mapping[str, float], told: Mapping[str, float], table: Table) -> str:
    scale = _by_weight({**told, **ours})
    meaning = ", ".join(f"{word} {weight:.3g}" for word, weight in _by_weight(ours).items())
    return (
        f"{table.name}: weights in words are taken as contacts a working week: {meaning}; "
        f"other weights are set by {to_type('weights', scale)}."
    )


def _unknown(often: Mapping[str, int], ours: Mapping[str, float], told: Mapping[str, float]) -> str:
    """One remedy for all words: what each weighs, known weights filled in, or no weights at all."""
    words = sorted(often, key=lambda word: (-often[word], word))
    found = ", ".join(f"{word or '(empty)'} ({often[word]:,})" for word in words[:MOST_WORDS])
    without = to_type("weighted", False)
    if len(words) > MOST_WORDS:
        return (
            f"holds {len(words):,} different texts that are no numbers: {found} …; name another "
            f"column of weights with --column weight=HEADER, or take ties without weights: {without}"
        )
    open_words = {word: BLANK for word in words if word not in ours}
    scale = to_type("weights", {**_by_weight({**told, **ours}), **open_words})
    return (
        f"these words are no numbers: {found}; say what each weighs, with a number for every "
        f"{BLANK}: {scale}; or take ties without weights: {without}"
    )


def _by_weight(scale: Mapping[str, float]) -> dict[str, float]:
    """A scale from its strongest word to its weakest, in numbers short enough to type."""
    shortened = {word: float(f"{scale[word]:.3g}") for word in scale}
    return {
        word: int(weight) if weight.is_integer() else weight
        for word, weight in sorted(shortened.items(), key=lambda item: (-item[1], item[0]))
    }


def _check_told(
    table: Table, told: Mapping[str, float], written: Sequence[str], log: ReadingLog
) -> None:
    """Refuse weights that cannot be used, and words that are in no row."""
    if not told:
        return
    found = dict.fromkeys(written)
    there = {alike(text) for text in found}
    for word, weight in told.items():
        field = f"organisation.weights.{word}"
        if wrong := _wrong(weight):
            log.add("", field, f"{weight:g}", wrong)
        if alike(word) not in there:
            words = [text for text in found if text and not NUMERIC.fullmatch(text)]
            hint = nearest(word, words or found)
            log.add(table.name, field, "", f"no tie has this word for a weight; {hint}")


def _check_numbers(
    table: Table,
    rows: Ints,
    texts: Sequence[str],
    values: Mapping[str, float | None],
    log: ReadingLog,
) -> None:
    wrong = {text: words for text, value in values.items() if (words := _wrong(value))}
    bad = [place for place, text in enumerate(texts) if text in wrong] if wrong else []
    log.add_each(
        bad,
        lambda place: Problem(
            table.where(int(rows[place])), "weight", texts[place], wrong[texts[place]]
        ),
    )


def _wrong(value: float | None) -> str:
    """What is wrong with a weight; nothing if it can be used."""
    if value is None:
        return "is not a number; write one such as 1 or 0.5"
    if value < 0:
        return "is negative; a weight says how much somebody listens, from 0 upwards"
    if value > HEAVIEST:
        return f"is above {HEAVIEST:,}; divide all weights by the same number"
    if 0 < value < LIGHTEST:
        return f"is below {LIGHTEST:.3g}; multiply all weights by the same number"
    return ""
