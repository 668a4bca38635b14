"""What a sweep says: which factors matter, where each rollout is better, and when one loses.

Every analysis takes a `Response`: points and values as plain tables, from a sweep or from anywhere.
`analyse.analyse` makes them by name from the results of a sweep; `tables` and `statements` present them.
"""
