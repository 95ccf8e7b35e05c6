"""What the codes say when they are counted: one pass over the sessions, the same filters everywhere. Pure."""
