"""What lies over the room for a moment: help, the clock, the pause, the questions that must not be forgotten."""

from interviewer.guide.model import Theme
from interviewer.screens.clean import cells
from interviewer.screens.interview.asking import DOES, TAKES, word_for
from interviewer.screens.room.keymap import KEYS, Key
from interviewer.screens.room.lines import EMPTY, Row, hanging, paragraph, row
from interviewer.screens.room.outline import questions_of
from interviewer.screens.words import _, language, plural
from interviewer.session.actions import ACTIONS
from interviewer.session.interview import State, open_musts

KEY_CELLS = 10
BAR = 20


def help_rows(width: int) -> list[Row]:
    """Keys first, then the words; the same actions by both."""
    rows = [row(_("Type what is said; Enter keeps it. Alt-Enter makes a new line."), "class:theme", width)]
    rows += [row(_("Alt and a key, or Esc and then the key:"), "class:quiet", width), *_key_rows(width), EMPTY]
    rows += [row(_("Other keys:"), "class:quiet", width), *_other_keys(width), EMPTY]
    rows += paragraph(
        _("The same by words, at the beginning of a line (//… for speech that begins with a slash):"),
        width,
        "class:quiet",
    )
    for action in ACTIONS:
        takes = f" {_(TAKES[action.takes])}" if TAKES.get(action.takes) else ""
        called = f"/{word_for(action, language())}{takes}"
        rows += hanging((("class:key", f"  {called:<26} "),), _(DOES[action.name]), width)
    return rows


def key_page(width: int) -> list[Row]:
    """What Esc alone shows: the keys, one of which acts now."""
    return [row(_("One of these keys now; any other goes back."), "class:quiet", width), EMPTY, *_key_rows(width)]


def _other_keys(width: int) -> list[Row]:
    others = (
        ("Tab", _("to the outline and back; letters find a question, Enter goes there")),
        ("↑", _("from an empty line to what was said: then s, u, r… act on the chosen words")),
        ("PgUp PgDn", _("scroll what was said")),
        ("1-9", _("after Alt or Esc: that probe was used")),
        ("F2-F9", _("who speaks, in a group")),
        ("Ctrl-Z", _("leave to the shell for a moment (fg comes back)")),
        ("Ctrl-C", _("twice: rest; everything is kept")),
    )
    rows: list[Row] = []
    for key, does in others:
        rows += hanging((("class:key", f"  {key:<{KEY_CELLS}} "),), does, width)
    return rows


def _key_rows(width: int) -> list[Row]:
    """The keys in as many columns as fit."""
    column = max(cells(_(key.does)) for key in KEYS) + 6
    across = max(1, (width - 2) // column)
    down = -(-len(KEYS) // across)
    return [_key_row([KEYS[n] for n in range(line, len(KEYS), down)], column) for line in range(down)]


def _key_row(keys: list[Key], column: int) -> Row:
    fragments: list[tuple[str, str]] = [("", "  ")]
    for key in keys:
        does = _(key.does)
        fragments += [("class:key", f"{key.key} "), ("", does + " " * (column - cells(does) - 2))]
    return tuple(fragments)


def time_rows(state: State, spent: float, minutes: dict[str, float], width: int) -> list[Row]:
    """Minutes against the plan, as a whole and by theme."""
    planned = state.guide.duration
    whole = f"{spent:.0f} / {planned:g} min" if planned else f"{spent:.0f} min"
    rows = [row(whole, "class:theme", width), EMPTY]
    room = max(8, min(40, width - BAR - 18))
    rows += [_theme_bar(theme, minutes.get(theme.id, 0.0), state.view.language, room) for theme in state.guide.themes]
    return [*rows, EMPTY, *must_rows(state, width)]


def _theme_bar(theme: Theme, spent: float, said: str, room: int) -> Row:
    title = row(theme.title.said_in(said), "", room)
    words = title[0][1] if title else ""
    part = min(1.0, spent / theme.minutes) if theme.minutes else 0.0
    bar = "█" * round(part * BAR) + "·" * (BAR - round(part * BAR)) if theme.minutes else ""
    planned = f" / {theme.minutes:g}" if theme.minutes else ""
    over = bool(theme.minutes and spent > theme.minutes)
    clock = f"{spent:>4.0f}{planned} min"
    return (
        ("", f"  {words}{' ' * (room - cells(words))} "),
        ("class:quiet", bar),
        ("class:must" if over else "", f" {clock}"),
    )


def must_rows(state: State, width: int) -> list[Row]:
    """The questions that must be asked and were not."""
    musts = open_musts(state)
    if not musts:
        return [row(_("Every question that must be asked was asked."), "class:done", width)]
    said = plural(
        "{count} question that must be asked is open:", "{count} questions that must be asked are open:", len(musts)
    )
    rows = [row(said, "class:must", width)]
    for entry in questions_of(state):
        if entry.question in musts:
            rows += hanging((("class:key", f"  {entry.number:>2} "),), entry.words, width)
    return rows


def finishing_rows(state: State, width: int) -> list[Row]:
    """Before the end: what is open, and how to go on or to finish all the same."""
    hint = _("Esc D (or the word again) finishes all the same. Enter goes back, Esc g goes to one of them.")
    return [*must_rows(state, width), EMPTY, *paragraph(hint, width, "class:quiet")]


def pause_rows(width: int) -> list[Row]:
    """The clock stands still."""
    said = [_("Pause: the clock of the interview stands still."), _("Everything said so far is kept.")]
    hint = [
        _("Enter goes on."),
        _("Ctrl-C twice rests until another day; the interview can be gone on with at any time."),
    ]
    rows = [row(said[0], "class:theme", width), row(said[1], "", width), EMPTY]
    return [*rows, *(line for words in hint for line in paragraph(words, width, "class:quiet", "  "))]
