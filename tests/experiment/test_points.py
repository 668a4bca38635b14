"""Designs: which points an experiment simulates."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some

from winsim.experiment.design import Design
from winsim.experiment.factor import Factor
from winsim.experiment.plan import Plan
from winsim.experiment.points import point_values, points_of, sample_unit_cube
from winsim.experiment.reading import read_plan
from winsim.problems import BadInput

EXPERIMENTS = Path(__file__).parents[2] / "experiments"
A = Factor(name="a", path="x", low=0, high=1)
B = Factor(name="b", path="y", values=("early", "late"))
C = Factor(name="c", path="z", low=1, high=100, scale="log")


def points(design: Any, *factors: Factor, whole: bool = False, standing: Any = ()) -> list[Any]:
    table = points_of(Design.model_validate(design), factors, [whole] * len(factors), standing)
    return [tuple(row.values()) for row in point_values(table, 0, len(table))]


def test_a_grid_has_every_combination_and_the_last_factor_changes_fastest() -> None:
    assert points({"grid": {"levels": 3}}, A, B) == [
        (0.0, "early"), (0.0, "late"), (0.5, "early"), (0.5, "late"), (1.0, "early"), (1.0, "late"),
    ]  # fmt: skip


def test_equal_steps_on_a_log_scale_are_equal_ratios() -> None:
    assert points({"grid": {"levels": 3}}, C) == [
        (1.0,),
        (pytest.approx(10),),
        (pytest.approx(100),),
    ]


def test_what_is_counted_comes_in_whole_numbers_each_once() -> None:
    teams = Factor(name="teams", path="x", low=1, high=4)
    assert points({"grid": {"levels": 9}}, teams, whole=True) == [(1,), (2,), (3,), (4,)]


def test_whole_numbers_between_ends_that_are_none_are_all_as_likely() -> None:
    teams = Factor(name="teams", path="x", low=0.5, high=3.9, scale="linear")
    drawn = teams.at(np.linspace(0.05, 0.95, 9), whole=True)
    assert drawn == [1, 1, 1, 2, 2, 2, 3, 3, 3]
    by_ratio = teams.model_copy(update={"scale": "log"}).at(np.array([0.0, 1.0]), whole=True)
    assert by_ratio == [1, 3]


def test_a_grid_over_a_distribution_leaves_its_tails_alone() -> None:
    uniform = {"uniform": {"low": 0, "high": 10}}
    wide = Factor.model_validate({"name": "w", "path": "x", "distribution": uniform})
    assert points({"grid": {"levels": 3}}, wide) == [(0.5,), (5.0,), (9.5,)]


def test_one_at_a_time_moves_each_factor_from_where_it_stands() -> None:
    assert points("one_at_a_time", A, B, standing=(0.3, "late")) == [
        (0.3, "late"), (0.0, "late"), (1.0, "late"), (0.3, "early"),
    ]  # fmt: skip


@given(points=some.integers(1, 30), repeats=some.integers(1, 3), seed=some.integers(0, 99))
def test_a_latin_hypercube_meets_every_slice_of_every_factor_once(
    points: int, repeats: int, seed: int
) -> None:
    design = {"latin_hypercube": {"points": points, "repeats": repeats, "seed": seed}}
    places = sample_unit_cube(Design.model_validate(design), 3).reshape(repeats, points, 3)
    slices = np.sort(np.floor(places * points), axis=1)
    assert (slices == np.arange(points)[None, :, None]).all()


def test_saltellis_points_are_the_base_times_the_factors_and_two() -> None:
    assert sample_unit_cube(Design.model_validate({"sobol": {"base": 8}}), 3).shape == (
        8 * (3 + 2),
        3,
    )
    pairs = {"sobol": {"base": 8, "second_order": True}}
    assert sample_unit_cube(Design.model_validate(pairs), 3).shape == (8 * (2 * 3 + 2), 3)


def test_a_step_of_a_trajectory_moves_one_factor_by_half_of_the_grid_and_a_bit() -> None:
    places = sample_unit_cube(
        Design.model_validate({"morris": {"trajectories": 5, "levels": 4}}), 3
    )
    steps = np.abs(np.diff(places.reshape(5, 4, 3), axis=1))
    assert np.allclose(np.sort(steps, axis=2), [0.0, 0.0, 2 / 3])


@pytest.mark.parametrize(
    ("few", "many"),
    [
        ({"sobol": {"base": 8}}, {"sobol": {"base": 16}}),
        ({"morris": {"trajectories": 4}}, {"morris": {"trajectories": 6}}),
        (
            {"latin_hypercube": {"points": 5}},
            {"latin_hypercube": {"points": 5, "repeats": 2}},
        ),
    ],
)
def test_more_of_a_design_begins_with_the_same_points(few: Any, many: Any) -> None:
    first, all_of_them = (sample_unit_cube(Design.model_validate(one), 3) for one in (few, many))
    assert len(all_of_them) > len(first)
    assert (all_of_them[: len(first)] == first).all()


def experiment_file(folder: Path, csv: str) -> Plan:
    (folder / "points.csv").write_text(csv, "utf-8")
    path = folder / "experiment.yaml"
    path.write_text(
        f"name: small\nscenario: {EXPERIMENTS.parent / 'scenarios' / 'ops-redesign.yaml'}\n"
        "uncertainties: [{name: gain, path: initiative.gain}]\n"
        "levers:\n"
        "  - {name: order, path: rollouts.pilots.order}\n"
        '  - {name: halt, path: "initiative.steps[0].fatal"}\n'
        "design: {csv: points.csv}\n",
        "utf-8",
    )
    return read_plan(path)


def test_points_come_from_any_csv_that_has_a_column_for_each_factor(tmp_path: Path) -> None:
    plan = experiment_file(
        tmp_path, "note,gain,order,halt\nfirst,1,listed,true\nsecond,1.5,risk_first,false\n"
    )
    assert list(point_values(plan.points, 0, 2)) == [
        {"order": "listed", "halt": True, "gain": 1.0},
        {"order": "risk_first", "halt": False, "gain": 1.5},
    ]


@pytest.mark.parametrize(
    ("csv", "problem"),
    [
        ("gain,oder,halt\n1,listed,true\n", ":1: order: there is no such column; did you mean 'oder'?"),
        ("gain,order,halt\n1,listed\n", "points.csv:2: holds 2 values, and the header 3"),
        ("gain,order,halt\n1,,true\n", "points.csv:2: order: is empty; give a value"),
        ("gain,order,halt\n", "points.csv: holds no point"),
        ("gain,order,halt\nmuch,listed,true\n", "initiative.gain = much: must be a number"),
        ("gain,order,halt\n1,alphabetic,true\n", "rollouts.pilots.order = alphabetic: must be one of"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_csv_is_said_with_its_line(
    tmp_path: Path, csv: str, problem: str
) -> None:
    with pytest.raises(BadInput, match=r"points|initiative|rollouts") as refused:
        experiment_file(tmp_path, csv)
    assert problem in str(refused.value)


def test_a_factor_that_multiplies_keeps_the_proportions_of_what_it_sets() -> None:
    plan = read_plan(EXPERIMENTS / "size-coordination.yaml")
    steps = plan.specification.scenario_at({"size": 2.0, "coordination": 0.1}).initiative.steps
    assert [(step.design, step.work) for step in steps] == [(2.0, 2.0), (4.0, 2.0), (6.0, 3.0)]


@pytest.mark.parametrize(
    "name",
    [
        "size-coordination",
        "order-blocker",
        "pilots-growth",
        "size-of-wins",
        "social-proof-clustering",
    ],
)
def test_a_varied_scenario_is_the_one_that_is_checked_as_a_whole(name: str) -> None:
    plan = read_plan(EXPERIMENTS / f"{name}.yaml")
    for point in point_values(plan.points, 0, 12):
        overrides = plan.specification.overrides_at(point)
        whole = plan.specification.scenario.with_overrides(overrides)
        assert plan.specification.scenario_at(point) == whole
        assert plan.specification.scenario_at(point).model_dump() == whole.model_dump()
