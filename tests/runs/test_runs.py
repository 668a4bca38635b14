"""Runs as tables: the same whatever the number of jobs, and what they hold adds up."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from tests.model.kernel.test_weeks import RICH
from tests.support.organisations import plain, step
from winsim.model.measures import MEASURES
from winsim.model.model import OrgModel
from winsim.problems import BadInput
from winsim.runs.run import simulate_one
from winsim.runs.simulate import SimulationInterrupted, simulate
from winsim.runs.tables import RunCollector, Runs
from winsim.scenario.scenario import Scenario

SEEDS = (3, 4, 5, 6)


@pytest.fixture(scope="module")
def rich() -> Runs:
    return simulate(RICH, seeds=SEEDS, employees=True)


def equal(one: Runs, other: Runs) -> bool:
    """Whether all tables are the same, bit by bit."""
    tables = [(getattr(one, name), getattr(other, name)) for name in ("runs", "weeks", "teams")]
    if one.employees is not None and other.employees is not None:
        tables.append((one.employees, other.employees))
    for mine, theirs in tables:
        pd.testing.assert_frame_equal(mine, theirs, check_exact=True)
    return True


def test_runs_begun_with_a_few_seeds_go_on_with_the_others(rich: Runs) -> None:
    collector, told = RunCollector(RICH, tuple(RICH.rollouts)), list[tuple[int, int]]()
    few = simulate(RICH, seeds=SEEDS[:2], collector=collector, employees=True)
    assert few.seeds == SEEDS[:2]
    assert collector.fits(RICH, tuple(RICH.rollouts), SEEDS)
    whole = simulate(
        RICH,
        seeds=SEEDS,
        progress=lambda done, of: told.append((done, of)),
        employees=True,
        collector=collector,
    )
    assert equal(rich, whole)
    assert told == [(done, len(SEEDS)) for done in range(3, len(SEEDS) + 1)]
    with pytest.raises(ValueError, match="something else"):
        simulate(RICH, seeds=SEEDS[:2], collector=collector)


def test_the_tables_have_the_rows_and_columns_that_they_promise(rich: Runs) -> None:
    rollouts, weeks = list(RICH.rollouts), RICH.weeks + 1
    assert rich.rollouts == tuple(rollouts)
    assert rich.seeds == SEEDS
    assert rich.runs[["rollout", "seed"]].values.tolist() == [
        [r, s] for r in rollouts for s in SEEDS
    ]
    assert list(rich.weeks.columns) == ["rollout", "seed", "week", *MEASURES]
    assert len(rich.weeks) == 2 * len(SEEDS) * weeks
    first = rich.weeks[(rich.weeks["rollout"] == "pilots") & (rich.weeks["seed"] == 5)]
    assert first["week"].tolist() == list(range(weeks))
    assert list(rich.teams.columns) == ["rollout", "team", "people", "week", "adopted", "wins"]
    assert rich.employees is not None
    assert len(rich.employees) == 2 * len(SEEDS) * 31


def test_a_row_of_the_table_is_the_run_of_that_seed(rich: Runs) -> None:
    model = OrgModel(RICH, "pilots", 5)
    model.run()
    mine = rich.weeks[(rich.weeks["rollout"] == "pilots") & (rich.weeks["seed"] == 5)]
    assert all((mine[name] == model.state.record.weeks[name]).all() for name in MEASURES)
    row = rich.runs[(rich.runs["rollout"] == "pilots") & (rich.runs["seed"] == 5)].iloc[0]
    assert row["adoption"] == model.measures["adopted"]
    assert row["organisation"] == model.organisation.hash
    assert (simulate_one(RICH, "pilots", 5).state.record.weeks == model.state.record.weeks).all()


def test_runs_and_weeks_agree(rich: Runs) -> None:
    by_run = rich.weeks.groupby(["rollout", "seed"], sort=False)
    runs = rich.runs.set_index(["rollout", "seed"])
    assert by_run["cost"].sum().to_numpy() == pytest.approx(runs["cost"].to_numpy())
    assert (by_run["wins"].sum() == runs["wins"]).all()
    assert (by_run["setbacks"].sum() == runs["setbacks"]).all()
    assert (by_run["adopted"].last() == runs["adoption"]).all()
    assert (by_run["trust"].min() == runs["lowest_trust"]).all()
    worth = RICH.initiative.price * 31 * by_run["benefit_share"].sum()
    assert worth.to_numpy() == pytest.approx(runs["benefit"].to_numpy())
    assert (runs["net_value"] == runs["benefit"] - runs["cost"]).all()
    assert rich.weeks["wins"].dtype.kind == rich.weeks["waves_opened"].dtype.kind == "i"


def test_teams_are_means_over_seeds(rich: Runs) -> None:
    # Weighted by people, the teams' adoption is the organisation's, on average over seeds.
    teams = rich.teams[rich.teams["rollout"] == "pilots"]
    weighted = (teams["adopted"] * teams["people"]).groupby(teams["week"]).sum() / 31
    weeks = rich.weeks[rich.weeks["rollout"] == "pilots"]
    assert weighted.to_numpy() == pytest.approx(weeks.groupby("week")["adopted"].mean().to_numpy())


def test_wins_of_teams_are_the_wins_of_the_organisation(rich: Runs) -> None:
    for rollout in RICH.rollouts:
        teams = rich.teams[rich.teams["rollout"] == rollout].groupby("week")["wins"].sum()
        weeks = rich.weeks[rich.weeks["rollout"] == rollout].groupby("week")["wins"].mean()
        assert teams.to_numpy() == pytest.approx(weeks.to_numpy())


def test_employees_are_as_they_stand_at_the_end(rich: Runs) -> None:
    assert rich.employees is not None
    by_run = rich.employees.groupby(["rollout", "seed"], sort=False)
    runs = rich.runs.set_index(["rollout", "seed"])
    assert by_run["adopted"].mean().to_numpy() == pytest.approx(runs["adoption"].to_numpy())
    assert by_run["committed"].mean().to_numpy() == pytest.approx(runs["commitment"].to_numpy())
    assert by_run["belief"].mean().to_numpy() == pytest.approx(runs["belief"].to_numpy())
    assert rich.employees[rich.employees["adopted"]]["adopted_week"].notna().all()
    assert simulate(RICH, seeds=(3,)).employees is None


def test_one_job_and_two_give_the_same_tables(rich: Runs) -> None:
    assert equal(rich, simulate(RICH, seeds=SEEDS, jobs=2, employees=True))


def test_a_seed_does_not_care_which_others_run(rich: Runs) -> None:
    alone = simulate(RICH, rollouts=["pilots"], seeds=(5,))
    mine = rich.runs[(rich.runs["rollout"] == "pilots") & (rich.runs["seed"] == 5)]
    pd.testing.assert_frame_equal(alone.runs, mine.reset_index(drop=True), check_exact=True)
    backwards = simulate(RICH, seeds=SEEDS[::-1])
    assert equal(
        simulate(RICH, seeds=SEEDS),
        Runs(
            RICH,
            rich.rollouts,
            SEEDS,
            backwards.runs.sort_values(["rollout", "seed"]).reset_index(drop=True),
            backwards.weeks.sort_values(["rollout", "seed", "week"]).reset_index(drop=True),
            backwards.teams,
            backwards.picks,
            None,
        ),
    )


def test_rollouts_of_one_seed_meet_the_same_organisation(rich: Runs) -> None:
    hashes = rich.runs.pivot(index="seed", columns="rollout", values="organisation")
    assert (hashes["pilots"] == hashes["big_bang"]).all()
    assert hashes["pilots"].nunique() == len(SEEDS)
    same = RICH.model_copy(
        update={
            "organisation": RICH.organisation.model_copy(
                update={"generate": RICH.organisation.generate.model_copy(update={"vary": False})}
            )
        }
    )
    assert simulate(same, seeds=SEEDS).runs["organisation"].nunique() == 1


def test_two_names_for_one_rollout_are_one_rollout() -> None:
    # Common random numbers: what is the same rollout is the same run.
    twins = RICH.model_copy(
        update={"rollouts": {"one": RICH.rollouts["pilots"], "two": RICH.rollouts["pilots"]}}
    )
    runs = simulate(twins, seeds=SEEDS).weeks.drop(columns="rollout")
    half = len(runs) // 2
    pd.testing.assert_frame_equal(
        runs[:half].reset_index(drop=True), runs[half:].reset_index(drop=True), check_exact=True
    )


@pytest.mark.parametrize(
    ("sections", "ended", "week", "cancelled"),
    [
        ({}, "", np.nan, False),
        ({"leadership": {"budget": 0.1}}, "budget", 5, True),
        ({"leadership": {"support": 0.1}}, "sponsor", 1, True),
        ({"events": [{"week": 3, "kind": "withdrawal"}]}, "withdrawn", 3, False),
        ({"initiative": {"steps": [step("a", 0.1, 1)]}}, "completed", 1, False),
    ],
)
def test_how_a_run_ended_is_told(
    sections: dict[str, Any], ended: str, week: float, cancelled: bool
) -> None:
    scenario = plain("budget", "sponsor", **({"steps": [step("a", 99, 1)]} | sections))
    row = simulate(scenario, seeds=(1,)).runs.iloc[0]
    assert (row["ended"], row["cancelled"]) == (ended, cancelled)
    assert row["ended_week"] == week or (np.isnan(week) and np.isnan(row["ended_week"]))


def test_progress_is_told_seed_by_seed() -> None:
    told: list[tuple[int, int]] = []
    simulate(RICH, seeds=SEEDS, jobs=2, progress=lambda done, of: told.append((done, of)))
    assert told == [(1, 4), (2, 4), (3, 4), (4, 4)]


def test_ctrl_c_keeps_what_was_finished(rich: Runs) -> None:
    def stop(done: int, of: int) -> None:
        if done == 2:
            raise KeyboardInterrupt

    with pytest.raises(SimulationInterrupted) as caught:
        simulate(RICH, seeds=SEEDS, progress=stop)
    kept = caught.value.runs
    assert len(kept.seeds) == 2
    mine = rich.runs[rich.runs["seed"].isin(kept.seeds)].reset_index(drop=True)
    pd.testing.assert_frame_equal(kept.runs, mine, check_exact=True)


def test_ctrl_c_before_anything_was_finished_leaves_empty_tables(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def interrupted(*_: object) -> Iterator[None]:
        raise KeyboardInterrupt
        yield

    monkeypatch.setattr("winsim.runs.simulate.in_parallel", interrupted)
    with pytest.raises(SimulationInterrupted) as caught:
        simulate(RICH, seeds=SEEDS)
    assert caught.value.runs.seeds == ()
    assert len(caught.value.runs.runs) == len(caught.value.runs.weeks) == 0


def test_a_misspelt_rollout_is_told_with_the_nearest_name() -> None:
    with pytest.raises(BadInput, match="did you mean 'pilots'") as caught:
        simulate(RICH, rollouts=["pilot", "big_bung"], seeds=(1,))
    assert len(caught.value.problems) == 2


def test_what_does_not_fit_the_organisation_is_told_for_all_rollouts() -> None:
    wrong = plain(
        steps=[step("a", 1, 1)],
        plan={"waves": [["Nowhere"]]},
        rollouts={"other": {"waves": [["Elsewhere"]]}},
    )
    with pytest.raises(BadInput) as caught:
        simulate(wrong, seeds=(1, 2))
    assert len(caught.value.problems) == 2


def test_no_seeds_give_empty_tables() -> None:
    nothing = simulate(RICH, seeds=())
    assert len(nothing.runs) == len(nothing.weeks) == 0


def test_every_shipped_scenario_runs() -> None:
    from winsim.scenario.reading import read_scenario

    for path in sorted((Path(__file__).parents[2] / "scenarios").glob("*.yaml")):
        scenario: Scenario = read_scenario(path)
        runs = simulate(scenario, seeds=(1, 2), jobs=2)
        numbers = runs.weeks[[*MEASURES]].drop(columns="budget")
        assert np.isfinite(numbers.to_numpy(dtype=float)).all(), path
        shares = [*tuple(MEASURES)[:9], "benefit_share", "support"]
        assert runs.weeks[shares].min().min() >= 0, path
        if scenario.mechanisms.discovery:  # value can turn out to be more than was declared
            shares = [name for name in shares if name not in ("strategic", "benefit_share")]
        assert runs.weeks[shares].max().max() <= 1 + 1e-12, path
        assert (runs.weeks["committed"] <= runs.weeks["adopted"]).all(), path
        assert (runs.weeks["adopted"] <= runs.weeks["aware"] + 1e-12).all(), path
