"""Which parts of a scenario are measured: people and ties in files, and traits in columns of people."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from winsim.declaration.distribution import Distribution
from winsim.declaration.field import declared
from winsim.scenario.scenario import Scenario, resolved


class Measured(NamedTuple):
    """A trait that is read from columns of the people.

    Attributes:
        field: Its path, such as `employees.trust`.
        spread: From which columns, and how.
        declared: What is declared of the trait.
    """

    field: str
    spread: Distribution
    declared: dict[str, Any]


def measured_in(scenario: Scenario) -> Iterator[Measured]:
    """The traits that a scenario reads from columns, as far as their mechanisms are switched on.

    Args:
        scenario: Any.
    """
    for part in ("employees", "teams"):
        section = getattr(scenario, part)
        for name, value in resolved(section, scenario.mechanisms).items():
            if isinstance(value, Distribution) and value.columns:
                yield Measured(f"{part}.{name}", value, declared(type(section).model_fields[name]))


def has_data(scenario: Scenario) -> bool:
    """Whether anything is measured: an organisation is in files, or a trait in columns.

    Args:
        scenario: Any.
    """
    source = scenario.organisation
    return source.has_files or any(True for _ in measured_in(scenario))
