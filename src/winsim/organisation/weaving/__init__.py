"""Ties drawn one by one in compiled code, and rows of who listens to whom."""
