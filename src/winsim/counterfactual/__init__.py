"""What would have been: without a mechanism, with one more win, with the programme withdrawn."""
