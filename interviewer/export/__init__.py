"""Out to other tools, always from the same tables."""
