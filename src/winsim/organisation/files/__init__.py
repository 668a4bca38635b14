"""Organisations in files: people and ties read from CSV, Parquet and GraphML, and written."""
