"""Who in a run is worth asking about."""

import numpy as np

from winsim.explain.replay import Relived


def notable(relived: Relived) -> dict[str, str]:
    """Some people's ids, by what sets them apart: first, middle and last to adopt, or never."""
    state = relived.world.crowd.employees
    adopted = np.flatnonzero(state.adopted)
    in_order = adopted[np.argsort(state.adopted_week[adopted], kind="stable")]
    found = {}
    if in_order.size:
        places = {"first": 0, "in the middle": in_order.size // 2, "last": in_order.size - 1}
        for words, place in places.items():
            number = int(in_order[place])
            week = int(state.adopted_week[number])
            found[f"adopted {words} (week {week})"] = relived.who.ids[number]
    others = np.flatnonzero(state.adopted == 0)
    if others.size:
        found["has not adopted at the end"] = relived.who.ids[int(others[0])]
    return found
