"""The timeline of a run: waves, events, going live, flaws, and the programme's end."""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from winsim.player.course import dropped
from winsim.player.recording import Recording
from winsim.runs.endings import IN_WORDS
from winsim.scenario.rollout import Event


class Mark(NamedTuple):
    """Something that happened in a week.

    Attributes:
        week: In which; 0 is the start.
        kind: `wave`, `event`, `live`, `flaw`, `review` or `end`, by which the page draws it.
        words: What happened, as part of a sentence.
    """

    week: int
    kind: str
    words: str


EVENTS = {
    "budget_cut": "budget cut by {share}",
    "reorganisation": "reorganisation: {share} of the work in progress lost",
    "sponsor_leaves": "the sponsor leaves: {share} of support lost",
    "withdrawal": "the programme is withdrawn",
    "win": "a win of strength {size:g} in {team}",
    "setback": "a setback of strength {size:g} in {team}",
}


def timeline(run: Recording, group_name: dict[str, str]) -> list[Mark]:
    """The marks of a run in the order of weeks.

    Args:
        run: The recorded run.
        group_name: The name under which each team is shown, by its own name.

    Returns:
        The marks; within a week waves come first, then events, going live, flaws, what a review drops, and
        the end.
    """
    marks = [
        *_waves(run),
        *_events(run, group_name),
        *_live(run),
        *_flaws(run),
        *_review(run),
        *_end(run),
    ]
    return sorted(marks, key=lambda mark: mark.week)


def _waves(run: Recording) -> Iterator[Mark]:
    teams = run.state.change.teams
    for wave in range(int(teams.wave.max(initial=-1)) + 1):
        members = teams[(teams.wave == wave) & (teams.opened >= 0)]
        if members.size:
            count = f"{members.size} team{'' if members.size == 1 else 's'}"
            yield Mark(int(members.opened.min()), "wave", f"wave {wave + 1} opens: {count}")


def _events(run: Recording, group_name: dict[str, str]) -> Iterator[Mark]:
    for event in run.scenario.events:
        if not event.rollouts or run.rollout in event.rollouts:
            yield Mark(event.week, "event", _words(event, group_name))


def _words(event: Event, group_name: dict[str, str]) -> str:
    team = "every team" if event.team is None else group_name.get(event.team, event.team)
    return EVENTS[event.kind].format(share=f"{100 * event.size:.0f} %", size=event.size, team=team)


def _live(run: Recording) -> Iterator[Mark]:
    """When the first team and when all teams have everything in use."""
    teams = run.live.sum(axis=1)
    for reached, words in (
        (1, "the first team is fully live"),
        (run.organisation.teams, "all teams live"),
    ):
        weeks = np.flatnonzero(teams >= reached)
        if weeks.size and weeks[0] > 0:
            yield Mark(int(weeks[0]), "live", words)


def _flaws(run: Recording) -> Iterator[Mark]:
    for place, step in enumerate(run.steps):
        weeks = np.flatnonzero(run.found[:, place])
        if weeks.size and weeks[0] > 0:
            yield Mark(int(weeks[0]), "flaw", f"a flaw comes to light in {step.name}")


def _review(run: Recording) -> Iterator[Mark]:
    for week, what in dropped(run):
        yield Mark(week, "review", f"a review drops {what}")


def _end(run: Recording) -> Iterator[Mark]:
    if run.ended and run.ended_week > 0:
        yield Mark(int(run.ended_week), "end", IN_WORDS[run.ended])
