"""A rehearsal: the interview as it will be held, against a clock, and nothing of it kept."""
