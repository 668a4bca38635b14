"""The lab: the player's page served on this machine alone, with levers."""
