"""How people learn of the week's results, the first half of `perceive`: evidence, belief, trust.

Each function runs a rule, or a few, down the columns from `first` to before `last`.
"""

from winsim.model.kernel.standing import is_checkpoint
from winsim.model.rules import belief, evidence, trust
from winsim.model.state import FELT, RUNNING, ChangeState, EmployeeState, Population
from winsim.numerics.compiling import outline, part


@outline
def learn_of_results(
    change: ChangeState, population: Population, week: int, first: int, last: int
) -> None:
    """Let this week's results, or their absence, move belief and trust.

    Where no step, event or promise can bring news, nobody weighs evidence.

    Args:
        change: the change under way.
        population: the people, who are written in place.
        week: the week that is open.
        first: number of the first person.
        last: number after that of the last person.
    """
    if uneventful(change):
        return
    take_in_evidence(change, population, first, last)
    count_unseen_weeks(change, population.employees, first, last)
    update_belief(change, population, first, last)
    if change.behaviour[0].use_weight > 0.0:
        learn_by_use(change, population, first, last)
    shown, gap = 0.0, 0.0
    if is_checkpoint(change, week):
        shown, gap = delivered(change), disappointment(change)
    update_trust(change, population.employees, shown, gap, first, last)


@part
def uneventful(change: ChangeState) -> bool:
    """Whether nothing can ever happen that anybody would learn of; beliefs then stay as they are."""
    programme = change.programme
    sources_of_news = programme.steps.size + programme.events.size + programme.promises.size
    behaviour = change.behaviour[0]
    if behaviour.averaging > 0.0 or behaviour.use_weight > 0.0 or behaviour.turnover > 0.0:
        return False
    return sources_of_news == 0


@part
def take_in_evidence(change: ChangeState, population: Population, first: int, last: int) -> None:
    """Gather the week's evidence: own team, colleagues' teams, leaders' word.

    They are the mastery, the example and the persuasion of bandura1977. Leaders are heard as far as
    they are trusted. Attention has room for so much a week: the rest waits, fading as evidence does,
    and is taken in before what comes later.

    Args:
        change: the change under way; teams' results and leadership's broadcast are read.
        population: the people; `wins` and `setbacks`, and what waits of either, in observations, are
            written.
        first: number of the first person.
        last: number after that of the last person.
    """
    employees, degree, team_of = (
        population.employees,
        population.network.degree,
        population.network.team,
    )
    behaviour, teams = change.behaviour[0], change.teams
    told_wins = change.leadership[0].told_wins
    told_setbacks = change.leadership[0].told_setbacks
    own_weight, tie_weight = behaviour.own_weight, behaviour.tie_weight
    broadcast_weight, attention = behaviour.broadcast_weight, behaviour.attention
    memory = behaviour.memory
    for person in range(first, last):
        team = teams[team_of[person]]
        employees.wins[person] = team.win
        employees.setbacks[person] = team.setback
    for person in range(first, last):
        heard = max(degree[person], 1) * FELT
        told = broadcast_weight * belief.share(
            employees.trust_for[person], employees.trust_against[person]
        )
        wins = evidence.observed(
            employees.wins[person], employees.wins_seen[person] / heard, told_wins,
            own_weight, tie_weight, told,
        )  # fmt: skip
        setbacks = evidence.observed(
            employees.setbacks[person], employees.setbacks_seen[person] / heard, told_setbacks,
            own_weight, tie_weight, told,
        )  # fmt: skip
        old_wins, old_setbacks = (
            memory * employees.wins_waiting[person],
            memory * employees.setbacks_waiting[person],
        )
        of_old, of_new = evidence.attended(old_wins + old_setbacks, wins + setbacks, attention)
        employees.wins[person] = of_old * old_wins + of_new * wins
        employees.setbacks[person] = of_old * old_setbacks + of_new * setbacks
        employees.wins_waiting[person] = (1.0 - of_old) * old_wins + (1.0 - of_new) * wins
        employees.setbacks_waiting[person] = (1.0 - of_old) * old_setbacks + (
            1.0 - of_new
        ) * setbacks


@part
def count_unseen_weeks(
    change: ChangeState, employees: EmployeeState, first: int, last: int
) -> None:
    """Let whoever is aware of a programme under way count the weeks without a result."""
    waiting = change.leadership[0].status == RUNNING and change.leadership[0].waves > 0
    notice = change.behaviour[0].notice
    for person in range(first, last):
        unseen = evidence.weeks_unseen(
            employees.unseen[person], employees.wins[person] + employees.setbacks[person], notice
        )
        employees.unseen[person] = unseen if waiting and employees.aware[person] else 0.0


@part
def update_belief(change: ChangeState, population: Population, first: int, last: int) -> None:
    """Let wins speak for the change, setbacks and silence against it; both are slowly forgotten.

    Belief is Beta(a, b): `belief_for` is a, `belief_against` is b (josang2002).

    Args:
        change: the change under way, whose parameters are read.
        population: the people; `wins`, `setbacks` and `unseen` are read, `belief_for` and
            `belief_against`, in observations, are written.
        first: number of the first person.
        last: number after that of the last person.
    """
    employees, traits, behaviour = population.employees, population.traits, change.behaviour[0]
    memory, patience = behaviour.memory, behaviour.patience
    setback_weight, silence_weight = behaviour.setback_weight, behaviour.silence_weight
    for person in range(first, last):
        employees.belief_for[person] = belief.remembered(
            employees.belief_for[person], traits.prior_for[person], memory, employees.wins[person]
        )
    for person in range(first, last):
        quiet = evidence.silence(employees.unseen[person], patience)
        employees.belief_against[person] = belief.remembered(
            employees.belief_against[person],
            traits.prior_against[person],
            memory,
            setback_weight * employees.setbacks[person] + silence_weight * quiet,
        )


@part
def learn_by_use(change: ChangeState, population: Population, first: int, last: int) -> None:
    """Let adopters learn what is in use is worth; it takes no attention, and no distance dims it.

    Args:
        change: the change under way; teams' progress is read.
        population: the people; of adopters, `belief_for` and `belief_against`, in observations, are
            written.
        first: number of the first person.
        last: number after that of the last person.
    """
    employees, behaviour = population.employees, change.behaviour[0]
    for person in range(first, last):
        if employees.adopted[person]:
            team = change.teams[population.network.team[person]]
            employees.belief_for[person] += belief.from_use(team.strategic, behaviour.use_weight)
            employees.belief_against[person] += belief.against_use(
                team.strategic, team.perceived, behaviour.use_weight, behaviour.setback_weight
            )


@part
def update_trust(
    change: ChangeState,
    employees: EmployeeState,
    shown: float,
    gap: float,
    first: int,
    last: int,
) -> None:
    """Let wins and kept promises earn trust; setbacks, broken ones, silence and a `gap` cost it.

    Trust is Beta(r, q) and does not fade (slovic1993, josang2002).

    Args:
        change: the change under way; leadership's `promised` is read.
        employees: the people; `trust_for` and `trust_against`, in observations, are written.
        shown: evidence for leadership from a checkpoint, in observations, as `delivered` says.
        gap: evidence against leadership from a checkpoint, in observations, as `disappointment` says.
        first: number of the first person.
        last: number after that of the last person.
    """
    leadership, behaviour = change.leadership[0], change.behaviour[0]
    kept, broken = max(leadership.promised, 0.0), max(-leadership.promised, 0.0)
    gain, setback_weight = behaviour.trust_gain, behaviour.setback_weight
    patience, silence_trust = behaviour.patience, behaviour.silence_trust
    for person in range(first, last):
        employees.trust_for[person] += shown + trust.earned(employees.wins[person] + kept, gain)
    for person in range(first, last):
        quiet = evidence.silence(employees.unseen[person], patience)
        employees.trust_against[person] += gap + trust.lost(
            employees.setbacks[person] + broken, gain, setback_weight, quiet, silence_trust
        )


@outline
def delivered(change: ChangeState) -> float:
    """Evidence for trust from a pay-off checkpoint, in observations."""
    leadership = change.leadership[0]
    return trust.delivered(
        leadership.strategic, leadership.shown, change.behaviour[0].checkpoint_gain
    )


@outline
def disappointment(change: ChangeState) -> float:
    """Evidence against trust from a pay-off checkpoint, in observations."""
    leadership = change.leadership[0]
    return trust.disappointment(
        leadership.perceived, leadership.strategic, change.behaviour[0].checkpoint_loss
    )


@part
def average_beliefs(population: Population, weight: float, first: int, last: int) -> None:
    """Move beliefs towards colleagues' mean belief, at the same weight of evidence (degroot1974).

    Args:
        population: the people; `heard` is read, `belief_for` and `belief_against` are written, and
            their sum stays.
        weight: what the mean of colleagues counts beside one's own belief, in [0, 1].
        first: number of the first person.
        last: number after that of the last person.
    """
    employees = population.employees
    for person in range(first, last):
        total = employees.belief_for[person] + employees.belief_against[person]
        own = belief.share(employees.belief_for[person], employees.belief_against[person])
        mean = belief.averaged(own, employees.heard[person], weight)
        employees.belief_for[person] = mean * total
        employees.belief_against[person] = (1.0 - mean) * total
