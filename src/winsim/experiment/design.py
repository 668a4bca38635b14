"""Which points of the factors' ranges an experiment looks at."""

from typing import Any, ClassVar, Self

from pydantic import model_validator

from winsim.declaration.field import Alternatives, Declared, Switch, Whole, parameter
from winsim.declaration.inconsistency import Inconsistency, refuse
from winsim.experiment.factor import Value

SEED: dict[str, Any] = {"ge": 0, "le": 2**63 - 1}


class Grid(Declared):
    """Every combination of the factors' values, the last factor changing fastest."""

    levels: Whole = parameter(5, "values between low and high, both included", unit="values", ge=2)


class LatinHypercube(Declared):
    """Points of which each factor's range is covered evenly, as few as there may be."""

    points: Whole = parameter(..., "points of one hypercube", unit="points", source="mckay1979", ge=1)
    repeats: Whole = parameter(1, "independent hypercubes; more can be added later", unit="hypercubes", ge=1)
    seed: Whole = parameter(1, "seed of the draws", unit="seed", **SEED)


class SobolDesign(Declared):
    """Saltelli's points for Sobol indices: base × (factors + 2), twice that for pairs."""

    base: Whole = parameter(..., "base sample, a power of two; more can be added later", unit="points", source="saltelli2010", ge=2)
    second_order: Switch = parameter(False, "also what pairs of factors do together, at twice the runs")
    seed: Whole = parameter(1, "seed of the scrambling", unit="seed", **SEED)

    @model_validator(mode="after")
    def _balanced(self) -> Self:
        if self.base & (self.base - 1):
            lower = 1 << (self.base.bit_length() - 1)
            remedy = f"must be a power of two, to be balanced; take {lower} or {2 * lower}"
            refuse([Inconsistency(("base",), remedy)])
        return self


class MorrisDesign(Declared):
    """Morris's trajectories for screening: trajectories × (factors + 1) points."""

    trajectories: Whole = parameter(..., "trajectories; more can be added later", unit="trajectories", source="morris1991", ge=2)
    levels: Whole = parameter(4, "levels of the grid on which they move, an even number", unit="levels", ge=2)
    seed: Whole = parameter(1, "seed of the draws", unit="seed", **SEED)

    @model_validator(mode="after")
    def _even(self) -> Self:
        if self.levels % 2:
            refuse([Inconsistency(("levels",), "must be even, so that every level is as likely")])
        return self


class OneAtATime(Declared):
    """The scenario as it is, then each factor moved through its range alone: for a tornado."""

    levels: Whole = parameter(2, "values between low and high, both included", unit="values", ge=2)


class Design(Alternatives):
    """One of `grid`, `latin_hypercube`, `sobol`, `morris`, `one_at_a_time`, `points` or `csv`.

    A bare word stands for a design with its defaults.
    """

    bare_schema: ClassVar[dict[str, Any]] = {"enum": ["grid", "one_at_a_time"]}

    grid: Grid | None = parameter(None, "every combination of values")
    latin_hypercube: LatinHypercube | None = parameter(None, "few points, evenly spread over every factor")
    sobol: SobolDesign | None = parameter(None, "for Sobol indices")
    morris: MorrisDesign | None = parameter(None, "for Morris screening")
    one_at_a_time: OneAtATime | None = parameter(None, "one factor after the other, for a tornado")
    points: tuple[dict[str, Value], ...] | None = parameter(None, "these points, each with a value for every factor", min_length=1)
    csv: str | None = parameter(None, "the points of a CSV file, a column a factor; path relative to the experiment", min_length=1)

    @model_validator(mode="before")
    @classmethod
    def _bare_word(cls, value: Any) -> Any:
        return {value: {}} if isinstance(value, str) else value

    @property
    def listed(self) -> bool:
        """Whether its points are written down, so that the factors need no range."""
        return self.kind in ("points", "csv")
