"""Values as JSON that can be printed: what a terminal would obey stands escaped, which means the same to a reader."""

import json
from typing import Any

from interviewer.screens.clean import DANGER


def dumps(value: Any) -> str:
    """Indented JSON of a typed value, fields by name; sets and keys come sorted, so that the same value gives the same text."""
    text = json.dumps(_plain(value), ensure_ascii=False, indent=2)
    return DANGER.sub(lambda found: json.dumps(found[0])[1:-1], text)


def _plain(value: Any) -> Any:
    from msgspec import Struct, to_builtins

    if isinstance(value, Struct) and value.__struct_config__.array_like:  # which is how it is kept, not how it is shown
        return {field: _plain(getattr(value, field)) for field in value.__struct_fields__}
    if isinstance(value, dict):
        return {key: _plain(value[key]) for key in sorted(value)}
    if isinstance(value, tuple | list):
        return [_plain(one) for one in value]
    if isinstance(value, set | frozenset):
        return sorted(_plain(one) for one in value)
    return to_builtins(value, order="deterministic", enc_hook=str)
