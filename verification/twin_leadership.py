"""Leadership in the twin: parts 1, 2 and 10 of a week."""

from math import inf

from verification.twin_discovery import drop_what_does_not_pay, whole_pays
from verification.twin_rules import belief, funds, politics, support
from verification.twin_state import Step, Twin
from winsim.numerics.chance import Draw, draws
from winsim.scenario.rollout import Event as HistoryEvent

EXACT = 1e-12


def lead(twin: Twin) -> None:
    """Events happen and promises fall due in any case; only a running programme is led."""
    for happening in twin.history:
        if happening.week == twin.week:
            apply_event(twin, happening)
    settle_promises(twin)
    if twin.leadership.running:
        decide_whether_to_go_on(twin)
    if twin.leadership.running and twin.meeting:
        back_steps(twin)
        open_next_wave(twin)
    if twin.leadership.running:
        review(twin)
        design(twin)


def apply_event(twin: Twin, event: HistoryEvent) -> None:
    """What an event does to leadership, work in progress and teams."""
    leadership = twin.leadership
    struck = [team for team in twin.teams if event.team in (None, team.name)]
    if event.kind == "budget_cut" and 0.0 < leadership.budget < inf:
        leadership.budget *= 1.0 - event.size
    elif event.kind == "sponsor_leaves":
        leadership.support *= 1.0 - event.size
    elif event.kind == "withdrawal" and leadership.behind_it:
        leadership.end("withdrawn", twin.week)
    elif event.kind == "win":
        for team in struck:
            team.win += event.size
            team.credit += event.size
    elif event.kind in ("setback", "reorganisation"):
        for team in struck:
            team.setback += event.size
    if event.kind == "reorganisation":
        for team in twin.teams:
            for task in team.tasks.values():
                if task.in_hand:
                    task.left += event.size * max(task.whole - task.left, 0.0)


def settle_promises(twin: Twin) -> None:
    """A promise that falls due is kept or broken by the progress that the week before closed with."""
    for promise in twin.promises:
        if promise.week == twin.week:
            if getattr(twin.leadership, promise.kind) >= promise.progress - EXACT:
                twin.leadership.promised += promise.weight
            else:
                twin.leadership.promised -= promise.weight
                twin.leadership.setbacks += 1


def decide_whether_to_go_on(twin: Twin) -> None:
    """The sponsor can stop the programme at a review, an empty purse at a meeting."""
    reviewed = (twin.week - 1) % twin.leadership_settings.review_every == 0
    if reviewed and twin.leadership.launched is not None:
        expected = min((twin.week - twin.leadership.launched) / duration(twin), 1.0)
        missing = max(expected - twin.leadership.seen_before, 0.0)
        twin.leadership.support *= 1.0 - twin.leadership_settings.pace_loss * missing
    if reviewed and twin.leadership.support < twin.leadership_settings.stop_below:
        twin.leadership.end("sponsor", twin.week)
    elif twin.meeting and twin.leadership.budget <= 0.0:
        twin.leadership.end("budget", twin.week)


def duration(twin: Twin) -> float:
    """Weeks in which all is promised: declared, or design and a typical team's work by capacity."""
    if twin.leadership_settings.promised_weeks is not None:
        return float(twin.leadership_settings.promised_weeks)
    capacity = sum(team.capacity for team in twin.teams) / len(twin.teams)
    a_week = twin.initiative.team_size * max(capacity, 1e-6)
    work = sum(step.work + step.overhead for step in twin.steps) / a_week
    design = sum(step.design for step in twin.initiative.steps) / twin.initiative.design_capacity
    return max(float(work + design), 1.0)


def back_steps(twin: Twin) -> None:
    """Once the programme has begun, political capital is spent on steps that need backing."""
    for step in twin.steps:
        affordable = twin.leadership.political >= step.gate
        if not step.backed and not step.dropped and affordable and twin.leadership.waves > 0:
            twin.leadership.political -= step.gate
            step.backed = True


def open_next_wave(twin: Twin) -> None:
    """The next wave opens when its gate is met."""
    wave = twin.leadership.waves
    if wave < len(twin.waves) and gate_is_met(twin, wave) and is_followed(twin, wave):
        if wave == 0:
            twin.leadership.launched = twin.week
        twin.leadership.waves += 1
        twin.leadership.last_opened = twin.week
        for team in twin.teams:
            team.opened = team.opened or team.wave == wave


def is_followed(twin: Twin, wave: int) -> bool:
    """The first wave always opens; for another chance has a say."""
    lots = draws(twin.seed, Draw.FOLLOW_THROUGH, len(twin.waves), twin.week)
    return wave == 0 or bool(lots[wave] < twin.leadership_settings.follow_through)


def gate_is_met(twin: Twin, wave: int) -> bool:
    """Backing, trust and waiting time for any wave; wins and evidence of the teams before it."""
    gate, leadership = twin.gates[wave], twin.leadership
    waited = twin.week - (leadership.last_opened if wave > 0 else 1)
    trusts = [belief.share(person.trust_for, person.trust_against) for person in twin.people]
    trust = sum(trusts) / len(trusts)
    if leadership.political < gate.backing or waited < gate.wait or trust < gate.trust:
        return False
    if wave == 0:
        return True
    if not whole_pays(twin):
        twin.happened.add("a wave waits for worth")
        return False
    before = [team for team in twin.teams if team.opened]
    in_scope = sum(twin.in_scope(team) for team in before)
    finished = sum(team.finished for team in before) / max(in_scope, 1)
    beliefs = [
        belief.share(person.belief_for, person.belief_against)
        for team in before
        for person in team.members
    ]
    convinced = sum(beliefs) / len(beliefs) >= gate.evidence
    return bool(finished >= gate.wins - EXACT and convinced)


def review(twin: Twin) -> None:
    """A review at a checkpoint drops steps and changes the order, once the programme has begun."""
    held = twin.rollout_settings.review is not None and twin.checkpoint
    if not held or twin.leadership.waves == 0:
        return
    twin.leadership.reviewed = True
    for step in twin.steps:
        step.dropped = step.dropped or step.droppable
    if twin.rollout_settings.review.payback is not None:
        drop_what_does_not_pay(twin)
        if all(step.dropped for step in twin.steps):
            twin.leadership.end("review", twin.week)
    if [step.name for step in twin.later] != [step.name for step in twin.steps]:
        twin.happened.add("an order changes")
    twin.steps = twin.later


def design(twin: Twin) -> None:
    """Central design of what is not dropped, once the programme has begun, step after step."""
    capacity = twin.initiative.design_capacity if twin.leadership.waves > 0 else 0.0
    for step in [one for one in twin.steps if not one.dropped]:
        capacity -= design_one(twin, step, capacity)


def design_one(twin: Twin, step: Step, capacity: float) -> float:
    """Design one step as far as the capacity goes; returns what it took."""
    spent = min(capacity, step.design_left)
    step.design_left -= spent
    twin.leadership.spent += spent
    return spent


def in_two_ways(twin: Twin) -> int:
    """The people for whom both ways are in use: in their team, or in the organisation."""
    everybody = twin.initiative.side_by_side == "organisation"
    units = [twin.teams] if everybody else [[team] for team in twin.teams]
    people = 0
    for teams in units:
        if any(team.adopters for team in teams):
            changed = all(team.live for team in teams)
            people += sum(team.size - team.adopters * changed for team in teams)
    return people


def settle_accounts(twin: Twin, gained: float) -> None:
    """Support, budget and political capital after the week."""
    settle_support(twin)
    settle_checkpoint(twin)
    leadership, people = twin.leadership, len(twin.people)
    leadership.spent += leaders_time(twin)
    for team in twin.teams:
        leadership.spent += team.effort
    leadership.spent += twin.initiative.dual_running * in_two_ways(twin)
    leadership.budget = funds.budget_left(
        leadership.budget,
        leadership.spent,
        twin.leadership_settings.reinvest * twin.initiative.price * people * gained,
    )
    leadership.political = politics.capital(
        leadership.political,
        twin.leadership_settings.political_memory,
        sum(team.credit for team in twin.teams) / len(twin.teams),
        twin.leadership_settings.win_capital,
        leadership.new_managers / max(sum(person.manages for person in twin.people), 1),
        twin.leadership_settings.manager_capital,
    )


def settle_checkpoint(twin: Twin) -> None:
    """What a checkpoint has shown is known when its week closes."""
    if twin.checkpoint and twin.leadership.behind_it and twin.leadership.waves > 0:
        twin.leadership.shown = twin.leadership.strategic


def leaders_time(twin: Twin) -> float:
    """What going first and dashboards cost in a week in which the programme runs, in person-weeks."""
    leadership, rollout = twin.leadership, twin.rollout
    if not leadership.running:
        return 0.0
    first = twin.behaviour.leading_cost * rollout.leaders_first * leadership.active
    boards = twin.leadership_settings.dashboard_cost * rollout.dashboards
    return float(first + (boards if leadership.waves > 0 else 0.0))


def settle_support(twin: Twin) -> None:
    """The sponsor's support moves while the programme runs and has begun."""
    leadership, terms = twin.leadership, twin.leadership_settings
    won = any(team.steps_won for team in twin.teams)
    leadership.unseen = 0.0 if won else leadership.unseen + 1.0
    seen = support.seen_progress(leadership.perceived, leadership.strategic, twin.omega)
    if leadership.running and leadership.waves > 0:
        leadership.support = support.support(
            leadership.support,
            seen - leadership.seen_before,
            float(leadership.setbacks),
            leadership.unseen > twin.behaviour.patience,
            terms.support_gain,
            terms.support_loss,
            terms.support_decay,
        )
    leadership.seen_before = seen


def benefit(twin: Twin) -> float:
    """This week's share of the full benefit."""
    dip = twin.behaviour.dip
    used = sum(
        team.strategic * (1.0 - dip * (1.0 - person.skill))
        for team in twin.teams
        for person in team.members
        if person.adopted
    ) / len(twin.people)
    live = sum(team.live for team in twin.teams)
    nearly_all = live >= twin.initiative.full_at * len(twin.teams) - EXACT
    return float(funds.benefit(used, twin.initiative.complementarity, nearly_all))
