"""How a twin enters week 0: traits are drawn, the programme is laid out, the first have adopted."""

from math import inf
from typing import Any

from verification.twin_rules import at_work, flaws
from verification.twin_state import Leadership, Person, Step, Task, Team, Twin
from winsim.model.state import InitialConditions, Traits
from winsim.model.step_order import ordered
from winsim.model.team_picks import Picker
from winsim.model.traits import traits_of
from winsim.numerics.chance import Draw, draws
from winsim.organisation.files.graph import to_networkx
from winsim.organisation.organisation import Organisation
from winsim.scenario.rollout import Rollout
from winsim.scenario.scenario import Scenario


def twin_of(scenario: Scenario, name: str, organisation: Organisation, seed: int) -> Twin:
    """The twin of one run, before its week 0 is recorded."""
    rollout, on = scenario.rollouts[name], scenario.mechanisms
    traits, conditions = traits_of(scenario, organisation, seed)
    waves, wave_of = Picker(organisation, traits, conditions, seed).waves(rollout, name)
    steps = steps_of(scenario, rollout, seed)
    twin = Twin(
        seed=seed,
        behaviour=at_work(scenario.behaviour, on),
        initiative=at_work(scenario.initiative, on),
        leadership_settings=at_work(scenario.leadership, on),
        rollout_settings=at_work(rollout, on),
        rollout=rollout,
        waves=waves,
        gates=[at_work(wave.gate, on) for wave in waves],
        history=[one for one in scenario.events if not one.rollouts or name in one.rollouts],
        promises=rollout.promises,
        steps=[steps[i] for i in ordered(scenario.initiative.steps, rollout.order)],
        teams=teams_of(
            organisation,
            conditions,
            people_of(scenario, organisation, (traits, conditions), seed),
            steps,
        ),
        ties=to_networkx(organisation),
        leadership=leadership_of(scenario, organisation),
    )
    for team, wave in zip(twin.teams, wave_of.tolist(), strict=True):
        team.wave = None if wave < 0 else wave
    if not steps:
        finish_at_once(twin)
    return twin


def finish_at_once(twin: Twin) -> None:
    """A change without steps is finished and in use everywhere from the start."""
    twin.leadership.end("completed", 0)
    twin.leadership.strategic = twin.leadership.perceived = twin.leadership.seen_before = 1.0
    for team in twin.teams:
        team.offered = team.live = True
        team.strategic = team.perceived = 1.0


def steps_of(scenario: Scenario, rollout: Rollout, seed: int) -> list[Step]:
    """The steps in the order of the scenario; chance says which have a hidden flaw."""
    declared = scenario.initiative.steps
    lots = draws(seed, Draw.FLAW, len(declared)).tolist()
    recognition = at_work(rollout.recognition, scenario.mechanisms)
    help: Any = rollout.scaffolding and at_work(rollout.scaffolding, scenario.mechanisms)
    steps = []
    for step, lot in zip(declared, lots, strict=True):
        numbers = at_work(step, scenario.mechanisms)
        helped = help and numbers.risk > help.risk_above
        risk = flaws.scaffolded(numbers.risk, help.relief) if helped else numbers.risk
        weight = step.value * len(declared) if recognition.by == "value" else 1.0
        steps.append(
            Step(
                name=step.name,
                design_left=step.design,
                work=step.work * (1.0 + help.cost) if helped else step.work,
                built_on=step.built_on,
                fatal=step.fatal,
                visibility=step.visibility,
                felt=step.visibility * (recognition.strength * weight),
                value=step.value,
                value_needs=numbers.value_needs,
                needs=numbers.needs,
                gate=numbers.gate,
                low_value=step.value < rollout.low_value,
                flawed=lot < risk,
                backed=numbers.gate <= 0.0,
            )
        )
    return steps


def people_of(
    scenario: Scenario,
    organisation: Organisation,
    drawn: tuple[Traits, InitialConditions],
    seed: int,
) -> list[Person]:
    """Everyone, with the traits drawn for them."""
    traits, conditions = drawn
    first = first_adopters(scenario, organisation, seed)
    columns: dict[str, list[Any]] = {
        "manages": [
            number in organisation.manager.tolist() for number in range(organisation.people)
        ],
        **{name: column.tolist() for name, column in traits._asdict().items()},
        "belief_for": traits.prior_for.tolist(),
        "belief_against": traits.prior_against.tolist(),
        "trust_for": conditions.trust_for.tolist(),
        "trust_against": conditions.trust_against.tolist(),
        "fatigue": conditions.fatigue.tolist(),
        "adopted": [key in first for key in organisation.ids],
        "aware": [key in first for key in organisation.ids],
        "adopted_week": [0 if key in first else -1 for key in organisation.ids],
    }
    return [
        Person(number, key, **{name: column[number] for name, column in columns.items()})
        for number, key in enumerate(organisation.ids)
    ]


def first_adopters(scenario: Scenario, organisation: Organisation, seed: int) -> list[str]:
    """The ids of those who work the new way in week 0: named, or those with the lowest lots."""
    start = scenario.employees.adopters_at_start
    count = (
        round(start.share * organisation.people) if start.share is not None else start.count or 0
    )
    lots = draws(seed, Draw.FIRST_ADOPTERS, organisation.people).tolist()
    by_lot = sorted(range(organisation.people), key=lambda number: (lots[number], number))
    chosen = [organisation.ids[number] for number in by_lot[:count]] + list(start.ids)
    if start.with_colleagues:
        ties = to_networkx(organisation)
        near = [[*ties.successors(key), *ties.predecessors(key)] for key in chosen]
        chosen += [key for keys in near for key in keys]
    return chosen


def teams_of(
    organisation: Organisation,
    conditions: InitialConditions,
    people: list[Person],
    steps: list[Step],
) -> list[Team]:
    """The teams with their members; nothing is started anywhere."""
    return [
        Team(
            name=name,
            members=[people[member] for member in organisation.members(number)],
            wave=None,
            capacity=float(conditions.capacity[number]),
            safety=float(conditions.safety[number]),
            efficacy=float(conditions.efficacy[number]),
            tasks={step.name: Task() for step in steps},
        )
        for number, name in enumerate(organisation.team_names)
    ]


def leadership_of(scenario: Scenario, organisation: Organisation) -> Leadership:
    """Leadership at the start, with a budget for so many people."""
    terms = at_work(scenario.leadership, scenario.mechanisms)
    budget = inf if terms.budget is None else terms.budget * organisation.people
    return Leadership(budget=budget, political=terms.political_capital, support=terms.support)
