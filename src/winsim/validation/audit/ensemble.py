"""The ensemble that is audited: which cases, and what tells one ensemble from another."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from winsim.declaration.override import Override, overridden, override_from
from winsim.numerics.compiling import sources_hash
from winsim.problems import BadInput, Problem
from winsim.scenario.listing import as_yaml, difference
from winsim.scenario.reading import scenario_from
from winsim.scenario.scenario import Scenario
from winsim.validation.audit.cases import Case, cases_of, drawn, scenario_of
from winsim.validation.audit.priors import PRIORS

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class Ensemble:
    """The first `cases` of the ensemble that a seed draws from the priors."""

    cases: int
    seed: int
    sets: tuple[str, ...] = ()
    """Fields of every case's scenario set anew, as in `mechanisms.learning=false`."""

    @cached_property
    def changes(self) -> Sequence[Override]:
        """The fields set anew."""
        return [override_from(one) for one in self.sets]

    @cached_property
    def draws(self) -> "pd.DataFrame":
        """What is drawn: one row a case, see `drawn`."""
        return drawn(self.cases, self.seed)

    def case(self, number: int) -> Case:
        """What is drawn for one case; raises BadInput where there is none of this number."""
        if number >= self.cases:
            remedy = f"there are {self.cases}, counted from 0; ask for more with --cases"
            raise BadInput(Problem("", "--case", str(number), remedy))
        return cases_of(self.draws.iloc[[number]])[0]

    def scenario(self, case: Case) -> Scenario:
        """The scenario of a case, with the fields that are set anew."""
        scenario = scenario_of(case)
        if not self.changes:
            return scenario
        return Scenario.model_validate(overridden(scenario, self.changes))

    def check(self) -> None:
        """Raise BadInput where the fields set anew do not fit the first case."""
        scenario_from(as_yaml(difference(scenario_of(self.case(0)))), "case 0", self.sets)

    def identity(self) -> dict[str, Any]:
        """What decides on the cases, but how many: results that differ in it must not be mixed."""
        first = self.scenario(self.case(0)).model_dump(mode="json")
        return {
            "seed": self.seed,
            "sets": list(self.sets),
            "priors": _sha256([asdict(prior) for prior in PRIORS]),
            "first case": _sha256(first),
            "model": sources_hash(),
        }


def _sha256(content: Any) -> str:
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()[:16]
