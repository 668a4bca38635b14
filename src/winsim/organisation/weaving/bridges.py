"""Bridges: ties between teams, from one sociable person to another."""

from typing import Any

from winsim.numerics.chance import Event, draw, stream
from winsim.numerics.compiling import part
from winsim.organisation.pairs import Ints
from winsim.organisation.weaving.ground import Ground
from winsim.organisation.weaving.line import guided, lay_guide, standing
from winsim.organisation.weaving.stream import Stream
from winsim.organisation.weaving.ties import Ties, tied

NEAR, SAME_PLACE = 0.25, 0.25
"""Shares of bridges to a team of the same branch, and to a team of the same place."""
ROUNDS = 64


@part
def bridge(
    ground: Ground, ties: Ties, count: int, goal: int, span: int, seed: Any, luck_of: Stream
) -> int:
    """Add bridges between teams until there are `goal` ties; how many there are."""
    people = ground.team.size
    lay_guide(ground.starts, ground.guide)
    for turn in range(ROUNDS):
        need = goal - count
        if need <= 0:
            break
        width, key = need + need // 4 + 8, stream(seed, Event.ORGANISATION, luck_of + turn)
        for lot in range(width):
            if count == goal:
                break
            luck = draw(key, lot)
            person = guided(ground.starts, ground.guide, luck, luck * ground.starts[people])
            team = int(ground.team[person])
            kind, chance = draw(key, width + lot), draw(key, 2 * width + lot)
            other = other_team(ground.place, team, kind, chance, span)
            if other != team:
                first, last = ground.start[other], ground.start[other + 1]
                low, high = ground.meets[first], ground.meets[last]
                at = low + (high - low) * draw(key, 3 * width + lot)
                count = tied(ties, count, person, standing(ground.meets, first, last, at), people)
    return count


@part
def other_team(place: Ints, team: int, kind: float, chance: float, span: int) -> int:
    """A team to bridge to: one of the same branch, one of the same place, or any."""
    teams = place.size
    if kind < NEAR and team > 0:
        first = (team - 1) // span * span + 1
        return first + int(chance * (min(first + span, teams) - first))
    if kind < NEAR + SAME_PLACE:
        first, last = placed(place, place[team]), placed(place, place[team] + 1)
        return first + int(chance * (last - first))
    return int(chance * teams)


@part
def placed(place: Ints, wanted: int) -> int:
    """The first team whose place is not below the wanted one."""
    first, last = 0, place.size
    while first < last:
        middle = (first + last) // 2
        if place[middle] < wanted:
            first = middle + 1
        else:
            last = middle
    return first
