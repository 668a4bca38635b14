"""One question of the questionnaire: what may be answered, and what an answer stands for."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

from winsim.problems import nearest
from winsim.scenario.target import Target

NO_WORDS: Mapping[str, Any] = MappingProxyType({})
"""The words of a question that is answered with a number."""


class Question(NamedTuple):
    """One question to a client.

    Attributes:
        name: What the answer is called in a file of answers.
        ask: The question, in words that a client understands.
        how: How to ask it, and what to mind; shown as help.
        means: What the answer does in the model.
        target: The fields that it sets.
        words: Typical answers in words, each with the number that it stands for.
        unit: What a number counts; empty where only words are taken, or any text.
        low: The least number.
        high: The largest number.
        whole: Whether the number must be whole.
    """

    name: str
    ask: str
    how: str
    means: str
    target: Target
    words: Mapping[str, Any] = NO_WORDS
    unit: str = ""
    low: float = 0
    high: float = float("inf")
    whole: bool = False

    @property
    def is_text(self) -> bool:
        """Whether any words may be the answer."""
        return not self.words and not self.unit

    @property
    def expected(self) -> str:
        """What may be answered, in words that follow "must be"."""
        if self.is_text:
            return "text, in quotes where it looks like a number"
        if not self.unit:
            return f"one of {', '.join(self.words)}"
        kind = "a whole number" if self.whole else "a number"
        bounded = f"from {self.low:,g} to {self.high:,.15g}"
        reach = bounded if self.high < float("inf") else f"of {self.low:g} or more"
        meant = (
            f"{word} ({number:g})" if number is not None else word
            for word, number in self.words.items()
        )
        number = f"{kind} {reach} ({self.unit})"
        either = "or one of" if len(self.words) > 1 else "or"
        return f"{number}, {either} {', '.join(meant)}" if self.words else number

    def remedy(self, answer: Any) -> str:
        """What is wrong with an answer and what to do about it; empty where it fits."""
        if self._fits(answer):
            return ""
        hint = nearest(answer, self.words) if isinstance(answer, str) and self.words else ""
        guess = f"; {hint}" if hint.startswith("did") else ""
        return f"must be {self.expected}{guess}"

    def value(self, answer: Any) -> Any:
        """The number, truth value or text that a fitting answer stands for."""
        return self.words[answer] if isinstance(answer, str) and self.words else answer

    def shown(self, value: Any) -> str:
        """A value as it is answered: the word that stands for it, or the number."""
        for word, meant in self.words.items():
            if meant is value or (meant == value and not isinstance(value, bool)):
                return word
        return f"{value:g}" if isinstance(value, int | float) else str(value)

    def _fits(self, answer: Any) -> bool:
        if self.is_text:
            return isinstance(answer, str)
        if isinstance(answer, str):
            return answer in self.words
        if isinstance(answer, bool) or not self.unit:
            return isinstance(answer, bool) and answer in self.words.values()
        is_number = isinstance(answer, int | float) and self.low <= answer <= self.high
        return is_number and (not self.whole or answer == int(answer))
