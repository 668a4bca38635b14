"""What is declared: a scenario as frozen, validated models, every field with unit and source."""
