"""The roster: who is shown on a page, and under which name; network data are personal data.

By default people go by a number, and small teams can be merged, so that nobody is recognised.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from winsim.figures.layout import Points, centres, places, radii
from winsim.numerics.arrays import Ints
from winsim.organisation.organisation import Organisation, make_organisation


@dataclass(frozen=True, eq=False)
class Roster:
    """An organisation of n people in G teams as it is shown: small teams may be merged.

    `shown` has the same people as `organisation`, in the order in which they are shown.
    """

    organisation: Organisation
    shown: Organisation
    person: Ints  # (n,) number in `organisation` of each person shown
    group: Ints  # (G,) number in `shown` of each team of `organisation`
    labels: tuple[str, ...]  # (n,) the name or number of each person shown
    merged: tuple[bool, ...]  # for each team shown, whether it stands for several

    @cached_property
    def layout(self) -> tuple[Points, Points, Points]:
        """Where everyone stands, as in `winsim.figures.layout`.

        Returns:
            Places of people (n, 2), centres of teams (G, 2) and their radii (G,), in the order of `shown`.
        """
        radius = radii(self.shown)
        centre = centres(self.shown, radius)
        return places(self.shown, centre), centre, radius

    def group_name(self, team: int) -> str:
        """The name under which a team of the organisation is shown, by its number."""
        return self.shown.team_names[int(self.group[team])]

    @property
    def group_names(self) -> dict[str, str]:
        """The name under which each team of the organisation is shown, by its own name."""
        own = self.organisation.team_names
        return {name: self.group_name(team) for team, name in enumerate(own)}


def roster(given: Organisation, names: bool = False, smallest: int = 1) -> Roster:
    """The roster of an organisation.

    Args:
        given: The organisation, of n people.
        names: Whether people go by the names and ids of their file; else by their number alone.
        smallest: Teams of fewer people are merged, with the next smallest where need be; 1 merges none.

    Returns:
        The people in the order in which they are shown, team by team.
    """
    shown_as = _group_names(given, smallest)
    team = given.network.team.astype(np.int64)
    listens, to, weight = given.ties
    shown = make_organisation(
        tuple(map(str, range(given.people))),
        [shown_as[int(number)] for number in team],
        (listens, to, weight.astype(np.float64) / weight.max(initial=1)),
        given.manager,
    )
    person = np.fromiter(map(int, shown.ids), dtype=np.int64, count=given.people)
    place = {name: number for number, name in enumerate(shown.team_names)}
    return Roster(
        organisation=given,
        shown=shown,
        person=person,
        group=np.array([place[name] for name in shown_as], dtype=np.int64),
        labels=tuple(_label(given, int(number), names) for number in person),
        merged=tuple(shown_as.count(name) > 1 for name in shown.team_names),
    )


def _label(organisation: Organisation, number: int, names: bool) -> str:
    if not names:
        return f"Person {number + 1}"
    name, identity = organisation.names[number], organisation.ids[number]
    return f"Person {identity}" if name == identity else f"{name} ({identity})"


def _group_names(organisation: Organisation, smallest: int) -> list[str]:
    """The name under which each team is shown, shape (G,)."""
    small = _to_merge(organisation.team_sizes.tolist(), smallest)
    if len(small) < 2:
        return list(organisation.team_names)
    together = f"{len(small)} small teams"
    while together in organisation.team_names:
        together += " together"
    return [
        together if team in small else name for team, name in enumerate(organisation.team_names)
    ]


def _to_merge(sizes: Sequence[int], smallest: int) -> set[int]:
    """The teams that are too small, and the next smallest until together they are not."""
    in_order = sorted(range(len(sizes)), key=lambda team: (sizes[team], team))
    chosen: set[int] = set()
    for team in in_order:
        people = sum(sizes[one] for one in chosen)
        if sizes[team] >= smallest and (people >= smallest or not chosen):
            break
        chosen.add(team)
    return chosen
