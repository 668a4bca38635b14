"""What is declared: a scenario as frozen, validated models, every field with unit and source.

`scenario` holds the whole and the other models its sections; `reading` makes one of a file.
"""
