"""Why: one run lived again with a diary, and told as the story of a person or of a team."""
