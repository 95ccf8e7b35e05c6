"""Looking at what a scan found: as a list, one by one, before an export."""
