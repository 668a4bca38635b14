"""How the change is brought to the teams: waves, gates, release, order, and what may happen.

The declared side of a rollout; `CompiledRollout` is what the kernel gets of it.
"""

from collections.abc import Iterator
from typing import Any, Literal, Self

from pydantic import GetJsonSchemaHandler, model_validator
from pydantic_core import CoreSchema

from winsim.declaration.field import (
    POSITIVE,
    PROBABILITY,
    Declared,
    Number,
    Switch,
    Whole,
    parameter,
)
from winsim.declaration.inconsistency import Inconsistency, refuse
from winsim.scenario.consistency import among_waves

Pick = Literal["readiest", "hardest", "most_central", "best_bridging", "neighbours", "random", "largest", "smallest"]
Order = Literal["listed", "easy_first", "risk_first", "value_first", "dependency"]


class Gate(Declared):
    """What must be so, at a leadership meeting, before a wave opens; all of it."""

    wins: Number = parameter(0.0, "share of the steps of the teams in earlier waves that must be finished", unit="share", **PROBABILITY)
    evidence: Number = parameter(0.0, "mean belief that the teams in earlier waves must have", unit="share", **PROBABILITY)
    trust: Number = parameter(0.0, "mean trust in leadership that all people must have", unit="share", **PROBABILITY)
    backing: Number = parameter(0.0, "political capital that must stand behind it", unit="political capital", switch="politics", off=0.0, **POSITIVE)
    wait: Whole = parameter(0, "weeks since the wave before opened", unit="weeks", ge=0)


class Wave(Declared):
    """Teams that start together: named, picked by a rule, by an attribute, `all` or the `rest`."""

    teams: Literal["all", "rest"] | tuple[str, ...] | None = parameter(None, "all, rest, or team names")
    pick: Pick | None = parameter(None, "pick teams by this rule among those not yet in a wave")
    where: dict[str, str] = parameter({}, "only teams whose people mostly have this value, by column (location: Lyon)")
    count: Whole | None = parameter(None, "how many teams to pick", unit="teams", ge=1)
    share: Number | None = parameter(None, "share of all teams to pick", unit="share", gt=0, le=1)
    repeat: Whole | Literal["all"] = parameter(1, "how many waves of this kind follow one another; all: until no team is left")
    growth: Number = parameter(1.0, "how many times larger each repeated wave is than the one before", unit="ratio", gt=0)
    gate: Gate = parameter({}, "what must be so before it opens")
    protected: Number | None = parameter(None, "effort that its teams are kept free to give at least; 0.8 is typical for pilots", unit="share", **PROBABILITY)

    @model_validator(mode="before")
    @classmethod
    def _bare_teams(cls, value: Any) -> Any:
        return {"teams": value} if isinstance(value, str | list | tuple) else value

    @classmethod
    def __get_pydantic_json_schema__(
        cls, core: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        in_full = handler.resolve_ref_schema(handler(core))
        names = {"type": "array", "items": {"type": "string"}}
        return {"anyOf": [{"enum": ["all", "rest"]}, names, in_full]}

    @model_validator(mode="after")
    def _says_who(self) -> Self:
        refuse(_in_a_wave(self))
        return self


class Scaffolding(Declared):
    """Help from elsewhere for risky steps: a pair of experienced hands, at a cost."""

    risk_above: Number = parameter(0.25, "steps with more risk than this are scaffolded", unit="probability", **PROBABILITY)
    relief: Number = parameter(0.5, "share of the risk that it takes away", unit="share", plausible_times=(0.5, 1.5), switch="scaffolding", off=0.0, **PROBABILITY)
    cost: Number = parameter(0.2, "extra work that it costs", unit="share", plausible_times=(0.5, 2.0), switch="scaffolding", off=0.0, **POSITIVE)


class Recognition(Declared):
    """How wins are recognised, and so how strongly they are felt."""

    by: Literal["count", "value"] = parameter("count", "every win alike, or by strategic value")
    strength: Number = parameter(1.0, "how strongly a recognised win is felt", unit="ratio", switch="recognition", off=1.0, **POSITIVE)


class Review(Declared):
    """What leadership does with what a pay-off checkpoint shows; held at each checkpoint."""

    order: Order | None = parameter(None, "from the first review on, the order in which steps are taken up; null leaves it")
    drop_below: Number = parameter(0.0, "steps of less strategic value than this, which no other step needs, are dropped", unit="share", **PROBABILITY)
    payback: Whole | None = parameter(None, "weeks of full use in which what a step is expected to bring must be worth the work left of it: what is not is dropped, with all that hangs on it, a wave for which the whole is not waits, and a programme of which nothing is left is stopped; null does not ask", unit="weeks", ge=1)
    test: Switch = parameter(False, "every step that some team has finished is tested, before go-live, too")
    cost: Number = parameter(0.2, "work of a review in each team at work, for a team of typical size", unit="person-weeks", plausible_times=(0.25, 2.0), **POSITIVE)


class Promise(Declared):
    """What leadership promises everyone: so much progress by that week."""

    week: Whole = parameter(..., "when it falls due", unit="week", ge=1)
    progress: Number = parameter(..., "progress promised", unit="share", **PROBABILITY)
    kind: Literal["strategic", "perceived"] = parameter("strategic", "which progress is promised")
    weight: Number = parameter(1.0, "how strongly keeping or breaking it is felt", unit="observations", plausible_times=(0.5, 2.0), **POSITIVE)


class Rollout(Declared):
    """One way to bring the change to the teams.

    A big bang is one wave of all teams with a whole release; pilots that are scaled when they win
    are several gated waves with a stepwise release. Without waves nothing is rolled out.
    """

    title: str = parameter("", "what it is called in tables, figures and sentences; empty is its name, without underscores")
    description: str = parameter("", "one sentence on this rollout")
    waves: tuple[Wave, ...] = parameter(({"teams": "all"},), "the waves, in order; none is a change that nobody begins")
    release: Literal["whole", "stepwise"] = parameter("stepwise", "whole: a wave goes live once everything is finished; stepwise: each step is in use when finished")
    interim: Number = parameter(0.3, "share of a win that is visible before a whole release goes live", unit="share", plausible_times=(1 / 3, 5 / 3), **PROBABILITY)
    order: Order = parameter("listed", "in which order steps are taken up, within what their needs allow")
    pieces: Whole = parameter(1, "into how many pieces each divisible step is cut", unit="pieces", ge=1, le=100)
    reserved: Number = parameter(0.0, "share of capacity that goes first to an indivisible step, which is taken up beyond the limit on steps at once", unit="share", **PROBABILITY)
    leaders_first: Number = parameter(0.0, "how far leaders go first and so hold teams to the order", unit="share", **PROBABILITY)
    work_in_progress: Whole = parameter(1, "steps that a team has open at once, at most", unit="steps", ge=1)
    low_value: Number = parameter(0.05, "a step of less strategic value than this counts as low-value", unit="share", **PROBABILITY)
    low_value_cap: Whole | None = parameter(None, "low-value steps that a team may take up before all its valuable ones are done; null is no cap", unit="steps", ge=0)
    documentation: Switch = parameter(False, "each team documents its steps so that others can copy")
    scaffolding: Scaffolding | None = parameter(None, "help from elsewhere for risky steps; null is none")
    ownership: Literal["shared", "single", "rotation"] = parameter("shared", "who in a team carries the work: all alike, mostly one owner, or an owner in turn")
    owner_share: Number = parameter(0.5, "share of the team's load on the owner where there is one", unit="share", **PROBABILITY)
    rotate_every: Whole = parameter(4, "weeks until the next owner takes over, in rotation", unit="weeks", ge=1)
    recognition: Recognition = parameter({}, "how wins are recognised")
    linked: Number = parameter(0.0, "how far each win is shown together with what it is worth, for a team of typical size at a cost", unit="share", **PROBABILITY)
    next_steps: Switch = parameter(False, "a celebration names the next steps: complacency grows half as fast, at a cost")
    dashboards: Number = parameter(0.0, "how far leaders are shown what is in use, and so go by worth and not by show", unit="share", **PROBABILITY)
    review: Review | None = parameter(None, "what leadership does with what a checkpoint shows; null is nothing", switch="review")
    pooled: Switch = parameter(False, "the teams of a wave share their capacity: each has, per person, what they have on average")
    checkpoint_every: Whole | None = parameter(None, "weeks between pay-off checkpoints, which lay perceived beside strategic progress; null is none", unit="weeks", ge=1)
    promises: tuple[Promise, ...] = parameter((), "what leadership promises everyone")
    broadcast_every: Whole = parameter(1, "weeks between leadership's broadcasts of results", unit="weeks", ge=1)
    mandate: Number = parameter(0.0, "chance a week that a person complies where the change is fully in use (m)", unit="per week", switch="mandate", off=0.0, **PROBABILITY)

    @model_validator(mode="after")
    def _reviews_at_checkpoints(self) -> Self:
        if self.review is not None and self.checkpoint_every is None:
            remedy = "a review is held at a checkpoint; give checkpoint_every, too"
            refuse([Inconsistency(("review",), remedy)])
        return self

    @model_validator(mode="after")
    def _waves_follow(self) -> Self:
        refuse(among_waves(self.waves))
        return self


class Event(Declared):
    """Something that happens in a given week, whatever the rollout."""

    week: Whole = parameter(..., "when it happens", unit="week", ge=1)
    kind: Literal["budget_cut", "reorganisation", "sponsor_leaves", "withdrawal", "win", "setback"] = parameter(..., "what happens")
    size: Number = parameter(1.0, "budget_cut: share of the budget lost; reorganisation: share of the work in progress lost; sponsor_leaves: share of support lost; win, setback: strength", unit="share or observations", **POSITIVE)
    team: str | None = parameter(None, "win, setback: the team it happens in; null is every team")
    rollouts: tuple[str, ...] = parameter((), "only in these rollouts; none named is all")

    @model_validator(mode="after")
    def _share_where_a_share(self) -> Self:
        at_a_team = self.kind in ("win", "setback")
        if not at_a_team and self.size > 1:
            refuse([Inconsistency(("size",), f"the size of a {self.kind} is a share, at most 1")])
        if not at_a_team and self.team is not None:
            refuse([Inconsistency(("team",), f"a {self.kind} befalls everyone; leave team out")])
        return self


def _in_a_wave(wave: Wave) -> Iterator[Inconsistency]:
    """What does not fit together in one wave."""
    if (wave.teams is None) == (wave.pick is None and not wave.where):
        yield Inconsistency((), "say who is in the wave: either teams, or pick and/or where")
        return
    if wave.pick is not None and (wave.count is None) == (wave.share is None):
        yield Inconsistency((), "a pick needs a count or a share of teams, one of the two")
    if wave.pick is None:
        for name in ("count", "share"):
            if getattr(wave, name) is not None:
                yield Inconsistency((name,), "only a pick takes a number of teams; add pick")
        if wave.repeat != 1:
            yield Inconsistency(("repeat",), "only a pick can be repeated; add pick, or leave it out")
    if wave.repeat != "all" and wave.repeat < 1:
        yield Inconsistency(("repeat",), "must be a whole number of at least 1, or all")
