"""What one employee, one team, one leadership meeting does: scalar rules, one file a mechanism.

Every rule is a pure function of numbers in the words of its source, compiled into the kernel and
callable as plain Python. Source keys are those of the bibliography, `sources.yaml`.

Shares are in [0, 1], evidence and felt strength in observations, work and money in person-weeks,
appeals in log-odds. `luck` is a uniform random draw in [0, 1). "Idle at" names the value of a
parameter at which a rule does nothing, which is the value it has where its mechanism is off.
"""
