"""Published results, run again with the one model and laid beside theory: one module a result.

Each result is a setting of the model in `settings`, a scenario file like any other. What it should
come to is published, or worked out in `winsim.validation.theory`, which knows nothing of the model.
"""
