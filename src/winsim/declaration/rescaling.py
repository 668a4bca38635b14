"""The scale on which a survey was answered, and the range onto which its answers are mapped."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self, TypeVar

from pydantic import Field, create_model, model_validator

from winsim.declaration.field import Declared, Number
from winsim.declaration.inconsistency import Inconsistency, refuse

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    _From = Declared
else:
    # `from` is a word of Python's own, so that no class statement can declare it.
    _From = create_model(
        "_From",
        __base__=Declared,
        **{
            "from": (
                tuple[Number, ...] | None,
                Field(
                    None, description="the scale's two ends, the one that stands for least first"
                ),
            )
        },
    )

Values = TypeVar("Values", float, "NDArray[np.float64]")


class Rescaling(_From):
    """A linear map of answers onto the range of a trait.

    The scale is told by its two ends (`from: [1, 5]`; `[5, 1]` turns it round) or, where answers are
    words, by the words from least to most.
    """

    words: tuple[str, ...] | None = Field(
        None, description="the scale's answers where they are words, from least to most"
    )
    to: tuple[Number, ...] | None = Field(
        None, description="what the scale's least and most stand for; the trait's range without it"
    )

    @model_validator(mode="after")
    def _is_a_scale(self) -> Self:
        told = {name: getattr(self, name) for name in ("from", "words")}
        if sum(value is not None for value in told.values()) != 1:
            refuse(
                [Inconsistency((), "give one of from, as [1, 5], and words, from least to most")]
            )
        refuse(
            Inconsistency((name,), "must be two different numbers, as [1, 5]")
            for name in ("from", "to")
            if (ends := getattr(self, name)) is not None and (len(ends) != 2 or ends[0] == ends[1])
        )
        words = [word.casefold() for word in self.words or ()]
        if self.words is not None and (len(words) < 2 or len(set(words)) < len(words)):
            refuse([Inconsistency(("words",), "must be two or more words, all different")])
        return self

    @property
    def ends(self) -> tuple[float, float]:
        """The two ends of the scale, least first; of k words, 1 and k."""
        if self.words is not None:
            return 1.0, float(len(self.words))
        first, last = getattr(self, "from")
        return float(first), float(last)

    def turned(self, answers: Values) -> Values:
        """Answers to a reversed item as if it had been put the other way: 2 is 4 on a scale of 1 to 5.

        Args:
            answers: On the scale, of any shape.
        """
        first, last = self.ends
        return first + last - answers

    def onto(self, answers: Values, span: tuple[float, float]) -> Values:
        """Answers mapped onto the range of a trait.

        Args:
            answers: On the scale, of any shape.
            span: The lower and the upper end of the trait's range, taken where `to` does not say.
        """
        (first, last), (low, high) = self.ends, self.to or span
        return low + (answers - first) * ((high - low) / (last - first))

    def plain(self) -> dict[str, Any]:
        """As a scenario file would hold it."""
        return self.model_dump(mode="json", exclude_none=True)

    def __str__(self) -> str:
        first, last = (
            (self.words[0], self.words[-1]) if self.words else map("{:g}".format, self.ends)
        )
        target = f" onto {self.to[0]:g} to {self.to[1]:g}" if self.to else ""
        return f"on a scale from {first} to {last}{target}"
