"""The words of a form in the languages of the guide: which those are, and what stands in where one is missing."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from interviewer.guide.model import NO_TEXT, Text
from interviewer.guide.xlsform.reading.columns import DEFAULT_LANGUAGE, LABEL, TRANSLATED
from interviewer.guide.xlsform.reading.languages import code_of, guessed
from interviewer.guide.xlsform.reading.sheets import Form
from interviewer.guide.xlsform.reading.tables import Table


class Languages(NamedTuple):
    """Names of languages in the columns -> codes, the guide's own first; the name of unlabelled columns is empty.

    `untold` says that neither the form nor its words tell the language of those.
    """

    codes: Mapping[str, str]
    main: str
    untold: bool = False

    @property
    def all(self) -> tuple[str, ...]:
        """The codes, each once, the guide's own first."""
        return tuple(dict.fromkeys((self.main, *self.codes.values())))

    def text(self, words: Mapping[str, str]) -> Text:
        """Words by the name of their language -> a text; where the guide's own language has none, another's stand in."""
        said: dict[str, str] = {}
        for name, given in words.items():
            if given:
                said.setdefault(self.codes.get(name, self.main), given)
        if not said:
            return NO_TEXT
        main = said.pop(self.main, None)
        return Text({self.main: next(iter(said.values()))} if main is None else {self.main: main, **said})

    def named(self, name: str) -> Text:
        """A name that stands in where there are no words in any language."""
        return Text(dict.fromkeys(self.all, name))

    def lacks(self, words: Mapping[str, str]) -> bool:
        """Whether others have words and the guide's own language has none."""
        return bool(words) and self.main not in {self.codes.get(name, self.main) for name in words}


def languages(form: Form, spoken: str) -> Languages:
    """The languages of the form's columns that hold something.

    Columns that name none are in the form's default language, where it has one; else their words tell it, or it is `spoken`.
    """
    filled = Counter[str]()
    for table in (form.survey, form.choices):
        filled.update(_filled(table) if table else ())
    names = [name for name in dict.fromkeys(_names(form)) if filled[name]]
    declared = _default(form)
    codes = {name: code_of(name) for name in names if name}
    untold = False
    if "" in names or not names:
        known = code_of(declared) if declared and declared.lower() != "default" else ""
        told = known or guessed(_unlabelled(form), "")
        codes, untold = {"": told or spoken, **codes}, not told
    wanted = code_of(declared) if declared else ""
    best = max(codes, key=lambda name: filled[name])
    return Languages(codes, wanted if wanted in codes.values() else codes[best], untold)


def _names(form: Form) -> Iterable[str]:
    for table in (form.survey, form.choices):
        yield from (one.language for one in (table.columns if table else ()) if one.part in TRANSLATED)


def _filled(table: Table) -> Iterable[str]:
    """The language of each filled label."""
    for line in table.lines():
        yield from line.words(LABEL)


def _default(form: Form) -> str:
    lines = form.settings.lines() if form.settings else ()
    return next((line.text(DEFAULT_LANGUAGE) for line in lines), "")


def _unlabelled(form: Form) -> str:
    lines = form.survey.lines() if form.survey else ()
    return " ".join(line.words(LABEL).get("", "") for line in lines)
