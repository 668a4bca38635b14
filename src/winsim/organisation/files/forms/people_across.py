"""Columns that are people, however their headers write them.

A form asks `How often do you meet … [Ada Adler]`, R writes `X0107` and `Ada.Adler`, and a matrix may
number its columns in the order of its rows.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from fnmatch import translate
from typing import NamedTuple

from winsim.organisation.files.forms.person_columns import holds_people
from winsim.organisation.files.forms.remedies import to_type
from winsim.organisation.files.roster.roster import Roster
from winsim.organisation.files.table import Table

BRACKETS = re.compile(r"(?P<stem>.*?)\s*[\[(](?P<name>[^\[\]()]+)[\])]\s*")
NUMBER_BEFORE = re.compile(r"\d+[.)\s]+(?=\D)")
"""A number before a name, such as `1 Ada Adler`."""
BEGINNING = 3
"""Words that headers of one question have in common at least."""

Group = Mapping[str, str]
"""The headers of one question, each with the person in it."""


class Across(NamedTuple):
    """A table whose columns of people are called like people.

    Attributes:
        table: With such headers.
        read: How they were found, as a half sentence; nothing where they are as the file writes them.
        unclear: Why it cannot be told which columns are whom, with a remedy; nothing where it can.
    """

    table: Table
    read: str = ""
    unclear: str = ""


def people_across(table: Table, roster: Roster, pattern: str | None) -> Across:
    """A table whose columns of people are called as the people are.

    Args:
        table: Any table.
        roster: The people.
        pattern: What the headers fit that are people; None for any.
    """
    headers = [header for header in table.columns if header]
    labels = next(iter(table.columns.values()), [])
    if (roster.places(headers) >= 0).sum() > 1:
        return _of_numbers(table, roster)
    form = re.compile(translate(pattern or "*"), re.IGNORECASE)
    for read, groups_of in READINGS.items():
        groups = {
            stem: group
            for stem, group in groups_of(headers, labels).items()
            if len(group) > 1 and holds_people(group.values(), roster)
        }
        fitting = {s: group for s, group in groups.items() if all(map(form.match, group))}
        if len(fitting) > 1:
            typed = " or ".join(to_type("names", f"{stem}*") for stem in fitting)
            return Across(
                table, unclear=f"asks several questions about people; choose with {typed}"
            )
        if fitting:
            return _renamed(table, next(iter(fitting.values())), groups, read)
    return _of_numbers(table, roster)


def _renamed(table: Table, chosen: Group, groups: Mapping[str, Group], read: str) -> Across:
    """A table with the people of one question as headers, and without other questions."""
    other = {header for group in groups.values() for header in group if header not in chosen}
    columns = {
        chosen.get(header, header): cells
        for header, cells in table.columns.items()
        if header not in other
    }
    if len(columns) + len(other) < len(table.columns):
        return Across(table)
    return Across(replace(table, columns=columns), read)


def _in_brackets(headers: Sequence[str], labels: Sequence[str]) -> dict[str, dict[str, str]]:
    groups: dict[str, dict[str, str]] = {}
    for header in headers:
        if found := BRACKETS.fullmatch(header):
            groups.setdefault(found["stem"], {})[header] = found["name"]
    return groups


def _as_r_writes(headers: Sequence[str], labels: Sequence[str]) -> dict[str, dict[str, str]]:
    """Headers of which R made names: X before a digit, points for other signs than letters."""
    called = {re.sub(r"\W", ".", label): label for label in labels}
    said = {header: re.sub(r"^X(?=\d)", "", header) for header in headers}
    names = {
        h: called.get(name, name.replace(".", " ")) for h, name in said.items() if " " not in h
    }
    return {"": {header: name for header, name in names.items() if name != header}}


def _after_words(headers: Sequence[str], labels: Sequence[str]) -> dict[str, dict[str, str]]:
    """What differs in headers that begin with the same words."""
    alike: dict[str, list[str]] = {}
    for header in headers:
        alike.setdefault(" ".join(header.split()[:BEGINNING]), []).append(header)
    groups = {}
    for group in alike.values():
        begin = re.sub(r"\S*$", "", _common(group))
        end = re.sub(r"^\w*", "", _common([header[::-1] for header in group])[::-1])
        groups[begin] = {h: h[len(begin) : len(h) - len(end)].strip() for h in group}
    return {stem: group for stem, group in groups.items() if stem}


def _common(texts: Sequence[str]) -> str:
    """With what all texts begin."""
    first, last = min(texts), max(texts)
    return next((first[:n] for n, sign in enumerate(first) if last[n : n + 1] != sign), first)


READINGS: Mapping[str, Callable[[Sequence[str], Sequence[str]], Mapping[str, Group]]] = {
    "by what stands in brackets in the headers": _in_brackets,
    "by headers in which R put points and X": _as_r_writes,
    "by what differs in headers that begin alike": _after_words,
}


def _of_numbers(table: Table, roster: Roster) -> Across:
    """A table whose columns are numbered in the order of its rows, which are people."""
    first, *headers = table.columns or [""]
    numbers = [header.lstrip("XV") for header in headers]
    labels = table.columns.get(first, [])
    if len(labels) < 2 or numbers != [str(place) for place in range(1, len(labels) + 1)]:
        return Across(table)
    if not holds_people(labels, roster):
        labels = [NUMBER_BEFORE.sub("", label, count=1) for label in labels]
    rows, columns = roster.places(labels), roster.places(headers)
    ids = all(label.isdigit() for label in labels)
    if not holds_people(labels, roster) or ids or (rows == columns).all():
        return Across(table)
    if (columns >= 0).any() or len(set(labels)) < len(labels):
        return Across(table, unclear=UNCLEAR)
    cells = (table.columns[header] for header in headers)
    renamed = {first: labels, **dict(zip(labels, cells, strict=True))}
    return Across(replace(table, columns=renamed), "by their numbers, in the order of the rows")


UNCLEAR = (
    "columns are numbered in the order of the rows, and these numbers are also what people are called, "
    "in another order; write in the first line whose each column is, as the rows do"
)
