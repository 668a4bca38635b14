"""How anything is declared: fields with unit, bounds and source; files read, checked and overridden.

Knows nothing of change or organisations: `scenario` and `experiment` declare their models with it.
"""
