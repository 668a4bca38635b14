"""How anything is declared: fields with unit, bounds and source; files read, checked and overridden."""
