"""Cases lived: every rollout once, in the same organisation and with the same luck."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from winsim.model.initial import prepare
from winsim.parallel import as_finished
from winsim.runs.run import simulate_seed
from winsim.validation.audit.cases import ROLLOUTS, Case, cases_of
from winsim.validation.audit.ensemble import Ensemble

if TYPE_CHECKING:
    import pandas as pd

CHUNK = 20
"""Cases that are lived together and kept together: seconds of work, so that little is ever lost."""
KEPT = ("net_value", "benefit", "cost", "adoption", "strategic", "cancelled")
"""Outcomes that are kept of each rollout."""


def live_case(ensemble: Ensemble, case: Case) -> dict[str, Any]:
    """The row of a case: what was drawn, the price, and what each rollout came to.

    `net_value`, `benefit` and `cost` are in person-weeks, `adoption` and `strategic` are shares at
    the end; `cancelled` says whether the rollout was stopped, `ended` by what it ended.
    """
    scenario = ensemble.scenario(case)
    row = dict(case) | {"price": scenario.initiative.price}
    for one in simulate_seed(prepare(scenario, ROLLOUTS), int(case["seed"]), by_team=False):
        found = one.summary
        row |= {f"{one.rollout}_{name}": found[name] for name in KEPT}
        row[f"{one.rollout}_ended"] = found["ended"] or "under way"
    return row


def live_cases(
    ensemble: Ensemble, numbers: Sequence[int], jobs: int = 1
) -> Iterator["pd.DataFrame"]:
    """The cases of these numbers, in chunks as they are finished."""
    import pandas as pd

    rows = cases_of(ensemble.draws)
    chunks = [numbers[start : start + CHUNK] for start in range(0, len(numbers), CHUNK)]

    def simulated(chunk: Sequence[int]) -> pd.DataFrame:
        return pd.DataFrame([live_case(ensemble, rows[number]) for number in chunk])

    yield from (found for _, found in as_finished(simulated, chunks, jobs))
