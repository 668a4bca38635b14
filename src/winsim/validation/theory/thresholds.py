"""Threshold models, person by person and round by round. Sources: granovetter1978, watts2002."""

from collections.abc import Collection, Sequence

NEVER = -1
ROUNDING = 1e-12


def rounds_of_adoption(
    colleagues: Sequence[Collection[int]],
    thresholds: Sequence[float],
    first: Collection[int],
    counting_self: bool = False,
) -> list[int]:
    """The round in which each person adopts, `NEVER` if in none; the first adopt in round 0.

    All decide at once, by the share of their colleagues (with oneself, if so chosen, in the
    denominator only) who had adopted in the round before. Somebody without colleagues sees nobody
    adopt: such a person adopts only at threshold zero.
    """
    adopted = [0 if person in first else NEVER for person in range(len(colleagues))]
    now = 0
    while True:
        now += 1
        new = [
            person
            for person, known in enumerate(colleagues)
            if adopted[person] == NEVER
            and _share(known, adopted, counting_self) >= thresholds[person] - ROUNDING
        ]
        if not new:
            return adopted
        for person in new:
            adopted[person] = now


def _share(known: Collection[int], adopted: Sequence[int], counting_self: bool) -> float:
    total = len(known) + counting_self
    return sum(adopted[other] != NEVER for other in known) / total if total else 0.0
