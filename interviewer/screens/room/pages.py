"""What lies over the room for a moment: help, the clock, the pause, the questions that must not be forgotten."""

from interviewer.guide.model import Theme
from interviewer.screens.clean import cells, one_line
from interviewer.screens.interview.asking import DOES, TAKES, word_for
from interviewer.screens.room.keymap import KEYS, Key
from interviewer.screens.room.lines import EMPTY, Row, cut, hanging, paragraph, row
from interviewer.screens.room.outline import questions_of
from interviewer.screens.words import _, language, plural
from interviewer.session.actions import ACTIONS
from interviewer.session.interview import State, open_musts
from interviewer.session.rehearsal import is_rehearsal

KEY_CELLS = 10
WORD_CELLS = 26
BAR = 20
CLOCK = 19  # the cells of minutes, with what stands around title and bar
LEAST_TITLE, MOST_TITLE = 12, 40


def help_rows(width: int) -> list[Row]:
    """Keys first, then the words; the same actions by both."""
    rows = paragraph(_("Type what is said; Enter keeps it. Alt-Enter makes a new line."), width, "class:theme")
    rows += [*paragraph(_("Alt and a key, or Esc and then the key:"), width, "class:quiet"), *_key_rows(width), EMPTY]
    rows += [*paragraph(_("Other keys:"), width, "class:quiet"), *_other_keys(width), EMPTY]
    rows += paragraph(
        _("The same by words, at the beginning of a line (//… for speech that begins with a slash):"),
        width,
        "class:quiet",
    )
    for action in ACTIONS:
        takes = f" {_(TAKES[action.takes])}" if TAKES.get(action.takes) else ""
        called = f"/{word_for(action, language())}{takes}"
        rows += _pair(called, WORD_CELLS, _(DOES[action.name]), width)
    return rows


def _pair(name: str, name_cells: int, does: str, width: int) -> list[Row]:
    """A name and what it does beside it; below it where the window is narrow."""
    if width < name_cells * 2:
        return [*paragraph(name, width, "class:key", "  "), *paragraph(does, width, "", "    ")]
    return hanging((("class:key", f"  {name}{' ' * (name_cells - cells(name))} "),), does, width)


def key_page(width: int) -> list[Row]:
    """What Esc alone shows: the keys, one of which acts now."""
    return [
        *paragraph(_("One of these keys now; any other goes back."), width, "class:theme"),
        EMPTY,
        *_key_rows(width),
        *_pair("1-9", 1, _("after Alt or Esc: that probe was used"), width),
    ]


def _other_keys(width: int) -> list[Row]:
    others = (
        ("Tab", _("to the outline and back; letters find a question, Enter goes there")),
        ("↑", _("from an empty line to what was said: then s, r, c… act on the chosen words")),
        ("PgUp PgDn", _("scroll what was said")),
        ("1-9", _("after Alt or Esc: that probe was used")),
        ("F2-F9", _("who speaks, in a group")),
        ("Ctrl-Z", _("leave to the shell for a moment (fg comes back); the clock runs on, a pause stops it")),
        ("Ctrl-C", _("twice: rest; everything is kept")),
    )
    rows: list[Row] = []
    for key, does in others:
        rows += _pair(key, KEY_CELLS, does, width)
    return rows


def _key_rows(width: int) -> list[Row]:
    """The keys in as many columns as fit."""
    column = max(cells(_(key.does)) for key in KEYS) + 6
    across = max(1, (width - 2) // column)
    down = -(-len(KEYS) // across)
    return [_key_row([KEYS[n] for n in range(line, len(KEYS), down)], column, width) for line in range(down)]


def _key_row(keys: list[Key], column: int, width: int) -> Row:
    fragments: list[tuple[str, str]] = [("", "  ")]
    for key in keys:
        does = _(key.does)
        fragments += [("class:key", f"{key.key} "), ("", does + " " * (column - cells(does) - 2))]
    return cut(tuple(fragments), width)


def time_rows(state: State, spent: float, minutes: dict[str, float], width: int) -> list[Row]:
    """Minutes against the plan, as a whole and by theme."""
    planned = state.guide.duration
    whole = f"{int(spent)} / {planned:g} min" if planned else f"{int(spent)} min"
    said, themes = state.view.language, state.guide.themes
    bar = BAR if width >= BAR + CLOCK + LEAST_TITLE else 0
    most = max([cells(one_line(theme.title.said_in(said), MOST_TITLE)) for theme in themes], default=0)
    room = max(1, min(most, width - bar - CLOCK))
    rows = [row(whole, "class:theme", width), EMPTY]
    rows += [cut(_theme_bar(theme, minutes.get(theme.id, 0.0), said, room, bar), width) for theme in themes]
    return [*rows, EMPTY, *must_rows(state, width)]


def _theme_bar(theme: Theme, spent: float, said: str, room: int, bar: int) -> Row:
    """A theme's title, a bar for its minutes against the plan, and both as numbers; a sign where there are more."""
    words = one_line(theme.title.said_in(said), room)
    filled = round(min(1.0, spent / theme.minutes) * bar) if theme.minutes else 0
    shown = "█" * filled + "·" * (bar - filled) if theme.minutes else " " * bar
    over = theme.minutes is not None and spent > theme.minutes
    clock = f"{spent:>4.0f}" + (f" / {theme.minutes:>3g}" if theme.minutes else " " * 6) + " min"
    return (
        ("", f"  {words}{' ' * (room - cells(words))} "),
        ("class:quiet", shown),
        ("class:must" if over else "", clock),
        ("class:sign.must", " ▲" if over else ""),
    )


def must_rows(state: State, width: int) -> list[Row]:
    """The questions that must be asked and were not."""
    musts = open_musts(state)
    if not musts:
        return paragraph(_("Every question that must be asked was asked."), width, "class:done")
    said = plural(
        "{count} question that must be asked is open:", "{count} questions that must be asked are open:", len(musts)
    )
    rows = paragraph(said, width, "class:must")
    for entry in questions_of(state):
        if entry.question in musts:
            rows += hanging((("class:key", f"  {entry.number:>2} "),), entry.words, width)
    return rows


def finishing_rows(state: State, width: int) -> list[Row]:
    """Before the end: what is open, and how to go on or to finish all the same."""
    hint = _("Esc D (or the word again) finishes all the same. Enter goes back, Esc g goes to one of them.")
    return [*must_rows(state, width), EMPTY, *paragraph(hint, width, "class:quiet")]


def pause_rows(state: State, width: int) -> list[Row]:
    """The clock stands still."""
    kept = _("Everything said so far is kept.")
    rests = _("Ctrl-C twice rests until another day; the interview can be gone on with at any time.")
    if is_rehearsal(state):
        kept, rests = _("This is a rehearsal, nothing is kept."), _("Ctrl-C twice ends it with its report.")
    said, hint = [_("Pause: the clock of the interview stands still."), kept], [_("Enter goes on."), rests]
    rows = [*paragraph(said[0], width, "class:theme"), *paragraph(said[1], width), EMPTY]
    return [*rows, *(line for words in hint for line in paragraph(words, width, "class:quiet", "  "))]
