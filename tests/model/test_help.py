"""What `help` says: every argument and attribute of model and agents, from one declaration."""

import inspect
import pydoc

import pytest

from winsim.model.agents import Column, Employee, Field, Team
from winsim.model.measures import WEEKLY
from winsim.model.model import OrgModel
from winsim.model.state import TEAM, TEAM_FIELDS, EmployeeState, InitialConditions, Traits


def attributes(agent: type) -> list[str]:
    return [name for name, value in vars(agent).items() if isinstance(value, Column | Field)]


@pytest.mark.parametrize("table", [EmployeeState, Traits, InitialConditions])
def test_every_column_says_what_it_means(table: type) -> None:
    docs = {name: getattr(table, name).__doc__ for name in table._fields}  # type: ignore[attr-defined]
    assert all(len(doc) > 10 and "Alias for field" not in doc for doc in docs.values())
    assert len(set(docs.values())) == len(docs)


@pytest.mark.parametrize("agent", [Employee, Team])
def test_help_on_an_agent_says_what_every_attribute_means(agent: type) -> None:
    said = " ".join(pydoc.plain(pydoc.render_doc(agent)).split())
    assert len(attributes(agent)) > 10
    for name in attributes(agent):
        meaning = inspect.getdoc(getattr(agent, name))
        assert meaning is not None
        assert f"{name} | {meaning}".replace(" | ", " ") in said.replace(" | ", " ")
    assert Employee.fatigue.__doc__ == EmployeeState.fatigue.__doc__
    assert Team.effort.__doc__ == TEAM_FIELDS["effort"][1]


def test_help_on_the_model_names_every_argument_and_nothing_of_mesas() -> None:
    said = inspect.getdoc(OrgModel.__init__) or ""
    for name in list(inspect.signature(OrgModel).parameters):
        assert f"\n    {name}: " in said
    assert "Raises:" in said
    assert "Overload this method" not in pydoc.render_doc(OrgModel)


def test_rows_are_laid_out_as_they_are_declared() -> None:
    assert TEAM.names == tuple(TEAM_FIELDS)
    assert all(TEAM[name] == kind for name, (kind, _) in TEAM_FIELDS.items())
    assert set(WEEKLY.fields or {}) == set(WEEKLY.names or ())
