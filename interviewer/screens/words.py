"""The one door to the catalogues: which language the screens speak, and the words in it."""

import gettext
import os
from collections.abc import Mapping, Sequence

LANGUAGES = ("fr", "en")
LOCALES = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "locales")


class _Catalogue:
    """The catalogue in use; English stands in the sources, so it needs none."""

    language = "en"
    words: gettext.NullTranslations = gettext.NullTranslations()


def pick_language(argv: Sequence[str], environ: Mapping[str, str], system: str = "") -> str:
    """`--lang`, then INTERVIEWER_LANG, then the locale, then English. Unknown languages are passed over."""
    asked = ""
    for n, word in enumerate(argv):
        if word == "--":
            break
        if word == "--lang" and n + 1 < len(argv):
            asked = argv[n + 1]
        elif word.startswith("--lang="):
            asked = word.partition("=")[2]
    candidates = [asked, environ.get("INTERVIEWER_LANG", "")]
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        candidates.extend(environ.get(name, "").split(":"))
    candidates.append(system)
    return next((c[:2].lower() for c in candidates if c[:2].lower() in LANGUAGES), "en")


def use(language: str) -> None:
    """Speak that language from here on; one without a catalogue is spoken in English."""
    _Catalogue.language = language
    _Catalogue.words = gettext.translation("interviewer", LOCALES, [language], fallback=True)


def language() -> str:
    """The language of the screens: `fr` or `en`."""
    return _Catalogue.language


def _(message: str) -> str:
    """The message in the language of the screens."""
    return _Catalogue.words.gettext(message)


def said_in(message: str, language: str) -> str:
    """The message in another language than that of the screens; in English where there is no catalogue of it."""
    return gettext.translation("interviewer", LOCALES, [language or "en"], fallback=True).gettext(message)


def plural(one: str, many: str, count: int, **values: object) -> str:
    """The message for that count, with `{count}` and every other hole filled in."""
    return form(one, many, count).format(count=count, **values)


def form(one: str, many: str, count: int) -> str:
    """The template for that count, its holes still open."""
    return _Catalogue.words.ngettext(one, many, count)


def N_(message: str) -> str:  # noqa: N802 - the name that extractors of messages know
    """Mark a message for the catalogues without translating it yet."""
    return message
