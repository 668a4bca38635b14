"""What a plan costs beside its budget, reckoned by hand and without simulating anything."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.workbooks import write_workbook
from winsim.cli.scenarios import checked_file
from winsim.model.kernel.leadership import promised_duration
from winsim.model.model import OrgModel
from winsim.numerics.compiling import uncompiled
from winsim.scenario.planned_cost import cost_statements, planned_cost
from winsim.scenario.reading import read_scenario, scenario_from
from winsim.scenario.scenario import Scenario


def plan(budget: str = "5", weeks: int = 60, more: str = "") -> Scenario:
    """Ninety people in teams of nine; two steps of 9 and 18 person-weeks with half a one of overhead."""
    return scenario_from(
        f"""
name: plan
weeks: {weeks}
organisation: {{generate: {{people: 90, team_size: 9}}}}
teams: {{capacity: 0.25}}
leadership: {{budget: {budget}}}
initiative:
  overhead: 0.5
  design_capacity: 2
  steps:
    - {{name: sort, design: 4, work: 9, value: 0.5}}
    - {{name: join, design: 6, work: 18, value: 0.5}}
rollouts: {{big_bang: {{}}}}
{more}"""
    )


def test_work_counts_once_in_each_team_and_design_once_for_all() -> None:
    cost = planned_cost(plan(), 90)
    assert cost.design == 10  # 4 + 6
    assert cost.work == pytest.approx(280)  # ten teams, each 9 + 0.5 and 18 + 0.5
    assert cost.budget == 450  # 5 for each of 90
    assert cost.weeks == pytest.approx(
        5 + 28 / (9 * 0.25)
    )  # design at 2 a week, then the team's work


def test_the_weeks_are_those_that_a_sponsor_expects() -> None:
    model = OrgModel(plan(), "big_bang", seed=1)
    expected = uncompiled(promised_duration)(model.state.change)
    assert planned_cost(plan(), 90).weeks == pytest.approx(expected)


def test_what_is_switched_off_costs_nothing_and_limits_nothing() -> None:
    cost = planned_cost(plan(more="mechanisms: {overhead: false, budget: false}"), 90)
    assert cost.work == pytest.approx(270)
    assert cost.budget is None


def test_a_budget_smaller_than_the_plan_is_warned_of() -> None:
    assert list(cost_statements(plan(), 90)) == [
        "plan: 290 person-weeks (3.22 per employee), of which 10 for design; "
        "about 17 weeks of a typical team at full capacity",
        "budget: 450 person-weeks (5.00 per employee); documentation, rework and running two ways "
        "cost extra",
    ]
    assert list(cost_statements(plan(budget="3"), 90))[2] == (
        "warning: the budget is smaller than the plan by 20 person-weeks; "
        "it may run out before the end"
    )
    assert list(cost_statements(plan(budget="null"), 90))[1:] == ["budget: no limit"]


def test_weeks_too_few_for_the_plan_are_warned_of() -> None:
    assert list(cost_statements(plan(weeks=18), 90))[2:] == []
    assert list(cost_statements(plan(weeks=17), 90))[2:] == [
        "warning: the plan alone takes longer than the 17 weeks looked at; give it more weeks"
    ]


def test_capacity_that_is_spread_counts_with_its_mean() -> None:
    even = plan().with_fields({"teams.capacity": {"uniform": {"low": 0.1, "high": 0.4}}})
    assert planned_cost(even, 90).weeks == pytest.approx(planned_cost(plan(), 90).weeks)
    assert (
        planned_cost(plan().with_fields({"teams.capacity": {"column": "hours"}}), 90).weeks is None
    )


def test_check_counts_the_people_who_are_read_and_not_the_lines_of_a_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_workbook(
        tmp_path / "people.xlsx",
        {
            "People": [
                ["Workers of today"],
                ["id", "team"],
                [1, "a"],
                [2, "a"],
                [3, "b"],
                ["Total: 3"],
            ]
        },
    )
    (tmp_path / "plan.yaml").write_text(
        "name: plan\norganisation: {people: people.xlsx}\n"
        "initiative: {overhead: 0, team_size: 9, steps: [{name: sort, work: 9, value: 1}]}\n"
        "rollouts: {big_bang: {}}\n"
    )
    monkeypatch.chdir(tmp_path)
    assert "plan: 3 person-weeks (1.00 per employee)" in checked_file(tmp_path / "plan.yaml")


def test_a_change_without_steps_has_no_plan() -> None:
    assert list(cost_statements(scenario_from("name: s\nrollouts: {all: {}}\n"), 90)) == []


def test_check_loads_nothing_heavy(tmp_path: Path) -> None:
    home = Path(__file__).parents[2] / "scenarios" / "ops-redesign.yaml"
    assert read_scenario(home).initiative.steps
    code = (
        "import sys\nfrom winsim.cli.main import winsim\n"
        f"winsim(['check', {str(home)!r}], standalone_mode=False)\n"
        "print(*sys.modules, file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "budget: 500 person-weeks (2.50 per employee)" in done.stdout
    assert not {"numba", "numpy", "pandas", "mesa", "scipy"} & set(done.stderr.split())
