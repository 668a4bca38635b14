"""What a team in the twin works on: parts 3 and 4 of a week, which steps it takes up, and for how long."""

from verification.twin_rules import log, power
from verification.twin_state import Step, Task, Team, Twin
from winsim.numerics.chance import Draw, draws

SPARE = 1e-9
"""Less work than this, in person-weeks, is none."""


def spend(twin: Twin, team: Team, able: float) -> float:
    """Share out a week's capacity, alike but for what is reserved; returns what was used.

    What a step does not need goes to the others, and to the steps that follow it.
    """
    left = able
    while left > SPARE:
        lane, ordinary = take_up(twin, team)
        if lane is None and not ordinary:
            break
        if lane is not None:
            reserved = twin.rollout.reserved if ordinary else 1.0
            left -= do(twin, lane, reserved * left)
        share = left / max(len(ordinary), 1)
        for task in ordinary:
            left -= do(twin, task, share)
    return able - max(left, 0.0)


def do(twin: Twin, task: Task, share: float) -> float:
    """Work on a step as far as that goes; returns what it took."""
    spent = min(share, task.left)
    task.left -= spent
    if task.left <= SPARE:
        task.left, task.done = 0.0, twin.week
    return spent


def take_up(twin: Twin, team: Team) -> tuple[Task | None, list[Task]]:
    """What is in hand, in the reserved lane and besides it, after all that may is taken up."""
    lane = reserved_step(twin, team)
    while len(in_hand(twin, team, lane)) < twin.rollout.work_in_progress:
        step = next_step(twin, team)
        if step is None:
            break
        start_step(twin, team, step)
    ordinary = in_hand(twin, team, lane)[: twin.rollout.work_in_progress]
    tasks = [team.tasks[step.name] for step in ordinary]
    return (None if lane is None else team.tasks[lane.name]), tasks


def in_hand(twin: Twin, team: Team, lane: Step | None) -> list[Step]:
    """The steps in hand beside the reserved lane, in the order that holds."""
    return [step for step in twin.steps if step is not lane and team.tasks[step.name].in_hand]


def reserved_step(twin: Twin, team: Team) -> Step | None:
    """The step in the reserved lane, if there is one: the first indivisible one in hand, or ready."""
    if twin.rollout.reserved <= 0.0:
        return None
    whole = [step for step in twin.steps if step.indivisible]
    for step in whole:
        if team.tasks[step.name].in_hand:
            return step
    for step in whole:
        if may_start(twin, team, step):
            start_step(twin, team, step)
            twin.happened.add("a reserved lane is used")
            return step
    return None


def next_step(twin: Twin, team: Team) -> Step | None:
    """What a team with a free hand takes up: the first that may start, or what pulls it most."""
    ready = [step for step in twin.steps if may_start(twin, team, step)]
    if not ready or follows_the_order(twin, team):
        return ready[0] if ready else None
    chosen = max(ready, key=lambda step: pull(twin, team, step))
    if chosen is not ready[0]:
        twin.happened.add("a team chooses against the order")
    return chosen


def follows_the_order(twin: Twin, team: Team) -> bool:
    """Whether the team follows the order this time: by discipline, or because leaders go first."""
    own = twin.behaviour.discipline
    discipline = own + (1.0 - own) * twin.rollout.leaders_first
    if discipline >= 1.0:
        return True
    luck = draws(twin.seed, Draw.CHOICE, len(twin.teams), team.begun)
    return bool(luck[team.number] < discipline)


def pull(twin: Twin, team: Team, step: Step) -> float:
    """How much a step draws a team: what is felt of it, ease under strain, doubt, and a whim."""
    b, count = twin.behaviour, len(twin.steps)
    felt = log(max(step.plain + step.deep, 1e-9))
    effort = b.ease * team.strain * log(step.work + step.overhead)
    doubt = b.doubt * step.risk * (1.0 - team.efficacy)
    lots = draws(twin.seed, Draw.WHIM, len(twin.teams) * count, team.begun)
    whim = -log(-log(float(lots[team.number * count + twin.number(step)])))
    return float(felt - effort - doubt + whim)


def may_start(twin: Twin, team: Team, step: Step) -> bool:
    """Whether a step is designed, backed, unblocked, in scope and not one vanity win too many."""
    unblocked = all(team.tasks[need].done is not None for need in step.needs)
    ready = step.backed and step.design_left <= SPARE and unblocked and not step.dropped
    return ready and not team.tasks[step.name].started and not capped(twin, team, step)


def capped(twin: Twin, team: Team, step: Step) -> bool:
    """Whether this is a low-value step and has to wait for valuable ones."""
    cap = twin.rollout.low_value_cap
    if cap is None or not step.low_value:
        return False
    taken = sum(team.tasks[other.name].started for other in twin.steps if other.low_value)
    valuable = [other for other in twin.steps if not other.low_value]
    return taken >= cap and any(still_to_do(team, other) for other in valuable)


def still_to_do(team: Team, step: Step) -> bool:
    """Whether a step is in a team's scope and not finished there."""
    task = team.tasks[step.name]
    return task.done is None and (task.started or not step.dropped)


def start_step(twin: Twin, team: Team, step: Step) -> None:
    """Begin a step: what other teams had finished when the week opened makes part of it shorter."""
    task, b, documented = team.tasks[step.name], twin.behaviour, twin.rollout_settings.documentation
    passed_on = b.documented_learning if documented else b.undocumented_learning
    shortened = power(1.0 + passed_on * step.completions, -b.learning)
    writing = b.documentation_cost if documented else 0.0
    work = work_of(twin, team, step)
    work *= b.incompressible + (1.0 - b.incompressible) * shortened
    overhead = step.overhead * team.size / twin.initiative.team_size
    task.started = True
    task.whole = task.left = work * (1.0 + writing) + overhead


def work_of(twin: Twin, team: Team, step: Step) -> float:
    """The work of a step in a team of that size, before anything is learnt."""
    planned = step.work * team.size / float(twin.initiative.team_size)
    return planned * team.tasks[step.name].overrun
