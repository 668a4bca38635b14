"""Turnover: who leaves the organisation at the end of a week, and the newcomer in that place."""

from winsim.model.rules import adoption
from winsim.model.state import ChangeState, Population
from winsim.numerics.chance import Draw, draw, stream
from winsim.numerics.compiling import outline, part


@part
def replace_leavers(
    change: ChangeState, population: Population, week: int, first: int, last: int
) -> None:
    """Let some leave the organisation, whatever they have decided; newcomers take their places.

    Args:
        change: the change under way, whose parameters are read.
        population: the people; `leaves` is written, and of newcomers all that `replace` names.
        week: the week that is open.
        first: number of the first person.
        last: number after that of the last person.
    """
    turnover, leaves = change.behaviour[0].turnover, population.employees.leaves
    if turnover > 0.0:
        if week == 1:
            for person in range(first, last):
                leaves[person] = last_week(change, 0, person)
        for person in range(first, last):
            if leaves[person] == week:
                replace(population, person)
                leaves[person] = last_week(change, week, person)


@outline
def last_week(change: ChangeState, arrival: int, person: int) -> int:
    """Draw the week in which whoever is in a place since a week, 0 for the start, leaves."""
    luck = draw(stream(change.seed, Draw.TURNOVER, arrival), person)
    return arrival + adoption.tenure(change.behaviour[0].turnover, luck)


@outline
def replace(population: Population, person: int) -> None:
    """A newcomer takes a person's place, ties and traits, and knows nothing of the change.

    Trust stays, as the place's word on its leaders.
    """
    employees, traits = population.employees, population.traits
    employees.adopting[person] = False
    employees.adopted_week[person] = -1
    employees.aware[person] = False
    employees.skill[person], employees.fatigue[person] = 0.0, 0.0
    employees.unseen[person] = 0.0
    employees.wins_waiting[person], employees.setbacks_waiting[person] = 0.0, 0.0
    employees.belief_for[person] = traits.prior_for[person]
    employees.belief_against[person] = traits.prior_against[person]
