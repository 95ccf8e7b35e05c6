"""What `export xlsform` says: where the form is, and what the person should know before it goes to phones."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence

from interviewer.errors import UsageError
from interviewer.export.form_file import FormFile, Wish, write_form
from interviewer.guide.xlsform.form import LONGEST_NAME
from interviewer.guide.xlsform.phrases import foreign, spoken_in
from interviewer.screens.paper import Paper
from interviewer.screens.words import _, plural
from interviewer.study.folder import Study
from interviewer.study.opening import find_study


def give_form(which: str, also: Sequence[str], wish: Wish) -> None:
    """Write the form of that guide (of the only one where none is named); its path is the result."""
    study = find_study()
    made = write_form(study, which or _named(study, also), wish)
    sys.stdout.write(study.shown(made.path) + "\n")
    paper = Paper()
    for line in _sentences(made):
        paper.say(line)


def _named(study: Study, also: Sequence[str]) -> str:
    known = [path.stem for path in study.guide_paths()]
    named = list(also) or known
    if len(named) != 1:
        raise UsageError("guide_wanted", known=", ".join(known))
    return named[0]


def _sentences(made: FormFile) -> Iterator[str]:
    guide, written = made.guide, made.written
    if not made.changed:
        yield _("The form was there already, the same to the last byte.")
    asked = sum(1 for _pair in guide.questions())
    questions = plural("{count} question", "{count} questions", asked)
    themes = plural("{count} theme", "{count} themes", len(guide.themes))
    yield plural(
        "Form {guide}, version {version}: {questions} in {themes}, language {languages}.",
        "Form {guide}, version {version}: {questions} in {themes}, languages {languages}.",
        len(guide.languages),
        guide=guide.id,
        version=written.version,
        questions=questions,
        themes=themes,
        languages=", ".join(guide.languages),
    )
    for language in foreign(guide.languages):
        yield _(
            "The form's own words (yes, no, other...) are not known in “{language}”; they are in “{other}” there."
        ).format(language=language, other=spoken_in(language, guide.language))
    if guide.group:
        yield _("This guide is for groups: on phones, one form is filled in for each person of the group.")
    if written.long_names:
        yield plural(
            "{count} field has a name longer than {limit} characters, which Stata cuts.",
            "{count} fields have names longer than {limit} characters, which Stata cuts.",
            len(written.long_names),
            limit=LONGEST_NAME,
        )
    yield _(
        "Upload it to ODK Central or KoboToolbox. Codes are in its sheet “interviewer”, for `import xlsform`; phones don't "
        "show them."
    )
    yield _("In KoboToolbox: New project, then Upload an XLSForm. In ODK Central: Create a form.")
    yield _("Bring the answers back with: interviewer import answers FILE.csv")
