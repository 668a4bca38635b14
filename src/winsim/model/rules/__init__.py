"""What one employee, one team, one leadership meeting does: scalar rules, one file a mechanism.

Every rule is a pure function of numbers in the words of its source, compiled into the kernel and
callable as plain Python. Source keys are those of the bibliography, `sources.yaml`.
"""
