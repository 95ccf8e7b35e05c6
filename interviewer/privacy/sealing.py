"""Words sealed under a key and opened again: AES-SIV (RFC 5297), a random key for each participant of each session. Pure.

The same words under the same key in the same place make the same token, so a record that is written twice is one record;
in another place (another event, another field) they make another one. Nothing needs a nonce, so no clock, no counter and
no restored backup can spoil it. Words are padded to PAD bytes: their length tells little.
"""

import binascii
import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from functools import lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.ciphers.aead import AESSIV

KEY_BYTES, PAD = 64, 64
TEXT, OTHER = b"t", b"j"


class WrongKeyError(ValueError):
    """The key doesn't open the token, or the token was changed, or stood elsewhere."""


@lru_cache(maxsize=256)
def _cipher(key: bytes) -> "AESSIV":
    from cryptography.hazmat.primitives.ciphers.aead import AESSIV

    return AESSIV(key)


def seal(key: bytes, key_id: str, value: Any, place: str) -> str:
    """The token of these words (or of a number, or a list), which only opens with the key and in the same place."""
    is_text = isinstance(value, str)
    plain = TEXT + value.encode("utf-8", "surrogatepass") if is_text else OTHER + json.dumps(value).encode()
    plain += b"\x80"
    plain += bytes(-len(plain) % PAD)
    sealed = _cipher(key).encrypt(plain, [place.encode("utf-8", "surrogatepass")])
    return f"~s1~{key_id}~{urlsafe_b64encode(sealed).rstrip(b'=').decode()}"


def unseal(key: bytes, sealed: str, place: str) -> Any:
    """What was sealed, from the last part of a token. Raises WrongKeyError."""
    from cryptography.exceptions import InvalidTag

    try:
        raw = urlsafe_b64decode(sealed + "=" * (-len(sealed) % 4))
        plain = _cipher(key).decrypt(raw, [place.encode("utf-8", "surrogatepass")])
    except (InvalidTag, binascii.Error, ValueError) as error:
        raise WrongKeyError from error
    body = plain.rstrip(b"\0")[1:-1]
    return body.decode("utf-8", "surrogatepass") if plain.startswith(TEXT) else json.loads(body)
