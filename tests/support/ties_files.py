"""Small people and ties files, what is read from them, and how they are refused."""

import os
from pathlib import Path
from typing import Any

import pytest

from winsim.organisation.files.forms.forms import tie_list_of
from winsim.organisation.files.forms.tie_list import TieList
from winsim.organisation.files.reading import NotedOrganisation, organisation_with_notes
from winsim.organisation.files.roster.roster import Roster
from winsim.organisation.files.table import ReadingLog
from winsim.organisation.files.tables import tables_of
from winsim.problems import BadInput
from winsim.scenario.organisation_source import OrganisationSource

PEOPLE = "id,team\nana,sales\nbo,sales\ncy,works\ndi,works\n"


def read(folder: Path, ties: str, people: str = PEOPLE, **options: Any) -> NotedOrganisation:
    """What is read from a people file and a ties file with this content."""
    (folder / "people.csv").write_text(people, encoding="utf-8")
    (folder / "ties.csv").write_text(ties, encoding="utf-8")
    source = OrganisationSource(people="people.csv", ties="ties.csv", **options)
    return organisation_with_notes(source, 1, folder)


def arcs(found: NotedOrganisation) -> dict[str, float]:
    """Who listens to whom, and how much."""
    listens, to, weight = found.organisation.ties
    ids = found.organisation.ids
    pairs = zip(listens.tolist(), to.tolist(), weight.tolist(), strict=True)
    return {f"{ids[i]} {ids[j]}": round(w / 65536, 4) for i, j, w in pairs}


def doubts(found: NotedOrganisation) -> list[str]:
    """What may change a result in how the ties file was read."""
    return [words for words in found.doubts if "ties.csv: " in words]


def problems(folder: Path, ties: str, **options: Any) -> list[str]:
    """The messages with which a ties file is refused, without the folder's name."""
    with pytest.raises(BadInput) as refused:
        read(folder, ties, **options)
    return [str(problem).replace(f"{folder}{os.sep}", "") for problem in refused.value.problems]


def listed(folder: Path, ties: str, **options: Any) -> TieList:
    """The list of ties in a file, with the people ana, bo, cy and di."""
    (folder / "ties.csv").write_text(ties, encoding="utf-8")
    source, log = OrganisationSource(**options), ReadingLog()
    table = tables_of(folder / "ties.csv", source, log)[0]
    ties_found = tie_list_of(table, Roster(["ana", "bo", "cy", "di"]), source, log)
    assert ties_found is not None
    return ties_found
