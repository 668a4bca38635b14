"""What people and teams bring along: traits drawn from declared distributions, or from columns."""

import numpy as np

from winsim.declaration.distribution import Distribution
from winsim.declaration.field import Declared, declared
from winsim.model.state import Outset, Traits
from winsim.numerics.arrays import Floats
from winsim.numerics.chance import Event, draws
from winsim.organisation.organisation import Organisation
from winsim.problems import BadInput, Problem, nearest
from winsim.scenario.scenario import Scenario, resolved


def traits_of(scenario: Scenario, who: Organisation, seed: int) -> tuple[Traits, Outset]:
    """Draw everyone's traits with the luck of `seed`: the same for every rollout."""
    person = _Drawing(scenario.employees, "employees", scenario, who, seed)
    team = _Drawing(scenario.teams, "teams", scenario, who, seed)
    belief, weight = person.drawn("belief", Event.BELIEF), scenario.employees.belief_weight
    trust, firmness = person.drawn("trust", Event.TRUST), scenario.employees.trust_weight
    traits = Traits(
        loss_aversion=person.drawn("loss_aversion", Event.LOSS_AVERSION),
        susceptibility=person.drawn("susceptibility", Event.SUSCEPTIBILITY),
        threshold=person.drawn("threshold", Event.THRESHOLD),
        prior_for=belief * weight,
        prior_against=(1.0 - belief) * weight,
    )
    outset = Outset(
        trust_for=trust * firmness,
        trust_against=(1.0 - trust) * firmness,
        fatigue=person.drawn("fatigue", Event.FATIGUE),
        capacity=team.drawn("capacity", Event.CAPACITY),
        safety=team.drawn("safety", Event.SAFETY),
        efficacy=team.drawn("efficacy", Event.EFFICACY),
    )
    return traits, outset


class _Drawing:
    """The draws of one section of a scenario for the people or the teams of an organisation."""

    def __init__(
        self, section: Declared, name: str, scenario: Scenario, who: Organisation, seed: int
    ) -> None:
        self.section, self.name, self.who, self.seed = section, name, who, seed
        self.values = resolved(section, scenario.mechanisms)
        self.count = who.people if name == "employees" else who.teams

    def drawn(self, trait: str, event: Event) -> Floats:
        """The values of one trait, clipped to its range."""
        value = self.values[trait]
        if not isinstance(value, Distribution):
            return np.full(self.count, float(value))
        low, high = declared(type(self.section).model_fields[trait])["span"]
        if value.constant is not None:
            return np.full(self.count, min(max(value.constant, low), high))
        if value.column is not None:
            values = self._from_column(value.column, trait)
        else:
            values = value.quantile(draws(self.seed, event, self.count))
        return np.asarray(np.minimum(np.maximum(values, low), high))

    def _from_column(self, column: str, trait: str) -> Floats:
        field = f"{self.name}.{trait}.column"
        if column not in self.who.columns:
            remedy = f"the people file has no such column; {nearest(column, self.who.columns)}"
            raise BadInput(Problem("", field, column, remedy))
        try:
            values = np.asarray(self.who.columns[column], dtype=np.float64)
        except ValueError:
            values = np.array([np.nan])
        if not np.isfinite(values).all():
            remedy = "the column has values that are empty or not numbers; fill them in"
            raise BadInput(Problem("", field, column, remedy))
        if self.name == "employees":
            return values
        team = self.who.network.team
        return np.bincount(team, weights=values, minlength=self.count) / self.who.team_sizes
