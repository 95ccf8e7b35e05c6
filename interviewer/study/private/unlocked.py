"""The secret key that this process was given: the team's, or one from paper; nothing of it is on the disk."""

from interviewer.privacy import age
from interviewer.study.private.places import Recipients

_secrets: dict[Recipients, str] = {}


def secret_for(recipients: Recipients) -> str:
    """The secret key at hand that opens what is sealed for these; empty while it is locked."""
    return _secrets.get(recipients, "")


def hold(recipients: Recipients, secret: str) -> None:
    """Have this secret key at hand for these until `lock`; whether it opens anything was asked before (team_key.unlock)."""
    _secrets[recipients] = secret


def is_former(recipients: Recipients) -> bool:
    """Whether the key at hand is a former paper key, which opens only what is not locked anew yet."""
    secret = secret_for(recipients)
    return bool(secret) and age.identity(secret).public not in recipients


def lock(recipients: Recipients) -> None:
    """Forget it."""
    _secrets.pop(recipients, None)
