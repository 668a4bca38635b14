"""What is to be said of the data of a scenario: what may change every result, and what was decided."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from winsim.organisation.files.reading import organisation_with_notes
from winsim.organisation.measured_traits import trait_doubts, trait_notes
from winsim.scenario.measured import has_data

if TYPE_CHECKING:
    from winsim.scenario.scenario import Scenario


class Remarks(NamedTuple):
    """What is said of data.

    Attributes:
        doubts: What may change a result, a sentence or two each, which name nobody; they are said first.
        notes: What was dropped or guessed, and how reliable measured traits are, a sentence each.
    """

    doubts: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def remarks_on_data(scenario: Scenario, seed: int = 1) -> Remarks:
    """What is to be said of the people, ties and measured traits of a scenario.

    Args:
        scenario: any.
        seed: where a generated organisation varies, that of the one from which traits are read.

    Returns:
        Nothing where the organisation is generated and no trait is read from it.

    Raises:
        BadInput: with every problem of the files, or of the traits that are read from them.
    """
    if not has_data(scenario):
        return Remarks()
    read = organisation_with_notes(scenario.organisation, seed, Path())
    return Remarks(
        (*read.doubts, *trait_doubts(scenario, read.organisation)),
        (*read.notes, *trait_notes(scenario, read.organisation)),
    )


def data_doubts(scenario: Scenario) -> tuple[str, ...]:
    """What is doubtful in the data of a scenario; to be said before anything that is found with them.

    Args:
        scenario: any.

    Raises:
        BadInput: as `remarks_on_data`.
    """
    return remarks_on_data(scenario).doubts
