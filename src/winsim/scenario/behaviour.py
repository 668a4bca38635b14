"""How people, teams and work behave: the parameters of the rules, and the mechanisms' switches.

Every default names its source by key of the bibliography; `assumption` marks those that none backs.
"""

from collections.abc import Iterator
from typing import Any, Literal, Self

from pydantic import model_validator

from winsim.declaration.distribution import Distribution
from winsim.declaration.field import (
    OURS,
    POSITIVE,
    PROBABILITY,
    Declared,
    Number,
    Switch,
    Whole,
    declared,
    parameter,
)
from winsim.declaration.inconsistency import Inconsistency, refuse


class Traits(Declared):
    """Traits that are spread by distributions, each within the range of its trait."""

    @model_validator(mode="after")
    def _within_range(self) -> Self:
        refuse(
            Inconsistency((name,), f"its {part} {number:g} lies outside {low:g} to {high:g}")
            for name, spread, extra in self._spread()
            for low, high in [extra["span"]]
            for part, number in spread.anchors.items()
            if not low <= number <= high
        )
        return self

    @model_validator(mode="after")
    def _in_a_unit(self) -> Self:
        """A scale's ends are no and full shares by themselves; in another unit they must be told."""
        refuse(
            Inconsistency(
                (name, "rescale"),
                f"must say what the scale's ends stand for, in {extra['unit']}: to: {extra['plausible']}",
            )
            for name, spread, extra in self._spread()
            if spread.rescale and spread.rescale.to is None and extra["unit"] != "share"
        )
        return self

    def _spread(self) -> Iterator[tuple[str, Distribution, dict[str, Any]]]:
        """Each trait by name, how it is spread, and what is declared of it."""
        for name, info in type(self).model_fields.items():
            if isinstance(spread := getattr(self, name), Distribution):
                yield name, spread, declared(info)


class AdoptersAtStart(Declared):
    """Who already works the new way in week 0; nobody unless one of the first four says so."""

    count: Whole | None = parameter(None, "how many people, drawn at random", unit="people", ge=0)
    share: Number | None = parameter(None, "share of all people, drawn at random", unit="share", **PROBABILITY)
    ids: tuple[str, ...] = parameter((), "these people, by id", unit="ids")
    managers: Switch = parameter(False, "everyone to whom somebody reports")
    with_colleagues: Switch = parameter(False, "also everyone who has a tie with one of them")

    @model_validator(mode="after")
    def _one_way(self) -> Self:
        ways = (self.count is not None, self.share is not None, bool(self.ids), self.managers)
        if sum(ways) > 1:
            refuse([Inconsistency((), "give only one of count, share, ids and managers")])
        return self


class Employees(Traits):
    """Traits with which employees enter the first week, spread over them by a distribution."""

    loss_aversion: Distribution = parameter(
        {"lognormal": {"median": 1.69, "sigma": 0.54}}, "how much a loss outweighs an equal gain (λ)",
        unit="ratio", plausible=(1.3, 2.2), source="brown2024", switch="loss_aversion", off=1.0, span=(0.0, 20.0),
    )
    susceptibility: Distribution = parameter(
        {"normal": {"mean": 0.5, "sd": 0.15}}, "weight of colleagues' example against one's own judgement (s)",
        unit="share", plausible=(0.3, 0.7), switch="social_proof", off=0.0, span=(0.0, 1.0),
    )
    threshold: Distribution = parameter(
        {"normal": {"mean": 0.47, "sd": 0.15}}, "inclination at which a person adopts (φ)",
        unit="share", plausible=(0.34, 0.54), source="valente1995", span=(0.0, 1.0),
    )
    belief: Distribution = parameter(
        0.33, "prior belief that the change works here: mean of the Beta distribution",
        unit="share", plausible=(0.2, 0.5), source="bcg2024", span=(0.001, 0.999),
    )
    belief_weight: Number = parameter(8.0, "weight of the prior belief", unit="observations", plausible=(4.0, 16.0), gt=0)
    trust: Distribution = parameter(
        0.5, "prior trust in leadership: mean of the Beta distribution", unit="share", plausible=(0.3, 0.7), span=(0.001, 0.999)
    )
    trust_weight: Number = parameter(8.0, "weight of the prior trust", unit="observations", plausible=(4.0, 16.0), gt=0)
    resemblance: Number = parameter(0.1, "share of the spread of every drawn trait that lies between teams and not within them (intraclass correlation)", unit="share", plausible=(0.05, 0.2), source="bliese2000", switch="differences", off=0.0, **PROBABILITY)
    fatigue: Distribution = parameter(
        0.0, "change fatigue at the start", unit="share", plausible=(0.0, 0.2), switch="fatigue", off=0.0, span=(0.0, 1.0)
    )
    adopters_at_start: AdoptersAtStart = parameter({}, "who already works the new way in week 0")


class Teams(Traits):
    """Traits with which teams enter the first week, spread over them by a distribution."""

    capacity: Distribution = parameter(
        0.12, "share of a person's working time that a fully committed team can give the change (c0)",
        unit="person-weeks per person a week", plausible=(0.06, 0.2), span=(0.0, 1.0),
    )
    safety: Distribution = parameter(
        {"normal": {"mean": 0.5, "sd": 0.15}}, "psychological safety: how freely a flaw is spoken of (ψ)",
        unit="share", plausible=(0.3, 0.7), source="edmondson1999", switch="safety", off=0.5, span=(0.0, 1.0),
    )
    efficacy: Distribution = parameter(
        0.5, "team efficacy at the start (E)", unit="share", plausible=(0.3, 0.7), source="lindsley1995",
        switch="efficacy", off=0.5, span=(0.0, 1.0),
    )


class Behaviour(Declared):
    """The parameters of the rules, the same for everyone."""

    own_weight: Number = parameter(1.0, "strength of evidence from one's own team", unit="observations per win", plausible=(0.5, 2.0), source="bandura1977", **POSITIVE)
    tie_weight: Number = parameter(0.3, "strength of evidence from colleagues' teams", unit="observations per win", plausible=(0.15, 0.6), source="bandura1977", switch="tie_evidence", off=0.0, **POSITIVE)
    broadcast_weight: Number = parameter(0.15, "strength of what leadership tells everyone, times trust", unit="observations per win", plausible=(0.075, 0.3), source="bandura1977", switch="broadcast", off=0.0, **POSITIVE)
    setback_weight: Number = parameter(2.0, "how much heavier a setback weighs than a win (μ)", unit="ratio", plausible=(1.0, 4.0), source="amabile2011", **POSITIVE)
    memory: Number = parameter(0.985, "share of the evidence kept from week to week (ρ)", unit="per week", plausible=(0.97, 0.9925), **PROBABILITY)
    attention: Number = parameter(3.0, "evidence a person can take in during a week", unit="observations a week", plausible=(1.5, 6.0), switch="attention", off=float("inf"), gt=0)
    notice: Number = parameter(0.1, "evidence in a week that counts as having seen a result", unit="observations", plausible=(0.05, 0.2), gt=0)
    discernment: Number = parameter(0.5, "how far people go by the worth of a step and not by its show (ν)", unit="share", plausible=(0.2, 0.9), source="amabile2011", switch="discernment", off=0.0, **PROBABILITY)
    use_weight: Number = parameter(0.1, "strength of evidence from a week of one's own use (u)", unit="observations a week", plausible=(0.0, 0.3), source="rogers2003", switch="experience", off=0.0, **POSITIVE)
    averaging: Number = parameter(0.1, "weight of colleagues' mean belief in one's own, each week", unit="per week", plausible=(0.05, 0.2), source="degroot1974", switch="averaging", off=0.0, **PROBABILITY)

    patience: Number = parameter(8.0, "weeks without a visible result before silence is felt", unit="weeks", plausible=(4.0, 12.0), source="practice", gt=0)
    silence_weight: Number = parameter(0.10, "evidence against, per week of full silence (ε)", unit="observations a week", plausible=(0.05, 0.2), switch="silence", off=0.0, **POSITIVE)
    silence_trust: Number = parameter(0.1, "how heavy a week of full silence weighs for trust, beside a win of one (k2/k1)", unit="observations a week", plausible=(0.05, 0.2), switch="silence", off=0.0, **POSITIVE)

    trust_gain: Number = parameter(0.5, "trust gained or lost per observation (k1)", unit="observations", plausible=(0.25, 1.0), source="josang2002", switch="trust", off=0.0, **POSITIVE)
    checkpoint_loss: Number = parameter(4.0, "distrust gained at a pay-off checkpoint per unit of perceived beyond strategic progress (k3)", unit="observations", plausible=(2.0, 8.0), switch="trust", off=0.0, **POSITIVE)
    checkpoint_gain: Number = parameter(2.0, "trust gained at a pay-off checkpoint per unit of strategic progress since the one before", unit="observations", plausible=(0.0, 4.0), source="slovic1993", switch=("review", "trust"), off=0.0, **POSITIVE)
    abandonment: Number = parameter(2.0, "setback felt in every team when a programme is abandoned with nothing of value in use", unit="observations", plausible=(0.0, 6.0), source="reichers1997", switch="abandonment", off=0.0, **POSITIVE)
    trust_appeal: Number = parameter(0.5, "weight of trust in the appeal (k_c)", unit="log-odds", plausible=(0.25, 1.0), switch="trust", off=0.0, **POSITIVE)

    efficacy_gain: Number = parameter(0.25, "how far a win moves team efficacy towards one (η)", unit="share", plausible=(0.125, 0.5), source="lindsley1995", switch="efficacy", off=0.0, **PROBABILITY)
    efficacy_drift: Number = parameter(0.01, "how far team efficacy drifts back to a half each week", unit="per week", plausible=(0.005, 0.02), switch="efficacy", off=0.0, **PROBABILITY)
    efficacy_appeal: Number = parameter(1.0, "weight of team efficacy in the appeal (k_e)", unit="log-odds", plausible=(0.5, 2.0), source="vanderijt2014", switch="efficacy", off=0.0, **POSITIVE)
    efficacy_effort: Number = parameter(0.3, "weight of team efficacy in capacity (k_E)", unit="share", plausible=(0.15, 0.6), switch="efficacy", off=0.0, **PROBABILITY)

    safety_appeal: Number = parameter(0.5, "weight of psychological safety in the appeal (k_ψ)", unit="log-odds", plausible=(0.25, 1.0), switch="safety", off=0.0, **POSITIVE)
    detection_floor: Number = parameter(0.5, "chance that a test finds a flaw where nobody dares to speak (d0)", unit="probability", plausible=(0.25, 0.75), source="edmondson1999", **PROBABILITY)
    rework: Number = parameter(0.5, "share of a flawed step's work that comes back to every team that has finished it", unit="share", plausible=(0.25, 0.75), source=OURS, **PROBABILITY)
    flaw_loss: Number = parameter(0.75, "share of a flawed step's value that is lost until the flaw is found", unit="share", plausible=(0.5, 1.0), source=OURS, **PROBABILITY)

    curvature: Number = parameter(0.88, "curvature of gains and losses (α)", unit="exponent", plausible=(0.7, 1.0), source="tversky1992", gt=0)
    stake: Number = parameter(0.4, "work asked of a person at once at which half of the loss aversion is felt (h)", unit="person-weeks", plausible=(0.2, 0.8), source="zeif2022", switch="stake", off=0.0, **POSITIVE)
    fatigue_appeal: Number = parameter(1.33, "weight of fatigue in the appeal (k_f)", unit="log-odds", plausible=(0.67, 2.66), source="gartner2022", switch="fatigue", off=0.0, **POSITIVE)
    load_appeal: Number = parameter(0.5, "weight of this week's load in the appeal (k_l)", unit="log-odds", plausible=(0.25, 1.0), switch="fatigue", off=0.0, **POSITIVE)
    decision_noise: Number = parameter(0.0, "scale of the logistic noise on a decision, drawn anew each week (1/κ_n); 0 is none", unit="share", plausible=(0.0, 0.02), **POSITIVE)
    lone_judgement: Number = parameter(1.0, "how far people who listen to nobody go by their own judgement alone; at 0 they still give colleagues' example its weight, and it is nobody's", unit="share", plausible=(0.0, 1.0), switch="lone_judgement", off=0.0, **PROBABILITY)
    exposure: Literal["share", "share_with_self"] = parameter("share", "what adopting colleagues are divided by: one's degree, or degree + 1", source="granovetter1978")

    manager_weight: Number = parameter(1.0, "how much more than another colleague's the example of a manager counts among those whom a person sees", unit="ratio", plausible=(0.0, 5.0), source="tucker2008", **POSITIVE)

    announce: Number = parameter(0.05, "chance a week of hearing of the change from leadership (p)", unit="per week", plausible=(0.025, 0.1), source=OURS, switch="awareness", off=1.0, **PROBABILITY)
    word_of_mouth: Number = parameter(0.25, "chance a week of hearing of it when all colleagues have adopted (q)", unit="per week", plausible=(0.125, 0.5), source="bass1969", switch="awareness", off=0.0, **PROBABILITY)

    turnover: Number = parameter(0.12, "share of people who leave in a year, each replaced by a newcomer", unit="per year", plausible=(0.05, 0.3), switch="turnover", off=0.0, **PROBABILITY)

    discipline: Number = parameter(0.5, "chance that a team with a free hand follows the rollout's order and does not choose for itself", unit="probability", plausible=(0.0, 1.0), switch="choice", off=1.0, **PROBABILITY)
    ease: Number = parameter(1.0, "how much a team under strain that chooses its work prefers short work", unit="exponent", plausible=(0.0, 4.0), source="kc2020", **POSITIVE)
    doubt: Number = parameter(4.0, "how much a team without efficacy that chooses its work shuns risk", unit="log-odds", plausible=(0.0, 8.0), source="bandura1977", **POSITIVE)
    leading_cost: Number = parameter(0.05, "leaders' time for going first in a team at work", unit="person-weeks a week", plausible=(0.02, 0.1), switch="choice", off=0.0, **POSITIVE)

    effort_floor: Number = parameter(0.45, "effort of a team in which nobody has adopted (e_min)", unit="share", plausible=(0.25, 0.65), switch="effort_feedback", off=1.0, **PROBABILITY)
    switching_cost: Number = parameter(0.2, "capacity lost per further step open at once (c_wip)", unit="ratio", plausible=(0.1, 0.4), source="weinberg1992", switch="switching", off=0.0, **POSITIVE)
    coordination: Number = parameter(0.3, "capacity lost when all teams change at once (κ)", unit="ratio", plausible=(0.1, 0.9), switch="coordination", off=0.0, **POSITIVE)
    goal_gradient: Number = parameter(0.2, "extra effort near the goal (g)", unit="share", plausible=(0.1, 0.4), source="kivetz2006", switch="goal_gradient", off=0.0, **POSITIVE)
    complacency: Number = parameter(0.1, "effort lost by a fully complacent team (c)", unit="share", plausible=(0.0, 0.4), switch="complacency", off=0.0, **PROBABILITY)
    complacency_gain: Number = parameter(0.25, "how far a win moves complacency towards one", unit="share", plausible=(0.125, 0.5), switch="complacency", off=0.0, **PROBABILITY)
    complacency_decay: Number = parameter(0.05, "how far complacency falls each week", unit="per week", plausible=(0.025, 0.1), **PROBABILITY)

    incompressible: Number = parameter(0.25, "share of a step's work that no experience shortens (M)", unit="share", plausible=(0.1, 0.75), source="dejong1957", switch="incompressible", off=0.0, **PROBABILITY)
    learning: Number = parameter(0.322, "learning exponent of work done before elsewhere (b)", unit="exponent", plausible=(0.152, 0.515), source="wright1936", switch="learning", off=0.0, **POSITIVE)
    documented_learning: Number = parameter(0.8, "share of earlier experience that documentation passes on (θ)", unit="share", plausible=(0.6, 0.95), source="argote1990", switch="documentation", off=0.16, **PROBABILITY)
    undocumented_learning: Number = parameter(0.16, "share of earlier experience that spreads by itself (θ)", unit="share", plausible=(0.08, 0.32), source="argote1990", **PROBABILITY)
    documentation_cost: Number = parameter(0.10, "extra work for documenting a step", unit="share", plausible=(0.05, 0.2), switch="documentation", off=0.0, **POSITIVE)
    linking_cost: Number = parameter(0.05, "work, in a team and for a step, of showing what a win is worth, where wins are linked", unit="person-weeks", plausible=(0.01, 0.2), switch="discernment", off=0.0, **POSITIVE)
    celebration_cost: Number = parameter(0.05, "work, in a team and for a step, of a celebration per unit of recognition above one; half of it for naming the next steps", unit="person-weeks", plausible=(0.01, 0.2), switch="celebration", off=0.0, **POSITIVE)
    shared_overrun: Number = parameter(0.3, "spread of how far a step's work turns out otherwise than planned, alike in all teams: sd of its logarithm", unit="log", plausible=(0.1, 0.7), switch="overruns", off=0.0, ge=0, le=3)
    own_overrun: Number = parameter(0.2, "the same in each team by itself", unit="log", plausible=(0.1, 0.4), switch="overruns", off=0.0, ge=0, le=3)
    dip: Number = parameter(0.15, "share of the benefit that a person without skill in the new way does not yet bring", unit="share", plausible=(0.0, 0.3), switch="dip", off=0.0, **PROBABILITY)
    skill_gain: Number = parameter(0.05, "how far a week of practice moves skill towards one", unit="per week", plausible=(0.025, 0.1), switch="learning", off=0.0, **PROBABILITY)

    hysteresis: Number = parameter(0.05, "how far inclination must fall below the threshold before a person leaves", unit="share", plausible=(0.0, 0.1), **POSITIVE)
    reversal: Number = parameter(0.05, "chance a week that an unskilled adopter below it leaves (d)", unit="per week", plausible=(0.025, 0.1), source="repenning2002", switch="reversal", off=0.0, **PROBABILITY)

    fatigue_up: Number = parameter(0.04, "how fast load tires", unit="per week", plausible=(0.02, 0.08), switch="fatigue", off=0.0, **PROBABILITY)
    fatigue_rest: Number = parameter(0.05, "how fast fatigue passes", unit="per week", plausible=(0.025, 0.1), **PROBABILITY)


class Mechanisms(Declared):
    """Which mechanisms are at work; each can be switched off alone.

    With social proof alone, and susceptibility 1, what is left is pure diffusion on a graph.
    """

    loss_aversion: Switch = parameter(True, "losses weigh more than gains")
    stake: Switch = parameter(True, "a small ask is felt less as a loss than a large one")
    social_proof: Switch = parameter(True, "colleagues' example counts")
    awareness: Switch = parameter(True, "people must hear of the change first; off: all know at once")
    tie_evidence: Switch = parameter(True, "results of colleagues' teams are evidence")
    broadcast: Switch = parameter(True, "leadership tells everyone of results")
    silence: Switch = parameter(True, "weeks without a visible result erode belief and trust")
    trust: Switch = parameter(True, "trust in leadership moves with what is kept and broken")
    efficacy: Switch = parameter(True, "a team's wins raise its belief in itself")
    effort_feedback: Switch = parameter(True, "teams with more adopters put in more effort")
    fatigue: Switch = parameter(True, "load tires people")
    switching: Switch = parameter(True, "several open steps cost a team capacity")
    coordination: Switch = parameter(True, "many active teams cost each capacity")
    learning: Switch = parameter(True, "repeated work takes less time, practice makes a habit")
    documentation: Switch = parameter(True, "documented steps pass on more experience, at a cost")
    goal_gradient: Switch = parameter(True, "effort rises near the goal")
    complacency: Switch = parameter(True, "wins can make a team ease off")
    reversal: Switch = parameter(True, "adopters can go back")
    mandate: Switch = parameter(True, "a mandate makes people comply")
    pace: Switch = parameter(False, "the sponsor expects progress by the week")
    sponsor: Switch = parameter(True, "the sponsor can stop the programme")
    budget: Switch = parameter(True, "money runs out")
    reinvestment: Switch = parameter(True, "benefits pay for further steps")
    politics: Switch = parameter(True, "some doors need political backing")
    risk: Switch = parameter(True, "steps can have hidden flaws")
    dependencies: Switch = parameter(True, "steps need other steps")
    complementarity: Switch = parameter(True, "part of the benefit comes only when all have changed")
    dual_running: Switch = parameter(True, "running two ways side by side costs")
    attention: Switch = parameter(True, "people take in only so much a week")
    safety: Switch = parameter(True, "psychological safety brings flaws to light and eases change")
    recognition: Switch = parameter(True, "what is recognised is felt more strongly")
    scaffolding: Switch = parameter(True, "help from elsewhere lowers the risk of a step")
    discernment: Switch = parameter(True, "people tell the worth of a win from its show")
    experience: Switch = parameter(True, "one's own use is evidence")
    overhead: Switch = parameter(True, "every step costs something, however small it is")
    incompressible: Switch = parameter(True, "part of the work is never learnt away")
    choice: Switch = parameter(True, "teams choose their work where nobody holds them to an order")
    review: Switch = parameter(True, "checkpoints earn trust, and can change order and scope")
    turnover: Switch = parameter(True, "people leave, and newcomers take their places")
    abandonment: Switch = parameter(True, "an abandoned programme is felt as a setback, and nobody stands behind it")
    lone_judgement: Switch = parameter(True, "who listens to nobody decides alone")
    celebration: Switch = parameter(True, "recognition is felt less and less the stronger it is, and costs hours")
    ownership: Switch = parameter(True, "work beyond what an owner can carry is not done")
    overruns: Switch = parameter(False, "work turns out otherwise than planned")
    dip: Switch = parameter(False, "who has just begun with the new way gains less from it")
    differences: Switch = parameter(False, "people resemble their team more than other people")
    discovery: Switch = parameter(False, "what a step is worth is not known beforehand, and is learnt by its use")
    averaging: Switch = parameter(False, "beliefs average over colleagues (DeGroot 1974)")
