"""What can be chosen of how uploaded files are read: a form for the page, and what was chosen there.

Every choice is a field of a scenario's `organisation`; what the readers guess is chosen already.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import Any, NamedTuple

from winsim.declaration.checking import checked
from winsim.organisation.files.full_names import with_full_names
from winsim.organisation.files.headers import PEOPLE, TIES, with_known
from winsim.organisation.files.table import ReadingLog, Table
from winsim.player.lab.uploads import Upload
from winsim.problems import BadInput, Problem, nearest
from winsim.scenario.organisation_source import OrganisationSource

Data = dict[str, Any]
COLUMNS = {
    "people": {"id": "Id", "team": "Team", "manager": "Manager", "name": "Name"},
    "ties": {"source": "Source: who listens", "target": "Target: to whom", "weight": "Weight"},
}
"""The columns of each part that can be chosen, and what the page calls them."""
OPTIONAL = ("manager", "name", "weight")
"""Columns that may be missing."""
LABELS = {
    "sheets.people": "Sheet of the people", "header_rows.people": "Line of the header",
    "sheets.ties": "Sheet of the ties", "header_rows.ties": "Line of the header",
    "ties_here": "The file holds the ties, too", "both_ways": "Ties work both ways",
    "nonresponse": "Who did not answer", "outsiders": "Who is named and not on the list",
}  # fmt: skip
"""What the page calls the other fields."""
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
MOST_HEADERS, WIDEST, HINTS, SEARCHED = 300, 44, 3, 100


class Tables(NamedTuple):
    """The tables of an upload that were found; None for one that was not."""

    people: Table | None
    ties: Table | None


def form_of(upload: Upload, tables: Tables) -> tuple[Data, ...]:
    """The form of an upload: the groups of its fields, with what holds now, as plain data.

    Args:
        upload: With the choices that were made so far.
        tables: What they led to.

    Returns:
        Groups, each with a `title`, the `headers` that its columns can be chosen from, and `fields`.
    """
    people, ties = tables
    of_people = _group(upload, "people", people)
    of_ties = _group(upload, "ties", ties)
    if upload.ties_file is None:
        of_ties["fields"].insert(
            0, _field("ties_here", "switch", upload.source.ties is not None, True)
        )
    of_ties["fields"] += _of_answers(upload.source)
    return of_people, of_ties


def _group(upload: Upload, part: str, table: Table | None) -> Data:
    """The fields of people or of ties."""
    file = getattr(upload.source, part)
    name = "" if file is None else upload.names[file]
    table = with_full_names(table, upload.source.columns, ReadingLog()) if table else None
    fields = [] if file is None else [*_place(upload, part, file, table)]
    fields += _columns(table, part, upload.source.columns) if table else ()
    headers = [] if table is None else _headers(table)
    return {"title": f"{part.capitalize()}: {name or 'none'}", "headers": headers, "fields": fields}


def _place(upload: Upload, part: str, file: str, table: Table | None) -> Iterator[Data]:
    """In which sheet, and beneath which line, a table is; asked for where it is not plain."""
    titles, told = upload.titles.get(file, ()), upload.source.model_dump(mode="json")
    if len(titles) > 1:
        found = told["sheets"].get(part) or (table.title if table else "")
        options = {"": "choose …"} | {title: title for title in titles}
        yield _field(f"sheets.{part}", "choice", found, True, options)
    row = told["header_rows"].get(part)
    if row or (table is None and len(titles) < 2):
        yield _field(f"header_rows.{part}", "number", str(row or ""), True)


def _columns(table: Table, part: str, columns: Mapping[str, str]) -> Iterator[Data]:
    """Which header is which column; what is not told is guessed."""
    there = {name: header for name, header in columns.items() if header in table.columns}
    names = PEOPLE if part == "people" else TIES
    known = with_known(table, names, there, ReadingLog())
    for name, label in COLUMNS[part].items():
        header = known.get(name, name)
        found = header in table.columns
        absent = ABSENT if found and name not in there else ""
        words = "(none)" if name in OPTIONAL else "choose …"
        value = absent if columns.get(name) == "" else header if found else ""
        yield _field(f"columns.{name}", "column", value, False, {absent: words}) | {"label": label}


def _of_answers(source: OrganisationSource) -> Iterator[Data]:
    """What is taken for ties that nobody told, or that lead to nobody."""
    tied, held = source.ties is not None, source.model_dump(mode="json")
    if tied:
        yield _field("both_ways", "switch", not source.directed, False)
    answers = {way: words for way, words in ANSWERS.items() if tied or way not in ASKED}
    for name, words in (("nonresponse", answers), ("outsiders", OUTSIDERS)):
        if name in held:
            yield _field(name, "choice", held[name], False, words)


def _field(
    id_: str, kind: str, value: str | bool, asks: bool, options: Mapping[str, str] | None = None
) -> Data:
    """A field of the form; `asks` says whether other fields depend on it."""
    listed = [{"value": name, "words": words} for name, words in (options or {}).items()]
    label = LABELS.get(id_, "")
    return {
        "id": id_,
        "label": label,
        "kind": kind,
        "value": value,
        "asks": asks,
        "options": listed,
    }


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
    known = {*LABELS, *(f"columns.{name}" for part in COLUMNS.values() for name in part)}
    unknown = [name for name in chosen if name not in known]
    if unknown:
        remedy = "there is no such choice"
        raise BadInput(
            *(Problem("", name, "", f"{remedy}; {nearest(name, known)}") for name in unknown)
        )
    here = upload.people if chosen.get("ties_here") == "true" else None
    data: Data = {"people": upload.people, "ties": upload.ties_file or here}
    data["directed"] = chosen.get("both_ways") != "true"
    for name in ("nonresponse", "outsiders"):
        data |= {name: chosen[name]} if chosen.get(name) else {}
    if data["ties"] is None and data.get("nonresponse") in ASKED:
        del data["nonresponse"]
    for group in ("sheets", "header_rows", "columns"):
        told = dict(_told(chosen, group))
        data |= {group: told} if told else {}
    return checked(OrganisationSource, data)


def _told(chosen: Mapping[str, str], group: str) -> Iterator[tuple[str, Any]]:
    """The fields of a group that tell something."""
    for id_, value in chosen.items():
        of, _, name = id_.partition(".")
        if of == group and value not in ("", name):
            yield name, int(value) if group == "header_rows" and value.isdigit() else value.strip()
