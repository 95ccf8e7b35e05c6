"""The terminal: what a person sees and types, in French or English."""
