"""The coding room: full-screen coding of what was said, turn by turn."""
