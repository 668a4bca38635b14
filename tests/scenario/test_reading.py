"""Reading scenarios: what is wrong is said once, with its line, its value and a remedy."""

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from winsim.declaration.document import Document
from winsim.problems import BadInput
from winsim.scenario.initiative import Initiative, Step
from winsim.scenario.listing import as_yaml
from winsim.scenario.reading import read_scenario, scenario_from
from winsim.scenario.scenario import Scenario

SMALL = """\
name: small
weeks: 52
initiative:
  steps:
    - {name: first, work: 2, value: 0.5}
    - {name: second, work: 3, value: 0.5, needs: [first]}
rollouts:
  big_bang: {waves: [all], release: whole}
  pilots:
    waves:
      - {pick: readiest, count: 2}
      - rest
"""


def problems(text: str, *sets: str) -> list[str]:
    """What is said of a text that cannot be used."""
    with pytest.raises(BadInput) as refused:
        scenario_from(text, "small.yaml", sets)
    return [str(problem) for problem in refused.value.problems]


def with_line(old: str, new: str) -> str:
    assert SMALL.count(old) == 1
    return SMALL.replace(old, new)


def test_a_small_scenario_is_read_with_its_defaults() -> None:
    scenario = scenario_from(SMALL, "small.yaml")
    assert scenario.weeks == 52
    assert scenario.reference == "big_bang"
    assert scenario.rollouts["pilots"].waves[0].count == 2
    assert scenario.rollouts["pilots"].waves[1].teams == "rest"
    assert scenario.behaviour.patience == 8


def test_a_misspelt_key_is_met_with_its_line_and_the_nearest_name() -> None:
    assert problems(with_line("count: 2", "cuont: 2")) == [
        "small.yaml:11: rollouts.pilots.waves[0].cuont = 2: "
        "there is no such field; did you mean 'count'?",
    ]


def test_a_key_in_the_wrong_group_is_shown_its_home() -> None:
    assert problems(SMALL + "paitence: 4\n") == [
        "small.yaml:13: paitence = 4: "
        "there is no such field here; did you mean 'behaviour.patience'?",
    ]


def test_a_negative_probability_is_told_its_bound() -> None:
    assert problems(SMALL + "    mandate: -0.1\n") == [
        "small.yaml:13: rollouts.pilots.mandate = -0.1: must be at least 0 (per week)",
    ]


def test_a_circle_of_needs_is_named() -> None:
    text = SMALL.replace("work: 2, value: 0.5", "work: 2, value: 0.5, needs: [second]")
    assert problems(text) == [
        "small.yaml:5: initiative.steps[0].needs = [second]: the needs go round in a circle: "
        "first -> second -> first; take one of them out",
    ]


def test_a_need_that_no_step_has_is_met_with_the_nearest_step() -> None:
    assert problems(with_line("needs: [first]", "needs: [frist]")) == [
        "small.yaml:6: initiative.steps[1].needs[0] = frist: "
        "there is no such step; did you mean 'first'?",
    ]


def test_values_that_do_not_share_out_one_are_summed() -> None:
    assert problems(with_line("work: 3, value: 0.5", "work: 3, value: 0.3")) == [
        "small.yaml:4: initiative.steps: the values of the steps sum to 0.8, not to 1; scale them",
    ]


def test_all_problems_of_a_file_are_said_at_once_from_top_to_bottom() -> None:
    text = (
        with_line("weeks: 52", "weeks: many")
        .replace("work: 2", "work: -2")
        .replace("[first]", "[third]")
        .replace("readiest", "reddiest")
        + "baseline: bigbang\nevents:\n  - {week: 60, kind: budget_cut, size: 0.5}\n"
    )
    assert problems(text) == [
        "small.yaml:2: weeks = many: must be a whole number (weeks)",
        "small.yaml:5: initiative.steps[0].work = -2: must be more than 0 (person-weeks)",
        "small.yaml:6: initiative.steps[1].needs[0] = third: "
        "there is no such step; known: first, second",
        "small.yaml:11: rollouts.pilots.waves[0].pick = reddiest: must be one of readiest, "
        "hardest, most_central, best_bridging, neighbours, random, largest, smallest; "
        "did you mean 'readiest'?",
        "small.yaml:13: baseline = bigbang: there is no such rollout; did you mean 'big_bang'?",
    ]


def test_a_review_cannot_drop_everything() -> None:
    text = SMALL + "    checkpoint_every: 4\n    review: {drop_below: 0.7}\n"
    assert problems(text) == [
        "small.yaml:14: rollouts.pilots.review.drop_below = 0.7: "
        "no step is worth so much, so all would be dropped; at most 0.5"
    ]


def test_what_happens_after_the_last_week_is_refused() -> None:
    text = SMALL + "    promises: [{week: 60, progress: 0.5}]\n"
    events = "events:\n  - {week: 70, kind: withdrawal, rollouts: [pilot]}\n"
    assert problems(text + events) == [
        "small.yaml:13: rollouts.pilots.promises[0].week = 60: "
        "lies after the last week (52); choose an earlier week or more weeks",
        "small.yaml:15: events[0].week = 70: "
        "lies after the last week (52); choose an earlier week or more weeks",
        "small.yaml:15: events[0].rollouts[0] = pilot: "
        "there is no such rollout; did you mean 'pilots'?",
    ]


def test_a_key_given_twice_is_refused() -> None:
    assert problems(with_line("weeks: 52", "weeks: 52\nweeks: 60")) == [
        "small.yaml:3: weeks = 60: is given twice, first in line 2; keep one of them",
    ]


def test_numbers_are_those_of_yaml_1_2() -> None:
    assert scenario_from(with_line("weeks: 52", "weeks: 1e3"), "").weeks == 1000
    assert scenario_from(with_line("weeks: 52", "weeks: 010"), "").weeks == 10
    assert problems(with_line("weeks: 52", "weeks: 1.5")) == [
        "small.yaml:2: weeks = 1.5: must be a whole number (weeks)",
    ]
    assert problems(with_line("weeks: 52", 'weeks: "52"')) == [
        'small.yaml:2: weeks = "52": must be a whole number (weeks)',
    ]


def test_yes_is_text_and_no_truth_value() -> None:
    assert scenario_from(with_line("name: small", "name: yes"), "").name == "yes"
    assert problems(SMALL + "mechanisms: {trust: no, risk: 0}\n") == [
        "small.yaml:13: mechanisms.trust = no: "
        "must be true or false; yes, no, on and off are plain text",
        "small.yaml:13: mechanisms.risk = 0: must be true or false",
    ]


def test_names_that_look_like_numbers_need_quotes() -> None:
    assert problems(with_line("- rest", "- {teams: [7, '8']}")) == [
        "small.yaml:12: rollouts.pilots.waves[1].teams[0] = 7: "
        "must be text, in quotes where it looks like a number",
    ]


def test_a_choice_of_forms_gets_one_message() -> None:
    assert problems(with_line("- rest", "- {teams: rset}")) == [
        "small.yaml:12: rollouts.pilots.waves[1].teams = rset: "
        "must be 'all' or 'rest' or a list, as [one, two]; did you mean 'rest'?",
    ]
    assert problems(with_line("count: 2", "count: 2, repeat: often")) == [
        "small.yaml:11: rollouts.pilots.waves[0].repeat = often: must be 'all' or a whole number",
    ]
    assert problems(SMALL + "employees: {threshold: high}\n") == [
        "small.yaml:13: employees.threshold = high: must be a number or a group of fields, "
        "each as `name: value` (constant, normal, lognormal, uniform, beta, column, items)",
    ]


def test_a_distribution_must_lie_within_the_range_of_its_trait() -> None:
    assert problems(SMALL + "employees:\n  threshold: {uniform: {low: 0.2, high: 1.4}}\n") == [
        "small.yaml:14: employees.threshold = {uniform: {low: 0.2, high: 1.4}}: "
        "its high 1.4 lies outside 0 to 1",
    ]
    told = problems(
        SMALL + "employees:\n  threshold: {normal: {mean: 0.4, sd: 0.1}, constant: 1}\n"
    )
    assert told[0].endswith("constant and normal are given")


@pytest.mark.parametrize(
    ("waves", "path", "remedy"),
    [
        ("[{pick: readiest}]", "waves[0]", "a pick needs a count or a share"),
        ("[{count: 2}]", "waves[0]", "say who is in the wave"),
        ("[{teams: [a], repeat: 2}]", "waves[0].repeat", "only a pick can be repeated"),
        ("[{pick: random, count: 1, repeat: 0}]", "waves[0].repeat", "at least 1, or all"),
        ("[rest, [a]]", "waves[1]", "no team is left"),
        ("[[a], all]", "waves[1]", "write rest"),
        ("[{pick: random, count: 1, repeat: all}, rest]", "waves[1]", "no team is left"),
        ("[{teams: all, gate: {wins: 0.5}}]", "waves[0].gate.wins", "no wave comes before"),
    ],
)
def test_waves_that_make_no_sense(waves: str, path: str, remedy: str) -> None:
    (told,) = problems(with_line("waves: [all]", f"waves: {waves}"))
    assert f"rollouts.big_bang.{path}" in told
    assert remedy in told


@pytest.mark.parametrize(
    ("text", "place", "remedy"),
    [
        ("name: [a\n", "bad.yaml:2", "this is not YAML"),
        ("name: a\n\tweeks: 2\n", "bad.yaml:2", "a tab stands here"),
        ("", "bad.yaml", "is empty"),
        ("- a\n- b\n", "bad.yaml:1", "a scenario is a group of fields"),
        ("name: a\n---\nname: b\n", "bad.yaml:2", "a second document begins here"),
        ("name: &a [*a]\n", "bad.yaml", "an alias contains itself"),
        ("name: " + "[" * 5000, "bad.yaml", "nested too deeply"),
        ("name: !!python/object:os.system x\n", "bad.yaml:1", "is not read; leave it out"),
        ("name: a\n? [b]\n: c\n", "bad.yaml:2", "a key must be one word"),
        ("name: a\x07\n", "bad.yaml", "this is not YAML"),
    ],
)
def test_texts_that_are_no_scenario(text: str, place: str, remedy: str) -> None:
    with pytest.raises(BadInput) as refused:
        scenario_from(text, "bad.yaml")
    told = refused.value.problems
    assert [one for one in told if one.where == place and remedy in one.remedy], told


def test_a_few_lines_of_aliases_cannot_fill_the_memory() -> None:
    levels = [f"l{n}: &l{n} [{', '.join([f'*l{n - 1}'] * 10)}]" for n in range(1, 10)]
    with pytest.raises(BadInput, match="aliases repeat too much"):
        scenario_from("l0: &l0 [x]\n" + "\n".join(levels), "bad.yaml")


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "ops.yaml").write_text(SMALL)
    (tmp_path / "latin.yaml").write_bytes(b"name: a\ntitle: caf\xe9\n")
    for name, remedy in [
        ("opps.yaml", "there is no such file; did you mean 'ops.yaml'"),
        ("none/ops.yaml", "there is no folder"),
        ("latin.yaml", "is not UTF-8 text"),
        (".", "is a folder"),
    ]:
        with pytest.raises(BadInput, match=remedy):
            read_scenario(tmp_path / name)


def test_a_byte_order_mark_and_windows_line_ends_are_no_trouble(tmp_path: Path) -> None:
    file = tmp_path / "ops.yaml"
    file.write_bytes(b"\xef\xbb\xbf" + SMALL.replace("\n", "\r\n").encode())
    assert read_scenario(file) == scenario_from(SMALL, "ops.yaml")


def test_people_are_looked_for_beside_the_scenario(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "client").mkdir()
    text = SMALL + "organisation: {people: data/people.csv, ties: ../ties.csv}\n"
    (tmp_path / "client" / "ops.yaml").write_text(text)
    monkeypatch.chdir(tmp_path)
    source = read_scenario("client/ops.yaml").organisation
    assert (source.people, source.ties) == ("client/data/people.csv", "ties.csv")
    sets = ["organisation.people=others.csv"]
    assert read_scenario("client/ops.yaml", sets).organisation.people == "others.csv"


def test_a_field_can_be_set_from_outside() -> None:
    scenario = scenario_from(
        SMALL,
        "small.yaml",
        [
            "weeks=1e2",
            "rollouts.pilots.waves[0].count=3",
            "mechanisms.trust=false",
            "rollouts.big_bang.waves[0].protected=0.8",
            "rollouts.slow={waves: [all], work_in_progress: 2}",
            "organisation.columns.team=department",
            "employees.threshold.uniform.low=0.2",
            "employees.threshold.uniform.high=0.4",
            "rollouts.pilots.scaffolding.relief=0.7",
        ],
    )
    assert scenario.weeks == 100
    assert scenario.rollouts["pilots"].waves[0].count == 3
    assert not scenario.mechanisms.trust
    assert scenario.rollouts["big_bang"].waves[0].teams == "all"
    assert scenario.rollouts["big_bang"].waves[0].protected == 0.8
    assert scenario.rollouts["slow"].work_in_progress == 2
    assert scenario.organisation.columns == {"team": "department"}
    assert str(scenario.employees.threshold) == "uniform(low 0.2, high 0.4)"
    assert scenario.rollouts["pilots"].scaffolding is not None


@pytest.mark.parametrize(
    ("change", "place", "remedy"),
    [
        ("week=3", "--set: week", "there is no such field; did you mean 'weeks'?"),
        ("rollouts.pilotz.mandate=1", "--set: rollouts.pilotz", "did you mean 'pilots'?"),
        ("rollouts.pilots.mandate=2", "--set: rollouts.pilots.mandate = 2", "must be at most 1"),
        ("rollouts.pilots.waves[5].count=2", "--set: rollouts.pilots.waves[5]", "[2] adds one"),
        ("rollouts.pilots.waves.count=2", "--set: rollouts.pilots.waves.count", "is a list"),
        ("weeks[0]=2", "--set: weeks[0]", "weeks is no list"),
        ("mechanisms.trust=no", "--set: mechanisms.trust = no", "must be true or false"),
        ("weeks", "--set: weeks", "write it as path=value"),
        ("title=[a", "--set: title = [a", "this is not YAML"),
        ("initiative.steps[1].value=0.9", "small.yaml:4: initiative.steps", "sum to 1.4, not to 1"),
    ],
)
def test_a_field_set_from_outside_is_checked_like_the_file(
    change: str, place: str, remedy: str
) -> None:
    (said,) = problems(SMALL, change)
    assert said.startswith(f"{place}: ")
    assert remedy in said


def test_python_is_as_strict_as_a_file() -> None:
    steps = (Step(name="a", work=1, value=0.5), Step(name="b", work=1, value=0.2, needs=("c",)))
    with pytest.raises(ValidationError, match=r"no such step.*sum to 0\.7"):
        Initiative(steps=steps)
    with pytest.raises(ValidationError, match="no such rollout"):
        Scenario(name="x", rollouts={"a": {}}, baseline="b")
    with pytest.raises(ValidationError, match="finite"):
        Step(name="a", work=float("inf"), value=1)
    with pytest.raises(ValidationError, match="valid number"):
        Step(name="a", work="1", value=1)


@given(st.text(max_size=60))
def test_any_text_is_a_scenario_or_bad_input(text: str) -> None:
    with pytest.raises(BadInput):
        scenario_from(text, "any.yaml")


FRAGMENTS = st.sampled_from(
    ["null", "[]", "{}", "-1", "2", "0.5", "1e999", "'x'", "true", "[1]", "{a: 1}", "[{}]", "[[]]"]
)
PLACES = st.sampled_from(
    [
        "small",
        "52",
        "2, value: 0.5}",
        "[first]",
        "first, work",
        "[all]",
        "whole",
        "readiest",
        "- rest",
    ]
)


@given(st.lists(st.tuples(PLACES, FRAGMENTS), min_size=1, max_size=4))
def test_a_spoilt_scenario_is_a_scenario_or_bad_input(spoils: list[tuple[str, str]]) -> None:
    text = SMALL
    for place, fragment in spoils:
        text = text.replace(place, fragment, 1)
    with suppress(BadInput):
        assert scenario_from(text, "spoilt.yaml").rollouts


WORDS = st.text(max_size=12) | st.sampled_from(
    ["yes", "1e3", "010", "~", "<<", "null", "a: b", "#"]
)
PLAIN = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | WORDS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=3),
    max_leaves=8,
)


@given(st.dictionaries(WORDS, PLAIN, min_size=1, max_size=4))
def test_what_is_written_reads_back_as_it_was(data: dict[str, object]) -> None:
    document = Document(as_yaml(data), "written.yaml")
    assert document.data == data
    assert not document.problems
