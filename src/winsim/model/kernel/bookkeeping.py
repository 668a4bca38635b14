"""The end of a week: decisions take effect, money and support move, and the week is recorded."""

from winsim.model.kernel.ties import show_change
from winsim.model.rules import adoption, belief, funds, politics, support
from winsim.model.rules.adoption import EXACT
from winsim.model.state import RUNNING, ChangeState, EmployeeState, Population, Record
from winsim.numerics.arrays import Rows
from winsim.numerics.compiling import outline, part


@part
def take_effect(change: ChangeState, population: Population, week: int) -> None:
    """Decisions take effect: who changed is seen by all who listen."""
    who, network = population.employees, population.network
    for person in range(who.adopted.size):
        if who.adopting[person] != who.adopted[person]:
            sign = 1 if who.adopting[person] else -1
            who.adopted[person] = who.adopting[person]
            change.teams[network.team[person]].adopters += sign
            if sign > 0:
                who.adopted_week[person] = week
                change.leadership[0].new_managers += network.is_manager[person]
            show_change(network, who.adopters_seen, person, sign)


@part
def benefit_of(change: ChangeState) -> float:
    """This week's share of the full benefit."""
    terms, total, people, complete = change.programme.terms[0], 0.0, 0, 0
    for team in change.teams:
        people += team.people
        total += team.strategic * team.adopters
        complete += team.live
    everywhere = complete >= terms.full_at * change.teams.size - EXACT
    return funds.benefit(total / people, terms.complementarity, everywhere)


@part
def settle_support(change: ChangeState) -> None:
    """The sponsor's support after this week, while the programme runs."""
    leadership, terms = change.leadership[0], change.programme.terms[0]
    leadership.unseen = 0.0 if leadership.wins > 0 else leadership.unseen + 1.0
    seen = support.seen_progress(leadership.perceived, leadership.strategic, terms.visible_weight)
    if leadership.status == RUNNING and leadership.waves > 0:
        leadership.support = support.support(
            leadership.support,
            seen - leadership.seen_before,
            float(leadership.setbacks),
            leadership.unseen > change.behaviour[0].patience,
            terms.support_gain,
            terms.support_loss,
            terms.support_decay,
        )
    leadership.seen_before = seen


@part
def settle_funds(change: ChangeState, gained: float) -> None:
    """What the week cost, what came back, and what it did to political capital."""
    leadership, terms = change.leadership[0], change.programme.terms[0]
    people, wins = 0, 0.0
    for team in change.teams:
        people += team.people
        wins += team.win
        leadership.spent += team.effort
        if leadership.status == RUNNING and team.offered and not team.live:
            leadership.spent += terms.dual_running * team.people
    returned = terms.reinvest * terms.price * people * gained
    leadership.budget = funds.budget_left(leadership.budget, leadership.spent, returned)
    leadership.political = politics.capital(
        leadership.political,
        terms.political_memory,
        wins / change.teams.size,
        terms.win_capital,
        leadership.new_managers / max(leadership.managers, 1),
        terms.manager_capital,
    )


@outline
def write_down(
    change: ChangeState,
    population: Population,
    record: Record,
    week: int,
    gained: float,
    settled: bool,
) -> None:
    """Record a week by its `MEASURES`; where minds are `settled`, they are as last week."""
    row, leadership = record.weeks[week], change.leadership[0]
    count_adopters(population, row)
    if settled:
        before = record.weeks[week - 1]
        row.belief, row.trust, row.fatigue = before.belief, before.trust, before.fatigue
    else:
        survey(population.employees, row)
    leadership.reputation = row.trust
    sum_up_programme(change, row, gained)
    if record.team_adopters.shape[0] > 0:
        write_down_teams(change.teams, change.tasks, record, week)


@part
def sum_up_programme(change: ChangeState, row: Rows, gained: float) -> None:
    """How teams, programme and leadership stand, and what the week brought."""
    leadership = change.leadership[0]
    row.efficacy = 0.0
    for team in change.teams:
        row.efficacy += team.efficacy / change.teams.size
    row.perceived = leadership.perceived
    row.strategic = leadership.strategic
    row.wins = leadership.wins
    row.setbacks = leadership.setbacks
    row.cost = leadership.spent
    row.benefit_share = gained
    row.support = leadership.support
    row.budget = leadership.budget
    row.political_capital = leadership.political
    row.active_teams = leadership.active
    row.waves_opened = leadership.waves


@part
def count_adopters(population: Population, row: Rows) -> None:
    """The shares of people who are aware, have adopted, and are committed."""
    who, people = population.employees, population.employees.adopted.size
    aware, adopted, committed = 0, 0, 0
    for person in range(people):
        aware += who.aware[person]
        adopted += who.adopted[person]
        convinced = adoption.convinced(who.inclination[person], population.traits.threshold[person])
        committed += who.adopted[person] if convinced else 0
    row.aware, row.adopted, row.committed = aware / people, adopted / people, committed / people


@part
def survey(who: EmployeeState, row: Rows) -> None:
    """Belief, trust and fatigue of people, on average."""
    people = who.adopted.size
    believing, trusting, tired = 0.0, 0.0, 0.0
    for person in range(people):
        believing += belief.share(who.belief_for[person], who.belief_against[person])
        trusting += belief.share(who.trust_for[person], who.trust_against[person])
        tired += who.fatigue[person]
    row.belief, row.trust, row.fatigue = believing / people, trusting / people, tired / people


@part
def write_down_teams(teams: Rows, tasks: Rows, record: Record, week: int) -> None:
    """Record each team's adopters and the steps that it won this week."""
    for number in range(teams.size):
        record.team_adopters[week, number] = teams[number].adopters
        for step in range(tasks.shape[1]):
            if week > 0 and tasks[number, step].won == week:
                record.team_wins[week, number] += 1
