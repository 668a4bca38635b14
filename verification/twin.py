"""The whole model a second time, in plain Python: read it beside the ODD description.

People, teams and leadership are objects, ties a networkx graph; there are no arrays, no compiling
and no code of the kernel. Shared with the model are only what is declared (scenario, organisation),
drawn (traits, chance events) or resolved before a run (waves, orders), and the scalar rules. Everyone asks
colleagues afresh each week, where the kernel keeps running sums; so what the kernel carries along is
checked too.
"""

from verification.twin_leadership import benefit, lead, settle_accounts
from verification.twin_people import (
    decide,
    hear,
    let_leave,
    perceive,
    practise_and_tire,
    take_effect,
)
from verification.twin_rules import adoption, belief
from verification.twin_start import twin_of
from verification.twin_state import Twin
from verification.twin_teams import evaluate_work, work
from winsim.organisation.organisation import Organisation
from winsim.scenario.scenario import Scenario


def simulated_twin(scenario: Scenario, rollout: str, organisation: Organisation, seed: int) -> Twin:
    """Simulate a run in plain Python, to its end, from the same scenario and draws as the kernel."""
    twin = twin_of(scenario, rollout, organisation, seed)
    record_week(twin, gained=0.0)
    for week in range(1, scenario.weeks + 1):
        twin.week = week
        simulate_week(twin)
    return twin


def simulate_week(twin: Twin) -> None:
    """One week, in the order of the model."""
    clear_signals(twin)
    hear(twin)
    lead(twin)  # 1, 2
    count_progress(twin)
    for team in twin.teams:
        work(twin, team)  # 3, 4
    evaluate_work(twin)  # 5, 6
    perceive(twin)  # 6, 7, 8
    decide(twin)  # 8
    practise_and_tire(twin)  # 9
    let_leave(twin)
    take_effect(twin)
    gained = benefit(twin)
    settle_accounts(twin, gained)  # 10
    record_week(twin, gained)  # 11


def clear_signals(twin: Twin) -> None:
    """Signals, promises and costs are of one week."""
    for team in twin.teams:
        team.win = team.credit = team.setback = 0.0
        team.steps_won = 0
    leadership = twin.leadership
    leadership.told_wins = leadership.told_setbacks = leadership.promised = 0.0
    leadership.setbacks = leadership.new_managers = 0
    leadership.spent, leadership.reviewed = 0.0, False


def count_progress(twin: Twin) -> None:
    """How things stand before the week's work: who has finished what, and who is at work."""
    for step in twin.steps:
        step.completions = sum(team.tasks[step.name].done is not None for team in twin.teams)
    twin.leadership.active = sum(twin.at_work(team) for team in twin.teams)


def record_week(twin: Twin, gained: float) -> None:
    """Record the week, every measure by its name."""
    people, leadership = twin.people, twin.leadership
    twin.record.append(
        {
            "aware": mean([float(person.aware) for person in people]),
            "adopted": mean([float(person.adopted) for person in people]),
            "committed": mean(
                [
                    float(
                        person.adopted and adoption.convinced(person.inclination, person.threshold)
                    )
                    for person in people
                ]
            ),
            "belief": mean([belief.share(p.belief_for, p.belief_against) for p in people]),
            "trust": mean([belief.share(p.trust_for, p.trust_against) for p in people]),
            "fatigue": mean([person.fatigue for person in people]),
            "efficacy": mean([team.efficacy for team in twin.teams]),
            "perceived": leadership.perceived,
            "strategic": leadership.strategic,
            "wins": sum(team.steps_won for team in twin.teams),
            "setbacks": leadership.setbacks,
            "cost": leadership.spent,
            "benefit_share": gained,
            "support": leadership.support,
            "budget": leadership.budget,
            "political_capital": leadership.political,
            "active_teams": leadership.active,
            "waves_opened": leadership.waves,
        }
    )
    twin.team_adopters.append([team.adopters for team in twin.teams])
    twin.team_wins.append([team.steps_won for team in twin.teams])


def mean(values: list[float]) -> float:
    """The mean of some values."""
    return sum(values) / len(values)
