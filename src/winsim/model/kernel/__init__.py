"""The rules applied to everyone: the only loops over employees and teams, compiled by Numba.

A week has five parts, in this order; the numbers are those of the ODD description.

1. `open_week` is leadership's: `leadership`, and `ties` for what is heard of colleagues' beliefs.
2. `work` is the teams', any team first: `work`.
3. `evaluate_work` says what became of it: `results`, and `ties` for who sees it.
4. `perceive`, `decide` and `act` are the employees', anyone first: `evidence` and `decision`.
5. `close_week` lets decisions take effect, settles accounts and records: `bookkeeping`.

`week` puts the parts in order, `run_weeks` runs whole weeks in one call, and `entry_points` is what
Python calls. All write a `State` in place. An employee reads colleagues only through sums that stand
while a week is open, and these are whole numbers, so the order in which teams and employees act is
of no account.
"""
