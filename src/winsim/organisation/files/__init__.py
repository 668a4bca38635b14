"""Organisations in files: people and ties read from tables, workbooks and graphs, and written."""
