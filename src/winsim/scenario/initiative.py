"""What is to change, and who leads it: the initiative with its steps, and its leadership.

Sections of a scenario; every field's meaning, unit, bounds and source are in its declaration.
"""

from typing import Literal, Self

from pydantic import model_validator

from winsim.declaration.field import (
    POSITIVE,
    PROBABILITY,
    Declared,
    Number,
    Switch,
    Whole,
    parameter,
)
from winsim.declaration.inconsistency import refuse
from winsim.scenario.consistency import among_steps


class Step(Declared):
    """One piece of the change that a team can finish."""

    name: str = parameter(..., "name of the step", min_length=1)
    design: Number = parameter(0.0, "work of designing it, once for everybody", unit="person-weeks", plausible_times=(0.75, 1.75), **POSITIVE)
    work: Number = parameter(..., "work of putting it in place, in a team of typical size", unit="person-weeks", plausible_times=(0.75, 1.75), gt=0)
    risk: Number = parameter(0.0, "chance that it has a hidden flaw", unit="probability", plausible_times=(0.5, 2.0), switch="risk", off=0.0, **PROBABILITY)
    built_on: Number = parameter(0.0, "share of the other finished work that its flaw would invalidate", unit="share", plausible_times=(0.5, 2.0), **PROBABILITY)
    fatal: Switch = parameter(False, "its flaw, once found, ends the programme")
    visibility: Number = parameter(1.0, "how visible it is when finished", unit="observations", plausible_times=(0.5, 2.0), **POSITIVE)
    value: Number = parameter(..., "strategic value; the values of all steps sum to one", unit="share", plausible_times=(0.5, 2.0), **PROBABILITY)
    value_needs: tuple[str, ...] = parameter((), "steps that must be in use before its value counts")
    indivisible: Switch = parameter(False, "a rollout that cuts steps into pieces leaves this one whole")
    gate: Number = parameter(0.0, "political backing it needs and uses up", unit="political capital", plausible_times=(0.5, 2.0), switch="politics", off=0.0, **POSITIVE)
    needs: tuple[str, ...] = parameter((), "steps that must be finished before it can start")


class Initiative(Declared):
    """The change: its steps, and what it asks of and gives to people and the organisation."""

    gain: Number = parameter(1.0, "what an adopter gains from the whole change", unit="ratio to loss", plausible=(0.8, 1.25), gt=0)
    loss: Number = parameter(1.0, "what an adopter gives up for the whole change", unit="ratio to gain", plausible=(0.8, 1.25), gt=0)
    price: Number = parameter(0.05, "what a week of the full benefit is worth, per employee", unit="person-weeks", plausible=(0.025, 0.1), **POSITIVE)
    complementarity: Number = parameter(0.0, "share of the benefit that comes only when nearly all teams have changed (χ)", unit="share", plausible=(0.0, 0.4), switch="complementarity", off=0.0, **PROBABILITY)
    full_at: Number = parameter(0.9, "share of teams fully changed at which that benefit comes", unit="share", plausible=(0.75, 1.0), **PROBABILITY)
    overhead: Number = parameter(0.1, "work that every step costs a team of typical size, however small the step is", unit="person-weeks", plausible=(0.02, 0.5), source="reinertsen2009", switch="overhead", off=0.0, **POSITIVE)
    value_spread: Number = parameter(0.5, "spread of what a step turns out to be worth about its declared value: sd of its logarithm (σ_v)", unit="log", plausible=(0.3, 1.0), source="kohavi2009", switch="discovery", off=0.0, ge=0, le=3)
    worthless: Number = parameter(0.0, "chance that a step turns out to be worth nothing; the others are worth the more, so that values are as declared on average", unit="probability", plausible=(0.0, 0.3), source="kohavi2009", switch="discovery", off=0.0, ge=0, le=0.95)
    dual_running: Number = parameter(0.02, "working time lost per person where two ways run side by side", unit="person-weeks per person a week", plausible=(0.01, 0.05), switch="dual_running", off=0.0, **POSITIVE)
    side_by_side: Literal["team", "organisation"] = parameter("team", "who runs two ways side by side until all of them work the new way: each team by itself, or everybody")
    design_capacity: Number = parameter(2.0, "central capacity for design", unit="person-weeks a week", gt=0)
    team_size: Number = parameter(9.0, "size of the team that the steps' work is stated for; larger teams have more to do", unit="people", gt=0)
    steps: tuple[Step, ...] = parameter((), "the steps; none is pure diffusion of a finished idea")

    @model_validator(mode="after")
    def _steps_hang_together(self) -> Self:
        refuse(among_steps(self.steps))
        return self


class Leadership(Declared):
    """Who decides: cadence, money, backing and patience."""

    decide_every: Whole = parameter(4, "weeks from one leadership meeting to the next", unit="weeks", source="practice", ge=1)
    follow_through: Number = parameter(1.0, "chance that a meeting which finds the gate of a later wave met opens it", unit="probability", plausible=(0.3, 1.0), **PROBABILITY)
    review_every: Whole = parameter(13, "weeks from one sponsor's review to the next", unit="weeks", source="practice", ge=1)
    budget: Number | None = parameter(None, "money for the programme, so that it fits an organisation of any size; null is no limit", unit="person-weeks per employee", switch="budget", **POSITIVE)
    reinvest: Number = parameter(0.1, "share of the benefit that flows back into the budget", unit="share", switch="reinvestment", off=0.0, **POSITIVE)
    support: Number = parameter(0.6, "sponsor's support at the start (S0)", unit="share", plausible=(0.4, 0.8), **PROBABILITY)
    stop_below: Number = parameter(0.15, "support at which the sponsor stops the programme (S_min)", unit="share", plausible=(0.075, 0.3), switch="sponsor", off=0.0, **PROBABILITY)
    support_gain: Number = parameter(1.0, "support gained per unit of progress", unit="share", plausible=(0.5, 2.0), **POSITIVE)
    support_loss: Number = parameter(0.15, "share of support lost per setback", unit="share", plausible=(0.075, 0.3), **PROBABILITY)
    support_decay: Number = parameter(1 / 52, "share of support lost per week with nothing seen for longer than patience", unit="per week", plausible=(1 / 104, 1 / 13), **PROBABILITY)
    pace_loss: Number = parameter(0.3, "share of support lost at a review per unit of progress that is expected by then and not seen", unit="share", plausible=(0.15, 0.6), switch="pace", off=0.0, **PROBABILITY)
    promised_weeks: Whole | None = parameter(None, "weeks from the first wave's opening in which the sponsor expects all of the progress; null is the planned work divided by capacity, as if all teams began at once", unit="weeks", ge=1)
    visible_weight: Number = parameter(0.5, "weight of visible over strategic progress in the sponsor's eyes (ω)", unit="share", plausible=(0.2, 0.8), **PROBABILITY)
    dashboard_cost: Number = parameter(0.25, "work of dashboards that show all of what is in use", unit="person-weeks a week", plausible=(0.1, 1.0), **POSITIVE)
    metric_noise: Number = parameter(2.0, "how uncertain what a week of use in one team shows of a step's value is: its sd, in values of an average step", unit="values of a step", plausible=(1.0, 4.0), gt=0)
    political_capital: Number = parameter(0.0, "political capital at the start", unit="political capital", plausible=(0.0, 0.5), **POSITIVE)
    political_memory: Number = parameter(0.99, "share of political capital kept from week to week", unit="per week", plausible=(0.98, 0.995), **PROBABILITY)
    win_capital: Number = parameter(1.0, "political capital from a win seen in every team", unit="political capital", plausible=(0.5, 2.0), switch="politics", off=0.0, **POSITIVE)
    manager_capital: Number = parameter(1.0, "political capital when every manager adopts", unit="political capital", plausible=(0.5, 2.0), switch="politics", off=0.0, **POSITIVE)
