"""A new paper key is believed by every machine because the team's key signed it; nothing else is."""

import base64
import os
import time

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from hypothesis import given, settings
from hypothesis import strategies as st

from interviewer.privacy import age, renewal, signing

P = 2**255 - 19


def edwards(public: str) -> bytes:
    """The public key on the other form of the curve (RFC 7748, section 4.1)."""
    u = int.from_bytes(age.public_bytes(public), "little")
    return ((u - 1) * pow(u + 1, -1, P) % P).to_bytes(32, "little")


@settings(max_examples=15)
@given(st.binary(max_size=200))
def test_a_signature_is_one_for_an_independent_reader_too(message):
    pair = age.new_identity()
    text = signing.sign(pair.secret, message, os.urandom(64))
    assert len(text) == 86
    raw = base64.urlsafe_b64decode(text + "==")
    Ed25519PublicKey.from_public_bytes(edwards(pair.public)).verify(raw, message)  # raises where it is none
    assert signing.is_signed(pair.public, message, text)


def test_no_other_message_key_or_signature_passes():
    pair, other = age.new_identity(), age.new_identity()
    text = signing.sign(pair.secret, b"said", os.urandom(64))
    assert not signing.is_signed(pair.public, b"Said", text)
    assert not signing.is_signed(other.public, b"said", text)
    raw = bytearray(base64.urlsafe_b64decode(text + "=="))
    for at in range(64):
        raw[at] ^= 1
        assert not signing.is_signed(pair.public, b"said", base64.urlsafe_b64encode(bytes(raw)).decode().rstrip("="))
        raw[at] ^= 1
    higher = (int.from_bytes(raw[32:], "little") + signing.Q).to_bytes(32, "little")
    assert not signing.is_signed(pair.public, b"said", base64.urlsafe_b64encode(bytes(raw[:32]) + higher).decode()[:-2])
    for junk in ("", "é", "A" * 86, "A" * 85, "=" * 86, text[:-1], text + "A"):
        assert not signing.is_signed(pair.public, b"said", junk)


def test_public_bytes_are_those_of_age():
    pair = age.new_identity()
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

    secret = X25519PrivateKey.from_private_bytes(age.secret_bytes(pair.secret))
    assert secret.public_key().public_bytes_raw() == age.public_bytes(pair.public)


def test_the_highest_number_then_the_later_day_then_the_greater_key_is_in_force():
    team, papers = age.new_identity(), sorted(age.new_identity().public for _n in range(2))
    made = [
        renewal.renewal(team.secret, team.public, renewal.PaperKey(2, "2026-11-30", papers[1]), os.urandom(64)),
        renewal.renewal(team.secret, team.public, renewal.PaperKey(2, "2026-12-01", papers[0]), os.urandom(64)),
        renewal.renewal(team.secret, team.public, renewal.PaperKey(2, "2026-12-01", papers[1]), os.urandom(64)),
        renewal.renewal(team.secret, team.public, renewal.PaperKey(3, "2026-10-01", papers[0]), os.urandom(64)),
    ]
    assert sorted(made) == made
    for one in made:
        assert renewal.is_proven(team.public, one)
        assert renewal.paper_key(one.public, one.renewed) == one
        assert not renewal.is_proven(team.public, one._replace(number=one.number + 1))
        assert not renewal.is_proven(team.public, one._replace(day="2027-01-01"))
        assert not renewal.is_proven(team.public, one._replace(public=age.new_identity().public))
    assert len({one.mark for one in made}) == 3


def test_what_no_program_of_ours_said_is_no_paper_key():
    key = age.new_identity().public
    for junk in ("2", "1 2026-11-30 " + "A" * 86, "02 2026-11-30 " + "A" * 86, "2 2026-11-30 " + "A" * 85, "x\n"):
        assert renewal.paper_key(key, junk) is None
    assert renewal.paper_key(key) == renewal.PaperKey(1, "", key)
    assert renewal.number_of("p7-0123abcd") == 7
    assert renewal.number_of("0123abcd") == 1


def test_looking_at_a_signature_takes_no_time_that_anybody_notices():
    pair = age.new_identity()
    text = signing.sign(pair.secret, b"said", os.urandom(64))
    took = []
    for _n in range(5):
        begun = time.perf_counter()
        signing.is_signed(pair.public, b"said", text)
        took.append(time.perf_counter() - begun)
    assert min(took) < 0.1
