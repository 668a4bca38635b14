"""Teams in the twin: parts 3 to 6 of a week, up to what is told of it."""

from verification.twin_rules import (
    capacity,
    complacency,
    efficacy,
    effort,
    fatigue,
    flaws,
    learning,
)
from verification.twin_state import Step, Task, Team, Twin
from winsim.numerics.chance import Draw, draws

SPARE = 1e-9
"""Less work than this, in person-weeks, is none."""


def work(twin: Twin, team: Team) -> None:
    """A team works for a week on the steps in hand; time that is not needed is not given."""
    team.effort, team.load, team.open_steps = 0.0, 0.0, 0
    if not (twin.leadership.running and team.opened):
        return
    team.open_steps = len(take_up(twin, team))
    if team.open_steps:
        team.load = fatigue.load(team.open_steps)
        given = working_time(twin, team)
        able = given * productive_share(twin, team)
        if able > SPARE:
            team.effort = given * spend(twin, team, able) / able


def working_time(twin: Twin, team: Team) -> float:
    """The working time given to the change, in person-weeks."""
    protected = twin.waves[team.wave].protected if team.wave is not None else None
    adopters = team.adopters / team.size
    share = effort.effort(adopters, twin.behaviour.effort_floor, protected or 0.0)
    return float(team.capacity * team.size * share)


def productive_share(twin: Twin, team: Team) -> float:
    """How much of the time becomes work: the factors of capacity, one a mechanism."""
    b, tired = twin.behaviour, sum(person.fatigue for person in team.members) / team.size
    factors = (
        1.0 - tired,
        capacity.confidence(team.efficacy, b.efficacy_effort),
        capacity.switching(team.open_steps, b.switching_cost),
        capacity.coordination(twin.leadership.active, len(twin.teams), b.coordination),
        capacity.pull_of_the_goal(team.finished / len(twin.steps), b.goal_gradient),
        capacity.ease(team.complacency, b.complacency),
    )
    product = 1.0
    for factor in factors:
        product *= factor
    return product


def spend(twin: Twin, team: Team, able: float) -> float:
    """Share out a week's capacity alike among the steps in hand; returns what was used.

    What a step does not need goes to the others, and to the steps that follow it.
    """
    left = able
    while left > SPARE and (in_hand := take_up(twin, team)):
        share = left / len(in_hand)
        for task in in_hand:
            spent = min(share, task.left)
            task.left -= spent
            left -= spent
            if task.left <= SPARE:
                task.left, task.done = 0.0, twin.week
    return able - max(left, 0.0)


def take_up(twin: Twin, team: Team) -> list[Task]:
    """The tasks in hand, after as many are taken up as the limit on work in progress allows."""
    limit = twin.rollout.work_in_progress
    for step in twin.steps:
        in_hand = sum(task.in_hand for task in team.tasks.values())
        if in_hand < limit and may_start(twin, team, step):
            start_step(twin, team, step)
    tasks = [team.tasks[step.name] for step in twin.steps]
    return [task for task in tasks if task.in_hand][:limit]


def may_start(twin: Twin, team: Team, step: Step) -> bool:
    """Whether a step is designed, backed, unblocked and not one vanity win too many."""
    unblocked = all(team.tasks[need].done is not None for need in step.needs)
    ready = step.backed and step.design_left <= SPARE and unblocked
    return ready and not team.tasks[step.name].started and not capped(twin, team, step)


def capped(twin: Twin, team: Team, step: Step) -> bool:
    """Whether this is a low-value step and has to wait for valuable ones."""
    cap = twin.rollout.low_value_cap
    if cap is None or not step.low_value:
        return False
    taken = sum(team.tasks[other.name].started for other in twin.steps if other.low_value)
    valuable = [team.tasks[other.name] for other in twin.steps if not other.low_value]
    return taken >= cap and any(task.done is None for task in valuable)


def start_step(twin: Twin, team: Team, step: Step) -> None:
    """Begin a step: what other teams had finished when the week opened makes it shorter."""
    task, b, documented = team.tasks[step.name], twin.behaviour, twin.rollout_settings.documentation
    task.started = True
    task.whole = task.left = learning.work_to_do(
        work_of(twin, team, step),
        float(step.completions),
        b.documented_learning if documented else b.undocumented_learning,
        b.learning,
        b.documentation_cost if documented else 0.0,
    )


def work_of(twin: Twin, team: Team, step: Step) -> float:
    """The work of a step in a team of that size, before anything is learnt."""
    return step.work * team.size / float(twin.initiative.team_size)


def evaluate_work(twin: Twin) -> None:
    """What was finished is tested and felt; teams take stock; leadership tells."""
    if twin.leadership.running:
        test_steps(twin)
    for team in twin.teams:
        feel_wins(twin, team)
    if twin.leadership.running and twin.whole:
        go_live(twin)
    for team in twin.teams:
        update_team(twin, team)
        if twin.steps:
            measure_progress(twin, team)
    sum_up_progress(twin)
    broadcast(twin)


def by_scenario(twin: Twin) -> list[Step]:
    """The steps in the order of the scenario, by which draws are numbered."""
    names = list(twin.teams[0].tasks)
    return sorted(twin.steps, key=lambda step: names.index(step.name))


def test_steps(twin: Twin) -> None:
    """Stepwise, a step is tested when a team finishes it; at meetings, once some team uses it."""
    for number, step in enumerate(by_scenario(twin)):
        tasks = [team.tasks[step.name] for team in twin.teams]
        finished = not twin.whole and any(task.done == twin.week for task in tasks)
        in_use = twin.meeting and any(task.in_use for task in tasks)
        if (finished or in_use) and flaw_is_found(twin, step, number):
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
    """A step is won once; a whole release shows a part of it at once and withholds the rest."""
    shown = twin.rollout.interim if twin.whole else 1.0
    for step in by_scenario(twin):
        task = team.tasks[step.name]
        if task.done == twin.week and not task.won:
            task.won = True
            team.steps_won += 1
            team.win += shown * step.felt
            team.withheld += (1.0 - shown) * step.felt
        if task.done is not None and not twin.whole:
            task.in_use = True


def go_live(twin: Twin) -> None:
    """A whole release: a wave that has finished everything goes live, if no flaw is found in it."""
    for wave in range(twin.leadership.waves):
        teams = [team for team in twin.teams if team.wave == wave]
        everything = all(team.finished == len(twin.steps) for team in teams)
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
        team.withheld = 0.0
        for task in team.tasks.values():
            task.in_use = True


def update_team(twin: Twin, team: Team) -> None:
    """Efficacy and complacency after the week's results."""
    b = twin.behaviour
    drifted = efficacy.drifted(team.efficacy, b.efficacy_drift)
    team.efficacy = efficacy.after_results(drifted, team.win, team.setback, b.efficacy_gain)
    team.complacency = complacency.complacent(
        team.complacency, team.win, b.complacency_gain, b.complacency_decay
    )


def measure_progress(twin: Twin, team: Team) -> None:
    """Strategic progress by value in use, perceived progress by visibility of what is finished."""
    in_use = [step for step in by_scenario(twin) if team.tasks[step.name].in_use]
    names = [step.name for step in in_use]
    waiting = [
        step
        for step in by_scenario(twin)
        if team.tasks[step.name].done is not None and step not in in_use
    ]
    counting = [step.value for step in in_use if all(need in names for need in step.value_needs)]
    seen = sum(step.visibility for step in in_use)
    seen += twin.rollout.interim * sum(step.visibility for step in waiting)
    visible = sum(step.visibility for step in by_scenario(twin))
    team.strategic = sum(counting)
    team.perceived = seen / visible if visible > 0.0 else 0.0
    team.offered, team.live = bool(in_use), len(in_use) == len(twin.steps)


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
