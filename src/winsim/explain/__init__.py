"""Why: one run simulated again week by week, as the story of a person or of a team."""
