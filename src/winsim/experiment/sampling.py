"""Designs that choose their points: places in the unit cube, one row a point, one column a factor."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from winsim.experiment.design import Design, LatinHypercube, Morris, Sobol
from winsim.problems import needed

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


def cube(design: Design, factors: int) -> NDArray[np.float64]:
    """The points of a sampled design in the unit cube, shape (points, factors).

    A design that asks for more of the same begins with the same points. SALib's analyses take these
    points, with bounds of 0 and 1, beside what the points gave.
    """
    if design.latin_hypercube is not None:
        return _latin(design.latin_hypercube, factors)
    if design.sobol is not None:
        return _sobol(design.sobol, factors)
    if design.morris is not None:
        return _morris(design.morris, factors)
    raise ValueError(f"a design of the kind {design.kind} draws nothing")


def unit_problem(factors: int) -> dict[str, Any]:
    """The unit cube as SALib describes a problem."""
    names = [f"x{number}" for number in range(factors)]
    return {"num_vars": factors, "names": names, "bounds": [[0.0, 1.0]] * factors}


def _latin(design: LatinHypercube, factors: int) -> NDArray[np.float64]:
    import numpy as np
    from scipy.stats import qmc

    seeds = [np.random.default_rng((design.seed, again)) for again in range(design.repeats)]
    return np.vstack(
        [qmc.LatinHypercube(factors, seed=seed).random(design.points) for seed in seeds]
    )


def _sobol(design: Sobol, factors: int) -> NDArray[np.float64]:
    import numpy as np

    seed = np.random.default_rng(design.seed)
    points: NDArray[np.float64] = needed("SALib.sample.sobol", "sweep").sample(
        unit_problem(factors), design.base, calc_second_order=design.second_order, seed=seed
    )
    return points


def _morris(design: Morris, factors: int) -> NDArray[np.float64]:
    """Trajectories drawn one by one, so that further ones leave the first as they are."""
    import numpy as np

    morris = needed("SALib.sample.morris", "sweep")
    problem = unit_problem(factors)
    seeds = [np.random.default_rng((design.seed, one)) for one in range(design.trajectories)]
    return np.vstack([morris.sample(problem, 1, design.levels, seed=seed) for seed in seeds])
