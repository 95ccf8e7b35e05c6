"""Taking in what other tools hold, and saying what could not be carried."""
