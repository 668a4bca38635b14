"""Triangles closed: the contact of a contact becomes a contact."""

from typing import Any

from winsim.numerics.chance import Event, draw, stream
from winsim.numerics.compiling import part
from winsim.organisation.weaving.ground import Ground
from winsim.organisation.weaving.line import guided, lay_guide
from winsim.organisation.generator.rows import Rows, contact
from winsim.organisation.weaving.stream import Stream
from winsim.organisation.weaving.ties import Ties, tied


@part
def close(
    ground: Ground, ties: Ties, rows: Rows, count: int, goal: int, seed: Any, turn: int
) -> int:
    """Tie people to contacts of their contacts in other teams, up to `goal` ties; how many lie."""
    people, width = ground.team.size, 3 * (goal - count) + 8
    key = stream(seed, Event.ORGANISATION, Stream.CLOSURES + turn)
    for person in range(people + 1):
        ground.line[person] = rows.start[person]
    lay_guide(ground.line, ground.guide)
    for lot in range(width):
        if count == goal:
            break
        luck = draw(key, lot)
        tie = int(luck * rows.start[people])
        person = guided(ground.line, ground.guide, luck, float(tie))
        via = contact(rows, person, tie - rows.start[person])
        contacts = rows.start[via + 1] - rows.start[via]
        end = contact(rows, via, int(draw(key, width + lot) * contacts))
        if ground.team[person] != ground.team[end]:
            count = tied(ties, count, person, end, people)
    return count
