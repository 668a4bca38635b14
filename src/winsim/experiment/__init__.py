"""Experiments over many settings of a scenario: declared, checked, simulated in chunks, read as tables.

`experiment`, `design` and `factor` are what a file declares; `plan` makes it concrete; `folder`,
`scheduler` and `worker` simulate it; `results` reads it back; `sweep` does all of this from Python.
"""
