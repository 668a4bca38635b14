"""The debrief after a play: costs, wins, setbacks, who never adopted, and questions to discuss.

All but the crossing of the medians is read off the runs that were played, not off all seeds.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from winsim.model import measures
from winsim.player.bands import Bands, crossings
from winsim.player.course import (
    adopted_by_week,
    adopted_since_coming,
    course_questions,
    course_rows,
    percent,
)
from winsim.player.loop import STALL, VICIOUS, Loop
from winsim.player.recording import Recording
from winsim.player.roster import Roster

GAP = 0.15
"""A lead of perceived over strategic progress that is worth talking about."""
LONG = 13
"""A stall or vicious circle of at least so many weeks is worth talking about."""
TIRED = 0.3
"""A mean fatigue that is worth talking about."""


@dataclass(frozen=True)
class Debrief:
    """What a group may talk about once a run has been played.

    Attributes:
        rows: A table: what, and one text per rollout.
        never: For each team shown that has somebody who had not adopted at the end: its name, its
            people, and for each rollout how many had not. Teams with most come first.
        discuss: Questions, in sentences.
    """

    rows: tuple[tuple[str, tuple[str, ...]], ...]
    never: tuple[tuple[str, int, tuple[int, ...]], ...]
    discuss: tuple[str, ...]


def debrief(
    runs: Sequence[Recording], loops: Sequence[Loop], bands: Bands, roster: Roster
) -> Debrief:
    """The debrief of the runs that were played.

    Args:
        runs: One run of each rollout, all under one seed.
        loops: The success spiral of each.
        bands: The curves of all seeds.
        roster: Who is shown, and under which name.

    Returns:
        Texts alone, in the order of `runs`.
    """
    rows = {
        "Spent": _spent,
        "Won": _won,
        "Work the new way": _adoption,
        "Net value": _value,
        "Worst setback": lambda run: _setback(run, roster),
        "Never came round": _never,
        "Turned back": _turned_back,
    }
    return Debrief(
        rows=(
            *course_rows(runs).items(),
            *((name, tuple(row(run) for run in runs)) for name, row in rows.items()),
        ),
        never=_by_team(runs, roster),
        discuss=tuple(_questions(runs, loops, bands)),
    )


def _spent(run: Recording) -> str:
    cost, people = measures.total(run.state.record.weeks, "cost"), run.organisation.people
    return f"{cost:,.0f} person-weeks, {cost / people:.1f} a person"


def _won(run: Recording) -> str:
    weeks = run.state.record.weeks
    wins, strategic = measures.total(weeks, "wins"), measures.at_end(weeks, "strategic")
    return f"{wins:,.0f} wins in teams; {percent(strategic)} of the strategic value"


def _adoption(run: Recording) -> str:
    weeks = run.state.record.weeks
    adopted, gladly = measures.at_end(weeks, "adopted"), measures.at_end(weeks, "committed")
    return f"{percent(adopted)} of people, {percent(gladly)} of their own accord"


def _value(run: Recording) -> str:
    price = run.scenario.initiative.price
    value = run.outcomes["net_value"]
    return f"{value:+,.0f} person-weeks (full benefit: {price:g} a person and week)"


def _setback(run: Recording, roster: Roster) -> str:
    """The week in which setbacks were felt most, with those who felt it."""
    felt = run.setback.sum(axis=1)
    week = int(np.argmax(felt))
    if felt[week] <= 0:
        return "none was felt"
    teams = np.flatnonzero(run.setback[week] > 0)
    groups = list(dict.fromkeys(roster.group_name(int(team)) for team in teams))
    everybody = run.organisation.teams
    who = "all teams" if teams.size == everybody else ", ".join(groups[:3])
    more = f" and {len(groups) - 3} more" if len(groups) > 3 and who != "all teams" else ""
    return f"week {week}: felt with {felt[week] / everybody:.2f} a team on average, by {who}{more}"


def _never(run: Recording) -> str:
    left = int((~adopted_by_week(run)[-1]).sum())
    return "nobody" if left == 0 else f"{left:,} of {run.organisation.people:,} people"


def _turned_back(run: Recording) -> str:
    """How many worked the new way once and do not at the end."""
    back = int((adopted_since_coming(run) & ~adopted_by_week(run)[-1]).sum())
    who = "person" if back == 1 else "people"
    return "nobody" if back == 0 else f"{back:,} {who}, after having come round"


def _by_team(
    runs: Sequence[Recording], roster: Roster
) -> tuple[tuple[str, int, tuple[int, ...]], ...]:
    """The teams with somebody who never adopted, those with most first."""
    team = roster.shown.network.team
    left = [
        np.bincount(team[~adopted_by_week(run)[-1][roster.person]], minlength=roster.shown.teams)
        for run in runs
    ]
    people = roster.shown.team_sizes
    order = np.argsort(-sum(left), kind="stable")
    return tuple(
        (roster.shown.team_names[one], int(people[one]), tuple(int(count[one]) for count in left))
        for one in order
        if any(count[one] for count in left)
    )


def _questions(runs: Sequence[Recording], loops: Sequence[Loop], bands: Bands) -> Iterator[str]:
    """What the room may want to discuss, from what happened in this run."""
    if len(runs) > 1:
        yield from _on_the_difference(runs, bands)
    for run, loop in zip(runs, loops, strict=True):
        yield from course_questions(run)
        yield from _on_the_spiral(run, loop)
        yield from _on_the_gap(run)
        yield from _on_the_people(run)
    yield "What is different here from this simulated organisation, and would it change the answer?"


def _on_the_difference(runs: Sequence[Recording], bands: Bands) -> Iterator[str]:
    crossed = crossings(*bands.medians("adopted")[:2])
    names = bands.rollouts
    if crossed:
        weeks = ", ".join(map(str, crossed))
        yield (
            f"The medians of {names[0]} and {names[1]} change places in week {weeks}. Who would "
            "have been asked to be patient until then, and would they have been?"
        )
    cost = [measures.total(run.state.record.weeks, "cost") for run in runs]
    dear, cheap = (0, 1) if cost[0] > cost[1] else (1, 0)
    if cost[dear] > 1.1 * cost[cheap]:
        yield (
            f"{names[dear]} cost {cost[dear] - cost[cheap]:,.0f} person-weeks more than "
            f"{names[cheap]} in this run. What did that buy?"
        )


def _on_the_spiral(run: Recording, loop: Loop) -> Iterator[str]:
    for state, words in ((STALL, "stalled"), (VICIOUS, "was a vicious circle")):
        first, length = _longest(loop.state == state)
        if length >= LONG:
            yield (
                f"In {run.rollout} the spiral {words} from week {first} to week "
                f"{first + length - 1}. What did it wait for, and who could have given it?"
            )


def _longest(flags: np.ndarray[tuple[int], np.dtype[np.bool_]]) -> tuple[int, int]:
    """The first week and the length of the longest stretch of weeks that are so."""
    edges = np.flatnonzero(np.diff(np.concatenate([[False], flags, [False]]).astype(np.int8)))
    starts, ends = edges[::2], edges[1::2]
    if not starts.size:
        return 0, 0
    best = int(np.argmax(ends - starts))
    return int(starts[best]), int(ends[best] - starts[best])


def _on_the_gap(run: Recording) -> Iterator[str]:
    weeks = run.state.record.weeks
    lead = measures.measured(weeks, "perceived") - measures.measured(weeks, "strategic")
    week = int(np.argmax(lead))
    if lead[week] > GAP:
        yield (
            f"In week {week}, {run.rollout} looked {percent(lead[week])} of the change further than it "
            "was. Who noticed, and which wins were for show?"
        )


def _on_the_people(run: Recording) -> Iterator[str]:
    weeks = run.state.record.weeks
    left = 1 - measures.at_end(weeks, "adopted")
    if left >= 0.1:
        yield (
            f"{percent(left)} of people do not work the new way at the end of {run.rollout}. What would "
            "have moved them?"
        )
    tired = measures.measured(weeks, "fatigue")
    if tired.max() >= TIRED:
        yield (
            f"Fatigue peaked at {tired.max():.2f} in week {int(np.argmax(tired))} of "
            f"{run.rollout}. What could have been left out?"
        )
