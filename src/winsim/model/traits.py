"""What people and teams bring along: drawn from declared distributions, or read from columns.

Values are quantiles at uniform draws of one kind a trait, so a trait that is declared anew leaves
all others as they were.
"""

import numpy as np

from winsim.declaration.distribution import Distribution
from winsim.declaration.field import Declared, declared
from winsim.model.state import InitialConditions, Traits
from winsim.numerics.arrays import Floats
from winsim.numerics.chance import Draw, draws
from winsim.numerics.normal import quantiles
from winsim.organisation.measured_trait import measured_trait
from winsim.organisation.organisation import Organisation
from winsim.scenario.scenario import Scenario, resolved

TEAM_PART = 1
"""Of a trait's draws, the stream of what team members share; people's own is 0."""


def traits_of(
    scenario: Scenario, organisation: Organisation, seed: int
) -> tuple[Traits, InitialConditions]:
    """Draw what everyone brings along; it depends on the seed, and on no rollout.

    Args:
        scenario: declares each trait as a number, a distribution or a column of the people file.
        organisation: the n people and G teams.
        seed: a whole number, at least 0.

    Returns:
        The traits that stay, and the conditions from which the first week starts.

    Raises:
        BadInput: for a measured trait whose column is not there, or holds what does not fit.
    """
    person = _TraitSampler(scenario.employees, "employees", scenario, organisation, seed)
    team = _TraitSampler(scenario.teams, "teams", scenario, organisation, seed)
    belief, weight = person.sample("belief", Draw.BELIEF), scenario.employees.belief_weight
    trust, firmness = person.sample("trust", Draw.TRUST), scenario.employees.trust_weight
    traits = Traits(
        loss_aversion=person.sample("loss_aversion", Draw.LOSS_AVERSION),
        susceptibility=person.sample("susceptibility", Draw.SUSCEPTIBILITY),
        threshold=person.sample("threshold", Draw.THRESHOLD),
        prior_for=belief * weight,
        prior_against=(1.0 - belief) * weight,
    )
    conditions = InitialConditions(
        trust_for=trust * firmness,
        trust_against=(1.0 - trust) * firmness,
        fatigue=person.sample("fatigue", Draw.FATIGUE),
        capacity=team.sample("capacity", Draw.CAPACITY),
        safety=team.sample("safety", Draw.SAFETY),
        efficacy=team.sample("efficacy", Draw.EFFICACY),
    )
    return traits, conditions


class _TraitSampler:
    """Samples the traits that one section of a scenario declares, for all people or all teams."""

    def __init__(
        self,
        section: Declared,
        name: str,
        scenario: Scenario,
        organisation: Organisation,
        seed: int,
    ) -> None:
        """`section` is the scenario's part of that `name`: `employees` or `teams`."""
        self.section, self.name, self.organisation, self.seed = section, name, organisation, seed
        self.file = scenario.organisation.people or ""
        self.values = resolved(section, scenario.mechanisms)
        self.count = organisation.people if name == "employees" else organisation.teams

    def sample(self, trait: str, event: Draw) -> Floats:
        """The values of one trait, shape (n,) or (G,), clipped to the range of the trait."""
        value = self.values[trait]
        if not isinstance(value, Distribution):
            return np.full(self.count, float(value))
        extra = declared(type(self.section).model_fields[trait])
        low, high = extra["span"]
        if value.constant is not None:
            return np.full(self.count, min(max(value.constant, low), high))
        if value.columns:
            field = f"{self.name}.{trait}"
            return measured_trait(field, value, extra, self.organisation, self.file).values
        values = value.quantile(self._lots(event))
        return np.asarray(np.minimum(np.maximum(values, low), high))

    def _lots(self, event: Draw) -> Floats:
        """The uniform draws of one trait; those of a team's members are alike as far as they resemble it.

        What is normal in a trait is the sum of a part of the team and a part of the person: the
        random intercept of a multilevel model, with its intraclass correlation (bliese2000).
        """
        own = draws(self.seed, event, self.count)
        resemblance = float(self.values.get("resemblance", 0.0))
        if resemblance == 0.0:
            return own
        from scipy.special import ndtr

        teams, team = self.organisation.teams, self.organisation.network.team
        of_team = quantiles(draws(self.seed, event, teams, TEAM_PART))[team]
        return np.asarray(
            ndtr(np.sqrt(resemblance) * of_team + np.sqrt(1.0 - resemblance) * quantiles(own))
        )
