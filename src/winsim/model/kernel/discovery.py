"""What leadership learns of the value of steps while they are used, and what it makes of it at a review.

A step's worth is not known beforehand; every week in which a team uses it shows a little of it. By
what is then expected, a review drops what no longer pays, and a wave waits until the whole does.
"""

from math import sqrt

from winsim.model.kernel.progress import value_counts, value_in_use
from winsim.model.rules import discovery
from winsim.model.state import ChangeState
from winsim.numerics.chance import Draw, draw, stream
from winsim.numerics.compiling import outline, part
from winsim.numerics.normal import NEAREST, quantile


@outline
def prior_variance(change: ChangeState) -> float:
    """How uncertain the value of a step is beforehand: the variance of its ratio to what was declared."""
    initiative = change.programme.settings[0]
    return discovery.prior_variance(initiative.value_spread, initiative.worthless)


@part
def learn_of_value(change: ChangeState, week: int) -> None:
    """Let leadership learn of each step's value by a week of its use.

    Args:
        change: the change under way; steps' `precision` and `evidence` are written.
        week: the week that is open, whose work is done.
    """
    settings, visible = change.programme.settings[0], 0.0
    if prior_variance(change) <= 0.0:
        return
    for plan in change.programme.steps:
        visible += plan.visibility
    chance = stream(change.seed, Draw.METRIC, week)
    for step in range(change.steps.size):
        plan = change.programme.steps[step]
        use, had = use_of(change, step)
        if use > 0.0 and plan.value > 0.0:
            eye = plan.visibility / visible / plan.value if visible > 0.0 else 0.0
            precision = discovery.precision(use, settings.metric_noise / plan.value)
            seen = discovery.shown(had / use / plan.value, eye, settings.visible_weight)
            seen += quantile(max(draw(chance, step), NEAREST)) / sqrt(precision)
            change.steps[step].precision += precision
            change.steps[step].evidence += precision * seen


@part
def use_of(change: ChangeState, step: int) -> tuple[float, float]:
    """How many teams used a step this week where its value counts, each by its share of adopters.

    Returns:
        The team-weeks of use, and the sum of the value that was had in them.
    """
    use, had = 0.0, 0.0
    for number in range(change.teams.size):
        team = change.teams[number]
        if change.tasks[number, step].deployed and value_counts(change, number, step):
            share = team.adopters / team.people
            use += share
            had += share * value_in_use(change, number, step)
    return use, had


@part
def expected_ratio(change: ChangeState, step: int) -> float:
    """What leadership expects of a step, beside what was declared; its pieces tell of one another."""
    listed, precision, evidence = change.programme.steps[step].listed, 0.0, 0.0
    for other in range(change.steps.size):
        if change.programme.steps[other].listed == listed:
            precision += change.steps[other].precision
            evidence += change.steps[other].evidence
    return discovery.expected(prior_variance(change), precision, evidence)


@part
def balance_per_person(change: ChangeState, step: int) -> float:
    """What a step is expected to bring until it must have paid, less its work, in person-weeks a person."""
    settings, plan = change.programme.settings[0], change.programme.steps[step]
    gain = settings.price * settings.payback * plan.value * expected_ratio(change, step)
    return gain - (plan.work + plan.overhead) / settings.team_size


@part
def drop_what_does_not_pay(change: ChangeState) -> None:
    """Drop every step that is not expected to pay for what is left of it, with all that hangs on it.

    What would lose most goes first; what has been dropped may have been the reason for something
    else. A step that every team of some wave has begun is not dropped.

    Args:
        change: the change under way; steps' `dropped` is written.
    """
    worst = least_worth(change)
    while worst >= 0:
        mark_hanging(change, worst)
        for step in range(change.steps.size):
            if change.steps[step].hangs and people_to_come(change, step) > 0:
                change.steps[step].dropped = 1
        worst = least_worth(change)


@part
def least_worth(change: ChangeState) -> int:
    """The step that, with all that hangs on it, would lose most; -1 if everything pays."""
    least, worst = 0.0, -1
    for step in range(change.steps.size):
        if not change.steps[step].dropped and people_to_come(change, step) > 0:
            mark_hanging(change, step)
            balance = balance_of_marked(change)
            if balance < least:
                least, worst = balance, step
    return worst


@part
def mark_hanging(change: ChangeState, step: int) -> None:
    """Mark, as `hangs`, a step and all that needs it for its start or value, directly or through others."""
    for other in change.steps:
        other.hangs = 0
    change.steps[step].hangs = 1
    again = True
    while again:
        again = False
        for other in range(change.steps.size):
            if not change.steps[other].hangs and needs_marked(change, other):
                change.steps[other].hangs = 1
                again = True


@part
def needs_marked(change: ChangeState, step: int) -> bool:
    """Whether a step needs, for its start or its value, another that is marked."""
    programme = change.programme
    for other in range(change.steps.size):
        needed = programme.needs[step, other] or programme.value_needs[step, other]
        if needed and change.steps[other].hangs:
            return True
    return False


@part
def balance_of_marked(change: ChangeState) -> float:
    """What the marked steps are expected to bring, less what is left to do for them."""
    balance = 0.0
    for step in range(change.steps.size):
        if change.steps[step].hangs and not change.steps[step].dropped:
            people = people_to_come(change, step)
            balance += people * balance_per_person(change, step)
            balance -= change.steps[step].design_left if people > 0 else 0.0
    return balance


@part
def people_to_come(change: ChangeState, step: int) -> int:
    """How many people are in the teams of some wave that have not begun a step."""
    people = 0
    for number in range(change.teams.size):
        team = change.teams[number]
        people += team.people if team.wave >= 0 and change.tasks[number, step].started < 0 else 0
    return people


@part
def balance_of_the_whole(change: ChangeState) -> float:
    """What all that has not been dropped is expected to bring, less its work, for one more team.

    It is in person-weeks a person; where it is negative, the whole is not expected to pay.
    """
    balance = 0.0
    for step in range(change.steps.size):
        if not change.steps[step].dropped:
            balance += balance_per_person(change, step)
    return balance


@outline
def nothing_is_left(change: ChangeState) -> bool:
    """Whether every step has been dropped."""
    left = 0
    for step in change.steps:
        left += not step.dropped
    return left == 0
