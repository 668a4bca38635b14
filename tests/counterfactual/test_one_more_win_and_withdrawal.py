"""One more win, and a programme withdrawn: what follows, beside the same run without."""

import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from click.testing import CliRunner, Result

from winsim import figures
from winsim.cli.main import winsim
from winsim.counterfactual.one_more_win import (
    Boost,
    OneMoreWin,
    boosts_for,
    one_more_win,
    share_of_top_twentieth,
    statements,
)
from winsim.counterfactual.withdrawal import LOOK, Withdrawal, threshold, withdrawal
from winsim.counterfactual.withdrawal import statements as withdrawal_statements
from winsim.problems import BadInput
from winsim.runs.run import simulate_one
from winsim.runs.simulate import simulate
from winsim.scenario.reading import scenario_from
from winsim.scenario.rollout import Event
from winsim.scenario.scenario import Scenario

TEXT = """\
name: small
weeks: 40
organisation: {generate: {people: 40, team_size: 8}}
initiative:
  steps:
    - {name: sort, work: 1, value: 0.4}
    - {name: standardise, work: 1.5, value: 0.6, needs: [sort]}
rollouts:
  big_bang: {release: whole}
  pilots: {waves: [{pick: readiest, count: 1}, rest]}
"""


def small(*sets: str) -> Scenario:
    return scenario_from(TEXT, "small.yaml", sets)


def test_the_gain_is_the_wins_with_one_more_less_the_wins_without() -> None:
    scenario, seeds = small(), range(1, 9)
    pairs = one_more_win(scenario, ["pilots"], seeds, [Boost(4, 1.0)], team="team 2").pairs
    win = Event(week=4, kind="win", size=1.0, team="team 2")
    boosted = scenario.model_copy(update={"events": (win,)})
    without, with_it = (simulate(one, ["pilots"], seeds).weeks for one in (scenario, boosted))
    for within in (4, 8, 13):
        counted = [
            table[table["week"] <= 4 + within].groupby("seed")["wins"].sum()
            for table in (with_it, without)
        ]
        found = pairs[pairs["within_weeks"] == within].set_index("seed")["further_wins"]
        assert found.tolist() == (counted[0] - counted[1]).tolist()


def test_where_nothing_feeds_back_one_more_win_brings_no_other() -> None:
    feedback = ("effort_feedback", "efficacy", "politics", "reinvestment")
    scenario = small(*(f"mechanisms.{name}=false" for name in feedback))
    found = one_more_win(scenario, seeds=range(1, 6))
    assert (found.table["further_wins"] == 0).all()
    assert found.table["share_top_twentieth"].isna().all()
    assert "brings no further win" in statements(found)[0]


def test_the_team_is_one_of_the_first_wave_and_the_same_for_every_boost() -> None:
    scenario = small()
    found = one_more_win(scenario, ["pilots"], range(1, 6), [Boost(4, 0.5), Boost(4, 2.0)])
    for seed, rows in found.pairs.groupby("seed"):
        one = simulate_one(scenario, "pilots", int(str(seed)))
        pilot = int(np.flatnonzero(one.state.change.teams.wave == 0)[0])
        assert set(rows["team"]) == {one.organisation.team_names[pilot]}


def test_the_number_of_jobs_is_of_no_account() -> None:
    one, two = (one_more_win(small(), seeds=range(1, 7), jobs=jobs) for jobs in (1, 2))
    pd.testing.assert_frame_equal(one.pairs, two.pairs)
    pd.testing.assert_frame_equal(one.table, two.table)


def test_progress_is_told() -> None:
    told: list[tuple[int, int]] = []

    def tell(done: int, total: int) -> None:
        told.append((done, total))

    one_more_win(small(), seeds=range(1, 4), boosts=[Boost(4, 1.0)], progress=tell)
    assert told == [(done, 6) for done in range(1, 7)]


def test_a_heavy_tail_is_measured_by_the_twentieth_that_moved_most() -> None:
    # Of forty organisations two moved by 6 and four by 1: the two hold 12 of 16.
    assert share_of_top_twentieth(np.array([6.0, -6.0, 1, 1, 1, 1] + [0.0] * 34)) == 12 / 16
    assert np.isnan(share_of_top_twentieth(np.zeros(40)))


def test_boosts_leave_time_for_something_to_follow() -> None:
    assert {boost.week for boost in boosts_for(small())} == {4, 13}
    assert {boost.week for boost in boosts_for(small("weeks=6"))} == {1}
    with pytest.raises(BadInput, match="from 1 to 39"):
        one_more_win(small(), seeds=[1], boosts=[Boost(40, 1.0)])
    with pytest.raises(BadInput, match="did you mean 'pilots'"):
        one_more_win(small(), ["pilot"], seeds=[1])


def gains(**columns: float) -> OneMoreWin:
    row = {
        "rollout": "pilots",
        "week": 4,
        "size": 1.0,
        "within_weeks": 13,
        "pairs": 200,
        "share_top_twentieth": 0.5,
    }
    return OneMoreWin(small(), pd.DataFrame([row | columns]), pd.DataFrame())


def test_a_gain_is_put_in_words() -> None:
    said = statements(gains(further_wins=0.46, low=0.37, high=0.55, share_none=0.6))[0]
    assert "0.46 further team-wins within 13 weeks (95 % interval 0.37 to 0.55" in said
    assert said.endswith("wins help one another and die out.")
    assert (
        "feed on themselves."
        in statements(gains(further_wins=2, low=1.5, high=2.5, share_none=0.1))[0]
    )
    assert (
        "cannot be told" in statements(gains(further_wins=1, low=0.5, high=1.5, share_none=0.1))[0]
    )


def test_adoption_is_read_as_the_programme_is_withdrawn_and_a_year_later() -> None:
    scenario = small()
    found = withdrawal(scenario, [12, 6], ["pilots"], range(1, 5))
    assert found.table["week"].tolist() == [6, 12]
    ended = scenario.model_copy(
        update={"events": (Event(week=6, kind="withdrawal"),), "weeks": 6 + LOOK}
    )
    weeks = simulate(ended, ["pilots"], range(1, 5)).weeks.set_index(["seed", "week"])
    rows = found.pairs[found.pairs["week"] == 6]
    for _, row in rows.iterrows():
        assert row["adopted_then"] == weeks.loc[(row["seed"], 5), "adopted"]
        assert row["adopted_later"] == weeks.loc[(row["seed"], 6 + LOOK), "adopted"]


def test_an_unfinished_whole_release_that_is_withdrawn_leaves_nothing() -> None:
    found = withdrawal(small(), [4], ["big_bang"], range(1, 5))
    assert found.table.iloc[0][["adopted_then", "adopted_later", "strategic_then"]].tolist() == [
        0,
        0,
        0,
    ]
    assert "has not begun" in withdrawal_statements(found)[0]
    with pytest.raises(BadInput, match="from the second on"):
        withdrawal(small(), [1], seeds=[1])


def withdrawals(*taken_off: int) -> Withdrawal:
    weeks = [8, 16, 26, 52][: len(taken_off)]
    table = pd.DataFrame(
        {"rollout": "pilots", "week": weeks, "runs": 10, "runs_taken_off": taken_off}
    )
    return Withdrawal(small(), table, pd.DataFrame())


def test_the_threshold_is_the_first_week_from_which_most_carry_themselves() -> None:
    assert threshold(withdrawals(0, 3, 7, 10), "pilots") == 26
    assert threshold(withdrawals(6, 3, 7, 10), "pilots") == 26
    assert threshold(withdrawals(9, 10, 10, 10), "pilots") == 8
    assert threshold(withdrawals(0, 1, 5), "pilots") is None


def called(*words: str) -> Result:
    return CliRunner().invoke(winsim, words)


def test_compare_asks_what_if_beside_the_comparison(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("small.yaml").write_text(TEXT)
    words = ("compare", "small.yaml", "--seeds", "3", "--spiral", "--withdraw", "8,26")
    result = called(*words)
    assert result.exit_code == 0, result.output
    assert "- One more win in week 4 of pilots brings" in result.stdout
    assert "- pilots withdrawn in week 26:" in result.stdout
    manifest = json.loads(Path("out/small/manifest.json").read_text())
    kinds = (".csv", "_pairs.csv", ".txt", ".png")
    added = {f"{name}{kind}" for name in ("spiral", "withdrawal") for kind in kinds}
    assert added < set(manifest["files"])
    plain = called("compare", "small.yaml", "--seeds", "3", "--no-figures")
    assert "One more win" not in plain.stdout
    assert not added & {path.name for path in Path("out/small").iterdir()}


def test_weeks_before_there_is_something_to_withdraw_are_refused(tmp_path: Path) -> None:
    (tmp_path / "small.yaml").write_text(TEXT)
    for weeks in ("1", "8,soon", "-4"):
        result = called("compare", str(tmp_path / "small.yaml"), "--withdraw", weeks)
        assert result.exit_code == 2
        assert "write it as 8,16,26, from week 2 on" in result.stderr


def test_figures_say_what_they_show() -> None:
    scenario = small()
    longer = small("initiative.steps[1].work=4")  # a win in another week brings nothing: no panel
    axes = figures.spiral(one_more_win(longer, seeds=range(1, 4)))
    assert [ax.get_xlabel() for ax in axes] == [
        "strength of the win", "weeks since a win in week 4",
    ]  # fmt: skip
    panels = figures.withdrawal(withdrawal(scenario, [8, 26], seeds=range(1, 4)))
    assert [ax.get_title(loc="left") for ax in panels] == ["big_bang", "pilots"]
