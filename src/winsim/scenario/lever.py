"""The levers of a rollout: what can be set apart from all the rest, each declared once.

Two rollouts differ in levers. Exchanging some of them gives a `mixture` of the two; exchanging them
in every rollout of a scenario makes these `equalised`. A mixture of valid rollouts is always valid:
fields that need one another belong to one lever.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from winsim.problems import BadInput, Problem, nearest
from winsim.scenario.rollout import Event, Rollout, Wave
from winsim.words import joined

if TYPE_CHECKING:
    from winsim.scenario.scenario import Scenario

PROTECTED, EVENTS = "waves.protected", "events"
"""Paths that are no fields of a rollout: a field within each wave, and the scenario's events."""
ALL = "all"
"""Stands for all levers but those of `STRATEGY`."""
STRATEGY = ("sequence", "release")
"""Levers that stay each rollout's own unless they are named."""


@dataclass(frozen=True)
class Lever:
    """A part of a rollout that can be set independently of its other parts.

    Args:
        name: how it is called in options and tables.
        meaning: what it is, in words.
        group: the group that it joins where levers are too many to be looked at one by one.
        fields: the fields of `Rollout` that it is made of.
    """

    name: str
    meaning: str
    group: str
    fields: tuple[str, ...]


LEVERS: Mapping[str, Lever] = {
    lever.name: lever
    for lever in (
        Lever("sequence", "sequence of waves", "sequence", ("waves",)),
        Lever("release", "release", "release", ("release", "interim")),
        Lever("order", "order of steps", "work", ("order",)),
        Lever("pieces", "pieces of each step", "work", ("pieces", "reserved")),
        Lever("work_in_progress", "limit on steps at once", "work", ("work_in_progress",)),
        Lever("low_value", "cap on low-value steps", "work", ("low_value_cap", "low_value")),
        Lever("leaders_first", "leaders going first", "work", ("leaders_first",)),
        Lever("ownership", "ownership", "work", ("ownership", "owner_share", "rotate_every")),
        Lever("protected", "protected effort", "help", (PROTECTED,)),
        Lever("documentation", "documentation", "help", ("documentation",)),
        Lever("scaffolding", "scaffolding", "help", ("scaffolding",)),
        Lever("pooled", "pooling of capacity", "help", ("pooled",)),
        Lever("recognition", "recognition", "signals", ("recognition", "linked", "next_steps")),
        Lever("promises", "promises", "signals", ("promises",)),
        Lever("broadcast_every", "time between broadcasts", "signals", ("broadcast_every",)),
        Lever("dashboards", "dashboards", "leadership", ("dashboards",)),
        Lever("checkpoints", "checkpoints", "leadership", ("checkpoint_every", "review")),
        Lever("mandate", "mandate", "leadership", ("mandate",)),
        Lever("events", "events", "leadership", (EVENTS,)),
    )
}
"""Every lever by name. Gates open waves, so they are part of the sequence. Effort is protected wave by
wave, and is a lever of its own: waves of two rollouts are aligned from the last one backwards, since the
last one holds most teams, and earlier waves than the other rollout has take what protects its first."""


def differing(scenario: Scenario, rollout: str, baseline: str) -> tuple[Lever, ...]:
    """The levers in which two rollouts of a scenario differ.

    Args:
        scenario: the scenario of both.
        rollout: the name of one of its rollouts.
        baseline: the name of another.

    Returns:
        Levers in the order of `LEVERS`; none where the two are the same but for words.

    >>> from winsim import scenario_from
    >>> text = "{name: try, rollouts: {all: {waves: [all]}, two: {waves: [[a], rest], mandate: 0.1}}}"
    >>> [lever.name for lever in differing(scenario_from(text), "two", "all")]
    ['sequence', 'mandate']
    """
    ours, theirs = scenario.rollouts[rollout], scenario.rollouts[baseline]
    differ = [
        lever
        for lever in LEVERS.values()
        if mixture(ours, theirs, [lever]) != theirs or mixture(theirs, ours, [lever]) != ours
    ]
    befallen = [events_of(scenario, name) for name in (rollout, baseline)]
    return (*differ, LEVERS["events"]) if befallen[0] != befallen[1] else tuple(differ)


def mixture(ours: Rollout, theirs: Rollout, levers: Collection[Lever]) -> Rollout:
    """A rollout with some of its levers taken from another.

    Args:
        ours: the rollout that the levers are taken from.
        theirs: the rollout that has all the rest; neither is changed.
        levers: which are taken; `events` is no part of a rollout, and `mixed` takes it.

    Returns:
        Their rollout, with these levers of ours.
    """
    fields = {field for lever in levers for field in lever.fields}
    plain = {name: getattr(ours, name) for name in Rollout.model_fields if name in fields}
    waves = (ours if "waves" in fields else theirs).waves
    protection = (ours if PROTECTED in fields else theirs).waves
    return theirs.model_copy(update=plain | {"waves": _protected_like(waves, protection)})


def _protected_like(waves: Sequence[Wave], others: Sequence[Wave]) -> tuple[Wave, ...]:
    """Waves protected as others are, from the last one backwards; as they are where there are no others."""
    if not others:
        return tuple(waves)
    values = [wave.protected for wave in others]
    earlier = [values[0]] * max(0, len(waves) - len(values))
    aligned = [*earlier, *values][len(earlier) + len(values) - len(waves) :]
    pairs = zip(waves, aligned, strict=True)
    return tuple(wave.model_copy(update={"protected": value}) for wave, value in pairs)


def mixed(
    scenario: Scenario, mixtures: Mapping[str, tuple[str, str, Collection[Lever]]]
) -> Scenario:
    """The scenario with mixtures of its rollouts beside them, or in their place.

    Args:
        scenario: it is not changed.
        mixtures: by the name of the new rollout, whose levers are taken (a rollout's name), who has
            the rest (another's), and which are taken.

    Returns:
        Another scenario. An event that befalls certain rollouts befalls a mixture that took it.
    """
    rollouts, given = dict(scenario.rollouts), scenario.rollouts
    for name, (ours, theirs, levers) in mixtures.items():
        rollouts[name] = mixture(given[ours], given[theirs], levers)
    like = {
        name: ours if LEVERS["events"] in levers else theirs
        for name, (ours, theirs, levers) in mixtures.items()
    }
    events = [_befalling(event, like) for event in scenario.events]
    kept = tuple(event for event in events if event is not None)
    return scenario.model_copy(update={"rollouts": rollouts, "events": kept})


def events_of(scenario: Scenario, rollout: str) -> list[Event]:
    """The events that befall a rollout and not every other, without the names of those that they befall."""
    named = (event for event in scenario.events if rollout in event.rollouts)
    return [event.model_copy(update={"rollouts": ()}) for event in named]


def _befalling(event: Event, like: Mapping[str, str]) -> Event | None:
    """The event as it befalls new rollouts, each like another; None where nobody is left."""
    if not event.rollouts:
        return event
    kept = [name for name in event.rollouts if name not in like]
    names = (*kept, *(name for name, other in like.items() if other in event.rollouts))
    return event.model_copy(update={"rollouts": names}) if names else None


def equalised(scenario: Scenario, names: Sequence[str], levers: Collection[Lever]) -> Scenario:
    """The scenario with some levers of its baseline in other rollouts, too; its title says so.

    Args:
        scenario: it is not changed.
        names: the rollouts that get the levers. The baseline among them is the scenario's, or else the
            first.
        levers: which levers; none leaves the scenario as it is.

    Returns:
        Another scenario.
    """
    if not levers:
        return scenario
    baseline = scenario.baseline_among(names)
    others = [name for name in names if name != baseline]
    said = f"equal for all: {joined([lever.meaning for lever in levers])}, as in {scenario.called(baseline)}"
    title = f"{scenario.title or scenario.name} ({said})"
    mixtures = {name: (baseline, name, levers) for name in others}
    return mixed(scenario, mixtures).model_copy(update={"title": title})


def levers_named(names: Iterable[str], option: str) -> tuple[Lever, ...]:
    """The levers of these names.

    Args:
        names: keys of `LEVERS`; `all` stands for all but the sequence and the release.
        option: where they were named, for problems.

    Returns:
        Levers in the order of `LEVERS`, each once.

    Raises:
        BadInput: with every name that is unknown, and the nearest that there is.
    """
    asked = set(names)
    unknown = sorted(asked - {ALL, *LEVERS})
    if unknown:
        remedies = [(name, nearest(name, [*LEVERS, ALL])) for name in unknown]
        raise BadInput(
            *(Problem("", option, name, f"there is no such lever; {how}") for name, how in remedies)
        )
    return tuple(
        lever
        for name, lever in LEVERS.items()
        if name in asked or (ALL in asked and name not in STRATEGY)
    )
