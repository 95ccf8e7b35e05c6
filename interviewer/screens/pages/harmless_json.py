"""Values as JSON that can be printed: what a terminal would obey stands escaped, which means the same to a reader."""

import json
from typing import Any

from interviewer.screens.clean import DANGER


def dumps(value: Any) -> str:
    """Indented JSON of a typed value; sets come sorted, so that the same value gives the same text."""
    from msgspec import to_builtins

    text = json.dumps(to_builtins(value, order="deterministic"), ensure_ascii=False, indent=2)
    return DANGER.sub(lambda found: json.dumps(found[0])[1:-1], text)
