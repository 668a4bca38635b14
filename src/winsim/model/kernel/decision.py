"""How people weigh the change, decide and carry on: the rest of `perceive`, then `decide` and `act`.

Each function runs one rule, or a few that belong together, down the columns from `first` to before
`last`, so that a single employee and a whole organisation go the same way.
"""

from winsim.model.kernel.appraisal import appraise, carried_load
from winsim.model.kernel.evidence import uneventful
from winsim.model.kernel.standing import stands_by
from winsim.model.rules import adoption, appeal, awareness, exposure, fatigue, learning
from winsim.model.state import ChangeState, Population
from winsim.numerics.chance import Draw, draw, stream
from winsim.numerics.compiling import part


@part
def become_aware(
    change: ChangeState, population: Population, week: int, first: int, last: int
) -> None:
    """Let some hear of the change, from leadership while it stands by it, or from colleagues.

    The hazard is that of Bass (bass1969): `announce` is his p, `word_of_mouth` his q.

    Args:
        change: the change under way, which is only read.
        population: the people; `aware` is written.
        week: the week that is open.
        first: number of the first person.
        last: number after that of the last person.
    """
    employees, behaviour = population.employees, change.behaviour[0]
    announced = behaviour.announce if stands_by(change.leadership[0]) else 0.0
    key = stream(change.seed, Draw.AWARENESS, week)
    for person in range(first, last):
        if not employees.aware[person]:
            seen = exposure.exposure(
                employees.adopters_seen[person], population.examples[person], behaviour.exposure
            )
            if awareness.hears(announced, behaviour.word_of_mouth, seen, draw(key, person)):
                employees.aware[person] = 1


@part
def weigh(change: ChangeState, population: Population, week: int, first: int, last: int) -> None:
    """Let everyone weigh the change: colleagues' example against one's own judgement.

    Where only the example counts (susceptibility 1), nobody's own judgement is worked out.

    Args:
        change: the change under way, which is only read.
        population: the people; `inclination`, in [0, 1], is written, where the decision reads it.
        week: the week that is open.
        first: number of the first person.
        last: number after that of the last person.
    """
    employees, traits = population.employees, population.traits
    own, lone = change.behaviour[0].exposure, change.behaviour[0].lone_judgement
    if judgement_counts(population, lone, first, last):
        appraise(change, population, week, first, last)
        for person in range(first, last):
            seen = exposure.exposure(
                employees.adopters_seen[person], population.examples[person], own
            )
            employees.inclination[person] = adoption.inclination(
                adoption.susceptible(
                    traits.susceptibility[person], population.examples[person], lone
                ),
                seen,
                appeal.probability(employees.inclination[person]),
            )
    else:
        for person in range(first, last):
            seen = exposure.exposure(
                employees.adopters_seen[person], population.examples[person], own
            )
            employees.inclination[person] = adoption.inclination(1.0, seen, 0.0)


@part
def judgement_counts(population: Population, lone: float, first: int, last: int) -> bool:
    """Whether anybody's own judgement counts beside colleagues' example.

    `lone` is how far those who listen to nobody go by it alone, in [0, 1].
    """
    susceptibility, examples = population.traits.susceptibility, population.examples
    for person in range(first, last):
        if adoption.susceptible(susceptibility[person], examples[person], lone) < 1.0:
            return True
    return False


@part
def choose(change: ChangeState, population: Population, week: int, first: int, last: int) -> None:
    """Let everyone decide whether to work the new way from next week on.

    Nobody works the new way where all that was in use has been taken out of use again. Adopters may
    go back where inclination has fallen clearly below their threshold. Others adopt if they have
    heard of the change, something is in use in their team, and inclination with its noise reaches the
    threshold (granovetter1978); or as told, where all is in use and there is a mandate.

    Args:
        change: the change under way, which is only read.
        population: the people; `adopting` is written, and `adopted` stays until the week closes.
        week: the week that is open.
        first: number of the first person.
        last: number after that of the last person.
    """
    employees, behaviour = population.employees, change.behaviour[0]
    leaving = stream(change.seed, Draw.REVERSAL, week)
    deciding = stream(change.seed, Draw.DECISION, week)
    complying = stream(change.seed, Draw.COMPLIANCE, week)
    mandate = change.programme.settings[0].mandate
    mandate = mandate if stands_by(change.leadership[0]) else 0.0
    team_of = population.network.team
    for person in range(first, last):
        team = change.teams[team_of[person]]
        inclined, threshold = employees.inclination[person], population.traits.threshold[person]
        if employees.adopted[person]:
            employees.adopting[person] = behaviour.reversal <= 0.0 or not adoption.leaves(
                inclined,
                threshold,
                behaviour.hysteresis,
                behaviour.reversal,
                employees.skill[person],
                draw(leaving, person),
            )
        elif employees.aware[person] and team.offered:
            if behaviour.decision_noise > 0.0:
                inclined += adoption.noise(draw(deciding, person), behaviour.decision_noise)
            told = (
                mandate > 0.0 and team.live and adoption.complies(mandate, draw(complying, person))
            )
            employees.adopting[person] = told or adoption.convinced(inclined, threshold)
        else:
            employees.adopting[person] = False
    for number in range(team_of[first], team_of[last - 1] + 1):
        team = change.teams[number]
        if team.recalled:
            for person in range(max(first, team.first), min(last, team.first + team.people)):
                employees.adopting[person] = False


@part
def only_example_counts(change: ChangeState, population: Population) -> bool:
    """Whether from now on nothing but colleagues' example can move anybody.

    Then everyone is aware and offered the change, nobody can leave, learn or recover, and there is no
    noise, mandate or news: plain diffusion, for which `follow_example` is a whole week.
    """
    behaviour, settings, employees = (
        change.behaviour[0],
        change.programme.settings[0],
        population.employees,
    )
    if behaviour.reversal > 0.0 or behaviour.skill_gain > 0.0:
        return False
    if behaviour.turnover > 0.0 or behaviour.lone_judgement > 0.0:
        return False
    if behaviour.decision_noise > 0.0 or settings.mandate > 0.0 or not uneventful(change):
        return False
    for team in change.teams:
        if not team.offered:
            return False
    for person in range(employees.aware.size):
        if not employees.aware[person] or behaviour.fatigue_rest * employees.fatigue[person] > 0.0:
            return False
    return not judgement_counts(population, 0.0, 0, employees.aware.size)


@part
def follow_example(change: ChangeState, population: Population) -> None:
    """Let whoever sees enough adopters adopt: a whole week, where colleagues' example alone counts.

    Args:
        change: the change under way, which is only read.
        population: all the people; `inclination`, in [0, 1], and `adopting` are written.
    """
    employees, own = population.employees, change.behaviour[0].exposure
    for person in range(employees.adopting.size):
        seen = exposure.exposure(employees.adopters_seen[person], population.examples[person], own)
        inclined = adoption.inclination(1.0, seen, 0.0)
        employees.inclination[person] = inclined
        employees.adopting[person] |= adoption.convinced(
            inclined, population.traits.threshold[person]
        )


@part
def practise_and_tire(
    change: ChangeState, population: Population, week: int, first: int, last: int
) -> None:
    """Let a week of practice and of load leave its mark.

    Args:
        change: the change under way, which is only read.
        population: the people; `skill` and `fatigue`, both in [0, 1], are written.
        week: the week that is open; ownership in rotation goes by it.
        first: number of the first person.
        last: number after that of the last person.
    """
    employees, settings, team_of = (
        population.employees,
        change.programme.settings[0],
        population.network.team,
    )
    gain = change.behaviour[0].skill_gain
    up, rest = change.behaviour[0].fatigue_up, change.behaviour[0].fatigue_rest
    for person in range(first, last):
        employees.skill[person] = learning.practised(
            employees.skill[person], gain, employees.adopted[person]
        )
    for person in range(first, last):
        load = carried_load(settings, change.teams[team_of[person]], week, person)
        employees.fatigue[person] = fatigue.tired(employees.fatigue[person], load, up, rest)
