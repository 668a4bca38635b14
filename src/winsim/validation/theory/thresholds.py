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
    """The round in which each person adopts: once the share of adopting colleagues is ≥ φ, watts2002.

    All decide at once, by who had adopted in the round before. Somebody without colleagues sees
    nobody adopt: such a person adopts only at threshold zero. Where everybody is everybody's
    colleague this is granovetter1978.

    Args:
        colleagues: of each person, who they are.
        thresholds: φ of each person, in [0, 1].
        first: who adopts in round 0.
        counting_self: whether oneself counts, in the denominator only.

    Returns:
        A round for each person, `NEVER` for who never adopts.
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
