"""The terminal between two prompts."""

from contextlib import AbstractContextManager, nullcontext


def between_prompts(*, at_keyboard: bool) -> AbstractContextManager[None]:
    """What is typed while something is saved or shown waits for the next prompt, unseen. Loads no prompt for a pipe."""
    if not at_keyboard:
        return nullcontext()
    from interviewer.screens.terminal.keyboard import held

    return held()
