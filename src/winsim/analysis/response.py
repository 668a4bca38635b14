"""What is read at each point of a sweep: an outcome of a rollout, or its lead over another one."""

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
from winsim.runs.outcomes import NUMBER, OUTCOMES, Outcome

Side = Literal["above", "below"]


def plain(name: str) -> Outcome:
    """An outcome of which no more is known than its name."""
    label = name.replace("_", " ")
    words = f"has more {label}", f"has less {label}"
    return Outcome(name, lambda run: float(run.row[name]), label, NUMBER, "higher", *words)


PLAIN = plain("outcome")


@dataclass(frozen=True)
class Reading:
    """A number at every point and seed, and what it is called.

    Any table will do: `Reading(points, values)`.
    """

    points: pd.DataFrame
    """A row a point, a column a factor: numbers, or words."""
    values: pd.DataFrame
    """A row a point, in the same order; a column a seed. NaN where nothing was read, infinite where
    something never came."""
    outcome: Outcome = PLAIN
    rollout: str = ""
    baseline: str = ""
    """The rollout whose value was taken off; empty where none was."""
    units: Mapping[str, str] = field(default_factory=dict)
    """Units of factors by name; those without one may be left out."""
    by_ratio: tuple[str, ...] = ()
    """Factors of which equal ratios count as equal steps."""

    @cached_property
    def read(self) -> NDArray[np.bool_]:
        """At which points something was read, (p,)."""
        return np.asarray(self.values.notna().any(axis=1))

    @cached_property
    def means(self) -> Floats:
        """The average over the seeds of each point, (p,); NaN where nothing was read.

        Raises BadInput where some value is infinite.
        """
        self.refuse_endless()
        return self.values.mean(axis=1).to_numpy(np.float64)

    def refuse_endless(self) -> None:
        """Raise BadInput where some value is infinite, for then there is no average."""
        endless = int(np.isinf(self.values.to_numpy()).sum())
        if endless:
            remedy = (
                f"never came in {endless} of {int(self.values.notna().to_numpy().sum())} readings, "
                "so it has no average; ask for another one, such as adoption, or for a map or a "
                "rule, which only count"
            )
            raise BadInput(Problem("", "--outcome", self.outcome.name, remedy))

    @property
    def title(self) -> str:
        """What is read, in words."""
        less = f" less {self.baseline}" if self.baseline else ""
        return f"{self.outcome.label}, {self.rollout}{less}" if self.rollout else self.outcome.label

    @property
    def measured_in(self) -> str:
        """The unit in which people read a difference of it; empty for a plain number."""
        return self.outcome.unit.difference

    @property
    def drawn(self) -> Reading:
        """The reading at points that were drawn independently of one another.

        Of a Sobol design these are its two draws, of a Morris design where its trajectories begin.
        """
        rows = independent(self.points)
        return replace(self, points=self.points.iloc[rows], values=self.values.iloc[rows])

    def event(self, side: Side, than: float = 0.0) -> str:
        """That a value lies on a side of another, in words."""
        if self.baseline and than == 0.0:
            verb = self.outcome.more if side == "above" else self.outcome.less
            return f"{self.rollout} {verb} than {self.baseline}"
        unit = self.outcome.unit
        shown = f"{than * unit.factor:g} {unit.shown}".removesuffix(" number")
        who = f"with {self.rollout}, " if self.rollout else ""
        less = f" less that with {self.baseline}" if self.baseline else ""
        return f"{who}{self.outcome.label}{less} is {side} {shown}"

    def axis(self, factor: str) -> str:
        """A factor's name and unit, as on an axis."""
        unit = self.units.get(factor, "")
        name = factor.replace("_", " ")
        return f"{name} ({unit})" if unit else name


def reading(
    points: pd.DataFrame,
    runs: pd.DataFrame,
    outcome: str,
    rollout: str,
    baseline: str = "",
    units: Mapping[str, str] | None = None,
    by_ratio: Sequence[str] = (),
) -> Reading:
    """An outcome of a rollout at every point, less that of a baseline with the same seed.

    `points` is indexed by point; `runs` has a row for each point, rollout and seed. Failed runs,
    those with an `error`, are left out.
    """
    _refuse_unknown(runs, outcome, [name for name in (rollout, baseline) if name])
    fine = runs[~failed(runs)]
    values = _by_seed(fine, points.index, rollout, outcome)
    if baseline:
        values = _less(values, _by_seed(fine, points.index, baseline, outcome))
    return Reading(
        points=points,
        values=_gathered(values),
        outcome=OUTCOMES.get(outcome) or plain(outcome),
        rollout=rollout,
        baseline=baseline,
        units=units or {},
        by_ratio=tuple(by_ratio),
    )


def failed(runs: pd.DataFrame) -> NDArray[np.bool_]:
    """Which rows are runs that ended with an error."""
    if "error" not in runs:
        return np.zeros(len(runs), dtype=bool)
    return np.asarray(runs["error"].fillna("").astype(str) != "")


def _refuse_unknown(runs: pd.DataFrame, outcome: str, rollouts: Sequence[str]) -> None:
    there = list(runs["rollout"].unique())
    known = [name for name in runs.columns if pd.api.types.is_numeric_dtype(runs[name])]
    known = [name for name in known if name not in ("point", "seed")]
    problems = [
        Problem("", "--rollout", name, f"there is no such rollout in it; {nearest(name, there)}")
        for name in rollouts
        if name not in there
    ]
    if outcome not in known:
        remedy = f"there is no such outcome in it; {nearest(outcome, known)}"
        problems.append(Problem("", "--outcome", outcome, remedy))
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
    apart = ours - theirs
    neither = np.isinf(ours) & np.isinf(theirs)
    return apart.mask(neither, 0.0)


def _gathered(values: pd.DataFrame) -> pd.DataFrame:
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


def wanted(reading: Reading, side: Side, than: float = 0.0) -> pd.DataFrame:
    """1 where a value lies on that side of another, 0 where not, 1/2 on a tie; NaN where unread."""
    values = reading.values
    over = values > than if side == "above" else values < than
    return (over + 0.5 * (values == than)).where(values.notna())
