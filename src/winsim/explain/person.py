"""The story of a person: what they saw week by week, what they made of it, and what they did."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from winsim.explain.person_evidence import taken_in
from winsim.explain.replay import HistoryEvent, Replay, Snapshot, person_number, replay_of
from winsim.model.kernel.entry_points import APPEAL_TERMS
from winsim.model.kernel.standing import stands_by
from winsim.model.rules import adoption, appeal, awareness, belief, evidence
from winsim.numerics.chance import Draw, draws
from winsim.numerics.compiling import uncompiled
from winsim.scenario.scenario import Scenario

if TYPE_CHECKING:
    from pandas import DataFrame


@dataclass(frozen=True)
class Movement:
    """What changed for a person between two weeks.

    Args:
        since: the earlier week.
        until: the later week.
        terms: the changes of the appeal's terms in log-odds, by name.
        log_odds: their sum.
        social: what colleagues' example added to the inclination.
        own: what the person's own judgement added to it.
    """

    since: int
    until: int
    terms: dict[str, float]
    log_odds: float
    social: float
    own: float

    @property
    def inclination(self) -> float:
        """The change of the inclination."""
        return self.social + self.own


def movement(story: "PersonStory", since: int, until: int) -> Movement:
    """What moved a person from one week to a later one, both as weighed in those weeks.

    Args:
        story: the person's story.
        since: the earlier week.
        until: the later week, at most `story.last_week`.
    """
    parts = [*map(term, APPEAL_TERMS), "log_odds", "exposure", "appeal"]
    change: Any = story.table[parts].loc[until] - story.table[parts].loc[since]
    return Movement(
        since=since,
        until=until,
        terms={name: float(change[term(name)]) for name in APPEAL_TERMS},
        log_odds=float(change["log_odds"]),
        social=story.susceptibility * float(change["exposure"]),
        own=(1.0 - story.susceptibility) * float(change["appeal"]),
    )


def term(name: str) -> str:
    """The column of a story's table that holds a term of the appeal."""
    return f"from_{name}"


@dataclass(frozen=True, eq=False)
class PersonStory:
    """What one person saw in a run, what they made of it, and what they did.

    Args:
        id: the person's id.
        name: their name, or the id again.
        team: the name of their team.
        rollout: the rollout of the run.
        seed: its seed.
        threshold: the inclination at which the person adopts, in [0, 1].
        susceptibility: weight of colleagues' example against own judgement, in [0, 1].
        loss_aversion: weight of losses against gains, a ratio.
        colleagues: how many people they listen to.
        table: a row a week, indexed by week from 0: what was so when the person weighed the change
            (terms of the appeal as `from_…`, in log-odds; `log_odds` is their sum and `appeal`
            their probability; `fatigue` before the week's load), what was taken in (`taken_in`, in
            observations), and `adopted` as the week closed. `colleagues_adopted` counts heads when
            the week opened.
        history: heard (by start, leadership or colleagues), offered, adopted (by start, convinced,
            complied or noise), left, recalled with all that was in use in the team, and replaced by a
            newcomer who has heard of nothing, in the order of weeks.
    """

    id: str
    name: str
    team: str
    rollout: str
    seed: int
    threshold: float
    susceptibility: float
    loss_aversion: float
    colleagues: int
    table: "DataFrame"
    history: tuple[HistoryEvent, ...]

    @property
    def last_week(self) -> int:
        """The last week of the run."""
        return len(self.table) - 1


def person_story(scenario: Scenario, rollout: str, seed: int, person: str) -> PersonStory:
    """The story of a person in one run.

    Args:
        scenario: the scenario of the run.
        rollout: the name of its rollout.
        seed: its seed.
        person: the id of the person, or their name where nobody else has it.

    Raises:
        BadInput: for an unknown rollout or person, and where scenario and organisation do not fit.

    >>> from winsim import scenario_from
    >>> text = '''
    ... name: tiny
    ... weeks: 10
    ... organisation: {generate: {people: 24, team_size: 6}}
    ... behaviour: {announce: 0.5}
    ... initiative:
    ...   gain: 2
    ...   steps: [{name: sort, work: 1, value: 0.5}, {name: join, work: 2, value: 0.5}]
    ... rollouts: {big_bang: {}, pilots: {waves: [{pick: random, count: 1}, rest]}}
    ... '''
    >>> story = person_story(scenario_from(text, "tiny.yaml"), "big_bang", seed=1, person="6")
    >>> [(event.week, event.kind, event.by) for event in story.history]
    [(1, 'heard', 'leadership'), (4, 'offered', ''), (9, 'adopted', 'convinced')]
    """
    return story_of_person(replay_of(scenario, rollout, seed, [person]), person)


def story_of_person(replay: Replay, person: str) -> PersonStory:
    """The story of one of the people of a replay, by id or name; BadInput for anybody else."""
    who, number = replay.organisation, person_number(replay.organisation, person)
    traits = replay.state.population.traits
    listens, to, _ = who.ties
    colleagues = to[listens == number]
    table = _table(replay, number, colleagues)
    return PersonStory(
        id=who.ids[number],
        name=who.names[number],
        team=who.team_names[int(who.network.team[number])],
        rollout=replay.rollout,
        seed=replay.seed,
        threshold=float(traits.threshold[number]),
        susceptibility=float(traits.susceptibility[number]),
        loss_aversion=float(traits.loss_aversion[number]),
        colleagues=colleagues.size,
        table=table,
        history=tuple(_history(replay, number, table)),
    )


def _table(replay: Replay, number: int, colleagues: NDArray[np.int64]) -> "DataFrame":
    import pandas as pd

    place, team = replay.people.index(number), int(replay.organisation.network.team[number])
    rows, before = [], replay.snapshots[0]
    evidence = taken_in(replay, place, number)
    for week, (snapshot, taken) in enumerate(zip(replay.snapshots, evidence, strict=True)):
        rows.append(
            {
                "week": week,
                "aware": bool(snapshot.employees.aware[place]),
                "offered": bool(replay.in_use[week, 0, team]),
                "live": bool(replay.in_use[week, 1, team]),
                "colleagues_adopted": int(before.adopted[colleagues].sum()),
                **_weighed(replay, snapshot, place, number),
                "adopted": bool(snapshot.employees.adopted[place]),
                **_standing(replay, snapshot, place),
                "fatigue": float(before.employees.fatigue[place]),
                **taken,
                "steps_done": int(replay.finished[week, team]),
            }
        )
        before = snapshot
    return pd.DataFrame(rows).set_index("week", drop=False).rename_axis(None)


def _weighed(replay: Replay, snapshot: Snapshot, place: int, number: int) -> dict[str, float]:
    """The appeal with its terms, and the inclination, as weighed in a week."""
    traits, seen = replay.state.population.traits, float(snapshot.exposure[place])
    log_odds = 0.0
    for value in snapshot.log_odds[place].tolist():  # in the kernel's order, to the last bit
        log_odds += value
    judged = appeal.probability(log_odds)
    weight, threshold = float(traits.susceptibility[number]), float(traits.threshold[number])
    return {
        "exposure": seen,
        **{
            term(name): float(x)
            for name, x in zip(APPEAL_TERMS, snapshot.log_odds[place], strict=True)
        },
        "log_odds": log_odds,
        "appeal": judged,
        "inclination": uncompiled(adoption.inclination)(weight, seen, judged),
        "threshold": threshold,
    }


def _standing(replay: Replay, snapshot: Snapshot, place: int) -> dict[str, float]:
    """Belief, trust and silence in a week."""
    me, patience = snapshot.employees, replay.behaviour["patience"]
    return {
        "belief": uncompiled(belief.share)(
            float(me.belief_for[place]), float(me.belief_against[place])
        ),
        "trust": uncompiled(belief.share)(
            float(me.trust_for[place]), float(me.trust_against[place])
        ),
        "unseen": float(me.unseen[place]),
        "silence": uncompiled(evidence.silence)(float(me.unseen[place]), patience),
    }


def _history(replay: Replay, number: int, table: "DataFrame") -> Iterator[HistoryEvent]:
    """What happened to a person, week by week."""
    aware = offered = adopted = False
    rows: Iterator[Any] = table.itertuples()
    for row in rows:
        week = int(row.week)
        if aware and not row.aware:
            yield HistoryEvent(week, "replaced")
            aware = adopted = False
        if row.aware and not aware:
            yield HistoryEvent(week, "heard", _heard_by(replay, week, number))
        if row.offered and not offered:
            yield HistoryEvent(week, "offered")
        if row.adopted and not adopted:
            yield HistoryEvent(week, "adopted", _adopted_by(replay, week, number, row))
        if adopted and not row.adopted:
            yield HistoryEvent(week, "recalled" if offered and not row.offered else "left")
        aware, offered = aware or bool(row.aware), offered or bool(row.offered)
        adopted = bool(row.adopted)


def _heard_by(replay: Replay, week: int, number: int) -> str:
    """From whom a person heard of the change: start, leadership or colleagues."""
    if week == 0:
        return "start"
    behaviour = replay.state.change.behaviour[0]
    stands = uncompiled(stands_by)(replay.snapshots[week].leadership)
    luck = draws(replay.seed, Draw.AWARENESS, number + 1, week)[number]
    alone = uncompiled(awareness.hears)(behaviour.announce * stands, 0.0, 0.0, luck)
    return "leadership" if alone else "colleagues"


def _adopted_by(replay: Replay, week: int, number: int, row: Any) -> str:
    """How a person came to adopt: start, convinced, complied or noise."""
    if week == 0:
        return "start"
    scale = float(replay.state.change.behaviour[0].decision_noise)
    luck = float(draws(replay.seed, Draw.DECISION, number + 1, week)[number])
    swayed = row.inclination + adoption.noise(luck, scale)
    convinced = uncompiled(adoption.convinced)
    if convinced(row.inclination, row.threshold) and convinced(swayed, row.threshold):
        return "convinced"
    mandate = float(replay.state.change.programme.settings[0].mandate)
    luck = float(draws(replay.seed, Draw.COMPLIANCE, number + 1, week)[number])
    stands = uncompiled(stands_by)(replay.snapshots[week].leadership)
    told = row.live and uncompiled(adoption.complies)(mandate * stands, luck)
    return "complied" if told else "noise"
