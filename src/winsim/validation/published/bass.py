"""Bass's growth: the table of shares, the peak, and sales fitted with the model laid over them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from winsim.figures.style import COLOURS, GREY, dots, paper, styled
from winsim.model.measures import measured
from winsim.numerics.arrays import Floats
from winsim.problems import BadInput, Problem
from winsim.validation.published.check import Check, mean_check
from winsim.validation.published.reproduction import Execution, Reproduction, final_state, setting
from winsim.validation.theory import bass as theory

if TYPE_CHECKING:
    from pandas import DataFrame

SOURCE, FITTED = "bass1969", "srinivasan1986"
P, Q, STEPS = 0.03, 0.38, 20
TABLE = {5: 0.272907, 10: 0.782643, 20: 0.998388}
"""The recursion's shares at p = .03 and q = .38."""
FINE = 20
"""Weeks a unit of time, where continuous time is meant."""
LAID_OVER = 40
"""At most so many runs are laid over each series of sales."""
SALES = Path("..") / "shared" / "data" / "bass_sales.csv"
Numbers = tuple[tuple[float, float], ...]
PUBLISHED: Mapping[str, tuple[str, Numbers]] = {
    "room_air_conditioners": (SOURCE, ((0.0103990, 5e-8), (0.41861, 5e-6))),
    "clothes_dryers": (SOURCE, ((0.0172060, 5e-8), (0.35688, 5e-6))),
    "color_televisions": (FITTED, ((0.01847, 5e-6), (0.61586, 5e-6), (39_659.0, 0.5))),
}
"""Published p, q (and market, in thousands) of three series, with half a unit of the last digit."""
PARAMETERS = ("p", "q", "m")


@dataclass(frozen=True)
class SalesSeries:
    """A series of yearly sales, the curve fitted to it, and the model's runs at that curve."""

    product: str
    years: tuple[int, ...]
    sales: Floats
    fit: theory.Fit
    people: int  # in the model's runs
    shares: Floats  # (runs, years + 1), of the market


def reproduce(
    execution: Execution,
    p: float = P,
    q: float = Q,
    people: int = 1000,
    runs: int = 100,
    sales: Path = SALES,
) -> Reproduction:
    """Reproduce the table, the peak, and the series of sales where their file is.

    Args:
        execution: the first seed, and how many threads work.
        p: hazard of innovation per step, in (0, 1) and below q.
        q: hazard of imitation per step, in (0, 1).
        people: in each run, 50 to 2,000.
        runs: of each check, 5 or more.
        sales: a CSV file with columns `product`, `year` and `sales_thousands`.

    Returns:
        The checks and the figure; a note where the file is not there.

    Raises:
        BadInput: for an option out of its range, and for a file without one of the columns.
    """
    _refuse(p, q, people, runs)
    shares = adoption_curves(execution, p, q, people, STEPS, runs)
    checks = [*_table(shares, p, q, people), *_peak(execution, p, q, people, runs)]
    sold, notes = [], []
    if sales.is_file():
        sold = [
            _fitted_series(execution, name, part, people, min(runs, LAID_OVER))
            for name, part in _series(sales)
        ]
        checks += [check for one in sold for check in _series_checks(one)]
    else:
        notes = [f"the series of sales are left out: there is no {sales} (--sales FILE)"]
    return Reproduction(checks, partial(figure, shares, p, q, sold), notes)


def _refuse(p: float, q: float, people: int, runs: int) -> None:
    problems = []
    for name, value in (("--p", p), ("--q", q)):
        if not 0.0 < value < 1.0:
            problems.append(Problem("", name, f"{value:g}", "must lie between 0 and 1"))
    if p >= q:
        problems.append(Problem("", "--q", f"{q:g}", "must be above p, so that there is a peak"))
    if not 50 <= people <= 2000:
        problems.append(Problem("", "--people", str(people), "must lie between 50 and 2,000"))
    if runs < 5:
        problems.append(Problem("", "--runs", str(runs), "must be 5 or more"))
    if problems:
        raise BadInput(*problems)


def adoption_curves(
    execution: Execution, p: float, q: float, people: int, weeks: int, runs: int
) -> Floats:
    """Simulate Bass's growth with the model.

    Args:
        execution: the first seed, and how many threads work.
        p: hazard of innovation per week.
        q: hazard of imitation per week.
        people: in each run.
        weeks: how many are simulated.
        runs: how many, each with a seed of its own.

    Returns:
        The share of adopters by week in every run, shape (runs, weeks + 1), the first column the start.
    """
    scenario = setting(
        "bass", f"organisation.generate.people={people}", f"weeks={weeks}",
        f"behaviour.announce={p!r}", f"behaviour.word_of_mouth={q!r}",
    )  # fmt: skip

    def share(seed: int) -> Floats:
        return measured(final_state(scenario, seed).record.weeks, "adopted").copy()

    return np.array(execution.map(share, execution.seeds(runs)))


def _table(shares: Floats, p: float, q: float, people: int) -> list[Check]:
    """Shares after some steps: the recursion is that of an endless crowd, the chain that of this one."""
    recursion = theory.recursion(p, q, STEPS)
    exact = theory.mean_shares(theory.chain(p, q, people, STEPS))
    known = (p, q) == (P, Q)
    return [
        mean_check(
            f"F{step}, share after {step} steps", SOURCE, shares[:, step].tolist(), 1 / people,
            published=published if known else None,
            rounding=5e-7 + abs(float(exact[step]) - recursion[step]), theory=float(exact[step]),
        )
        for step, published in TABLE.items()
    ]  # fmt: skip


def _peak(execution: Execution, p: float, q: float, people: int, runs: int) -> list[Check]:
    """The closed form of continuous time, with many short weeks a unit of time."""
    time, share = theory.peak(p, q)
    weeks = int(np.ceil(3.0 * time * FINE))
    shares = adoption_curves(execution, p / FINE, q / FINE, people, weeks, runs)
    chances = theory.chain(p / FINE, q / FINE, people, weeks)
    at_peak = round(time * FINE)
    exact = float(theory.mean_shares(chances)[at_peak])
    wait = theory.mean_wait(chances, share) / FINE
    waited = ((shares < share).sum(axis=1) / FINE).tolist()
    return [
        mean_check(
            "F(T*), share when most adopt", SOURCE, shares[:, at_peak].tolist(), 1 / people,
            published=share, rounding=abs(exact - share), theory=exact,
        ),
        mean_check(
            "T*, time until that share has adopted", SOURCE, waited, 1 / FINE,
            published=time, rounding=abs(wait - time), theory=wait,
        ),
    ]  # fmt: skip


def _series(file: Path) -> "list[tuple[str, DataFrame]]":
    """The series of a file of sales that have published parameters."""
    import pandas as pd

    table = pd.read_csv(file)
    missing = [name for name in ("product", "year", "sales_thousands") if name not in table]
    if missing:
        raise BadInput(Problem(str(file), missing[0], "", "there is no such column"))
    return [
        (name, table[table["product"] == name].sort_values("year"))
        for name in PUBLISHED
        if name in set(table["product"])
    ]


def _fitted_series(
    execution: Execution, product: str, part: "DataFrame", people: int, runs: int
) -> SalesSeries:
    sales = part["sales_thousands"].to_numpy(dtype=np.float64)
    fit = theory.fitted(sales)
    p, q = float(fit.estimate[0]) / FINE, float(fit.estimate[1]) / FINE
    shares = adoption_curves(execution, p, q, people, sales.size * FINE, runs)
    years = tuple(int(year) for year in part["year"])
    return SalesSeries(product, years, sales, fit, people, shares[:, ::FINE])


def _series_checks(one: SalesSeries) -> list[Check]:
    """Published parameters beside a new fit, and the model beside the fitted curve."""
    source, published = PUBLISHED[one.product]
    title = one.product.replace("_", " ")
    checks = []
    for place, (known, rounding) in enumerate(published):
        low, high = one.fit.interval(place)
        model = float(one.fit.estimate[place])
        name = f"{title}: {PARAMETERS[place]} by least squares"
        checks.append(Check(name, source, model, low, high, known, rounding))
    p, q = (float(value) for value in one.fit.estimate[:2])
    people, weeks = one.people, one.sales.size * FINE
    exact = float(theory.mean_shares(theory.chain(p / FINE, q / FINE, people, weeks))[-1])
    name = f"{title}: share of the market by {one.years[-1]}"
    return [*checks, mean_check(name, SOURCE, one.shares[:, -1].tolist(), 1 / people, theory=exact)]


@styled
def figure(shares: Floats, p: float, q: float, sold: Sequence[SalesSeries]) -> Axes:
    """The share of adopters by step, and each series of sales, with the model's runs behind."""
    panels = 1 + len(sold)
    columns = min(2, panels)
    axes = paper(-(-panels // columns), columns, (8 * columns, 5.2 * -(-panels // columns)))
    _growth(axes[0], shares, p, q)
    for ax, one in zip(axes[1:], sold, strict=False):
        _sales(ax, one)
    for ax in axes[panels:]:
        ax.remove()
    return axes[0]


def _growth(ax: Axes, shares: Floats, p: float, q: float) -> None:
    import seaborn as sns

    steps = np.arange(shares.shape[1])
    each = {"x": np.tile(steps, len(shares)), "units": np.repeat(range(len(shares)), steps.size)}
    sns.lineplot(y=shares.ravel(), estimator=None, color=COLOURS[0], alpha=0.1, lw=1, ax=ax, **each)
    ax.plot([], [], color=COLOURS[0], alpha=0.5, lw=1, label=f"the model, {len(shares)} runs")
    mean = shares.mean(axis=0)
    sns.lineplot(x=steps, y=mean, color=COLOURS[0], label="mean of the runs", estimator=None, ax=ax)
    recursion = theory.recursion(p, q, steps[-1])
    sns.scatterplot(x=steps, y=recursion, label="recursion", ax=ax, **dots(COLOURS[1], 8))
    ax.set_xlabel("step")
    ax.set_ylabel("people who have adopted (share)")
    ax.set_title(f"Innovation p = {p:g}, imitation q = {q:g}")
    ax.xaxis.set_major_locator(MaxNLocator(integer=True))
    ax.legend(loc="lower right")


def _sales(ax: Axes, one: SalesSeries) -> None:
    import seaborn as sns

    market = float(one.fit.estimate[2])
    years = np.array(one.years)
    yearly = np.diff(one.shares, axis=1) * market
    low, high = np.quantile(yearly, (0.05, 0.95), axis=0)
    ax.fill_between(
        years, low, high, color=COLOURS[0], alpha=0.18, lw=0, label="the model, 5–95 % of runs"
    )
    mean = yearly.mean(axis=0)
    sns.lineplot(x=years, y=mean, color=COLOURS[0], label="mean of the runs", estimator=None, ax=ax)
    p, q = (float(value) for value in one.fit.estimate[:2])
    fit = np.diff(theory.curve(p, q, np.arange(years.size + 1.0))) * market
    sns.lineplot(
        x=years, y=fit, color=COLOURS[1], ls="--", label="curve fitted", estimator=None, ax=ax
    )
    sns.scatterplot(x=years, y=one.sales, label="sales", ax=ax, **dots(GREY))
    ax.set_xlabel("year")
    ax.set_ylabel("sales (thousands a year)")
    ax.set_ylim(bottom=0)
    ax.set_title(f"{one.product.replace('_', ' ')}: p = {p:.4f}, q = {q:.4f}, m = {market:,.0f}")
    ax.legend(loc="upper left")
