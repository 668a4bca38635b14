"""What was finished is settled: flaws come to light, wins are felt, waves go live, results are told."""

from winsim.model.kernel.leadership import end, team_work
from winsim.model.rules import complacency, efficacy, flaws
from winsim.model.state import COMPLETED, FLAW, RUNNING, Venture
from winsim.numerics.arrays import Rows
from winsim.numerics.chance import Event, draw, stream
from winsim.numerics.compiling import outline, part

REWORK = 0.5
"""The share of a flawed step's work that returns to every team that has finished it."""


@outline
def settle(venture: Venture, week: int) -> None:
    """Settle a week's work, before employees see any of it."""
    leadership = venture.leadership[0]
    if leadership.status == RUNNING:
        test_steps(venture, week)
    for number in range(venture.teams.size):
        feel_wins(venture, number, week)
    if leadership.status == RUNNING and venture.programme.terms[0].whole:
        go_live(venture, week)
    for number in range(venture.teams.size):
        take_stock(venture.teams[number], venture.behaviour[0])
        if venture.steps.size > 0:
            measure_progress(venture, number)
    sum_up(venture, week)
    tell(venture, week)


@part
def test_steps(venture: Venture, week: int) -> None:
    """Test steps as teams finish them, unless they wait for go-live; at meetings, what is in use."""
    terms = venture.programme.terms[0]
    meeting = (week - 1) % terms.decide_every == 0
    for step in range(venture.steps.size):
        occasion = False
        for number in range(venture.teams.size):
            task = venture.tasks[number, step]
            finished = task.done == week and not terms.whole
            occasion = occasion or finished or (meeting and task.deployed != 0)
        if occasion and comes_to_light(venture, step, week):
            rework(venture, step, week)


@part
def comes_to_light(venture: Venture, step: int, week: int) -> bool:
    """Whether a step's hidden flaw is found this week by the teams that have it."""
    if not venture.steps[step].flawed or venture.steps[step].found:
        return False
    safety, teams = 0.0, 0
    for number in range(venture.teams.size):
        if venture.tasks[number, step].done >= 0:
            safety += venture.teams[number].safety
            teams += 1
    if teams == 0:
        return False
    chance = flaws.detection(safety / teams, venture.behaviour[0].detection_floor)
    return draw(stream(venture.seed, Event.DETECTION, week), step) < chance


@part
def rework(venture: Venture, flawed: int, week: int) -> None:
    """A flaw is found: half of the step is done again, and what was built on it, wherever it was.

    A setback is felt by every team that has the step, or work to do again.
    """
    plan, leadership = venture.programme.steps[flawed], venture.leadership[0]
    venture.steps[flawed].found = 1
    leadership.setbacks += 1
    for number in range(venture.teams.size):
        hit = False
        for step in range(venture.steps.size):
            share = REWORK if step == flawed else plan.built_on
            if share > 0.0 and venture.tasks[number, step].done >= 0:
                reopen(venture, number, step, share)
                hit = True
        venture.teams[number].setback += plan.visibility if hit else 0.0
    if plan.fatal:
        end(leadership, week, FLAW)


@outline
def reopen(venture: Venture, number: int, step: int, share: float) -> None:
    """That share of a finished step must be done again."""
    task = venture.tasks[number, step]
    task.done = -1
    task.deployed = 0
    task.work = share * team_work(venture, venture.teams[number].people, step)
    task.left = task.work


@part
def feel_wins(venture: Venture, number: int, week: int) -> None:
    """A team's steps finished this week are wins; a whole release shows only part of them at once."""
    team, terms = venture.teams[number], venture.programme.terms[0]
    for step in range(venture.steps.size):
        task = venture.tasks[number, step]
        if task.done == week and task.won < 0:
            task.won = week
            venture.leadership[0].wins += 1
            felt = venture.programme.steps[step].felt
            team.win += terms.interim * felt if terms.whole else felt
            team.withheld += (1.0 - terms.interim) * felt if terms.whole else 0.0
        if task.done >= 0 and not terms.whole:
            task.deployed = 1


@part
def go_live(venture: Venture, week: int) -> None:
    """Waves of a whole release that have finished everything go live, unless a flaw is found."""
    for wave in range(venture.leadership[0].waves):
        if ready(venture, wave):
            sound = True
            for step in range(venture.steps.size):
                if comes_to_light(venture, step, week):
                    rework(venture, step, week)
                    sound = False
            if sound:
                release(venture, wave)


@part
def ready(venture: Venture, wave: int) -> bool:
    """Whether a wave is not yet live and all its teams have finished everything."""
    waiting = False
    for number in range(venture.teams.size):
        team = venture.teams[number]
        if team.wave == wave and not team.live:
            waiting = True
            for step in range(venture.steps.size):
                if venture.tasks[number, step].done < 0:
                    return False
    return waiting


@outline
def release(venture: Venture, wave: int) -> None:
    """A wave goes live: everything is in use, and what was withheld of its wins is felt."""
    for number in range(venture.teams.size):
        team = venture.teams[number]
        if team.wave == wave:
            team.win += team.withheld
            team.withheld = 0.0
            for step in range(venture.steps.size):
                venture.tasks[number, step].deployed = 1


@part
def take_stock(team: Rows, behaviour: Rows) -> None:
    """A team's efficacy and complacency after this week's results."""
    drifted = efficacy.drifted(team.efficacy, behaviour.efficacy_drift)
    team.efficacy = efficacy.after_results(drifted, team.win, team.setback, behaviour.efficacy_gain)
    team.complacency = complacency.complacent(
        team.complacency, team.win, behaviour.complacency_gain, behaviour.complacency_decay
    )


@part
def measure_progress(venture: Venture, number: int) -> None:
    """A team's strategic and perceived progress, and what it can use."""
    strategic, seen, visible, in_use = 0.0, 0.0, 0.0, 0
    for step in range(venture.steps.size):
        plan, task = venture.programme.steps[step], venture.tasks[number, step]
        visible += plan.visibility
        if task.deployed:
            in_use += 1
            seen += plan.visibility
            strategic += plan.value if value_counts(venture, number, step) else 0.0
        elif task.done >= 0:
            seen += plan.visibility * venture.programme.terms[0].interim
    team = venture.teams[number]
    team.strategic = strategic
    team.perceived = seen / visible if visible > 0.0 else 0.0
    team.offered = in_use > 0
    team.live = in_use == venture.steps.size


@part
def value_counts(venture: Venture, number: int, step: int) -> bool:
    """Whether everything is in use that a step needs to be of value."""
    for needed in range(venture.steps.size):
        if (
            venture.programme.value_needs[step, needed]
            and not venture.tasks[number, needed].deployed
        ):
            return False
    return True


@part
def sum_up(venture: Venture, week: int) -> None:
    """Progress of the organisation, and whether the programme is complete."""
    leadership = venture.leadership[0]
    strategic, perceived, people, complete = 0.0, 0.0, 0, True
    for team in venture.teams:
        people += team.people
        strategic += team.people * team.strategic
        perceived += team.people * team.perceived
        complete = complete and (team.live or team.wave < 0)
    leadership.strategic = strategic / people
    leadership.perceived = perceived / people
    if complete and leadership.status == RUNNING:
        end(leadership, week, COMPLETED)


@part
def tell(venture: Venture, week: int) -> None:
    """Leadership gathers results, and tells everyone when a broadcast is due."""
    leadership, wins, setbacks = venture.leadership[0], 0.0, 0.0
    for team in venture.teams:
        wins += team.win
        setbacks += team.setback
    leadership.untold_wins += wins / venture.teams.size
    leadership.untold_setbacks += setbacks / venture.teams.size
    due = week % venture.programme.terms[0].broadcast_every == 0
    if due and leadership.status <= COMPLETED:
        leadership.told_wins = leadership.untold_wins
        leadership.told_setbacks = leadership.untold_setbacks
        leadership.untold_wins = 0.0
        leadership.untold_setbacks = 0.0
