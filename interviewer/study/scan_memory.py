"""Where a scan found something, kept beside each session, so that a large study isn't scanned anew at every export.

Only in a study without keys, where the words lie in clear anyhow: what is kept hangs on the names that are known, and a sum over a
few names can be guessed. It holds places and no words, counts only for exactly the same texts, names and rules, may be deleted at any
time, and goes with what is kept of the session.
"""

from collections.abc import Sequence
from hashlib import sha256

import msgspec

from interviewer import __version__
from interviewer.privacy.scan.deciding import Known
from interviewer.privacy.scan.model import RULES_VERSION, Finding
from interviewer.privacy.scan.said import Said
from interviewer.study import cache
from interviewer.study.folder import SESSIONS, Study

Findings = tuple[tuple[Finding, ...], ...]
SUM = 32
EACH, MORE = 512, 1 << 16
"""Bytes that are read for each text at most; what is larger isn't ours."""


class ScanMemory:
    """What is remembered of the scans of a study, for these names."""

    def __init__(self, study: Study, known: Known, *, many: bool) -> None:
        self._sessions = study.root / SESSIONS
        self._works = many and study.settings().keys is None and cache.may_keep(study.root)
        self._known = _sum_of(known) if self._works else b""
        self._keeps = self._works and cache.has_room(study.root)

    def recall(self, session: str, texts: Sequence[Said]) -> Findings | None:
        """What was found in exactly these texts, if it is remembered."""
        if not self._works:
            return None
        data = cache.scan_kept(self._sessions / session, EACH * len(texts) + MORE)
        if data[:SUM] != self._made_from(session, texts):
            return None
        try:
            found = msgspec.msgpack.decode(data[SUM:], type=Findings)
        except msgspec.DecodeError:
            return None
        return found if len(found) == len(texts) else None

    def keep(self, session: str, texts: Sequence[Said], findings: Findings) -> None:
        """Remember that, where it may be."""
        if self._keeps:
            cache.keep_scan(
                self._sessions / session, self._made_from(session, texts) + msgspec.msgpack.encode(findings)
            )

    def _made_from(self, session: str, texts: Sequence[Said]) -> bytes:
        parts = [session, *(part for said in texts for part in (said.at, said.language, said.text))]
        return sha256(self._known + _joined(parts)).digest()


def _sum_of(known: Known) -> bytes:
    """The sum of all else that a scan depends on."""
    names = sorted(" ".join(words) for those in known.names.sequences.values() for words in those)
    parts = [__version__, RULES_VERSION, *names, "", *sorted(known.names.joined), "", *sorted(known.no_names)]
    return sha256(_joined(parts)).digest()


def _joined(parts: Sequence[str]) -> bytes:
    """No two lists come to the same bytes."""
    encoded = [part.encode("utf-8", "surrogatepass") for part in parts]
    return b"".join(b"%d:%b" % (len(one), one) for one in encoded)
