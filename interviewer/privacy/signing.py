"""What the team's key says, so that everybody who knows its public key can believe it without any secret.

XEdDSA (Perrin, 2016) with the curve of age's keys: whoever holds the secret key of an X25519 pair signs, and the public key
verifies. The arithmetic is that of RFC 8032, section 5.1. It is used once in the life of a study or twice, at home, so
nothing in it is made for speed or against somebody who measures how long it takes.
"""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from hashlib import sha512
from typing import NamedTuple

from interviewer.privacy.age import public_bytes, secret_bytes

P = 2**255 - 19
Q = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, -1, P) % P
ROOT = pow(2, (P - 1) // 4, P)
"""A square root of -1."""
OTHER_HASH = b"\xfe" + b"\xff" * 31
SIZE, HALF, TOP = 64, 32, 1 << 255
BASE_Y = 4 * pow(5, -1, P) % P


class Point(NamedTuple):
    """A point of the curve, in extended coordinates."""

    x: int
    y: int
    z: int
    t: int


NOTHING = Point(0, 1, 1, 0)


def sign(secret: str, message: bytes, chance: bytes) -> str:
    """The signature of the message by a secret key of age, as text. `chance` are 64 random bytes."""
    k = int.from_bytes(_clamped(secret_bytes(secret)), "little")
    packed = _packed(_times(k, BASE))
    a = (-k if packed[-1] & 0x80 else k) % Q
    public = packed[:-1] + bytes([packed[-1] & 0x7F])
    r = _number(OTHER_HASH, a.to_bytes(HALF, "little"), message, chance) % Q
    first = _packed(_times(r, BASE))
    s = (r + _number(first, public, message) * a) % Q
    return urlsafe_b64encode(first + s.to_bytes(HALF, "little")).rstrip(b"=").decode()


def is_signed(public: str, message: bytes, signature: str) -> bool:
    """Whether the owner of this public key of age signed just this message."""
    try:
        raw = urlsafe_b64decode(signature + "=" * (-len(signature) % 4))
        u = int.from_bytes(public_bytes(public), "little") % TOP
        whose = _pack_y((u - 1) * pow(u + 1, -1, P) % P)
        key, first, s = _unpacked(whose), _unpacked(raw[:HALF]), int.from_bytes(raw[HALF:], "little")
    except ValueError:
        return False
    if len(raw) != SIZE or s >= Q:
        return False
    h = _number(raw[:HALF], whose, message) % Q
    return _packed(_times(s, BASE)) == _packed(_plus(first, _times(h, key)))


def _clamped(raw: bytes) -> bytes:
    return bytes([raw[0] & 248, *raw[1:31], raw[31] & 127 | 64])


def _number(*parts: bytes) -> int:
    return int.from_bytes(sha512(b"".join(parts)).digest(), "little")


def _plus(a: Point, b: Point) -> Point:
    one, two = (a.y - a.x) * (b.y - b.x) % P, (a.y + a.x) * (b.y + b.x) % P
    three, four = 2 * a.t * b.t * D % P, 2 * a.z * b.z % P
    e, f, g, h = two - one, four - three, four + three, two + one
    return Point(e * f % P, g * h % P, f * g % P, e * h % P)


def _times(n: int, point: Point) -> Point:
    found = NOTHING
    while n:
        if n & 1:
            found = _plus(found, point)
        point, n = _plus(point, point), n >> 1
    return found


def _pack_y(y: int, sign: int = 0) -> bytes:
    return (y | sign << 255).to_bytes(HALF, "little")


def _packed(point: Point) -> bytes:
    turned = pow(point.z, -1, P)
    return _pack_y(point.y * turned % P, point.x * turned % P & 1)


def _unpacked(raw: bytes) -> Point:
    """The point of these bytes. ValueError where there is none."""
    number = int.from_bytes(raw, "little")
    y, sign = number % TOP, number >> 255
    square = (y * y - 1) * pow(D * y * y + 1, -1, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * ROOT % P
    if len(raw) != HALF or y >= P or (x * x - square) % P or (not x and sign):
        raise ValueError
    x = P - x if x & 1 != sign else x
    return Point(x, y, 1, x * y % P)


BASE = _unpacked(_pack_y(BASE_Y))
