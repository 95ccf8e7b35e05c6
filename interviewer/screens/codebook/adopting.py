"""`codebook adopt`: codes that were born while coding enter the file, one label each."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from interviewer.coding.choose import near_duplicates, options
from interviewer.coding.model import Code
from interviewer.coding.reshaping import active, added, new_id
from interviewer.coding.tree import CodeTree
from interviewer.coding.wording import Said, worded
from interviewer.errors import CannotError
from interviewer.guide.model import NO_TEXT, Text
from interviewer.matching import nearest
from interviewer.screens.codebook.asking import at_keyboard, languages_of, piped, typed
from interviewer.screens.codebook.changing import Bench
from interviewer.screens.codebook.preview import show_marks
from interviewer.screens.words import _
from interviewer.study.carrying import marks_of
from interviewer.study.emergent import Born, born_codes
from interviewer.yamltext import hidden_in

Births = Mapping[str, Sequence[Born]]


class Choice(NamedTuple):
    """Which codes, below which one, and whose label where there are several."""

    codes: Sequence[str] = ()
    parent: str = ""
    label_of: str = ""


def adopt(bench: Bench, choice: Choice) -> None:
    """Write the codes into the file."""
    births: dict[str, list[Born]] = {}
    for one in born_codes(bench.study):
        births.setdefault(one.code, []).append(one)
    wanted = _wanted(bench, choice.codes, births)
    if bench.was_finished("adopt", choice.codes):
        return
    if not wanted:
        bench.paper.say(_("There is no code to adopt."), "quiet")
        return
    if choice.parent:
        active(bench.book, choice.parent)
    _preview(bench, wanted, births)
    said = [] if at_keyboard() else piped(wanted)
    codes = [_code(bench, births[code], choice, said) for code in wanted]
    made = bench.rewrite(added(bench.book, codes))
    reason = bench.reason(said, needed=False)
    bench.agree(_("Adopt {codes}?").format(codes=", ".join(wanted)))
    bench.carry_out(bench.change("adopt", wanted, reason), made)


def _wanted(bench: Bench, codes: Sequence[str], births: Births) -> list[str]:
    """The codes named, else all that the file lacks; those that are in it already are said."""
    tree = CodeTree(bench.book)
    known = {*tree.codes, *tree.renamed()}
    unknown = [code for code in codes if code not in births and code not in known]
    if unknown:
        near = nearest(unknown[0], births)
        raise CannotError("adopt_unknown_near" if near else "adopt_unknown", code=unknown[0][:64], near=near)
    for code in dict.fromkeys(codes):
        if code in known:
            bench.paper.say(_("{code} is in the codebook already.").format(code=code), "quiet")
    return [code for code in dict.fromkeys(codes or sorted(births)) if code not in known]


def _preview(bench: Bench, wanted: Sequence[str], births: Births) -> None:
    """Each code with who made it, under which label, what it looks like, and its marks."""
    every = list(marks_of(bench.study, frozenset(wanted)))
    choices = options(bench.book, {code: births[code][0].label for code in wanted})
    for code in wanted:
        show_marks(bench.paper, code, [one for one in every if one.mark.code == code], bench.coder)
        for label, coders in _labels(births[code]).items():
            said = _("“{label}”, by {coders}").format(label=label, coders=", ".join(coders))
            bench.paper.say(said, indent=2)
        others = [one for one in choices if one.id != code]
        alike = {one for label in _labels(births[code]) for one in near_duplicates(code, label, others)}
        if alike:
            like = _("Very much like it: {codes}. Is it another code?")
            bench.paper.say(like.format(codes=", ".join(sorted(alike))), "warn", indent=2)


def _labels(born: Sequence[Born]) -> dict[str, list[str]]:
    """The labels under which a code was made, with the coders of each."""
    found: dict[str, list[str]] = {}
    for one in born:
        coders = found.setdefault(one.label, [])
        if one.coder not in coders:
            coders.append(one.coder)
    return found


def _code(bench: Bench, born: Sequence[Born], choice: Choice, said: Sequence[Said]) -> Code:
    """The code as it enters the file; what was said of it takes the place of what its coder wrote."""
    code = new_id(bench.book, born[0].code)
    mine = [one for one in said if one.code == code]
    one = _chosen(born, choice.label_of) if not any(word.key == "label" for word in mine) else born[0]
    language = bench.file.source.language
    given = any(word.key == "label" for word in mine)
    if not given:
        given, mine = _label_mended(bench, one, mine)
    label = NO_TEXT if given else Text({language: one.label})
    definition = next((each.definition for each in (one, *born) if each.definition), "")
    if hidden_in(definition):
        left = _("The definition of {code} is left out: it has characters that nobody can see.")
        bench.paper.say(left.format(code=code), "warn")
        definition = ""
    meaning = Text({language: definition}) if definition else NO_TEXT
    made = Code(code, label, meaning, parent=choice.parent, origin="emergent")
    return worded(made, mine, language)


def _label_mended(bench: Bench, born: Born, mine: Sequence[Said]) -> tuple[bool, list[Said]]:
    """Words for a label that codebook.yaml can't hold or that is empty: asked for at a terminal, else CannotError."""
    hidden = hidden_in(born.label)
    if not hidden and born.label.strip():
        return False, list(mine)
    if not at_keyboard():
        raise CannotError("adopt_hidden", code=born.code, why=hidden or _("it is empty"))
    said = _("The label of {code} can't stand in codebook.yaml as its coder wrote it. Type it again.")
    bench.paper.say(said.format(code=born.code), "warn")
    languages = languages_of(bench.book, bench.study.settings().languages)
    typed_now = typed(Code(born.code, NO_TEXT), languages, bench.paper, ("label",))
    return True, [*mine, *(one._replace(code=born.code) for one in typed_now)]


def _chosen(born: Sequence[Born], label_of: str) -> Born:
    """The one whose label counts: the only one, that of the coder named, the one that is chosen."""
    labels = _labels(born)
    if len(labels) == 1:
        return born[0]
    found = next((one for one in born if one.coder == label_of), None)
    if found is not None:
        return found
    if at_keyboard():
        from interviewer.screens.terminal.choose import choose

        shown = [(label, f"{label} ({', '.join(coders)})") for label, coders in labels.items()]
        label = choose(_("Which label for {code}?").format(code=born[0].code), shown)
        return next(one for one in born if one.label == label)
    raise CannotError("adopt_labels", code=born[0].code, coders=", ".join(sorted({one.coder for one in born})))
