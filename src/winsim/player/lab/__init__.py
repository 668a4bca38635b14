"""A server on this machine that plays a change again as its levers are moved; needs `winsim[play]`.

`server` speaks HTTP, `service` simulates, `sessions` hold what is cached for each open page, and
`settings` are a state of the lab, made of a preset and its moved `levers`, each of which sets fields
of a scenario.
"""
