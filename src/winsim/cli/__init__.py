"""The command line: words in, functions called, tables out."""
