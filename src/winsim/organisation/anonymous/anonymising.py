"""An organisation made anonymous: ids, names and teams replaced, small cells merged, the rest left out."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from random import Random, SystemRandom
from typing import Any

import numpy as np
from numpy.typing import NDArray

from winsim.organisation.anonymous.key import Key
from winsim.organisation.anonymous.small_cells import (
    OTHER,
    are_dates,
    coarse_numbers,
    coarse_words,
    merged,
)
from winsim.organisation.organisation import ONE, Organisation, make_organisation
from winsim.problems import BadInput, Problem
from winsim.words import count, joined

SHORT = 3
"""Old names of fewer characters are not looked for inside longer texts."""


@dataclass(frozen=True)
class Anonymised:
    """An organisation without its names, and what was done.

    Attributes:
        organisation: The same people and ties under new names, in the order of those.
        key: What stands for whom, what was known before included.
        changes: What was replaced, merged and left out, a sentence each. They hold old names.
    """

    organisation: Organisation
    key: Key
    changes: tuple[str, ...]


def anonymised(
    organisation: Organisation,
    smallest: int = 5,
    keep: Collection[str] = (),
    key: Key | None = None,
    luck: Random | None = None,
) -> Anonymised:
    """Replace the names of people and teams, and merge what few people share.

    Args:
        organisation: Any organisation; it stays as it is.
        smallest: The fewest people that a team, or a kept value, may have.
        keep: Further columns that stay, as far as they are there; all others are left out.
        key: Replacements made earlier, which stay; None for none.
        luck: Draws the order of the new names; without it the operating system does, which nobody can
            repeat, so that only the key leads back.

    Raises:
        BadInput: For fewer people than `smallest`.
    """
    _refuse_few(organisation, smallest)
    luck = luck or SystemRandom()
    key = Key(dict(key.people), dict(key.teams)) if key else Key()
    key.add_people(organisation.ids, luck)
    key.add_teams(organisation.team_names, luck)
    changes = [_replaced(organisation), *_merge_teams(organisation, key, smallest)]
    names = Names(organisation, key)
    columns, words = kept_columns(organisation.columns, keep, smallest, names)
    return Anonymised(_renamed(organisation, key, columns), key, (*changes, *words))


class Names:
    """The old names of an organisation, as they turn up in texts."""

    def __init__(self, organisation: Organisation, key: Key) -> None:
        self._teams = key.teams
        old = (*organisation.ids, *organisation.names, *organisation.team_names, *key.people)
        self._old = {name.casefold() for name in old if len(name) >= SHORT}

    def without(self, values: NDArray[np.str_]) -> NDArray[np.str_]:
        """Texts that are a team's name with the new one, and `OTHER` for those that hold any other.

        Args:
            values: A text a person, shape (n,).
        """
        new = {word: self._new(word) for word in dict.fromkeys(values.tolist())}
        return np.array([new[word] for word in values.tolist()])

    def _new(self, text: str) -> str:
        if text in self._teams:
            return self._teams[text]
        words = text.casefold().split()
        parts = (
            " ".join(words[first:last]).strip(",;:()")
            for first in range(len(words))
            for last in range(first + 1, len(words) + 1)
        )
        return OTHER if any(part in self._old for part in parts) else text


def kept_columns(
    columns: Mapping[str, NDArray[Any]], keep: Collection[str], smallest: int, names: Names
) -> tuple[dict[str, NDArray[Any]], list[str]]:
    """The columns that stay, with no value that only few people have.

    Args:
        columns: Columns by name, numbers or texts, each of shape (n,).
        keep: The names of those that stay, as far as they are there.
        smallest: How many people must have a value.
        names: What must not be found in texts.

    Returns:
        The columns, and what was done with each, a sentence a column.

    """
    kept: dict[str, NDArray[Any]] = {}
    said = []
    for name in (name for name in columns if name in keep):
        values, words = _coarse(np.asarray(columns[name]), smallest, names)
        said.append(f"Column {name}: {words}.")
        if values is not None:
            kept[name] = values
    left = [name for name in columns if name not in keep]
    return kept, [*said, f"Left out: {joined(['names', *left])}."]


def _coarse(values: NDArray[Any], smallest: int, names: Names) -> tuple[NDArray[Any] | None, str]:
    """A column with no value that only few people have, or None; and what was done."""
    if values.dtype.kind in "biuf":
        numbers = values.astype(np.float64)
        coarse = coarse_numbers(numbers, smallest)
        if np.unique(coarse[~np.isnan(coarse)]).size < 2:
            return None, "left out, for nothing is left of its differences"
        if coarse is numbers:
            return numbers, f"kept, for each number is that of {smallest} people or more"
        return (
            coarse,
            f"each number is the mean of {smallest} people or more with the nearest numbers",
        )
    texts = values.astype(str)
    if are_dates(texts):
        return None, "left out, for dates identify people"
    clean = names.without(texts)
    words = np.array(coarse_words(clean, smallest))
    if set(words.tolist()) <= {OTHER, ""}:
        return None, f"left out, for no text in it is that of {smallest} people"
    changed = int(((words == OTHER) & (texts != OTHER)).sum())
    if changed:
        return (
            words,
            f"kept; {count(changed, 'person has', 'people have')} {OTHER!r} for a rarer text",
        )
    return words, f"kept, for each text is that of {smallest} people or more"


def _refuse_few(organisation: Organisation, smallest: int) -> None:
    if organisation.people < smallest:
        people = count(organisation.people, "person", "people")
        remedy = f"the organisation has {people}, and nobody can hide among fewer than this"
        raise BadInput(Problem("", "--smallest", str(smallest), remedy))


def _replaced(organisation: Organisation) -> str:
    return (
        f"Replaced: the ids of {count(organisation.people, 'person', 'people')} and the names of "
        f"{count(organisation.teams, 'team')}, in random order; managers and ties follow."
    )


def _merge_teams(organisation: Organisation, key: Key, smallest: int) -> list[str]:
    """Join small teams to those to which they are most densely tied, in the key; say which."""
    new = dict.fromkeys(key.teams[name] for name in organisation.team_names)
    place = {name: number for number, name in enumerate(new)}
    of_team = np.array([place[key.teams[name]] for name in organisation.team_names])
    sizes = np.bincount(of_team, weights=organisation.team_sizes).astype(np.int64)
    listens, to, _ = organisation.ties
    team = of_team[organisation.network.team]
    home = merged(sizes, team[listens], team[to], smallest)
    listed, said = list(new), []
    for old in organisation.team_names:
        here = place[key.teams[old]]
        if home[here] != here:
            people = count(int(sizes[here]), "person", "people")
            said.append(
                f"Merged: {old} ({people}) into {listed[home[here]]}, to which it is most densely tied."
            )
            key.teams[old] = listed[home[here]]
    return said


def _renamed(
    organisation: Organisation, key: Key, columns: dict[str, NDArray[Any]]
) -> Organisation:
    """The organisation under its new names, in the order of those."""
    ids = [key.people[person] for person in organisation.ids]
    order = np.argsort(np.array(ids))
    place = np.empty_like(order)
    place[order] = np.arange(order.size)
    listens, to, weight = organisation.ties
    teams = [key.teams[organisation.team_names[team]] for team in organisation.network.team[order]]
    manager = organisation.manager.astype(np.int64)
    return make_organisation(
        [ids[person] for person in order],
        teams,
        (place[listens], place[to], weight / ONE),
        np.where(manager >= 0, place[manager], -1)[order],
        columns={name: values[order] for name, values in columns.items()},
    )
