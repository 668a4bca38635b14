"""The fairness audit: what is drawn, that it goes on where it stopped, and what it concludes."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any, NoReturn

import numpy as np
import pandas as pd
import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.text import Text

from winsim.cli.main import winsim
from winsim.declaration.bibliography import sources
from winsim.experiment import chunks
from winsim.experiment.folder import Folder
from winsim.experiment.points import point_values
from winsim.experiment.scheduler import SweepInterrupted
from winsim.figures import figure_of
from winsim.inference import fitted, wilson
from winsim.problems import BadInput
from winsim.runs.run import Run
from winsim.runs.simulate import simulate
from winsim.scenario.reading import scenario_from
from winsim.validation.audit import cases as made
from winsim.validation.audit import specification
from winsim.validation.audit.audit import Audit, audit, open_audit, run_audit, write_audit
from winsim.validation.audit.cases import ROLLOUTS, Case, draw_cases, scenario_of
from winsim.validation.audit.figure import draw_audit
from winsim.validation.audit.figure import phase_maps as draw_maps
from winsim.validation.audit.figure import what_decides as draw_effects
from winsim.validation.audit.phase_map import phase_map, phase_maps
from winsim.validation.audit.priors import PRIORS, UNCERTAIN, Prior
from winsim.validation.audit.results import (
    PUBLISHED,
    headline,
    most_favourable,
    rates,
    regions,
    success,
    what_decides,
)
from winsim.validation.audit.specification import case_at, plan_of_cases
from winsim.validation.audit.statements import statements

QUICK = ("weeks=8", "organisation.generate.people=30")
"""Settings that make a case a matter of milliseconds."""


@pytest.fixture
def small_chunks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Chunks of two cases: six runs each."""
    monkeypatch.setattr(chunks, "SMALLEST", 6)


def called(*words: str) -> Result:
    return CliRunner().invoke(winsim, ("audit", *words))


def quickly(*words: str) -> Result:
    return called(*words, *(word for setting in QUICK for word in ("--set", setting)))


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir()) if path.is_file()}


def case_of(seed: int, number: int) -> Case:
    return next(point_values(draw_cases(8, seed), number, number + 1))


def imagined(cases: int, big_bang_wins: Any) -> pd.DataFrame:
    """Cases as they are drawn, with outcomes as they are imagined."""
    table: pd.DataFrame = draw_cases(cases, 1)
    won = big_bang_wins(table).to_numpy(dtype=bool)
    table["price"] = 0.05
    for rollout, wins in (("big_bang", won), ("phased", ~won), ("pilots", ~won)):
        table[f"{rollout}_cost"] = 50.0
        table[f"{rollout}_benefit"] = np.where(wins, 150.0, 40.0)
        table[f"{rollout}_net_value"] = table[f"{rollout}_benefit"] - 50.0
        table[f"{rollout}_adoption"] = np.where(wins, 0.9, 0.2)
        table[f"{rollout}_strategic"] = 1.0
        table[f"{rollout}_cancelled"] = False
        table[f"{rollout}_ended"] = "completed"
    return table


def modest_and_loose(table: pd.DataFrame) -> pd.Series:
    return (table["size"] < 11) & (table["coordination"] < 0.5)


@pytest.mark.parametrize("prior", PRIORS, ids=lambda prior: prior.name)
def test_every_prior_says_how_wide_it_is_and_why(prior: Prior) -> None:
    assert prior.low < prior.high
    assert prior.meaning
    assert prior.reason
    assert prior.source in sources()


def test_the_middle_of_a_log_uniform_prior_is_the_geometric_mean() -> None:
    prior = Prior("size", 3, 40, "log-uniform", "weeks", "", "")
    assert prior.values(np.array([0.5]))[0] == pytest.approx(np.sqrt(3 * 40))


def test_whole_numbers_and_yes_or_no_have_equal_chances() -> None:
    quantiles = (np.arange(1200) + 0.5) / 1200
    whole = Prior("steps", 3, 10, "whole", "steps", "", "").values(quantiles)
    assert np.unique(whole, return_counts=True)[1].tolist() == [150] * 8
    either = Prior("documented", 0, 1, "yes or no", "", "", "").values(quantiles)
    assert np.unique(either, return_counts=True)[1].tolist() == [600, 600]


def test_every_published_rate_has_its_source() -> None:
    assert all(published.source in sources() for published in PUBLISHED)


@pytest.mark.parametrize("prior", PRIORS, ids=lambda prior: prior.name)
def test_draws_fill_the_range_of_their_prior_evenly(prior: Prior) -> None:
    values = draw_cases(256, 1)[prior.name].astype(float)
    assert values.between(prior.low, prior.high).all()
    evenly = prior.values((np.arange(1000) + 0.5) / 1000)
    assert values.mean() == pytest.approx(evenly.mean(), rel=0.01)


def test_more_cases_of_a_seed_begin_with_the_same() -> None:
    assert draw_cases(300, 1).head(20).equals(draw_cases(20, 1))
    assert not draw_cases(20, 2)["size"].equals(draw_cases(20, 1)["size"])


@given(st.integers(0, 2**62), st.integers(0, 7))
def test_a_case_is_a_scenario_that_says_what_was_draw_cases(seed: int, number: int) -> None:
    case = case_of(seed, number)
    scenario = scenario_of(case)
    initiative = scenario.initiative
    assert tuple(scenario.rollouts) == ROLLOUTS
    assert len(initiative.steps) == case["steps"]
    work = sum(step.work for step in initiative.steps)
    assert work / (case["team_size"] * case["capacity"]) == pytest.approx(case["size"])
    assert max(step.risk for step in initiative.steps) <= 2 * case["risk"]
    weeks_of_design = sum(step.design for step in initiative.steps) / initiative.design_capacity
    assert weeks_of_design / case["size"] == pytest.approx(case["design"])
    planned = scenario.leadership.budget / case["budget"]
    assert planned / initiative.price == pytest.approx(case["payback"])


def test_all_rollouts_of_a_case_have_every_lever_alike_that_they_can_have_alike() -> None:
    case = case_of(1, 0)
    for rollout in scenario_of(case).rollouts.values():
        assert rollout.work_in_progress == case["work_in_progress"]
        assert rollout.interim == case["interim"]
        assert rollout.mandate == case["mandate"]
        assert {wave.protected for wave in rollout.waves} == {case["protected"]}


def test_a_case_says_what_is_uncertain_in_the_rules_and_the_accounting() -> None:
    for number in range(8):
        case = case_of(1, number)
        scenario = scenario_of(case)
        capacity, initiative = scenario.teams.capacity.lognormal, scenario.initiative
        assert capacity is not None
        assert (capacity.median, capacity.sigma) == (case["capacity"], case["unequal_teams"])
        assert initiative.side_by_side == ("organisation" if case["shared_system"] else "team")
        mean_work = np.mean([step.work for step in initiative.steps])
        assert initiative.overhead / mean_work == pytest.approx(case["overhead"])
        assert np.mean([step.visibility for step in initiative.steps]) == pytest.approx(1)
        for name in ("incompressible", "discernment", "discipline", "turnover", "abandonment"):
            assert getattr(scenario.behaviour, name) == case[name]


def test_a_prior_is_a_factor_of_the_sweep() -> None:
    size, steps, documented = (
        next(prior for prior in PRIORS if prior.name == name).factor
        for name in ("size", "steps", "documented")
    )
    assert (size.low, size.high, size.scale, size.unit) == (0.5, 40, "log", "weeks")
    assert (steps.low, steps.high) == (3, 10)
    assert documented.values == (False, True)


def test_a_case_is_the_run_that_its_scenario_and_seed_give() -> None:
    case, scenario = case_at(plan_of_cases(1, 1, QUICK), 0)
    row = audit(1, 1, QUICK).cases.iloc[0]
    assert row["seed"] == case["seed"]
    assert row["price"] == scenario.initiative.price
    for rollout in ROLLOUTS:
        one = simulate(scenario, [rollout], [case["seed"]]).runs.iloc[0]
        for name in ("net_value", "adoption", "cost", "cancelled"):
            assert row[f"{rollout}_{name}"] == one[name]


def test_a_price_that_is_set_anew_is_that_of_every_case() -> None:
    assert set(audit(2, 1, (*QUICK, "initiative.price=0.07")).cases["price"]) == {0.07}


@pytest.mark.usefixtures("small_chunks")
def test_two_jobs_and_an_interruption_give_the_same_bytes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = audit(7, 3, QUICK, tmp_path / "whole")
    with monkeypatch.context() as patch:
        patch.setattr(Folder, "add", cut_short(after=2))
        with pytest.raises(SweepInterrupted) as stop:
            audit(7, 3, QUICK, tmp_path / "stopped")
    assert stop.value.runs == 2 * 2 * 3
    assert missing(open_audit(tmp_path / "stopped", 7, 3, QUICK)) == [4, 5, 6]
    again = audit(7, 3, QUICK, tmp_path / "stopped", jobs=2)
    assert again.cases.to_csv() == whole.cases.to_csv()
    assert contents(tmp_path / "stopped" / "chunks") == contents(tmp_path / "whole" / "chunks")


def cut_short(after: int) -> Any:
    """Storing that is interrupted once so many chunks are there; who is at work comes to its end."""
    add, stored = Folder.add, list[str]()

    def interrupted(folder: Folder, chunk: chunks.Chunk, content: bytes) -> None:
        if len(stored) == after:
            raise KeyboardInterrupt
        stored.append(chunk.name)
        add(folder, chunk, content)

    return interrupted


def missing(folder: Folder) -> list[int]:
    return [number for chunk in folder.missing() for number in chunk.points]


@pytest.mark.usefixtures("small_chunks")
def test_more_cases_simulate_only_those_that_are_new(tmp_path: Path) -> None:
    audit(3, 3, QUICK, tmp_path / "grown")
    larger = open_audit(tmp_path / "grown", 6, 3, QUICK)
    assert missing(larger) == [2, 3, 4, 5]
    [half, _] = larger.missing()
    assert {number for number, _, _ in larger.completed_runs(half)} == {2}
    direct = audit(6, 3, QUICK, tmp_path / "direct")
    assert run_audit(larger, 6).cases.to_csv() == direct.cases.to_csv()
    assert len(audit(2, 3, QUICK, tmp_path / "grown").cases) == 2


@pytest.mark.usefixtures("small_chunks")
def test_fewer_cases_than_a_folder_was_begun_for_simulate_no_others(tmp_path: Path) -> None:
    open_audit(tmp_path / "begun", 6, 3, QUICK)
    assert len(audit(2, 3, QUICK, tmp_path / "begun").cases) == 2
    assert missing(open_audit(tmp_path / "begun", 6, 3, QUICK)) == [2, 3, 4, 5]


@pytest.mark.parametrize(
    ("seed", "overrides", "differs"),
    [
        (4, QUICK, "scenario and seed and set of points"),
        (3, (*QUICK, "mechanisms.learning=false"), "scenario and overrides"),
    ],
)
def test_another_ensemble_is_not_mixed_in(
    tmp_path: Path, seed: int, overrides: tuple[str, ...], differs: str
) -> None:
    open_audit(tmp_path / "stored", 2, 3, QUICK)
    with pytest.raises(BadInput, match=f"differs in {differs}; the two must not be mixed"):
        open_audit(tmp_path / "stored", 2, seed, overrides)


def test_other_priors_are_not_mixed_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    open_audit(tmp_path / "stored", 2, 3, QUICK)
    others = (replace(PRIORS[0], high=80), *PRIORS[1:])
    for module in (made, specification):
        monkeypatch.setattr(module, "PRIORS", others)
    with pytest.raises(BadInput, match="differs in scenario and priors and set of points"):
        open_audit(tmp_path / "stored", 2, 3, QUICK)


@pytest.mark.usefixtures("small_chunks")
def test_a_chunk_that_was_cut_is_met_with_a_remedy(tmp_path: Path) -> None:
    audit(2, 3, QUICK, tmp_path / "stored")
    next((tmp_path / "stored" / "chunks").glob("*.parquet")).write_bytes(b"")
    with pytest.raises(BadInput, match="remove it, and the same command"):
        audit(2, 3, QUICK, tmp_path / "stored")


def failing_with_pilots(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every run of pilots come to grief."""
    summary = vars(Run)["summary"]

    def failing(run: Run) -> dict[str, Any]:
        if run.rollout == "pilots":
            raise RuntimeError("came to grief")
        named: dict[str, Any] = summary.fget(run)
        return named

    monkeypatch.setattr(Run, "summary", property(failing))


def test_a_case_with_a_run_that_fails_is_left_out_until_it_succeeds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        failing_with_pilots(patch)
        lost = audit(2, 3, QUICK, tmp_path / "stored")
        words = ("--seed", "3", "--cases", "2", "--out", str(tmp_path / "stored"))
        result = quickly(*words)
    assert lost.cases.empty
    assert lost.failed["rollout"].tolist() == ["pilots", "pilots"]
    assert (
        "winsim audit --seed 3 --cases 2 --case 1 --set weeks=8" in lost.failed["command"].iloc[1]
    )
    assert result.exit_code == 1
    assert "2 runs failed" in result.stderr
    assert "RuntimeError: came to grief" in result.stderr
    again = audit(2, 3, QUICK, tmp_path / "stored")
    assert again.cases.to_csv() == audit(2, 3, QUICK).cases.to_csv()


def test_a_share_and_its_interval_as_worked_by_hand() -> None:
    # 5 of 10, z = 1.96: centre (.5 + .1921) / 1.3841 = .5, reach .2634 (Wilson 1927).
    assert wilson(5, 10) == pytest.approx((0.5, 0.2366, 0.7634), abs=1e-4)
    assert np.isnan(wilson(0, 0)).all()


def test_the_regression_finds_the_coefficients_that_made_the_data() -> None:
    generator = np.random.default_rng(5)
    design = np.column_stack([np.ones(20_000), generator.normal(size=20_000)])
    won = (generator.random(20_000) < 1 / (1 + np.exp(-(0.5 - 1.5 * design[:, 1])))).astype(float)
    fit = fitted(design, won)
    assert fit.coefficients == pytest.approx([0.5, -1.5], abs=4 * fit.errors.max())


def test_a_rollout_that_always_wins_has_a_share_below_one() -> None:
    share, low, high = fitted(np.ones((30, 1)), np.ones(30)).shares(np.ones((1, 1)))
    assert 0.5 < low[0] < share[0] < high[0] < 1


def test_a_modest_change_is_smaller_and_less_risky_than_the_middle() -> None:
    table = imagined(512, modest_and_loose)
    found = regions(table)
    assert found["modest"].mean() == pytest.approx(0.25, abs=0.02)
    assert table.loc[found["modest"], "size"].max() < np.sqrt(3 * 40)
    assert not (found["modest"] & found["hard"]).any()


def test_who_wins_is_counted_by_pair_region_and_price() -> None:
    found = rates(imagined(100, modest_and_loose))
    own = found[(found["region"] == "all") & (found["price"] == "each its own")]
    big_bang, phased, _ = own.to_dict("records")
    assert big_bang["better"] == modest_and_loose(draw_cases(100, 1)).sum()
    assert big_bang["better"] + big_bang["worse"] == big_bang["cases"] == 100
    assert phased["equal"] == 100


def test_the_headline_is_told_apart_by_all_that_is_uncertain() -> None:
    table = imagined(512, lambda table: ~table["shared_system"].astype(bool))
    found = headline(table).set_index(["prior", "part"])
    assert {prior for prior, _ in found.index} == {"all", *UNCERTAIN}
    assert found.loc[("shared_system", "no"), "share"] == 1
    assert found.loc[("shared_system", "yes"), "share"] == 0
    counts = found[["cases", "better", "worse"]].groupby(level="prior").sum()
    assert (counts == counts.loc["all"]).all(axis=None)
    upper = table["incompressible"] > 0.35
    assert found.loc[("incompressible", "upper"), "cases"] == upper.sum()
    better = int((upper & ~table["shared_system"].astype(bool)).sum())
    columns = ["share", "low", "high"]
    expected = wilson(better, int(upper.sum()))
    assert tuple(found.loc[("incompressible", "upper"), columns]) == expected


def test_what_is_said_first_is_how_far_the_headline_moves() -> None:
    table = imagined(300, lambda table: ~table["shared_system"].astype(bool))
    first, second, *others = statements(table, phase_maps(table))
    shared = int(table["shared_system"].sum())
    assert first.startswith(
        f"The big bang has a higher net value than pilots in {300 - shared} of 300"
    )
    assert f"{300 - shared} of {300 - shared} (100 %" in second
    assert f"in 0 of {shared} (0 %" in second
    halves = [name for name in UNCERTAIN if name != "shared_system"]
    for name, sentence in zip(halves, others, strict=False):
        assert sentence.startswith(f"By {name} (")


def test_success_stands_beside_what_surveys_report() -> None:
    found = success(imagined(100, modest_and_loose)).set_index("rollout_or_survey")
    assert found.loc["big_bang", "share"] == modest_and_loose(draw_cases(100, 1)).mean()
    assert found.loc["Argenti et al. 2021 (28 of 128)", "share"] == pytest.approx(0.21875)


def test_the_map_names_the_regions_that_are_there() -> None:
    cells = phase_map(imagined(500, modest_and_loose)).cells
    corner = cells[(cells["size_to"] < 11) & (cells["coordination_to"] < 0.4)]
    assert set(corner["better"]) == {"big_bang"}
    assert set(cells[cells["size_from"] > 10]["better"]) == {"pilots"}
    assert cells["cases"].sum() == 500


def test_a_toss_of_a_coin_is_no_region() -> None:
    tossed = imagined(500, lambda table: table["seed"] % 2 == 0)
    assert set(phase_map(tossed).cells["better"]) == {""}


def test_the_boundary_lies_where_it_was_put() -> None:
    found = phase_map(imagined(2000, lambda table: table["coordination"] < 0.6))
    crossing = found.coordination[np.abs(found.share - 0.5).argmin(axis=0)]
    assert crossing == pytest.approx(np.full(crossing.size, 0.6), abs=0.03)
    assert ((found.low <= found.share) & (found.share <= found.high)).all()


def test_what_decides_is_found_among_all_priors() -> None:
    found = what_decides(imagined(1000, lambda table: table["dual_running"] > 0.05))
    strongest = found.to_dict("records")[0]
    assert strongest["prior"] == "dual_running"
    assert strongest["low"] > 0
    assert ((found["low"] < 0) & (found["high"] > 0))[1:].mean() > 0.8


def test_the_most_favourable_cases_are_chosen_by_others() -> None:
    clear = most_favourable(imagined(1000, modest_and_loose))
    assert (clear["low"] > 0.5).all()
    tossed = most_favourable(imagined(1000, lambda table: table["seed"] // 2 % 2 == 0))
    assert (tossed["low"] < 0.5).all()


def test_it_is_said_whether_each_rollout_has_a_region() -> None:
    table = imagined(300, modest_and_loose)
    said = "\n".join(statements(table, phase_maps(table)))
    for who in ("until a team's own members have changed", "until everybody has changed"):
        assert f"Where two ways run side by side {who}, the big bang is better in 2 of 12" in said
    never = imagined(300, lambda table: table["size"] < 0)
    said = "\n".join(statements(never, phase_maps(never)))
    assert said.count("the big bang is better in no cell of the map") == 2
    assert "0 of 300 (0 %, 95 % interval 0 to 1 %)" in said


@pytest.mark.parametrize(
    "wins", [modest_and_loose, lambda table: table["size"] < 0], ids=["boundary", "none"]
)
def test_the_figures_can_be_read_from_the_back_of_a_room(wins: Any) -> None:
    table = imagined(60, wins)
    found, effects = phase_maps(table), what_decides(table)
    for ax in (*draw_maps(found), draw_effects(effects)):
        texts = [text for text in figure_of(ax).findobj(Text) if text.get_text()]
        assert min(float(text.get_fontsize()) for text in texts) >= 11


def test_the_same_cases_give_the_same_figures(tmp_path: Path) -> None:
    table = imagined(60, modest_and_loose)
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        draw_audit(tmp_path / name, phase_maps(table), what_decides(table))
    assert contents(tmp_path / "one") == contents(tmp_path / "two")


def test_regions_are_named_on_the_map() -> None:
    for ax in draw_maps(phase_maps(imagined(1000, modest_and_loose))):
        assert {"big bang better", "pilots better"} <= {text.get_text() for text in ax.texts}


def test_all_results_are_tables(tmp_path: Path) -> None:
    write_audit(Audit(imagined(40, modest_and_loose), pd.DataFrame()), tmp_path)
    assert len(pd.read_csv(tmp_path / "cases.csv")) == 40
    assert len(pd.read_csv(tmp_path / "priors.csv")) == len(PRIORS)


@pytest.mark.usefixtures("small_chunks")
def test_the_command_prints_stores_and_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    first = quickly("--cases", "4", "--out", "one")
    assert first.exit_code == 0, first.output
    assert "- The big bang has a higher net value than pilots in" in first.stdout
    stored = contents(tmp_path / "one")
    assert {"cases.csv", "manifest.json", "phase-map.png", "statements.txt"} <= set(stored)
    again = quickly("--cases", "4", "--out", "one", "--jobs", "2", "--format", "json")
    assert "4 of 4 cases were simulated before" in again.stderr
    assert {row["region"] for row in json.loads(again.stdout)} > {"all", "modest", "hard"}
    assert contents(tmp_path / "one") == stored


def test_the_runs_of_an_audit_can_be_analysed(tmp_path: Path) -> None:
    folder = str(tmp_path / "audit")
    assert quickly("--cases", "8", "--out", folder).exit_code == 0
    words = ("analyse", folder, "differences", "--rollout", "pilots", "--format", "json")
    result = CliRunner().invoke(winsim, words)
    assert result.exit_code == 0, result.output
    assert {row["factor"] for row in json.loads(result.stdout)} == {prior.name for prior in PRIORS}


def test_ctrl_c_says_how_to_go_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(*_: Any) -> NoReturn:
        raise KeyboardInterrupt

    monkeypatch.setattr(Folder, "add", stop)
    result = quickly("--cases", "4", "--out", str(tmp_path / "stored"))
    assert result.exit_code == 130
    assert "interrupted: 0 of 12 runs are stored in" in result.stderr
    assert "the same command goes on from there" in result.stderr


def test_a_case_can_be_looked_at_by_other_commands() -> None:
    result = called("--case", "3", "--set", "weeks=52")
    assert result.exit_code == 0, result.output
    case, scenario = case_at(plan_of_cases(4, 1, ("weeks=52",)), 3)
    assert f"--seed {case['seed']} --seeds 1" in result.stdout
    assert scenario_from(result.stdout, "case") == scenario


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--case", "9", "--cases", "5"), "counted from 0"),
        (("--set", "mechanisms.lerning=false"), "did you mean 'learning'?"),
        (("--set", "weeks=-1"), "weeks"),
        (("--out", "full"), "something else than results"),
    ],
)
def test_bad_words_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...], said: str
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("full").mkdir()
    Path("full/thesis.tex").touch()
    result = called(*words)
    assert result.exit_code == 2
    assert said in result.stderr
    assert "Traceback" not in result.output
    assert not Path("out").exists()


@pytest.fixture(scope="module")
def simulated() -> pd.DataFrame:
    """The first two thousand cases."""
    return audit(2000, 1, jobs=2).cases


@pytest.mark.slow
def test_pilots_have_a_region_where_each_team_runs_two_ways_by_itself(
    simulated: pd.DataFrame,
) -> None:
    better = phase_maps(simulated)["team"].cells["better"]
    assert "pilots" in set(better)
    assert "big_bang" not in set(better)


@pytest.mark.slow
def test_the_big_bang_has_a_region_where_all_run_two_ways_until_everybody_has_changed(
    simulated: pd.DataFrame,
) -> None:
    better = phase_maps(simulated)["organisation"].cells["better"]
    assert "big_bang" in set(better)
    assert "pilots" not in set(better)


@pytest.mark.slow
def test_who_runs_two_ways_side_by_side_moves_the_headline_most(simulated: pd.DataFrame) -> None:
    share = headline(simulated).set_index("prior").drop("all")["share"].groupby(level=0)
    assert (share.max() - share.min()).idxmax() == "shared_system"


@pytest.mark.slow
def test_what_decides_points_where_it_should(simulated: pd.DataFrame) -> None:
    effects = what_decides(simulated).set_index("prior")
    low, effect, high = (effects[column].astype(float) for column in ("low", "log_odds", "high"))
    assert high[["coordination", "risk", "size"]].max() < 0
    assert low[["dual_running", "shared_system"]].min() > 0
    assert effect["complementarity"] > 0
