"""A team's story in words."""

from collections.abc import Iterator
from itertools import groupby
from operator import attrgetter, itemgetter

from winsim.explain.person import PersonStory
from winsim.explain.person_statements import person_statements
from winsim.explain.team import TeamStory
from winsim.runs.endings import IN_WORDS
from winsim.words import count, listed


def team_statements(story: TeamStory) -> list[str]:
    """A team's story in plain sentences.

    Returns:
        First which team it is, then what happened, when it stood still and when its people adopted, in
        the order of weeks, and last how it ends.
    """
    dated = [*_weeks(story), *_standstills(story), *_adopters(story)]
    in_order = sorted(dated, key=itemgetter(0))
    return [_introduction(story), *(words for _, words in in_order), _end(story)]


def _introduction(story: TeamStory) -> str:
    wave = f"in wave {story.wave}" if story.wave else "in no wave"
    return (
        f"{story.name}, {story.people} people, {wave}, rollout {story.rollout}, seed {story.seed}."
    )


def _standstills(story: TeamStory) -> Iterator[tuple[int, str]]:
    """The spells in which the team had nothing in hand, each with its first week."""
    reasons = zip(story.table["week"].tolist(), story.table["stood_still"].tolist(), strict=True)
    for reason, spell in groupby(reasons, key=itemgetter(1)):
        weeks = [week for week, _ in spell]
        if reason not in ("", "done"):
            span = f"Week {weeks[0]}" if len(weeks) == 1 else f"Weeks {weeks[0]} to {weeks[-1]}"
            yield weeks[0], f"{span}: stood still: {reason}."


def _weeks(story: TeamStory) -> Iterator[tuple[int, str]]:
    """What happened in each week in which something did."""
    for week, history in groupby(story.history, key=attrgetter("week")):
        said = [_said(story, one.kind, one.by, week) for one in history]
        if week > 0:
            yield week, f"Week {week}: {'; '.join(said)}."


def _said(story: TeamStory, kind: str, by: str, week: int) -> str:
    if kind == "started":
        row = story.table.loc[week]
        after = dict(zip(row.started.split(", "), row.inherited.split(", "), strict=True))[by]
        teams = f" (after {count(int(after), 'other team')})" if after != "0" else ""
        return f"started {by}{teams}"
    if kind == "ended":
        return f"the programme ended: {IN_WORDS[by]}"
    return {
        "opened": "its wave opened",
        "finished": f"finished {by}",
        "reworked": f"{by} came back for rework, a flaw having come to light",
        "live": "everything is in use",
    }[kind]


def _adopters(story: TeamStory) -> Iterator[tuple[int, str]]:
    """When people of the team adopted."""
    share = story.table["adopters"] / story.people
    for part, words in ((1e-9, "the first adopter"), (0.5, "half of the team")):
        reached = share.index[share >= part].tolist()
        if reached:
            yield reached[0], f"Week {reached[0]}: {words} had adopted."


def _end(story: TeamStory) -> str:
    start, end = story.table.iloc[0], story.table.iloc[-1]
    setbacks = story.table.index[story.table["setback"] > 0].tolist()
    felt = f"setbacks felt in {listed(setbacks)}" if setbacks else "no setback felt"
    wins, steps = int(story.table["wins"].sum()), int(end.steps_done)
    return (
        f"At the end, week {story.last_week}: {end.adopters} of {story.people} have adopted; "
        f"{count(steps, 'step')} done, {count(wins, 'win')}, {felt}; the team's "
        f"belief in itself {start.efficacy:.2f} → {end.efficacy:.2f}; "
        f"{story.table['effort'].sum():.1f} person-weeks given."
    )


Story = PersonStory | TeamStory


def story_statements(story: Story) -> list[str]:
    """The story of a person or of a team in plain sentences, the first of which says whose it is."""
    return person_statements(story) if isinstance(story, PersonStory) else team_statements(story)
