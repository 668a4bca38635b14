"""The stories of everyone shown, in the words of `winsim why`, with the weeks of their inclination."""

from dataclasses import replace

from winsim.player.lineup import Lineup
from winsim.explain.person import story_of_person
from winsim.explain.replay import Relived
from winsim.explain.team import story_of_team
from winsim.story.telling import told

MERGED = "{name} stands for teams too small to be told of one by one. {people} people."


def person_told(relived: Relived, lineup: Lineup, shown: int, names: bool) -> list[str]:
    """The story of a person shown, of whom the relived run tells."""
    number = int(lineup.person[shown])
    story = story_of_person(relived, lineup.who.ids[number])
    team = lineup.shown.team_names[int(lineup.shown.network.team[shown])]
    alone = str(number + 1)
    if names:
        return told(replace(story, team=team))
    return told(replace(story, team=team, id=alone, name=alone))


def team_told(relived: Relived, lineup: Lineup, shown: int) -> list[str]:
    """The story of a team shown; of merged teams, that they are merged."""
    name = lineup.shown.team_names[shown]
    if lineup.merged[shown]:
        return [MERGED.format(name=name, people=int(lineup.shown.team_sizes[shown]))]
    return told(story_of_team(relived, name))
