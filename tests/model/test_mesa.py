"""The model as an ordinary Mesa model: its agents are views, and a week is a week either way."""

import gc
import subprocess
import sys
import warnings
import weakref
from pathlib import Path
from typing import Any

import mesa
import numpy as np
import pytest

from tests.model.kernel.test_weeks import RICH, SEED
from tests.support.organisations import (
    columns_of,
    differing,
    everyone_knows_everyone,
    line,
    mutual,
    of_teams,
    plain,
    simulated,
    step,
)
from winsim.model.agents import Employee, Team
from winsim.model.measures import MEASURES
from winsim.model.model import OrgModel


def riot(weeks: int = 6, **employees: object) -> OrgModel:
    """A line of five in which each follows when half of the neighbours have."""
    start = {"threshold": 0.5, "adopters_at_start": {"ids": ["a1"]}} | employees
    scenario = plain("social_proof", employees=start, weeks=weeks)
    return OrgModel(scenario, organisation=line(5))


def pilots() -> OrgModel:
    return OrgModel(RICH, "pilots", SEED)


# An ordinary model -------------------------------------------------------------------------------


def test_it_steps_and_stops_like_any_mesa_model() -> None:
    model = riot(weeks=3)
    assert isinstance(model, mesa.Model)
    assert (model.week, model.running) == (0, True)
    model.step()
    assert (model.week, model.running) == (1, True)
    model.step()
    model.step()
    assert (model.week, model.running) == (3, False)
    with pytest.raises(ValueError, match="ends with week 3"):
        model.step()
    with pytest.raises(ValueError, match="give it more weeks"):
        model.open_week()
    assert model.week == 3


def test_running_a_model_to_its_end_is_stepping_it_to_its_end() -> None:
    stepped, ran, began = pilots(), pilots(), pilots()
    while stepped.running:
        stepped.step()
    ran.run()
    began.step()
    began.run()
    assert differing(stepped.state, ran.state) == differing(stepped.state, began.state) == []
    assert ran.week == RICH.weeks
    assert not ran.running
    ran.run()  # there is nothing left to do
    assert differing(stepped.state, ran.state) == []


def test_the_first_rollout_is_taken_unless_one_is_named() -> None:
    assert OrgModel(RICH, seed=SEED).rollout == "big_bang"
    based = RICH.model_copy(update={"baseline": "pilots"})
    assert OrgModel(based, seed=SEED).rollout == "pilots"


def test_a_model_that_is_only_run_makes_no_agents() -> None:
    model = pilots()
    model.run()
    assert "_everyone" not in vars(model)
    assert len(model.agents) == 31 + model.organisation.teams
    assert "_everyone" in vars(model)


def test_measures_are_those_of_the_week() -> None:
    model = riot()
    model.step()
    assert set(model.measures) == set(MEASURES)
    assert model.measures["adopted"] == 0.4


# Views -------------------------------------------------------------------------------------------


def test_people_and_teams_are_found_by_type_and_by_what_they_are() -> None:
    model = pilots()
    for _ in range(10):
        model.step()
    by_type = model.agents_by_type
    assert {kind: len(agents) for kind, agents in by_type.items()} == {
        Team: model.organisation.teams,
        Employee: 31,
    }
    adopters = by_type[Employee].select(lambda one: one.adopted)
    assert len(adopters) == round(31 * model.measures["adopted"])
    assert by_type[Employee].agg("adopted", sum) == len(adopters)
    assert by_type[Employee].agg("fatigue", np.mean) == pytest.approx(model.measures["fatigue"])
    assert by_type[Employee].agg("belief", np.mean) == pytest.approx(model.measures["belief"])
    assert by_type[Employee].agg("trust", np.mean) == pytest.approx(model.measures["trust"])
    assert by_type[Team].agg("efficacy", np.mean) == pytest.approx(model.measures["efficacy"])


def test_groups_get_and_set() -> None:
    model = pilots()
    for _ in range(8):
        model.step()
    people = model.agents_by_type[Employee]
    by_team = people.groupby("team")
    assert {team.name: len(members) for team, members in by_team} == {
        team.name: team.size for team in model.teams
    }
    assert by_team.map(lambda members: members.agg("adopted", sum)) == {
        team: team.adopters for team in model.teams
    }
    assert people.get("unseen") == model.state.population.employees.unseen.tolist()
    people.set("fatigue", 0.25)
    assert (model.state.population.employees.fatigue == 0.25).all()


def test_a_data_collector_reads_the_views() -> None:
    model = pilots()
    data_collector: Any = mesa.DataCollector  # Mesa leaves it untyped
    collector = data_collector(
        model_reporters={"adopted": lambda m: m.measures["adopted"], "week": "week"},
        agenttype_reporters={Employee: {"belief": "belief", "adopted": "adopted"},
                             Team: {"adoption": "adoption", "live": "live"}},
    )  # fmt: skip
    collector.collect(model)
    for _ in range(5):
        model.step()
        collector.collect(model)
    table = collector.get_model_vars_dataframe()
    assert table["week"].tolist() == list(range(6))
    assert table["adopted"].tolist() == model.state.record.weeks.adopted[:6].tolist()
    people = collector.get_agenttype_vars_dataframe(Employee)
    assert len(people) == 6 * 31
    # Mesa 3 stamps with model.steps, which counts along with model.week.
    week_five = people.xs(5, level="Step")
    assert week_five["adopted"].sum() == round(31 * model.measures["adopted"])
    assert len(collector.get_agenttype_vars_dataframe(Team)) == 6 * model.organisation.teams


def test_who_people_are() -> None:
    who = of_teams(
        2, 1, ties=[*mutual([("a1", "a2")]), ("b1", "a1")], managers={"a2": "a1", "b1": "a1"}
    )
    model = OrgModel(plain(), organisation=who)
    a1, a2, b1 = model.employees
    assert [one.id for one in model.employees] == ["a1", "a2", "b1"]
    assert (a1.team.name, b1.team.name) == ("A", "B")
    assert a1.team is a2.team is model.teams[0]
    assert model.teams[0].members == [a1, a2]
    assert (a1.manager, a2.manager, b1.manager) == (None, a1, a1)
    assert (a1.is_manager, a2.is_manager) == (True, False)
    assert b1.colleagues == [a1]
    assert a1.colleagues == [a2]
    assert (a1.degree, b1.degree) == (1.0, 1.0)


def test_reading_an_agent_reads_the_state() -> None:
    model = riot()
    model.step()
    a1, a2, a3, *_ = model.employees
    assert (a1.adopted, a2.adopted, a3.adopted) == (1, 1, 0)
    assert (a1.adopted_week, a2.adopted_week, a3.adopted_week) == (0, 1, -1)
    assert a3.exposure == 0.5
    assert model.teams[0].adoption == 0.4
    assert a3.belief == a3.trust == 0.5
    assert isinstance(a3.belief, float)


@pytest.mark.parametrize(
    ("attribute", "value"),
    [("threshold", 0.9), ("susceptibility", 0.25), ("fatigue", 0.7), ("trust_for", 9.0)],
)
def test_writing_an_agent_writes_the_state(attribute: str, value: float) -> None:
    model = riot()
    setattr(model.employees[2], attribute, value)
    assert getattr(model.employees[2], attribute) == value
    columns = {
        **model.state.population.employees._asdict(),
        **model.state.population.traits._asdict(),
    }
    assert columns[attribute][2] == value


def test_the_kernel_sees_what_was_written_through_a_view() -> None:
    # a3 is made stubborn: the idea stops in front of it.
    model = riot()
    model.employees[2].threshold = 0.9
    model.run()
    assert [one.adopted for one in model.employees] == [1, 1, 0, 0, 0]
    # A team that is given no time does nothing.
    busy = OrgModel(plain(steps=[step("a", 1.5, 1)]), organisation=of_teams(3, 3))
    busy.teams[0].capacity = 0.0
    busy.step()
    assert [team.live for team in busy.teams] == [0, 1]


def test_an_adoption_written_through_a_view_is_seen_by_colleagues_and_team() -> None:
    # a5 is made an adopter by hand before week 1: a4 sees it and follows, and the team has two.
    model = riot()
    model.employees[4].adopted = True
    assert model.teams[0].adopters == 2
    assert model.employees[3].exposure == 0.5
    model.step()
    assert [one.adopted for one in model.employees] == [1, 1, 0, 1, 1]


# Minds of one's own ------------------------------------------------------------------------------


class NeverAdopts(Employee):
    def decide(self) -> bool:
        return False


class Contrarian(Employee):
    """Does what most colleagues do not do."""

    def decide(self) -> bool:
        return self.exposure < 0.5


class Renamed(Employee):
    """Overrides nothing that is simulated."""

    @property
    def initials(self) -> str:
        return str(self.id)[:1]


class LazyTeam(Team):
    def step(self) -> None:
        if self.model.week % 2:
            super().step()


def test_people_who_never_adopt_never_adopt() -> None:
    model = OrgModel(RICH, "pilots", SEED, employee=NeverAdopts)
    with pytest.warns(UserWarning, match="agent by agent"):
        model.step()
    with warnings.catch_warnings():
        warnings.simplefilter("error")  # it is said once
        model.run()
    assert not model.state.population.employees.adopted.any()
    assert len(model.agents_by_type[NeverAdopts]) == 31
    assert pilots().state.population.employees.adopted.any()


def test_contrarians_are_obeyed_week_by_week() -> None:
    # Everyone sees everyone: all adopt, then all leave, and so on.
    who = everyone_knows_everyone(4)
    model = OrgModel(plain("social_proof", weeks=4), organisation=who, employee=Contrarian)
    with pytest.warns(UserWarning, match="agent by agent"):
        model.run()
    assert model.state.record.weeks.adopted.tolist() == [0, 1, 0, 1, 0]


def test_a_team_that_overrides_its_week_is_obeyed() -> None:
    # At work in odd weeks only: 1.5 in week 1, 1.5 in week 3.
    scenario = plain(steps=[step("a", 3, 1)])
    model = OrgModel(scenario, organisation=of_teams(3), team=LazyTeam)
    with pytest.warns(UserWarning, match="agent by agent"):
        model.run()
    assert model.state.change.tasks.done.tolist() == [[3]]
    assert simulated(scenario, of_teams(3)).change.tasks.done.tolist() == [[2]]


def test_a_subclass_that_overrides_nothing_stays_fast_and_equal() -> None:
    plainly, renamed = pilots(), OrgModel(RICH, "pilots", SEED, employee=Renamed)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        plainly.run()
        renamed.run()
    assert "_everyone" not in vars(renamed)  # no agent was needed
    assert differing(plainly.state, renamed.state) == []
    assert all(isinstance(one, Renamed) and one.initials for one in renamed.employees)


def test_an_override_that_does_as_the_kernel_does_changes_nothing() -> None:
    class Same(Employee):
        def decide(self) -> bool:
            return super().decide()

    model = OrgModel(RICH, "pilots", SEED, employee=Same)
    with pytest.warns(UserWarning, match="agent by agent"):
        model.run()
    plainly = pilots()
    plainly.run()
    assert differing(plainly.state, model.state) == []


# Memory ------------------------------------------------------------------------------------------


def test_models_that_were_read_and_dropped_are_gone() -> None:
    dropped = []
    for _ in range(30):
        model = riot()
        model.step()
        assert len(model.agents) == 6
        dropped.append(weakref.ref(model))
    del model
    gc.collect()
    assert [reference() for reference in dropped] == [None] * 30


MEMORY = """
import gc, sys
sys.path.insert(0, {folder!r})
from tests.model.test_mesa import resident, riot

kept = []

def simulate(count, keep):
    before = resident()
    for _ in range(count):
        model = riot(weeks=100)
        model.step()
        model.agents.select(lambda agent: agent.model)
        if keep:
            kept.append(model)
    gc.collect()
    return resident() - before

simulate(300, keep=False)
print(simulate(300, keep=False), simulate(300, keep=True))
"""


def resident() -> int:
    """Memory of this process, in kilobytes."""
    status = Path("/proc/self/status").read_text()
    return int(status.split("VmRSS:")[1].split()[0])


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="needs Linux's /proc")
def test_hundreds_of_models_leave_no_memory_behind() -> None:
    code = MEMORY.format(folder=str(Path(__file__).parents[2]))
    grown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    dropped, kept = map(int, grown.stdout.split())
    assert dropped < kept / 4


def test_a_model_has_a_state_of_its_own() -> None:
    one, other = pilots(), pilots()
    one.run()
    assert not any(columns_of(other.state)["record.weeks"][1:].tobytes())
    assert one.organisation is not None
    assert other.week == 0
