"""Figures: they show what is in the tables, name their units, and come out the same every time."""

import multiprocessing
import os
import subprocess
import sys
import threading
from pathlib import Path

import matplotlib as mpl
import numpy as np
import pandas as pd
import pytest
from matplotlib.colors import to_hex
from matplotlib.figure import Figure
from matplotlib.text import Text

from tests.support.plausible_runs import plausible_runs
from winsim.figures import (
    FIGURES,
    adoption,
    differences,
    draw_figures,
    drawing,
    figure_of,
    progress,
    team_heatmap,
    wins,
)
from winsim.figures.intervals import intervals
from winsim.figures.labels import spread
from winsim.figures.style import Kind
from winsim.parallel import forked_processes, inherited
from winsim.problems import BadInput
from winsim.runs.compare import compare
from winsim.runs.tables import Runs


@pytest.fixture(scope="module")
def runs() -> Runs:
    return plausible_runs(seeds=range(1, 21), weeks=30)


def test_the_curve_is_the_median_of_the_runs(runs: Runs) -> None:
    ax = adoption(runs.weeks, runs.runs)
    curve = next(
        line for line in ax.lines if line.get_color() == "#0072B2" and line.get_linewidth() > 2
    )
    big_bang = runs.weeks[runs.weeks["rollout"] == "big_bang"]
    median = big_bang.groupby("week")["adopted"].median()
    assert np.array_equal(curve.get_ydata(), median)
    assert "%" in ax.get_ylabel()
    assert "weeks" in ax.get_xlabel()


def test_single_runs_are_drawn_faintly_and_are_not_too_many() -> None:
    ax = adoption(plausible_runs(seeds=range(1, 101), weeks=5).weeks)
    assert len([line for line in ax.lines if line.get_linewidth() == 1]) == 60


def test_stopped_programmes_are_noted(runs: Runs) -> None:
    labels = [text.get_text() for text in adoption(runs.weeks, runs.runs).texts if text.get_text()]
    assert labels == ["big_bang\nstopped in 2 of 20", "pilots\nstopped in 2 of 20"]


def test_setbacks_point_down_and_are_read_as_numbers(runs: Runs) -> None:
    for ax in wins(runs.weeks):
        assert ax.get_ylim()[0] < 0
        assert not any("−" in label.get_text() for label in ax.get_yticklabels())


def test_axes_given_are_drawn_on(runs: Runs) -> None:
    ax = Figure().subplots()
    assert adoption(runs.weeks, ax=ax) is ax


@pytest.mark.parametrize("rollouts", [1, 4, 9])
def test_progress_has_a_panel_for_each_rollout(rollouts: int) -> None:
    names = [f"rollout_{number}" for number in range(rollouts)]
    axes = progress(plausible_runs(names, seeds=[1, 2], weeks=60).weeks)
    assert [ax.get_title(loc="left") for ax in axes] == names


@pytest.mark.parametrize("teams", [1, 5, 42, 120])
def test_teams_are_named_as_long_as_names_can_be_read(teams: int) -> None:
    runs = plausible_runs(seeds=[1], teams=teams, weeks=10)
    axes = team_heatmap(runs.teams, len(runs.seeds))
    labels = [label.get_text() for label in axes[0].get_yticklabels()]
    assert len(labels) == (teams if teams <= 45 else 0)
    assert str(teams) in axes[0].get_ylabel()


def test_teams_stand_in_one_order_in_all_studies_of_an_organisation() -> None:
    runs = plausible_runs(seeds=[1], teams=12, weeks=60)
    backwards = runs.teams.iloc[::-1].sort_values("rollout", kind="stable")
    later = runs.teams.assign(adopted=1 - runs.teams["adopted"])
    only = runs.teams[runs.teams["rollout"] == "pilots"]
    for study in (runs.teams, backwards, later, only):
        labels = team_heatmap(study)[0].get_yticklabels()
        assert [label.get_text() for label in labels] == [f"Team {n}" for n in range(1, 13)]


def test_differences_have_a_row_for_each_other_rollout(runs: Runs) -> None:
    axes = differences(compare(runs))
    assert [label.get_text() for label in axes[0].get_yticklabels()] == ["pilots"]
    adopted = runs.runs.pivot(index="seed", columns="rollout", values="adoption")
    better = (adopted["pilots"] > adopted["big_bang"]).sum()
    assert 0 < better < 20
    assert axes[0].texts[0].get_text() == f"better in\n{better} of 20"


@pytest.mark.parametrize("name", list(FIGURES))
def test_every_figure_can_be_read_from_the_back_of_a_room(name: str, runs: Runs) -> None:
    figure = figure_of(FIGURES[name](runs, compare(runs))[0])
    assert figure.get_figwidth() <= 16
    sizes = [float(text.get_fontsize()) for text in figure.findobj(Text) if text.get_text()]
    assert min(sizes) >= 11


@pytest.mark.parametrize("kind", ["png", "svg", "pdf"])
def test_the_same_tables_give_the_same_bytes(tmp_path: Path, kind: Kind, runs: Runs) -> None:
    for folder in (tmp_path / "one", tmp_path / "two"):
        folder.mkdir()
        draw_figures(runs, compare(runs), folder, kind, ["adoption", "teams"])
    for path in (tmp_path / "one").iterdir():
        assert path.read_bytes() == (tmp_path / "two" / path.name).read_bytes()


def test_figures_drawn_at_once_are_those_drawn_one_after_the_other(
    tmp_path: Path, runs: Runs
) -> None:
    for folder in (tmp_path / "one", tmp_path / "two"):
        folder.mkdir()
    told: list[tuple[int, int]] = []
    draw_figures(runs, compare(runs), tmp_path / "one")
    with drawing(
        runs, compare(runs), tmp_path / "two", progress=lambda *done: told.append(done), jobs=2
    ) as written:
        assert {path.stem for path in written} == set(FIGURES) - {"adoption_by_rollout"}
    for path in written:
        assert path.read_bytes() == (tmp_path / "one" / path.name).read_bytes()
    assert told == [(done, len(written)) for done in range(1, len(written) + 1)]


def test_figures_are_drawn_here_where_copies_are_ended_or_refused(
    tmp_path: Path, runs: Runs, monkeypatch: pytest.MonkeyPatch
) -> None:
    with drawing(runs, compare(runs), tmp_path, jobs=2) as written:
        for child in multiprocessing.active_children():
            child.kill()
    assert all(path.is_file() for path in written)

    def refuse() -> int:
        raise BlockingIOError("no room for another process")

    monkeypatch.setattr(os, "fork", refuse)
    with forked_processes(2) as workers:
        assert workers is None


def test_what_goes_wrong_in_a_copy_is_heard(tmp_path: Path, runs: Runs) -> None:
    with (
        pytest.raises(FileNotFoundError, match="nowhere"),
        drawing(runs, compare(runs), tmp_path / "nowhere", jobs=2),
    ):
        pass


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux copies processes")
def test_work_goes_to_copies_of_this_process_unless_it_has_threads() -> None:
    with forked_processes(2, "seen", 7) as workers:
        assert workers is not None
        assert workers.submit(os.getpid).result() != os.getpid()
        assert workers.submit(inherited).result() == ("seen", 7)
    ended = threading.Event()
    other = threading.Thread(target=ended.wait)
    other.start()
    with forked_processes(2) as workers:
        assert workers is None
    ended.set()
    other.join()


def test_seaborn_is_loaded_when_a_figure_is_drawn_and_not_before() -> None:
    code = (
        "import sys, winsim.figures as figures; print('seaborn' in sys.modules)\n"
        "figures.style.paper(); print('seaborn' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "True"]


def test_a_dot_is_hollow_where_its_interval_says_so() -> None:
    ax = Figure().subplots()
    rows = pd.DataFrame(
        [(0, 1.0, 2.0, 3.0, "#0072B2", True), (1, -1.0, 0.5, 2.0, "#D55E00", False)],
        columns=["place", "low", "middle", "high", "colour", "filled"],
    )
    intervals(ax, rows)
    assert [np.asarray(line.get_xdata()).tolist() for line in ax.lines] == [[1.0, 3.0], [-1.0, 2.0]]
    (dots,) = ax.collections
    assert [to_hex(face) for face in np.atleast_2d(dots.get_facecolor())] == ["#0072b2", "#ffffff"]
    assert [to_hex(edge) for edge in np.atleast_2d(dots.get_edgecolor())] == ["#0072b2", "#d55e00"]


def test_drawing_leaves_no_trace(runs: Runs) -> None:
    before = dict(mpl.rcParams)
    for draw in FIGURES.values():
        draw(runs, compare(runs))
    assert dict(mpl.rcParams) == before


def test_one_seed_and_one_rollout_can_be_drawn(tmp_path: Path) -> None:
    runs = plausible_runs(["pilots"], seeds=[1], weeks=1)
    written = draw_figures(runs, compare(runs), tmp_path)
    needless = {"differences", "time_to_half", "adoption_by_rollout"}
    assert {path.stem for path in written} == set(FIGURES) - needless


def test_an_unknown_figure_is_met_with_the_nearest(tmp_path: Path, runs: Runs) -> None:
    with pytest.raises(BadInput, match="did you mean 'adoption'"):
        draw_figures(runs, compare(runs), tmp_path, "png", ["adoptoin"])


def test_labels_are_pushed_apart_and_stay_inside() -> None:
    assert spread([0.5, 0.5], [0.1] * 2) == pytest.approx([0.45, 0.55])
    assert spread([0.98, 0.99], [0.1] * 2) == pytest.approx([0.9, 1.0])
    assert spread([0.0, 0.0, 0.5], [0.1] * 3) == pytest.approx([0.0, 0.1, 0.5])
    assert spread([0.2, 0.8], [0.1] * 2) == pytest.approx([0.2, 0.8])


def test_only_a_label_of_two_rows_takes_the_room_of_two() -> None:
    assert spread([0.5, 0.5, 0.5], [0.1, 0.2, 0.1]) == pytest.approx([0.35, 0.5, 0.65])
    assert spread([0.1, 0.5, 0.6], [0.2, 0.1, 0.1]) == pytest.approx([0.1, 0.5, 0.6])
