"""Results on a page: transcripts, tables, what was exported or deleted."""
