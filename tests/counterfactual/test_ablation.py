"""One mechanism off at a time: what it carries of the difference between two rollouts."""

import csv
import io
import json
from pathlib import Path

import pandas as pd
import pytest
from click.testing import CliRunner, Result

from tests.support.tiny_change import tiny
from winsim import figures
from winsim.cli.main import winsim
from winsim.counterfactual.ablation import (
    Ablation,
    ablate,
    mechanisms_at_work,
    without,
)
from winsim.counterfactual.ablation_statements import statements
from winsim.counterfactual.parts import rollout_and_baseline
from winsim.problems import BadInput
from winsim.runs.simulate import simulate
from winsim.scenario.behaviour import Mechanisms
from winsim.scenario.reading import scenario_from
from winsim.scenario.scenario import Scenario

TEXT = (
    tiny(20) + "  slow: {waves: [{pick: random, count: 1, repeat: all}]}\n" + "baseline: big_bang\n"
)
SEEDS = range(1, 5)
OFF = tuple(name for name, on in Mechanisms() if not on)


def small(*sets: str) -> Scenario:
    return scenario_from(TEXT, "tiny.yaml", sets)


@pytest.fixture(scope="module")
def found() -> Ablation:
    return ablate(small(), seeds=SEEDS, outcomes=["net_value", "weeks_to_50"], jobs=2)


def row(found: Ablation, mechanism: str, outcome: str = "net_value") -> pd.Series:
    table = found.carried
    return table[(table["mechanism"] == mechanism) & (table["outcome"] == outcome)].iloc[0]


def difference(scenario: Scenario) -> pd.Series:
    table = simulate(scenario, ["big_bang", "pilots"], SEEDS).runs
    by_rollout = table.pivot(index="seed", columns="rollout", values="net_value")
    return by_rollout["pilots"] - by_rollout["big_bang"]


@pytest.mark.parametrize("mechanism", ["coordination", "loss_aversion"])
def test_what_a_mechanism_carries_is_the_difference_with_it_less_that_without(
    found: Ablation, mechanism: str
) -> None:
    with_it, without_it = difference(small()), difference(without(small(), mechanism))
    one = row(found, mechanism)
    assert one["difference_with"] == pytest.approx(with_it.mean())
    assert one["difference_without"] == pytest.approx(without_it.mean())
    assert one["carried"] == pytest.approx((with_it - without_it).mean())
    pairs = found.pairs.query("mechanism == @mechanism and outcome == 'net_value'")
    assert pairs["carried"].tolist() == pytest.approx((with_it - without_it).tolist())


def test_the_heaviest_come_first_and_the_idle_last(found: Ablation) -> None:
    rows = found.carried[found.carried["outcome"] == "net_value"]
    at_work = rows[~rows["idle"]]
    assert at_work["carried"].abs().is_monotonic_decreasing
    assert rows["idle"].is_monotonic_increasing


def test_a_mechanism_that_nothing_asks_for_is_idle(found: Ablation) -> None:
    # Nobody has a budget, a mandate, a gate or a risky step here.
    for name in ("budget", "mandate", "politics", "risk", "scaffolding"):
        assert row(found, name)["idle"]
        assert row(found, name)["carried"] == 0
    assert not row(found, "coordination")["idle"]
    assert "Idle here, they change no run:" in statements(found)[-2]


def test_what_the_scenario_has_switched_off_is_not_switched_off_again(found: Ablation) -> None:
    on, off = mechanisms_at_work(small("mechanisms.trust=false"))
    assert off == ("trust", *OFF)
    assert "trust" not in on
    assert found.off == OFF
    assert statements(found)[-1] == (
        "Off in this scenario: pace, overruns, dip, differences, discovery, averaging."
    )


def test_the_two_rollouts_are_the_baseline_and_the_first_other_unless_named() -> None:
    scenario = small()
    assert rollout_and_baseline(scenario) == ("pilots", "big_bang")
    assert rollout_and_baseline(scenario, ["slow", "big_bang"]) == ("slow", "big_bang")
    assert rollout_and_baseline(scenario, ["pilots", "slow"]) == ("slow", "pilots")
    for wrong in (["pilots"], ["pilots", "slow", "big_bang"], ["pilots", "pilots"]):
        with pytest.raises(BadInput, match="name two rollouts"):
            rollout_and_baseline(scenario, wrong)
    with pytest.raises(BadInput, match="did you mean 'pilots'"):
        ablate(scenario, ["pilot", "slow"], SEEDS)
    with pytest.raises(BadInput, match="did you mean 'net_value'"):
        ablate(scenario, seeds=SEEDS, outcomes=["netvalue"])


def test_statements_say_what_would_be_left(found: Ablation) -> None:
    said = statements(found)[0]
    assert said.startswith("Net value: pilots less big bang is ")
    heaviest = found.carried[
        found.carried["significant"] & (found.carried["outcome"] == "net_value")
    ]
    assert f"without {heaviest['mechanism'].iloc[0]} it would be" in said


def test_the_figure_has_a_row_for_each_mechanism_at_work(found: Ablation) -> None:
    axes = figures.ablation(found)
    rows = found.carried[(found.carried["outcome"] == "net_value") & ~found.carried["idle"]]
    labels = [label.get_text() for label in axes[0].get_yticklabels()]
    assert labels == [name.replace("_", " ") for name in rows["mechanism"]]
    assert axes[1].get_title(loc="left").startswith("Weeks until 50 %")


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "tiny.yaml").write_text(TEXT)
    return tmp_path


def called(*words: str) -> Result:
    return CliRunner().invoke(winsim, ["ablate", "tiny.yaml", "--seeds", "2", *words])


def test_the_command_prints_and_keeps(here: Path) -> None:
    result = called()
    assert result.exit_code == 0, result.output
    assert "pilots less big bang: net_value, by mechanism" in result.stdout
    assert "results are in out/tiny-ablation" in result.stderr
    folder = Path("out/tiny-ablation")
    assert {path.name for path in folder.iterdir()} == {
        "ablation.csv", "ablation.png", "ablation_pairs.csv", "causes.csv", "columns.csv",
        "manifest.json", "picks.csv", "runs.csv", "statements.txt", "teams.csv", "weeks.csv",
    }  # fmt: skip
    assert json.loads((folder / "manifest.json").read_text())["rollouts"] == ["big_bang", "pilots"]


def test_two_jobs_and_another_folder_give_the_same_bytes(here: Path) -> None:
    words = ("--outcome", "adoption", "--outcome", "net_value", "--rollouts", "slow,big_bang")
    assert called(*words, "--out", "one").exit_code == 0
    assert called(*words, "--out", "two", "--jobs", "2", "-q").exit_code == 0
    one, two = (
        {path.name: path.read_bytes() for path in sorted(Path(name).iterdir())}
        for name in ("one", "two")
    )
    assert one == two


def test_numbers_for_other_programs(here: Path) -> None:
    rows = json.loads(called("--format", "json", "-q").stdout)
    assert {"mechanism", "carried", "low", "high", "idle"} < set(rows[0])
    table = list(csv.DictReader(io.StringIO(called("--format", "csv", "-q").stdout)))
    assert [line["mechanism"] for line in table] == [one["mechanism"] for one in rows]


def test_an_ablation_of_another_outcome_needs_a_folder_of_its_own(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def typed(*words: str) -> Result:
        monkeypatch.setattr("sys.argv", ["winsim", "ablate", "tiny.yaml", *words])
        return called(*words)

    assert typed("-q").exit_code == 0
    assert typed().exit_code == 0
    refused = typed("--outcome", "adoption")
    assert refused.exit_code == 2
    assert "differ in further tables (ablation.csv, ablation_pairs.csv)" in refused.stderr
    assert typed("--outcome", "adoption", "--out", "out/tiny-ablation").exit_code == 0


def test_bad_words_are_refused(here: Path) -> None:
    for words, said in (
        (("--rollouts", "pilots"), "name two rollouts"),
        (("--outcome", "value"), "no such outcome"),
    ):
        result = called(*words)
        assert result.exit_code == 2
        assert said in result.stderr
        assert not Path("out").exists()
