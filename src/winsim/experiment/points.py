"""The points of an experiment: a value for every factor at each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product
from typing import TYPE_CHECKING, Any

from winsim.experiment.design import Design, LatinHypercube, MorrisDesign, SobolDesign
from winsim.experiment.factor import Factor
from winsim.problems import needed

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd
    from numpy.typing import NDArray


TAIL = 0.05
"""Designs that go to the ends of a range take a distribution from this quantile to its opposite."""

Row = Sequence[Any]


def points_of(
    design: Design, factors: Sequence[Factor], whole: Sequence[bool], standing: Row
) -> pd.DataFrame:
    """The points of a design that needs no file.

    Args:
        design: which points.
        factors: what is varied, k of them.
        whole: which factors take whole numbers only, k truth values.
        standing: what each factor is while others vary, k values; only `one_at_a_time` reads them.

    Returns:
        A row a point, indexed by `point` from 0; a column a factor.
    """
    if design.points is not None:
        rows: list[Row] = [[one[f.name] for f in factors] for one in design.points]
    elif design.grid is not None:
        rows = list(product(*_levels(factors, whole, design.grid.levels)))
    elif design.one_at_a_time is not None:
        levels = _levels(factors, whole, design.one_at_a_time.levels)
        rows = list(_one_at_a_time(levels, standing))
    else:
        return table_of(factors, _sampled(design, factors, whole))
    return table_of(factors, list(zip(*rows, strict=True)))


def table_of(factors: Sequence[Factor], columns: Sequence[Sequence[Any]]) -> pd.DataFrame:
    """Points as a table.

    Args:
        factors: what is varied, k of them.
        columns: the values of each factor at p points, k sequences of equal length.

    Returns:
        A row a point, indexed by `point` from 0; a column a factor. A column holds truth values or
        numbers where all its values are such, and plain Python values otherwise.
    """
    import numpy as np
    import pandas as pd

    table = {
        factor.name: _column(list(values)) for factor, values in zip(factors, columns, strict=True)
    }
    index = pd.RangeIndex(len(columns[0]), name="point")
    return pd.DataFrame({name: np.asarray(values) for name, values in table.items()}, index=index)


def point_values(points: pd.DataFrame, first: int, last: int) -> Iterator[dict[str, Any]]:
    """Points as plain Python values.

    Args:
        points: a row a point; a column a factor.
        first: the place of the first row, from 0.
        last: the place behind the last row.

    Yields:
        The values of a point, by factor.
    """
    part = points.iloc[first:last]
    columns = [part[name].tolist() for name in part]
    for values in zip(*columns, strict=True):
        yield dict(zip(map(str, part), values, strict=True))


def _column(values: list[Any]) -> NDArray[Any]:
    import numpy as np

    kinds = {bool if isinstance(value, bool) else type(value) for value in values}
    if kinds == {bool} or kinds == {int} or kinds == {float}:
        return np.array(values)
    if kinds == {int, float}:
        return np.array(values, dtype=np.float64)
    column = np.empty(len(values), dtype=object)
    column[:] = values
    return column


def _levels(factors: Sequence[Factor], whole: Sequence[bool], levels: int) -> list[list[Any]]:
    """The values of each factor that a design without chance looks at."""
    return [
        list(factor.values) if factor.values is not None else _spaced(factor, count, levels)
        for factor, count in zip(factors, whole, strict=True)
    ]


def _spaced(factor: Factor, whole: bool, levels: int) -> list[Any]:
    import numpy as np

    places = np.linspace(0.0, 1.0, factor.levels or levels)
    if factor.distribution is not None:
        return list(dict.fromkeys(factor.at(_within(factor, places), whole)))
    return list(dict.fromkeys(factor.between(places, whole)))


def _within(factor: Factor, places: NDArray[np.float64]) -> NDArray[np.float64]:
    return places if factor.distribution is None else TAIL + (1.0 - 2.0 * TAIL) * places


def _one_at_a_time(levels: list[list[Any]], standing: Row) -> Iterator[Row]:
    yield standing
    for place, values in enumerate(levels):
        for value in values:
            if value != standing[place]:
                yield [*standing[:place], value, *standing[place + 1 :]]


def _sampled(design: Design, factors: Sequence[Factor], whole: Sequence[bool]) -> list[Any]:
    places = sample_unit_cube(design, len(factors))
    return [
        factor.at(_within(factor, column) if design.morris else column, count)
        for factor, count, column in zip(factors, whole, places.T, strict=True)
    ]


def fingerprint(points: pd.DataFrame, first: int) -> str:
    """A hash of the first points: equal where their values are.

    Args:
        points: a row a point; a column a factor.
        first: how many points are hashed.

    Returns:
        A SHA-256, in hexadecimal digits.
    """
    import hashlib
    import json

    digest = hashlib.sha256()
    for row in point_values(points, 0, first):
        digest.update(json.dumps(row, sort_keys=True).encode())
    return digest.hexdigest()


def sample_unit_cube(design: Design, factors: int) -> NDArray[np.float64]:
    """The points of a sampled design in the unit cube, shape (points, factors).

    A design with more points of the same kind begins with the same points. SALib's analyses take these
    points, with bounds of 0 and 1, beside the outcomes.
    """
    if design.latin_hypercube is not None:
        return _latin_hypercube(design.latin_hypercube, factors)
    if design.sobol is not None:
        return _sobol(design.sobol, factors)
    if design.morris is not None:
        return _morris(design.morris, factors)
    raise ValueError(f"a design of the kind {design.kind} draws nothing")


def unit_problem(factors: int) -> dict[str, Any]:
    """The unit cube as SALib describes a problem."""
    names = [f"x{number}" for number in range(factors)]
    return {"num_vars": factors, "names": names, "bounds": [[0.0, 1.0]] * factors}


def _latin_hypercube(design: LatinHypercube, factors: int) -> NDArray[np.float64]:
    import numpy as np
    from scipy.stats import qmc

    seeds = [np.random.default_rng((design.seed, again)) for again in range(design.repeats)]
    return np.vstack(
        [qmc.LatinHypercube(factors, seed=seed).random(design.points) for seed in seeds]
    )


def _sobol(design: SobolDesign, factors: int) -> NDArray[np.float64]:
    import numpy as np

    seed = np.random.default_rng(design.seed)
    points: NDArray[np.float64] = needed("SALib.sample.sobol", "sweep").sample(
        unit_problem(factors), design.base, calc_second_order=design.second_order, seed=seed
    )
    return points


def _morris(design: MorrisDesign, factors: int) -> NDArray[np.float64]:
    """Trajectories drawn one by one, so that further ones leave the first as they are."""
    import numpy as np

    morris = needed("SALib.sample.morris", "sweep")
    problem = unit_problem(factors)
    seeds = [np.random.default_rng((design.seed, one)) for one in range(design.trajectories)]
    return np.vstack([morris.sample(problem, 1, design.levels, seed=seed) for seed in seeds])
