"""The evidence that a person took in, week by week and by where it came from."""

from collections.abc import Iterator, Mapping

import numpy as np

from winsim.explain.replay import Replay
from winsim.model.rules import belief, evidence
from winsim.model.state import FELT
from winsim.numerics.arrays import Floats
from winsim.numerics.compiling import uncompiled

EVIDENCE = ("own_wins", "tie_wins", "told_wins", "own_setbacks", "tie_setbacks", "told_setbacks")
"""What a person took in during a week, in observations, by where it came from."""


def taken_in(replay: Replay, place: int, number: int) -> Iterator[Mapping[str, float]]:
    """The evidence of each week, from 0, as far as attention went; what waited is counted when taken in.

    Args:
        replay: the run, with snapshots of the person.
        place: the person's place in the snapshots.
        number: the person's number in the organisation.

    Yields:
        Observations by the names of `EVIDENCE`.
    """
    attention, memory = replay.behaviour["attention"], replay.behaviour["memory"]
    waiting = np.zeros(len(EVIDENCE))
    for week, snapshot in enumerate(replay.snapshots):
        old, new = memory * waiting, _observed(replay, week, place, number)
        first, then = uncompiled(evidence.attended)(old.sum(), new.sum(), attention)
        taken = first * old + then * new
        yield dict(zip(EVIDENCE, taken.tolist(), strict=True))
        people = snapshot.employees
        forgotten = people.wins_waiting[place] + people.setbacks_waiting[place] == 0.0
        waiting = np.zeros(len(EVIDENCE)) if forgotten else old + new - taken


def _observed(replay: Replay, week: int, place: int, number: int) -> Floats:
    """What there was to take in of a week by where it came from, in the order of `EVIDENCE`."""
    network, behaviour = replay.organisation.network, replay.behaviour
    me, earlier = replay.snapshots[week].employees, replay.snapshots[max(week - 1, 0)].employees
    win, setback = replay.felt[week, :, network.team[number]].tolist()
    told_wins, told_setbacks = replay.broadcast[week].tolist()
    heard = max(int(network.degree[number]), 1) * FELT
    trust = uncompiled(belief.share)(earlier.trust_for[place], earlier.trust_against[place])
    own, tie, broadcast = (behaviour[f"{way}_weight"] for way in ("own", "tie", "broadcast"))
    return np.array(
        [
            own * win,
            tie * (me.wins_seen[place] / heard),
            broadcast * trust * told_wins,
            own * setback,
            tie * (me.setbacks_seen[place] / heard),
            broadcast * trust * told_setbacks,
        ]
    )
