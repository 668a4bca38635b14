"""The player: runs shown week by week on one page of its own, as a file or served by the lab."""
