"""Levers exchanged one by one: what each carries of the difference between two rollouts."""

import csv
import json
from pathlib import Path

import pandas as pd
import pytest
from click.testing import CliRunner, Result

from winsim import figures
from winsim.cli.main import winsim
from winsim.counterfactual.attribution import Attribution, attribute
from winsim.counterfactual.attribution_statements import statements
from winsim.counterfactual.lever_groups import lever_groups
from winsim.problems import BadInput
from winsim.runs.compare import compare
from winsim.runs.simulate import simulate
from winsim.scenario.lever import LEVERS, differing
from winsim.scenario.reading import scenario_from
from winsim.scenario.scenario import Scenario

TEXT = """\
name: tiny
weeks: 20
organisation: {generate: {people: 24, team_size: 6}}
initiative:
  steps:
    - {name: sort, work: 1, value: 0.4}
    - {name: standardise, work: 1, value: 0.6, needs: [sort]}
rollouts:
  big_bang: {release: whole, broadcast_every: 1}
  pilots:
    waves: [{pick: readiest, count: 1, protected: 0.9}, {teams: rest, protected: 0.9}]
    mandate: 0.2
  firm: {release: whole, mandate: 0.2}
  cut: {release: whole}
  many:
    waves: [{pick: readiest, count: 1, protected: 0.9}, {teams: rest, protected: 0.9}]
    order: value_first
    work_in_progress: 2
    documentation: true
    mandate: 0.2
    dashboards: 0.5
    recognition: {by: value}
baseline: big_bang
events:
  - {week: 3, kind: reorganisation, rollouts: [cut]}
"""
SEEDS = range(1, 5)


def small(*sets: str) -> Scenario:
    return scenario_from(TEXT, "tiny.yaml", sets)


@pytest.fixture(scope="module")
def found() -> Attribution:
    return attribute(
        small(), ["pilots", "big_bang"], SEEDS, outcomes=["net_value", "weeks_to_90"], jobs=2
    )


def carried(found: Attribution, outcome: str) -> pd.DataFrame:
    """What each lever carried, a column a lever and a row a seed."""
    pairs = found.pairs[found.pairs["outcome"] == outcome]
    return pairs.pivot(index="seed", columns="lever", values="carried")


def test_the_parts_add_up_to_the_difference_with_every_seed(found: Attribution) -> None:
    runs = simulate(small(), ["big_bang", "pilots"], SEEDS)
    differences = compare(runs).pairs.query("outcome == 'net_value'")["difference"]
    assert carried(found, "net_value").sum(axis=1).tolist() == pytest.approx(differences.tolist())
    total = found.carried.query("outcome == 'net_value'")["carried"].sum()
    assert total == pytest.approx(found.difference("net_value")[0])


def test_the_parts_are_the_levers_that_differ(found: Attribution) -> None:
    assert [group.name for group in found.groups] == ["sequence", "release", "protected", "mandate"]
    assert set(found.carried["lever"]) == {"sequence", "release", "protected", "mandate"}
    assert found.mixtures["mixture"].nunique() == 16


def test_a_single_lever_carries_the_plain_difference() -> None:
    alone = attribute(small(), ["firm", "big_bang"], SEEDS)
    row = alone.carried.iloc[0]
    mean, low, high = alone.difference("net_value")
    assert (row["lever"], len(alone.carried)) == ("mandate", 1)
    assert row[["carried", "low", "high"]].tolist() == pytest.approx([mean, low, high])
    assert row[["first", "last"]].tolist() == pytest.approx([mean, mean])
    assert not row["interacts"]


def test_an_event_that_befalls_only_one_of_them_is_a_part_too() -> None:
    hit = attribute(small(), ["cut", "big_bang"], SEEDS)
    assert hit.carried["lever"].tolist() == ["events"]
    assert hit.carried["carried"].iloc[0] == pytest.approx(hit.difference("net_value")[0])
    both = attribute(small("rollouts.cut.mandate=0.2"), ["cut", "big_bang"], SEEDS)
    assert set(both.carried["lever"]) == {"events", "mandate"}


def test_first_and_last_are_exchanges_that_could_be_simulated_alone(found: Attribution) -> None:
    firm = simulate(small(), ["big_bang", "firm"], SEEDS)
    alone = compare(firm).pairs.query("outcome == 'net_value'")["difference"].mean()
    lenient = simulate(small("rollouts.pilots.mandate=0"), ["pilots"], SEEDS)
    row = found.carried.query("outcome == 'net_value' and lever == 'mandate'").iloc[0]
    assert row["first"] == pytest.approx(alone)
    with_it = found.runs.runs.query("rollout == 'pilots'")["net_value"].mean()
    assert row["last"] == pytest.approx(with_it - lenient.runs["net_value"].mean())


def test_a_time_that_never_came_counts_as_the_weeks_of_the_scenario(found: Attribution) -> None:
    times = found.runs.runs.pivot(index="seed", columns="rollout", values="weeks_to_90")
    assert times.isna().any().any(), "some run must never come so far"
    whole = times.fillna(20)
    expected = whole["pilots"] - whole["big_bang"]
    assert carried(found, "weeks_to_90").sum(axis=1).tolist() == pytest.approx(expected.tolist())
    assert statements(found)[-1] == (
        "In weeks until 90 % of people work the new way, a time that never came counts as 20 weeks, all "
        "that the scenario looks at."
    )


def test_a_lever_that_changes_no_run_is_idle() -> None:
    # Nobody is an owner here, so that it does not matter how often owners change.
    idle = attribute(small("rollouts.pilots.rotate_every=9"), ["pilots", "big_bang"], SEEDS)
    row = idle.carried.set_index("lever").loc["ownership"]
    assert row["idle"]
    assert row["carried"] == 0
    assert "Idle here, they change no run: ownership." in statements(idle)


def test_levers_that_are_grouped_are_exchanged_together(found: Attribution) -> None:
    grouped = attribute(
        small(), ["pilots", "big_bang"], SEEDS, groups={"push": ["mandate", "protected"]}
    )
    assert [group.name for group in grouped.groups] == ["sequence", "release", "push"]
    total = grouped.carried["carried"].sum()
    assert total == pytest.approx(found.difference("net_value")[0])
    assert "Exchanged together, as one: push (protected, mandate)." in statements(grouped)


def test_more_than_six_levers_are_gathered_as_declared() -> None:
    scenario = small()
    levers = differing(scenario, "many", "big_bang")
    assert len(levers) == 9
    groups = {group.name: group.levers for group in lever_groups(levers, {})}
    assert list(groups) == ["sequence", "release", "work", "help", "recognition", "leadership"]
    assert [lever.name for lever in groups["work"]] == ["order", "work_in_progress"]
    assert sorted(lever.name for one in groups.values() for lever in one) == sorted(
        lever.name for lever in levers
    )


def test_every_pair_of_rollouts_fits_into_the_declared_groups() -> None:
    assert len(lever_groups(list(LEVERS.values()), {})) == 6


@pytest.mark.parametrize(
    ("groups", "said"),
    [
        ({"push": ["mandat"]}, "there is no such lever; did you mean 'mandate'"),
        ({"push": ["pieces"]}, "do not differ in it; they differ in: sequence, release, order"),
        ({"push": ["mandate"], "pull": ["mandate"]}, "is in two groups"),
        ({"order": ["mandate"]}, "the name of a lever that is not in it"),
        ({f"g{n}": [name] for n, name in enumerate(("order", "mandate", "dashboards"))},
         "gather them in at most 6"),
    ],
)  # fmt: skip
def test_groups_that_cannot_be_are_refused(groups: dict[str, list[str]], said: str) -> None:
    levers = differing(small(), "many", "big_bang")
    with pytest.raises(BadInput, match=said):
        lever_groups(levers, groups)


def test_rollouts_that_do_not_differ_are_refused() -> None:
    with pytest.raises(BadInput, match="the two differ in no lever"):
        attribute(small("events=[]"), ["cut", "big_bang"], SEEDS)


def test_statements_share_the_difference_out(found: Attribution) -> None:
    said = statements(found)
    assert said[0].startswith("Net value: pilots less big bang is ")
    heaviest = found.carried.query("outcome == 'net_value'")["lever"].iloc[0]
    assert f"; of it, {heaviest} carries " in said[0]
    assert any("from 16 mixtures of the two rollouts" in one for one in said)
    assert any(one.startswith("Pilots differs from big bang in 4 levers") for one in said)


def test_the_figure_has_a_row_for_each_lever_at_work(found: Attribution) -> None:
    axes = figures.attribution(found)
    rows = found.carried.query("outcome == 'net_value' and not idle")
    assert [label.get_text() for label in axes[0].get_yticklabels()] == rows["lever"].tolist()
    assert len(axes) == 2


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "tiny.yaml").write_text(TEXT)
    return tmp_path


def called(command: str, *words: str) -> Result:
    return CliRunner().invoke(winsim, [command, "tiny.yaml", "--seeds", "2", *words])


def test_the_command_prints_and_keeps(here: Path) -> None:
    result = called(
        "attribute", "--rollouts", "pilots,big_bang", "--group", "push=mandate,protected"
    )
    assert result.exit_code == 0, result.output
    assert "pilots less big bang: net_value, by lever" in result.stdout
    folder = Path("out/tiny-attribution")
    assert {path.name for path in folder.iterdir()} == {
        "attribution.csv", "attribution.png", "attribution_mixtures.csv", "attribution_pairs.csv",
        "causes.csv", "columns.csv", "manifest.json", "picks.csv", "runs.csv",
        "statements.txt", "teams.csv", "weeks.csv",
    }  # fmt: skip
    rows = list(csv.DictReader((folder / "attribution.csv").read_text().splitlines()))
    assert {row["levers"] for row in rows} == {"sequence", "release", "protected, mandate"}


def test_two_jobs_give_the_same_bytes(here: Path) -> None:
    words = ("--rollouts", "pilots,big_bang", "-q")
    assert called("attribute", *words, "--out", "one", "--jobs", "1").exit_code == 0
    assert called("attribute", *words, "--out", "two", "--jobs", "2").exit_code == 0
    one, two = (
        {path.name: path.read_bytes() for path in sorted(Path(name).iterdir())}
        for name in ("one", "two")
    )
    assert one == two


def test_bad_words_are_refused(here: Path) -> None:
    for words, said in (
        (("--group", "mandate"), "write it as work=order,pieces"),
        (("--group", "a=mandate", "--group", "a=release"), "names two groups"),
        (("--group", "push=order"), "do not differ in it"),
        (("--rollouts", "pilots"), "name two rollouts"),
        (("--equal", "mandat"), "did you mean 'mandate'"),
    ):
        result = called("attribute", *words)
        assert result.exit_code == 2
        assert said in result.stderr
        assert not Path("out").exists()


def test_equal_levers_are_told_in_every_output(here: Path) -> None:
    words = ("--rollouts", "big_bang,pilots", "--equal", "mandate,protected")
    compared = called("compare", *words, "--no-figures")
    assert compared.exit_code == 0, compared.output
    title = "tiny (equal for all: protected effort and mandate, as in big bang), 2 seeds"
    assert title in compared.stdout
    assert "Pilots differs from big bang in 2 levers, and is equal in all others" in compared.stdout
    manifest = json.loads(Path("out/tiny/manifest.json").read_text())
    assert manifest["scenario"]["rollouts"]["pilots"]["mandate"] == 0
    assert manifest["scenario"]["title"].startswith("tiny (equal for all")
    assert "Pilots differs from big bang in 2 levers" in Path("out/tiny/statements.txt").read_text()
    for command in ("run", "ablate", "attribute"):
        result = called(command, *words, "--out", f"out/{command}")
        assert result.exit_code == 0, result.output
        assert title in result.stdout


def test_the_baseline_that_is_named_gives_the_levers(here: Path) -> None:
    words = ("--rollouts", "big_bang,pilots", "--baseline", "pilots", "--equal", "mandate")
    assert called("compare", *words, "--no-figures").exit_code == 0
    rollouts = json.loads(Path("out/tiny/manifest.json").read_text())["scenario"]["rollouts"]
    assert rollouts["big_bang"]["mandate"] == 0.2


def test_equal_rollouts_have_nothing_to_share_out(here: Path) -> None:
    words = ("--rollouts", "big_bang,pilots", "--equal", "all,sequence,release")
    result = called("attribute", *words)
    assert result.exit_code == 2
    assert "differ in no lever" in result.stderr
