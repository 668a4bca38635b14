"""The bibliography: what the source keys of rules and defaults stand for."""

from functools import cache
from importlib.resources import files
from typing import Any

from pydantic import BaseModel, ConfigDict

from winsim.declaration.document import Document

FILE = "sources.yaml"


class Source(BaseModel):
    """Where a value comes from. `cite` is short, for tables; `doi` only where it is certain."""

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
