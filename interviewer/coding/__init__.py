"""What it means: the codebook and the marks. Pure."""
