"""A translator's worksheet as a file: what its columns are called, how it looks, and what is said about it."""

from collections.abc import Mapping, Sequence
from pathlib import PurePath
from types import MappingProxyType

from interviewer.errors import UsageError
from interviewer.export.dialects import EXCEL, encode
from interviewer.guide.model import Guide
from interviewer.guide.worksheet import Line, lines
from interviewer.screens.language_names import headed, runs_to_the_left
from interviewer.screens.words import N_, _, plural
from interviewer.sheets.model import Sheet
from interviewer.sheets.write import Layout, xlsx

PARTS = {
    "title": N_("title (for the team)"),
    "purpose": N_("purpose (for the team)"),
    "opening": N_("said at the beginning"),
    "consent": N_("consent, answered by yes or no"),
    "theme": N_("title of a theme (for the team)"),
    "aim": N_("aim (for the team)"),
    "question": N_("question"),
    "probe": N_("follow-up question"),
    "choice": N_("possible answer"),
    "background": N_("question of the background sheet"),
    "closing": N_("said at the end"),
}
SHEET, ADVICE = N_("translation"), N_("read me")
WIDTHS = (40, 22, 60, 60, 26)
TRANSLATION = 3
ENDINGS = (".xlsx", ".csv")
NOTHING: Mapping[str, str] = MappingProxyType({})


def rows(guide: Guide, language: str, former: Mapping[str, str] = NOTHING) -> tuple[tuple[str, ...], ...]:
    """The head, then a row for each text; `former` are the texts, by place, that said something else when translated."""
    head = (_("place"), _("what it is"), headed(guide.language), headed(language), _("note"))
    return (
        head,
        *(
            (one.key, _(PARTS[one.part]), one.source, one.translation, _note(one, former))
            for one in lines(guide, language)
        ),
    )


def known_words(guide: Guide, language: str) -> tuple[str, ...]:
    """What such a worksheet holds besides the words of the guide."""
    notes = (_("to translate"), _("to translate if you like"), _("note"), _("place"))
    return (headed(guide.language), headed(language), *map(_, PARTS.values()), *notes)


def _note(line: Line, former: Mapping[str, str]) -> str:
    if line.key in former:
        return _("the text changed since it was translated; it was: {before}").format(before=former[line.key])
    if line.translation:
        return ""
    return _("to translate") if line.said else _("to translate if you like")


def worksheets(guide: Guide, language: str, out: str = "", former: Mapping[str, str] = NOTHING) -> dict[str, bytes]:
    """The worksheet by the name of its file: as the name that was asked for says, else of each kind, in that folder.

    A folder ends with a slash. UsageError for a name with another ending.
    """
    usual = [f"{out}{guide.id}.{language}{ending}" for ending in ENDINGS]
    names = usual if not out or out.endswith("/") else [out]
    made = rows(guide, language, former)
    return {name: as_file(made, guide, language, PurePath(name).suffix.lower()) for name in names}


def as_file(made: Sequence[tuple[str, ...]], guide: Guide, language: str, ending: str) -> bytes:
    """These rows as the kind of file that the ending names, as a translator likes to have them."""
    if ending not in ENDINGS:
        raise UsageError("translate_ending", known=", ".join(ENDINGS))
    if ending == ".csv":
        return EXCEL.bom + encode(made, EXCEL).data
    left = [column for column, one in ((2, guide.language), (TRANSLATION, language)) if runs_to_the_left(one)]
    advice = tuple((line,) for line in _advice(guide, language))
    sheet, read_me = _(SHEET), _(ADVICE)
    sheets = [Sheet(sheet, tuple(made)), Sheet(read_me, advice)]
    return xlsx(sheets, {sheet: WIDTHS, read_me: (100,)}, {sheet: Layout((TRANSLATION,), left)})


def _advice(guide: Guide, language: str) -> tuple[str, ...]:
    return (
        _("For the translator"),
        _("Write in the coloured column {column} only; leave all others as they are.").format(column=headed(language)),
        _("These words are said aloud to somebody: translate what is meant, as one speaks, not word for word."),
        _("An open question stays open: it can't be answered by yes or no, and hints at no answer."),
        _("A cell that you leave empty is asked in {own}.").format(own=headed(guide.language)),
        _("You may sort the rows, or send back only some of them: the column “place” says where each belongs."),
    )


def counts(guide: Guide, language: str, former: Mapping[str, str] = NOTHING) -> str:
    """How much is translated, and how much is missing of what is said and of what only the team reads."""
    found = lines(guide, language)
    said = sum(one.said and not one.translation for one in found)
    team = sum(not one.said and not one.translation for one in found)
    words = plural("{count} text to translate", "{count} texts to translate", said)
    inside = plural("{count} title or aim besides", "{count} titles and aims besides", team)
    there = plural("{count} translated already", "{count} translated already", len(found) - said - team)
    told = _("{words}, {inside}, {there}.").format(words=words, inside=inside, there=there)
    if not former:
        return told
    changed = plural(
        "{count} text changed since it was translated.",
        "{count} texts changed since they were translated.",
        len(former),
    )
    return f"{told} {changed}"
