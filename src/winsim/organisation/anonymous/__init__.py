"""Organisations made anonymous: names replaced, small cells merged, and what can still identify."""
