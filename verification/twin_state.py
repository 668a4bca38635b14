"""Who and what there is in the twin: people, teams, tasks, steps and leadership as plain objects."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import networkx as nx

from winsim.numerics.chance import Draw, draws
from winsim.scenario.rollout import Event, Promise, Rollout, Wave


@dataclass
class Task:
    """A step in a team."""

    overrun: float = 1.0  # ratio of its work to what was planned
    whole: float = 0.0  # person-weeks with which it was last begun
    left: float = 0.0  # person-weeks
    started: bool = False
    done: int | None = None  # week in which it was finished, None while it is not
    won: bool = False  # its win has been felt
    in_use: bool = False

    @property
    def in_hand(self) -> bool:
        """Whether it is started and not finished."""
        return self.started and self.done is None


@dataclass
class Step:
    """A step of the programme, for everyone."""

    name: str
    listed: str  # name of the step in the scenario, of which this is a piece
    design_left: float  # person-weeks
    work: float  # person-weeks in a team of typical size, scaffolding counted in
    built_on: float
    fatal: bool
    visibility: float
    risk: float  # chance of a hidden flaw, scaffolding counted in
    overhead: float  # person-weeks in a team of typical size, however short the step is
    plain: float  # felt of its win for its show
    deep: float  # felt of its win for its worth, where its value counts
    credit: float  # the same two in the eyes of leaders
    credit_deep: float
    value: float
    worth: float  # what its value turns out to be
    value_needs: Sequence[str]
    needs: Sequence[str]
    gate: float
    low_value: bool
    indivisible: bool
    droppable: bool
    flawed: bool
    backed: bool
    found: bool = False
    dropped: bool = False
    shown: list[tuple[float, float]] = field(default_factory=list)  # ratios, with precisions
    completions: int = 0  # teams that had finished it when the week opened


@dataclass(eq=False)
class Person:
    """One employee."""

    number: int
    key: str  # node of the graph of ties
    manages: bool
    loss_aversion: float
    susceptibility: float
    threshold: float
    prior_for: float
    prior_against: float
    belief_for: float
    belief_against: float
    trust_for: float
    trust_against: float
    fatigue: float
    adopted: bool
    aware: bool
    adopted_week: int  # -1: never
    skill: float = 0.0
    unseen: float = 0.0  # weeks
    inclination: float = 0.0
    leaves: int = -1  # week in which somebody else takes the place
    wins_waiting: float = 0.0  # observations not taken in yet
    setbacks_waiting: float = 0.0
    heard: float = 0.0  # mean belief of colleagues when the week opened
    adopting: bool = False


@dataclass(eq=False)
class Team:
    """One team."""

    number: int
    name: str
    members: list[Person]
    wave: int | None
    capacity: float
    safety: float
    efficacy: float
    tasks: dict[str, Task]
    opened: bool = False
    complacency: float = 0.0
    open_steps: int = 0
    effort: float = 0.0  # person-weeks given this week
    load: float = 0.0
    strain: float = 0.0  # load of last week and fatigue
    win: float = 0.0  # felt this week
    credit: float = 0.0  # wins of this week in the eyes of leaders
    setback: float = 0.0  # felt this week
    withheld: float = 0.0
    withheld_credit: float = 0.0
    steps_won: int = 0  # this week
    strategic: float = 0.0
    perceived: float = 0.0
    advantage: float = 1.0  # value over work of what is in use, as far as people go by worth
    offered: bool = False
    recalled: bool = False  # all that was in use has been taken out again
    live: bool = False

    @property
    def size(self) -> int:
        """Number of members."""
        return len(self.members)

    @property
    def adopters(self) -> int:
        """Members who work the new way."""
        return sum(person.adopted for person in self.members)

    @property
    def finished(self) -> int:
        """Steps that the team has finished."""
        return sum(task.done is not None for task in self.tasks.values())

    @property
    def begun(self) -> int:
        """Steps that the team has begun."""
        return sum(task.started for task in self.tasks.values())

    def value_counts(self, step: Step) -> bool:
        """Whether all that the value of a step hangs on is in use here."""
        return all(self.tasks[need].in_use for need in step.value_needs)


@dataclass
class Leadership:
    """Leadership, and how the programme stands."""

    budget: float  # person-weeks
    political: float
    support: float
    ended: str = ""  # as in `winsim.model.state.ENDINGS`; empty while the programme runs
    ended_week: int | None = None
    waves: int = 0  # opened
    launched: int | None = None  # week in which the first wave opened
    last_opened: int = 0  # week
    active: int = 0  # teams at work
    unseen: float = 0.0  # weeks without a win
    untold_wins: float = 0.0
    untold_setbacks: float = 0.0
    told_wins: float = 0.0
    told_setbacks: float = 0.0
    promised: float = 0.0
    setbacks: int = 0
    spent: float = 0.0
    new_managers: int = 0
    strategic: float = 0.0
    perceived: float = 0.0
    seen_before: float = 0.0
    reviewed: bool = False  # this week
    shown: float = 0.0  # strategic progress at the last checkpoint
    abandoned: bool = False  # ended, and was never complete

    @property
    def running(self) -> bool:
        """Whether the programme still runs."""
        return self.ended == ""

    @property
    def behind_it(self) -> bool:
        """Whether leadership stands by the change: it runs, or is complete."""
        return self.ended in ("", "completed")

    def end(self, why: str, week: int) -> None:
        """End the programme."""
        self.abandoned = self.abandoned or (self.running and why != "completed")
        self.ended, self.ended_week = why, week


@dataclass
class Twin:
    """A whole run: the declared numbers, everyone in it, and what is recorded week by week."""

    seed: int
    behaviour: Any  # fields as in the scenario, idle mechanisms taken out; so for the next three
    initiative: Any
    leadership_settings: Any
    rollout_settings: Any
    rollout: Rollout
    waves: Sequence[Wave]
    gates: Sequence[Any]
    history: Sequence[Event]
    promises: Sequence[Promise]
    steps: list[Step]  # in the order in which they are taken up
    later: list[Step]  # in the order from the first review on
    teams: list[Team]
    ties: "nx.DiGraph[str]"  # an edge from who listens to whom, with its weight
    leadership: Leadership
    loads_are_conserved: bool
    week: int = 0
    record: list[dict[str, float]] = field(default_factory=list)
    team_adopters: list[list[int]] = field(default_factory=list)
    team_wins: list[list[int]] = field(default_factory=list)
    happened: set[str] = field(default_factory=set)  # what no record shows, for tests

    def __post_init__(self) -> None:
        """Look up, once, who everybody is and listens to."""
        self.people = [person for team in self.teams for person in team.members]
        by_key = {person.key: person for person in self.people}
        self.numbers = {name: number for number, name in enumerate(self.teams[0].tasks)}
        self.listens_to = {
            key: [(by_key[other], tie["weight"]) for other, tie in self.ties[key].items()]
            for key in by_key
        }

    def draws(self, event: Draw) -> list[float]:
        """This week's draws for that event, one a person."""
        return [float(one) for one in draws(self.seed, event, len(self.people), self.week)]

    def colleagues(self, person: Person) -> list[tuple[Person, float]]:
        """Those whom a person listens to, each with the weight of the tie."""
        return self.listens_to[person.key]

    def degree(self, person: Person) -> float:
        """The total weight of those whom a person listens to."""
        return float(sum(weight for _, weight in self.colleagues(person)))

    def examples(self, person: Person) -> list[tuple[Person, float]]:
        """Those whom a person listens to, each with the weight of the example they give."""
        more = float(self.behaviour.manager_weight)
        return [(one, w * more if one.manages else w) for one, w in self.colleagues(person)]

    def number(self, step: Step) -> int:
        """The number of a step, in the order of the scenario."""
        return self.numbers[step.name]

    def in_scope(self, team: Team) -> int:
        """How many steps a team has to do: those not dropped, and what it had begun by then."""
        return sum(not step.dropped or team.tasks[step.name].started for step in self.steps)

    def had(self, step: Step) -> float:
        """The value of a step in use; a flaw that nobody has found keeps part of it back."""
        hidden = step.flawed and not step.found
        return float(step.worth * (1.0 - self.behaviour.flaw_loss) if hidden else step.worth)

    def at_work(self, team: Team) -> bool:
        """Whether the programme has reached a team and there is something left to do."""
        reached = self.leadership.behind_it and team.opened
        return reached and team.finished < self.in_scope(team)

    @property
    def checkpoint(self) -> bool:
        """Whether there is a pay-off checkpoint this week."""
        every = self.rollout.checkpoint_every
        return every is not None and self.week % every == 0

    @property
    def omega(self) -> float:
        """How far leaders go by show, and not by what is in use."""
        return float(self.leadership_settings.visible_weight * (1.0 - self.rollout.dashboards))

    @property
    def whole(self) -> bool:
        """Whether the release is whole."""
        return self.rollout.release == "whole"

    @property
    def meeting(self) -> bool:
        """Whether leadership meets this week: in week 1, and then at its cadence."""
        return (self.week - 1) % int(self.leadership_settings.decide_every) == 0
