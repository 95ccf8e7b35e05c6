"""Holding an interview: the plain walk, what it shows, what is settled before it."""
