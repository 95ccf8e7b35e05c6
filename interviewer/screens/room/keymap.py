"""What each key does: one table for the keys themselves, the strip that lists them, and the help screen.

Every key is Esc and then another one (Alt and that key is the same): terminals, screen and tmux pass these on, while
they keep many Ctrl keys and F1, F10, F11 for themselves. Not O, P, X, [, ], ^ and _: behind Esc they begin sequences.
Not b, d and f, nor <, >: behind Esc they are the editor's, by which words are passed and cut.
"""

from typing import NamedTuple

from interviewer.screens.words import N_


class Key(NamedTuple):
    """Esc and this key: the action with its argument, or a place of the room when the action is empty."""

    key: str
    does: str
    action: str = ""
    argument: str = ""
    opens: str = ""


KEYS: tuple[Key, ...] = (
    Key("n", N_("next"), "next"),
    Key("p", N_("previous"), "back"),
    Key("g", N_("go to…"), opens="goto"),
    Key("s", N_("star"), "star"),
    Key("u", N_("undo"), "undo"),
    Key("r", N_("rewrite"), opens="rewrite"),
    Key("k", N_("skip…"), opens="skip"),
    Key("l", N_("later"), "later"),
    Key("e", N_("tell me more?"), "probe", "more"),
    Key("x", N_("an example?"), "probe", "example"),
    Key("w", N_("what do you mean?"), "probe", "meaning"),
    Key("q", N_("a question of yours"), opens="words:ask"),
    Key("a", N_("paraphrase"), opens="words:paraphrase"),
    Key("o", N_("observation"), opens="words:observation"),
    Key("m", N_("memo"), opens="words:memo"),
    Key("z", N_("silence"), "silence"),
    Key("h", N_("emotion"), "emotion"),
    Key("i", N_("interruption"), "interruption"),
    Key("'", N_("bookmark"), "bookmark"),
    Key("c", N_("code…"), opens="code"),
    Key("t", N_("also under…"), opens="under"),
    Key("y", N_("move…"), opens="move"),
    Key("/", N_("split…"), opens="split"),
    Key("+", N_("merge"), "merge"),
    Key("B", N_("because…"), opens="words:because"),
    Key("v", N_("pick a value"), opens="value"),
    Key("j", N_("aim, whole question"), opens="question"),
    Key("W", N_("who speaks…"), opens="who"),
    Key("L", N_("language…"), opens="language"),
    Key("R", N_("recorder on"), opens="recorder"),
    Key("T", N_("time"), opens="time"),
    Key(".", N_("pause"), "pause"),
    Key("D", N_("finish"), "done"),
    Key("?", N_("help"), opens="help"),
)
SPEAKER_KEYS = ("f2", "f3", "f4", "f5", "f6", "f7", "f8", "f9")
# Where the arrows stand on a turn these act on it without Esc; any other letter begins words in the editor.
OF_A_TURN = ("s", "r", "t", "y", "c", "+", "B")
