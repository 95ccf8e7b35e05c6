"""From a YAML guide to coded answers: semi-structured interviews in the terminal."""

__version__ = "0.1.0"
