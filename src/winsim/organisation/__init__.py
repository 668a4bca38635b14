"""Who there is and who sees whom; it never changes in a run."""
