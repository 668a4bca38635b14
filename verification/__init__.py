"""The model laid beside rival code: a plain-Python twin, and NDlib."""
