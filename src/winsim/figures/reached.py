"""How many runs have reached half of the people by which week, where some may never do so.

All runs are watched until the same week, so that one minus the Kaplan–Meier estimate (Kaplan and Meier
1958) is the share of runs that have reached it; its band is Wilson's interval, week by week.
"""

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from winsim.figures.apart import BEHIND, GREY_SAID, share_of_people
from winsim.figures.curves import names_of, week_axis
from winsim.figures.labels import label_ends
from winsim.figures.panels import heading, instead, left_out, named, panels
from winsim.figures.style import BAND, FEW, palette, paper, styled
from winsim.inference import wilson

TITLE = "Runs in which half of the people have come to work the new way"
BAND_SAID = "Share of {} runs by week, with its 95 % interval week by week."


@styled
def time_to_half(runs: pd.DataFrame, weeks: int) -> list[Axes]:
    """Share of runs that have reached half of the people, by week, with its pointwise 95 % band.

    Args:
        runs: the table of runs: `rollout`, `seed` and `weeks_to_50` (weeks; missing where half of the
            people were never reached).
        weeks: the last week of every run.

    Returns:
        The axes of a new figure: up to `FEW` rollouts together, more in a panel each. Where no run
        reached half of the people, they hold a sentence that says so.
    """
    names = names_of(runs)
    count = int(runs["seed"].nunique())
    if runs["weeks_to_50"].isna().all():
        return instead(TITLE, f"No rollout reached half of the people in any of {count} runs.")
    shares = {name: reached(runs[runs["rollout"] == name], weeks) for name in names}
    never = [name for name in names if not shares[name]["share"].any()]
    axes = _together(shares, count) if len(names) <= FEW else _apart(shares, count, never)
    for ax in axes:
        week_axis(ax, next(iter(shares.values())))
    share_of_people(axes, "runs (%)")
    none = left_out(f"In none of {count} runs", never)
    heading(axes[0], TITLE, BAND_SAID.format(count), GREY_SAID if len(axes) > 1 else "", none)
    return axes


def reached(runs: pd.DataFrame, weeks: int) -> pd.DataFrame:
    """The share of one rollout's runs that have reached half of the people, with its 95 % interval.

    Args:
        runs: a row a run, of which `weeks_to_50` is read.
        weeks: the last week of every run.

    Returns:
        A row a week from 0: `week`, and `share`, `low` and `high` (from 0 to 1; Wilson's interval).
    """
    week = np.arange(weeks + 1)
    by_then = (runs["weeks_to_50"].to_numpy()[:, None] <= week).sum(axis=0)
    intervals = {count: wilson(count, len(runs)) for count in np.unique(by_then).tolist()}
    rows = [(at, *intervals[count]) for at, count in enumerate(by_then.tolist())]
    return pd.DataFrame(rows, columns=["week", "share", "low", "high"])


def _together(shares: Mapping[str, pd.DataFrame], count: int) -> list[Axes]:
    ax = paper()[0]
    for name, colour in palette(list(shares)).items():
        _curve(ax, shares[name], colour)
    ax.set_ylim(0, 1.01)
    ends = {name: float(share["share"].iloc[-1]) for name, share in shares.items()}
    label_ends(ax, ends, list(shares), {name: f"\n{_said(shares[name], count)}" for name in shares})
    return [ax]


def _apart(shares: Mapping[str, pd.DataFrame], count: int, never: Sequence[str]) -> list[Axes]:
    """A panel for each rollout but those that never reached half of the people."""
    look = palette(list(shares))
    axes = panels(
        [name for name in look if name not in never], (4.2, 3.4), sharex=True, sharey=True
    )
    for name, ax in axes.items():
        for share in (shares[other] for other in axes):
            ax.step(share["week"], share["share"], where="post", color=BEHIND, lw=1.5)
        _curve(ax, shares[name], look[name])
        named(ax, name, look[name], _said(shares[name], count))
    return list(axes.values())


def _said(share: pd.DataFrame, count: int) -> str:
    """In how many runs half of the people were reached in the end."""
    times = round(float(share["share"].iloc[-1]) * count)
    return f"in {times} of {count} runs" if times else f"in none of {count} runs"


def _curve(ax: Axes, share: pd.DataFrame, colour: str) -> None:
    ax.fill_between(
        share["week"], share["low"], share["high"], step="post", lw=0, alpha=BAND, color=colour
    )
    ax.step(share["week"], share["share"], where="post", color=colour)
