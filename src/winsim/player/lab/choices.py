"""What can be chosen of how uploaded files are read: a form for the page, and what was chosen there.

Every choice is a field of a scenario's `organisation`; what the readers guess is chosen already.
"""

import re
import shlex
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import Any, NamedTuple

from winsim.declaration.checking import checked
from winsim.declaration.override import override_from
from winsim.organisation.files.forms.remedies import in_short
from winsim.organisation.files.headers import PEOPLE, TIES, with_known
from winsim.organisation.files.roster.full_names import with_full_names
from winsim.organisation.files.table import ReadingLog, Table
from winsim.player.lab.uploads import WORD, Upload
from winsim.problems import BadInput, Problem, nearest
from winsim.scenario.listing import difference
from winsim.scenario.organisation_source import OrganisationSource

Data = dict[str, Any]
COLUMNS = {
    "people": {"id": "Id", "team": "Team", "manager": "Manager", "name": "Name"},
    "ties": {"source": "Source: who listens", "target": "Target: to whom", "weight": "Weight"},
}
"""The columns of each part that can be chosen, and what the page calls them."""
LOOKUPS = {
    "manager.by": "Column in which managers are looked up",
    "source.by": "Column in which sources are looked up",
    "target.by": "Column in which targets are looked up",
}
"""Columns of the people by which others call them, asked for only where a remedy names them."""
OPTIONAL = ("manager", "name", "weight")
"""Columns that may be missing."""
LABELS = {
    "sheets.people": "Sheet of the people", "header_rows.people": "Line of the header",
    "sheets.ties": "Sheet of the ties", "header_rows.ties": "Line of the header",
    "ties_here": "The file holds the ties, too", "both_ways": "Ties work both ways",
    "nonresponse": "Who did not answer", "outsiders": "Who is named and not on the list",
    "form": "What the ties file is", "names": "Columns in which people are named",
    "leave_out": "Events that make no ties", "layers": "Only ties of the kinds",
    "weights": "What each word weighs", "encoding": "Encoding of the text",
}  # fmt: skip
"""What the page calls the other fields."""
FURTHER = ("names", "leave_out", "layers", "weights", "encoding")
"""Fields that are asked for only where a remedy names them, and written as in a scenario."""
FORMS = {
    "": "found out", "edges": "a row a tie", "survey": "a survey, a row a respondent",
    "matrix": "a matrix, people by people", "attendance": "attendance, a row a person",
}  # fmt: skip
ANSWERS = {
    "as_told": "as told: they follow nobody",
    "reciprocity": "by what others said of them",
    "team": "by their team",
    "drop": "leave them out",
}
OUTSIDERS = {"refuse": "refuse the files", "drop": "leave them out"}
ASKED = ("reciprocity", "drop")
"""The ways that need an answer of somebody."""
ABSENT = " "
"""Chosen for a column that would be found and is not wanted; no header is blank."""
SETTING = re.compile(rf"--set ({WORD})")
"""Where a remedy sets a field."""
MOST_HEADERS, WIDEST, HINTS, SEARCHED = 300, 44, 3, 100


class Tables(NamedTuple):
    """The tables of an upload that were found; None for one that was not."""

    people: Table | None
    ties: Table | None


def form_of(upload: Upload, tables: Tables, problems: Sequence[Problem] = ()) -> tuple[Data, ...]:
    """The form of an upload: the groups of its fields, with what holds now, as plain data.

    Args:
        upload: With the choices that were made so far.
        tables: What they led to.
        problems: Why it cannot be played; what their remedies set becomes a field.

    Returns:
        Groups, each with a `title`, the `headers` that its columns can be chosen from, and `fields`.
    """
    people, ties = tables
    of_people = _group(upload, "people", people)
    of_people["fields"] += _lookups(upload.source, problems)
    of_ties = _group(upload, "ties", ties)
    if upload.ties_file is None:
        of_ties["fields"].insert(
            0, _field("ties_here", "switch", upload.source.ties is not None, True)
        )
    of_ties["fields"] += [*_of_answers(upload.source), *_further(upload.source, problems)]
    return of_people, of_ties


def _group(upload: Upload, part: str, table: Table | None) -> Data:
    """The fields of people or of ties."""
    file = getattr(upload.source, part)
    name = "" if file is None else upload.names[file]
    table = with_full_names(table, upload.source.columns, ReadingLog()) if table else None
    fields = [] if file is None else [*_place(upload, part, file, table)]
    fields += _columns(table, part, upload.source) if table else ()
    headers = [] if table is None else _headers(table)
    return {"title": f"{part.capitalize()}: {name or 'none'}", "headers": headers, "fields": fields}


def _place(upload: Upload, part: str, file: str, table: Table | None) -> Iterator[Data]:
    """In which sheet, and beneath which line, a table is; asked for where it is not plain."""
    titles, told = upload.titles.get(file, ()), upload.source.model_dump(mode="json")
    if len(titles) > 1:
        found = told["sheets"].get(part) or (table.title if table else "")
        options = {"": "choose …"} | {title: title for title in titles}
        yield _field(f"sheets.{part}", "choice", found, True, options) | {"open": not found}
    row = told["header_rows"].get(part)
    if row or (table is None and len(titles) < 2):
        yield _field(f"header_rows.{part}", "number", str(row or ""), True)


def _columns(table: Table, part: str, source: OrganisationSource) -> Iterator[Data]:
    """Which header is which column; what is not told is guessed."""
    columns = source.columns
    unwanted = [name for name in OPTIONAL if columns.get(name) == ""]
    unwanted += [] if source.weighted else ["weight"]
    there = {name: header for name, header in columns.items() if header in table.columns}
    names = PEOPLE if part == "people" else TIES
    known = with_known(table, names, there, ReadingLog())
    for name, label in COLUMNS[part].items():
        header = known.get(name, name)
        found = header in table.columns
        absent = ABSENT if found and name not in there else ""
        words = "(none)" if name in OPTIONAL else "(none found)"
        value = absent if name in unwanted else header if found else ""
        field = _field(f"columns.{name}", "column", value, False, {absent: words})
        yield field | {"label": label, "open": not value and name not in OPTIONAL}


def _lookups(source: OrganisationSource, problems: Sequence[Problem]) -> Iterator[Data]:
    """By which column of the people they are called elsewhere, where that is asked or was told."""
    for name, label in LOOKUPS.items():
        told = source.columns.get(name, "")
        if told or any(f"{name}=" in problem.remedy for problem in problems):
            field = _field(f"columns.{name}", "column", told, False, {"": "(found out)"})
            yield field | {"label": label, "open": not told}


def _of_answers(source: OrganisationSource) -> Iterator[Data]:
    """What is taken for ties that nobody told, or that lead to nobody."""
    tied, held = source.ties is not None, source.model_dump(mode="json")
    if tied:
        yield _field("both_ways", "switch", not source.directed, False)
        yield _field("form", "choice", source.form or "", False, FORMS)
    answers = {way: words for way, words in ANSWERS.items() if tied or way not in ASKED}
    for name, words in (("nonresponse", answers), ("outsiders", OUTSIDERS)):
        if name in held:
            yield _field(name, "choice", held[name], False, words)


def _further(source: OrganisationSource, problems: Sequence[Problem]) -> Iterator[Data]:
    """Fields that were set, or that a remedy sets; of several proposals, one is to be chosen."""
    told = difference(source)
    proposed = [pair for problem in problems for pair in _proposed(problem.remedy)]
    for name in FURTHER:
        values = [value for field, value in proposed if field == name]
        now = in_short(told[name]) if name in told else ""
        if len(values) > 1:
            options = dict.fromkeys(("", *filter(None, [now]), *values))
            words = {value: value or "choose …" for value in options}
            yield _field(name, "choice", now, False, words) | {"open": not now}
        elif now or values:
            yield _field(name, "text", now or values[0], False) | {"open": not now}


def _proposed(remedy: str) -> Iterator[tuple[str, str]]:
    """The fields of `organisation` that a remedy sets, each with its value as it is written."""
    for typed in SETTING.findall(remedy):
        name, _, value = "".join(shlex.split(typed)).partition("=")
        yield name.removeprefix("organisation."), value


def _field(
    id_: str, kind: str, value: str | bool, asks: bool, options: Mapping[str, str] | None = None
) -> Data:
    """A field of the form; `asks` says whether other fields depend on it, `open` whether it waits."""
    return {
        "id": id_, "label": LABELS.get(id_, ""), "kind": kind, "value": value, "asks": asks,
        "open": False,
        "options": [{"value": name, "words": words} for name, words in (options or {}).items()],
    }  # fmt: skip


def _headers(table: Table) -> list[Data]:
    """The headers of a table, each with its first values as a hint."""
    some = islice(filter(None, table.columns), MOST_HEADERS)
    return [{"value": header, "words": _hinted(header, table.columns[header])} for header in some]


def _hinted(header: str, cells: Sequence[str]) -> str:
    first = islice(dict.fromkeys(filter(None, islice(cells, SEARCHED))), HINTS)
    hint = _short(", ".join(_short(cell, WIDEST // 2) for cell in first), WIDEST)
    return f"{_short(header, WIDEST)} ({hint})" if hint else _short(header, WIDEST)


def _short(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 1]}…"


def source_of(upload: Upload, chosen: Mapping[str, str]) -> OrganisationSource:
    """How an upload is read once something was chosen.

    Args:
        upload: Its files.
        chosen: The values of the form's fields, as text; what is empty is found out, or there is none.

    Returns:
        The `organisation` of a scenario.

    Raises:
        BadInput: With every field that is unknown, or cannot have this value.
    """
    columns = (*COLUMNS["people"], *COLUMNS["ties"], *LOOKUPS)
    known = {*LABELS, *(f"columns.{name}" for name in columns)}
    unknown = [name for name in chosen if name not in known]
    if unknown:
        remedy = "there is no such choice"
        raise BadInput(
            *(Problem("", name, "", f"{remedy}; {nearest(name, known)}") for name in unknown)
        )
    here = upload.people if chosen.get("ties_here") == "true" else None
    data: Data = {"people": upload.people, "ties": upload.ties_file or here}
    data["directed"] = chosen.get("both_ways") != "true"
    data["weighted"] = chosen.get("columns.weight") != ABSENT
    for name in ("nonresponse", "outsiders", "form"):
        data |= {name: chosen[name]} if chosen.get(name) else {}
    if data["ties"] is None and data.get("nonresponse") in ASKED:
        del data["nonresponse"]
    data |= {name: _read(name, chosen[name]) for name in FURTHER if chosen.get(name)}
    for group in ("sheets", "header_rows", "columns"):
        told = dict(_told(chosen, group))
        data |= {group: told} if told else {}
    return checked(OrganisationSource, data)


def _told(chosen: Mapping[str, str], group: str) -> Iterator[tuple[str, Any]]:
    """The fields of a group that tell something."""
    for id_, value in chosen.items():
        of, _, name = id_.partition(".")
        if of == group and value not in ("", name) and (name, value) != ("weight", ABSENT):
            yield name, int(value) if group == "header_rows" and value.isdigit() else value.strip()


def _read(name: str, text: str) -> Any:
    """A value as it is written in a scenario; raises BadInput in words for the page."""
    try:
        return override_from(f"{name}={text}").value
    except BadInput as bad:
        problems = (Problem("", LABELS[name], text, problem.remedy) for problem in bad.problems)
        raise BadInput(*problems) from None
