"""`winsim analyse`: from the folder of a sweep to tables, sentences and figures."""

import csv
import json
from io import StringIO
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from click.testing import CliRunner, Result
from matplotlib.axes import Axes
from matplotlib.text import Text

from winsim.analysis.differences import differences
from winsim.analysis.discovery import discover
from winsim.analysis.regimes import regimes
from winsim.analysis.response import Response, response
from winsim.analysis.statements import statements
from winsim.analysis.tables import display_table, tidy_table
from winsim.analysis.tornado import tornado
from winsim.cli.analyse import draw
from winsim.cli.main import winsim
from winsim.experiment.results import SweepResults, read_sweep
from winsim.figures import figure_of
from winsim.runs.outcomes import OUTCOMES

EXPERIMENT = """\
name: small
scenario: scenario.yaml
rollouts: [big_bang, pilots]
constants: {{weeks: 8, organisation.generate.people: 24}}
levers:
  - {{name: growth, path: "rollouts.pilots.waves[1].growth", low: 1, high: 4}}
uncertainties:
  - {{name: price, path: initiative.price, low: 0.01, high: 0.1, scale: log}}
outcomes: [net_value, adoption, weeks_to_90]
design: {design}
seeds: 3
"""
SHIPPED = Path(__file__).parents[2] / "scenarios" / "ops-redesign.yaml"


def called(*words: object) -> Result:
    return CliRunner().invoke(winsim, tuple(map(str, words)))


def swept(folder: Path, design: str) -> Path:
    """The folder of a sweep that takes a moment."""
    (folder / "scenario.yaml").write_text(SHIPPED.read_text("utf-8"), "utf-8")
    file = folder / "experiment.yaml"
    file.write_text(EXPERIMENT.format(design=design), "utf-8")
    result = called("sweep", file, "--out", folder / "out", "-q")
    assert result.exit_code == 0, result.output
    return folder / "out"


@pytest.fixture(scope="module")
def grid(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return swept(tmp_path_factory.mktemp("grid"), "{grid: {levels: 3}}")


def test_without_a_name_all_that_the_design_allows_is_made(grid: Path) -> None:
    result = called("analyse", grid)
    assert result.exit_code == 0, result.output
    assert "differences: net value, pilots less big_bang" in result.stdout
    assert "map: net value, pilots less big_bang" in result.stdout
    assert "analysis = discover: needs 40 points" in result.stderr
    written = {path.name for path in (grid / "analysis").iterdir()}
    stem = "map-net_value-pilots-less-big_bang-growth-price"
    assert {f"{stem}.csv", f"{stem}.txt", f"{stem}.png", "manifest.json"} <= written


def test_one_analysis_as_csv_and_json_with_notes_beside_it(grid: Path) -> None:
    words = ("analyse", grid, "differences", "--outcome", "adoption", "--alone", "--format")
    rows = list(csv.DictReader(StringIO(called(*words, "csv").stdout)))
    assert {row["factor"] for row in rows} == {"growth", "price"}
    assert json.loads(called(*words, "json").stdout)[0]["against"] == "1"
    assert "response: people working the new way at the end, pilots" in called(*words, "csv").stderr
    assert called(*words, "csv", "-q").stderr == ""


def test_equal_inputs_give_equal_files(grid: Path, tmp_path: Path) -> None:
    for name in ("one", "two"):
        called("analyse", grid, "map", "--out", tmp_path / name, "--figures", "svg", "-q")
    one, two = (
        {path.name: path.read_bytes() for path in (tmp_path / name).iterdir()}
        for name in ("one", "two")
    )
    assert one == two


def test_earlier_analyses_stay_until_the_sweep_has_changed(grid: Path, tmp_path: Path) -> None:
    for name in ("map", "differences"):
        called("analyse", grid, name, "--out", tmp_path / "kept", "-q")
    kept = {path.name.split("-")[0] for path in (tmp_path / "kept").iterdir()}
    assert {"map", "differences"} <= kept
    (tmp_path / "foreign").mkdir()
    (tmp_path / "foreign" / "diary.txt").write_text("mine", "utf-8")
    refused = called("analyse", grid, "map", "--out", tmp_path / "foreign")
    assert (refused.exit_code, "something else" in refused.stderr) == (2, True)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["mop"], "analysis = mop: there is no such analysis; did you mean 'map'?"),
        (["sobol"], "analysis = sobol: needs a Sobol design"),
        (["morris"], "needs a Morris design"),
        (["tornado"], "needs a one-at-a-time design"),
        (
            ["map", "--x", "grwth"],
            "--x = grwth: there is no such factor in it; did you mean 'growth'?",
        ),
        (["map", "--outcome", "adopton"], "did you mean 'adoption'?"),
        (["map", "--rollout", "pilot"], "did you mean 'pilots'?"),
        (["map", "--alone"], "one rollout is neither better nor worse"),
        (["map", "--below", "1", "--above", "2"], "goes without below"),
        (["differences", "--x", "growth"], "is for the analysis `map`"),
        (["differences", "--below", "1"], "is for `map` and `discover`"),
        (["differences", "--outcome", "weeks_to_90", "--alone"], "so it has no average"),
        (["--format", "csv"], "prints one table; name one analysis"),
    ],
)
def test_what_cannot_be_answered_is_said_in_words(grid: Path, words: list[str], said: str) -> None:
    result = called("analyse", grid, *words)
    assert result.exit_code == 2
    assert said in result.stderr
    assert result.stdout == ""


def test_no_sweep_there(tmp_path: Path) -> None:
    result = called("analyse", tmp_path)
    assert (result.exit_code, result.stderr.count("\n")) == (2, 1)
    assert "is no folder of a sweep" in result.stderr


def test_failed_runs_and_an_unfinished_sweep_are_said(
    grid: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = read_sweep(grid)
    runs = found.runs
    lost = runs.index < 2
    runs = runs.assign(
        net_value=runs["net_value"].mask(lost),
        error=runs["error"].astype(object).mask(lost, "out of memory"),
    )

    def partly(folder: Path) -> SweepResults:
        return SweepResults(found.experiment, found.points, runs.iloc[:-3])

    monkeypatch.setattr("winsim.analysis.analyse.read_sweep", partly)
    result = called("analyse", grid, "differences", "--out", tmp_path / "out")
    assert result.exit_code == 0, result.output
    assert "2 of 51 runs failed and are left out" in result.stderr


@pytest.mark.parametrize("design", ["{sobol: {base: 16}}", "{morris: {trajectories: 5}}",
                                    "one_at_a_time"])  # fmt: skip
def test_each_design_has_its_analysis(tmp_path: Path, design: str) -> None:
    name = {"{sob": "sobol", "{mor": "morris", "one_": "tornado"}[design[:4]]
    folder = swept(tmp_path, design)
    result = called("analyse", folder)
    assert result.exit_code == 0, result.output
    assert result.stdout.startswith(f"{name}: net value, pilots less big_bang")


def drawn(name: str, rollout: str = "pilots", baseline: str = "big_bang") -> Axes:
    """The figure of an analysis of made-up numbers with a plain answer."""
    chance = np.random.default_rng(1)
    points = pd.DataFrame(chance.random((80, 3)), columns=["size", "trust", "idle"])
    values = (points["size"] - points["trust"]).to_numpy()[:, None] + chance.normal(0, 0.1, (80, 4))
    lead = Response(points, pd.DataFrame(values), OUTCOMES["adoption"], rollout, baseline,
                    units={"size": "weeks"}, by_ratio=("size",))  # fmt: skip
    if name == "map":
        return draw(name, regimes(lead, "size", "trust"))
    return draw(name, differences(lead) if name == "differences" else discover(lead))


def test_figures_say_what_is_seen_and_axes_carry_units() -> None:
    over = drawn("map")
    assert over.get_xlabel() == "size (weeks)"
    assert over.get_xscale() == "log"
    assert "pilots ends with more adopters than big_bang" in over.get_title(loc="left")
    levels = drawn("differences")
    assert "percentage points" in levels.get_xlabel()
    rule = figure_of(drawn("discover"))
    assert "pilots ends with fewer adopters than big_bang" in rule.get_suptitle()


@pytest.mark.parametrize("name", ["map", "differences"])
def test_titles_end_before_the_figure_does(name: str) -> None:
    ax = drawn(name, "withdrawn_in_week_26", "carried_through_to_the_end")
    figure = figure_of(ax)
    figure.draw_without_rendering()
    assert "carried_through_to_the_end" in ax.get_title(loc="left")
    titles = [text for text in ax.findobj(Text) if text.get_text() == ax.get_title(loc="left")]
    assert all(title.get_window_extent().x1 <= figure.bbox.x1 for title in titles)


def test_names_beside_the_colours_break_at_underscores() -> None:
    figure = figure_of(drawn("map", "fewer_but_real", "all_at_once"))
    ends = [text.get_text() for text in figure.axes[1].get_yticklabels()]
    assert ends[0].endswith("\nall_at_once\nbetter")
    assert ends[-1].endswith("fewer_but_\nreal\nbetter")


def test_a_table_from_anywhere_will_do() -> None:
    """A table of one's own: points, runs with rollout and seed, and an outcome of any name."""
    points = pd.DataFrame({"a": [0.0, 1.0], "b": [0.0, 0.0]}, index=pd.Index([0, 1], name="point"))
    runs = pd.DataFrame({"point": [0, 1], "rollout": "mine", "seed": 1, "yield": [2.0, 5.0]})
    found = differences(response(points, runs, "yield", "mine"))
    assert tidy_table(found)["difference"].tolist() == [3]
    assert display_table(found)[0]["difference"] == "3.0"
    swings = tornado(Response(points, runs[["yield"]]))
    assert tidy_table(swings)["change"].tolist() == [3]


@pytest.mark.parametrize("anything", [tidy_table, display_table, statements])
def test_what_is_no_analysis_has_no_table_and_no_sentence(anything: Any) -> None:
    with pytest.raises(TypeError, match="object"):
        anything(object())
