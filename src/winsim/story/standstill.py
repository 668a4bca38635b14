"""Why a team has nothing in hand."""

from collections.abc import Iterator

import numpy as np

from winsim.model.kernel.work import SPARE
from winsim.model.rules.adoption import EXACT
from winsim.model.state import COMPLETED, ENDINGS, RUNNING
from winsim.explain.replay import Page, Relived


def standstill(relived: Relived, week: int, number: int) -> str:
    """Why a team had nothing in hand in a week, in words; empty where it was at work."""
    page = relived.pages[week]
    team = page.teams[number]
    if week == 0 or team.open_steps > 0:
        return ""
    if team.wave < 0:
        return "in no wave"
    if team.live or (page.worked[number].done >= 0).all():
        return "done" if team.live else "finished, not live yet"
    if relived.pages[week - 1].leadership.status > RUNNING or page.leadership.status > COMPLETED:
        return f"the programme has ended ({ENDINGS[int(page.leadership.status)]})"
    if team.opened < 0:
        return f"before its wave: {_gate(relived, week, int(team.wave))}"
    return "; ".join(dict.fromkeys(_blocks(relived, page, number))) or "nothing to take up"


def _gate(relived: Relived, week: int, wave: int) -> str:
    """What a wave still waits for at the opening of a week."""
    before, gate = relived.pages[week - 1], relived.world.venture.programme.waves[wave]
    leadership, opened = before.leadership, before.teams.opened >= 0
    people = opened * before.teams["people"]
    if wave > leadership.waves:
        return "the wave before it comes first"
    lacking = []
    if week - (leadership.last_opened if wave > 0 else 1) < gate.wait:
        lacking.append("time")
    if leadership.political < gate.backing:
        lacking.append("backing")
    if wave > 0 and (before.tasks[opened].done >= 0).mean() < gate.wins - EXACT:
        lacking.append("finished steps")
    if wave > 0 and np.average(before.believing, weights=people) < gate.evidence:
        lacking.append("belief")
    return (
        f"its gate waits for {' and '.join(lacking)}" if lacking else "the next leadership meeting"
    )


def _blocks(relived: Relived, page: Page, number: int) -> Iterator[str]:
    """What keeps a team from the steps that it has not started though it has what they need."""
    programme, tasks = relived.world.venture.programme, page.worked[number]
    for place in programme.order:
        step, state = relived.scenario.initiative.steps[place], page.steps[place]
        needs = programme.needs[place] > 0
        if tasks[place].started >= 0 or (tasks.done[needs] < 0).any():
            continue
        if state.design_left > SPARE:
            yield f"waits for the design of {step.name}"
        elif not state.backed:
            yield f"waits for backing of {step.name}"
        elif programme.steps[place].low_value:
            yield "waits for valuable steps, low-value ones being capped"
