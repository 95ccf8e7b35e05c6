"""Forbids internet sockets to a Python process: the tests import it, and their child processes find it on PYTHONPATH.

Each attempt raises, and is noted in the file that NO_NETWORK_LOG names, should something swallow what was raised.
"""

import os
import sys

AF_UNIX = 1
INTERNET = frozenset({2, 10, 23, 30})  # AF_INET; AF_INET6 on Linux, Windows and macOS
LOOKUPS = frozenset({"socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr", "socket.getnameinfo"})


class InternetForbiddenError(BaseException):
    """No code of ours, and none of a library, reaches for the internet."""


def forbid(event: str, args: tuple[object, ...]) -> None:
    """Raise at the first sign of an internet socket or of a look-up of names."""
    if event.startswith("socket.") and (event in LOOKUPS or (event == "socket.__new__" and args[1] in INTERNET)):
        note = os.environ.get("NO_NETWORK_LOG")
        if note:
            fd = os.open(note, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
            os.write(fd, f"{event} {args!r}\n".encode())
            os.close(fd)
        raise InternetForbiddenError(event)


if not hasattr(sys, "internet_forbidden"):  # a worker of the suite found this file on PYTHONPATH already
    sys.internet_forbidden = True  # type: ignore[attr-defined]
    sys.addaudithook(forbid)
