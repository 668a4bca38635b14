"""Plots for a reader to judge: what the model draws as bars, what analysis says as dots.

`python -m verification.plots [FOLDER]` writes them, by default into out/verification.
"""

import sys
from pathlib import Path

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from verification.coverage import SIZE, Coverage, coverage
from verification.distributions import Comparison, cascade_sizes, comparisons
from winsim.figures.intervals import intervals
from winsim.figures.style import COLOURS, GREY, figure_of, paper, save, styled
from winsim.runs.outcomes import OUTCOMES

DEGREES = (1.5, 2.0, 3.0, 4.0, 5.0, 5.5)
RUNS = 100


@styled
def distributions(found: list[Comparison]) -> Axes:
    """Each distribution: counts in the model's runs, and what theory expects."""
    axes = paper(-(-len(found) // 2), 2, (16, 4.6 * -(-len(found) // 2)))
    for ax, one in zip(axes, found, strict=False):
        _distribution(ax, one)
    return axes[0]


def _distribution(ax: Axes, one: Comparison) -> None:
    shown = np.flatnonzero((one.expected > 0.5) | (one.counts > 0))
    part = slice(int(shown[0]), int(shown[-1]) + 1)
    places, width = one.places[part], 0.85 * float(np.diff(one.places).min())
    label = f"the model, {one.counts.sum():,.0f} cases"
    ax.bar(places, one.counts[part], width, color=COLOURS[0], alpha=0.5, label=label)
    ax.plot(places, one.expected[part], "o", color=COLOURS[1], ms=5, label="analysis")
    ax.set_title(f"{one.title} (χ²: p = {one.p_value:.2g})", fontsize=12.5)
    ax.set_xlabel(one.unit)
    ax.set_ylabel("cases")
    ax.set_ylim(0, 1.3 * float(max(one.counts.max(), one.expected.max())))
    ax.legend(loc="upper right", ncols=2)


@styled
def cascades() -> Axes:
    """Every cascade by mean degree, as a dot, and where theory puts the global ones."""
    ax, found = paper()[0], cascade_sizes(DEGREES, RUNS)
    for z, (shares, share, frequency) in found.items():
        aside = z + np.linspace(-0.1, 0.1, shares.size)
        ax.plot(aside, np.sort(shares), ".", color=COLOURS[0], alpha=0.7)
        ax.plot([z - 0.16, z + 0.16], [share, share], color=COLOURS[1])
        said = f"{(shares > 0.1).mean():.0%}\n({frequency:.0%})".replace("%", " %")
        ax.annotate(said, (z, 1.03), ha="center", va="bottom", fontsize=11)
    ax.plot([], [], ".", color=COLOURS[0], label="a run of the model")
    ax.plot([], [], color=COLOURS[1], label="theory: share reached by a global cascade")
    ax.set_ylim(-0.03, 1.2)
    ax.set_yticks(np.linspace(0, 1, 6))
    ax.set_xlabel("mean degree (ties a person)")
    ax.set_ylabel("people reached (share)")
    ax.set_title("Cascades at threshold .18; above: global ones, and theory in brackets")
    ax.legend(loc="center", bbox_to_anchor=(0.62, 0.2))
    return ax


@styled
def coverages(found: list[Coverage]) -> Axes:
    """How often 95 % intervals of differences hold the mean, by outcome."""
    ax = paper(size=(11, 1.6 + 0.7 * len(found)))[0]
    shares = 100 * np.array([one.share for one in found])
    rows = pd.DataFrame(shares, columns=["middle", "low", "high"])
    intervals(ax, rows.assign(place=range(len(found)), colour=COLOURS[0], filled=True))
    ax.axvline(95, color=GREY, lw=1.5)
    ax.set_yticks(range(len(found)), labels=[_named(one) for one in found])
    ax.set_ylim(len(found) - 0.5, -0.5)
    ax.set_xlim(90, 100)
    blocks = f"{found[0].blocks:,} comparisons of {SIZE} seeds"
    ax.set_xlabel(f"intervals that hold the mean (%), of {blocks}")
    ax.set_title("95 % intervals of mean differences")
    return ax


def _named(one: Coverage) -> str:
    label, never = OUTCOMES[one.outcome].label, f"\n(never in {100 * one.censored:.0f} % of runs)"
    return label + (never if one.censored else "")


def main(folder: Path) -> None:
    """Write the plots into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    found = comparisons()
    plots = {
        "distributions": distributions(found),
        "cascades": cascades(),
        "coverage": coverages(coverage()),
    }
    for name, ax in plots.items():
        save(figure_of(ax), folder / f"{name}.png")
        print(f"wrote {folder / name}.png")
    for one in found:
        print(f"{one.title}: {one.counts.sum():,.0f} cases, p = {one.p_value:.3g}")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path("out") / "verification")
