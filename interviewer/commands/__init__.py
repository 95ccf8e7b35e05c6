"""One verb a file: load, call, save, print."""
