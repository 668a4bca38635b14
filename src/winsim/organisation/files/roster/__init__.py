"""Whom a file means: people looked up by whatever it calls them."""
