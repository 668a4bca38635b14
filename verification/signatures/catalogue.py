"""All signatures, in the order of their numbers."""

from verification.signatures import launching, spiralling, trusting, winning, working

SIGNATURES = tuple(
    sorted(
        (
            *winning.SIGNATURES,
            *spiralling.SIGNATURES,
            *launching.SIGNATURES,
            *working.SIGNATURES,
            *trusting.SIGNATURES,
        ),
        key=lambda signature: signature.number,
    )
)
"""The fourteen signature behaviours."""
