"""Who there is and who sees whom; it never changes in a run.

`files` reads and writes organisations, `generator` draws them, `description` measures them.
"""
