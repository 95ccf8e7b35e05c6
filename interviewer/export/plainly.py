"""What goes wrong while a file or a stream is written, as a sentence about it."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from contextlib import contextmanager

from interviewer.errors import CannotError
from interviewer.export.dialects import CutError


@contextmanager
def said_plainly(out: str, *, stream: bool) -> Iterator[None]:
    """A refusal of the system, or bytes that don't say what the sessions say, as a sentence about `out`.

    A reader who has seen enough (`| head`) is no error of ours, and is left to the border.
    """
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        rule = "export_stream_broke" if stream else "export_not_written"
        raise CannotError(rule, path=out, reason=error.strerror or type(error).__name__) from error
    except (CutError, csv.Error, UnicodeDecodeError) as error:
        raise CannotError("export_cut", path=out) from error
