"""The response: an outcome at each point and seed, of a rollout or less that of a baseline."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from winsim.analysis.structure import independent
from winsim.numerics.arrays import Floats
from winsim.problems import BadInput, Problem, nearest
from winsim.runs.outcomes import OUTCOMES, Outcome
from winsim.runs.units import NUMBER

Side = Literal["above", "below"]


def plain(name: str) -> Outcome:
    """An outcome of which no more is known than its name: a plain number, more of it taken as better.

    Args:
        name: a column of a table of runs; with spaces for underscores it is the label.
    """
    label = name.replace("_", " ")
    words = f"has more {label}", f"has less {label}"
    return Outcome(name, lambda run: float(run.row[name]), label, NUMBER, "higher", *words)


PLAIN = plain("outcome")


@dataclass(frozen=True)
class Response:
    """A number at every point and seed, and what it is called; p points, k factors, n seeds.

    Any tables will do, from any model: only `points` and `values` are needed.

    Example:
        >>> import pandas as pd
        >>> points = pd.DataFrame({"size": [1.0, 2.0]})
        >>> response = Response(points, pd.DataFrame([[3.0, 5.0], [6.0, 8.0]]))
        >>> response.means.tolist()
        [4.0, 7.0]
    """

    points: pd.DataFrame
    """A row a point, a column a factor, (p, k): numbers, or words."""
    values: pd.DataFrame
    """A row a point, in the same order; a column a seed, (p, n). NaN where there is no value, infinite
    where something never came."""
    outcome: Outcome = PLAIN
    rollout: str = ""
    baseline: str = ""
    """The rollout whose value was subtracted; empty where none was."""
    units: Mapping[str, str] = field(default_factory=dict)
    """Units of factors by name; those without one may be left out."""
    by_ratio: tuple[str, ...] = ()
    """Factors of which equal ratios count as equal steps."""

    @cached_property
    def available(self) -> NDArray[np.bool_]:
        """Which points have a value with some seed, (p,)."""
        return np.asarray(self.values.notna().any(axis=1))

    @cached_property
    def means(self) -> Floats:
        """The average over the seeds of each point, (p,); NaN where there is none.

        Raises BadInput where some value is infinite.
        """
        self.refuse_infinite()
        return self.values.mean(axis=1).to_numpy(np.float64)

    def refuse_infinite(self) -> None:
        """Raise BadInput where some value is infinite, for then there is no average."""
        infinite = int(np.isinf(self.values.to_numpy()).sum())
        if infinite:
            remedy = (
                f"never came in {infinite} of {int(self.values.notna().to_numpy().sum())} runs, so it "
                "has no average; choose another one, such as adoption, or a map or a rule, which "
                "only count"
            )
            raise BadInput(Problem("", "outcome", self.outcome.name, remedy))

    @property
    def title(self) -> str:
        """The outcome and the rollouts, in words."""
        less = f" less {self.baseline}" if self.baseline else ""
        return f"{self.outcome.label}, {self.rollout}{less}" if self.rollout else self.outcome.label

    @property
    def measured_in(self) -> str:
        """The unit in which people read a difference of it; empty for a plain number."""
        return self.outcome.unit.difference

    @property
    def independent(self) -> Response:
        """The response at points that were drawn independently of one another.

        Of a Sobol design these are its two draws, of a Morris design where its trajectories begin.
        """
        rows = independent(self.points)
        return replace(self, points=self.points.iloc[rows], values=self.values.iloc[rows])

    def event(self, side: Side, than: float = 0.0) -> str:
        """That a value lies on a side of another, in words for the middle of a sentence.

        Args:
            side: on which side.
            than: the other value, in the outcome's stored unit. A difference from a baseline is compared
                with zero in the outcome's own words: `pilots ends with more adopters than big_bang`.
        """
        if self.baseline and than == 0.0:
            verb = self.outcome.more if side == "above" else self.outcome.less
            return f"{self.rollout} {verb} than {self.baseline}"
        unit = self.outcome.unit
        shown = f"{than * unit.factor:g} {unit.shown}".removesuffix(" number")
        whose = f"with {self.rollout}, " if self.rollout else ""
        less = f" less that with {self.baseline}" if self.baseline else ""
        return f"{whose}{self.outcome.label}{less} is {side} {shown}"

    def axis(self, factor: str) -> str:
        """A factor's name and unit, as on an axis: `team size (people)`; without a unit the name alone."""
        unit = self.units.get(factor, "")
        name = factor.replace("_", " ")
        return f"{name} ({unit})" if unit else name


def response(
    points: pd.DataFrame,
    runs: pd.DataFrame,
    outcome: str,
    rollout: str,
    baseline: str = "",
    units: Mapping[str, str] | None = None,
    by_ratio: Sequence[str] = (),
) -> Response:
    """An outcome of a rollout at every point, less that of a baseline with the same seed.

    Args:
        points: a row a point, indexed by point; a column a factor.
        runs: a row for each point, rollout and seed, with the columns `point`, `rollout`, `seed` and
            the outcome. Failed runs, those with an `error`, are left out.
        outcome: a column of `runs`.
        rollout: whose outcome.
        baseline: the rollout whose outcome is subtracted; empty for none.
        units: units of factors by name.
        by_ratio: factors of which equal ratios count as equal steps.

    Raises:
        BadInput: for an outcome or a rollout that is not in `runs`.

    Example:
        >>> import pandas as pd
        >>> points = pd.DataFrame({"size": [1, 2]})
        >>> runs = pd.DataFrame(
        ...     {"point": [0, 1] * 2, "rollout": ["pilots"] * 2 + ["big_bang"] * 2, "seed": 1}
        ... ).assign(cost=[5.0, 9.0, 4.0, 10.0])
        >>> response(points, runs, "cost", "pilots", "big_bang").means.tolist()
        [1.0, -1.0]
    """
    _refuse_unknown(runs, outcome, [name for name in (rollout, baseline) if name])
    fine = runs[~failed(runs)]
    values = _by_seed(fine, points.index, rollout, outcome)
    if baseline:
        values = _less(values, _by_seed(fine, points.index, baseline, outcome))
    return Response(
        points=points,
        values=_aligned(values),
        outcome=OUTCOMES.get(outcome) or plain(outcome),
        rollout=rollout,
        baseline=baseline,
        units=units or {},
        by_ratio=tuple(by_ratio),
    )


def failed(runs: pd.DataFrame) -> NDArray[np.bool_]:
    """Which runs ended with an error.

    Args:
        runs: a row a run; without a column `error`, none failed.

    Returns:
        Truth values in the order of the rows, (number of runs,).
    """
    if "error" not in runs:
        return np.zeros(len(runs), dtype=bool)
    return np.asarray(runs["error"].fillna("").astype(str) != "")


def _refuse_unknown(runs: pd.DataFrame, outcome: str, rollouts: Sequence[str]) -> None:
    there = list(runs["rollout"].unique())
    known = [name for name in runs.columns if pd.api.types.is_numeric_dtype(runs[name])]
    known = [name for name in known if name not in ("point", "seed")]
    problems = [
        Problem("", "rollout", name, f"there is no such rollout in it; {nearest(name, there)}")
        for name in rollouts
        if name not in there
    ]
    if outcome not in known:
        remedy = f"there is no such outcome in it; {nearest(outcome, known)}"
        problems.append(Problem("", "outcome", outcome, remedy))
    if problems:
        raise BadInput(*problems)


def _by_seed(runs: pd.DataFrame, points: pd.Index, rollout: str, outcome: str) -> pd.DataFrame:
    """One outcome of one rollout, a row a point, a column a seed; what never came is infinite."""
    rows = runs.loc[runs["rollout"] == rollout, ["point", "seed", outcome]]
    if outcome in OUTCOMES and OUTCOMES[outcome].may_never_come:
        rows = rows.fillna({outcome: np.inf})
    table = rows.pivot(index="point", columns="seed", values=outcome).astype(np.float64)
    return table.reindex(index=points).sort_index(axis=1)


def _less(ours: pd.DataFrame, theirs: pd.DataFrame) -> pd.DataFrame:
    """Differences seed by seed; zero where neither ever came."""
    ours, theirs = ours.align(theirs, join="inner")
    neither = np.isinf(ours) & np.isinf(theirs)
    return (ours - theirs).mask(neither, 0.0)


def _aligned(values: pd.DataFrame) -> pd.DataFrame:
    """Columns by seed where points share seeds; else by place, for a point's own seeds."""
    if (values.notna().sum(axis=0) > 1).any():
        return values
    most = max(1, int(values.notna().sum(axis=1).max()))
    rows = values.to_numpy()
    order = np.argsort(np.isnan(rows), axis=1, kind="stable")[:, :most]
    return pd.DataFrame(np.take_along_axis(rows, order, axis=1), index=values.index)


def named(value: object) -> str:
    """A factor's value as people read it: a number with three digits, a word as it is."""
    if isinstance(value, bool | np.bool_) or not isinstance(value, int | float | np.number):
        return str(value)
    return f"{float(f'{value:.3g}'):g}"


def indicator(response: Response, side: Side, than: float = 0.0) -> pd.DataFrame:
    """Where the values of a response lie on a side of another value.

    Args:
        response: values of p points with n seeds; infinite ones count like others.
        side: on which side.
        than: the other value, in the outcome's stored unit.

    Returns:
        1 where a value lies on that side, 0 where not, 1/2 on a tie, NaN where there is none; (p, n).
    """
    values = response.values
    over = values > than if side == "above" else values < than
    return (over + 0.5 * (values == than)).where(values.notna())
