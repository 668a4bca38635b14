"""The forms in which ties come, each made a list of ties."""
