"""The signature behaviours of the model: what its sources lead one to expect, tested on pairs of runs.

Each signature is a sentence about direction, with a setting in which it can be seen and the reason
for that setting. No parameter is tuned to make a sentence true, and the seeds are others than those
that were looked at while settings were chosen. A claim that the model does not bear out stays in
the table, with the reason.
"""

from verification.signatures.catalogue import SIGNATURES
from verification.signatures.claim import Claim, Finding, Signature, evaluate

__all__ = ["SIGNATURES", "Claim", "Finding", "Signature", "evaluate"]
