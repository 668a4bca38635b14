"""What the audit draws its organisations and changes from: the declared priors, each with its reason.

Every lever that one rollout has is drawn for all of them alike. What was changed since the first
case was simulated, and why, is said in `docs/explanation/fairness.md`.
"""

from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from winsim.declaration.field import OURS
from winsim.experiment.factor import Factor
from winsim.numerics.arrays import Floats

Shape = Literal["uniform", "log-uniform", "whole", "yes or no"]


@dataclass(frozen=True)
class Prior:
    """One thing that differs between organisations or changes, and how widely."""

    name: str
    """Column of the table of cases."""
    low: float
    high: float
    shape: Shape
    """`uniform`, `log-uniform` (equal chances for equal ratios), `whole` numbers, or `yes or no`."""
    unit: str
    meaning: str
    reason: str
    """Why this range."""
    source: str = OURS
    """A key of the bibliography."""

    @cached_property
    def factor(self) -> Factor:
        """The prior as a factor of the sweep.

        Its path is its own name: what is drawn for a case makes the scenario as a whole, and sets no
        single field of it.
        """
        span: dict[str, Any] = {"low": self.low, "high": self.high}
        if self.shape == "yes or no":
            span = {"values": (False, True)}
        elif self.shape == "log-uniform":
            span["scale"] = "log"
        return Factor(name=self.name, path=self.name, unit=self.unit, meaning=self.meaning, **span)

    def values(self, quantiles: Floats) -> NDArray[Any]:
        """Find the prior's values at quantiles.

        Args:
            quantiles: in [0, 1], shape (n,).

        Returns:
            Values in the prior's unit, shape (n,); whole numbers and truth values as such.
        """
        return np.asarray(self.factor.at(quantiles, whole=self.shape == "whole"))

    def standardized(self, values: Floats) -> Floats:
        """Measure values in standard deviations from the prior's mean, so that priors compare.

        Args:
            values: in the prior's unit, any shape; above 0 where the prior is log-uniform.

        Returns:
            Distances of the same shape; of the logarithms where the prior is log-uniform.
        """
        every = self.values((np.arange(1000) + 0.5) / 1000).astype(np.float64)
        if self.shape == "log-uniform":
            values, every = np.log(values), np.log(every)
        return np.asarray((values - every.mean()) / every.std())


PRIORS = (
    Prior(
        "size", 0.5, 40, "log-uniform", "weeks",
        "size of the change ÷ capacity: weeks of a team's whole change capacity that its work takes",
        "from a new form (about two hours each) to a new way of working; shipped scenarios take 3.6 to 24",
    ),
    Prior(
        "coordination", 0, 1, "uniform", "ratio",
        "capacity lost when all teams change at once (κ)",
        "from independent teams to half of the capacity spent on coordination",
    ),
    Prior(
        "people", 40, 300, "log-uniform", "people", "people in the organisation",
        "a department to a medium-sized firm",
    ),
    Prior(
        "team_size", 6, 12, "uniform", "people", "people in a team",
        "measured workplaces have teams of eight to ten; a quarter less and a fifth more",
    ),
    Prior(
        "across", 1.5, 6, "log-uniform", "ties", "ties a person has with people of other teams",
        "about three in measured workplaces; half and twice that",
    ),
    Prior(
        "steps", 3, 10, "whole", "steps", "steps that the change is cut into",
        "shipped scenarios have 3 to 20, mostly 5 to 10",
    ),
    Prior(
        "chained", 0, 0.8, "uniform", "probability", "chance that a step needs the one before it",
        "from loose pieces to nearly a chain",
    ),
    Prior(
        "design", 0.2, 0.8, "uniform", "ratio", "weeks of central design ÷ size of the change",
        "shipped scenarios have 0.3 to 0.65",
    ),
    Prior(
        "risk", 0, 0.3, "uniform", "probability", "mean chance that a step hides a flaw",
        "shipped scenarios have 0.04 to 0.15, their worst steps 0.35 to 0.6",
    ),
    Prior(
        "built_on", 0, 0.4, "uniform", "share", "share of finished work that a flaw invalidates",
        "shipped scenarios have 0 to 0.25, and 0.7 once",
    ),
    Prior(
        "complementarity", 0, 0.8, "uniform", "share",
        "share of the benefit that comes only when nearly all have changed (χ)",
        "from changes that pay team by team to a system that works only as a whole", "milgrom1990",
    ),
    Prior(
        "dual_running", 0, 0.1, "uniform", "person-weeks per person a week",
        "working time lost while two ways run side by side", "from nothing to double entry",
        "practice",
    ),
    Prior(
        "payback", 10, 60, "log-uniform", "weeks",
        "weeks of the full benefit that repay the planned work: the price",
        "shipped scenarios promise 10 to 60; a change that pays later is seldom begun",
    ),
    Prior(
        "prospects", 2 / 3, 3 / 2, "log-uniform", "ratio", "gain ÷ loss for whoever adopts",
        "from half as much again to lose as to gain, to the reverse",
    ),
    Prior(
        "capacity", 0.06, 0.2, "log-uniform", "person-weeks per person a week",
        "working time that a typical team can give the change when fully committed (c0)",
        "from two hours a week to a day; the default is 0.12",
    ),
    Prior(
        "effort_floor", 0.25, 0.65, "uniform", "share",
        "effort of a team in which nobody has adopted (e_min)", "default 0.45, and 0.2 either way",
    ),
    Prior(
        "prior_trust", 0.3, 0.7, "uniform", "share", "mean prior trust in leadership",
        "from a failed reform (0.25 in a shipped scenario) to a trusting organisation (0.7)",
    ),
    Prior(
        "prior_belief", 0.2, 0.5, "uniform", "share", "mean prior belief that the change works here",
        "published success rates of .12 to .36, and up to an even chance", "bcg2024",
    ),
    Prior(
        "safety", 0.3, 0.7, "uniform", "share", "mean psychological safety (ψ)",
        "the middle of its scale, and 0.2 either way", "edmondson1999",
    ),
    Prior(
        "loss_aversion", 1.3, 2.2, "uniform", "ratio", "median loss aversion (λ)",
        "median 1.69 of the meta-analysis, and a quarter to a third either way", "brown2024",
    ),
    Prior(
        "susceptibility", 0.3, 0.7, "uniform", "share", "mean weight of colleagues' example (s)",
        "the middle of its scale, and 0.2 either way",
    ),
    Prior(
        "threshold", 0.34, 0.54, "uniform", "share", "mean inclination at which a person adopts (φ)",
        "mean of contacts already adopted at adoption in three field studies", "valente1995",
    ),
    Prior(
        "support", 0.4, 0.8, "uniform", "share", "sponsor's support at the start (S0)",
        "default 0.6, and 0.2 either way",
    ),
    Prior(
        "sponsor_patience", 13, 104, "log-uniform", "weeks",
        "weeks without a visible result in which the sponsor's support falls to 37 %",
        "from a quarter to two years; the default is 52",
    ),
    Prior(
        "patience", 4, 12, "uniform", "weeks",
        "weeks without a visible result before people feel silence",
        "wins within four to eight weeks, and half as long again", "practice",
    ),
    Prior(
        "budget", 1.5, 4, "log-uniform", "ratio", "budget ÷ planned work and design",
        "shipped scenarios with a limit have 2.3 to 3.4; a third less to a fifth more",
    ),
    Prior(
        "interim", 0.1, 0.5, "uniform", "share",
        "share of a win that shows before a whole release goes live", "default 0.3, and 0.2 either way",
    ),
    Prior(
        "work_in_progress", 1, 3, "whole", "steps", "steps a team has open at once, in every rollout",
        "shipped rollouts have 1 to 3",
    ),
    Prior(
        "protected", 0.45, 0.8, "uniform", "share",
        "effort that management keeps free in every team at work, in every wave of every rollout",
        "from nothing beyond the default effort to the default protection of pilots",
    ),
    Prior(
        "mandate", 0, 0.1, "uniform", "probability a week",
        "chance a week that a person complies once everything is live, in every rollout",
        "from leaving the old way open, the default, to closing it within about ten weeks",
    ),
    Prior(
        "pilots", 0.05, 0.2, "uniform", "share", "share of teams in the first wave of the pilots",
        "shipped rollouts have 0.05 to 0.13",
    ),
    Prior(
        "gate", 0.5, 0.9, "uniform", "share", "share of wins that opens the next wave",
        "shipped rollouts have 0.5 to 0.9",
    ),
    Prior(
        "documented", 0, 1, "yes or no", "", "teams of later waves inherit documentation",
        "pilots are documented in half of the organisations", "argote1990",
    ),
    Prior(
        "shared_system", 0, 1, "yes or no", "",
        "two ways run side by side until everybody has changed; else until a team's own members have",
        "who runs them is a matter of what is changed: a system that all share, or each team's own way",
    ),
    Prior(
        "incompressible", 0.1, 0.6, "uniform", "share",
        "share of a step's work that no experience shortens (M)",
        "0.25 for manual work; less where the change is copied, more where each team has to think",
        "dejong1957",
    ),
    Prior(
        "unequal_teams", 0, 0.4, "uniform", "log",
        "how unequal teams are in capacity: sd of its logarithm",
        "from equal teams to two thirds of them between 0.67 and 1.5 times the typical one",
    ),
    Prior(
        "overhead", 0.02, 0.3, "log-uniform", "ratio",
        "what every step costs a team beside its work ÷ a mean step's work; no plan contains it",
        "relative, as hours would swamp the smallest changes; a fiftieth to nearly a third of a step",
        "reinertsen2009",
    ),
    Prior(
        "discernment", 0.2, 0.8, "uniform", "share",
        "how far people go by the worth of a step and not by its show (ν)",
        "default 0.5, and 0.3 either way", "amabile2011",
    ),
    Prior(
        "discipline", 0.2, 0.9, "uniform", "probability",
        "chance that a team with a free hand follows the rollout's order",
        "from teams that mostly choose for themselves to teams that seldom do; the default is 0.5",
    ),
    Prior(
        "turnover", 0.05, 0.25, "uniform", "per year", "share of people who leave in a year",
        "from a twentieth to a quarter; the default is 0.12",
    ),
    Prior(
        "abandonment", 0, 4, "uniform", "observations",
        "setback felt in every team when a programme is abandoned with nothing of value in use",
        "from nothing to twice the default", "reichers1997",
    ),
    Prior(
        "complacency", 0, 0.2, "uniform", "share", "effort lost by a fully complacent team (c)",
        "from nothing to twice the default",
    ),
)  # fmt: skip
"""The declared priors, independent of one another, in the order of the dimensions of the sequence
that draws them: those of the phase map first, as the first two fill their plane most evenly."""
UNCERTAIN = (
    "shared_system", "incompressible", "unequal_teams", "overhead", "discernment", "discipline",
    "turnover", "abandonment", "complacency",
)  # fmt: skip
"""The priors of what is uncertain in the model's rules and its accounting: the audit says for each by
how much it moves the headline, the foremost first."""


def prior_named(name: str) -> Prior:
    """The prior of this name."""
    return next(prior for prior in PRIORS if prior.name == name)
