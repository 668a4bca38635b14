"""Which sheet of a workbook holds the people, and which the ties."""

import re
from collections.abc import Mapping, Sequence
from typing import Literal

from winsim.organisation.files import headers
from winsim.organisation.files.formats.framing import Told
from winsim.organisation.files.formats.workbook import Sheet
from winsim.organisation.files.forms.remedies import to_type
from winsim.organisation.files.table import ReadingLog, Table
from winsim.problems import nearest
from winsim.scenario.organisation_source import OrganisationSource

PEOPLE, TIES = "people", "ties"
"""The two parts that a table can have in an organisation."""
WORDS = {
    PEOPLE: re.compile(
        r"people|persons?|employees?|staff|nodes?|nodelist|roster|workforce|headcount|members?|personnel"
        r"|actors?|vertices|mitarbeit\w*|personal|personalliste|personen|personenliste|beschäftigte\w*"
        r"|belegschaft|knoten|knotenliste|personnes?|employée?s?|salariée?s?|effectifs?|n(?:oe|œ)uds?"
        r"|personas?|empleados?|plantilla|trabajador(?:es)?|nodos?"
    ),
    TIES: re.compile(
        r"ties?|edges?|edgelist|links?|contacts?|networks?|relation(?:ship)?s?|connections?|survey|arcs?"
        r"|interactions?|kontakt\w*|verbindung\w*|beziehung\w*|netzwerk\w*|kanten|kantenliste|umfrage"
        r"|befragung|liens?|réseaux?|arêtes?|sondage|enquête|vínculos?|vinculos?|contactos?|relaciones"
        r"|redes|enlaces?|aristas?|encuesta"
    ),
}
"""Words in the name of a sheet that say its part, in English, German, French and Spanish."""
CAPITAL = re.compile(r"(?<=[a-z])(?=[A-Z])")
NEEDS = {PEOPLE: ("id", "team"), TIES: ("source", "target")}
"""The columns by which a sheet shows its part."""


def chosen(
    sheets: Sequence[Sheet],
    part: str,
    source: OrganisationSource,
    log: ReadingLog,
    taken: Table | None = None,
) -> Table | None:
    """The sheet of a workbook that has this part.

    The one that is told; else the only one; else the one whose name says it; else the only one whose
    headers fit; else the only one that is left. One sheet is both where the file is given as both.

    Args:
        sheets: The tables of one workbook.
        part: `people` or `ties`.
        source: Says which sheet it is (`sheets`), and which headers hold what (`columns`).
        log: Takes a note of what was taken, or the remedy where it is not clear.
        taken: The sheet that already has the other part, if it is one of these.

    Returns:
        The sheet; None, with the reason in the log, where it is not clear which one it is.
    """
    if part in source.sheets:
        return heard(_told(sheets, part, source.sheets[part], log), log)
    others = [title for of, title in source.sheets.items() if of != part]
    left = [sheet for sheet in sheets if sheet is not taken and sheet.title not in others]
    if not left and source.people == source.ties:
        return taken
    found, why = likely(left, part, source.columns)
    if found is None:
        _refuse(sheets, left, part, log)
    elif len(sheets) > 1:
        log.notes.append(
            f"{_book(found)}: the {part} are taken from the sheet {found.title!r}{why}"
        )
    return heard(found, log)


def likely(
    sheets: Sequence[Sheet], part: str, columns: Mapping[str, str]
) -> tuple[Sheet | None, str]:
    """The sheet that probably has this part, and words that say why; None where several may.

    Args:
        sheets: The tables of one workbook.
        part: `people` or `ties`.
        columns: Our name to a header, as it was told.
    """
    if len(sheets) == 1:
        return sheets[0], ""
    named = [sheet for sheet in sheets if says(sheet.title, part)]
    fitting = [sheet for sheet in sheets if _fits(sheet, part, columns)]
    both = [sheet for sheet in named if sheet in fitting]
    for found, why in ((both, ""), (named, ""), (fitting, ", whose headers fit")):
        if len(found) == 1:
            return found[0], why
    return None, ""


def says(title: str, part: str) -> bool:
    """Whether the name of a sheet says that it holds this part.

    Args:
        title: Its name, in any case; what stands beside the word, such as a year, does not matter.
        part: `people` or `ties`.

    Example:
        >>> says("Mitarbeiter 2024", "people"), says("Summary", "ties")
        (True, False)
    """
    words = re.split(r"[\W_\d]+", CAPITAL.sub(" ", title).casefold())
    return any(WORDS[part].fullmatch(word) for word in words)


def told_of(title: str, parts: Sequence[str], source: OrganisationSource) -> Told:
    """What is known of the table on a sheet before it is read.

    Args:
        title: The sheet's name.
        parts: What its file is given as: `people`, `ties` or both.
        source: Says which sheet it is, in which row its header is, and which headers there are.
    """
    part: Literal["people", "ties"] = "people"
    named = [of for of, sheet in source.sheets.items() if sheet == title]
    if named == [TIES] or parts == [TIES] or (not named and says(title, TIES) and TIES in parts):
        part = "ties"
    return Told(part, source.header_rows.of(part), tuple(source.columns.values()))


def holds(sheet: Table, part: str, columns: Mapping[str, str]) -> bool:
    """Whether a table says that it has this part: itself, by the name of its sheet, or by its headers.

    Args:
        sheet: Any table.
        part: `people` or `ties`.
        columns: Our name to a header, as it was told.
    """
    return sheet.part == part or says(sheet.title, part) or _fits(sheet, part, columns)


def _fits(sheet: Table, part: str, columns: Mapping[str, str]) -> bool:
    """Whether a sheet has the columns of this part."""
    names = headers.PEOPLE if part == PEOPLE else headers.TIES
    known = headers.with_known(sheet, names, columns, ReadingLog())
    return all(sheet.column(name, known) is not None for name in NEEDS[part])


def _told(sheets: Sequence[Sheet], part: str, title: str, log: ReadingLog) -> Sheet | None:
    wanted = title.strip().casefold()
    found = next((s for s in sheets if s.title == title), None) or next(
        (s for s in sheets if s.title.strip().casefold() == wanted), None
    )
    if found is None:
        remedy = f"there is no such sheet with a table; {nearest(title, [s.title for s in sheets])}"
        log.add(_book(sheets[0]), f"organisation.sheets.{part}", title, remedy)
    return found


def heard(sheet: Sheet | None, log: ReadingLog) -> Sheet | None:
    """The sheet, with what came up while it was read."""
    if sheet is None:
        return None
    log.problems += sheet.said.problems
    log.notes += sheet.said.notes
    log.doubts += sheet.said.doubts
    return sheet if sheet.columns else None


def _refuse(sheets: Sequence[Sheet], left: Sequence[Sheet], part: str, log: ReadingLog) -> None:
    names = ", ".join(sheet.title for sheet in sheets)
    if not left:
        other = TIES if part == PEOPLE else PEOPLE
        remedy = f"the only sheet ({names}) holds the {other}; give a file for the {part}"
    else:
        remedy = (
            f"it is not clear which sheet holds the {part}; there are {names}; "
            f"say which one it is: {to_type(f'sheets.{part}', left[0].title)}"
        )
    log.add(_book(sheets[0]), f"organisation.sheets.{part}", "", remedy)


def _book(sheet: Sheet) -> str:
    """The name of a sheet's file."""
    return sheet.name.removesuffix(f"[{sheet.title}]")
