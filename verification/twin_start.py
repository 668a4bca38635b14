"""How a twin enters week 0: traits are drawn, the programme is laid out, the first have adopted."""

from math import exp, inf
from statistics import NormalDist
from typing import Any

from verification.twin_rules import at_work, flaws, log
from verification.twin_state import Leadership, Person, Step, Task, Team, Twin
from winsim.model.pieces import Piece, cut
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
    pieces = cut(scenario.initiative.steps, rollout.pieces, scenario.behaviour.curvature)
    steps = steps_of(scenario, rollout, pieces, seed)
    listed = [piece.step for piece in pieces]
    review = at_work(rollout, on).review
    later = rollout.order if review is None or review.order is None else review.order
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
        steps=[steps[i] for i in ordered(listed, rollout.order)],
        later=[steps[i] for i in ordered(listed, later)],
        teams=teams_of(
            organisation,
            conditions,
            people_of(scenario, organisation, (traits, conditions), seed),
            steps,
        ),
        ties=to_networkx(organisation),
        leadership=leadership_of(scenario, organisation),
        loads_are_conserved=on.ownership,
    )
    for team, wave in zip(twin.teams, wave_of.tolist(), strict=True):
        team.wave = None if wave < 0 else wave
    let_work_overrun(twin, scenario, pieces)
    if rollout.pooled:
        pool(twin)
    if not steps:
        finish_at_once(twin)
    return twin


def let_work_overrun(twin: Twin, scenario: Scenario, pieces: list[Piece]) -> None:
    """Work is lognormal about the plan: a part for each listed step, a part for each team."""
    listed, b = [step.name for step in scenario.initiative.steps], twin.behaviour
    normal = NormalDist().inv_cdf
    everywhere = draws(twin.seed, Draw.SHARED_OVERRUN, len(listed)).tolist()
    here = draws(twin.seed, Draw.OWN_OVERRUN, len(listed) * len(twin.teams)).tolist()
    for number, team in enumerate(twin.teams):
        for piece in pieces:
            place = listed.index(piece.listed.name)
            both = b.shared_overrun * normal(everywhere[place])
            both += b.own_overrun * normal(here[number * len(listed) + place])
            mean = (b.shared_overrun**2 + b.own_overrun**2) / 2
            team.tasks[piece.step.name].overrun = exp(both - mean)


def pool(twin: Twin) -> None:
    """Teams that start together have the same time per person."""
    for wave in range(len(twin.waves)):
        together = [team for team in twin.teams if team.wave == wave]
        time = sum(team.size * team.capacity for team in together)
        for team in together:
            team.capacity = time / sum(one.size for one in together)


def finish_at_once(twin: Twin) -> None:
    """A change without steps is finished and in use everywhere from the start."""
    twin.leadership.end("completed", 0)
    twin.leadership.strategic = twin.leadership.perceived = twin.leadership.seen_before = 1.0
    for team in twin.teams:
        team.offered = team.live = True
        team.strategic = team.perceived = 1.0


def steps_of(scenario: Scenario, rollout: Rollout, pieces: list[Piece], seed: int) -> list[Step]:
    """The pieces in the order of the scenario; chance says which have a hidden flaw."""
    lots = draws(seed, Draw.FLAW, len(pieces)).tolist()
    ratios = value_ratios(scenario, seed)
    return [
        step_of(scenario, rollout, piece, lot, ratios[piece.listed.name])
        for piece, lot in zip(pieces, lots, strict=True)
    ]


def value_ratios(scenario: Scenario, seed: int) -> dict[str, float]:
    """What each listed step is worth, beside what was declared: lognormal, or nothing."""
    change = at_work(scenario.initiative, scenario.mechanisms)
    spread, never, steps = change.value_spread, change.worthless, scenario.initiative.steps
    lots = draws(seed, Draw.VALUE, len(steps)).tolist()
    nothing = [lot < never for lot in draws(seed, Draw.WORTHLESS, len(steps)).tolist()]
    factors = [exp(spread * NormalDist().inv_cdf(lot) - spread**2 / 2) for lot in lots]
    return {
        step.name: 0.0 if worthless else factor / (1.0 - never)
        for step, worthless, factor in zip(steps, nothing, factors, strict=True)
    }


def step_of(scenario: Scenario, rollout: Rollout, piece: Piece, lot: float, ratio: float) -> Step:
    """One piece, as scaffolding and recognition make it; it has a flaw if the lot says so."""
    step, listed, on = piece.step, piece.listed, scenario.mechanisms
    numbers = at_work(step, on)
    help: Any = rollout.scaffolding and at_work(rollout.scaffolding, on)
    helped = help and numbers.risk > help.risk_above
    risk = flaws.scaffolded(numbers.risk, help.relief) if helped else numbers.risk
    return Step(
        name=step.name,
        listed=listed.name,
        design_left=step.design,
        work=step.work * (1.0 + help.cost) if helped else step.work,
        risk=risk,
        built_on=step.built_on,
        fatal=step.fatal,
        visibility=step.visibility,
        **felt_of(scenario, rollout, piece),
        overhead=overhead_of(scenario, rollout),
        value=step.value,
        worth=step.value * ratio,
        value_needs=numbers.value_needs,
        needs=step.needs if piece.number > 1 else numbers.needs,
        gate=numbers.gate,
        low_value=listed.value < rollout.low_value,
        indivisible=step.indivisible,
        droppable=droppable(scenario, rollout, listed),
        flawed=lot < risk,
        backed=numbers.gate <= 0.0,
    )


def felt_of(scenario: Scenario, rollout: Rollout, piece: Piece) -> dict[str, Any]:
    """How strongly a win is felt for its show and for its worth, by teams and by leaders."""
    on, recognition = scenario.mechanisms, at_work(rollout.recognition, scenario.mechanisms)
    strength, show, by_value = (
        recognition.strength,
        piece.step.visibility,
        recognition.by == "value",
    )
    if on.celebration and strength > 1.0:
        strength = 1.0 + log(strength)
    worth = piece.listed.value * len(scenario.initiative.steps)
    if not on.discernment:
        felt = show * (strength * worth if by_value else strength)
        return {"plain": felt, "deep": 0.0, "credit": felt, "credit_deep": 0.0}
    nu = 1.0 if by_value else scenario.behaviour.discernment
    by_show = scenario.leadership.visible_weight * (1.0 - rollout.dashboards)
    return {
        "plain": show * strength * (1.0 - nu),
        "deep": show * strength * nu * worth * (1.0 + rollout.linked),
        "credit": show * strength * by_show,
        "credit_deep": show * strength * (1.0 - by_show) * worth,
    }


def overhead_of(scenario: Scenario, rollout: Rollout) -> float:
    """What a piece costs a team of typical size however short it is, in person-weeks."""
    on = scenario.mechanisms
    strength = at_work(rollout.recognition, on).strength
    next_steps = 0.5 if at_work(rollout, on).next_steps else 0.0
    celebrated = max(strength - 1.0, 0.0) + next_steps
    b = at_work(scenario.behaviour, on)
    linking, celebrating = b.linking_cost * rollout.linked, b.celebration_cost * celebrated
    return float(at_work(scenario.initiative, on).overhead + linking + celebrating)


def droppable(scenario: Scenario, rollout: Rollout, listed: Any) -> bool:
    """Whether a review drops a step: it is worth too little, and no other step hangs on it."""
    review, steps = at_work(rollout, scenario.mechanisms).review, scenario.initiative.steps
    if review is None or listed.value >= review.drop_below:
        return False
    others = [step for step in steps if step.name != listed.name]
    return all(listed.name not in (*step.needs, *step.value_needs) for step in others)


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
    bosses = organisation.manager.tolist() if start.managers else []
    chosen += [key for number, key in enumerate(organisation.ids) if number in bosses]
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
            number=number,
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
