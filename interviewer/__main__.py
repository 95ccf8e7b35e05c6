"""The console command. `--version` is answered here, before anything heavy is imported."""

import sys


def run() -> None:
    """Answer the command line and end with its exit code."""
    if sys.argv[1:] in (["--version"], ["-V"]):
        from interviewer import __version__

        sys.stdout.write(f"interviewer {__version__}\n")
        return
    try:
        from interviewer.cli import main
    except KeyboardInterrupt:
        sys.exit(130)
    sys.exit(main())


if __name__ == "__main__":
    run()
