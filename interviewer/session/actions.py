"""The actions of an interview by their words, in French and English: what both screens offer. Pure."""

from typing import Literal, NamedTuple

from interviewer.errors import CannotError
from interviewer.matching import fold, nearest
from interviewer.session.events import GapReason

Takes = Literal["nothing", "words", "maybe_words", "question", "maybe_reason", "maybe_probe", "participant"]
Wants = Takes | Literal["code", "language", "maybe_time"]


class ActionWord(NamedTuple):
    """One action: its name, what it takes after it, and the words by which it is called (the first is English)."""

    name: str
    takes: Wants
    words: tuple[str, ...]


ACTIONS: tuple[ActionWord, ...] = (
    ActionWord("next", "nothing", ("next", "suivant", "suivante", "n")),
    ActionWord("back", "nothing", ("back", "retour", "précédent", "précédente")),
    ActionWord("goto", "question", ("goto", "aller", "go")),
    ActionWord("probe", "maybe_probe", ("probe", "relance", "p")),
    ActionWord("ask", "words", ("ask", "demander", "question")),
    ActionWord("paraphrase", "words", ("para", "paraphrase")),
    ActionWord("observation", "words", ("obs", "observation")),
    ActionWord("memo", "words", ("memo", "mémo")),
    ActionWord("skip", "maybe_reason", ("skip", "passer")),
    ActionWord("later", "nothing", ("later", "plus-tard", "plustard")),
    ActionWord("star", "nothing", ("star", "étoile", "clé")),
    ActionWord("fix", "words", ("fix", "corriger")),
    ActionWord("because", "words", ("because", "parce-que", "car")),
    ActionWord("undo", "nothing", ("undo", "annuler")),
    ActionWord("who", "participant", ("who", "qui")),
    ActionWord("by", "participant", ("by", "de")),
    ActionWord("under", "question", ("under", "sous")),
    ActionWord("move", "question", ("move", "déplacer")),
    ActionWord("split", "words", ("split", "couper")),
    ActionWord("merge", "nothing", ("merge", "joindre", "fusionner")),
    ActionWord("silence", "maybe_words", ("silence",)),
    ActionWord("emotion", "maybe_words", ("emotion", "émotion")),
    ActionWord("interruption", "maybe_words", ("interruption",)),
    ActionWord("bookmark", "maybe_words", ("bookmark", "signet")),
    ActionWord("code", "code", ("code", "coder")),
    ActionWord("language", "language", ("lang", "langue")),
    ActionWord("recorder", "maybe_time", ("recorder", "enregistreur", "dictaphone")),
    ActionWord("map", "nothing", ("map", "carte", "plan")),
    ActionWord("time", "nothing", ("time", "temps", "heure")),
    ActionWord("help", "nothing", ("help", "aide", "?")),
    ActionWord("pause", "nothing", ("pause",)),
    ActionWord("done", "nothing", ("done", "fin", "terminer", "terminé")),
)
REASONS: dict[GapReason, tuple[str, ...]] = {
    "declined": ("declined", "refus", "refuse", "décline", "ne_veut_pas", "n_a_pas_voulu", "ne_souhaite_pas"),
    "dont_know": ("dont_know", "doesn_t_know", "nsp", "ne_sait_pas", "sait_pas"),
    "not_relevant": ("not_relevant", "hors_sujet", "sans_objet", "pas_concerné"),
    "no_time": ("no_time", "pas_le_temps", "plus_le_temps", "manque_de_temps"),
    "later": ("later", "plus_tard"),
}
LONGEST_REASON = 4  # words: "n'a pas voulu" counts for three, typed apart for four
_BY_REASON = {fold(word): reason for reason, words in REASONS.items() for word in words}
_BY_WORD = {fold(word) or word: action for action in ACTIONS for word in action.words}


class Action(NamedTuple):
    """What the interviewer does: `say` with the words, or the name of an action with what follows it.

    `turn` is the id of the turn that is meant; empty for the last one.
    """

    name: str
    argument: str = ""
    turn: str = ""


def parse(line: str) -> Action:
    """A typed line as an action; the words of a turn stay exactly as typed.

    A line that begins with `/` is an action (the beginning of its word is enough where only one begins so), one that
    begins with `//` speech whose first slash is dropped. Raises CannotError `unknown_action`, with the nearest action,
    for a word that is none, and `no_words_wanted` for words behind an action that takes none.
    """
    bare = line.lstrip(" \t")
    if not bare.startswith("/"):
        return Action("say", line)
    if bare.startswith("//"):
        return Action("say", line.replace("//", "/", 1))
    word, rest = _word_and_rest(bare[1:])
    action = _BY_WORD.get(fold(word) or word) or _begun(fold(word))
    if action is None:  # the word itself is not repeated: it may be somebody's
        near = nearest(word, _BY_WORD)
        raise CannotError("unknown_action", nearest=near) if near else CannotError("unknown_action_far")
    if action.takes == "nothing" and rest.strip():  # words must not vanish because an action needs none
        raise CannotError("no_words_wanted", action=action.words[0])
    return Action(action.name, rest)


def _word_and_rest(typed: str) -> tuple[str, str]:
    """The word that calls an action and what follows it; "parce que" and "plus tard" call theirs written apart as well."""
    word, _, rest = typed.partition("\n") if "\n" in typed.split(" ", 1)[0] else typed.partition(" ")
    second, _, others = rest.partition(" ")
    apart = fold(f"{word} {second}")
    return (apart, others) if " " in apart and apart in _BY_WORD and fold(word) not in _BY_WORD else (word, rest)


def _begun(typed: str) -> ActionWord | None:
    """The one action that has a word which begins so; None when there are several, or none."""
    found = {action.name: action for word, action in _BY_WORD.items() if typed and word.startswith(typed)}
    return next(iter(found.values())) if len(found) == 1 else None


def action_word(name: str) -> ActionWord:
    """The action of that name."""
    return next(action for action in ACTIONS if action.name == name)


def parse_reason(argument: str) -> tuple[GapReason, str]:
    """The reason of a skip and the note behind it; without a reason that we know, `not_relevant` and the whole as the note.

    Raises CannotError `reason_near` for a word that is nearly a reason.
    """
    words = argument.split()
    for count in range(min(LONGEST_REASON, len(words)), 0, -1):
        reason = _BY_REASON.get(fold(" ".join(words[:count])))
        if reason is not None:
            return reason, argument.split(maxsplit=count)[count].strip() if len(words) > count else ""
    near = nearest(words[0], _BY_REASON, alike=0.75) if words else ""
    if near:  # a slip must not become another reason, since reasons are what is counted
        raise CannotError("reason_near", near=near.replace(" ", "_"))
    return "not_relevant", argument.strip()


def parse_clock(argument: str) -> int:
    """`h:mm:ss`, `mm:ss` or nothing (0) as seconds. Raises CannotError `bad_clock`."""
    parts = argument.strip().split(":") if argument.strip() else ["0"]
    if len(parts) > 3 or not all(p.isascii() and p.isdigit() and len(p) < 4 for p in parts):  # noqa: PLR2004 - h:mm:ss
        raise CannotError("bad_clock")
    seconds = 0
    for part in parts:
        seconds = seconds * 60 + int(part)
    return seconds
