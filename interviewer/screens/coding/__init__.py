"""Coding and correcting what was said, turn by turn."""
