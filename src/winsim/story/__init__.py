"""Why: one run lived again with a diary, and told as the story of a person or of a team."""

from winsim.story.movement import Movement, movement
from winsim.story.notable import notable
from winsim.story.person import PersonStory, person_story, story_of_person
from winsim.story.reliving import Happening, Relived, relive
from winsim.story.team import TeamStory, story_of_team, team_story
from winsim.story.telling import told
from winsim.story.telling_person import between

Story = PersonStory | TeamStory

__all__ = [
    "Happening",
    "Movement",
    "PersonStory",
    "Relived",
    "Story",
    "TeamStory",
    "between",
    "movement",
    "notable",
    "person_story",
    "relive",
    "story_of_person",
    "story_of_team",
    "team_story",
    "told",
]
