"""Results on disk: a folder of tidy tables and figures with a manifest, written whole or not."""
