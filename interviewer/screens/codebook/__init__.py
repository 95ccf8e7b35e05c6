"""The codebook on the screen: codes as a tree, one code with examples, changes before and after they are made."""
