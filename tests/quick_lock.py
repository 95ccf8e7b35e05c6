"""An age file for a passphrase whose scrypt costs next to nothing: the program opens it like any other, in milliseconds.

The real work factor takes seconds for each study, on purpose; tests that lock with it go through `interviewer.privacy.age`.
Format: C2SP age.md, sections "Header", "scrypt recipient stanza" and "Payload".
"""

import hashlib
import hmac
import os
from base64 import b64encode

from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

LOG_N = 4
ONE_PIECE = 64 * 1024
LAST = bytes(11) + b"\x01"
"""The nonce of the first piece that is the last one too."""


def lock(data: bytes, passphrase: str) -> bytes:
    """The data, less than 64 KiB, for whoever knows the passphrase."""
    assert len(data) < ONE_PIECE
    file_key, salt, nonce = os.urandom(16), os.urandom(16), os.urandom(16)
    wrapping = hashlib.scrypt(
        passphrase.encode(), salt=b"age-encryption.org/v1/scrypt" + salt, n=1 << LOG_N, r=8, p=1, dklen=32
    )
    wrapped = ChaCha20Poly1305(wrapping).encrypt(bytes(12), file_key, None)
    header = b"age-encryption.org/v1\n-> scrypt %s %d\n%s\n---" % (_text(salt), LOG_N, _text(wrapped))
    mac = hmac.digest(_derived(file_key, b"", b"header"), header, "sha256")
    body = ChaCha20Poly1305(_derived(file_key, nonce, b"payload")).encrypt(LAST, data, None)
    return header + b" " + _text(mac) + b"\n" + nonce + body


def _text(raw: bytes) -> bytes:
    return b64encode(raw).rstrip(b"=")


def _derived(key: bytes, salt: bytes, purpose: bytes) -> bytes:
    return HKDF(SHA256(), 32, salt, purpose).derive(key)
