"""Exact answers of published models, worked out from their mathematics and not from winsim's model.

Nothing here imports anything else of winsim, and the import contracts hold that; so where a run of
the model and a number from here agree, they agree for no other reason than that both are right.
"""
