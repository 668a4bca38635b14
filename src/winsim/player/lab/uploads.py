"""People uploaded to the lab: their files, how these are read, and what the page says of them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from winsim.organisation.files.table import TABLES
from winsim.problems import Problem
from winsim.scenario.listing import difference
from winsim.scenario.organisation_source import OrganisationSource

GROUP = "Your own people"
"""The heading of the page under which people are uploaded, and columns chosen."""
LONGEST_NAME = 120
"""Characters of a file's name that are kept."""
WORD = r"""(?:'[^']*'|"[^"]*"|[^\s'"])*(?:'[^']*'|"[^"]*"|[^\s'".,;:)])"""
"""A word as a shell reads it, without what ends a sentence."""
OPTION = re.compile(
    rf":?(?: (?:--[a-z-]+ {WORD}|organisation\.[\w.]+=\w+(?:(?:, \w+)* or \w+)?)(?![\w'\"]))+"
)
"""Where a remedy names options of the command line, or a field to set: what the form asks for."""


@dataclass(frozen=True)
class Upload:
    """Files of people as they are stored here, and how they are read.

    Attributes:
        source: The `organisation` of a scenario that they make.
        names: What the user calls each stored file.
        ties_file: The stored ties file; None where there is none but perhaps the people file itself.
        titles: The names of the sheets in each stored file, of those that have some.
        form: What can be chosen of how they are read, group by group, as plain data for the page.
        notes: What was read, in sentences.
        problems: Why they cannot be played as they are, in sentences; none where they can.
    """

    source: OrganisationSource
    names: Mapping[str, str]
    ties_file: str | None = None
    titles: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    form: tuple[Mapping[str, Any], ...] = ()
    notes: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()

    @property
    def people(self) -> str:
        """The stored people file."""
        return str(self.source.people)

    @property
    def folder(self) -> Path:
        """Where its files are stored."""
        return Path(self.people).parent

    @property
    def name(self) -> str:
        """What the user calls the people file."""
        return self.names[self.people]

    def with_ties(self, file: Path, name: str, titles: tuple[str, ...]) -> "Upload":
        """These people with ties from a file of their own.

        Args:
            file: As it is stored here.
            name: What the user calls it.
            titles: The names of its sheets, if it has some.
        """
        return replace(
            self,
            source=self.source.model_copy(update={"ties": str(file)}),
            names={**self.names, str(file): name},
            titles={**self.titles, str(file): titles},
            ties_file=str(file),
        )

    def section(self) -> dict[str, Any]:
        """The `organisation` of a scenario, with the files by the names that the user knows."""
        written = difference(self.source)
        return {
            name: self.names[value] if name in ("people", "ties") else value
            for name, value in written.items()
        }

    def said(self, sentence: str) -> str:
        """A sentence of the readers in words for the page: files as the user calls them, no options.

        Args:
            sentence: A note, a doubt, or a problem.
        """
        return self.called(OPTION.sub(f" under “{GROUP}”", sentence))

    def called(self, text: str) -> str:
        """A text with files as the user calls them."""
        for stored, name in self.names.items():
            text = text.replace(stored, name)
        return text

    def as_named(self, problem: Problem, labels: Mapping[str, str]) -> Problem:
        """A problem in words for the page.

        Args:
            problem: As the readers put it.
            labels: What the page calls a field of `organisation`.
        """
        name = problem.field.removeprefix("organisation.")
        return Problem(
            self.called(problem.where),
            labels.get(name, problem.field),
            self.called(problem.value),
            self.said(problem.remedy),
        )

    def as_data(self, token: str) -> dict[str, Any]:
        """What the page shows of it, as plain data.

        Args:
            token: By which the page refers to it.
        """
        return {
            "people": token,
            "file": self.name,
            "form": list(self.form),
            "notes": list(self.notes),
            "problems": list(self.problems),
        }


def known_name(text: str) -> str:
    r"""What a user calls a file, as a name that is no path, on one line.

    Args:
        text: As the browser sends it.

    Example:
        >>> known_name(r"C:\team\staff.xlsx"), known_name("../../"), known_name("a\tb.csv")
        ('staff.xlsx', 'people', 'a b.csv')
    """
    last = re.split(r"[/\\]", text.rstrip("/\\. "))[-1]
    plain = "".join(letter if letter.isprintable() else " " for letter in last).strip()
    return plain[-LONGEST_NAME:] or "people"


def ending_of(name: str) -> str:
    """The ending under which a file is stored, by which its reader is found: a known one, else `.txt`.

    Args:
        name: What the user calls it.
    """
    return next((ending for ending in TABLES if name.lower().endswith(ending)), ".txt")
