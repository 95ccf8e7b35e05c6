"""What a study keeps outside of git, for its keeper alone: the team's key, the cabinet of the sealed words' keys, the vault of names."""
