"""The lab: the player's page served on this machine alone, with levers.

`server` speaks HTTP, `service` simulates, `sessions` hold what is cached for each open page, and
`settings` are a state of the lab, made of a preset and its moved `levers`; each `lever` sets fields of a
scenario.
"""
