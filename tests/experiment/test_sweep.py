"""Sweeps: every run simulated once, stored whole, and the same whoever simulates it."""

import resource
import shlex
from collections.abc import Iterator
from concurrent.futures import BrokenExecutor, Future, ThreadPoolExecutor
from contextlib import contextmanager
from io import StringIO
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from click.testing import CliRunner

from tests.support.sweeps import SCENARIO, contents, experiment_file, planned, swept
from winsim.cli.main import winsim
from winsim.experiment import worker
from winsim.experiment.chunks import Layout, chunk_named, chunks_of
from winsim.experiment.folder import Folder
from winsim.experiment.points import point_values
from winsim.experiment.results import read_sweep, status_of
from winsim.experiment.scheduler import WorkersLost, run_chunks
from winsim.experiment.sweep import sweep
from winsim.parallel import processes
from winsim.problems import BadInput
from winsim.runs import run as runs_module
from winsim.runs.simulate import simulate
from winsim.scenario.reading import read_scenario


def refusal(folder: Path, *sets: str, extend: bool = False) -> str:
    with pytest.raises(BadInput) as refused:
        Folder(folder / "out", planned(folder, *sets), extend=extend)
    return str(refused.value)


@contextmanager
def failing(monkeypatch: pytest.MonkeyPatch, seed: int) -> Iterator[None]:
    """Meanwhile, pilots fail under one seed."""
    healthy = worker.simulate_rows

    def rows_or_failures(*inputs: Any) -> Any:
        for row in healthy(*inputs):
            fails = (row["rollout"], row["seed"]) == ("pilots", seed)
            yield {"rollout": "pilots", "seed": seed, "error": "Flood"} if fails else row

    with monkeypatch.context() as patch:
        patch.setattr(worker, "simulate_rows", rows_or_failures)
        yield


def test_a_sweep_gives_the_runs_that_each_point_gives_alone(tmp_path: Path) -> None:
    plan = planned(tmp_path)
    swept(tmp_path / "out", plan, jobs=2)
    found = read_sweep(tmp_path / "out")
    assert len(found.runs) == 12 * 4 * 2
    assert list(found.runs) == [
        "point", "rollout", "seed", "adoption", "cost", "weeks_to_50",
        "cancelled", "ended", "standstill", "standstill_week", "error", "command",
    ]  # fmt: skip
    for number in (0, 7):
        point = dict(next(point_values(plan.points, number, number + 1)))
        alone = simulate(plan.specification.scenario_at(point), seeds=range(1, 5)).runs
        here = found.runs[found.runs["point"] == number].reset_index(drop=True)
        for column in ("rollout", "seed", "adoption", "cost", "weeks_to_50", "cancelled", "ended"):
            assert here[column].tolist() == pytest.approx(alone[column].tolist(), nan_ok=True)
    assert found.points.loc[7, "growth"] == 2
    assert found.table.loc[0, "prior_trust"] == pytest.approx(0.2)
    assert found.experiment.outcomes == ("adoption", "cost", "weeks_to_50")


def test_every_column_of_a_sweep_is_declared_with_its_unit_and_meaning(tmp_path: Path) -> None:
    swept(tmp_path / "out", planned(tmp_path))
    declared = pd.read_csv(tmp_path / "out" / "columns.csv").astype(str)
    columns = declared.groupby("table", sort=False)["column"].agg(list)
    found = read_sweep(tmp_path / "out")
    assert columns["points"] == ["point", *found.points]
    assert columns["chunks"] == list(found.runs)
    assert (declared != "nan").all(axis=None)
    growth = declared.set_index("column").loc["growth"]
    assert (growth["values"], growth["meaning"].startswith("how many")) == ("1, 2", True)


def test_threads_processes_and_their_number_are_of_no_account(tmp_path: Path) -> None:
    plan = planned(tmp_path)
    alone = swept(tmp_path / "alone", plan)
    assert swept(tmp_path / "threads", plan, jobs=3) == alone
    with processes(2) as workers:
        assert swept(tmp_path / "processes", plan, executor=workers, jobs=2) == alone


def test_chunks_hold_every_run_once() -> None:
    seeds, layout = range(5, 15), Layout(points=3, seeds=4)
    chunks = list(chunks_of(7, seeds, layout))
    pairs = [(point, seed) for chunk in chunks for point in chunk.points for seed in chunk.seeds]
    assert sorted(pairs) == [(point, seed) for point in range(7) for seed in seeds]
    assert [chunk_named(chunk.name) for chunk in chunks] == chunks
    assert chunk_named("notes.parquet") is None


def counted(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The seeds of the runs that are simulated from now on, as they come."""
    seeds: list[int] = []
    healthy = worker.simulate_rows

    def rows_counted(*inputs: Any) -> Any:
        for row in healthy(*inputs):
            seeds.append(row["seed"])
            yield row

    monkeypatch.setattr(worker, "simulate_rows", rows_counted)
    return seeds


def test_only_what_is_missing_is_simulated(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plan = planned(tmp_path)
    whole = swept(tmp_path / "out", plan)
    gone = sorted((tmp_path / "out" / "chunks").iterdir())[3]
    gone.unlink()
    (gone.parent / f"{gone.name}.partial").write_bytes(whole[gone.name][:100])
    simulated = counted(monkeypatch)
    assert swept(tmp_path / "out", plan) == whole
    chunk = chunk_named(gone.name)
    assert chunk is not None
    assert len(simulated) == 2 * len(chunk.points) * len(chunk.seeds)


def test_no_more_is_handed_out_than_the_workers_can_use(tmp_path: Path) -> None:
    class Counting(ThreadPoolExecutor):
        most = now = 0

        def submit(self, *what: Any, **how: Any) -> Future[Any]:
            self.now += 1
            self.most = max(self.most, self.now)
            future = super().submit(*what, **how)
            future.add_done_callback(lambda _: setattr(self, "now", self.now - 1))
            return future

    workers = Counting(2)
    folder = Folder(tmp_path / "out", planned(tmp_path, "seeds=12"))
    run_chunks(folder, workers, jobs=2)
    assert folder.simulated > 10
    assert workers.most <= 4


def test_a_changed_experiment_does_not_mix_with_the_results_of_the_old_one(tmp_path: Path) -> None:
    swept(tmp_path / "out", planned(tmp_path))
    assert "that differs in scenario; the two" in refusal(tmp_path, "constants.weeks=13")
    assert "that differs in outcomes" in refusal(tmp_path, "outcomes=[adoption]")
    assert "that differs in set of points" in refusal(tmp_path, "uncertainties[0].high=0.7")
    assert "that differs in number of seeds" in refusal(tmp_path, "seeds=3")
    assert "fewer seeds (4, not 8); --extend adds" in refusal(tmp_path, "seeds=8")
    assert "that differs in scenario" in refusal(
        tmp_path, "constants.weeks=13", "seeds=8", extend=True
    )
    Folder(tmp_path / "out", planned(tmp_path, 'title="Said in other words"'))


def test_a_folder_of_other_things_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "letter.txt").write_text("dear", "utf-8")
    assert "holds something else than results" in refusal(tmp_path)


def test_an_extended_sweep_is_the_one_that_was_requested_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    few = ("design.latin_hypercube.points=5", "seeds=3")
    many = ("design.latin_hypercube={points: 5, repeats: 2}", "seeds=5")
    swept(tmp_path / "grown", planned(tmp_path, *few))
    swept(tmp_path / "at-once", planned(tmp_path, *many))
    simulated = counted(monkeypatch)
    swept(tmp_path / "grown", planned(tmp_path, *many), extend=True)
    assert len(simulated) == (10 * 5 - 5 * 3) * 2
    grown, at_once = read_sweep(tmp_path / "grown"), read_sweep(tmp_path / "at-once")
    pd.testing.assert_frame_equal(grown.runs, at_once.runs)
    pd.testing.assert_frame_equal(grown.points, at_once.points)
    assert status_of(tmp_path / "grown").complete


def test_a_run_that_fails_is_a_row_and_can_be_tried_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan = planned(tmp_path)
    healthy = swept(tmp_path / "healthy", plan)
    with failing(monkeypatch, seed=4):
        swept(tmp_path / "out", plan)
    found = read_sweep(tmp_path / "out").runs
    failed = found[found["error"].notna()]
    assert set(failed["seed"]) == {4}
    assert set(failed["error"]) == {"Flood"}
    assert len(failed) == 12 == status_of(tmp_path / "out").failed
    assert failed["adoption"].isna().all()
    assert swept(tmp_path / "out", plan) != healthy
    assert swept(tmp_path / "out", plan, retry=True) == healthy


def test_the_command_of_a_failed_run_simulates_it_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan = planned(tmp_path, "constants={behaviour.announce: 0.2}")
    swept(tmp_path / "healthy", plan)
    with failing(monkeypatch, seed=2):
        swept(tmp_path / "out", plan)
    row = read_sweep(tmp_path / "out").runs.query(
        "point == 7 and rollout == 'pilots' and seed == 2"
    )
    words = shlex.split(row["command"].item())
    assert words[:2] == ["winsim", "run"]
    again = CliRunner().invoke(winsim, [*words[1:], "--format", "csv"])
    assert again.exit_code == 0, again.output
    alone = pd.read_csv(StringIO(again.stdout))
    here = read_sweep(tmp_path / "healthy").runs.query(
        "point == 7 and rollout == 'pilots' and seed == 2"
    )
    replay = alone[alone["outcome"] == "cost"]["median"].item()
    assert replay == pytest.approx(here["cost"].item(), rel=1e-12)


def test_a_rollout_that_does_not_fit_the_organisation_is_refused_before_anything_is_simulated(
    tmp_path: Path,
) -> None:
    scenario = SCENARIO.replace("waves: [all]", "waves: [[nobody]]")
    plan = planned(tmp_path, scenario=scenario)
    with pytest.raises(BadInput, match="nobody"):
        swept(tmp_path / "out", plan)
    assert status_of(tmp_path / "out").simulated == 0


def test_a_point_ends_early_once_its_difference_is_known(tmp_path: Path) -> None:
    stop = "stop={outcome: cost, width: 0.5, at_least: 4, every: 2}"
    plan = planned(tmp_path, "seeds=18", stop)
    swept(tmp_path / "out", plan)
    found = read_sweep(tmp_path / "out").runs
    assert 0 < found.groupby("point")["seed"].nunique().median() < 18
    for _, runs_there in found.groupby("point"):
        cost = runs_there.pivot(index="seed", columns="rollout", values="cost")
        difference = (cost["pilots"] - cost["big_bang"]).to_numpy()
        widths = [interval(difference[:n]) for n in range(4, len(difference) + 1, 2)]
        assert all(width > 0.499 for width in widths[:-1])
        assert widths[-1] < 0.501 or len(difference) == 18
    assert status_of(tmp_path / "out").complete


def interval(difference: Any) -> float:
    """The width of a 95 % interval of a mean, with quantiles of Student's t from a printed table."""
    table = {3: 3.182, 5: 2.571, 7: 2.365, 9: 2.262, 11: 2.201, 13: 2.160, 15: 2.131, 17: 2.110}
    return float(2 * table[len(difference) - 1] * difference.std(ddof=1) / len(difference) ** 0.5)


def test_a_table_of_points_can_be_swept_too(tmp_path: Path) -> None:
    scenario = read_scenario(experiment_file(tmp_path).with_name("small.yaml"))
    table = pd.DataFrame({"employees.trust": [0.2, 0.7], "rollouts.pilots.order": ["listed"] * 2})
    found = sweep(table, scenario, seeds=2, outcomes=["adoption"])
    assert found.points.equals(table.rename_axis("point"))
    assert found.runs["adoption"].notna().all()
    assert len(found.runs) == 2 * 2 * 2
    with pytest.raises(BadInput, match=r"did you mean 'trust'\?"):
        sweep(table.rename(columns={"employees.trust": "employees.turst"}), scenario)


def test_fields_beside_an_experiment_are_not_passed_over(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="set it there"):
        sweep(experiment_file(tmp_path), seeds=2)


@pytest.mark.parametrize("bounds", [{}, {"bounds": [[0, 1], [0, 1]]}])
def test_a_salib_problem_without_bounds_for_each_name_is_refused(
    tmp_path: Path, bounds: dict[str, Any]
) -> None:
    scenario = experiment_file(tmp_path).with_name("small.yaml")
    with pytest.raises(BadInput, match="names 1; give each name"):
        sweep({"names": ["employees.trust"]} | bounds, scenario, design="grid")


def test_a_salib_problem_can_be_swept_too(tmp_path: Path) -> None:
    from SALib.analyze import sobol

    scenario = experiment_file(tmp_path).with_name("small.yaml")
    problem = {
        "num_vars": 2,
        "names": ["employees.trust", "employees.threshold.normal.mean"],
        "bounds": [[0.2, 0.8], [0.3, 0.6]],
    }
    found = sweep(problem, scenario, design={"sobol": {"base": 8}}, seeds=2, jobs=2)
    pilots = found.runs[found.runs["rollout"] == "pilots"]
    answers = pilots.groupby("point")["adoption"].mean().to_numpy()
    indices = sobol.analyze(problem, answers, calc_second_order=False, seed=1)
    assert np.isfinite(indices["ST"]).all()


def test_two_sweeps_do_not_work_in_one_folder_at_once(tmp_path: Path) -> None:
    plan = planned(tmp_path)
    first, second = Folder(tmp_path / "out", plan), Folder(tmp_path / "out", plan)
    with first.locked(), pytest.raises(BadInput, match="another winsim is at work in it"):
        run_chunks(second)


def test_a_full_disk_loses_nothing(tmp_path: Path) -> None:
    plan = planned(tmp_path)
    whole = swept(tmp_path / "whole", plan)
    folder = Folder(tmp_path / "out", plan)
    largest = max(map(len, whole.values()))
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (largest // 4, before[1]))
    try:
        with pytest.raises(
            BadInput, match=r"cannot be written \(File too large\); what was simulated"
        ):
            run_chunks(folder)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert not list((tmp_path / "out").rglob("*.partial"))
    assert swept(tmp_path / "out", plan) == whole


def test_a_folder_that_cannot_be_written_is_said_so(tmp_path: Path) -> None:
    in_the_way = tmp_path / "out"
    in_the_way.write_text("a file", "utf-8")
    assert "is a file; give a folder" in refusal(tmp_path)
    in_the_way.unlink()
    whole = swept(tmp_path / "out", planned(tmp_path))
    sorted((tmp_path / "out" / "chunks").iterdir())[0].unlink()
    (tmp_path / "out" / ".lock").unlink()
    (tmp_path / "out" / ".lock").mkdir()
    with pytest.raises(BadInput, match=r"cannot be written \(Is a directory\); what was simulated"):
        swept(tmp_path / "out", planned(tmp_path))
    assert len(contents(tmp_path / "out")) == len(whole) - 1


def test_a_chunk_that_was_cut_short_is_named(tmp_path: Path) -> None:
    swept(tmp_path / "out", planned(tmp_path))
    cut = sorted((tmp_path / "out" / "chunks").iterdir())[2]
    cut.write_bytes(cut.read_bytes()[:50])
    with pytest.raises(BadInput, match=f"{cut.name}: was changed or cut short; remove it"):
        read_sweep(tmp_path / "out")


def test_workers_that_die_before_they_are_given_anything_are_lost_all_the_same(
    tmp_path: Path,
) -> None:
    class Dead(ThreadPoolExecutor):
        def submit(self, *what: Any, **named: Any) -> Any:
            raise BrokenExecutor("a worker died")

    with pytest.raises(WorkersLost, match="a worker died"):
        run_chunks(Folder(tmp_path / "out", planned(tmp_path)), jobs=1, executor=Dead(1))


def test_rows_say_what_a_run_came_to_or_what_went_wrong(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scenario = planned(tmp_path).specification.scenario
    healthy = runs_module.simulate_seed

    def simulate_or_fail(prepared: Any, seed: int, by_team: bool) -> Any:
        for one in healthy(prepared, seed, by_team):
            if (one.rollout, seed) == ("pilots", 9):
                raise ZeroDivisionError("division by\nzero")
            yield one

    monkeypatch.setattr(runs_module, "simulate_seed", simulate_or_fail)
    rows = worker.simulate_rows(scenario, ("big_bang", "pilots"), (8, 9))
    assert [(row["rollout"], row["seed"], "adoption" in row) for row in rows] == [
        ("big_bang", 8, True), ("pilots", 8, True), ("big_bang", 9, True), ("pilots", 9, False),
    ]  # fmt: skip
    assert rows[-1]["error"] == "ZeroDivisionError: division by zero"


@pytest.mark.parametrize("outcomes", ["[adoption, cost]", "[adoption]"])
def test_a_sweep_that_stops_early_can_be_extended_too(tmp_path: Path, outcomes: str) -> None:
    read = ("stop={outcome: cost, width: 0.5, at_least: 4, every: 2}", f"outcomes={outcomes}")
    swept(tmp_path / "grown", planned(tmp_path, *read, "seeds=6"))
    swept(tmp_path / "at-once", planned(tmp_path, *read, "seeds=10"))
    swept(tmp_path / "grown", planned(tmp_path, *read, "seeds=10"), extend=True)
    pd.testing.assert_frame_equal(
        read_sweep(tmp_path / "grown").runs, read_sweep(tmp_path / "at-once").runs
    )
    assert status_of(tmp_path / "grown").simulated == status_of(tmp_path / "at-once").simulated


def test_an_extension_that_was_killed_before_it_tidied_up_counts_no_run_twice(
    tmp_path: Path,
) -> None:
    few, many = (
        ("design.latin_hypercube.points=5",),
        ("design.latin_hypercube={points: 5, repeats: 2}",),
    )
    before = swept(tmp_path / "out", planned(tmp_path, *few))
    whole = swept(tmp_path / "out", planned(tmp_path, *many), extend=True)
    outgrown = sorted(set(before) - set(whole))
    assert outgrown
    for name in outgrown:
        (tmp_path / "out" / "chunks" / name).write_bytes(before[name])
    assert swept(tmp_path / "out", planned(tmp_path, *many)) == whole


def test_what_was_outgrown_does_not_stand_in_for_what_is_missing(tmp_path: Path) -> None:
    few, many = "design.latin_hypercube.points=5", "design.latin_hypercube={points: 5, repeats: 2}"
    before = swept(tmp_path / "out", planned(tmp_path, few))
    whole = swept(tmp_path / "out", planned(tmp_path, many), extend=True)
    assert status_of(tmp_path / "out").complete
    outgrown = min(set(before) - set(whole))
    begins = outgrown[: len("points-0000000")]
    (tmp_path / "out" / "chunks" / next(name for name in whole if name.startswith(begins))).unlink()
    (tmp_path / "out" / "chunks" / outgrown).write_bytes(before[outgrown])
    assert not status_of(tmp_path / "out").complete
