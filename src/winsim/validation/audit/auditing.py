"""The audit itself: an ensemble lived to its end, going on where it stopped."""

from typing import TYPE_CHECKING

from winsim.parallel import Progress
from winsim.validation.audit.ledger import Ledger
from winsim.validation.audit.living import live_cases

if TYPE_CHECKING:
    import pandas as pd


class Interrupted(KeyboardInterrupt):
    """Ctrl-C: the first `simulated` cases that were finished are kept, and the audit can go on."""

    def __init__(self, simulated: int) -> None:
        super().__init__(f"{simulated} cases were lived")
        self.simulated = simulated


def audit(ledger: Ledger, jobs: int = 1, progress: Progress | None = None) -> "pd.DataFrame":
    """The cases of a ledger, living those that are missing; they do not depend on `jobs`.

    Raises `Interrupted` on Ctrl-C; every chunk that was finished is in the ledger.
    """
    ledger.ensemble.check()
    missing, total = ledger.missing(), ledger.ensemble.cases
    done = total - len(missing)
    try:
        for chunk in live_cases(ledger.ensemble, missing, jobs):
            ledger.add(chunk)
            done += len(chunk)
            if progress is not None:
                progress(done, total)
    except KeyboardInterrupt:
        raise Interrupted(done) from None
    return ledger.table()
