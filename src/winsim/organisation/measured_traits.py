"""The measured traits of a scenario, and what is to be said of them before a result is shown."""

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from winsim.declaration.document import flow
from winsim.organisation.measured_trait import MeasuredTrait, measured_trait
from winsim.organisation.organisation import Organisation
from winsim.organisation.reliability import complete, cronbach_alpha, item_rest_correlations
from winsim.problems import BadInput, Problem
from winsim.scenario.measured import measured_in
from winsim.scenario.scenario import Scenario
from winsim.words import count, joined

RELIABLE = 0.7
"""Cronbach's α from which a scale is taken to measure one thing (nunnally1978)."""


def measured_traits(scenario: Scenario, organisation: Organisation) -> list[MeasuredTrait]:
    """Every trait that the scenario has read from columns of the people file.

    Args:
        scenario: The scenario; traits whose mechanism is switched off are passed over.
        organisation: Its people and teams.

    Raises:
        BadInput: With the problems of all traits.
    """
    file, read = scenario.organisation.people or "", []
    problems: list[Problem] = []
    for name, spread, info in measured_in(scenario):
        try:
            read.append(measured_trait(name, spread, info, organisation, file))
        except BadInput as bad:
            problems += bad.problems
    if problems:
        raise BadInput(*problems)
    return read


def trait_doubts(scenario: Scenario, organisation: Organisation) -> list[str]:
    """What may change a result in the measured traits of a scenario, a sentence each.

    Args:
        scenario: The scenario.
        organisation: Its people and teams.

    Returns:
        Missing values for which a mean stands, columns without spread, and items that do not measure
        one thing, by trait in the order of declaration.

    Raises:
        BadInput: With the problems of all traits.
    """
    traits = measured_traits(scenario, organisation)
    return [_file(scenario) + words for one in traits for words in _doubts(one)]


def trait_notes(scenario: Scenario, organisation: Organisation) -> list[str]:
    """What was made of the measured traits of a scenario, a sentence each.

    Args:
        scenario: The scenario.
        organisation: Its people and teams.

    Returns:
        For each trait its columns, how many people answered, the mean, and for items their
        reliability.

    Raises:
        BadInput: With the problems of all traits.
    """
    traits = measured_traits(scenario, organisation)
    return [_file(scenario) + words for one in traits for words in _notes(one)]


def _file(scenario: Scenario) -> str:
    return f"{scenario.organisation.people}: " if scenario.organisation.people else ""


def _doubts(trait: MeasuredTrait) -> Iterator[str]:
    lacking = int(np.isnan(trait.own).sum())
    if lacking:
        stands = "their team" if trait.spread.missing == "team" else "everybody"
        who = count(lacking, "person has", "people have")
        yield f"{trait.name}: {who} no value; the mean of {stands} stands for it."
    if np.nanmin(trait.own) == np.nanmax(trait.own):
        yield f"{trait.name}: everybody has the same value, so nobody differs in it."
    if trait.spread.items:
        yield from (f"{trait.name}: {words}" for words in _unreliable(trait))


def _unreliable(trait: MeasuredTrait) -> Iterator[str]:
    """Why the items of a trait may not measure one thing."""
    alpha, against = cronbach_alpha(trait.answers), _against(trait)
    items = joined(trait.spread.columns)
    if np.isnan(alpha):
        answers = count(len(complete(trait.answers)), "complete answer")
        yield f"how reliable {items} are together cannot be said from {answers}."
    elif against:
        run = "runs" if len(against) == 1 else "run"
        yield (
            f"Cronbach's α of {items} is {alpha:.2f}, and {joined(against)} {run} against the others. If "
            f"high answers mean little there, write {_turning(trait, against)}."
        )
    elif alpha < RELIABLE:
        yield (
            f"Cronbach's α of {items} is {alpha:.2f}, below {RELIABLE:g}; they may not measure one "
            "thing. Leave out what does not belong, or take one column."
        )


def _against(trait: MeasuredTrait) -> list[str]:
    """The items, at most half, that make the scale more reliable once they are turned, worst first."""
    answers, turned = trait.answers.copy(), list[int]()
    items, alpha = trait.spread.columns, cronbach_alpha(trait.answers)
    while len(turned) < len(items) // 2:
        correlations = item_rest_correlations(answers)
        worst = int(np.argmin(np.nan_to_num(correlations)))
        answers[:, worst] *= -1
        better = cronbach_alpha(answers)
        if not (correlations[worst] < 0 and better > alpha):
            break
        turned.append(worst)
        alpha = better
    return [items[item] for item in turned]


def _turning(trait: MeasuredTrait, against: Sequence[str]) -> str:
    """What is written beside the items to turn some of them, or to turn them back."""
    now = set(trait.spread.reversed) ^ set(against)
    said: dict[str, Any] = {"reversed": [item for item in trait.spread.columns if item in now]}
    if trait.spread.rescale is None:
        said["rescale"] = {"from": trait.extra["span"]}
    return flow(said)[1:-1]


def _notes(trait: MeasuredTrait) -> Iterator[str]:
    low, high = np.nanmin(trait.own), np.nanmax(trait.own)
    mean = float(np.nanmean(trait.own))
    words = (
        f"{trait.name} is the {trait.spread}: {mean:.2f} on average, from {low:.2f} to {high:.2f}"
    )
    alpha = cronbach_alpha(trait.answers) if trait.spread.items else np.nan
    if not np.isnan(alpha):
        answers = count(len(complete(trait.answers)), "complete answer")
        words += f"; Cronbach's α is {alpha:.2f}, from {answers}"
    yield f"{words}."
    partly = int((np.isnan(trait.answers).any(axis=1) & ~np.isnan(trait.own)).sum())
    if partly:
        have = count(partly, "person has", "people have")
        yield f"{trait.name}: {have} the mean of the items they answered, at least half of them."
