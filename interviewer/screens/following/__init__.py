"""Reading along while somebody else holds the interview, and taking notes beside it."""
