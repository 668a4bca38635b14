"""The close of a week, its fifth part: decisions take effect, accounts are settled, all is recorded."""

from winsim.model.kernel.ties import show_decision
from winsim.model.rules import adoption, belief, funds, learning, politics, support
from winsim.model.rules.adoption import EXACT
from winsim.model.state import RUNNING, ChangeState, EmployeeState, Population, Record
from winsim.numerics.arrays import Rows
from winsim.numerics.compiling import outline, part


@part
def take_effect(change: ChangeState, population: Population, week: int) -> None:
    """Let decisions take effect, all at once; who changed is seen by all who listen to them.

    Only changes travel along ties, so what everyone sees of colleagues is a running sum.

    Args:
        change: the change under way; teams' `adopters` and leadership's `new_managers` are written.
        population: the people; `adopting` is read, `adopted`, `adopted_week` and `adopters_seen` are
            written.
        week: the week that closes, from 1.
    """
    employees, network = population.employees, population.network
    manager_weight = change.behaviour[0].manager_weight
    for person in range(employees.adopted.size):
        if employees.adopting[person] != employees.adopted[person]:
            sign = 1 if employees.adopting[person] else -1
            employees.adopted[person] = employees.adopting[person]
            change.teams[network.team[person]].adopters += sign
            if sign > 0:
                employees.adopted_week[person] = week
                change.leadership[0].new_managers += network.is_manager[person]
            show_decision(network, employees.adopters_seen, person, sign, manager_weight)


@part
def benefit_share(change: ChangeState, employees: EmployeeState) -> float:
    """Work out this week's share of the full benefit.

    It is the value in use, by those who have adopted, as far as they are skilled; part of it comes
    only when nearly all teams are live (milgrom1990).

    Args:
        change: the change under way; teams' `strategic`, `adopters` and `live` are read.
        employees: the people, whose `adopted` and `skill` are read.

    Returns:
        The share, in [0, 1].
    """
    settings, total, people, complete = change.programme.settings[0], 0.0, 0, 0
    for team in change.teams:
        people += team.people
        total += team.strategic * skilled_adopters(employees, team, change.behaviour[0].dip)
        complete += team.live != 0
    everywhere = complete >= settings.full_at * change.teams.size - EXACT
    return funds.benefit(total / people, settings.complementarity, everywhere)


@outline
def skilled_adopters(employees: EmployeeState, team: Rows, dip: float) -> float:
    """A team's adopters, each by the share of the benefit that they bring."""
    if dip <= 0.0:
        return float(team.adopters)
    total = 0.0
    for person in range(team.first, team.first + team.people):
        if employees.adopted[person]:
            total += learning.gained(employees.skill[person], dip)
    return total


@part
def settle_support(change: ChangeState) -> None:
    """Move the sponsor's support by what was seen this week, while the programme runs.

    Args:
        change: the change under way; of leadership, `support`, in [0, 1], `unseen`, in weeks, and
            `seen_before` are written.
    """
    leadership, settings = change.leadership[0], change.programme.settings[0]
    leadership.unseen = 0.0 if leadership.wins > 0 else leadership.unseen + 1.0
    seen = support.seen_progress(
        leadership.perceived, leadership.strategic, settings.visible_weight
    )
    if leadership.status == RUNNING and leadership.waves > 0:
        leadership.support = support.support(
            leadership.support,
            seen - leadership.seen_before,
            float(leadership.setbacks),
            leadership.unseen > change.behaviour[0].patience,
            settings.support_gain,
            settings.support_loss,
            settings.support_decay,
        )
    leadership.seen_before = seen


@part
def settle_funds(change: ChangeState, gained: float) -> None:
    """Book what the week cost and brought back, in person-weeks, and move political capital.

    Cost is working time given, central design, the time lost where two ways run side by side,
    dashboards, and leaders' time in teams at work. Capital comes from what leaders see of wins.

    Args:
        change: the change under way; leadership's `spent`, `budget` and `political` are written.
        gained: the week's share of the full benefit, in [0, 1].
    """
    leadership, settings = change.leadership[0], change.programme.settings[0]
    people, credit = 0, 0.0
    for team in change.teams:
        people += team.people
        credit += team.credit
        leadership.spent += team.effort
    leadership.spent += settings.dual_running * people_in_two_ways(change)
    if leadership.status == RUNNING and leadership.waves > 0:
        leadership.spent += settings.dashboards + settings.leaders_time * leadership.active
    returned = settings.reinvest * settings.price * people * gained
    leadership.budget = funds.budget_left(leadership.budget, leadership.spent, returned)
    leadership.political = politics.capital(
        leadership.political,
        settings.political_memory,
        credit / change.teams.size,
        settings.win_capital,
        leadership.new_managers / max(leadership.managers, 1),
        settings.manager_capital,
    )


@part
def people_in_two_ways(change: ChangeState) -> int:
    """How many people keep two ways running side by side, whether the programme runs or has ended.

    It is each team's own affair, or everybody's as long as there are both ways anywhere.
    """
    by_team, adopters, people, changed = 0, 0, 0, True
    for team in change.teams:
        by_team += funds.in_two_ways(team.adopters, team.people, team.live != 0)
        adopters += team.adopters
        people += team.people
        changed = changed and team.live != 0
    together = change.programme.settings[0].together
    return funds.in_two_ways(adopters, people, changed) if together else by_team


@outline
def record_week(
    change: ChangeState,
    population: Population,
    record: Record,
    week: int,
    gained: float,
    unchanged: bool,
) -> None:
    """Record a week by its `MEASURES`, and by team where the record has room for it.

    Args:
        change: the change under way; leadership learns here what its reputation is.
        population: the people.
        record: the record, of which the row of the week is written.
        week: the week that closes; 0 is the start.
        gained: the week's share of the full benefit, in [0, 1].
        unchanged: whether belief, trust and fatigue are as they were a week ago.
    """
    row, leadership = record.weeks[week], change.leadership[0]
    record_shares(population, row)
    if unchanged:
        before = record.weeks[week - 1]
        row.belief, row.trust, row.fatigue = before.belief, before.trust, before.fatigue
    else:
        record_means(population.employees, row)
    leadership.reputation = row.trust
    record_programme(change, row, gained)
    if record.team_adopters.shape[0] > 0:
        record_teams(change.teams, change.tasks, record, week)


@part
def record_programme(change: ChangeState, row: Rows, gained: float) -> None:
    """Record how teams, programme and leadership stand, and what the week brought."""
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
def record_shares(population: Population, row: Rows) -> None:
    """Record the shares of people who are aware, have adopted, and are committed.

    Flags are bytes, which interpreted code would sum up in a byte.
    """
    employees, people = population.employees, population.employees.adopted.size
    aware, adopted, committed = 0, 0, 0
    for person in range(people):
        aware += employees.aware[person] != 0
        adopted += employees.adopted[person] != 0
        convinced = adoption.convinced(
            employees.inclination[person], population.traits.threshold[person]
        )
        committed += employees.adopted[person] != 0 and convinced
    row.aware, row.adopted, row.committed = aware / people, adopted / people, committed / people


@part
def record_means(employees: EmployeeState, row: Rows) -> None:
    """Record belief, trust and fatigue of people, on average."""
    people = employees.adopted.size
    believing, trusting, tired = 0.0, 0.0, 0.0
    for person in range(people):
        believing += belief.share(employees.belief_for[person], employees.belief_against[person])
        trusting += belief.share(employees.trust_for[person], employees.trust_against[person])
        tired += employees.fatigue[person]
    row.belief, row.trust, row.fatigue = believing / people, trusting / people, tired / people


@part
def record_teams(teams: Rows, tasks: Rows, record: Record, week: int) -> None:
    """Record each team's adopters and the steps that it won this week."""
    for number in range(teams.size):
        record.team_adopters[week, number] = teams[number].adopters
        for step in range(tasks.shape[1]):
            if week > 0 and tasks[number, step].won == week:
                record.team_wins[week, number] += 1
