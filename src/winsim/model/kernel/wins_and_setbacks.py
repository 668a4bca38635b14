"""What became of the work, the third part of a week: flaws, wins, go-live, progress, broadcasts.

It comes after all teams have worked and before any employee sees a result.
"""

from winsim.model.kernel.discovery import learn_of_value
from winsim.model.kernel.progress import is_hidden, measure_progress, sum_up_progress, value_counts
from winsim.model.kernel.scope import has_unfinished
from winsim.model.kernel.standing import end_programme, is_reviewed, stands_by
from winsim.model.kernel.taking_up import team_work
from winsim.model.rules import complacency, efficacy, flaws, trust
from winsim.model.state import FLAW, ChangeState
from winsim.numerics.arrays import Rows
from winsim.numerics.chance import Draw, draw, stream
from winsim.numerics.compiling import outline, part


@outline
def evaluate(change: ChangeState, week: int) -> None:
    """Evaluate a week's work; only while leadership stands by the change are steps tested and released.

    Args:
        change: the change under way. Written are tasks' `won` and `deployed`, and what rework puts
            back; teams' results, efficacy, complacency and progress; leadership's wins, setbacks,
            progress and broadcast, what it learns of steps, and its status where the programme ends.
        week: the week that is open, whose work is done.
    """
    leadership = change.leadership[0]
    if stands_by(leadership):
        test_steps(change, week)
    for number in range(change.teams.size):
        feel_wins(change, number, week)
    if stands_by(leadership) and change.programme.settings[0].whole:
        go_live(change, week)
    if leadership.abandoned and leadership.ended_week == week:
        feel_abandoned(change)
    for number in range(change.teams.size):
        update_team(change, change.teams[number])
        if change.steps.size > 0:
            measure_progress(change, number)
    sum_up_progress(change, week)
    broadcast(change, week)
    learn_of_value(change, week)


@part
def feel_abandoned(change: ChangeState) -> None:
    """Let every team feel that the programme was given up, the more the less of it is in use."""
    felt = trust.abandoned(change.leadership[0].strategic, change.behaviour[0].abandonment)
    for team in change.teams:
        team.setback += felt


@part
def test_steps(change: ChangeState, week: int) -> None:
    """Test steps as teams finish them, unless they wait for go-live; at meetings, what is in use.

    A review can test all that some team has finished, before go-live, too.

    A test can find a flaw only in a step that has one, and finds it for all teams at once.
    """
    settings = change.programme.settings[0]
    meeting = (week - 1) % settings.decide_every == 0
    thorough = settings.review_tests and is_reviewed(change, week)
    for step in range(change.steps.size):
        occasion = False
        if is_hidden(change, step):
            for number in range(change.teams.size):
                task = change.tasks[number, step]
                finished = task.done == week and not settings.whole
                reviewed = thorough and task.done >= 0
                occasion = occasion or finished or reviewed or (meeting and task.deployed != 0)
        if occasion and flaw_is_found(change, step, week):
            rework(change, step, week)


@part
def flaw_is_found(change: ChangeState, step: int, week: int) -> bool:
    """Find out whether a step's hidden flaw is found this week by the teams that have it (edmondson1999).

    The chance rises with the mean psychological safety of the teams that have finished the step.
    There is one draw a step and week, however often it is tested.

    Args:
        change: the change under way, which is only read.
        step: the step's number.
        week: the week that is open.
    """
    if not is_hidden(change, step):
        return False
    safety, teams = 0.0, 0
    for number in range(change.teams.size):
        if change.tasks[number, step].done >= 0:
            safety += change.teams[number].safety
            teams += 1
    if teams == 0:
        return False
    chance = flaws.detection(safety / teams, change.behaviour[0].detection_floor)
    return draw(stream(change.seed, Draw.DETECTION, week), step) < chance


@part
def rework(change: ChangeState, flawed: int, week: int) -> None:
    """Have part of a flawed step done again, and of what was built on it, by whoever has it.

    The share `rework` of the step itself comes back, and the share `built_on` of everything else
    that is finished. Every team to which work comes back feels a setback of the step's visibility.
    A fatal flaw ends the programme.

    Args:
        change: the change under way; tasks, teams' `setback`, the step's `found` and leadership's
            `setbacks` are written.
        flawed: the number of the step.
        week: the week that is open.
    """
    plan, leadership = change.programme.steps[flawed], change.leadership[0]
    change.steps[flawed].found = 1
    leadership.setbacks += 1
    for number in range(change.teams.size):
        hit = False
        for step in range(change.steps.size):
            share = change.behaviour[0].rework if step == flawed else plan.built_on
            if share > 0.0 and change.tasks[number, step].done >= 0:
                reopen(change, number, step, share)
                hit = True
        change.teams[number].setback += plan.visibility if hit else 0.0
    if plan.fatal:
        end_programme(leadership, week, FLAW)


@outline
def reopen(change: ChangeState, number: int, step: int, share: float) -> None:
    """That share, in (0, 1], of a finished step must be done again, at its full, unlearnt length."""
    task = change.tasks[number, step]
    task.done = -1
    task.deployed = 0
    task.work = share * team_work(change, number, step)
    task.left = task.work


@part
def feel_wins(change: ChangeState, number: int, week: int) -> None:
    """Let a team feel the steps it finished this week as wins; a whole release withholds a part.

    A step is won once: done again after a flaw, it brings no second win.
    """
    settings = change.programme.settings[0]
    for step in range(change.steps.size):
        if change.tasks[number, step].done >= 0 and not settings.whole:
            change.tasks[number, step].deployed = 1
    for step in range(change.steps.size):
        task = change.tasks[number, step]
        if task.done == week and task.won < 0:
            task.won = week
            change.leadership[0].wins += 1
            feel_win(change, number, step)


@part
def feel_win(change: ChangeState, number: int, step: int) -> None:
    """Let a team feel a win for its show, and for its worth once its value counts; leaders see it, too.

    Of a whole release, the share `interim` is felt before it goes live.
    """
    team, plan, settings = (
        change.teams[number],
        change.programme.steps[step],
        change.programme.settings[0],
    )
    counts = value_counts(change, number, step)
    felt = plan.plain + (plan.deep if counts else 0.0)
    credit = plan.credit + (plan.credit_deep if counts else 0.0)
    if settings.whole:
        team.win += settings.interim * felt
        team.credit += settings.interim * credit
        team.withheld += (1.0 - settings.interim) * (plan.plain + plan.deep)
        team.withheld_credit += (1.0 - settings.interim) * (plan.credit + plan.credit_deep)
    else:
        team.win += felt
        team.credit += credit


@part
def go_live(change: ChangeState, week: int) -> None:
    """Let waves of a whole release go live that have finished everything, unless a flaw is found."""
    for wave in range(change.leadership[0].waves):
        if is_ready(change, wave):
            sound = True
            for step in range(change.steps.size):
                if flaw_is_found(change, step, week):
                    rework(change, step, week)
                    sound = False
            if sound:
                release(change, wave)


@part
def is_ready(change: ChangeState, wave: int) -> bool:
    """Whether a wave is not yet live and all its teams have finished everything."""
    waiting = False
    for number in range(change.teams.size):
        team = change.teams[number]
        if team.wave == wave and not team.live:
            waiting = True
            if has_unfinished(change, number):
                return False
    return waiting


@outline
def release(change: ChangeState, wave: int) -> None:
    """A wave goes live: everything is in use, and what was withheld of its wins is felt."""
    for number in range(change.teams.size):
        team = change.teams[number]
        if team.wave == wave:
            team.win += team.withheld
            team.credit += team.withheld_credit
            team.withheld, team.withheld_credit = 0.0, 0.0
            for step in range(change.steps.size):
                change.tasks[number, step].deployed = change.tasks[number, step].done >= 0


@part
def update_team(change: ChangeState, team: Rows) -> None:
    """Move a team's efficacy (lindsley1995) and complacency by this week's results.

    Where celebrations name the next steps, wins make complacent half as fast.
    """
    behaviour = change.behaviour[0]
    pace = 0.5 if change.programme.settings[0].next_steps else 1.0
    drifted = efficacy.drifted(team.efficacy, behaviour.efficacy_drift)
    team.efficacy = efficacy.after_results(drifted, team.win, team.setback, behaviour.efficacy_gain)
    team.complacency = complacency.complacent(
        team.complacency, team.win, pace * behaviour.complacency_gain, behaviour.complacency_decay
    )


@part
def broadcast(change: ChangeState, week: int) -> None:
    """Gather results, per team, and tell everyone when a broadcast is due.

    One is due every `broadcast_every` weeks, while leadership stands by the change.

    Args:
        change: the change under way; leadership's `untold_…` and `told_…`, in observations per team,
            are written.
        week: the week that is open.
    """
    leadership, wins, setbacks = change.leadership[0], 0.0, 0.0
    for team in change.teams:
        wins += team.win
        setbacks += team.setback
    leadership.untold_wins += wins / change.teams.size
    leadership.untold_setbacks += setbacks / change.teams.size
    due = week % change.programme.settings[0].broadcast_every == 0
    if due and stands_by(leadership):
        leadership.told_wins = leadership.untold_wins
        leadership.told_setbacks = leadership.untold_setbacks
        leadership.untold_wins = 0.0
        leadership.untold_setbacks = 0.0
