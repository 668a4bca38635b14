"""The levers of one rollout: its plan, and how its wins are shown, recognised and reviewed."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from winsim.declaration.inconsistency import FieldPath
from winsim.player.lab.lever import (
    Lever,
    NewValues,
    Value,
    lever_of_field,
    meaning,
    sets_nothing,
)
from winsim.scenario.rollout import Review, Rollout
from winsim.scenario.scenario import Scenario

AS_BEFORE = "as before"
"""The choice by which a review leaves the order of the steps."""
REVIEW = ("checkpoint_every", "review_order", "drop_below", "review_test")
"""Levers that set the reviews of a rollout together."""


def rollout_levers(scenario: Scenario, name: str) -> Iterator[Lever]:
    """The levers of a rollout, first those of its plan.

    Args:
        scenario: Whose values they show.
        name: The rollout.
    """
    rollout = scenario.rollouts[name]
    yield from _plan(scenario, rollout, name)
    yield from _wins(rollout, name)
    yield from _reviews(rollout, name)


def _plan(scenario: Scenario, rollout: Rollout, name: str) -> Iterator[Lever]:
    """Order, release, who goes first, gates and documentation."""
    yield _lever(name, "order", "Order of the steps", rollout.order)
    yield _lever(name, "release", "Release", rollout.release)
    yield _lever(name, "work_in_progress", "Steps at once", rollout.work_in_progress,
                 low=1, high=5, step=1)  # fmt: skip
    yield _lever(name, "leaders_first", "Leaders go first", rollout.leaders_first)
    if any(step.indivisible for step in scenario.initiative.steps):
        label = "Reserved for the indivisible"
        yield _lever(name, "reserved", label, rollout.reserved)
    yield _lever(name, "documentation", "Documentation", rollout.documentation)
    yield from _waves(rollout, name)


def _waves(rollout: Rollout, name: str) -> Iterator[Lever]:
    """How many teams go first, and how high the gates before the later waves are."""
    if not rollout.waves:
        return
    first = rollout.waves[0]
    if first.count is not None:
        yield lever_of_field(
            ("rollouts", name, "waves", 0, "count"), f"pilots.{name}", f"Rollout {name}",
            "Teams in the first wave", first.count, low=1, high=12, step=1,
        )  # fmt: skip
    gated: list[FieldPath] = [
        ("rollouts", name, "waves", place, "gate", "wins") for place in range(1, len(rollout.waves))
    ]
    if gated:
        yield Lever(
            f"gate.{name}", f"Rollout {name}", "Gate: steps done before", meaning(gated[0]), "range",
            rollout.waves[1].gate.wins, lambda to: [(one, to) for one in gated],
        )  # fmt: skip


def _wins(rollout: Rollout, name: str) -> Iterator[Lever]:
    """How wins are recognised and shown, to teams and to leaders."""
    recognition = rollout.recognition
    for path, id_, label, value, high in (
        (("recognition", "by"), "recognised_by", "Wins are recognised by", recognition.by, 1),
        (("recognition", "strength"), "recognition_strength", "Strength of recognition",
         recognition.strength, 4),
        (("linked",), "linked", "Shown with their worth", rollout.linked, 1),
        (("next_steps",), "next_steps", "Next steps named", rollout.next_steps, 1),
        (("dashboards",), "dashboards", "Dashboards for leaders", rollout.dashboards, 1),
    ):  # fmt: skip
        yield _of_wins(name, path, id_, label, value, high=high)


def _reviews(rollout: Rollout, name: str) -> Iterator[Lever]:
    """How often leadership holds a checkpoint, and what a review there does; they set it together."""
    review = rollout.review or Review()
    every = _of_wins(
        name, ("checkpoint_every",), "checkpoint_every", "Weeks between checkpoints",
        rollout.checkpoint_every or 0, high=26, step=1,
    )  # fmt: skip
    yield replace(every, help=every.help.replace("null", "0"), sets=sets_nothing)
    for part, id_, label, value, reach in (
        ("order", "review_order", "Review: order from then on", review.order or AS_BEFORE, {}),
        ("drop_below", "drop_below", "Review: drop steps below", review.drop_below,
         {"high": 0.3, "step": 0.01}),
        ("test", "review_test", "Review: test what is done", review.test, {}),
    ):  # fmt: skip
        lever = _of_wins(name, ("review", part), id_, label, value, **reach)
        choices = (AS_BEFORE, *lever.choices) if lever.choices else ()
        meant = lever.help.replace("null", AS_BEFORE)
        yield replace(lever, help=meant, choices=choices, sets=sets_nothing)


def _of_wins(
    name: str, path: FieldPath, id_: str, label: str, value: Value, **reach: float
) -> Lever:
    group = f"{name}: wins and reviews"
    return lever_of_field(("rollouts", name, *path), f"{id_}.{name}", group, label, value, **reach)


def with_reviews(scenario: Scenario, name: str, values: Mapping[str, Value]) -> NewValues:
    """The checkpoints of a rollout, and what a review does there.

    Args:
        scenario: The scenario.
        name: The rollout.
        values: What the levers `REVIEW` of this rollout stand at, by their names there.

    Returns:
        No review without a checkpoint; nor one where the scenario has none, and the levers ask for
        nothing that it would do.
    """
    path: FieldPath = ("rollouts", name)
    every, order, drop, test = (values[one] for one in REVIEW)
    acts = order != AS_BEFORE or float(drop) > 0 or bool(test)
    checkpoints = [((*path, "checkpoint_every"), round(float(every)) or None)]
    if not round(float(every)):
        return [*checkpoints, ((*path, "review"), None)]
    if scenario.rollouts[name].review is None and not acts:
        return [*checkpoints]
    wanted = {"order": None if order == AS_BEFORE else order, "drop_below": drop, "test": test}
    return [*checkpoints, *(((*path, "review", part), value) for part, value in wanted.items())]


def _lever(name: str, part: str, label: str, value: Value, **reach: float) -> Lever:
    return lever_of_field(
        ("rollouts", name, part), f"{part}.{name}", f"Rollout {name}", label, value, **reach
    )
