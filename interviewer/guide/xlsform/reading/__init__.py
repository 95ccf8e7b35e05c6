"""An XLSForm of any dialect -> a guide, and every row and cell that could not be carried. Pure."""
