"""Names at the screen: asked for, listed, shown for a moment, written to a table."""
