"""The stories of everyone shown, in the words of `winsim why`, with the weeks of their inclination."""

from collections.abc import Sequence
from dataclasses import replace

from winsim.player.cast import Cast
from winsim.scenario import Scenario
from winsim.story import Relived, relive, story_of_person, story_of_team, told

MERGED = "{name} stands for teams too small to be told of one by one. {people} people."


def stories(
    scenario: Scenario, rollout: str, seed: int, cast: Cast, names: bool
) -> tuple[list[list[str]], list[list[str]]]:
    """Everyone's story in one run, as sentences: of each person shown, and of each team shown."""
    relived = relive(scenario, rollout, seed)
    people = [person_told(relived, cast, shown, names) for shown in range(cast.shown.people)]
    return people, [team_told(relived, cast, team) for team in range(cast.shown.teams)]


def person_told(relived: Relived, cast: Cast, shown: int, names: bool) -> list[str]:
    """The story of a person shown, of whom the relived run tells."""
    number = int(cast.person[shown])
    story = story_of_person(relived, cast.who.ids[number])
    team = cast.shown.team_names[int(cast.shown.network.team[shown])]
    called = {} if names else {"id": str(number + 1), "name": str(number + 1)}
    return told(replace(story, team=team, **called))


def team_told(relived: Relived, cast: Cast, shown: int) -> list[str]:
    """The story of a team shown; of merged teams, that they are merged."""
    name = cast.shown.team_names[shown]
    if cast.merged[shown]:
        return [MERGED.format(name=name, people=int(cast.shown.team_sizes[shown]))]
    return told(story_of_team(relived, name))


def some_told(
    scenario: Scenario, rollout: str, seed: int, cast: Cast, people: Sequence[int], names: bool
) -> list[list[str]]:
    """The stories of a few of the people shown, without reliving the others' diaries."""
    ids = [cast.who.ids[int(cast.person[shown])] for shown in people]
    relived = relive(scenario, rollout, seed, ids)
    return [person_told(relived, cast, shown, names) for shown in people]
