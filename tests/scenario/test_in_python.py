"""Scenarios built and changed in Python: by fields, and checked like a file."""

from contextlib import suppress
from pathlib import Path

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from pydantic import ValidationError

from winsim.declaration.override import override_from
from winsim.problems import BadInput
from winsim.scenario.initiative import Step
from winsim.scenario.reading import scenario_from
from winsim.scenario.rollout import Rollout, Wave
from winsim.scenario.scenario import Scenario

DATA = {
    "name": "small",
    "weeks": 52,
    "initiative": {
        "steps": [
            {"name": "first", "work": 2, "value": 0.5},
            {"name": "second", "work": 3, "value": 0.5, "needs": ["first"]},
        ]
    },
    "rollouts": {
        "big_bang": {"waves": ["all"], "release": "whole"},
        "pilots": {"waves": [{"pick": "readiest", "count": 2}, "rest"]},
    },
}
TEXT = """\
name: small
weeks: 52
initiative:
  steps:
    - {name: first, work: 2, value: 0.5}
    - {name: second, work: 3, value: 0.5, needs: [first]}
rollouts:
  big_bang: {waves: [all], release: whole}
  pilots: {waves: [{pick: readiest, count: 2}, rest]}
"""


@pytest.fixture
def small() -> Scenario:
    return scenario_from(DATA)


def test_data_and_text_make_the_same_scenario(small: Scenario) -> None:
    assert small == scenario_from(TEXT)


def test_models_arrays_and_paths_stand_for_plain_data(small: Scenario) -> None:
    steps = (
        Step(name="first", work=2, value=0.5),
        Step(name="second", work=3, value=0.5, needs=("first",)),
    )
    pilots = Rollout(waves=(Wave(pick="readiest", count=2), Wave(teams="rest")))
    rollouts = {"big_bang": DATA["rollouts"]["big_bang"], "pilots": pilots}  # type: ignore[index]
    data = DATA | {"weeks": np.int64(52), "initiative": {"steps": steps}, "rollouts": rollouts}
    assert scenario_from(data) == small
    people = small.with_fields({"organisation.people": Path("staff.csv")})
    assert people.organisation.people == "staff.csv"


def test_data_are_met_with_the_words_that_a_file_is_met_with() -> None:
    with pytest.raises(BadInput) as refused:
        scenario_from(DATA | {"wekes": 52, "baseline": "bigbang"}, "a draft")
    assert [str(problem) for problem in refused.value.problems] == [
        "a draft: wekes = 52: there is no such field; did you mean 'weeks'?",
        "a draft: baseline = bigbang: there is no such rollout; did you mean 'big_bang'?",
    ]


def test_a_text_without_a_name_has_lines_all_the_same() -> None:
    with pytest.raises(BadInput, match=r"^line 2: weeks = many: must be a whole number"):
        scenario_from(TEXT.replace("weeks: 52", "weeks: many"))


def test_fields_are_set_by_path_or_by_name_and_the_scenario_stays(small: Scenario) -> None:
    changed = small.with_fields(
        {
            "behaviour.coordination": 0.5,
            "rollouts.pilots.waves[0].count": 3,
            "rollouts.slow": Rollout(work_in_progress=2),
            "employees.threshold": {"uniform": {"low": 0.2, "high": 0.4}},
        },
        weeks=60,
    )
    assert changed.behaviour.coordination == 0.5
    assert changed.rollouts["pilots"].waves[0].count == 3
    assert list(changed.rollouts) == ["big_bang", "pilots", "slow"]
    assert str(changed.employees.threshold) == "uniform(low 0.2, high 0.4)"
    assert changed.weeks == 60
    assert small == scenario_from(DATA)
    assert small.with_fields() is small


def test_setting_a_field_in_python_is_setting_it_on_the_command_line(small: Scenario) -> None:
    sets = ["weeks=60", "rollouts.pilots.waves[0].protected=0.8", "mechanisms.trust=false"]
    by_option = small.with_overrides([override_from(one) for one in sets])
    fields = {"rollouts.pilots.waves[0].protected": 0.8, "mechanisms.trust": False}
    assert small.with_fields(fields, weeks=60) == by_option


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("weeks", 0, "weeks = 0: must be at least 1 (weeks)"),
        ("weeks", "60", "weeks = 60: must be a whole number (weeks)"),
        ("week", 60, "week: there is no such field; did you mean 'weeks'?"),
        (
            "coordination",
            0.5,
            "coordination: there is no such field here; "
            "did you mean 'behaviour.coordination' or 'mechanisms.coordination'?",
        ),
        (
            "employees.belief",
            np.nan,
            "employees.belief.constant = nan: must be a finite number",
        ),
        (
            "rollouts.pilots.waves[5].count",
            2,
            "rollouts.pilots.waves[5]: there are 2, counted from [0]; [2] adds one",
        ),
        (
            "rollouts.slow",
            {"mandate": 2},
            "rollouts.slow.mandate = 2: must be at most 1 (per week)",
        ),
        ("weeks[", 2, "weeks[: write the way to a field as rollouts.pilots.waves[0].count"),
        (
            "initiative.steps[1].value",
            0.9,
            "initiative.steps: the values of the steps sum to 1.4, not to 1; scale them",
        ),
    ],
)
def test_a_field_that_does_not_fit_is_refused_with_a_remedy(
    small: Scenario, field: str, value: object, said: str
) -> None:
    with pytest.raises(BadInput) as refused:
        small.with_fields({field: value})
    assert str(refused.value) == said


def test_every_field_that_does_not_fit_is_said_at_once(small: Scenario) -> None:
    with pytest.raises(BadInput) as refused:
        small.with_fields({"behaviour.memory": 2, "leadership.support": -1}, weeks=0)
    assert [problem.field for problem in refused.value.problems] == [
        "weeks",
        "behaviour.memory",
        "leadership.support",
    ]


def test_a_copy_is_checked_like_a_scenario(small: Scenario) -> None:
    assert small.model_copy(update={"weeks": 60}).weeks == 60
    assert small.model_copy() == small
    with pytest.raises(ValidationError, match="greater than or equal to 0"):
        small.behaviour.model_copy(update={"coordination": -1})
    with pytest.raises(ValidationError, match="not permitted"):
        small.model_copy(update={"wekes": 60})
    with pytest.raises(ValidationError, match="no such rollout"):
        small.model_copy(update={"baseline": "none"})


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=6,
)
FIELDS = st.sampled_from(
    [*Scenario.model_fields, "rollouts.pilots.waves[1]", "employees.trust", "events[0]", "x[0]", ""]
)


@given(st.dictionaries(FIELDS, VALUES, max_size=3))
@example({"rollouts": [], "rollouts.pilots.waves[1]": None})
def test_any_value_is_taken_or_met_with_bad_input(fields: dict[str, object]) -> None:
    with suppress(BadInput):
        assert scenario_from(DATA).with_fields(fields).rollouts
    with suppress(BadInput):
        assert scenario_from(DATA | fields).rollouts


def test_the_rollout_that_nobody_begins_is_at_hand() -> None:
    scenario = scenario_from({"name": "try", "rollouts": {"big_bang": {}}})
    assert scenario.with_nothing(["big_bang"]) is scenario
    idle = scenario.with_nothing(["big_bang", "nothing"])
    assert idle.named(["nothing"]) == ("nothing",)
    assert (idle.rollouts["nothing"].waves, idle.called("nothing")) == ((), "doing nothing")
    own = scenario.with_fields({"rollouts.nothing": {"title": "wait and see"}})
    assert own.with_nothing(["nothing"]).called("nothing") == "wait and see"


def test_rollouts_go_by_their_titles() -> None:
    scenario = scenario_from(
        {"name": "try", "rollouts": {"big_bang": {}, "pilots": {"title": "Two teams first"}}}
    )
    assert [scenario.called(name) for name in scenario.rollouts] == ["big bang", "Two teams first"]


def test_a_start_is_a_day_of_the_calendar() -> None:
    scenario = scenario_from({"name": "try", "rollouts": {"big_bang": {}}, "start": "2027-01-04"})
    assert scenario.start == "2027-01-04"
    with pytest.raises(BadInput, match="a day of the calendar"):
        scenario.with_fields(start="4.1.2027")
