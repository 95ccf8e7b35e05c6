"""Out to people: pictures of figures. Pure."""
