"""A trait as it was measured: read from columns of the people file, put on the range of the trait.

Nothing is clipped in silence: a value that does not fit is refused, with a remedy that works when it is
typed.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from winsim.declaration.answer_scales import in_order
from winsim.declaration.distribution import Distribution
from winsim.declaration.document import flow
from winsim.numerics.arrays import Floats, Ints
from winsim.organisation.files.numbers import number
from winsim.organisation.files.table import SHOWN, ReadingLog
from winsim.organisation.files.words_in_cells import NOTHING
from winsim.organisation.organisation import Organisation
from winsim.problems import BadInput, Problem, nearest
from winsim.words import count

ROUNDING = 0.002
"""How far beyond the range of its trait, as a share of it, a value is taken for the range's end: a full
share is 1 where the model wants a little less."""
USUAL_SCALES = ((1, 5), (1, 7), (0, 10), (1, 10), (0, 100))
FEW_WORDS = 11
"""So many different answers in words may be a scale."""
BLANKS = ("LEAST", "…", "MOST")
"""What stands for the words of a scale whose order is not known."""


@dataclass(frozen=True)
class MeasuredTrait:
    """A trait of n people or G teams, as a scenario has it read.

    Attributes:
        name: Its field in the scenario, such as `employees.trust`.
        spread: The columns it is read from, their scale, and what stands for missing values.
        extra: What is declared of the field: `span`, `plausible`, `unit`.
        answers: A row a person, a column an item, reversed ones turned, NaN for nothing, shape (n, k).
        own: Each person's value, NaN where there is none, shape (n,).
        values: In the trait's range and without gaps, of people shape (n,), of teams (G,).
    """

    name: str
    spread: Distribution
    extra: dict[str, Any]
    answers: Floats
    own: Floats
    values: Floats


def measured_trait(
    name: str, spread: Distribution, extra: dict[str, Any], organisation: Organisation, file: str
) -> MeasuredTrait:
    """Read a trait from the columns of an organisation's people.

    Args:
        name: Its field in the scenario; one of `teams` is the mean over the members.
        spread: A distribution that is read from columns.
        extra: What is declared of the field, as `declared` gives it.
        organisation: The n people and G teams.
        file: What the people file is called in problems; may be empty.

    Raises:
        BadInput: For a column that is not there or holds no numbers, for values beside the scale or
            outside the trait's range, and for missing values that nothing stands for.
    """
    reader = _Reader(name, spread, extra, organisation, file)
    answers = reader.answers()
    own = reader.on_range(answers)
    filled = reader.filled(own)
    low, high = extra["span"]
    values = np.clip(filled, low, high)
    if name.startswith("teams."):
        team, sizes = organisation.network.team, organisation.team_sizes
        values = np.bincount(team, weights=values, minlength=sizes.size) / sizes
    return MeasuredTrait(name, spread, extra, answers, own, values)


class _Reader:
    """Reads one trait, and refuses what does not fit step by step."""

    def __init__(
        self,
        name: str,
        spread: Distribution,
        extra: dict[str, Any],
        organisation: Organisation,
        file: str,
    ) -> None:
        self.name, self.spread, self.extra = name, spread, extra
        self.organisation, self.file = organisation, file
        self.log = ReadingLog()

    def answers(self) -> Floats:
        """The answers as numbers on their scale, reversed items turned, shape (n, k)."""
        columns = [self._numbers(column) for column in self.spread.columns]
        self.log.refuse()
        rescale = self.spread.rescale
        if rescale is None:
            return np.column_stack(columns)
        for column, values in zip(self.spread.columns, columns, strict=True):
            self._check_on_scale(column, values)
        self.log.refuse()
        turned = (
            rescale.turned(values) if column in self.spread.reversed else values
            for column, values in zip(self.spread.columns, columns, strict=True)
        )
        return np.column_stack(list(turned))

    def on_range(self, answers: Floats) -> Floats:
        """Each person's mean answer in the range of the trait, NaN for who answered less than half."""
        answered = (~np.isnan(answers)).sum(axis=1)
        enough = (answered > 0) & (2 * answered >= answers.shape[1])
        own: Floats = np.full(len(answers), np.nan)
        np.divide(np.nansum(answers, axis=1), answered, out=own, where=enough)
        if self.spread.rescale is not None:
            return self.spread.rescale.onto(own, tuple(self.extra["span"]))
        self._check_in_range(answers)
        return own

    def filled(self, own: Floats) -> Floats:
        """The values with what stands for the missing ones: nothing, the team's mean or that of all."""
        lacking = np.flatnonzero(np.isnan(own))
        if lacking.size == 0:
            return own
        if lacking.size == own.size:
            self._refuse("", f"is answered by nobody, and {self.name} is read from it")
        if self.spread.missing == "refuse":
            self._refuse_missing(lacking)
        mean = np.full(own.size, np.nanmean(own))
        if self.spread.missing == "team":
            team, teams = self.organisation.network.team, self.organisation.teams
            there = np.bincount(team[~np.isnan(own)], minlength=teams)
            sums = np.bincount(team, weights=np.nan_to_num(own), minlength=teams)
            of_team = np.divide(sums, there, out=np.full(teams, np.nan), where=there > 0)
            mean = np.where(np.isnan(of_team[team]), mean, of_team[team])
        return np.where(np.isnan(own), mean, own)

    def _numbers(self, column: str) -> Floats:
        """A column as numbers; words of a scale are 1, 2 … in its order. What is wrong is noted."""
        there = self.organisation.columns
        if column not in there:
            form = "items" if self.spread.items else "column"
            remedy = f"the people file has no such column; {nearest(column, there)}"
            self.log.add("", f"{self.name}.{form}", column, remedy)
            return np.zeros(0)
        values = np.asarray(there[column])
        words = self.spread.rescale.words if self.spread.rescale else None
        if words is not None:
            return self._places(column, values, words)
        if values.dtype.kind in "biuf":
            return values.astype(np.float64)
        self._note_text(column, values)
        return np.zeros(0)

    def _places(self, column: str, values: NDArray[Any], words: Sequence[str]) -> Floats:
        """The place of each answer among the words of a scale, from 1; NaN for nothing."""
        place = {word.casefold(): float(number) for number, word in enumerate(words, start=1)}
        different, which = np.unique(values.astype(str), return_inverse=True)
        known = [place.get(" ".join(text.casefold().split())) for text in different.tolist()]
        strange = {
            text: row
            for row, (text, found) in enumerate(zip(different.tolist(), known, strict=True))
            if found is None and text.lower() not in NOTHING
        }
        self.log.add_each(
            list(strange),
            lambda text: self._of_person(
                column,
                text,
                int(np.argmax(which == strange[text])),
                f"is none of the words of {self.name}.rescale.words; {nearest(text, words)}",
            ),
        )
        return np.array([np.nan if found is None else found for found in known])[which]

    def _note_text(self, column: str, values: NDArray[Any]) -> None:
        """Note that a column holds text, and how the columns are read if their words are a scale's."""
        found = _different(values)
        if not found:
            self.log.add(self.file, column, "", f"holds no values; {self.name} is read from it")
            return
        words = self._words()
        if words and column != self.spread.columns[0]:
            return
        bad = next((text for text in found if number(text) is None), found[0])
        remedy = f"is no number, and {self.name} is read from numbers; correct it"
        if words:
            remedy += self._scale_of(words)
        person = int(np.argmax(values.astype(str) == bad))
        self.log.problems.append(self._of_person(column, bad, person, remedy))

    def _words(self) -> list[str]:
        """The answers in all columns, if they can be the words of one scale."""
        there = [self.organisation.columns.get(column) for column in self.spread.columns]
        words: dict[str, str] = {}
        for text in (text for values in there if values is not None for text in _different(values)):
            words.setdefault(text.casefold(), text)
        few = len(words) <= FEW_WORDS and all(number(word) is None for word in words)
        return list(words.values()) if few else []

    def _scale_of(self, words: Sequence[str]) -> str:
        """Words that end a remedy: how the answers are told to be a scale, in its order where known."""
        ordered = in_order(words)
        if ordered:
            scale = self._typed(rescale=self._onto(words=ordered))
            return (
                f", or say the words of its scale, least first, with any that nobody chose: {scale}"
            )
        scale = self._typed(rescale=self._onto(words=list(BLANKS)))
        return f", or put its answers ({', '.join(words)}) in their order, least first: {scale}"

    def _check_on_scale(self, column: str, values: Floats) -> None:
        assert self.spread.rescale is not None
        low, high = sorted(self.spread.rescale.ends)
        outside = np.flatnonzero((values < low) | (values > high)).tolist()
        self.log.add_each(
            outside,
            lambda person: self._of_person(
                column,
                f"{values[person]:g}",
                person,
                f"lies outside the scale from {low:g} to {high:g} of {self.name}.rescale; correct it, "
                "leave it empty, or give the scale its true ends",
            ),
        )

    def _check_in_range(self, answers: Floats) -> None:
        """Refuse values beyond the range of the trait: they are on a scale that was not told."""
        low, high = self.extra["span"]
        slack = ROUNDING * (high - low)
        least, most = float(np.nanmin(answers)), float(np.nanmax(answers))
        if least < low - slack or most > high + slack:
            first, last = _scale(least, most)
            typed = self._typed(rescale=self._onto(**{"from": [first, last]}))
            self._refuse(
                f"{least:g} to {most:g}",
                f"lies outside the range of {self.name}, {low:g} to {high:g}; if answers were given on a "
                f"scale from {first:g} to {last:g}, write {typed}",
            )

    def _refuse_missing(self, lacking: Ints) -> None:
        who = ", ".join(self.organisation.ids[person] for person in lacking[:SHOWN])
        more = " …" if lacking.size > SHOWN else ""
        self._refuse(
            "",
            f"is missing for {count(lacking.size, 'person', 'people')}: {who}{more}; fill it in, or "
            "let the mean of their team (or of everybody, missing: all) stand for it: "
            f"{self._typed(missing='team')}",
        )

    def _refuse(self, value: str, remedy: str) -> None:
        """Refuse the columns as a whole."""
        raise BadInput(Problem(self.file, ", ".join(self.spread.columns), value, remedy))

    def _of_person(self, column: str, value: str, person: int, remedy: str) -> Problem:
        where = f"{self.file}: " if self.file else ""
        return Problem(f"{where}{self.organisation.ids[person]}", column, value, remedy)

    def _onto(self, **scale: Any) -> dict[str, Any]:
        """A scale, with what its ends stand for where the trait is no share."""
        return scale if self.extra["unit"] == "share" else scale | {"to": self.extra["plausible"]}

    def _typed(self, **said: Any) -> str:
        """The trait as it is written in a scenario, with more said of it."""
        section, _, trait = self.name.partition(".")
        return flow({section: {trait: self.spread.model_dump() | said}})[1:-1]


def _different(values: NDArray[Any]) -> list[str]:
    """The different answers in a column, as they first stand there."""
    texts = dict.fromkeys(values.astype(str).tolist())
    return [text for text in texts if text.lower() not in NOTHING]


def _scale(least: float, most: float) -> tuple[float, float]:
    """The usual scale on which values lie, or else their own ends."""
    fitting = (ends for ends in USUAL_SCALES if ends[0] <= least and most <= ends[1])
    return next(fitting, (least, most))
