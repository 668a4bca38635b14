"""An organisation made anonymous: ids, names and teams replaced, small cells merged, the rest left out."""

from collections.abc import Collection
from dataclasses import dataclass
from random import Random, SystemRandom
from typing import Any

import numpy as np
from numpy.typing import NDArray

from winsim.organisation.anonymous.keeping import NOTHING_KEPT, Keeping
from winsim.organisation.anonymous.key import Key
from winsim.organisation.anonymous.names import Names
from winsim.organisation.anonymous.small_cells import merged
from winsim.organisation.organisation import ONE, Organisation, make_organisation
from winsim.problems import BadInput, Problem
from winsim.words import count, joined

ANSWERED = "answered"
"""The column that says who answered; an organisation knows it, and writes it by itself."""


@dataclass(frozen=True)
class Anonymised:
    """An organisation without its names, and what was done.

    Attributes:
        organisation: The same people and ties under new names, in the order of those.
        key: What stands for whom, what was known before included.
        names: The old names, to be found in further files, too.
        changes: What was replaced, merged and left out, a sentence each. They hold old names.
    """

    organisation: Organisation
    key: Key
    names: Names
    changes: tuple[str, ...]


def anonymised(
    organisation: Organisation,
    keeping: Keeping = NOTHING_KEPT,
    key: Key | None = None,
    others: Collection[str] = (),
    luck: Random | None = None,
) -> Anonymised:
    """Replace the names of people and teams, and merge what few people share.

    Args:
        organisation: Any organisation; it stays as it is.
        keeping: Which further columns stay, all others are left out; and the fewest people that a
            team, or a kept value, may have.
        key: Replacements made earlier, which stay; None for none.
        others: Ids of people who are not in the organisation, such as leavers, and get new ids, too.
        luck: Draws the new names; without it the operating system does, which nobody can repeat, so
            that only the key leads back.

    Raises:
        BadInput: For fewer people than `keeping.smallest`, and a column that cannot be kept so.
    """
    _refuse_few(organisation, keeping.smallest)
    luck, known = luck or SystemRandom(), key or Key()
    key = Key(dict(known.people), dict(known.teams))
    key.add_people((*organisation.ids, *others), luck)
    key.add_teams(organisation.team_names, luck)
    changes = [_replaced(organisation), *_merge_teams(organisation, key, keeping.smallest)]
    changes += _renamed_teams(organisation, known, key)
    names = Names(organisation, key)
    further = {n: values for n, values in organisation.columns.items() if n != ANSWERED}
    columns, said = keeping.kept(further, organisation.ids, names)
    if organisation.answered is not None:
        said.append("Who answered is kept as it is.")
    said.append(f"Left out: {joined(['names', *(n for n in further if n not in keeping)])}.")
    return Anonymised(_renamed(organisation, key, columns), key, names, (*changes, *said))


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


def _renamed_teams(organisation: Organisation, known: Key, key: Key) -> list[str]:
    """Which teams have another name than in an earlier delivery."""
    names = organisation.team_names
    return [
        f"Team {name} was {known.teams[name]} in the earlier delivery, and is {key.teams[name]} now."
        for name in names
        if name in known.teams and known.teams[name] != key.teams[name]
    ]


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
        answered=None if organisation.answered is None else organisation.answered[order],
    )
