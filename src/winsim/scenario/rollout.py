"""How the change is brought to the teams: waves, gates, release, order, and what may happen."""

from typing import Any, Literal, Self

from pydantic import model_validator

from winsim.scenario.behaviour import POSITIVE, PROBABILITY
from winsim.scenario.parameter import Declared, parameter

Pick = Literal["readiest", "hardest", "most_central", "best_bridging", "neighbours", "random", "largest", "smallest"]
Order = Literal["listed", "easy_first", "risk_first", "value_first", "dependency"]


class Gate(Declared):
    """What must be so, at a leadership meeting, before a wave opens; all of it."""

    wins: float = parameter(0.0, "share of the steps of the teams in earlier waves that must be finished", unit="share", **PROBABILITY)
    evidence: float = parameter(0.0, "mean belief that the teams in earlier waves must have", unit="share", **PROBABILITY)
    backing: float = parameter(0.0, "political capital that must stand behind it", unit="political capital", switch="politics", off=0.0, **POSITIVE)
    wait: int = parameter(0, "weeks since the wave before opened", unit="weeks", ge=0)


class Wave(Declared):
    """Teams that start together: named, picked by a rule, by an attribute, `all` or the `rest`."""

    teams: Literal["all", "rest"] | tuple[str, ...] | None = parameter(None, "all, rest, or team names")
    pick: Pick | None = parameter(None, "pick teams by this rule among those not yet in a wave")
    where: dict[str, str] = parameter({}, "only teams whose people mostly have this value, by column (location: Lyon)")
    count: int | None = parameter(None, "how many teams to pick", unit="teams", ge=1)
    share: float | None = parameter(None, "share of all teams to pick", unit="share", gt=0, le=1)
    repeat: int | Literal["all"] = parameter(1, "how many waves of this kind follow one another; all: until no team is left")
    growth: float = parameter(1.0, "how many times larger each repeated wave is than the one before", unit="ratio", gt=0)
    gate: Gate = parameter({}, "what must be so before it opens")
    protected: float | None = parameter(None, "effort that its teams are kept free to give at least; 0.8 is typical for pilots", unit="share", **PROBABILITY)

    @model_validator(mode="before")
    @classmethod
    def _bare_teams(cls, value: Any) -> Any:
        return {"teams": value} if isinstance(value, str | list) else value

    @model_validator(mode="after")
    def _says_who(self) -> Self:
        if (self.teams is None) == (self.pick is None and not self.where):
            raise ValueError("say who is in the wave: either teams, or pick and/or where")
        if self.pick is not None and (self.count is None) == (self.share is None):
            raise ValueError("a pick needs a count or a share of teams, one of the two")
        if self.repeat != "all" and self.repeat < 1:
            raise ValueError(f"repeat is {self.repeat}; give a number of waves from 1, or all")
        return self


class Scaffolding(Declared):
    """Help from elsewhere for risky steps: a pair of experienced hands, at a cost."""

    risk_above: float = parameter(0.25, "steps with more risk than this are scaffolded", unit="probability", **PROBABILITY)
    relief: float = parameter(0.5, "share of the risk that it takes away", unit="share", switch="scaffolding", off=0.0, **PROBABILITY)
    cost: float = parameter(0.2, "extra work that it costs", unit="share", switch="scaffolding", off=0.0, **POSITIVE)


class Recognition(Declared):
    """How wins are recognised, and so how strongly they are felt."""

    by: Literal["count", "value"] = parameter("count", "every win alike, or by strategic value")
    strength: float = parameter(1.0, "how strongly a recognised win is felt", unit="ratio", switch="recognition", off=1.0, **POSITIVE)


class Promise(Declared):
    """What leadership promises everyone: so much progress by that week."""

    week: int = parameter(..., "when it falls due", unit="week", ge=1)
    progress: float = parameter(..., "progress promised", unit="share", **PROBABILITY)
    kind: Literal["strategic", "perceived"] = parameter("strategic", "which progress is promised")
    weight: float = parameter(1.0, "how strongly keeping or breaking it is felt", unit="observations", **POSITIVE)


class Rollout(Declared):
    """One way to bring the change to the teams.

    A big bang is one wave of all teams with a whole release; pilots that are scaled when they win
    are several gated waves with a stepwise release.
    """

    description: str = parameter("", "one sentence on this rollout")
    waves: tuple[Wave, ...] = parameter(({"teams": "all"},), "the waves, in order", min_length=1)
    release: Literal["whole", "stepwise"] = parameter("stepwise", "whole: a wave goes live once everything is finished; stepwise: each step is in use when finished")
    interim: float = parameter(0.3, "share of a win that is visible before a whole release goes live", unit="share", **PROBABILITY)
    order: Order = parameter("listed", "in which order steps are taken up, within what their needs allow")
    work_in_progress: int = parameter(1, "steps that a team has open at once, at most", unit="steps", ge=1)
    low_value: float = parameter(0.05, "a step of less strategic value than this counts as low-value", unit="share", **PROBABILITY)
    low_value_cap: int | None = parameter(None, "low-value steps that a team may take up before all its valuable ones are done; null is no cap", unit="steps", ge=0)
    documentation: bool = parameter(False, "each team documents its steps so that others can copy")
    scaffolding: Scaffolding | None = parameter(None, "help from elsewhere for risky steps; null is none")
    ownership: Literal["shared", "single", "rotation"] = parameter("shared", "who in a team carries the work: all alike, mostly one owner, or an owner in turn")
    owner_share: float = parameter(0.5, "share of the team's load on the owner where there is one", unit="share", **PROBABILITY)
    rotate_every: int = parameter(4, "weeks until the next owner takes over, in rotation", unit="weeks", ge=1)
    recognition: Recognition = parameter({}, "how wins are recognised")
    checkpoint_every: int | None = parameter(None, "weeks between pay-off checkpoints, which lay perceived beside strategic progress; null is none", unit="weeks", ge=1)
    promises: tuple[Promise, ...] = parameter((), "what leadership promises everyone")
    broadcast_every: int = parameter(1, "weeks between leadership's broadcasts of results", unit="weeks", ge=1)
    mandate: float = parameter(0.0, "chance a week that a person complies where the change is fully in use (m)", unit="per week", switch="mandate", off=0.0, **PROBABILITY)


class Event(Declared):
    """Something that happens in a given week, whatever the rollout."""

    week: int = parameter(..., "when it happens", unit="week", ge=1)
    kind: Literal["budget_cut", "reorganisation", "sponsor_leaves", "withdrawal", "win", "setback"] = parameter(..., "what happens")
    size: float = parameter(1.0, "budget_cut: share of the budget lost; reorganisation: share of the work in progress lost; sponsor_leaves: share of support lost; win, setback: strength", unit="share or observations", **POSITIVE)
    team: str | None = parameter(None, "win, setback: the team it happens in; null is every team")
    rollouts: tuple[str, ...] = parameter((), "only in these rollouts; none named is all")

    @model_validator(mode="after")
    def _share_where_a_share(self) -> Self:
        if self.kind not in ("win", "setback") and self.size > 1:
            raise ValueError(f"size of a {self.kind} is a share; {self.size:g} lies above 1")
        return self
