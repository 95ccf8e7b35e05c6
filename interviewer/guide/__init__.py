"""What will be asked: the guide, how it is read and checked. Pure."""
