"""Measured workplaces, so that a client's organisation can be laid beside them.

Eight networks of four workplaces, measured from the studies' published data exactly as `describe`
measures a client's. Teams are departments (Krackhardt, the research institution), offices (Lazega)
and locations (Cross & Parker).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from operator import attrgetter
from statistics import median

from winsim.organisation.description import Description

MEASURES: dict[str, Callable[[Description], float]] = {
    "people": attrgetter("people"),
    "teams": attrgetter("teams"),
    "ties": attrgetter("ties"),
    "contacts": attrgetter("contacts"),
    "returned": attrgetter("direction.returned"),
    "inside": attrgetter("inside"),
    "density_within": attrgetter("density_within"),
    "density_between": attrgetter("density_between"),
    "block_ratio": attrgetter("block_ratio"),
    "clustering": attrgetter("clustering"),
    "path_length": attrgetter("path_length"),
    "top_tenth": attrgetter("attention.top_tenth"),
    "gini": attrgetter("attention.gini"),
    "response": attrgetter("response"),
}
"""Where each measure of a workplace stands in a `Description`."""


@dataclass(frozen=True)
class Workplace:
    """A measured network.

    Attributes:
        name: What was asked, and of whom.
        source: Key of the study in the bibliography.
        values: Each of `MEASURES`, rounded to three decimals.
    """

    name: str
    source: str
    values: Mapping[str, float]


def _workplace(name: str, source: str, *values: float) -> Workplace:
    """A network with its measures in the order of `MEASURES`."""
    return Workplace(name, source, dict(zip(MEASURES, values, strict=True)))


WORKPLACES = (
    _workplace("high-tech managers, advice", "krackhardt1987", 21, 5, 190,
              13.810, 0.474, 0.242, 0.489, 0.442, 1.108, 0.765, 1.310, 0.253, 0.246, 1.000),
    _workplace("high-tech managers, friends", "krackhardt1987", 21, 5, 102,
              7.524, 0.451, 0.373, 0.404, 0.196, 2.059, 0.566, 1.648, 0.255, 0.244, 0.905),
    _workplace("lawyers, advice", "lazega2001", 71, 3, 892,
              20.197, 0.392, 0.785, 0.268, 0.081, 3.297, 0.522, 1.781, 0.246, 0.373, 0.986),
    _workplace("lawyers, friends", "lazega2001", 71, 3, 575,
              11.239, 0.612, 0.857, 0.189, 0.035, 5.436, 0.484, 2.186, 0.245, 0.357, 0.915),
    _workplace("lawyers, shared work", "lazega2001", 71, 3, 1104,
              20.451, 0.685, 0.771, 0.326, 0.107, 3.041, 0.509, 1.743, 0.196, 0.222, 0.986),
    _workplace("consultants, information", "cross2004", 46, 7, 877,
              23.913, 0.746, 0.556, 0.661, 0.292, 2.264, 0.801, 1.469, 0.165, 0.201, 0.957),
    _workplace("consultants, frequent information", "cross2004", 46, 7, 168,
              4.913, 0.655, 0.827, 0.188, 0.022, 8.651, 0.391, 2.874, 0.262, 0.426, 0.804),
    _workplace("research institution, mail", "yin2017", 1005, 42, 24929,
              31.968, 0.711, 0.347, 0.184, 0.017, 10.845, 0.399, 2.587, 0.365, 0.548, 0.820),
)  # fmt: skip
"""The measured networks."""


def measured_range(measure: str) -> tuple[float, float]:
    """The least and the greatest value of a measure among `WORKPLACES`.

    Args:
        measure: A name in `MEASURES`.
    """
    values = _values(measure)
    return min(values), max(values)


def measured_median(measure: str) -> float:
    """The median of a measure among `WORKPLACES`.

    Args:
        measure: A name in `MEASURES`.
    """
    return median(_values(measure))


def _values(measure: str) -> list[float]:
    return [workplace.values[measure] for workplace in WORKPLACES]
