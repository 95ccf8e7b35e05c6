"""Guides from the texts that are kept of them, each understood once. Pure."""

from functools import lru_cache

from interviewer.guide.model import Guide
from interviewer.guide.read import read_guide


@lru_cache(maxsize=64)
def kept_guide(source: str) -> Guide | None:
    """The guide of that text (bytes that are no UTF-8 as lone surrogates); None where this version can't read it."""
    return read_guide(source.encode("utf-8", "surrogatepass"), "")[0]
