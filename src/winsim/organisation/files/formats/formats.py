"""The format of a file: what its beginning shows goes before what its ending says."""

import re
from pathlib import Path

TEXT, WORKBOOK, PARQUET = "text", "workbook", "parquet"
GRAPHML, GEXF, GML, PAJEK, UCINET = "graphml", "gexf", "gml", "pajek", "ucinet"

BEGINNING = 4_000
"""Bytes of a file that show what it is."""
ENDINGS = {
    ".xlsx": WORKBOOK, ".xlsm": WORKBOOK, ".xlsb": WORKBOOK, ".xls": WORKBOOK, ".ods": WORKBOOK,
    ".parquet": PARQUET, ".pq": PARQUET,
    ".graphml": GRAPHML, ".gexf": GEXF, ".gml": GML,
    ".net": PAJEK, ".paj": PAJEK, ".dl": UCINET,
}  # fmt: skip
BYTES = {b"PK\x03\x04": WORKBOOK, b"\xd0\xcf\x11\xe0": WORKBOOK, b"PAR1": PARQUET}
"""How a file that is not text begins."""
WORDS = {
    re.compile(r"\s*\*(vertices\s+\d+|network\b)", re.IGNORECASE): PAJEK,
    re.compile(r"\s*DL[\s,]+(N|NR|NC|NM|FORMAT|TITLE)\s*=", re.IGNORECASE): UCINET,
}
"""How a text of a graph begins."""
ROOT = re.compile(r"(?:\s|<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^>]*>)*<(?:[\w.-]+:)?(\w+)", re.DOTALL)
"""The first element of an XML file, without its prefix."""
MARKS = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}


def format_of(path: Path) -> str:
    """The format of a file, as one of the names above.

    Args:
        path: The file; of one that cannot be read, its ending decides.
    """
    named = ENDINGS.get(path.suffix.lower(), TEXT)
    start = _beginning(path)
    shown = next((form for mark, form in BYTES.items() if start.startswith(mark)), None)
    if shown or not start.strip():
        return shown or named
    text = start.decode(MARKS.get(start[:2], "utf-8"), "replace").lstrip("\ufeff")
    shown = next((form for begins, form in WORDS.items() if begins.match(text)), None)
    root = ROOT.match(text)
    if shown is None and root and root[1].lower() in (GRAPHML, GEXF):
        shown = root[1].lower()
    return shown or (TEXT if named == WORKBOOK else named)


def _beginning(path: Path) -> bytes:
    """The first bytes of a file; none where it cannot be read."""
    try:
        with path.open("rb") as file:
            return file.read(BEGINNING)
    except OSError:
        return b""
