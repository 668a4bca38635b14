"""What may change every result of a scenario, because of how its people and ties were read."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from winsim.organisation.files.reading import organisation_with_notes
from winsim.organisation.measured_traits import is_measured, trait_doubts

if TYPE_CHECKING:
    from winsim.scenario.scenario import Scenario


def data_doubts(scenario: Scenario) -> tuple[str, ...]:
    """What is doubtful in the data of a scenario; to be said before anything that is found with them.

    Args:
        scenario: any.

    Returns:
        A sentence or two each, which name nobody; none where the organisation is generated, and no
        trait is read from it.

    Raises:
        BadInput: with every problem of the files, or of the traits that are read from them.
    """
    source = scenario.organisation
    if source.people is None and source.ties is None and not is_measured(scenario):
        return ()
    read = organisation_with_notes(source, 1, Path())
    return (*read.doubts, *trait_doubts(scenario, read.organisation))
