"""The one door to questionary: choosing, confirming, a short text. Always leaves by KeyboardInterrupt or EOFError.

questionary is imported when something is asked. Labels are data: they are cleaned, and never read as markup.
"""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, cast

from interviewer.matching import unaccented
from interviewer.screens.clean import cells, one_line, wrap
from interviewer.screens.terminal.signals import Hangup, Stop, stopping
from interviewer.screens.terminal.whole_lines import checked_line, numbered
from interviewer.screens.words import _

if TYPE_CHECKING:
    from prompt_toolkit.application import Application
    from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent

    from interviewer.screens.terminal.keyboard import Door

    Ask = Callable[[Door], Any]

FEW = 9
LABEL_CELLS = 100
SHORT, SOME_WORDS = 5, 24
"""Letters that an answer may well have: `yes`, or words of a person."""
YES, NO = ("o", "oui", "y", "yes"), ("n", "non", "no")
Validate = Callable[[str], str | None]


def choose(message: str, options: Sequence[tuple[str, str]], default: str | None = None) -> str:
    """The value of the option (value, label) that the person chose; more than nine can be searched by typing.

    Raises ValueError without options, KeyboardInterrupt (Ctrl-C), EOFError (Ctrl-D) and Hangup.
    """
    if not options:
        raise ValueError("options")

    def ask(door: "Door") -> Any:
        import questionary

        many = len(options) > FEW
        columns = label_room(message, door.output.get_size().columns)
        question = questionary.select(
            one_line(message, 400),
            [questionary.Choice(one_line(label, columns), value=value) for value, label in options],
            default=default if default in {value for value, _label in options} else None,
            instruction=_("(arrow keys; letters search)") if many else _("(arrow keys)"),
            use_search_filter=many,
            use_jk_keys=False,
            input=door.input,
            output=door.output,
        )
        return _ask(question.application, _search_accents if many else None)

    labelled = [(value, one_line(label, LABEL_CELLS)) for value, label in options]
    return str(_at_the_door(ask, lambda stop: numbered(stop, one_line(message, 400), labelled, default)))


def label_room(message: str, width: int) -> int:
    """How many cells a label may have, so that what was chosen stands whole behind its question, if that leaves room enough."""
    behind = width - cells(message) - 4
    return max(20, min(LABEL_CELLS, behind if behind >= width // 2 else width - 6))


def confirm(message: str, default: bool | None) -> bool:  # noqa: FBT001 - it is the answer
    """Whether the person agreed: o, oui, y, yes, n, non or no; an empty answer is the default, if there is one."""
    answers = {True: _("(Y/n)"), False: _("(y/N)"), None: _("(y/n)")}

    def fault(answer: str) -> str | None:
        known = unaccented(answer.strip()) in (*YES, *NO) or (default is not None and not answer.strip())
        return None if known else _("Type y (yes) or n (no).")

    answer = unaccented(short_text(f"{message} {answers[default]}", validate=fault, anew=True).strip())
    return bool(default) if not answer else answer in YES


def short_text(
    message: str, default: str = "", validate: Validate | None = None, *, anew: bool = False, room: int = SHORT
) -> str:
    """One line of text as typed; a pasted line break becomes a space. `validate` returns a sentence for what is wrong.

    What is refused stays to be corrected; with `anew` the line is empty again. `room` is how many letters an answer may well have.
    """

    def ask(door: "Door") -> Any:
        import questionary

        question = questionary.text(
            _on_rows(message, door, room),
            default=default,
            validate=_verdict(validate, door),
            input=door.input,
            output=door.output,
        )
        return _ask(_roomy(question.application), _empty_when_refused if anew else None)

    def lines(stop: Stop) -> str:
        return checked_line(stop, one_line(message, 400), default, validate or (lambda _typed: None))

    return _single(str(_at_the_door(ask, lines)))


def secret_text(message: str, validate: Validate | None = None) -> str:
    """One line that isn't shown while it is typed, and is empty again when it is refused; without a terminal, a line of standard input."""

    def ask(door: "Door") -> Any:
        import questionary

        question = questionary.password(
            _on_rows(message, door, SHORT), validate=_verdict(validate, door), input=door.input, output=door.output
        )
        return _ask(_roomy(question.application), _empty_when_refused)

    def lines(stop: Stop) -> str:
        return checked_line(stop, one_line(message, 400), "", validate or (lambda _typed: None))

    return _single(str(_at_the_door(ask, lines)))


def _on_rows(message: str, door: "Door", room: int) -> str:
    """The question wrapped at words, under itself, the answer on a row of its own where less room than that is left.

    The library cuts words where the row ends.
    """
    columns = max(20, door.output.get_size().columns - 1)
    rows = wrap(one_line(message, 400), columns, "  ")
    crowded = columns - cells(rows[-1]) - 1 < min(room, columns // 3)
    return "\n".join([*rows, ""] if crowded else rows).lstrip(" ")


def _verdict(validate: Validate | None, door: "Door") -> "Callable[[str], bool | str]":
    """What the library wants: True, or the sentence for what is wrong, on as many rows as it takes."""

    def verdict(typed: str) -> bool | str:
        wrong = validate(_single(typed)) if validate else None
        return "\n".join(wrap(wrong, max(20, door.output.get_size().columns - 1))) if wrong else True

    return verdict


def _roomy(application: "Application[Any]") -> "Application[Any]":
    """The library's own bar for what is wrong has one row, and cuts what is longer."""
    from prompt_toolkit.filters import to_filter
    from prompt_toolkit.layout.controls import FormattedTextControl

    for window in application.layout.find_all_windows():
        if isinstance(window.content, FormattedTextControl) and window.height == 1:
            window.height, window.dont_extend_height = None, to_filter(True)
    return application


def _empty_when_refused(_application: "Application[Any]", keys: "KeyBindings") -> None:
    @keys.add("enter", eager=True)
    def _enter(event: "KeyPressEvent") -> None:
        buffer = event.current_buffer
        if buffer.validate():
            buffer.validate_and_handle()
            return
        wrong, state = buffer.validation_error, buffer.validation_state
        buffer.reset()
        buffer.validation_error, buffer.validation_state = wrong, state


def _single(typed: str) -> str:
    """What was typed, on one line."""
    return typed.replace("\r\n", "\n").replace("\r", "\n").rstrip("\n").replace("\n", " ")


def _at_the_door(ask: "Ask", lines: Callable[[Stop], str]) -> Any:
    from interviewer.screens.terminal.keyboard import door, reads_whole_lines

    with stopping() as stop:
        stop.check()
        if reads_whole_lines():
            return lines(stop)
        with door() as the_door:
            return ask(the_door)


def _ask(application: "Application[Any]", more_keys: "Callable[[Application[Any], KeyBindings], None] | None") -> Any:
    """Run what `unsafe_ask` would run, with Ctrl-D as the end of input and signals as Hangup."""
    from prompt_toolkit.filters import Condition
    from prompt_toolkit.key_binding import KeyBindings, merge_key_bindings

    from interviewer.screens.terminal.keys import pass_over

    keys = KeyBindings()
    pass_over(keys)

    @keys.add("c-d", eager=True, filter=Condition(lambda: not application.current_buffer.text))
    def _end(event: "KeyPressEvent") -> None:
        event.app.exit(exception=_Ended())

    if more_keys:
        more_keys(application, keys)
    application.key_bindings = merge_key_bindings([application.key_bindings or KeyBindings(), keys])
    application.ttimeoutlen = 0.1
    return _run(application)


class _Ended(Exception):  # noqa: N818 - an outcome, told apart from keys that have ended
    """Ctrl-D was pressed."""


def _run(application: "Application[Any]") -> Any:
    with stopping() as stop:

        def wake(_number: int) -> None:
            loop = application.loop
            if loop is not None and not loop.is_closed():
                loop.call_soon_threadsafe(leave)

        def leave() -> None:
            if stop.pending and application.is_running and not application.is_done:
                application.exit(result=None)

        stop.wake, before = wake, stop.wake
        try:
            answer = application.run(pre_run=leave, set_exception_handler=False, handle_sigint=False)
        except _Ended:
            raise EOFError from None
        except EOFError:
            raise Hangup from None
        finally:
            stop.wake = before
        stop.check()
        return answer


def _search_accents(application: "Application[Any]", keys: "KeyBindings") -> None:
    """The library searches with ASCII letters only; people type accents."""
    from prompt_toolkit.keys import Keys
    from questionary.prompts.common import InquirerControl

    control = next(c for c in application.layout.find_all_controls() if isinstance(c, InquirerControl))

    @keys.add(Keys.Any)
    def _search(event: "KeyPressEvent") -> None:
        if event.data.isprintable():
            # Annotated as Keys, used as the text that it is.
            cast("Any", control).add_search_character(event.data)
