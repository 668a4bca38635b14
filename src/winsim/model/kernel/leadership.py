"""Leadership's part of a week, the first: events, promises, reviews, meetings, central design.

Whatever leadership goes by stands as the week before closed. Events strike and promises fall due
whether the programme runs or not. While it runs, the sponsor reviews it in week 1 and then every
`review_every` weeks, and leadership meets in week 1 and then every `decide_every` weeks.
"""

from math import inf

from winsim.model.kernel.discovery import drop_what_does_not_pay, nothing_is_left
from winsim.model.kernel.gate import gate, keep_findings
from winsim.model.kernel.scope import has_unfinished, step_at
from winsim.model.kernel.standing import end_programme, is_reviewed, stands_by
from winsim.model.programme import (
    BUDGET_CUT,
    EVERY_TEAM,
    OPEN,
    REORGANISATION,
    SETBACK,
    SPONSOR_LEAVES,
    WIN,
    WITHDRAWAL,
)
from winsim.model.rules import support
from winsim.model.rules.adoption import EXACT
from winsim.model.state import (
    BUDGET,
    REVIEW,
    RUNNING,
    SPONSOR,
    WITHDRAWN,
    ChangeState,
    Population,
)
from winsim.numerics.arrays import Rows
from winsim.numerics.chance import Draw, draw, stream
from winsim.numerics.compiling import outline, part

NO_CAPACITY = 1e-6
"""A share of working time below this is as good as none."""


@outline
def lead(change: ChangeState, population: Population, week: int) -> None:
    """Let leadership have its part of a week.

    Args:
        change: the change under way, which is written in place.
        population: the people, whose beliefs a gate may ask for.
        week: the week that opens, from 1.
    """
    leadership = change.leadership[0]
    for event in change.programme.events:
        if event.week == week:
            apply_event(change, event, week)
    settle_promises(change, leadership, week)
    if leadership.status == RUNNING:
        review(change, week)
    if leadership.status == RUNNING:
        if (week - 1) % change.programme.settings[0].decide_every == 0:
            hold_meeting(change, population, week)
        if is_reviewed(change, week):
            act_on_review(change, week)
        design(change, leadership)


@part
def clear_signals(change: ChangeState) -> None:
    """Clear what is of one week.

    Args:
        change: the change under way; teams' `win` and `setback` become 0, and so do leadership's
            counts of wins, setbacks and new managers, its broadcast, its promises and its costs.
    """
    for team in change.teams:
        team.win = 0.0
        team.credit = 0.0
        team.setback = 0.0
    leadership = change.leadership[0]
    leadership.told_wins = 0.0
    leadership.told_setbacks = 0.0
    leadership.promised = 0.0
    leadership.wins = 0
    leadership.setbacks = 0
    leadership.spent = 0.0
    leadership.new_managers = 0


@part
def count_progress(change: ChangeState) -> None:
    """Count, before the week's work, how many teams have finished each step, and are at work.

    Args:
        change: the change under way; steps' `completions` and leadership's `active`, both in teams,
            are written.
    """
    for step in change.steps:
        step.completions = 0
    active, leadership = 0, change.leadership[0]
    for number in range(change.teams.size):
        for step in range(change.steps.size):
            change.steps[step].completions += change.tasks[number, step].done >= 0
        active += change.teams[number].opened >= 0 and has_unfinished(change, number)
    leadership.active = active if stands_by(leadership) else 0


@part
def apply_event(change: ChangeState, event: Rows, week: int) -> None:
    """Let an event strike leadership and the teams it is for.

    Args:
        change: the change under way, which is written in place.
        event: a row of `EVENT`; its `strength` is the share of money, support or work in progress that
            is lost, in [0, 1], or, for wins, setbacks and reorganisations, what the teams feel, in
            observations.
        week: the week that opens.
    """
    leadership = change.leadership[0]
    if event.kind == BUDGET_CUT and 0.0 < leadership.budget < inf:
        leadership.budget *= 1.0 - event.strength
    elif event.kind == SPONSOR_LEAVES:
        leadership.support *= 1.0 - event.strength
    elif event.kind == WITHDRAWAL and stands_by(leadership):
        end_programme(leadership, week, WITHDRAWN)
    elif event.kind == REORGANISATION:
        lose_work_in_progress(change, event.strength)
    for number in range(change.teams.size):
        if event.team == EVERY_TEAM or event.team == number:
            if event.kind == WIN:
                change.teams[number].win += event.strength
                change.teams[number].credit += event.strength
            elif event.kind == SETBACK or event.kind == REORGANISATION:
                change.teams[number].setback += event.strength


@part
def lose_work_in_progress(change: ChangeState, share: float) -> None:
    """A reorganisation loses that share, in [0, 1], of what was done of the steps in hand."""
    for number in range(change.teams.size):
        for step in range(change.steps.size):
            task = change.tasks[number, step]
            if task.started >= 0 and task.done < 0:
                task.left += share * (task.work - task.left)


@part
def settle_promises(change: ChangeState, leadership: Rows, week: int) -> None:
    """Keep or break the promises that fall due, by the progress that last week closed with.

    Args:
        change: the change under way, whose promises are read.
        leadership: its row. `promised` moves by a promise's weight, in observations: up if it is
            kept, down if it is broken, which counts among `setbacks`, too.
        week: the week that opens.
    """
    for promise in change.programme.promises:
        if promise.week == week:
            reached = leadership.strategic if promise.strategic else leadership.perceived
            if reached >= promise.progress - EXACT:
                leadership.promised += promise.weight
            else:
                leadership.promised -= promise.weight
                leadership.setbacks += 1


@part
def review(change: ChangeState, week: int) -> None:
    """Let the sponsor review, or a meeting look at the money: either can stop the programme.

    Args:
        change: the change under way. Reviews and meetings are `review_every` and `decide_every` weeks
            apart, and support under `stop_below`, in [0, 1], stops. Of leadership, `support`,
            `status` and `ended_week` are written.
        week: the week that opens, from 1.
    """
    settings, leadership = change.programme.settings[0], change.leadership[0]
    due = (week - 1) % settings.review_every == 0
    if due and leadership.launched > 0:
        since = float(week - leadership.launched)
        expected = support.expected(since, promised_duration(change))
        leadership.support = support.after_delay(
            leadership.support, expected, leadership.seen_before, settings.pace_loss
        )
    if due and leadership.support < settings.stop_below:
        end_programme(leadership, week, SPONSOR)
    elif (week - 1) % settings.decide_every == 0 and leadership.budget <= 0.0:
        end_programme(leadership, week, BUDGET)


@part
def promised_duration(change: ChangeState) -> float:
    """The weeks in which the sponsor expects all progress: as promised, or planned work by capacity.

    That is central design first, and then the steps of one typical team at the mean capacity of teams.
    """
    settings, capacity = change.programme.settings[0], 0.0
    if settings.promised_weeks > 0.0:
        return settings.promised_weeks
    for team in change.teams:
        capacity += team.capacity / change.teams.size
    weeks = 0.0
    for plan in change.programme.steps:
        work = (plan.work + plan.overhead) / (settings.team_size * max(capacity, NO_CAPACITY))
        weeks += plan.design / settings.design_capacity + work
    return max(weeks, 1.0)


@outline
def act_on_review(change: ChangeState, week: int) -> None:
    """Change order and scope: the later order holds from now on, steps of little value are dropped.

    Where a review asks for pay, so is what is not expected to pay; nothing left ends the programme.
    """
    change.leadership[0].reviewed = 1
    for step in range(change.steps.size):
        if change.programme.steps[step].droppable:
            change.steps[step].dropped = 1
    if change.programme.settings[0].payback > 0:
        drop_what_does_not_pay(change)
        if nothing_is_left(change):
            end_programme(change.leadership[0], week, REVIEW)


@part
def hold_meeting(change: ChangeState, population: Population, week: int) -> None:
    """Hold a meeting: back what can be backed, and open the next wave if its gate is open.

    At most one wave opens. Backing uses political capital up before the gate asks for it.

    Args:
        change: the change under way; steps' `backed`, teams' `opened`, leadership's `political`,
            `waves` and `last_opened`, and what the meeting found, are written.
        population: the people, whose beliefs the gate may ask for.
        week: the week that opens.
    """
    leadership = change.leadership[0]
    for place in range(change.steps.size):
        step = step_at(change, place)
        if not change.steps[step].dropped:
            back_step(leadership, change.programme.steps[step].gate, change.steps[step])
    wave, lacking = leadership.waves, OPEN
    left = wave < change.programme.waves.size
    if left:
        lacking = gate(change, population, wave, week)
    keep_findings(change, population, wave, week, lacking)
    if left and lacking == OPEN and is_followed(change, wave, week):
        leadership.launched = week if wave == 0 else leadership.launched
        leadership.waves += 1
        leadership.last_opened = week
        for team in change.teams:
            if team.wave == wave:
                team.opened = week


@outline
def is_followed(change: ChangeState, wave: int, week: int) -> bool:
    """Whether a meeting that finds a wave's gate met opens it; the first is always opened."""
    chance = change.programme.settings[0].follow_through
    if wave == 0 or chance >= 1.0:
        return True
    return draw(stream(change.seed, Draw.FOLLOW_THROUGH, week), wave) < chance


@outline
def back_step(leadership: Rows, gate: float, step: Rows) -> None:
    """Spend political capital on a step's gate, if there is enough and the programme has begun."""
    if not step.backed and leadership.waves > 0 and leadership.political >= gate:
        leadership.political -= gate
        step.backed = 1


@part
def design(change: ChangeState, leadership: Rows) -> None:
    """Design steps centrally, each once for all teams, in the order in which they are taken up."""
    capacity = change.programme.settings[0].design_capacity if leadership.waves > 0 else 0.0
    for place in range(change.steps.size):
        step = change.steps[step_at(change, place)]
        spent = 0.0 if step.dropped else min(capacity, step.design_left)
        step.design_left -= spent
        leadership.spent += spent
        capacity -= spent
