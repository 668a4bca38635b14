"""Discovery in the twin: what use shows of a step's worth, and what a review makes of it."""

from statistics import NormalDist

from verification.twin_rules import discovery
from verification.twin_state import Step, Twin
from winsim.numerics.chance import Draw, draws


def learn_of_value(twin: Twin) -> None:
    """Each team that uses a step shows, as far as its people have adopted, what it is worth."""
    if uncertainty(twin) == 0.0:
        return
    visible = sum(step.visibility for step in twin.steps)
    luck = draws(twin.seed, Draw.METRIC, len(twin.steps), twin.week).tolist()
    for step in twin.steps:
        users = [team for team in twin.teams if team.tasks[step.name].in_use]
        users = [team for team in users if team.value_counts(step)]
        use = sum(team.adopters / team.size for team in users)
        if use > 0.0 and step.value > 0.0:
            noise = metric_noise(twin) / step.value / use**0.5
            eye = step.visibility / visible / step.value if visible > 0.0 else 0.0
            seen = (1.0 - twin.omega) * twin.had(step) / step.value + twin.omega * eye
            seen += noise * NormalDist().inv_cdf(max(luck[twin.number(step)], 1e-12))
            step.shown.append((seen, 1.0 / noise**2))


def uncertainty(twin: Twin) -> float:
    """The variance of what a step turns out to be worth, beside what was declared."""
    return float(discovery.prior_variance(twin.initiative.value_spread, twin.initiative.worthless))


def metric_noise(twin: Twin) -> float:
    """The sd of what a week of one team's use shows; dashboards take of it."""
    noise = twin.leadership_settings.metric_noise / len(twin.initiative.steps)
    return max(float(noise * (1.0 - twin.rollout.dashboards)), 1e-9)


def expected_ratio(twin: Twin, step: Step) -> float:
    """The mean of the posterior, by all that the pieces of a listed step have shown."""
    if uncertainty(twin) == 0.0:
        return 1.0
    shown = [one for other in twin.steps if other.listed == step.listed for one in other.shown]
    shown.append((1.0, 1.0 / uncertainty(twin)))
    return max(sum(what * weight for what, weight in shown) / sum(w for _, w in shown), 0.0)


def balance_per_person(twin: Twin, step: Step) -> float:
    """What a step brings until it must have paid, less its work."""
    review, change = twin.rollout_settings.review, twin.initiative
    weeks = 0 if review is None or review.payback is None else review.payback
    gain = change.price * weeks * step.value * expected_ratio(twin, step)
    return float(gain - (step.work + step.overhead) / change.team_size)


def drop_what_does_not_pay(twin: Twin) -> None:
    """Until all that is left pays, what would lose most goes, with what hangs on it."""
    left = [step for step in twin.steps if not step.dropped and people_to_come(twin, step)]
    if not left:
        return
    left.sort(key=twin.number)
    losses = [sum(balance(twin, one) for one in hangs_on(twin, step)) for step in left]
    if min(losses) < 0.0:
        for one in hangs_on(twin, left[losses.index(min(losses))]):
            one.dropped = one.dropped or people_to_come(twin, one) > 0
        twin.happened.add("what does not pay is dropped")
        drop_what_does_not_pay(twin)


def hangs_on(twin: Twin, step: Step) -> list[Step]:
    """A step, what needs it, what needs that, and so on."""
    found = [step]
    for one in found:
        found += [
            other
            for other in twin.steps
            if one.name in (*other.needs, *other.value_needs) and other not in found
        ]
    return found


def balance(twin: Twin, step: Step) -> float:
    """What a step is expected to bring to the teams that have not begun it, less what it takes."""
    people = people_to_come(twin, step)
    if step.dropped or not people:
        return 0.0
    return people * balance_per_person(twin, step) - step.design_left


def people_to_come(twin: Twin, step: Step) -> int:
    """How many people are in teams of some wave that have not begun a step."""
    to_come = [team for team in twin.teams if team.wave is not None]
    return sum(team.size for team in to_come if not team.tasks[step.name].started)


def whole_pays(twin: Twin) -> bool:
    """Whether what is left is expected to pay in one more team, where leadership asks."""
    review = twin.rollout_settings.review
    if review is None or review.payback is None:
        return True
    return sum(balance_per_person(twin, step) for step in twin.steps if not step.dropped) >= 0.0
