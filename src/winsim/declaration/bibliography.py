"""The bibliography: what the source keys of rules and defaults stand for.

The entries are in `sources.yaml` beside this module; listings, schema and reference cite them.
"""

from functools import cache
from importlib.resources import files
from typing import Any

from pydantic import BaseModel, ConfigDict

from winsim.declaration.document import Document

FILE = "sources.yaml"


class Source(BaseModel):
    """Where a value comes from.

    Attributes:
        cite: A short reference, for tables ("Bass 1969").
        authors: As in the full reference.
        year: Of publication, where there is one.
        title: Of the work.
        published: Journal, publisher or site, with volume and pages.
        doi: Only where it is certain.
        note: What was taken from it, or how sure it is.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    cite: str
    authors: str = ""
    year: int | None = None
    title: str = ""
    published: str = ""
    doi: str = ""
    note: str = ""

    def __str__(self) -> str:
        who = f"{self.authors} ({self.year})" if self.year else self.authors
        link = f"https://doi.org/{self.doi}" if self.doi else ""
        parts = (who, self.title, self.published, link)
        return ". ".join(part.rstrip(".") for part in parts if part) or self.cite


@cache
def sources() -> dict[str, Source]:
    """Every source by its key, as rules and defaults cite it.

    Returns:
        The bibliography; `str` of a source is its full reference, `cite` a short one.

    Example:
        >>> sources()["bass1969"].cite
        'Bass 1969'
    """
    text = (files("winsim.declaration") / FILE).read_text(encoding="utf-8")
    entries: dict[str, Any] = Document(text, FILE).data
    return {key: Source.model_validate(entry) for key, entry in entries.items()}
