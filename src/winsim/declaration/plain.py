"""Plain data made in Python, with which a declaration can be built as with a file.

`PlainData` stands in for a `Document` where there is no text.
"""

from collections.abc import Mapping, Sequence, Set
from pathlib import PurePath
from typing import Any

from winsim.declaration.field import Declared
from winsim.declaration.inconsistency import FieldPath
from winsim.problems import Problem

SHOWN = 60
"""The most characters of a value that are shown in a message."""


class PlainData:
    """Data that Python code gave. It answers in problems as a `Document` does, without lines.

    `name` stands for the data in problems, in place of a file's name; it may be empty.
    """

    problems: Sequence[Problem] = ()

    def __init__(self, data: Any, name: str = "") -> None:
        self.data, self.name = plain(data), name

    def place(self, path: FieldPath) -> str:
        """Where a field was given: the name of the data."""
        return self.name

    def written(self, path: FieldPath) -> str:
        """The value of a field in few words, or of the number or text in its place.

        Empty for what is missing, and for lists and groups of fields that are long.
        """
        value = self.data
        for part in path:
            if isinstance(value, dict):
                missing = part not in value
            elif isinstance(value, list):
                missing = not isinstance(part, int) or part >= len(value)
            else:
                break
            if missing:
                return ""
            value = value[part]
        return "" if isinstance(value, dict | list) and len(str(value)) > SHOWN else shown(value)


def plain(value: Any) -> Any:
    """A value as a file would hold it: numbers, texts, lists and mappings with text as keys.

    Args:
        value: Declared models (without fields that are None), mappings, sequences, sets (sorted as
            text), paths, and NumPy's numbers and arrays become what they stand for; everything else
            stays as it is.
    """
    if isinstance(value, Declared):
        return value.model_dump(mode="json", exclude_none=True)
    if isinstance(value, Mapping):
        return {str(key): plain(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple | range):
        return [plain(inner) for inner in value]
    if isinstance(value, Set):
        return sorted(map(plain, value), key=str)
    if isinstance(value, PurePath):
        return str(value)
    return value.tolist() if hasattr(value, "tolist") else value


def shown(value: Any) -> str:
    """A value as problems show it: on one line, cut short where it is long."""
    text = " ".join(str(value).split())
    return text if len(text) <= SHOWN else f"{text[:SHOWN]} …"
