"""The gate of a wave: what a leadership meeting finds that the next wave of teams still waits for.

Leadership asks it when it meets, and `waits_for` asks it again when a run is explained. What each
meeting found is kept, so that afterwards it can be said what was lacking, and by how much.
"""

from winsim.model.kernel.discovery import balance_of_the_whole
from winsim.model.kernel.scope import in_scope
from winsim.model.programme import (
    BACKING,
    EVIDENCE,
    OPEN,
    TRUST,
    WAIT,
    WINS,
    WORTH,
)
from winsim.model.rules import belief
from winsim.model.rules.adoption import EXACT
from winsim.model.state import (
    ChangeState,
    Population,
)
from winsim.numerics.compiling import outline, part


@part
def gate(change: ChangeState, population: Population, number: int, week: int) -> int:
    """What a wave still waits for: the only place that says when a wave may open.

    The first wave has no teams before it whose wins and evidence could count, and opens on what was
    declared; later ones wait where leadership asks for pay, and no longer expects it.

    Args:
        change: the change under way.
        population: the people, for the evidence of opened teams.
        number: the number of the wave, which must be the next to open.
        week: the week that is open.

    Returns:
        The sum of `WAIT` … `WORTH`, of all that is lacking; `OPEN` if nothing is.
    """
    wave, leadership, lacking = change.programme.waves[number], change.leadership[0], OPEN
    since = week - leadership.last_opened if number > 0 else week - 1
    if since < wave.wait:
        lacking += WAIT
    if leadership.political < wave.backing:
        lacking += BACKING
    if leadership.reputation < wave.trust:
        lacking += TRUST
    if number > 0 and share_won(change) < wave.wins - EXACT:
        lacking += WINS
    asked = number > 0 and wave.evidence > 0.0
    if asked and belief_of_opened_teams(change, population) < wave.evidence:
        lacking += EVIDENCE
    asked = number > 0 and change.programme.settings[0].payback > 0
    if asked and balance_of_the_whole(change) < 0.0:
        lacking += WORTH
    return lacking


@outline
def keep_findings(
    change: ChangeState, population: Population, number: int, week: int, lacking: int
) -> None:
    """Keep what a meeting found: what the next wave lacked, and how much there was of what it asks for.

    Args:
        change: the change under way; its `meetings` get the row of the week.
        population: the people, for the evidence of opened teams.
        number: the number of the next wave; where none is left, that of all waves.
        week: the week that is open.
        lacking: what the gate of that wave said, or `OPEN`.
    """
    found, leadership = change.meetings[week], change.leadership[0]
    found.lacking = lacking
    found.backing = leadership.political
    found.trust = leadership.reputation
    if 0 < number < change.programme.waves.size:
        wave = change.programme.waves[number]
        if wave.wins > 0.0:
            found.wins = share_won(change)
        if wave.evidence > 0.0:
            found.evidence = belief_of_opened_teams(change, population)
        if change.programme.settings[0].payback > 0:
            found.worth = balance_of_the_whole(change)


@part
def share_won(change: ChangeState) -> float:
    """The share, in [0, 1], of the steps of opened teams that are finished."""
    finished, total = 0, 0
    for number in range(change.teams.size):
        if change.teams[number].opened >= 0:
            for step in range(change.steps.size):
                total += in_scope(change, number, step)
                finished += change.tasks[number, step].done >= 0
    return finished / max(total, 1)


@part
def belief_of_opened_teams(change: ChangeState, population: Population) -> float:
    """The mean belief of people in opened teams, in [0, 1]."""
    employees, people, total = population.employees, 0, 0.0
    for team in change.teams:
        if team.opened >= 0:
            people += team.people
            for person in range(team.first, team.first + team.people):
                total += belief.share(
                    employees.belief_for[person], employees.belief_against[person]
                )
    return total / max(people, 1)
