"""The analyses by name: for which design each is, how it is made, and how it is drawn."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from winsim.analysis.question import Question


class Analysis(NamedTuple):
    """An analysis: what it makes of a question, and the axes it is drawn on."""

    made: "Callable[[Question], Any]"
    drawn: "Callable[[Any], Axes]"
    designs: tuple[str, ...]
    """Kinds of design for which it is made when none is asked for by name."""


def _sobol(question: "Question") -> Any:
    from winsim.analysis.sobol import sobol

    return sobol(question.reading)


def _morris(question: "Question") -> Any:
    from winsim.analysis.morris import morris

    return morris(question.reading, question.ranges)


def _tornado(question: "Question") -> Any:
    from winsim.analysis.tornado import tornado

    return tornado(question.reading)


def _differences(question: "Question") -> Any:
    from winsim.analysis.differences import differences

    return differences(question.reading)


def _map(question: "Question") -> Any:
    from winsim.analysis.regimes import regimes

    return regimes(question.reading, *question.sides_of_map, *question.event)


def _discover(question: "Question") -> Any:
    from winsim.analysis.discovery import discover

    return discover(question.reading, *question.event)


def _draw(module: str, name: str) -> "Callable[[Any], Axes]":
    """A function of the figures that is imported when it is called; of several axes the first."""

    def drawn(found: Any) -> "Axes":
        from importlib import import_module

        axes = getattr(import_module(f"winsim.figures.{module}"), name)(found)
        first: Axes = axes[0] if isinstance(axes, list) else axes
        return first

    return drawn


SPREAD = ("grid", "latin_hypercube", "points", "csv")
"""Designs of which no factor stands still."""
ANALYSES = {
    "sobol": Analysis(_sobol, _draw("sensitivity", "sobol"), ("sobol",)),
    "morris": Analysis(_morris, _draw("sensitivity", "morris"), ("morris",)),
    "tornado": Analysis(_tornado, _draw("sensitivity", "tornado"), ("one_at_a_time",)),
    "differences": Analysis(_differences, _draw("levers", "levers"), SPREAD),
    "map": Analysis(_map, _draw("regimes", "regimes"), SPREAD),
    "discover": Analysis(_discover, _draw("discovery", "discovery"), (*SPREAD, "sobol")),
}
