"""Which columns of a people table tell people apart, beside their ids."""

from collections.abc import Collection, Mapping, Sequence

from winsim.organisation.files.header_words import (
    FIRST_NAMES,
    LAST_NAMES,
    OWN_HEADERS,
    plain,
    plain_words,
    words_of,
)

OWN = frozenset((*words_of("id"), *words_of("name"), *words_of("email"), *plain_words(OWN_HEADERS)))
"""Headers of what people themselves are called, and not their mentor, seat or project."""
DIFFERENT = 0.5
"""Of the cells of such a column, more than this share must differ."""

Cells = Sequence[str]


def identifying(columns: Mapping[str, Cells], told: Collection[str] = ()) -> dict[str, Cells]:
    """The columns that tell people apart, by their headers.

    Args:
        columns: The cells of each column by its header.
        told: Headers of what was told to be people's names or addresses.

    Returns:
        Columns whose header says that they are numbers, names or addresses of the people themselves;
        and first and last names joined, under both headers.
    """
    own = {h: c for h, c in columns.items() if h in told or (plain(h) in OWN and not _counts(h, c))}
    found = {
        h: cells for h, cells in own.items() if len(set(cells) - {""}) > DIFFERENT * len(cells)
    }
    first, last = (_named(columns, plain_words(names)) for names in (FIRST_NAMES, LAST_NAMES))
    if first and last and first != last:
        pairs = zip(columns[first], columns[last], strict=True)
        found[f"{first} + {last}"] = [f"{a} {b}" if a and b else "" for a, b in pairs]
    return found


def _counts(header: str, cells: Cells) -> bool:
    """Whether a column `#` or `No.` only numbers the rows."""
    ordered = enumerate(cells, start=1)
    return plain(header) == "number" and all(cell == str(number) for number, cell in ordered)


def _named(columns: Mapping[str, Cells], names: Sequence[str]) -> str | None:
    return next((header for header in columns if plain(header) in names), None)
