"""age (age-encryption.org), the one format of everything that is encrypted for people: keys in the cabinet, names, the team's key."""

import re
from collections.abc import Iterable
from typing import NamedTuple

RECIPIENT = re.compile(r"age1[02-9ac-hj-np-z]{58}")
AGE_LINE, MAC, LEAST = b"age-encryption.org/v1\n", 43, 32  # LEAST: nonce and tag of what fits into one piece of 64 KiB
LETTERS = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
HRP = "age-secret-key-"
GENERATOR = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)


class AgeError(ValueError):
    """It doesn't open with that key or passphrase, or is no age file."""


class Identity(NamedTuple):
    """A secret key as age writes it (`AGE-SECRET-KEY-1...`), and the public one that belongs to it (`age1...`)."""

    secret: str
    public: str


def new_identity() -> Identity:
    """A new pair of keys."""
    from pyrage import x25519

    made = x25519.Identity.generate()
    return Identity(str(made), str(made.to_public()))


def identity(secret: str) -> Identity:
    """The pair of a secret key. Raises AgeError."""
    from pyrage import IdentityError, x25519

    try:
        made = x25519.Identity.from_str(secret.strip().upper())
    except IdentityError as error:
        raise AgeError from error
    return Identity(str(made), str(made.to_public()))


def is_recipient(text: str) -> bool:
    """Whether the text is a public key that age takes."""
    from pyrage import RecipientError, x25519

    if not RECIPIENT.fullmatch(text):
        return False
    try:
        x25519.Recipient.from_str(text)
    except RecipientError:
        return False
    return True


def encrypt(data: bytes, recipients: Iterable[str]) -> bytes:
    """The data for whoever has one of these keys."""
    import pyrage

    return bytes(pyrage.encrypt(data, [pyrage.x25519.Recipient.from_str(one) for one in recipients]))


def decrypt(data: bytes, secret: str) -> bytes:
    """The data again. Raises AgeError."""
    import pyrage

    try:
        return bytes(pyrage.decrypt(data, [pyrage.x25519.Identity.from_str(secret)]))
    except (pyrage.DecryptError, pyrage.IdentityError) as error:
        raise AgeError from error


def looks_whole(data: bytes, readers: int, inside: int | None = None) -> bool:
    """Whether this may be a file of age for so many public keys: its header, and its length where that of its inside is known.

    Needs no secret; so what was changed inside without another length passes.
    """
    header, mark, rest = data.partition(b"\n--- ")
    mac, end, body = rest.partition(b"\n")
    if not header.startswith(AGE_LINE) or not mark or not end or len(mac) != MAC:
        return False
    if header.count(b"\n-> X25519 ") != readers or len(body) <= LEAST:
        return False
    return inside is None or len(body) == LEAST + inside


def lock(data: bytes, passphrase: str) -> bytes:
    """The data for whoever knows the passphrase (scrypt; takes a second and more, on purpose)."""
    import pyrage

    return bytes(pyrage.passphrase.encrypt(data, passphrase))


def unlock(data: bytes, passphrase: str) -> bytes:
    """The data again. Raises AgeError."""
    import pyrage

    try:
        return bytes(pyrage.passphrase.decrypt(data, passphrase))
    except pyrage.DecryptError as error:
        raise AgeError from error


def secret_bytes(secret: str) -> bytes:
    """The 32 bytes of a secret key (Bech32, BIP 173)."""
    numbers = [LETTERS.index(letter) for letter in secret.lower().rpartition("1")[2]]
    return _regroup(numbers[:-6], 5, 8)[:32]


def public_bytes(public: str) -> bytes:
    """The 32 bytes of a public key. ValueError where it has letters that none has."""
    numbers = [LETTERS.index(letter) for letter in public.lower().rpartition("1")[2]]
    return _regroup(numbers[:-6], 5, 8)[:32]


def secret_from(raw: bytes) -> str:
    """The secret key of 32 bytes."""
    numbers = list(_regroup(raw, 8, 5, pad=True))
    head = [ord(letter) >> 5 for letter in HRP] + [0] + [ord(letter) & 31 for letter in HRP]
    total = _polymod([*head, *numbers, *([0] * 6)]) ^ 1
    checked = numbers + [(total >> 5 * (5 - n)) & 31 for n in range(6)]
    return f"{HRP}1{''.join(LETTERS[n] for n in checked)}".upper()


def _polymod(numbers: Iterable[int]) -> int:
    total = 1
    for number in numbers:
        top = total >> 25
        total = (total & 0x1FFFFFF) << 5 ^ number
        for n in range(5):
            total ^= GENERATOR[n] if top >> n & 1 else 0
    return total


def _regroup(numbers: Iterable[int], old: int, new: int, *, pad: bool = False) -> bytes:
    held = bits = 0
    made = bytearray()
    for number in numbers:
        held, bits = held << old | number, bits + old
        while bits >= new:
            bits -= new
            made.append(held >> bits & (1 << new) - 1)
    if pad and bits:
        made.append(held << new - bits & (1 << new) - 1)
    return bytes(made)
