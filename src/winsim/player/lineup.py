"""Who is shown, and what they are called: network data are personal data."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from winsim.figures.layout import Points, centres, places, radii
from winsim.organisation.organisation import Organisation, make_organisation
from winsim.organisation.pairs import Ints


@dataclass(frozen=True, eq=False)
class Lineup:
    """An organisation as it is shown: small teams may be merged, and people go by a number.

    `shown` has the same people as `organisation`, in the order in which they are shown; `person` (n,) and
    `group` (G,) lead from there to the people of `organisation`, and from its teams to those shown.
    """

    organisation: Organisation
    shown: Organisation
    person: Ints  # (n,) number in `organisation` of each person shown
    group: Ints  # (G,) number in `shown` of each team of `organisation`
    labels: tuple[str, ...]  # (n,) what each person shown is called
    merged: tuple[bool, ...]  # for each team shown, whether it stands for several

    @cached_property
    def layout(self) -> tuple[Points, Points, Points]:
        """Where people (n, 2) and teams (G, 2) stand, and the teams' radii (G,)."""
        radius = radii(self.shown)
        centre = centres(self.shown, radius)
        return places(self.shown, centre), centre, radius

    def group_name(self, team: int) -> str:
        """What a team of the organisation is called where it is shown."""
        return self.shown.team_names[int(self.group[team])]


def lineup(given: Organisation, names: bool = False, smallest: int = 1) -> Lineup:
    """The line-up of an organisation.

    With `names`, people go by the names and ids of their file; otherwise by their number alone.
    Teams of fewer than `smallest` people are merged, with the next smallest where need be.
    """
    called = _group_names(given, smallest)
    team = given.network.team.astype(np.int64)
    listens, to, weight = given.ties
    shown = make_organisation(
        tuple(map(str, range(given.people))),
        [called[int(number)] for number in team],
        (listens, to, weight.astype(np.float64) / weight.max(initial=1)),
        given.manager,
    )
    person = np.fromiter(map(int, shown.ids), dtype=np.int64, count=given.people)
    place = {name: number for number, name in enumerate(shown.team_names)}
    return Lineup(
        organisation=given,
        shown=shown,
        person=person,
        group=np.array([place[name] for name in called], dtype=np.int64),
        labels=tuple(_label(given, int(number), names) for number in person),
        merged=tuple(called.count(name) > 1 for name in shown.team_names),
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
