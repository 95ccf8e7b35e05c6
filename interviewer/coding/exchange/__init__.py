"""Codebooks of other programs, read and written."""
