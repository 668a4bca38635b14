"""Adjacency matrices and roster surveys: one row a person, one column a person, a tie a filled cell."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fnmatch import translate

import numpy as np

from winsim.numerics.arrays import Ints
from winsim.organisation.files.forms.cells import are_of_scale, are_ticks, meanings
from winsim.organisation.files.forms.halves import Halves, halves_of
from winsim.organisation.files.forms.people_across import people_across
from winsim.organisation.files.forms.person_columns import counts_rows, holds_people, person_column
from winsim.organisation.files.forms.remedies import to_type
from winsim.organisation.files.forms.tie_list import TieList, answered, listed, one_answer_each
from winsim.organisation.files.header_words import known_names, plain
from winsim.organisation.files.numbers import notation_of
from winsim.organisation.files.roster.roster import Roster
from winsim.organisation.files.table import ReadingLog, Table
from winsim.organisation.files.words_in_cells import TOTALS
from winsim.scenario.organisation_source import OrganisationSource

ASKED = re.compile(
    r"respon|answer|rater|participant|befragt|teilnehm|répon|repon|encuesta|particip"
)
"""Found in the header of a column that says who answered a survey."""
NAMED = 12
"""People who are listed in a message."""


@dataclass(frozen=True)
class Matrix:
    """A table of people by people.

    Attributes:
        table: One row a person who listens.
        roster: The people.
        label: The header of the column that says whose row it is; None where rows are in the order of
            the columns.
        headers: The columns of people, or of what stands among them.
        survey: Whether people without a row are those who did not answer.
        read: How it was found whom columns are, where their headers are not as people are called.
        one_way: Whether an empty half means that nobody listens there.
        told: Words that are told what they weigh.
    """

    table: Table
    roster: Roster
    label: str | None
    headers: tuple[str, ...]
    survey: bool
    read: str = ""
    one_way: bool = False
    told: tuple[str, ...] = ()

    def tie_list(self, log: ReadingLog) -> TieList | None:
        """One tie a cell that is neither empty nor zero; none, with the reason, if people are missing."""
        if self.label is not None:
            asked = one_answer_each(self.table, self.label, self.roster, log)
            return replace(self, table=asked)._listed(log)
        return self._listed(log)

    def _listed(self, log: ReadingLog) -> TieList | None:
        before = len(log.problems)
        self._check_square(log)
        if len(log.problems) > before:
            return None
        log.notes.append(self._note())
        labels = list(self.headers) if self.label is None else self.table.columns[self.label]
        rows, places, much = self._cells(labels)
        cells = {
            "source": [labels[row] for row in rows.tolist()],
            "target": [self.headers[place] for place in places.tolist()],
        }
        if not are_ticks(dict.fromkeys(much, "") | {text: text for text in much}):
            cells["weight"] = much
            self._doubt_complete(labels, much, log)
        if self._works_both_ways(labels, log):
            cells["type"] = ["undirected"] * rows.size
        return listed(self.table, rows, cells, answered(self.roster, labels), self.headers)

    def _cells(self, labels: Sequence[str]) -> tuple[Ints, Ints, list[str]]:
        """Row, place among `headers` and weight of every tie; the diagonal holds none."""
        columns = [self.table.columns[header] for header in self.headers]
        said = meanings(columns, self.table.decimal_comma)
        listens = self.roster.places(labels, "source")
        to = self.roster.places(self.headers, "target")
        rows: list[Ints] = []
        much: list[str] = []
        for place, cells in enumerate(columns):
            texts = list(map(said.__getitem__, cells))
            filled = np.fromiter(map(bool, texts), bool, len(texts))
            found = np.flatnonzero(filled & ((listens != to[place]) | (to[place] < 0)))
            rows.append(found)
            much += [texts[row] for row in found.tolist()]
        sizes = [found.size for found in rows]
        return np.concatenate(rows), np.repeat(np.arange(len(columns)), sizes), much

    def _halves(self, labels: Sequence[str]) -> Halves:
        columns = [self.table.columns[header] for header in self.headers]
        said = meanings(columns, self.table.decimal_comma)
        return halves_of(
            columns, said, self.roster.places(labels), self.roster.places(self.headers)
        )

    def _doubt_complete(self, labels: Sequence[str], much: Sequence[str], log: ReadingLog) -> None:
        """A doubt where everybody listens to everybody, as on a scale whose lowest step is never."""
        notation = notation_of(much, self.table.decimal_comma)
        values = {text: value for text in much if (value := notation.value(text)) is not None}
        if len(values) < 2 or set(values) & set(self.told) or not self._halves(labels).complete:
            return
        least = min(values, key=lambda text: values[text])
        key = int(values[least]) if least.isdigit() else least
        log.doubts.append(
            f"{self.table.name}: everybody listens to everybody, for every cell is filled. If {least} "
            f"stands for never, say {to_type('weights', {key: 0})}."
        )

    def _works_both_ways(self, labels: Sequence[str], log: ReadingLog) -> bool:
        """Whether one half is empty because ties have no direction, with a note or a doubt."""
        halves = self._halves(labels)
        if self.one_way or not (halves.one_is_blank or halves.one_has_all):
            return False
        words = (
            f"{self.table.name}: one half of the matrix is empty, so its ties work both ways; if they "
            f"have a direction, say {to_type('form', 'survey')}."
        )
        (log.notes if halves.one_is_blank else log.doubts).append(words)
        return True

    def _check_square(self, log: ReadingLog) -> None:
        """Refuse a matrix whose rows and columns are not the same people."""
        if self.label is None:
            if len(self.headers) != len(self.table):
                remedy = (
                    f"has {len(self.headers):,} columns of people and {len(self.table):,} rows, and no "
                    "column says whose row it is; give each row its person in the first column"
                )
                log.add(self.table.name, "", "", remedy)
            return
        if self.survey:
            return
        rows = answered(self.roster, self.table.columns[self.label])
        columns = answered(self.roster, self.headers, "target")
        self._check_missing("column", rows, columns, log)
        self._check_missing("row", columns, rows, log)

    def _check_missing(
        self, what: str, wanted: Sequence[str], there: Sequence[str], log: ReadingLog
    ) -> None:
        known = set(there)
        missing = [person for person in wanted if person not in known]
        if missing:
            who = ", ".join(missing[:NAMED]) + (" …" if len(missing) > NAMED else "")
            remedy = (
                f"is not square: {len(missing):,} people have no {what}: {who}; add what is missing, or, "
                "if these are the answers of a survey in which not everybody answered or could be named, "
                f"{to_type('form', 'survey')}"
            )
            log.add(self.table.name, "", "", remedy)

    def _note(self) -> str:
        label = f"column {self.label}" if self.label else "the first column"
        found = f" Columns are people {self.read}." if self.read else ""
        order = "the order of the columns" if self.label is None else label
        return (
            f"{self.table.name}: is read as a matrix of people by people: whoever has the row (by "
            f"{order}) listens to those in whose columns something is filled in.{found}"
        )


@dataclass(frozen=True)
class Unclear:
    """A table of people by people of which it cannot be told whose each column is."""

    table: Table
    why: str

    def tie_list(self, log: ReadingLog) -> None:
        """Say why."""
        log.add(self.table.name, "", "", self.why)


def matrix_in(
    table: Table, roster: Roster, columns: Mapping[str, str], source: OrganisationSource
) -> "Matrix | Unclear | None":
    """The matrix of people by people that a table is, or None.

    Args:
        table: Any table.
        roster: The people.
        columns: Our name to the table's header; `source` for whose row it is.
        source: Says what weights in words mean, and whether the table is told to be a survey.
    """
    across = people_across(table, roster, source.names)
    if across.unclear:
        return Unclear(table, across.unclear)
    table, pattern = across.table, None if across.read else source.names
    headers = _people_columns(table, roster, pattern)
    if len(headers) < 2:
        return None
    label = person_column(table, roster, columns, headers, "source" in source.columns)
    others = [h for h in table.columns if h not in set(headers) and h != label]
    said = meanings((table.columns[header] for header in headers), table.decimal_comma)
    if source.form is None and not are_of_scale(said, table.decimal_comma):
        return None
    if pattern is None and source.people != source.ties:
        further = [h for h in others if _is_alike(table, h, said)]
        headers, others = (*headers, *further), [h for h in others if h not in further]
    if label is None and (others or _is_a_list(table, roster, headers)):
        return None
    survey = source.form == "survey" or bool(others) or bool(ASKED.search((label or "").lower()))
    told = source.form == "survey"
    return Matrix(table, roster, label, headers, survey, across.read, told, tuple(source.weights))


def _is_a_list(table: Table, roster: Roster, headers: Sequence[str]) -> bool:
    """Whether columns are people because a list of ties has no header, and its first line stands there."""
    square = len(headers) == len(table)
    return not square and all(holds_people(table.columns[h], roster) for h in headers)


def _people_columns(table: Table, roster: Roster, pattern: str | None) -> tuple[str, ...]:
    """The headers that a pattern fits, or those from the first person to the last."""
    headers = list(table.columns)
    if pattern is not None:
        form = re.compile(translate(pattern), re.IGNORECASE)
        headers = [header for header in headers if form.match(header)]
        return tuple(headers) if holds_people(headers, roster) else ()
    people = np.flatnonzero(roster.places(headers) >= 0)
    return tuple(headers[int(people[0]) : int(people[-1]) + 1]) if people.size else ()


def _is_alike(table: Table, header: str, said: Mapping[str, str]) -> bool:
    """Whether a column outside a matrix holds what the matrix does, so that it may be a misspelt person."""
    total = header.lower() in (*TOTALS, "σ")
    if total or plain(header) in known_names() or counts_rows(table.columns[header]):
        return False
    own = set(filter(None, meanings([table.columns[header]], table.decimal_comma).values()))
    notation = notation_of([*own, *said], table.decimal_comma)
    numbers = any(notation.value(text) is not None for text in said if text)
    return all(text in said or (numbers and notation.value(text) is not None) for text in own)
