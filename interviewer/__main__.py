"""The console command. `--version` is answered here, before anything heavy is imported."""

import gc
import os
import sys
from contextlib import suppress

# New values between two looks of the collector: nearly all of ours form no circle, and each look costs more than it finds.
SELDOM = 20_000


def run() -> None:
    """Answer the command line and end with its exit code."""
    if sys.argv[1:] in (["--version"], ["-V"]) and _told_version():
        return
    _leave_no_dump()
    _tell_no_words()
    gc.set_threshold(SELDOM, 10, 10)
    try:
        from interviewer.cli import main
    except KeyboardInterrupt:
        sys.exit(130)
    sys.exit(main())


def _leave_no_dump() -> None:
    """Should the program ever break down, the system writes no image of its memory: people's words are in there.

    Where Linux is set up to hand images to a program, it does so at a limit of nothing, and not at one of a single byte.
    """
    try:
        import resource
    except ImportError:  # Windows writes none unless it was told to, for each program by its name
        return
    most = 1 if sys.platform == "linux" else 0
    with suppress(OSError, ValueError):  # a lower limit stands already
        resource.setrlimit(resource.RLIMIT_CORE, (most, most))


def _tell_no_words() -> None:
    """What Python itself would say of an error that nobody caught, in a thread too, has places and no messages.

    A message may hold what somebody said: that of a KeyError is the key, that of a failed conversion the text.
    """
    import threading

    def told(error: BaseException | None) -> None:
        from interviewer.screens.crash import tell_without_words

        tell_without_words(error)

    sys.excepthook = lambda _kind, error, _trace: told(error)
    sys.unraisablehook = lambda given: told(given.exc_value)
    threading.excepthook = lambda given: told(given.exc_value)


def _told_version() -> bool:
    """Whether the version could be written; where it could not, the border of `cli` says why."""
    from interviewer import __version__

    try:
        # Past the buffer: what could not be written must not wait in it for the end of the program.
        os.write(sys.stdout.fileno(), f"interviewer {__version__}\n".encode())
    except (OSError, AttributeError):  # a full disk, or no standard output at all
        return False
    return True


if __name__ == "__main__":
    run()
