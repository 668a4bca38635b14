"""People in the twin: parts 6 to 9 of a week, what they see, make of it and decide, and what it leaves."""

from math import floor

from verification.twin_rules import (
    adoption,
    appeal,
    awareness,
    belief,
    evidence,
    exposure,
    fatigue,
    learning,
    log,
    trust,
)
from verification.twin_state import Person, Team, Twin
from winsim.numerics.chance import Draw, draws

FELT = 2.0**20
"""Results that travel along ties are felt in steps of one part in this many."""


def hear(twin: Twin) -> None:
    """When the week opens, everyone hears colleagues' mean belief; without any, only their own."""
    for person in twin.people if twin.behaviour.averaging > 0.0 else ():
        own = belief.share(person.belief_for, person.belief_against)
        degree = twin.degree(person)
        person.heard = own if degree == 0 else 0.0
        for colleague, weight in twin.colleagues(person):
            theirs = belief.share(colleague.belief_for, colleague.belief_against)
            person.heard += theirs * (weight / degree)


def perceive(twin: Twin) -> None:
    """Everyone sees the week's results, may hear of the change, and weighs it."""
    team_of = {member: team for team in twin.teams for member in team.members}
    hearing = twin.draws(Draw.AWARENESS)
    for person, luck in zip(twin.people, hearing, strict=True):
        learn_of_results(twin, person, team_of)
        learn_from_use(twin, person, team_of[person])
        average_beliefs(twin, person)
        become_aware(twin, person, luck)
        weigh(twin, person, team_of[person])


def learn_of_results(twin: Twin, person: Person, team_of: dict[Person, Team]) -> None:
    """Wins and setbacks, or their absence, move belief and trust."""
    b, leadership, team = twin.behaviour, twin.leadership, team_of[person]
    told = b.broadcast_weight * belief.share(person.trust_for, person.trust_against)
    weights = (b.own_weight, b.tie_weight, told)
    near_wins, near_setbacks = from_colleagues(twin, person, team_of)
    wins = evidence.observed(team.win, near_wins, leadership.told_wins, *weights)
    setbacks = evidence.observed(team.setback, near_setbacks, leadership.told_setbacks, *weights)
    wins, setbacks = attend(person, b.memory, b.attention, wins, setbacks)
    waiting = leadership.running and leadership.waves > 0 and person.aware
    unseen = evidence.weeks_unseen(person.unseen, wins + setbacks, b.notice)
    person.unseen = unseen if waiting else 0.0
    silence = evidence.silence(person.unseen, b.patience)
    person.belief_for = belief.remembered(person.belief_for, person.prior_for, b.memory, wins)
    against = b.setback_weight * setbacks + b.silence_weight * silence
    person.belief_against = belief.remembered(
        person.belief_against, person.prior_against, b.memory, against
    )
    kept, broken = max(leadership.promised, 0.0), max(-leadership.promised, 0.0)
    person.trust_for += checkpoint_gain(twin) + trust.earned(wins + kept, b.trust_gain)
    person.trust_against += disappointment(twin) + trust.lost(
        setbacks + broken, b.trust_gain, b.setback_weight, silence, b.silence_trust
    )


def attend(
    person: Person, memory: float, attention: float, wins: float, setbacks: float
) -> tuple[float, float]:
    """What waits, faded, is taken in first, and then what is new, as far as attention goes."""
    queue = ((person.wins_waiting * memory, person.setbacks_waiting * memory), (wins, setbacks))
    taken, waits, room = [0.0, 0.0], [0.0, 0.0], attention
    for kinds in queue:
        share = min(1.0, room / sum(kinds)) if sum(kinds) > 0.0 else 1.0
        for kind, amount in enumerate(kinds):
            taken[kind] += share * amount
            waits[kind] += (1.0 - share) * amount
        room = max(0.0, room - sum(kinds))
    person.wins_waiting, person.setbacks_waiting = waits
    return taken[0], taken[1]


def from_colleagues(twin: Twin, person: Person, team_of: dict[Person, Team]) -> tuple[float, float]:
    """The mean of wins and of setbacks in the teams of those one listens to, weighted by tie."""
    wins, setbacks, degree = 0.0, 0.0, twin.degree(person)
    for colleague, weight in twin.colleagues(person):
        wins += weight * floor(team_of[colleague].win * FELT + 0.5) / FELT
        setbacks += weight * floor(team_of[colleague].setback * FELT + 0.5) / FELT
    return (wins / degree, setbacks / degree) if degree > 0 else (0.0, 0.0)


def disappointment(twin: Twin) -> float:
    """What a pay-off checkpoint costs in trust, in a week that has one."""
    leadership = twin.leadership
    if not twin.checkpoint or not leadership.behind_it:
        return 0.0
    return float(
        trust.disappointment(
            leadership.perceived, leadership.strategic, twin.behaviour.checkpoint_loss
        )
    )


def checkpoint_gain(twin: Twin) -> float:
    """What a pay-off checkpoint earns in trust, by what has come into use since the last."""
    leadership = twin.leadership
    if not twin.checkpoint or not leadership.behind_it or leadership.waves == 0:
        return 0.0
    since = max(0.0, leadership.strategic - leadership.shown)
    return float(twin.behaviour.checkpoint_gain * since)


def learn_from_use(twin: Twin, person: Person, team: Team) -> None:
    """Who works the new way sees what it is worth, and how much of it is show."""
    b = twin.behaviour
    if person.adopted:
        hollow = max(0.0, team.perceived - team.strategic)
        person.belief_for += b.use_weight * team.strategic
        person.belief_against += b.use_weight * b.setback_weight * hollow


def average_beliefs(twin: Twin, person: Person) -> None:
    """Belief moves towards what was heard, at the same weight of evidence."""
    if twin.behaviour.averaging > 0.0:
        weight = person.belief_for + person.belief_against
        own = belief.share(person.belief_for, person.belief_against)
        mean = belief.averaged(own, person.heard, twin.behaviour.averaging)
        person.belief_for, person.belief_against = mean * weight, (1.0 - mean) * weight


def seen(twin: Twin, person: Person) -> float:
    """The share of those one listens to who had adopted when the week opened."""
    examples = twin.examples(person)
    adopters = sum(weight for colleague, weight in examples if colleague.adopted)
    own = 1.0 if twin.behaviour.exposure == "share_with_self" else 0.0
    return float(exposure.exposure(adopters, sum(weight for _, weight in examples), own))


def become_aware(twin: Twin, person: Person, luck: float) -> None:
    """Hear of the change: from leadership while it stands by it, or from colleagues."""
    announced = twin.behaviour.announce if twin.leadership.behind_it else 0.0
    if not person.aware:
        person.aware = awareness.hears(
            announced, twin.behaviour.word_of_mouth, seen(twin, person), luck
        )


def asked_at_once(twin: Twin) -> float:
    """The work of the whole change, or of a step on average, for one person, in person-weeks."""
    steps = twin.initiative.steps
    if not steps:
        return 1.0
    work = float(sum(step.work for step in steps) / twin.initiative.team_size)
    return work if twin.whole else work / len(twin.steps)


def weigh(twin: Twin, person: Person, team: Team) -> None:
    """Colleagues' example against one's own judgement, which is a sum of log-odds."""
    b, change = twin.behaviour, twin.initiative
    asked = asked_at_once(twin)
    terms = (
        appeal.from_belief(belief.share(person.belief_for, person.belief_against)),
        appeal.from_prospects(change.gain, change.loss, b.curvature) + from_advantage(twin, team),
        appeal.from_loss(appeal.felt_loss_aversion(person.loss_aversion, asked, b.stake)),
        appeal.from_efficacy(team.efficacy, b.efficacy_appeal),
        appeal.from_safety(team.safety, b.safety_appeal),
        appeal.from_fatigue(person.fatigue, b.fatigue_appeal),
        appeal.from_load(load(twin, person, team), b.load_appeal),
        from_trust(twin, person),
    )
    seen_at_all = sum(weight for _, weight in twin.examples(person))
    alone = b.lone_judgement if seen_at_all == 0 else 0.0
    person.inclination = adoption.inclination(
        person.susceptibility * (1.0 - alone), seen(twin, person), appeal.probability(sum(terms))
    )


def from_advantage(twin: Twin, team: Team) -> float:
    """What the worth of what is in use adds to the prospects, in log-odds."""
    return float(twin.behaviour.curvature * log(max(team.advantage, 1e-6)))


def from_trust(twin: Twin, person: Person) -> float:
    """Trust in leadership adds to the appeal, unless leadership has abandoned the change."""
    b = twin.behaviour
    if twin.leadership.abandoned and b.abandonment > 0.0:
        return 0.0
    trusting = belief.share(person.trust_for, person.trust_against)
    return float(appeal.from_trust(trusting, b.trust_appeal))


def load(twin: Twin, person: Person, team: Team) -> float:
    """What a person carries of the team's load; the owner, first or in turn, carries more."""
    rollout = twin.rollout
    if rollout.ownership == "shared":
        return team.load
    turns = (twin.week - 1) // rollout.rotate_every if rollout.ownership == "rotation" else 0
    owner = team.members[turns % team.size]
    return float(fatigue.carried(team.load, team.size, rollout.owner_share, person is owner))


def decide(twin: Twin) -> None:
    """Everyone decides on the same opening state; nobody sees it before the week is closed."""
    leaving, deciding = twin.draws(Draw.REVERSAL), twin.draws(Draw.DECISION)
    complying, b = twin.draws(Draw.COMPLIANCE), twin.behaviour
    mandate = twin.rollout_settings.mandate if twin.leadership.behind_it else 0.0
    for team in twin.teams:
        for person in team.members:
            i = person.number
            if team.recalled:
                person.adopting = False
            elif person.adopted:
                person.adopting = not adoption.leaves(
                    person.inclination,
                    person.threshold,
                    b.hysteresis,
                    b.reversal,
                    person.skill,
                    leaving[i],
                )
            else:
                noise = adoption.noise(deciding[i], b.decision_noise)
                convinced = adoption.convinced(person.inclination + noise, person.threshold)
                complies = team.live and adoption.complies(mandate, complying[i])
                can = person.aware and team.offered
                person.adopting = can and (convinced or complies)


def let_leave(twin: Twin) -> None:
    """Some leave the organisation, whatever they have decided."""
    if twin.week == 1:
        stay(twin, twin.people, 0)
    leaving = [person for person in twin.people if person.leaves == twin.week]
    for person in leaving:
        replace(twin, person)
    stay(twin, leaving, twin.week)


def stay(twin: Twin, people: list[Person], since: int) -> None:
    """Draw how long people stay who are there since a week: each week they may leave alike."""
    yearly = twin.behaviour.turnover
    if yearly > 0.0 and people:
        luck = draws(twin.seed, Draw.TURNOVER, len(twin.people), since).tolist()
        for person in people:
            weeks = log(1.0 - luck[person.number]) / log(1.0 - yearly / 52)
            person.leaves = since + 1 + int(min(weeks, 1e9))


def replace(twin: Twin, person: Person) -> None:
    """Somebody leaves, and a newcomer takes the place, with its ties and its word on leadership."""
    twin.happened |= {"somebody leaves"} | ({"an adopter leaves"} if person.adopted else set())
    person.adopting = person.aware = False
    person.skill = person.fatigue = person.unseen = 0.0
    person.wins_waiting = person.setbacks_waiting = 0.0
    person.belief_for, person.belief_against = person.prior_for, person.prior_against
    person.adopted_week = -1


def practise_and_tire(twin: Twin) -> None:
    """Practice makes skill, load makes tired."""
    for team in twin.teams:
        for person in team.members:
            b = twin.behaviour
            person.skill = learning.practised(person.skill, b.skill_gain, person.adopted)
            carried = load(twin, person, team)
            person.fatigue = fatigue.tired(person.fatigue, carried, b.fatigue_up, b.fatigue_rest)


def take_effect(twin: Twin) -> None:
    """The week closes: decisions take effect, all at once."""
    for person in twin.people:
        if person.adopting and not person.adopted:
            person.adopted_week = twin.week
            twin.leadership.new_managers += person.manages
        person.adopted = person.adopting
