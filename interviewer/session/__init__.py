"""What was said: the records, the walk, the reading (pure) and the durable file (the disk)."""
