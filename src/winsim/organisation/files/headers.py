"""Which header of a client's table holds what: the columns that are known without being told.

What is told goes first, then a header that is our own name, then one of `header_words`.
"""

import difflib
import re
import shlex
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from itertools import islice

from winsim.organisation.files.directions import undirected
from winsim.organisation.files.formats.missing_header import looks_like_data, missing_header
from winsim.organisation.files.formats.rows import BEGINNING, WIDEST
from winsim.organisation.files.header_words import (
    KNOWN_PEOPLE,
    KNOWN_TIES,
    plain,
    words_of,
)
from winsim.organisation.files.table import ReadingLog, Table
from winsim.organisation.files.words_in_cells import NO, YES
from winsim.problems import Problem, listed

PEOPLE = tuple(KNOWN_PEOPLE)
TIES = tuple(KNOWN_TIES)
STAND_INS = ("email", "name")
"""What can be the id of people where there is no other."""
READ = ("id", "team", "manager", "name", "source", "target", "weight")
"""Our names whose columns are read wherever they are; their headers are proposed for nothing else."""
COMPARED = 200
"""Headers that are compared to one that is missing."""
FLAGS = frozenset((*YES, *NO))
"""What a column holds that says whether somebody is a manager, and not who theirs is."""


TENURE = ("service",)
"""Headers of teams under which the years somebody has served are given, too."""
DATE = re.compile(r"date|datum|fecha|time$|timestamp|zeitpunkt")
"""Found in headers, as `plain` writes them, of columns that are never proposed for another one."""


def with_known(
    table: Table, names: Sequence[str], columns: Mapping[str, str], log: ReadingLog
) -> dict[str, str]:
    """Our names to the headers of a table: those that were told, then those that are known.

    Args:
        table: Its headers are looked through.
        names: Our names that are looked for.
        columns: What was told, our name to the table's header; it goes before.
        log: Takes a note of the columns that were found.

    Returns:
        `columns`, with headers as the table writes them, and what was found; a name whose column is not
        there is left out, and one whose header is our own name.
    """
    headers = _by_words(table)
    here = [name for name in columns if name in names or (names == PEOPLE and name not in TIES)]
    told = {name: _as_written(table, columns[name], headers) for name in here}
    exact = [n for n in names if n not in told and n in table.columns and _fits(table, n, n)]
    taken = {*told.values(), *exact}
    found: dict[str, list[str]] = {}
    for name in names:
        if name not in told and name not in exact:
            able = [h for h in _alike(table, name, headers) if h not in taken]
            found |= {name: able} if able else {}
            taken |= {*able[:1]}
    if "id" in names and "id" not in (*told, *exact, *found):
        found = _with_stand_in(table, found, exact)
    changed = {name: [told[name]] for name in here if told[name] != columns[name]}
    _note(table, changed | found, taken, log)
    return {**columns, **told, **{name: able[0] for name, able in found.items()}}


def _by_words(table: Table) -> dict[str, list[str]]:
    """The headers of a table by what they are compared by."""
    headers: dict[str, list[str]] = {}
    for header in table.columns:
        headers.setdefault(plain(header), []).append(header)
    headers.pop("", None)
    return headers


def _as_written(table: Table, header: str, headers: Mapping[str, Sequence[str]]) -> str:
    """A header that was told as the table writes it, where it differs in case or signs alone."""
    alike = headers.get(plain(header), ())
    return alike[0] if header not in table.columns and len(alike) == 1 else header


def _alike(table: Table, name: str, headers: Mapping[str, Sequence[str]]) -> list[str]:
    """The headers that are known for a name, the one to be taken first at the front, empty columns last."""
    known = [h for word in words_of(name) for h in headers.get(word, ()) if _fits(table, name, h)]
    return sorted(known, key=lambda header: not any(table.columns[header]))


def _fits(table: Table, name: str, header: str) -> bool:
    """Whether the cells of a column can be what its header says."""
    if name == "type":
        return bool(undirected(table.columns[header], header))
    cells = {cell.lower() for cell in dict.fromkeys(table.columns[header])} - {""}
    if name == "team":
        return plain(header) not in TENURE or not cells or not all(map(_is_number, cells))
    return name != "manager" or not (are_flags(cells) or _flags_boss(table, header))


def are_flags(cells: AbstractSet[str]) -> bool:
    """Whether the different cells of a column, in small letters, say yes or no."""
    return bool(cells) and (cells <= FLAGS or cells == {"0", "1"})


def _flags_boss(table: Table, header: str) -> bool:
    """Whether a column of 1 and nothing flags even the person whose id is 1, and so names no manager."""
    if set(table.columns[header]) != {"", "1"}:
        return False
    known = (h for h in table.columns if h != header and plain(h) in words_of("id"))
    ids = table.columns[next(known, header)]
    return not any(
        own == "1" and not cell for own, cell in zip(ids, table.columns[header], strict=True)
    )


def _is_number(cell: str) -> bool:
    return cell.replace(",", ".").replace(".", "", 1).isdigit()


def _with_stand_in(
    table: Table, found: Mapping[str, list[str]], exact: Sequence[str]
) -> dict[str, list[str]]:
    """What was found, with the e-mail address or else the name for the id, where nobody shares theirs."""
    for name in STAND_INS:
        headers = [name] if name in exact else found.get(name, [])[:1]
        cells = table.columns[headers[0]] if headers else [""]
        if all(cells) and len(set(cells)) == len(cells):
            return {"id": headers, **{n: able for n, able in found.items() if n != name}}
    return dict(found)


def _note(
    table: Table, found: Mapping[str, Sequence[str]], taken: AbstractSet[str], log: ReadingLog
) -> None:
    """Note from which headers columns are read, and which others would have done."""
    words = []
    for name, (header, *others) in found.items():
        passed = ", ".join(repr(other) for other in others if other not in taken)
        words.append(f"{name} from {header!r}" + (f" (not from {passed})" if passed else ""))
    if words:
        log.notes.append(f"{table.name}: {', '.join(words).replace(' from', ' is read from', 1)}")


def missing_column(table: Table, name: str, columns: Mapping[str, str]) -> Problem:
    """What is wrong where a table has no such column.

    Args:
        table: Its first line may be data.
        name: Our name of the column.
        columns: Our names to the table's headers; what is taken by another name is not proposed.

    Returns:
        The problem, with the header that fits best; one and the same for all names where the header is
        missing.
    """
    headers = [header for header in table.columns if header]
    if name not in columns and looks_like_data(headers, list(islice(_rows(table), BEGINNING))):
        words = missing_header(headers, "people" if name in PEOPLE else "ties")
        return Problem(table.name, "", "", words)
    wanted = columns.get(name, name)
    taken = {*columns.values(), *(ours for ours in READ if ours not in columns)}
    free = [header for header in headers if header not in taken]
    option = shlex.quote(f"{name}={_best(name, wanted, free) or 'HEADER'}")
    return Problem(
        table.name,
        name,
        "",
        f"there is no column {wanted!r}; the file has {listed(headers)}; "
        f"say which one it is: --column {option}",
    )


def _rows(table: Table) -> Iterator[list[str]]:
    columns = [cells for header, cells in islice(table.columns.items(), WIDEST) if header]
    return (list(row) for row in zip(*columns, strict=True))


def _best(name: str, wanted: str, headers: Sequence[str]) -> str | None:
    """The header that is most like what is wanted, or like one of its known headers, or holds one."""
    dated = [
        header for header in headers[:COMPARED] if name == "date" or not DATE.search(plain(header))
    ]
    named = {plain(header): header for header in reversed(dated)}
    alike = difflib.get_close_matches(plain(wanted), named, n=1, cutoff=0.6)
    for word in words_of(name):
        alike += difflib.get_close_matches(word, named, n=1, cutoff=0.85)
    alike += [held for word in words_of(name) if len(word) > 3 for held in named if word in held]
    return named[alike[0]] if alike else None
