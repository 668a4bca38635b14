"""What the cases say: who wins how often and where, how many succeed, and what decides."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from winsim.inference import Z, fitted, wilson
from winsim.scenario.initiative import Initiative
from winsim.validation.audit.cases import ROLLOUTS
from winsim.validation.audit.priors import PRIORS, UNCERTAIN, prior_named

if TYPE_CHECKING:
    import pandas as pd

Mask = NDArray[np.bool_]

PAIRS = (("big_bang", "pilots"), ("phased", "pilots"), ("big_bang", "phased"))
"""The pairs of rollouts that are compared; the first is what the audit is about."""
OWN_PRICE, DEFAULT_PRICE = "each its own", float(Initiative.model_fields["price"].default)
"""The price that each case draws, and a second one, the default of a scenario, for all of them."""
STRATEGIC, ADOPTION = 0.9, 0.7
"""Strategic progress and adoption at the end from which a rollout that was not stopped succeeded."""


class Published(NamedTuple):
    """A published share of transformations that succeeded."""

    survey: str
    share: float
    source: str
    """A key of the bibliography."""


PUBLISHED = (
    Published("Bain 2024", 0.12, "bain2024"),
    Published("BCG 2024", 0.30, "bcg2024"),
    Published("McKinsey 2012", 0.20, "mckinsey"),
    Published("McKinsey 2015", 0.26, "mckinsey"),
    Published("McKinsey 2017", 0.30, "mckinsey"),
    Published("Argenti et al. 2021 (28 of 128)", 28 / 128, "argenti2021"),
)
"""Surveys with elastic definitions, for orientation."""
TRIAL = {"modest": (0.65, 200), "hard": (0.01, 300)}
"""The first trial of the model: in which share of how many changes the big bang won."""


def median(name: str) -> float:
    """The median of a prior, in its unit."""
    return float(prior_named(name).values(np.array([0.5]))[0])


def regions(cases: "pd.DataFrame") -> dict[str, Mask]:
    """Find which cases belong to which region of the ensemble.

    A change is modest if it is both smaller and less risky than the middle of the priors, and hard
    if it is both larger and riskier. It is worth doing if some rollout of it has a net value above
    zero.

    Args:
        cases: a row a case, as in `Audit.cases`.

    Returns:
        Masks of shape (cases,), by `all`, `modest`, `hard` and `worth doing`.
    """
    size, risk = cases["size"] < median("size"), cases["risk"] < median("risk")
    values = cases[[f"{rollout}_net_value" for rollout in ROLLOUTS]]
    return {
        "all": np.ones(len(cases), dtype=bool),
        "modest": (size & risk).to_numpy(),
        "hard": (~size & ~risk).to_numpy(),
        "worth doing": (values.max(axis="columns") > 0).to_numpy(),
    }


def rates(cases: "pd.DataFrame") -> "pd.DataFrame":
    """How often one rollout has a higher net value than another.

    Args:
        cases: a row a case, as in `Audit.cases`.

    Returns:
        A row a pair (`one`, `other`), `region` and `price`: in how many `cases` the net value of
        `one` is `better`, `worse` or `equal`, and its `share` among the cases in which the two
        differ, with the 95 % interval (`low`, `high`) of Wilson (1927).
    """
    import pandas as pd

    return pd.DataFrame(
        {"one": one, "other": other, "region": region, "price": price}
        | _count(_differences(cases, one, other, price)[mask])
        for one, other in PAIRS
        for price in (OWN_PRICE, DEFAULT_PRICE)
        for region, mask in regions(cases).items()
    )


def _differences(
    cases: "pd.DataFrame", one: str, other: str, price: str | float
) -> NDArray[np.float64]:
    """By how much the net value of one rollout exceeds that of another, shape (cases,)."""
    values = [net_value(cases, rollout, price) for rollout in (one, other)]
    return np.asarray(values[0] - values[1])


def net_value(cases: "pd.DataFrame", rollout: str, price: str | float) -> "pd.Series[float]":
    """Work out the net value of a rollout, at each case's own price or at one price for all.

    A price for all is a price for what is counted; runs stay as they are.

    Args:
        cases: a row a case, as in `Audit.cases`.
        rollout: one of `ROLLOUTS`.
        price: `OWN_PRICE`, or person-weeks per employee and week of the full benefit.

    Returns:
        Benefit less cost in person-weeks, one value a case.
    """
    if isinstance(price, str):
        return cases[f"{rollout}_net_value"]
    worth: pd.Series[float] = cases[f"{rollout}_benefit"] / cases["price"] * price
    return worth - cases[f"{rollout}_cost"]


def _count(differences: NDArray[np.float64]) -> dict[str, Any]:
    better, worse = int((differences > 0).sum()), int((differences < 0).sum())
    share, low, high = wilson(better, better + worse)
    return {
        "cases": differences.size,
        "better": better,
        "worse": worse,
        "equal": differences.size - better - worse,
        "share": share,
        "low": low,
        "high": high,
    }


def headline(cases: "pd.DataFrame") -> "pd.DataFrame":
    """How far the audit's first figure moves with what is uncertain in the rules and the accounting.

    Args:
        cases: a row a case, as in `Audit.cases`.

    Returns:
        A row for all cases, then two for each prior of `UNCERTAIN`: its `part` (`no` and `yes`, or
        the `lower` and the `upper` half of its range), in how many `cases` the big bang is
        `better` than the pilots, `worse` or `equal` at each its own price, and its `share` among
        those in which the two differ, with its 95 % interval (`low`, `high`).
    """
    import pandas as pd

    difference = _differences(cases, "big_bang", "pilots", OWN_PRICE)
    return pd.DataFrame(
        {"prior": prior, "part": part} | _count(difference[mask])
        for prior, part, mask in _parts(cases)
    )


def _parts(cases: "pd.DataFrame") -> Iterator[tuple[str, str, Mask]]:
    """All cases, and the two parts into which each uncertain prior divides them."""
    yield "all", "all", np.ones(len(cases), dtype=bool)
    for name in UNCERTAIN:
        either = prior_named(name).shape == "yes or no"
        upper = (cases[name] if either else cases[name] > median(name)).to_numpy(dtype=bool)
        low, high = ("no", "yes") if either else ("lower", "upper")
        yield name, low, ~upper
        yield name, high, upper


def big_bang_won(cases: "pd.DataFrame") -> NDArray[np.float64]:
    """1 where the big bang has a higher net value than the pilots, 0 elsewhere, shape (cases,)."""
    return (_differences(cases, "big_bang", "pilots", OWN_PRICE) > 0).astype(np.float64)


def success(cases: "pd.DataFrame") -> "pd.DataFrame":
    """How often each rollout succeeds over the ensemble, and what surveys report beside it.

    Args:
        cases: a row a case, as in `Audit.cases`.

    Returns:
        A row for each `rollout_or_survey`: the `share` that succeeds, and for rollouts its 95 %
        interval and the number of `cases`.
    """
    import pandas as pd

    return pd.DataFrame(
        [*_ours(cases), *({"rollout_or_survey": p.survey, "share": p.share} for p in PUBLISHED)]
    )


def _ours(cases: "pd.DataFrame") -> Iterator[dict[str, Any]]:
    for rollout in ROLLOUTS:
        reached = (
            (cases[f"{rollout}_strategic"] >= STRATEGIC)
            & (cases[f"{rollout}_adoption"] >= ADOPTION)
            & ~cases[f"{rollout}_cancelled"].astype(bool)
        )
        share, low, high = wilson(int(reached.sum()), len(cases))
        yield {
            "rollout_or_survey": rollout,
            "share": share,
            "low": low,
            "high": high,
            "cases": len(cases),
        }


def what_decides(cases: "pd.DataFrame") -> "pd.DataFrame":
    """What each prior does to the odds that the big bang wins.

    Args:
        cases: a row a case, as in `Audit.cases`.

    Returns:
        A row a prior, the strongest first: `log_odds` is the change per standard deviation of the
        prior, all others being equal, from one logistic regression on all priors, with its 95 %
        interval (`low`, `high`); above zero favours the big bang.
    """
    import pandas as pd

    fit = fitted(_design(cases), big_bang_won(cases))
    effect, error = fit.coefficients[1:], fit.errors[1:]
    table = pd.DataFrame(
        {
            "prior": [prior.name for prior in PRIORS],
            "meaning": [prior.meaning for prior in PRIORS],
            "log_odds": effect,
            "low": effect - Z * error,
            "high": effect + Z * error,
        }
    )
    order = table["log_odds"].abs().sort_values(ascending=False, kind="stable").index
    return table.loc[order].reset_index(drop=True)


def most_favourable(cases: "pd.DataFrame", part: float = 0.1) -> "pd.DataFrame":
    """How often each rollout wins where it has most going for it.

    The cases that favour a rollout most are chosen by a regression on all priors, fitted to the
    other half of the cases, so that no case helps to choose itself.

    Args:
        cases: a row a case, as in `Audit.cases`.
        part: the share of the cases that is chosen, in (0, 1].

    Returns:
        A row a rollout: how many `cases` were chosen, in how many it is `better`, and that `share`
        with its 95 % interval.
    """
    import pandas as pd

    won, design = big_bang_won(cases), _design(cases)
    half = cases["seed"].to_numpy() % 2 == 0
    chosen: dict[str, list[NDArray[np.int64]]] = {"big_bang": [], "pilots": []}
    for judged in (half, ~half):
        odds = design @ fitted(design[~judged], won[~judged]).coefficients
        order = np.flatnonzero(judged)[np.argsort(odds[judged], kind="stable")]
        count = max(1, round(part * order.size))
        chosen["pilots"].append(order[:count])
        chosen["big_bang"].append(order[order.size - min(count, order.size) :])
    return pd.DataFrame(
        _best_of(rollout, np.concatenate(places), won) for rollout, places in chosen.items()
    )


def _best_of(rollout: str, places: NDArray[np.int64], won: NDArray[np.float64]) -> dict[str, Any]:
    count = int((won[places] == (rollout == "big_bang")).sum())
    share, low, high = wilson(count, places.size)
    return {
        "rollout": rollout,
        "cases": places.size,
        "better": count,
        "share": share,
        "low": low,
        "high": high,
    }


def _design(cases: "pd.DataFrame") -> NDArray[np.float64]:
    """A constant and every prior, standardized: a row a case."""
    columns = [prior.standardized(cases[prior.name].to_numpy(np.float64)) for prior in PRIORS]
    return np.column_stack([np.ones(len(cases)), *columns])
