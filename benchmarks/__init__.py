"""How fast and how big: run with `make bench`, never as a test."""
