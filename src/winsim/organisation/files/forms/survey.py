"""Name-generator surveys: one row a respondent, the people whom they name in columns or in one cell."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from fnmatch import translate

import numpy as np

from winsim.organisation.files.forms.calendar import invited_in
from winsim.organisation.files.forms.person_columns import (
    first_names,
    holds_lists,
    holds_people,
    names_in,
    person_column,
)
from winsim.organisation.files.forms.remedies import to_type
from winsim.organisation.files.forms.tie_list import TieList, answered, listed, one_answer_each
from winsim.organisation.files.roster.roster import Roster
from winsim.organisation.files.table import ReadingLog, Table
from winsim.scenario.organisation_source import OrganisationSource

NUMBER = re.compile(r"\d+(?=\D*$)")
STRENGTH = re.compile(
    r"often|freq|strength|weight|intens|close|hours|häufig|haeufig|wieoft|stärke|staerke|gewicht|stunden"
    r"|fréq|souvent|intensité|heures|frecuen|menudo|fuerza|horas"
)
"""Found in headers, without spaces, of columns that say how much."""

Series = Mapping[int, str]
"""Headers that differ in a number alone, by that number."""


@dataclass(frozen=True)
class Survey:
    """A survey in which respondents name people.

    Attributes:
        table: One row a respondent.
        roster: The people.
        respondent: The header of the column that says who answered.
        named: The columns that hold people.
        strengths: The columns that say how much, by the numbers of `named`; empty where there are none.
        several: Series of columns that could as well be `named`, or as well be `strengths`, each with the
            field that chooses between them.
    """

    table: Table
    roster: Roster
    respondent: str
    named: Series
    strengths: Series
    several: tuple[tuple[str, list[Series]], ...] = ()

    def tie_list(self, log: ReadingLog) -> TieList | None:
        """One tie a name; none, with the reason in the log, where columns must be chosen."""
        for field, series in self.several:
            log.add(self.table.name, field, "", _choice(field, series))
        if self.several:
            return None
        asked = replace(self, table=one_answer_each(self.table, self.respondent, self.roster, log))
        return asked._listed(log)

    def _listed(self, log: ReadingLog) -> TieList:
        rows, cells = self._ties()
        if not self.strengths:
            del cells["weight"]
        log.notes.append(self._note())
        who = answered(self.roster, self.table.columns[self.respondent])
        used = (*self.named.values(), *self.strengths.values())
        return listed(self.table, np.array(rows, dtype=np.int64), cells, who, used)

    def _ties(self) -> tuple[list[int], dict[str, list[str]]]:
        """The row of each name; who answered, whom they named, and how much, as written."""
        rows: list[int] = []
        to: list[str] = []
        much: list[str] = []
        for place, header in self.named.items():
            strength = self.table.columns.get(self.strengths.get(place, ""), [])
            for row, cell in enumerate(self.table.columns[header]):
                names = names_in(cell, self.roster) if cell else []
                rows += [row] * len(names)
                to += names
                much += [strength[row] if strength else ""] * len(names)
        who = self.table.columns[self.respondent]
        return rows, {"source": [who[row] for row in rows], "target": to, "weight": much}

    def _note(self) -> str:
        weights = f", weighted by {_shown(self.strengths)}" if self.strengths else ""
        return (
            f"{self.table.name}: is read as a survey: {len(self.table):,} rows of respondents (column "
            f"{self.respondent}), who listen to the people whom they name in {_shown(self.named)}{weights}."
        )


def survey_in(
    table: Table, roster: Roster, columns: Mapping[str, str], source: OrganisationSource
) -> Survey | None:
    """The survey that a table is, or None.

    Args:
        table: Any table.
        roster: The people.
        columns: Our name to the table's header; `source` for who answered, and a pattern for `weight`.
        source: Says which columns are `names`, and whether ties are `weighted`.
    """
    series = _series(table.columns)
    people = _named(table, roster, series, source)
    answers = [header for members in (*series, *people) for header in members.values()]
    respondent = person_column(table, roster, columns, answers, "source" in source.columns)
    if source.names is None and not people and respondent is not None:
        meetings = (respondent, *invited_in(table, roster))
        others = {
            header: cells for header, cells in table.columns.items() if header not in meetings
        }
        people = [{1: header} for header, cells in others.items() if holds_lists(cells, roster)]
    if not people or respondent is None:
        return None
    parallel = [s for s in series if s not in people and set(people[0]) & set(s)]
    strengths = _strengths(parallel, columns.get("weight")) if source.weighted else []
    choices = (("names", people), ("weight", strengths))
    several = tuple((field, found) for field, found in choices if len(found) > 1)
    if source.weighted and "weight" in columns and not strengths:
        several = (("weight", []),)
    strength = strengths[0] if strengths else {}
    return Survey(table, roster, respondent, people[0], strength, several)


def _series(headers: Iterable[str]) -> list[Series]:
    """Two headers or more that differ in their last number alone, however they are spaced."""
    found: dict[str, dict[int, str]] = {}
    for header in headers:
        if number := NUMBER.search(header):
            stem = re.sub(r"[\s_.-]", "", NUMBER.sub("#", header).casefold())
            found.setdefault(stem, {}).setdefault(int(number.group()), header)
    return [members for members in found.values() if len(members) > 1]


def _named(
    table: Table, roster: Roster, series: list[Series], source: OrganisationSource
) -> list[Series]:
    """The columns that hold people: those told by a pattern, or each series in which people are named."""
    pattern = source.names
    sure = pattern is not None and source.form is not None
    if pattern is not None:
        series = [told] if (told := _matching(table.columns, pattern)) else []
    found = [members for members in series if sure or _hold_people(table, members, roster)]
    return [members for members in found if not _says_how_much(members)] or found


def _hold_people(table: Table, series: Series, roster: Roster) -> bool:
    """Whether people are named in these columns, which are not people themselves."""
    cells = (name for h in series.values() for name in first_names(table.columns[h], roster))
    return holds_people(cells, roster, "target") and not holds_people(series.values(), roster)


def _matching(headers: Iterable[str], pattern: str) -> Series:
    """Headers that a pattern fits with a number for its star; if there are none, with any text."""
    numbered = re.escape(pattern).replace(r"\*", r"[\s_.-]*\d+[\s_.-]*")
    for form in (numbered, translate(pattern)):
        if found := [h for h in headers if re.fullmatch(form, h, re.IGNORECASE)]:
            return {_number(header, place): header for place, header in enumerate(found, start=1)}
    return {}


def _number(header: str, place: int) -> int:
    number = NUMBER.search(header)
    return int(number.group()) if number else place


def _strengths(series: list[Series], pattern: str | None) -> list[Series]:
    """The series that say how much: the one told by a pattern, or those whose headers say so."""
    if pattern is not None:
        told = _matching([header for members in series for header in members.values()], pattern)
        return [told] if told else []
    return list(filter(_says_how_much, series))


def _says_how_much(series: Series) -> bool:
    return bool(STRENGTH.search(re.sub(r"[\s_.-]", "", _pattern(series).casefold())))


def _shown(series: Series) -> str:
    headers = list(series.values())
    return headers[0] if len(headers) == 1 else f"{headers[0]} to {headers[-1]}"


def _pattern(series: Series) -> str:
    """A pattern that the headers of a series fit."""
    header = next(iter(series.values()))
    return NUMBER.sub("*", header) if len(series) > 1 else header


def _choice(field: str, series: list[Series]) -> str:
    patterns = list(map(_pattern, series))
    if not series:
        return "no columns fit that are numbered as those of the people named"
    if field == "weight":
        typed = " or ".join(f"--column 'weight={pattern}'" for pattern in patterns)
        return f"several columns could say how much somebody listens; choose with {typed}"
    typed = " or ".join(to_type("names", pattern) for pattern in patterns)
    return f"people are named in several series of columns; choose the question with {typed}"
