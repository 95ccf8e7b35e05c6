"""E-mail addresses, also dictated ones, links and handles. Pure."""

import re
from collections.abc import Iterator

from interviewer.privacy.scan.glance import DOT as SAID_DOT
from interviewer.privacy.scan.glance import EVERYTHING, WHOLE, Glance
from interviewer.privacy.scan.model import Finding

WRITTEN = re.compile(r"(?<![\w.+%-])[\w.+%-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}", re.IGNORECASE)
SIGN = r"(?:\s{1,3}(?:point|dot|tiret(?:\s+du\s+(?:bas|six|huit))?|underscore|dash|hyphen|moins)\s{1,3}|[.\-_+])"
PIECE = r"[a-z0-9àâäçéèêëîïôöùûü]{1,40}"
AT = r"(?:arobase|arrobase|arobas|at|a\s+commercial|chez|@)"
DOT = r"(?:\s{1,3}(?:point|dot)\s{1,3}|\.)"
DICTATED = re.compile(
    rf"\b{PIECE}(?:{SIGN}{PIECE}){{0,8}}\s{{1,3}}{AT}\s{{1,3}}{PIECE}(?:{SIGN}{PIECE}){{0,4}}{DOT}[a-z]{{2,6}}\b",
    re.IGNORECASE,
)
ENDINGS = "com|org|net|fr|eu|be|ch|ca|uk|info|io|me|app|social|asso|coop|re|ma|sn|ci|tn|dz|ml|de|es|it|pt|lu|blog|bzh"
LINK = re.compile(
    rf"\bhttps?://\S+|\bwww\.\S+|(?<![\w.-])[a-z0-9-]{{1,63}}(?:\.[a-z0-9-]{{1,63}}){{0,6}}\.(?:{ENDINGS})\b(?:/[^\s,;!?»\"]*)?",
    re.IGNORECASE,
)
HANDLE = re.compile(r"(?<![\w@.])@[\w.]*\w")
TRAILING = ".,;:!?)»\"'”"
ENDING = re.compile(r"\.[a-zA-Z]")
"""What every address has whose dots are written."""


def mail_and_links(text: str, glance: Glance = WHOLE) -> Iterator[Finding]:
    """The addresses of mail and of pages."""
    folded = text.lower()
    dotted = glance.reasons == EVERYTHING or ENDING.search(text)
    if "@" in text:
        yield from (Finding("email", *one.span(), "email") for one in WRITTEN.finditer(text))
        yield from (Finding("web", *one.span(), "handle") for one in HANDLE.finditer(text))
    if (dotted or glance.has(SAID_DOT)) and any(
        cue in folded for cue in ("robas", "commercial", " at ", " chez ", " @ ")
    ):
        yield from (Finding("email", *one.span(), "email_dictated") for one in DICTATED.finditer(text))
    if "." in text and (dotted or "://" in text or "www." in folded):
        for one in LINK.finditer(text):
            yield Finding("web", one.start(), one.start() + len(one[0].rstrip(TRAILING)), "link")
