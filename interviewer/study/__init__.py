"""The folder on the disk: finding, listing and reading a study."""
