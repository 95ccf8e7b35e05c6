"""All classes of faults, in the order of the page."""

from __future__ import annotations

from tests.faults import of_bytes, of_calls, of_disks, of_rewriting, of_world

CLASSES = (*of_bytes.CLASSES, *of_calls.CLASSES, *of_rewriting.CLASSES, *of_disks.CLASSES, *of_world.CLASSES)
