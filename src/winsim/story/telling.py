"""Stories in words: plain sentences, in the order in which things happened."""

from winsim.explain.person import PersonStory
from winsim.explain.team import TeamStory
from winsim.explain.person_statements import told_of_person
from winsim.explain.team_statements import told_of_team

Story = PersonStory | TeamStory


def told(story: Story) -> list[str]:
    """A story in plain sentences, the first of which says whose it is."""
    return told_of_person(story) if isinstance(story, PersonStory) else told_of_team(story)
