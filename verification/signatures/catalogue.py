"""All signatures, in the order of their numbers."""

from verification.signatures import (
    carrying,
    choosing,
    cutting,
    differing,
    discovering,
    launching,
    reviewing,
    spiralling,
    timing,
    trusting,
    winning,
    working,
    worth,
)

SIGNATURES = tuple(
    sorted(
        (
            *winning.SIGNATURES,
            *spiralling.SIGNATURES,
            *launching.SIGNATURES,
            *working.SIGNATURES,
            *trusting.SIGNATURES,
            *worth.SIGNATURES,
            *cutting.SIGNATURES,
            *choosing.SIGNATURES,
            *reviewing.SIGNATURES,
            *carrying.SIGNATURES,
            *timing.SIGNATURES,
            *discovering.SIGNATURES,
            *differing.SIGNATURES,
        ),
        key=lambda signature: signature.number,
    )
)
"""The signature behaviours: fourteen of the first edition, and those of the second from 15 on."""
