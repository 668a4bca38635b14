"""Numbers that are the same on every machine: random draws, elementary functions, compiling, arrays."""
