"""What would flip it: values, alone and in pairs, that make the other rollout the better one."""

import json
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
import yaml
from click.testing import CliRunner, Result

from tests.support.tiny_change import tiny
from winsim import figures
from winsim.cli.main import winsim
from winsim.counterfactual.flip import Flip, flip
from winsim.counterfactual.flip_display import display_table
from winsim.counterfactual.flip_statements import called, statements
from winsim.counterfactual.turning import Course, turn_of
from winsim.counterfactual.ways import Differences, Move, Way, refined, walked
from winsim.problems import BadInput
from winsim.runs.simulate import simulate
from winsim.scenario.reading import scenario_from
from winsim.scenario.scenario import Scenario
from winsim.scenario.uncertainty import UncertainField, uncertain_fields

LATE = "{teams: rest, gate: {wait: 14}}"
EAGER = "initiative:\n  gain: 2\n"
TEXT = (
    tiny(20, LATE).replace("initiative:\n", EAGER)
    + "behaviour: {announce: 0.5}\nbaseline: big_bang\n"
)
SEEDS = range(1, 7)
PRICE, LOAD = "initiative.price", "behaviour.load_appeal"


def small(price: list[float] | None = None) -> Scenario:
    """A scenario of which the price may have a range, and of all else only how much load weighs has."""
    return scenario_from(text(price), "tiny.yaml")


def text(price: list[float] | None = None) -> str:
    plain = scenario_from(TEXT, "tiny.yaml")
    none = {one.path: None for one in uncertain_fields(plain) if one.path != LOAD}
    return TEXT + yaml.safe_dump({"uncertain": none | {PRICE: price}})


def turning_price() -> float:
    """The price changes no run, and net value is benefit less cost: it turns where these are equal."""
    table = simulate(small(), ["big_bang", "pilots"], SEEDS).runs
    pilots, big_bang = (table[table["rollout"] == name] for name in ("pilots", "big_bang"))
    cost, benefit = (pilots[name].mean() - big_bang[name].mean() for name in ("cost", "benefit"))
    return cost / (benefit / 0.05)


# Ways that are known by hand: the difference of three seeds as a function of one value or two.

SPREAD = np.array([-1.0, 0.0, 1.0])


def field(path: str, value: float = 0.0, low: float = -1.0, high: float = 1.0) -> UncertainField:
    whole = path == "whole"
    return UncertainField(
        path, "inputs", value, low, high, False, whole, "", path, "our assumption"
    )


def at(difference: Callable[..., float]) -> Differences:
    return lambda points: [difference(**point) + SPREAD for point in points]


def gone(difference: Callable[..., float], *moves: Move) -> Way:
    """The way of some moves at once, of which one looks where it turns."""
    start = difference() + SPREAD
    (way,) = refined(walked([moves], start, at(difference)), at(difference))
    return way


def test_a_straight_difference_turns_where_its_line_crosses_zero() -> None:
    turn = gone(lambda price=0.0: 10 - 25 * price, Move(field("price"), "high")).turn
    assert turn.share == pytest.approx(0.4)
    # Three seeds one apart: the interval is the mean ± 4.303 / √3 = ± 2.484, so it includes zero where
    # the line is from 2.484 to -2.484: from a share of 0.301 to one of 0.499.
    assert turn.low == pytest.approx(0.301, abs=0.01)
    assert turn.high == pytest.approx(0.499, abs=0.01)
    assert turn.certain
    assert not turn.returns


def test_a_difference_that_stays_on_its_side_never_turns() -> None:
    turn = turn_of(Course(np.array([0.0, 1.0]), np.array([10 + SPREAD, 5 + SPREAD])))
    assert not turn.flips
    assert np.isnan([turn.share, turn.low, turn.high]).all()


def test_a_difference_that_turns_within_its_interval_turns_possibly() -> None:
    turn = turn_of(Course(np.array([0.0, 1.0]), np.array([9 + SPREAD, -1 + SPREAD])))
    assert turn.share == pytest.approx(0.9)
    assert not turn.certain
    assert np.isnan(turn.high)


def test_one_that_turns_in_the_middle_and_back_is_found_and_said() -> None:
    def bent(value: float = 0.0) -> float:
        return 160 * (value - 0.5) ** 2 - 10 - value  # 30 today, -10.5 in the middle, 29 at the end

    turn = gone(bent, Move(field("value"), "high")).turn
    assert turn.share == pytest.approx(0.25, abs=0.02)  # 160 (v - ½)² = 10 + v
    assert turn.certain
    assert turn.returns


def test_a_whole_number_takes_only_whole_values() -> None:
    seen: list[float] = []

    def stepped(whole: float = 0.0) -> float:
        seen.append(whole)
        return 25 - 10 * whole

    way = gone(stepped, Move(field("whole", high=5), "high"))
    assert way.course.bracket is not None
    assert way.moves[0].value(way.course.bracket[1]) == 3
    assert all(value == round(value) for value in seen)
    assert len(seen) == len(set(seen))


def test_two_that_do_not_turn_it_alone_can_turn_it_together() -> None:
    def both(a: float = 0.0, b: float = 0.0) -> float:
        return 10 - 8 * a - 8 * b

    a, b = Move(field("a"), "high"), Move(field("b"), "high")
    assert not gone(both, a).turn.flips
    assert not gone(both, b).turn.flips
    way = gone(both, a, b)
    assert way.turn.share == pytest.approx(10 / 16)
    assert way.point(0.5) == {"a": 0.5, "b": 0.5}


# A scenario in which pilots cost less, and bring less: the price says which is better.


@pytest.fixture(scope="module")
def priced() -> Flip:
    return flip(small([0.002, 0.1]), seeds=SEEDS, jobs=2)


def row(found: Flip, path: str, end: str) -> pd.Series:
    return found.ends[(found.ends["field"] == path) & (found.ends["end"] == end)].iloc[0]


def test_the_price_at_which_it_turns_is_that_of_the_extra_cost_over_the_extra_benefit(
    priced: Flip,
) -> None:
    exact, one = turning_price(), row(priced, PRICE, "low")
    assert 0.002 < exact < 0.05
    assert one["turns_at"] == pytest.approx(exact, rel=1e-6)
    assert one["flips"] == "yes"
    assert one["turns_to"] < exact < one["turns_from"] < 0.05
    assert one["share"] == pytest.approx((0.05 - exact) / 0.048)
    assert np.isnan(row(priced, PRICE, "high")["turns_at"])


def test_the_nearest_turn_comes_first_and_is_what_the_answer_hangs_on(priced: Flip) -> None:
    assert priced.ends["field"].iloc[0] == PRICE
    assert priced.ahead(priced.difference[0]) == "big_bang"
    said = statements(priced)
    assert said[0] == (
        "It hangs most on “what a week of the full benefit is worth, per employee”: below "
        f"{turning_price():.3g} person-weeks (now 0.05) pilots would be better; of 2 values that could as "
        "well be others, 1 can turn it alone."
    )
    assert said[2] == (
        "Defaults that nobody has measured (our assumption): 1 of the 2 values, and none of the 1 that can "
        "turn it alone."
    )
    table = display_table(priced)
    assert table["field"].tolist() == [PRICE]
    assert table["today's value"].tolist() == ["default; range of the scenario"]


def test_where_nothing_turns_it_that_is_said() -> None:
    found = flip(small([0.04, 0.06]), seeds=SEEDS)
    assert statements(found)[0] == (
        "No single one of the 2 values that could as well be others turns it within its plausible range."
    )
    table = display_table(found)
    assert "turns at" not in table.columns
    assert table[["field", "end of range"]].iloc[0].tolist() == [PRICE, "0.04"]
    assert not any("can turn it alone" in sentence for sentence in statements(found)[1:])


def test_where_today_is_not_clear_it_says_what_would_be() -> None:
    scenario = small([0.002, 0.5])
    near = scenario.with_fields({PRICE: turning_price()})
    found = flip(near, seeds=SEEDS)
    assert not found.clear
    assert found.pairs.empty
    assert statements(found)[0].startswith("Over 6 seeds neither of the two is clearly better")


def test_an_end_at_which_a_rollout_stands_still_is_called_so() -> None:
    # Without any political capital from wins the second wave of the pilots never opens.
    backed = "{teams: rest, gate: {backing: 0.1}}"
    plain = tiny(40, backed).replace("initiative:\n", EAGER)
    plain += "behaviour: {announce: 0.5}\nleadership: {manager_capital: 0}\n"
    fixed = {one.path: None for one in uncertain_fields(scenario_from(plain, "backed.yaml"))}
    ranges = yaml.safe_dump({"uncertain": fixed | {"leadership.win_capital": [0.0, 1.5]}})
    scenario = scenario_from(plain + ranges, "backed.yaml")
    found = flip(scenario, ["pilots", "big_bang"], range(1, 4), "adoption")
    still = found.ends.set_index("end")["stands_still"]
    assert (still["low"], still["high"]) == ("pilots", "")
    shown = display_table(found).set_index("end of range")["stands still there"]
    assert shown["0"] == "pilots"


def test_every_difference_is_kept_and_jobs_do_not_change_any(priced: Flip) -> None:
    alone = flip(small([0.002, 0.1]), seeds=SEEDS, jobs=1)
    for name in ("ends", "pairs", "differences"):
        pd.testing.assert_frame_equal(getattr(alone, name), getattr(priced, name))
    today = priced.differences.query("fields == @PRICE and ends == 'low' and share == 0")
    assert today["difference"].tolist() == pytest.approx(priced.today.tolist())


def test_what_the_scenario_sets_is_no_default() -> None:
    set_by = flip(small([0.04, 0.06]).with_fields({PRICE: 0.055}), seeds=SEEDS)
    assert row(set_by, PRICE, "high")["set_by"] == "scenario"
    assert not row(set_by, PRICE, "high")["unmeasured"]


def test_a_field_is_called_by_what_it_is() -> None:
    assert called("capacity lost when all teams change at once (κ)") == (
        "“capacity lost when all teams change at once”"
    )
    assert called("strategic value; the values of all steps sum to one: one intake") == (
        "“strategic value of one intake”"
    )


def test_the_figure_marks_zero_and_has_a_row_for_each_field(priced: Flip) -> None:
    axes = figures.flip(priced)
    labels = [label.get_text() for label in axes.get_yticklabels()]
    assert labels == ["price\nnow 0.05", "load appeal\nnow 0.5"]
    assert axes.get_yticklabels()[0].get_fontweight() == "bold"
    low, high = axes.get_xlim()
    assert low < 0 < high
    texts = [text.get_text() for text in axes.texts]
    assert "← big bang better" in texts
    assert "pilots better →" in texts
    assert "0.002" in texts


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "tiny.yaml").write_text(text([0.002, 0.1]))
    return tmp_path


def typed(*words: str) -> Result:
    return CliRunner().invoke(winsim, [*words, "--seeds", "6"])


def test_the_command_prints_and_keeps_and_a_comparison_takes_its_sentence(here: Path) -> None:
    before = typed("compare", "tiny.yaml", "--no-figures", "-q")
    assert "What it hangs on was not looked for" in before.stdout
    result = typed("flip", "tiny.yaml")
    assert result.exit_code == 0, result.output
    (sentence,) = [one for one in result.stdout.splitlines() if one.startswith("It hangs most on")]
    folder = Path("out/tiny-flip")
    assert {"flip.csv", "flip_pairs.csv", "flip_differences.csv", "flip.png", "columns.csv"} < {
        path.name for path in folder.iterdir()
    }
    after = typed("compare", "tiny.yaml", "--no-figures", "-q")
    assert f"3. {sentence}" in after.stdout
    assert sentence in Path("out/tiny/statements.txt").read_text()


def test_a_sentence_about_something_else_is_not_taken(here: Path) -> None:
    assert typed("flip", "tiny.yaml", "-q").exit_code == 0
    assert (
        typed("flip", "tiny.yaml", "-q", "--outcome", "adoption", "--out", "mine-flip").exit_code
        == 0
    )
    other = typed(
        "compare", "tiny.yaml", "--no-figures", "-q", "--set", "weeks=19", "--out", "another"
    )
    assert "was not looked for" in other.stdout
    Path("out").rename("elsewhere")
    mine = typed("compare", "tiny.yaml", "--no-figures", "-q", "--out", "mine")
    assert "was not looked for" in mine.stdout
    (here / "elsewhere" / "tiny-flip" / "statements.txt").write_text("It hangs on nothing.\n")
    Path("elsewhere").rename("out")
    changed = typed("compare", "tiny.yaml", "--no-figures", "-q", "--out", "mine")
    assert "was not looked for" in changed.stdout


def test_numbers_for_other_programs(here: Path) -> None:
    rows = json.loads(typed("flip", "tiny.yaml", "--format", "json", "-q").stdout)
    assert {"field", "end", "difference", "turns_at", "share", "unmeasured"} < set(rows[0])


def test_two_rollouts_that_are_alike_have_no_difference_to_flip() -> None:
    with pytest.raises(BadInput, match="the two differ in no lever"):
        flip(small().with_fields({"rollouts.other": {"release": "whole"}}), ["other", "big_bang"])


def test_bad_words_are_refused(here: Path) -> None:
    for words, said in (
        (("--rollouts", "pilots"), "name two rollouts"),
        (("--rollouts", "pilot,big_bang"), "did you mean 'pilots'"),
        (("--outcome", "value"), "no such outcome"),
    ):
        result = typed("flip", "tiny.yaml", *words)
        assert result.exit_code == 2
        assert said in result.stderr
        assert "Traceback" not in result.output
        assert not Path("out").exists()
    with pytest.raises(BadInput, match="did you mean 'net_value'"):
        flip(small(), outcome="netvalue")
