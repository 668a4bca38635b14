"""Analyses by name, from Python: what is chosen where nothing is said, and what is refused."""

from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import Any, get_args

import numpy as np
import pandas as pd
import pytest
from SALib.sample import sobol as sobol_sample

from winsim.analysis.analyse import ANALYSES, AnalysisResult, analyse, file_stem, write_analyses
from winsim.analysis.columns import columns_of
from winsim.analysis.discovery import discover
from winsim.analysis.morris import morris
from winsim.analysis.response import Response
from winsim.analysis.selection import Selection
from winsim.analysis.sobol import sobol
from winsim.analysis.tables import tidy_table
from winsim.analysis.tornado import tornado
from winsim.experiment.design import Design
from winsim.experiment.experiment import Experiment
from winsim.experiment.results import SweepResults
from winsim.problems import BadInput
from winsim.runs.manifest import FORMAT, write_content


def swept(
    design: Any = "grid", outcomes: tuple[str, ...] = ("adoption", "net_value")
) -> SweepResults:
    """A made-up sweep: the pilots lead by a - b, more with the second seed, in net value."""
    experiment = Experiment(
        name="made-up", scenario="none.yaml", rollouts=("big_bang", "pilots"), outcomes=outcomes,
        levers=({"name": "a", "path": "x", "low": 0, "high": 3},),
        uncertainties=({"name": "b", "path": "y", "low": 0, "high": 3, "scale": "linear"},),
        design=design,
    )  # fmt: skip
    pairs = list(product((0.0, 1.0, 2.0, 3.0), repeat=2))
    points = pd.DataFrame(pairs, columns=["a", "b"]).rename_axis("point")
    runs = [
        {"point": point, "rollout": rollout, "seed": seed, "adoption": 0.5,
         "net_value": 100.0 * seed + (a - b + 0.1 * seed) * (rollout == "pilots")}
        for point, (a, b) in enumerate(pairs)
        for rollout in experiment.rollouts
        for seed in (1, 2)
    ]  # fmt: skip
    return SweepResults(experiment, points, pd.DataFrame(runs))


def refusal(*analyses: str, **chosen: Any) -> str:
    with pytest.raises(BadInput) as refused:
        analyse(swept(), *analyses, **chosen)
    return str(refused.value)


def test_without_a_name_all_that_the_design_allows_is_made_and_the_rest_remarked_on() -> None:
    remarks: list[str] = []
    made = analyse(swept(), remark=remarks.append)
    assert list(made) == ["differences", "map"]
    assert remarks[0] == "response: net value, pilots less big_bang, at 16 points"
    assert remarks[1].startswith("analysis = discover: needs 40 points")
    assert analyse(swept()).keys() == made.keys()


def test_what_is_not_chosen_has_a_default() -> None:
    chosen = Selection(swept())
    assert (chosen.response.outcome.name, chosen.response.rollout) == ("net_value", "pilots")
    assert (chosen.response.baseline, chosen.axes) == ("big_bang", ("a", "b"))
    assert Selection(swept(), alone=True).response.baseline == ""
    assert Selection(swept(), rollout="big_bang").response.baseline == ""
    assert Selection(swept(outcomes=("adoption",))).response.outcome.name == "adoption"


def test_the_lead_is_taken_seed_by_seed() -> None:
    """With `a` at 0 the lead averages -b + 0.1 or 0.2 over b: -1.35; a hundred a seed drops out."""
    table = analyse(swept(), "differences")["differences"].table  # type: ignore[union-attr]
    assert table["difference"].iloc[0] == pytest.approx(-1.35)


def test_problems_are_named_by_the_argument() -> None:
    assert refusal("mop").startswith("analysis = mop: there is no such analysis")
    assert refusal("map", x="c").startswith("x = c: there is no such factor")
    assert refusal("map", outcome="adopton").startswith("outcome = adopton: ")
    assert refusal("map", rollout="pilot").startswith("rollout = pilot: ")
    assert refusal("map", below=1.0, above=2.0) == "above = 2: goes without below"
    assert refusal("differences", below=1.0).startswith("below = 1: is for `map` and `discover`")
    assert refusal("differences", x="a").startswith("x = a: is for the analysis `map`")
    assert refusal("map", alone=True).startswith("rollout = pilots: one rollout is neither")


def test_files_are_named_by_what_was_analysed(tmp_path: Path) -> None:
    made = analyse(swept(), "differences", "map")
    stems = [file_stem(name, result) for name, result in made.items()]
    assert stems == [
        "differences-net_value-pilots-less-big_bang", "map-net_value-pilots-less-big_bang-a-b",
    ]  # fmt: skip
    above = analyse(swept(), "map", alone=True, above=150.0)["map"]
    assert file_stem("map", above) == "map-net_value-pilots-a-b-above-150"
    source = tmp_path / "sweep"
    source.mkdir()
    write_content(source, {"format": FORMAT, "files": {}})
    write_analyses(made, tmp_path / "out", source)
    assert {path.name for path in (tmp_path / "out").iterdir()} == {
        "manifest.json", "columns.csv", *(f"{stem}.{kind}" for stem in stems for kind in ("csv", "txt")),
    }  # fmt: skip


def test_every_design_has_an_analysis() -> None:
    served = {design for analysis in ANALYSES.values() for design in analysis.designs}
    assert served == set(Design.model_fields)


def results_of_every_analysis() -> Iterator[AnalysisResult]:
    made = analyse(swept())
    yield from (made["differences"], made["map"])
    chance = np.random.default_rng(1)
    drawn = pd.DataFrame(chance.random((80, 2)), columns=["a", "b"])
    yield discover(Response(drawn, drawn[["a"]]), "above", 0.7)
    problem = {"num_vars": 2, "names": ["a", "b"], "bounds": [[0, 1]] * 2}
    saltelli = pd.DataFrame(sobol_sample.sample(problem, 16, seed=1), columns=["a", "b"])
    yield sobol(Response(saltelli, saltelli[["a"]]))
    path = pd.DataFrame([(0, 0), (1, 0), (1, 1)] * 4, columns=["a", "b"])
    yield morris(Response(path, path[["a"]]))
    star = pd.DataFrame([(1, 5), (0, 5), (2, 5), (1, 9)], columns=["a", "b"])
    yield tornado(Response(star, star[["a"]]))


def test_every_column_is_declared_with_its_unit_and_meaning() -> None:
    results = list(results_of_every_analysis())
    assert {type(result) for result in results} == set(get_args(AnalysisResult))
    for result in results:
        declared = columns_of(result)
        assert [column.name for column in declared] == list(tidy_table(result))
        assert all(all(column) for column in declared)


def test_the_dictionary_of_earlier_analyses_is_carried_on(tmp_path: Path) -> None:
    source = tmp_path / "sweep"
    source.mkdir()
    write_content(source, {"format": FORMAT, "files": {}})
    for name in ("differences", "map"):
        write_analyses(analyse(swept(), name), tmp_path / "out", source)
    tables = set(pd.read_csv(tmp_path / "out" / "columns.csv")["table"])
    assert {table.split("-")[0] for table in tables} == {"differences", "map"}
    write_content(source, {"format": FORMAT, "files": {}, "changed": True})
    write_analyses(analyse(swept(), "map"), tmp_path / "out", source)
    tables = set(pd.read_csv(tmp_path / "out" / "columns.csv")["table"])
    assert {table.split("-")[0] for table in tables} == {"map"}
