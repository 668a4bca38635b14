"""The key of an anonymised organisation: what stands for each person and each team."""

import csv
import os
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from random import Random

from winsim.problems import BadInput, Problem

HEADER = ["kind", "old", "new"]
PERSON_WORDS = ("p", "q", "x", "y", "z")
TEAM_WORDS = ("team ", "group ", "unit ", "crew ", "set ")
"""What goes before a number: the first with which no old name begins that goes on with a number."""


@dataclass
class Key:
    """New names by old ones.

    Attributes:
        people: The new id of each person by the old one.
        teams: The new name of each team by the old one; merged teams share one.
    """

    people: dict[str, str] = field(default_factory=dict)
    teams: dict[str, str] = field(default_factory=dict)

    def add_people(self, ids: Collection[str], luck: Random) -> None:
        """Give a new id to everyone who has none, drawn from ten times as many or more.

        So newcomers of a second delivery stand anywhere among the others.

        Args:
            ids: The old ids.
            luck: Decides who is which; the order of `ids` does not show in the new ones.
        """
        digits = max(3, 1 + len(str(len(ids))))
        self.people |= _named(self.people, ids, PERSON_WORDS, digits, luck)

    def add_teams(self, names: Collection[str], luck: Random) -> None:
        """Give a new name to every team that has none, drawn from ten times as many or more.

        Args:
            names: The old names.
            luck: Decides which is which.
        """
        digits = max(2, 1 + len(str(len(names))))
        self.teams |= _named(self.teams, names, TEAM_WORDS, digits, luck)


def read_key(path: Path) -> Key:
    """The key in a file.

    Args:
        path: A CSV file as `write_key` writes it.

    Returns:
        Its replacements; an empty key where there is no such file.

    Raises:
        BadInput: For a file that is no key.
    """
    if not path.exists():
        return Key()
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.reader(file))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise BadInput(Problem(str(path), "", "", f"cannot be read as a key: {error}")) from None
    for line, row in enumerate(rows, start=1):
        if (line == 1 and row != HEADER) or len(row) != len(HEADER):
            remedy = f"is no key, which has the columns {', '.join(HEADER)}; name another file"
            raise BadInput(Problem(f"{path}:{line}", "", ",".join(row), remedy))
    people, teams = ({old: new for kind, old, new in rows if kind == k} for k in ("person", "team"))
    return Key(people, teams)


def write_key(path: Path, key: Key) -> None:
    """Write a key as CSV, for the eyes of its owner alone; a key that is there is replaced.

    Raises:
        BadInput: Where it cannot be written.
    """
    rows = [["person", old, new] for old, new in key.people.items()]
    rows += [["team", old, new] for old, new in key.teams.items()]
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
            csv.writer(file, lineterminator="\n").writerows([HEADER, *sorted(rows)])
    except OSError as error:
        raise BadInput(Problem(str(path), "", "", f"cannot be written: {error.strerror}")) from None


def _named(
    known: Mapping[str, str], old: Collection[str], words: Iterable[str], digits: int, luck: Random
) -> dict[str, str]:
    """A new name for each old one that has none, drawn from so many that a gap says nothing."""
    lacking = [name for name in dict.fromkeys(old) if name not in known]
    word = next((re.sub(r"\d+$", "", new) for new in known.values()), "") or _word(words, old)
    taken = {*known.values(), *(name.casefold() for name in (*known, *old))}
    free: list[str] = []
    while len(free) < max(1, len(lacking)):
        free = [f"{word}{number:0{digits}d}" for number in range(1, 10**digits)]
        free = [name for name in free if name not in taken]
        digits += 1
    return dict(zip(lacking, luck.sample(free, len(lacking)), strict=True))


def _word(words: Iterable[str], old: Collection[str]) -> str:
    """The first word with a number after which no old name can be read."""
    taken = {match[1] for name in old if (match := re.match(r"(.*?)\d+$", name.casefold()))}
    return next(word for word in _with_more(words) if word not in taken)


def _with_more(words: Iterable[str]) -> Iterator[str]:
    listed = tuple(words)
    yield from listed
    yield from (f"{listed[0].strip()}{'-' * times}" for times in count(1))
