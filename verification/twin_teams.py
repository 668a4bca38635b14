"""Teams in the twin: parts 3 to 6 of a week, up to what is told of it."""

from verification.twin_choice import SPARE, spend, take_up, work_of
from verification.twin_discovery import learn_of_value
from verification.twin_rules import (
    capacity,
    complacency,
    efficacy,
    effort,
    fatigue,
    flaws,
)
from verification.twin_state import Step, Team, Twin
from winsim.numerics.chance import Draw, draws


def work(twin: Twin, team: Team) -> None:
    """A team works for a week on the steps in hand; time that is not needed is not given."""
    tired = sum(person.fatigue for person in team.members) / team.size
    team.strain = team.load + tired
    team.effort, team.load, team.open_steps = 0.0, 0.0, 0
    if not (twin.leadership.behind_it and team.opened):
        return
    time = working_time(twin, team)
    team.effort = hours_of_a_review(twin, team, time)
    given = time - team.effort
    lane, ordinary = take_up(twin, team)
    team.open_steps = len(ordinary)
    if lane or ordinary:
        team.load = fatigue.load(len(ordinary) + (lane is not None))
        able = given * productive_share(twin, team, tired)
        if able > SPARE:
            team.effort += given * spend(twin, team, able) / able


def hours_of_a_review(twin: Twin, team: Team, time: float) -> float:
    """The working time that a review takes this week where there is still work to do."""
    if not (twin.leadership.reviewed and twin.at_work(team)):
        return 0.0
    cost = twin.rollout_settings.review.cost * team.size / twin.initiative.team_size
    return float(min(cost, time))


def working_time(twin: Twin, team: Team) -> float:
    """The working time given to the change, in person-weeks."""
    protected = twin.waves[team.wave].protected if team.wave is not None else None
    adopters = team.adopters / team.size
    share = effort.effort(adopters, twin.behaviour.effort_floor, protected or 0.0)
    return float(team.capacity * team.size * share)


def productive_share(twin: Twin, team: Team, tired: float) -> float:
    """How much of the time becomes work: the factors of capacity, one a mechanism."""
    b = twin.behaviour
    factors = (
        1.0 - tired,
        capacity.confidence(team.efficacy, b.efficacy_effort),
        capacity.switching(team.open_steps, b.switching_cost),
        capacity.coordination(twin.leadership.active, len(twin.teams), b.coordination),
        capacity.pull_of_the_goal(team.finished / max(twin.in_scope(team), 1), b.goal_gradient),
        capacity.ease(team.complacency, b.complacency),
        carried_share(twin, team),
    )
    product = 1.0
    for factor in factors:
        product *= factor
    return product


def carried_share(twin: Twin, team: Team) -> float:
    """The share of a team's load that is carried at all: an owner can carry no more than one."""
    if not twin.loads_are_conserved or twin.rollout.ownership == "shared":
        return 1.0
    whole, o = team.load * team.size, twin.rollout.owner_share
    others = (team.size - 1) * team.load * (1.0 - o)
    owner = team.load * (1.0 - o) + whole * o
    if owner > 1.0:
        twin.happened.add("an owner is overloaded")
    return (others + min(owner, 1.0)) / whole


def evaluate_work(twin: Twin) -> None:
    """What was finished is tested and felt; teams take stock; leadership tells."""
    if twin.leadership.behind_it:
        test_steps(twin)
    for team in twin.teams:
        feel_wins(twin, team)
    if twin.leadership.behind_it and twin.whole:
        go_live(twin)
    feel_the_end(twin)
    for team in twin.teams:
        update_team(twin, team)
        if twin.steps:
            measure_progress(twin, team)
    sum_up_progress(twin)
    broadcast(twin)
    learn_of_value(twin)


def feel_the_end(twin: Twin) -> None:
    """A programme that ends before it is complete is a setback, the more so the less is in use."""
    leadership = twin.leadership
    if leadership.abandoned and leadership.ended_week == twin.week:
        for team in twin.teams:
            team.setback += twin.behaviour.abandonment * max(1.0 - leadership.strategic, 0.0)


def by_scenario(twin: Twin) -> list[Step]:
    """The steps in the order of the scenario, by which draws are numbered."""
    return sorted(twin.steps, key=twin.number)


def test_steps(twin: Twin) -> None:
    """A step is tested when a team finishes it, if stepwise; when in use at meetings; at reviews."""
    reviewing = twin.leadership.reviewed and twin.rollout_settings.review.test
    for number, step in enumerate(by_scenario(twin)):
        tasks = [team.tasks[step.name] for team in twin.teams]
        finished = not twin.whole and any(task.done == twin.week for task in tasks)
        in_use = twin.meeting and any(task.in_use for task in tasks)
        done = reviewing and any(task.done is not None for task in tasks)
        if (finished or in_use or done) and flaw_is_found(twin, step, number):
            rework(twin, step)


def flaw_is_found(twin: Twin, step: Step, number: int) -> bool:
    """Whether those who have finished a step, safe to speak as they are, find its hidden flaw."""
    have_it = [team.safety for team in twin.teams if team.tasks[step.name].done is not None]
    if not step.flawed or step.found or not have_it:
        return False
    chance = flaws.detection(sum(have_it) / len(have_it), twin.behaviour.detection_floor)
    luck = draws(twin.seed, Draw.DETECTION, len(twin.steps), twin.week)
    return bool(luck[number] < chance)


def rework(twin: Twin, flawed: Step) -> None:
    """Part of the flawed step comes back to whoever has it, and of all that is finished besides."""
    flawed.found = True
    twin.leadership.setbacks += 1
    for team in twin.teams:
        again = [step for step in twin.steps if comes_back(twin, team, step, flawed) > 0.0]
        team.setback += flawed.visibility if again else 0.0
        for step in again:
            task, share = team.tasks[step.name], comes_back(twin, team, step, flawed)
            task.done, task.in_use = None, False
            task.whole = task.left = share * work_of(twin, team, step)
    if flawed.fatal:
        twin.leadership.end("flaw", twin.week)


def comes_back(twin: Twin, team: Team, step: Step, flawed: Step) -> float:
    """The share of a step that a team must do again, now that a flaw is found in one."""
    if team.tasks[step.name].done is None:
        return 0.0
    return float(twin.behaviour.rework if step is flawed else flawed.built_on)


def feel_wins(twin: Twin, team: Team) -> None:
    """A step is won once; what is finished stepwise is in use, and then the wins are felt."""
    for task in team.tasks.values() if not twin.whole else ():
        task.in_use = task.done is not None
    for step in by_scenario(twin):
        task = team.tasks[step.name]
        if task.done == twin.week and not task.won:
            task.won = True
            team.steps_won += 1
            feel_a_win(twin, team, step)


def feel_a_win(twin: Twin, team: Team, step: Step) -> None:
    """A win is felt by its show, and by its worth; a whole release withholds part of it."""
    shown, counts = twin.rollout.interim if twin.whole else 1.0, team.value_counts(step)
    if not counts and step.deep > 0.0:
        twin.happened.add("a win is hollow when it is felt")
    team.win += shown * (step.plain + step.deep * counts)
    team.credit += shown * (step.credit + step.credit_deep * counts)
    team.withheld += (1.0 - shown) * (step.plain + step.deep)
    team.withheld_credit += (1.0 - shown) * (step.credit + step.credit_deep)


def go_live(twin: Twin) -> None:
    """A whole release: a wave that has finished everything goes live, if no flaw is found in it."""
    for wave in range(twin.leadership.waves):
        teams = [team for team in twin.teams if team.wave == wave]
        everything = all(team.finished == twin.in_scope(team) for team in teams)
        if everything and not all(team.live for team in teams) and sound(twin):
            release(teams)


def sound(twin: Twin) -> bool:
    """Whether go-live finds no flaw; what one flaw has reopened is tested another time."""
    sound = True
    for number, step in enumerate(by_scenario(twin)):
        if flaw_is_found(twin, step, number):
            rework(twin, step)
            sound = False
    return sound


def release(teams: list[Team]) -> None:
    """Everything is in use, and what was withheld is felt."""
    for team in teams:
        team.win += team.withheld
        team.credit += team.withheld_credit
        team.withheld = team.withheld_credit = 0.0
        for task in team.tasks.values():
            task.in_use = task.done is not None


def update_team(twin: Twin, team: Team) -> None:
    """Efficacy and complacency after the week's results."""
    b, halved = twin.behaviour, 0.5 if twin.rollout_settings.next_steps else 1.0
    drifted = efficacy.drifted(team.efficacy, b.efficacy_drift)
    team.efficacy = efficacy.after_results(drifted, team.win, team.setback, b.efficacy_gain)
    team.complacency = complacency.complacent(
        team.complacency, team.win, b.complacency_gain * halved, b.complacency_decay
    )


def measure_progress(twin: Twin, team: Team) -> None:
    """Strategic progress by value in use, perceived progress by visibility of what is finished."""
    in_use = [step for step in by_scenario(twin) if team.tasks[step.name].in_use]
    waiting = [
        step
        for step in by_scenario(twin)
        if team.tasks[step.name].done is not None and step not in in_use
    ]
    counting = [twin.had(step) for step in in_use if team.value_counts(step)]
    seen = sum(step.visibility for step in in_use)
    seen += twin.rollout.interim * sum(step.visibility for step in waiting)
    visible = sum(step.visibility for step in by_scenario(twin))
    team.strategic = sum(counting)
    team.perceived = seen / visible if visible > 0.0 else 0.0
    team.recalled = (team.offered or team.recalled) and not in_use
    team.offered, team.live = bool(in_use), len(in_use) == twin.in_scope(team)
    team.advantage = relative_advantage(twin, team)


def relative_advantage(twin: Twin, team: Team) -> float:
    """What is in use, by its share of the value over its share of the work; 1 while nothing is."""
    work = [step.work for step in by_scenario(twin)]
    used = [step.work for step in by_scenario(twin) if team.tasks[step.name].in_use]
    if not used:
        return 1.0
    ratio = team.strategic * sum(work) / sum(used)
    return float(1.0 + twin.behaviour.discernment * (ratio - 1.0))


def sum_up_progress(twin: Twin) -> None:
    """Progress of the organisation; the programme is complete once every team in a wave is live."""
    leadership, people = twin.leadership, len(twin.people)
    leadership.strategic = sum(team.size * team.strategic for team in twin.teams) / people
    leadership.perceived = sum(team.size * team.perceived for team in twin.teams) / people
    if leadership.running and all(team.live for team in twin.teams if team.wave is not None):
        leadership.end("completed", twin.week)


def broadcast(twin: Twin) -> None:
    """Results gather until leadership, while it stands by the change, tells them."""
    leadership, teams = twin.leadership, len(twin.teams)
    leadership.untold_wins += sum(team.win for team in twin.teams) / teams
    leadership.untold_setbacks += sum(team.setback for team in twin.teams) / teams
    if leadership.behind_it and twin.week % twin.rollout.broadcast_every == 0:
        leadership.told_wins, leadership.untold_wins = leadership.untold_wins, 0.0
        leadership.told_setbacks, leadership.untold_setbacks = leadership.untold_setbacks, 0.0
