"""The formats of files: text, workbooks, Parquet and graphs, each read into tables."""
