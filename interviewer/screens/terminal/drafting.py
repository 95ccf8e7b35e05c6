"""Drafts of what is being typed: written soon, tried again when that fails, never in the way of typing."""

import time
from collections.abc import Callable

RETRY_SECONDS = 1.0


class Drafts:
    """Knows which text was drafted last and whether the last try failed."""

    def __init__(
        self, write: Callable[[str], None] | None, text: str, flush: Callable[[], bool] = lambda: True
    ) -> None:
        """`flush` waits for a `write` that only asks for it, and says whether the words are durable."""
        self._write = write
        self._flush = flush
        self._saved: str | None = text
        self._busy = False
        self._tried = 0.0
        self.failing = False

    @property
    def kept(self) -> bool:
        """Whether drafts are written anywhere."""
        return self._write is not None

    def keep_up(self, text: str) -> None:
        """Write the text if it is not the one drafted last; after a failure, not before a second has passed."""
        if not self.failing or time.monotonic() - self._tried >= RETRY_SECONDS:
            self.save(text)

    def stale(self) -> None:
        """What was drafted last belongs to another place now: the same text is written again, also an empty one."""
        self._saved = None

    def save(self, text: str) -> bool:
        """Write the text now; whether it is safe. Does nothing while another call is writing, as a signal may ask."""
        if self._write is None or text == self._saved:
            self.failing = False
            return True
        if self._busy:
            return False
        self._busy, self._tried = True, time.monotonic()
        try:
            self._write(text)
        except Exception:  # noqa: BLE001 - whatever stops a draft, the person goes on typing and is told
            self.failing = True
        else:
            self._saved, self.failing = text, False
        finally:
            self._busy = False
        return not self.failing

    def make_durable(self, text: str) -> bool:
        """Write the text and wait for it; whether it is safe. For moments after which nobody may be there any more."""
        return self.save(text) and (self._write is None or self._flush())
