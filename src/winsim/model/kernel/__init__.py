"""The rules applied to everyone: the only loops over employees and teams, compiled by Numba.

A week has five parts. `open_week` is leadership's, `work` the teams' (any team first), `settle_results`
settles what was finished, `perceive`, `decide` and `act` are the employees' (anyone first), and
`close_week` turns the page. `run_weeks` runs whole weeks in one call. All write a world in place. An
employee reads colleagues only through sums that were settled when the week opened, and these are
whole numbers, so the order in which teams and employees act is of no account.
"""
