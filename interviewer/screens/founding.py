"""Making the keys of a study at the keyboard: a passphrase for the team, and a paper key that is typed back before anything counts."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from interviewer.errors import CannotError
from interviewer.matching import unaccented
from interviewer.privacy import age, paper_key
from interviewer.privacy.paper_key import COUNT, GROUP, PaperKeyError
from interviewer.screens.paper import Paper
from interviewer.screens.terminal.choose import secret_text, short_text
from interviewer.screens.typing_words import typed_words
from interviewer.screens.words import _, language

PASSPHRASE_WORDS, ROW = 6, 4
SHORTEST = 12


def made_keys(paper: Paper, *, names_alone: bool = False) -> tuple[age.Identity, age.Identity, str]:
    """The team's identity, the paper's, and the passphrase, each of which the person has typed. CannotError without a keyboard.

    `names_alone` says that they lock names only, and no words.

    KeyboardInterrupt and EOFError leave nothing behind.
    """
    from interviewer.screens.terminal.keyboard import has_terminal

    if not has_terminal():
        raise CannotError("needs_keyboard")
    try:
        return _asked(paper, names_alone=names_alone)
    except (KeyboardInterrupt, EOFError):
        paper.say(_("Left half way: no keys were made, and nothing was written."), "warn")
        paper.say(_("Tear up the words that you wrote down from the screen: next time there are others."), "quiet")
        raise


def _asked(paper: Paper, *, names_alone: bool) -> tuple[age.Identity, age.Identity, str]:
    team, on_paper = age.new_identity(), age.new_identity()
    paper.rule(_("The keys of this study"))
    paper.say(
        _(
            "Two keys open what is sealed: the team's key, locked with a passphrase, on this machine; and a paper key, for the safe."
        )
    )
    paper.say(
        _(
            "They lock names and contacts; what people say is not sealed in this study. Nobody can give the keys back: if both are lost, all names are lost."
        )
        if names_alone
        else _("Nobody else can open it, and nobody can give the keys back: if both are lost, all words are lost.")
    )
    paper.say()
    short_text(_("Two sheets and a pen at hand? Then Enter."))
    passphrase = passphrase_typed(paper)
    written_and_typed_back(paper, on_paper)
    paper.say(_("Passphrase and paper key are right. Put the sheets away."), "good")
    return team, on_paper, passphrase


def written_and_typed_back(paper: Paper, identity: age.Identity) -> None:
    """Return when the paper key was shown, once, and typed back from the paper, both on pages of their own."""
    with page_of_its_own():
        _write_down(paper, identity)
    with page_of_its_own():
        _typed_back(paper, identity.secret)


def passphrase_typed(paper: Paper) -> str:
    """A passphrase that was typed twice, on a page of its own: nothing of it may stay in what a terminal can scroll back to."""
    from interviewer.screens.terminal.keyboard import held

    with page_of_its_own(), held():
        return _passphrase(paper)


def _passphrase(paper: Paper) -> str:
    words = paper_key.to_words(age.new_identity().secret, language())[:PASSPHRASE_WORDS]
    proposed = " ".join(
        map(unaccented, words)
    )  # whoever writes an accent and types none would stand before a locked door
    paper.rule(_("The passphrase of the team"))
    paper.say(_("Six words by chance are easy to keep and hard to guess. These were drawn for you, without accents:"))
    paper.say()
    paper.say(proposed, "strong", indent=4)
    paper.say()
    paper.say(_("Write it down now, on paper. What you type shows as stars."), "quiet")

    def too_short(typed: str) -> str | None:
        few = _("At least {count} letters, please: six words are best.").format(count=SHORTEST)
        return few if len(typed.strip()) < SHORTEST else None

    while True:
        first = secret_text(_("Passphrase:"), too_short).strip()
        if secret_text(_("The same again:")).strip() == first:
            return first
        paper.say(_("The two are not the same. Type both once more."), "warn")


def _write_down(paper: Paper, identity: age.Identity) -> None:
    words = paper_key.to_words(identity.secret, language())
    paper.rule(_("The paper key: 24 words"))
    paper.say(
        _("Write these words on paper, twice, in this order. They are shown once and kept nowhere on this machine.")
    )
    paper.say()
    wide = max(map(len, words))
    for start in range(0, COUNT, ROW):
        paper.say("  ".join(f"{n + 1:2d} {words[n]:{wide}}" for n in range(start, start + ROW)), "strong", indent=2)
    paper.say()
    paper.say(_("One sheet for the safe of your organisation, the other for somebody whom it trusts."))
    short_text(_("Press Enter when both sheets are written."))


def _typed_back(paper: Paper, secret: str) -> None:
    """Until the words that are typed are those of the key: line by line, or all at once."""
    paper.say(
        _(
            "Type the paper key back, from the paper. The first four letters of each word are enough; accents don't count."
        )
    )
    while not _is_key(typed := typed_words(), secret):
        other = paper_key.first_other(typed, secret) or COUNT  # with all 24 right there are too many in the end
        first = (other - 1) // GROUP * GROUP + 1
        told = _(
            "Among words {first} to {last} one is not as on the page before. Type all 24 again. If the sheet is wrong: Ctrl-C, nothing is written yet, then begin again."
        )
        paper.say(told.format(first=first, last=first + GROUP - 1), "warn")


def _is_key(typed: str, secret: str) -> bool:
    try:
        return paper_key.from_words(typed) == secret
    except PaperKeyError:
        return False


@contextmanager
def page_of_its_own() -> Iterator[None]:
    """A screen that is gone afterwards, also from what can be scrolled back to."""
    shown = sys.stderr.isatty()
    if shown:
        sys.stderr.write("\x1b[?1049h\x1b[2J\x1b[H")
        sys.stderr.flush()
    try:
        yield
    finally:
        if shown:
            sys.stderr.write("\x1b[2J\x1b[?1049l")
            sys.stderr.flush()
