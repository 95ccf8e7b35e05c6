"""Answers that forms on phones collected, on their way into the study, each submission once."""
