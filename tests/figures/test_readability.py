"""Figures stay readable: labels at their lines, many rollouts apart, and no panel of nothing."""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import pandas as pd
import pytest
from matplotlib.axes import Axes
from matplotlib.colors import to_hex, to_rgb
from matplotlib.text import Annotation

from tests.support.plausible_runs import plausible_runs, with_outcome
from winsim.counterfactual.withdrawal import Withdrawal
from winsim.figures import (
    adoption,
    adoption_by_rollout,
    differences,
    figure_of,
    progress,
    reached,
    team_heatmap,
    time_to_half,
    wins,
    withdrawal,
)
from winsim.figures.style import COLOURS, DOTS, dashes_of, ink, palette
from winsim.inference import wilson
from winsim.runs.compare import compare
from winsim.runs.tables import Runs


@pytest.fixture(scope="module")
def runs() -> Runs:
    return plausible_runs(seeds=range(1, 21), weeks=30)


def test_an_arrow_points_to_where_an_outcome_is_better(runs: Runs) -> None:
    outcomes = ("net_value", "peak_fatigue", "wins")
    axes = differences(compare(runs), outcomes)
    arrows = [ax.texts[-1] for ax in axes]
    assert [arrow.get_text() for arrow in arrows] == ["better →", "← better", "more →"]
    assert [arrow.get_position()[0] for arrow in arrows] == [1, 0, 1]
    for ax in axes:
        assert ax.get_xlim()[0] < 0 < ax.get_xlim()[1]


def test_an_outcome_in_which_nothing_differs_is_said_and_not_drawn(runs: Runs) -> None:
    same = with_outcome(runs, "strategic", {name: [0.5] * 20 for name in runs.rollouts})
    axes = differences(compare(same))
    assert "strategic progress at the end" not in [ax.get_title(loc="left") for ax in axes]
    assert "alike in strategic progress at the end" in said(axes)
    assert "alike in strategic progress at the end" in said(
        differences(compare(same), ["strategic"])
    )


@pytest.mark.parametrize("rollouts", [2, 4, 6])
def test_labels_stay_near_their_lines_and_apart_from_one_another(rollouts: int) -> None:
    names = [f"rollout_{number}" for number in range(rollouts)]
    runs = plausible_runs(names, seeds=range(1, 11), weeks=30)
    ax = adoption(runs.weeks.assign(adopted=runs.weeks["adopted"] / 50 + 0.9), runs.runs)
    figure_of(ax).draw_without_rendering()
    boxes = [label.get_window_extent() for label in named_ends(ax)]
    boxes.sort(key=lambda box: box.y0)
    assert all(low.y1 <= high.y0 for low, high in pairwise(boxes))
    assert boxes[-1].y1 < ax.get_window_extent().y1 + 0.2 * DOTS
    assert boxes[-1].y1 - boxes[0].y0 < 1.5 * sum(box.height for box in boxes)
    assert len(leaders_of(ax)) == rollouts


def test_a_leader_runs_from_the_end_of_a_line_to_its_name(runs: Runs) -> None:
    ax = adoption(runs.weeks)
    ends = runs.weeks[runs.weeks["week"] == 30].groupby("rollout")["adopted"].median()
    for text, leader in zip(named_ends(ax), leaders_of(ax), strict=True):
        assert leader.xy[1] == pytest.approx(ends[text.get_text()] / 1.01)
        assert leader.get_position()[1] == text.xy[1]
        assert leader.arrow_patch is not None
        colour = to_hex(leader.arrow_patch.get_edgecolor()).upper()
        assert colour == palette(runs.rollouts)[text.get_text()]


@pytest.mark.parametrize("rollouts", [4, 6])
def test_many_rollouts_differ_in_colour_and_in_dashes(rollouts: int) -> None:
    names = [f"rollout_{number}" for number in range(rollouts)]
    runs = plausible_runs(names, seeds=range(1, 6), weeks=30)
    lines = adoption(runs.weeks).lines
    assert len({line.get_color() for line in lines}) == rollouts
    assert [line.get_linestyle() for line in lines] == ["-", *["--"] * (rollouts - 1)]
    assert len(set(dashes_of(names).values())) == rollouts
    axes = adoption_by_rollout(runs.weeks)
    assert [ax.get_title(loc="left") for ax in axes] == names
    assert all(len(ax.collections) == 1 for ax in axes)


@pytest.mark.parametrize("colour", COLOURS)
def test_letters_stand_out_from_white_paper(colour: str) -> None:
    shades = to_rgb(ink(colour))
    parts = [part / 12.92 if part < 0.04 else ((part + 0.055) / 1.055) ** 2.4 for part in shades]
    luminance = 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
    assert 1.05 / (luminance + 0.05) >= 4.5


@pytest.mark.parametrize("rollouts", [2, 4])
def test_runs_that_never_reach_half_keep_the_curve_below_the_top(rollouts: int) -> None:
    names = [f"rollout_{number}" for number in range(rollouts)]
    runs = plausible_runs(names, seeds=range(1, 5), weeks=30)
    weeks = {name: [10.0, 20.0, 20.0, np.nan] for name in names}
    weeks[names[1]] = [np.nan] * 4
    axes = time_to_half(with_outcome(runs, "weeks_to_50", weeks).runs, 30)
    curve = next(line for line in axes[0].lines if line.get_color() == "#0072B2")
    heights = dict(
        zip(
            np.asarray(curve.get_xdata()).tolist(),
            np.asarray(curve.get_ydata()).tolist(),
            strict=True,
        )
    )
    assert [heights[week] for week in (9, 10, 19, 20, 30)] == [0, 0.25, 0.25, 0.75, 0.75]
    assert f"In none of 4 runs: {names[1]}" in said(axes)
    assert len(axes) == (1 if rollouts == 2 else 3)


def test_the_band_of_the_time_to_half_is_wilsons(runs: Runs) -> None:
    table = reached(pd.DataFrame({"weeks_to_50": [3.0, 5.0, np.nan, np.nan]}), 6)
    assert list(table["share"]) == [0, 0, 0, 0.25, 0.25, 0.5, 0.5]
    assert list(table[["low", "high"]].to_numpy()[5]) == pytest.approx(wilson(2, 4)[1:])


def test_where_nobody_ever_reaches_half_a_sentence_says_so(runs: Runs) -> None:
    never = with_outcome(runs, "weeks_to_50", {name: [np.nan] * 20 for name in runs.rollouts})
    (ax,) = time_to_half(never.runs, 30)
    assert "in any of 20 runs" in ax.texts[0].get_text()


def test_a_rollout_of_zeros_has_no_panel_and_is_named() -> None:
    runs = plausible_runs(["still", "pilots"], seeds=[1, 2], weeks=30)
    still = runs.weeks["rollout"] == "still"
    numbers = ["perceived", "strategic", "wins", "setbacks", "adopted"]
    weeks = runs.weeks.assign(**{name: runs.weeks[name].where(~still, 0) for name in numbers})
    teams = runs.teams.assign(
        adopted=runs.teams["adopted"].where(runs.teams["rollout"] != "still", 0)
    )
    for axes in (progress(weeks), team_heatmap(teams), adoption_by_rollout(weeks)):
        assert [ax.get_title(loc="left") for ax in axes] == ["pilots"]
        assert "still" in said(axes)
    (ax,) = wins(weeks)
    assert "None in: still." in ax.get_title(loc="left")


def test_weeks_in_which_progress_stands_still_are_cut_off_and_said() -> None:
    runs = plausible_runs(seeds=[1, 2], weeks=400)
    axes = progress(runs.weeks)
    assert axes[0].get_xlim()[1] < 120
    assert "progress hardly changes" in said(axes)


def test_panels_of_withdrawal_carry_the_numbers_of_both_axes() -> None:
    rows = [(name, week, 5, 0.2, 0.6, 0.4) for name in "abcd" for week in (8, 26, 52)]
    columns = ["rollout", "week", "runs", "adopted_then", "adopted_later", "adopted_change"]
    table = pd.DataFrame([*rows, ("none", 8, 5, 0.0, 0.0, 0.0)], columns=columns)
    axes = withdrawal(Withdrawal(plausible_runs().scenario, table, table))
    assert [ax.get_title(loc="left") for ax in axes] == ["a", "b", "c", "d"]
    assert "none" in said(axes)
    figure_of(axes[0]).draw_without_rendering()
    for ax in axes:
        assert ax.get_xlabel()
        assert ax.get_ylabel()
        for axis in (ax.xaxis, ax.yaxis):
            assert any(
                tick.label1.get_visible() and tick.label1.get_text()
                for tick in axis.get_major_ticks()
            )


def said(axes: Sequence[Axes]) -> str:
    """What stands over a figure, and in its place where there is nothing to draw."""
    heading = figure_of(axes[0]).get_suptitle()
    return " ".join([heading, *(text.get_text() for text in axes[0].texts)]).replace("\n", " ")


def named_ends(ax: Axes) -> list[Annotation]:
    """The names at the ends of lines."""
    return [text for text in ax.texts if isinstance(text, Annotation) and text.get_text()]


def leaders_of(ax: Axes) -> list[Annotation]:
    """The leaders from lines to their names."""
    return [text for text in ax.texts if isinstance(text, Annotation) and not text.get_text()]
