"""The same model as a typical user of Mesa writes it: an object for everyone, ties in networkx.

Employees and teams are Mesa agents that keep their own state, ask their neighbours every week, step
in shuffled order and are counted by a DataCollector. The arithmetic is that of the rules, as plain
Python on `math`. The few lines of leadership, of the teams' work and of newcomers are those of the
twin of the kernel (`verification.twin`), which is plain Python, too. Luck is drawn for a whole week
at once, which is cheaper than a draw from `self.random` a person, so that everyone meets the kernel's luck.
"""

from functools import partial
from typing import Any, cast

import mesa
import networkx as nx

from benchmarks.plain_rules import (
    adoption,
    appeal,
    awareness,
    belief,
    evidence,
    exposure,
    fatigue,
    learning,
    trust,
    worth,
)
from benchmarks.setting import ROLLOUT, change
from verification import twin_state
from verification.twin import clear_signals, count_progress
from verification.twin_leadership import benefit, lead, settle_accounts
from verification.twin_people import asked_at_once, checkpoint_gain, disappointment, replace, stay
from verification.twin_start import twin_of
from verification.twin_teams import evaluate_work, work
from winsim.numerics.chance import Draw, draws
from winsim.organisation.files.graph import to_networkx
from winsim.organisation.files.reading import organisation_of
from winsim.organisation.organisation import Organisation
from winsim.scenario.scenario import Scenario

LUCK = (Draw.AWARENESS, Draw.REVERSAL, Draw.DECISION, Draw.COMPLIANCE)


class Team(mesa.Agent, twin_state.Team):
    """A team, which works for a week and takes stock of what there is to gain."""

    model: "PlainOrganisation"
    prospects: float  # log-odds

    def step(self) -> None:
        """Work for a week."""
        work(self.model.twin, self)

    def take_stock(self) -> None:
        """What there is to gain over what there is to lose, by the worth of what is in use."""
        change, curvature = self.model.twin.initiative, self.model.behaviour.curvature
        self.prospects = appeal.from_prospects(
            change.gain, change.loss, curvature
        ) + worth.from_advantage(self.advantage, curvature)


class Employee(mesa.Agent, twin_state.Person):
    """An employee, who sees, weighs, decides and lives through a week."""

    model: "PlainOrganisation"
    team: Team

    def step(self) -> None:
        """Live a week; others see the decision when the week has closed."""
        self.look_around()
        self.learn_of_results()
        self.learn_from_use()
        self.become_aware()
        self.weigh()
        self.decide()
        self.practise_and_tire()
        self.leave()

    def look_around(self) -> None:
        """See who of those one listens to has adopted, and what their teams have won or lost."""
        adopters, wins, setbacks, total = 0.0, 0.0, 0.0, 0.0
        employees, ties = self.model.employees, self.model.ties[self.key]
        for key, tie in ties.items():
            colleague, weight = employees[key], tie["weight"]
            total += weight
            adopters += weight if colleague.adopted else 0.0
            wins += weight * colleague.team.win
            setbacks += weight * colleague.team.setback
        own = 1.0 if self.model.behaviour.exposure == "share_with_self" else 0.0
        self.seen, self.degree = exposure.exposure(adopters, total, own), total
        self.near_wins = wins / total if total > 0.0 else 0.0
        self.near_setbacks = setbacks / total if total > 0.0 else 0.0

    def learn_of_results(self) -> None:
        """Wins and setbacks, or their absence, move belief and trust."""
        b, leadership = self.model.behaviour, self.model.twin.leadership
        told = b.broadcast_weight * belief.share(self.trust_for, self.trust_against)
        weights = (b.own_weight, b.tie_weight, told)
        wins = evidence.observed(self.team.win, self.near_wins, leadership.told_wins, *weights)
        setbacks = evidence.observed(
            self.team.setback, self.near_setbacks, leadership.told_setbacks, *weights
        )
        wins, setbacks = self.attend(wins, setbacks)
        waiting = leadership.running and leadership.waves > 0 and self.aware
        unseen = evidence.weeks_unseen(self.unseen, wins + setbacks, b.notice)
        self.unseen = unseen if waiting else 0.0
        silence = evidence.silence(self.unseen, b.patience)
        against = b.setback_weight * setbacks + b.silence_weight * silence
        self.belief_for = belief.remembered(self.belief_for, self.prior_for, b.memory, wins)
        self.belief_against = belief.remembered(
            self.belief_against, self.prior_against, b.memory, against
        )
        kept, broken = max(leadership.promised, 0.0), max(-leadership.promised, 0.0)
        self.trust_for += self.model.delivered + trust.earned(wins + kept, b.trust_gain)
        self.trust_against += self.model.disappointment + trust.lost(
            setbacks + broken, b.trust_gain, b.setback_weight, silence, b.silence_trust
        )

    def attend(self, wins: float, setbacks: float) -> tuple[float, float]:
        """Take in what waits, faded, then what is new, as far as attention goes; the rest waits."""
        b = self.model.behaviour
        old_wins, old_setbacks = b.memory * self.wins_waiting, b.memory * self.setbacks_waiting
        of_old, of_new = evidence.attended(old_wins + old_setbacks, wins + setbacks, b.attention)
        self.wins_waiting = (1.0 - of_old) * old_wins + (1.0 - of_new) * wins
        self.setbacks_waiting = (1.0 - of_old) * old_setbacks + (1.0 - of_new) * setbacks
        return of_old * old_wins + of_new * wins, of_old * old_setbacks + of_new * setbacks

    def learn_from_use(self) -> None:
        """Who works the new way sees what it is worth, and how much of it is show."""
        if self.adopted:
            b, team = self.model.behaviour, self.team
            self.belief_for += belief.from_use(team.strategic, b.use_weight)
            self.belief_against += belief.against_use(
                team.strategic, team.perceived, b.use_weight, b.setback_weight
            )

    def become_aware(self) -> None:
        """Hear of the change, from leadership or from colleagues."""
        if not self.aware:
            b = self.model.behaviour
            luck = self.model.luck[Draw.AWARENESS][self.number]
            self.aware = awareness.hears(self.model.announced, b.word_of_mouth, self.seen, luck)

    def weigh(self) -> None:
        """Colleagues' example against one's own judgement."""
        b = self.model.behaviour
        odds = (
            appeal.from_belief(belief.share(self.belief_for, self.belief_against))
            + self.team.prospects
            + appeal.from_loss(
                appeal.felt_loss_aversion(self.loss_aversion, self.model.asked, b.stake)
            )
            + appeal.from_efficacy(self.team.efficacy, b.efficacy_appeal)
            + appeal.from_safety(self.team.safety, b.safety_appeal)
            + appeal.from_fatigue(self.fatigue, b.fatigue_appeal)
            + appeal.from_load(self.team.load, b.load_appeal)
            + appeal.from_trust(
                belief.share(self.trust_for, self.trust_against), self.model.trust_appeal
            )
        )
        weight = adoption.susceptible(self.susceptibility, self.degree, b.lone_judgement)
        self.inclination = adoption.inclination(weight, self.seen, appeal.probability(odds))

    def decide(self) -> None:
        """Whether to work the new way from next week on."""
        b, luck, here = self.model.behaviour, self.model.luck, self.number
        if self.team.recalled:
            self.adopting = False
        elif self.adopted:
            self.adopting = not adoption.leaves(
                self.inclination,
                self.threshold,
                b.hysteresis,
                b.reversal,
                self.skill,
                luck[Draw.REVERSAL][here],
            )
        else:
            noise = adoption.noise(luck[Draw.DECISION][here], b.decision_noise)
            convinced = adoption.convinced(self.inclination + noise, self.threshold)
            mandate = self.model.mandate if self.team.live else 0.0
            complies = adoption.complies(mandate, luck[Draw.COMPLIANCE][here])
            self.adopting = self.aware and self.team.offered and (convinced or complies)

    def practise_and_tire(self) -> None:
        """Practice makes skill, load makes tired."""
        b = self.model.behaviour
        self.skill = learning.practised(self.skill, b.skill_gain, self.adopted)
        self.fatigue = fatigue.tired(self.fatigue, self.team.load, b.fatigue_up, b.fatigue_rest)

    def leave(self) -> None:
        """Some leave, whatever they have decided, and a newcomer takes the place."""
        twin = self.model.twin
        if self.leaves == twin.week:
            replace(twin, self)
            stay(twin, [self], twin.week)

    def take_effect(self) -> None:
        """The decision is seen by all."""
        if self.adopting and not self.adopted:
            self.adopted_week = self.model.twin.week
            self.model.twin.leadership.new_managers += self.manages
        self.adopted = self.adopting


def mean(name: str, model: "PlainOrganisation") -> float:
    """The mean of something over all employees."""
    values = model.agents_by_type[Employee].get(name)
    return float(sum(values) / len(values))


class PlainOrganisation(mesa.Model):
    """An organisation that lives through one rollout, agent by agent."""

    def __init__(
        self,
        people: int = 300,
        weeks: int = 104,
        number: int = 1,
        organisation: Organisation | None = None,
    ) -> None:
        super().__init__(rng=number)
        scenario = change(people, weeks)
        organisation = organisation or organisation_of(scenario.organisation, number)
        self.weeks, self.number = weeks, number
        self._people(scenario, organisation)
        self.datacollector = cast(Any, mesa.DataCollector)(
            model_reporters={
                name: partial(mean, name)
                for name in ("aware", "adopted", "fatigue", "skill", "inclination")
            }
        )
        self.datacollector.collect(self)

    def _people(self, scenario: Scenario, organisation: Organisation) -> None:
        self.ties: nx.DiGraph[str] = to_networkx(organisation)
        self.twin = cast(Any, twin_of(scenario, ROLLOUT, organisation, self.number))
        self.behaviour = self.twin.behaviour
        self.asked = asked_at_once(self.twin)
        self.twin.teams = [Team(self, **vars(team)) for team in self.twin.teams]
        self.twin.people = [one for team in self.twin.teams for one in self._members(team)]
        self.employees: dict[str, Employee] = {one.key: one for one in self.twin.people}
        stay(self.twin, self.twin.people, 0)

    def _members(self, team: Team) -> list[Employee]:
        """The members of a team, who become agents and know their team."""
        members = [Employee(self, **vars(person)) for person in team.members]
        for person in members:
            person.team = team
        team.members = [*members]
        return members

    def run_for(self, weeks: int) -> None:
        """Live so many weeks."""
        for _ in range(weeks):
            self.step()

    def step(self) -> None:
        """Live a week."""
        twin = self.twin
        twin.week += 1
        clear_signals(twin)
        lead(twin)
        count_progress(twin)
        self.agents_by_type[Team].shuffle_do("step")
        evaluate_work(twin)
        self.agents_by_type[Team].do("take_stock")
        self.face_leadership()
        self.luck = {
            event: draws(self.number, event, len(twin.people), twin.week).tolist() for event in LUCK
        }
        self.agents_by_type[Employee].shuffle_do("step")
        self.agents_by_type[Employee].do("take_effect")
        settle_accounts(twin, benefit(twin))
        self.datacollector.collect(self)
        self.running = twin.week < self.weeks

    def face_leadership(self) -> None:
        """What leadership's conduct is worth to everybody this week: checkpoint, word and mandate."""
        twin, b = self.twin, self.behaviour
        self.delivered, self.disappointment = checkpoint_gain(twin), disappointment(twin)
        forsaken = twin.leadership.abandoned and b.abandonment > 0.0
        self.trust_appeal = 0.0 if forsaken else b.trust_appeal
        self.mandate = twin.rollout_settings.mandate if twin.leadership.behind_it else 0.0
        self.announced = b.announce if twin.leadership.behind_it else 0.0
