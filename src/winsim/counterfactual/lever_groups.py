"""Groups of levers that are exchanged together, where levers are too many to be taken one by one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from winsim.problems import BadInput, Problem
from winsim.scenario.lever import LEVERS, Lever, differing, levers_named
from winsim.scenario.scenario import Scenario

MOST = 6
"""The most groups: there are 2^6 mixtures of two rollouts that differ in six groups."""
OPTION = "--group"


class LeverGroup(NamedTuple):
    """Levers that are exchanged together; often it is a single one, whose name it has."""

    name: str
    levers: tuple[Lever, ...]


def lever_groups(
    levers: Sequence[Lever], asked: Mapping[str, Sequence[str]]
) -> tuple[LeverGroup, ...]:
    """Levers in at most `MOST` groups.

    Args:
        levers: those in which two rollouts differ, in the order of `LEVERS`.
        asked: names of levers by the name of a group of them. Levers that are not named stay on their
            own, or, where that makes too many groups, join the group that `LEVERS` declares for each.

    Returns:
        The groups, in the order of their first levers.

    Raises:
        BadInput: for a lever that is unknown, does not differ, or is in two groups; and for too many
            groups.

    >>> [group.name for group in lever_groups([LEVERS["order"], LEVERS["mandate"]], {})]
    ['order', 'mandate']
    """
    chosen = {name: levers_named(members, OPTION) for name, members in asked.items()}
    problems = [*_misplaced(levers, chosen)]
    if problems:
        raise BadInput(*problems)
    taken = [lever for members in chosen.values() for lever in members]
    rest = [lever for lever in levers if lever not in taken]
    groups = [LeverGroup(name, members) for name, members in chosen.items()]
    apart = [LeverGroup(lever.name, (lever,)) for lever in rest]
    if len(groups) + len(apart) > MOST:
        apart = _as_declared(rest)
    if len(groups) + len(apart) > MOST:
        remedy = f"there would be {len(groups) + len(apart)} groups; gather them in at most {MOST}"
        raise BadInput(Problem("", OPTION, ", ".join(chosen), remedy))
    place = list(LEVERS.values()).index
    return tuple(sorted((*groups, *apart), key=lambda group: place(group.levers[0])))


def _misplaced(levers: Sequence[Lever], chosen: Mapping[str, Sequence[Lever]]) -> Iterator[Problem]:
    """Levers that do not differ, or are in two groups, and groups that are named like another lever."""
    there = ", ".join(lever.name for lever in levers)
    seen: list[Lever] = []
    for name, members in chosen.items():
        if name in LEVERS and LEVERS[name] not in members:
            remedy = "is the name of a lever that is not in it; choose another name"
            yield Problem("", OPTION, name, remedy)
        for lever in members:
            if lever not in levers:
                remedy = f"the two rollouts do not differ in it; they differ in: {there}"
                yield Problem("", OPTION, lever.name, remedy)
            if lever in seen:
                yield Problem("", OPTION, lever.name, "is in two groups; leave it in one")
            seen.append(lever)


def _as_declared(levers: Iterable[Lever]) -> list[LeverGroup]:
    """Levers gathered as `LEVERS` declares; one that is alone in its group keeps its own name."""
    gathered: dict[str, tuple[Lever, ...]] = {}
    for lever in levers:
        gathered[lever.group] = (*gathered.get(lever.group, ()), lever)
    return [
        LeverGroup(name if len(members) > 1 else members[0].name, members)
        for name, members in gathered.items()
    ]


def differing_levers(scenario: Scenario, rollout: str, baseline: str) -> tuple[Lever, ...]:
    """The levers in which two rollouts differ.

    Args:
        scenario: the scenario of the rollouts.
        rollout: the name of the one.
        baseline: the name of the other.

    Raises:
        BadInput: where they do not differ at all.
    """
    levers = differing(scenario, rollout, baseline)
    if not levers:
        remedy = "the two differ in no lever, so there is nothing to explain; name two that do"
        raise BadInput(Problem("", "--rollouts", f"{rollout},{baseline}", remedy))
    return levers
