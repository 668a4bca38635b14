"""Many runs, and large ones: outcomes alone, every week on disk, a million people in planned memory."""

import gc
import subprocess
import sys
import weakref
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from click.testing import CliRunner

from tests.model.kernel.test_weeks import RICH
from winsim.cli.main import winsim
from winsim.model.initial import initial_state
from winsim.model.kernel import entry_points as kernel
from winsim.model.measures import MEASURES
from winsim.model.state import State
from winsim.organisation.files.reading import organisation_of
from winsim.organisation.organisation import Organisation
from winsim.runs.employees import write_employees_by_week
from winsim.runs.run import simulate_one
from winsim.runs.simulate import simulate, simulate_outcomes
from winsim.runs.tables import RunCollector
from winsim.scenario.scenario import Scenario

SHIPPED = Path(__file__).parents[2] / "scenarios"
A_PERSON, A_TIE = 400, 8
"""The most bytes that a run may hold for a person and for a directed tie."""


def of(people: int, weeks: int) -> Scenario:
    """A scenario of so many people, each with about ten ties."""
    from winsim.scenario.reading import read_scenario

    sets = [f"organisation.generate.people={people}", "organisation.generate.across=5.2"]
    return read_scenario(SHIPPED / "ops-redesign.yaml", [*sets, f"weeks={weeks}"])


def bytes_held(*things: Any) -> int:
    """Bytes of all arrays and texts in these things, each object counted once."""
    seen: dict[int, int] = {}

    def count(thing: Any) -> None:
        if isinstance(thing, np.ndarray):
            base = thing.base if isinstance(thing.base, np.ndarray) else thing
            seen[id(base)] = base.nbytes
        elif isinstance(thing, tuple | dict):
            seen[id(thing)] = sys.getsizeof(thing)
            for part in thing.values() if isinstance(thing, dict) else thing:
                count(part)
        elif isinstance(thing, str):
            seen[id(thing)] = sys.getsizeof(thing)

    for thing in things:
        count(vars(thing) if isinstance(thing, Organisation) else thing)
    return sum(seen.values())


def held(organisation: Organisation, state: State) -> tuple[float, float]:
    """Bytes for each person besides ties, and for each tie."""
    ties = organisation.network.listener.nbytes + organisation.network.weight.nbytes
    people = bytes_held(organisation, state) - ties
    return people / organisation.people, ties / organisation.network.listener.size


def test_outcomes_alone_are_the_table_of_runs() -> None:
    seeds = (4, 3, 9)
    alone = simulate_outcomes(RICH, seeds=seeds, jobs=2)
    pd.testing.assert_frame_equal(alone, simulate(RICH, seeds=seeds).runs, check_exact=True)
    pilots = simulate_outcomes(RICH, ["pilots"], seeds)
    assert pilots["adoption"].tolist() == alone[alone["rollout"] == "pilots"]["adoption"].tolist()


def test_a_run_that_was_gathered_leaves_its_state_behind() -> None:
    collector = RunCollector(RICH, ("pilots",))
    run = simulate_one(RICH, "pilots", 4)
    state = weakref.ref(run.state.population.employees.fatigue)
    collector.add(run, employees=True)
    del run
    gc.collect()
    assert state() is None
    assert collector.tables([4]).seeds == (4,)


@pytest.fixture
def employee_weeks(tmp_path: Path) -> pd.DataFrame:
    pytest.importorskip("pyarrow")
    write_employees_by_week(RICH, ["pilots", "big_bang"], (3, 5), tmp_path / "weeks.parquet")
    return pd.read_parquet(tmp_path / "weeks.parquet")


def test_employees_by_week_have_a_row_for_everybody_in_every_week(
    employee_weeks: pd.DataFrame,
) -> None:
    assert len(employee_weeks) == 2 * 2 * (RICH.weeks + 1) * 31
    assert employee_weeks["seed"].drop_duplicates().tolist() == [3, 5]
    assert employee_weeks["rollout"].drop_duplicates().tolist() == ["pilots", "big_bang"]


def test_employees_by_week_end_where_the_run_ends_and_adds_up_week_by_week(
    employee_weeks: pd.DataFrame,
) -> None:
    runs = simulate(RICH, ["pilots", "big_bang"], (3, 5), employees=True)
    assert runs.employees is not None
    keys = ["seed", "rollout", "id"]
    end = (
        employee_weeks[employee_weeks["week"] == RICH.weeks]
        .astype({"rollout": str})
        .set_index(keys)
        .sort_index()
    )
    last = runs.employees.set_index(keys).sort_index()
    assert (end["adopted"] == last["adopted"]).all()
    assert end["belief"].to_numpy() == pytest.approx(last["belief"].to_numpy(), abs=1e-6)
    by_week = (
        employee_weeks.astype({"rollout": str})
        .groupby(["rollout", "seed", "week"])["adopted"]
        .mean()
    )
    weeks = runs.weeks.set_index(["rollout", "seed", "week"])["adopted"].sort_index()
    assert by_week.to_numpy() == pytest.approx(weeks.to_numpy())


def test_it_does_not_matter_how_many_weeks_are_written_at_once(
    employee_weeks: pd.DataFrame, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("winsim.runs.employees.ROWS", 40)
    write_employees_by_week(RICH, ["pilots", "big_bang"], (3, 5), tmp_path / "often.parquet")
    pd.testing.assert_frame_equal(employee_weeks, pd.read_parquet(tmp_path / "often.parquet"))


def test_employees_by_week_lie_beside_the_tables_and_needs_a_folder(tmp_path: Path) -> None:
    pytest.importorskip("pyarrow")
    words = ["run", str(SHIPPED / "ops-redesign.yaml"), "--set", "weeks=3", "--seeds", "2"]
    call = CliRunner().invoke
    refused = call(winsim, [*words, "--employees-by-week"])
    assert refused.exit_code == 2
    assert "give --out too" in refused.stderr
    done = call(winsim, [*words, "--employees-by-week", "--out", str(tmp_path / "kept")])
    assert done.exit_code == 0, done.output
    employee_weeks = pd.read_parquet(tmp_path / "kept" / "employees_by_week.parquet")
    assert len(employee_weeks) == 2 * 2 * 4 * 200


def test_a_comparison_without_figures_loads_no_heavy_library_that_it_does_not_need(
    tmp_path: Path,
) -> None:
    code = (
        "import sys; from winsim.cli.main import main\n"
        "try: main()\n"
        "except SystemExit: print(*sys.modules, file=sys.stderr)"
    )
    words = ["compare", str(SHIPPED / "ops-redesign.yaml"), "--seeds", "1", "--set", "weeks=2"]
    command = [sys.executable, "-c", code, *words, "--no-figures", "--out", str(tmp_path / "o")]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    loaded = set(done.stderr.split())
    assert "winsim.runs" in loaded
    assert not loaded & {"mesa", "networkx", "matplotlib", "seaborn", "scipy.special"}


def test_a_run_holds_no_more_than_was_planned_for_a_person_and_a_tie() -> None:
    scenario = of(people=10_000, weeks=2)
    who = organisation_of(scenario.organisation, 1)
    person, tie = held(who, initial_state(scenario, "pilots", who, 1))
    assert person <= A_PERSON
    assert tie == 4  # all ties weigh one


@pytest.mark.slow
def test_a_million_people_live_in_planned_memory_and_in_time_that_grows_with_weeks() -> None:
    from time import process_time

    scenario = of(people=1_000_000, weeks=12)
    who = organisation_of(scenario.organisation, 1)
    assert 9_000_000 < who.network.listener.size < 11_000_000
    state = initial_state(scenario, "big_bang", who, 1)
    assert held(who, state)[0] <= A_PERSON
    kernel.run_weeks(state, 0, 2)
    seconds = []
    for first, last in ((3, 6), (7, 10)):
        started = process_time()
        kernel.run_weeks(state, first, last)
        seconds.append(process_time() - started)
    assert max(seconds) < 2 * min(seconds)
    assert all(np.isfinite(state.record.weeks[measure][:11]).all() for measure in MEASURES)
