"""A scenario of which some numbers are set anew, again and again, without checking it as a whole.

For many points whose values are known to fit: they are taken into the bounds of their fields.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from winsim.declaration.distribution import Uniform
from winsim.declaration.field import Declared
from winsim.declaration.inconsistency import FieldPath
from winsim.scenario.own_ranges import multiplies, named_quantities
from winsim.scenario.quantity import STEP_VALUES, Quantity
from winsim.scenario.scenario import Scenario

Numbers = dict[FieldPath, float]


class Revaluation:
    """A scenario of which some numbers are set anew, again and again.

    Args:
        scenario: what stays as it is where nothing is set.
    """

    def __init__(self, scenario: Scenario) -> None:
        self.scenario = scenario
        self.known = named_quantities(scenario)
        each = [one for alike in self.known.values() for one in alike]
        self.limits = {one.path: (*one.bounds, one.whole) for one in each}

    def at(self, point: Mapping[str, float]) -> Scenario:
        """The scenario with numbers set anew, which is not checked as a whole.

        Args:
            point: numbers by the paths of `uncertain_fields`; what is missing stays. A path with `*`,
                and one of a step's value, multiplies what the scenario says.

        Raises:
            KeyError: for a path that leads to no number.
        """
        varied: Scenario = _with(self.scenario, _tree(self.numbers(point)))
        return varied

    def numbers(self, point: Mapping[str, float]) -> Numbers:
        """Each number that a point sets, by its own path, within the bounds of its field.

        Args:
            point: as for `at`. A member's own number goes before that of all members alike.
        """
        alike = {path: value for path, value in point.items() if "*" in path}
        alone = {path: value for path, value in point.items() if "*" not in path}
        numbers = {
            one.path: self._fitting(one, one.value * times)
            for path, times in alike.items()
            for one in self.known[path]
        }
        numbers |= self._step_values({path: v for path, v in alone.items() if multiplies(path)})
        return numbers | {
            self.known[path][0].path: self._fitting(self.known[path][0], value)
            for path, value in alone.items()
            if not multiplies(path)
        }

    def _fitting(self, one: Quantity, value: float) -> float:
        least, most, whole = self.limits[one.path]
        within = min(max(value, least), most)
        return round(within) if whole else within

    def _step_values(self, times: Mapping[str, float]) -> Numbers:
        """The values of all steps, some of them multiplied; together they are one again."""
        if all(factor == 1.0 for factor in times.values()):
            return {}
        by_path = {self.known[path][0].path: factor for path, factor in times.items()}
        values = {
            one.path: one.value * by_path.get(one.path, 1.0)
            for (one, *_) in self.known.values()
            if one.alike == STEP_VALUES
        }
        total = sum(values.values())
        return {path: value / total for path, value in values.items()}


def _tree(numbers: Numbers) -> dict[str | int, Any]:
    """Numbers by path as groups in groups."""
    tree: dict[str | int, Any] = {}
    for path, number in numbers.items():
        group = tree
        for part in path[:-1]:
            group = group.setdefault(part, {})
        group[path[-1]] = number
    return tree


def _with(value: Any, tree: Mapping[Any, Any]) -> Any:
    """A group of values with the numbers of a tree in place of its own."""
    if isinstance(value, tuple):
        places = enumerate(value)
        return tuple(_replaced(one, tree[n]) if n in tree else one for n, one in places)
    values = vars(value) if isinstance(value, Declared) else value
    inside = {name: _replaced(values[name], inner) for name, inner in tree.items()}
    return value.unchecked_copy(inside) if isinstance(value, Declared) else value | inside


def _replaced(value: Any, inner: Any) -> Any:
    if isinstance(inner, dict):
        return _with(value, inner)
    return _centred(value, inner) if isinstance(value, Declared) else inner


def _centred(spread: Declared, centre: float) -> Declared:
    """A trait that is the same for everyone with another value, a uniform one about another centre."""
    if isinstance(spread, Uniform):
        further = centre - (spread.low + spread.high) / 2
        return spread.unchecked_copy({"low": spread.low + further, "high": spread.high + further})
    return spread.unchecked_copy({"constant": centre})
