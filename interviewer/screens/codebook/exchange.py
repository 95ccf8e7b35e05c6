"""`codebook import` and `codebook export`: what would be new, what differs; what could not go along."""

import sys
from collections.abc import Iterator
from pathlib import Path

from interviewer.coding.choose import near_duplicates, options
from interviewer.coding.exchange.joining import Joined, join
from interviewer.coding.exchange.kinds import read_any
from interviewer.coding.model import Codebook
from interviewer.coding.rewriting import as_value
from interviewer.coding.tree import CodeTree
from interviewer.errors import CannotError, FilesError, UsageError
from interviewer.export.codebook_out import STDOUT, TAGUETTE, Report, Wanted, kind_of, write_codebook
from interviewer.export.dialects import DIALECTS
from interviewer.screens.clean import clean
from interviewer.screens.codebook.changing import Bench
from interviewer.screens.messages import place
from interviewer.screens.paper import Paper
from interviewer.screens.scanning.codebook_gate import codebook_first, known_at_hand
from interviewer.screens.words import N_, _, plural
from interviewer.study.folder import Study
from interviewer.study.marking import emergent_codes
from interviewer.study.opening import find_study
from interviewer.yamltext import MAX_BYTES, MAX_ELEMENTS

STANDARD_INPUT = "-"
SHOWN = 40
MOST_COMPARED = 20_000  # pairs of codes; more of them take longer than anybody waits
FIELDS = {
    "label": N_("label"),
    "definition": N_("definition"),
    "use_when": N_("use when"),
    "not_when": N_("not when"),
    "example": N_("example"),
    "parent": N_("parent"),
    "origin": N_("origin"),
    "groups": N_("groups"),
    "was": N_("former ids"),
    "colour": N_("colour"),
    "status": N_("status"),
    "merged_into": N_("merged into"),
}


# --- in ---


def take_in(bench: Bench, file: str, *, update: bool) -> None:
    """Add the codes of a file to the codebook; with `update`, take over what it says otherwise of those that are there."""
    brought, problems = read_any(_bytes(file), file)
    joined, faults = join(bench.book, brought, plain_language(bench), update=update)
    placed = [one._replace(path=file) for one in (*problems, *faults)]
    if any(one.severity == "error" for one in placed):
        raise FilesError(placed)
    for warning in placed:
        bench.paper.say(place(warning), "warn")
    _preview(bench.paper, joined, update=update)
    if joined.wanted == bench.book:
        bench.paper.say(_("Nothing to do: the codebook stays as it is."))
        return
    _point_out_alike(bench, joined)
    _refuse_too_large(joined.wanted, bench.file.source.language)
    touched = [*joined.new, *(one.code for one in joined.different if update)]
    bench.carry_out(bench.change("import", touched), bench.rewrite(joined.wanted))


def plain_language(bench: Bench) -> str:
    """The language of texts that name none: that of the codebook, else the first of the study where texts have languages."""
    if bench.file.source.language:
        return bench.file.source.language
    languages = bench.study.settings().languages
    spoken = {language for code in bench.book.codes for language in code.label.words}
    if not bench.book.codes:
        return languages[0] if len(languages) > 1 else ""
    if "" in spoken:
        return ""
    return next((one for one in languages if one in spoken), next(iter(bench.book.codes[0].label.words), ""))


def _bytes(file: str) -> bytes:
    if file == STANDARD_INPUT:
        return sys.stdin.buffer.read()
    try:
        return Path(file).read_bytes()
    except FileNotFoundError:
        raise CannotError("no_codebook_file", path=file) from None
    except IsADirectoryError:
        raise CannotError("a_folder", path=file) from None


def _preview(paper: Paper, joined: Joined, *, update: bool) -> None:
    codes = {code.id: code for code in joined.wanted.codes}
    if joined.new:
        paper.say(plural("{count} new code:", "{count} new codes:", len(joined.new)))
    for one in joined.new[:SHOWN]:
        code = codes[one]
        label = next(iter(code.label.words.values()), "")
        under = _(" (under {parent})").format(parent=code.parent) if code.parent else ""
        paper.say(_("+ {code}: {label}{under}").format(code=one, label=clean(label), under=under), indent=2)
    _more(paper, len(joined.new))
    for made, taken in joined.collided.items():
        paper.say(
            _("{made} is called so because there is a code {taken} already.").format(made=made, taken=taken), "warn"
        )
    if joined.implied:
        named = ", ".join(joined.implied[:SHOWN])
        paper.say(_("Named only as levels above others, and made codes too: {codes}.").format(codes=named))
    if joined.same:
        paper.say(plural("{count} code is there already.", "{count} codes are there already.", len(joined.same)))
    if joined.different:
        taken_over = plural("{count} code is changed:", "{count} codes are changed:", len(joined.different))
        left = plural(
            "{count} code is there already and says something else; it stays as it is (--update takes the file's words):",
            "{count} codes are there already and say something else; they stay as they are (--update takes the file's words):",
            len(joined.different),
        )
        paper.say(taken_over if update else left, "" if update else "warn")
    for code_id, fields in joined.different[:SHOWN]:
        named = ", ".join(_(FIELDS[name]) for name in fields)
        paper.say(_("~ {code}: {fields}").format(code=code_id, fields=named), indent=2)
    _more(paper, len(joined.different))


def _point_out_alike(bench: Bench, joined: Joined) -> None:
    """New codes that are nearly others: somebody may have named the same thing in other words."""
    if len(joined.new) * len(bench.book.codes) > MOST_COMPARED:
        return
    choices = options(bench.book, {})
    codes = {code.id: code for code in joined.wanted.codes}
    for one in joined.new:
        alike = {id_ for label in codes[one].label.words.values() for id_ in near_duplicates(one, label, choices)}
        if alike:
            said = _("{code} is very much like {codes}. Is it another code?")
            bench.paper.say(said.format(code=one, codes=", ".join(sorted(alike))), "warn")


def _more(paper: Paper, count: int) -> None:
    if count > SHOWN:
        paper.say(plural("and {count} more", "and {count} more", count - SHOWN), "quiet", indent=2)


def _refuse_too_large(book: Codebook, language: str) -> None:
    """CannotError when codebook.yaml would be larger than any reader of it takes."""
    elements = characters = 0
    for code in book.codes:
        value = as_value(code, language)
        elements += 1 + sum(2 if isinstance(one, str) else 2 + 2 * len(one) for one in value.values())
        characters += sum(len(str(one)) for one in value.values())
    if elements > MAX_ELEMENTS or characters > MAX_BYTES:
        raise CannotError("codebook_too_large", codes=len(book.codes))


# --- out ---


def give_out(kind: str, dialect: str, out: str) -> None:
    """Write the codebook for another program, and say what could not go along."""
    study, paper = find_study(), Paper()
    wanted = _wanted(study, kind_of(kind, out), dialect, out)
    if out == STDOUT and sys.stdout.isatty():
        paper.say(_("The file comes here, on the screen; `--out FILE` writes it to a file."), "quiet")
    book = study.codebook()
    codebook_first(study, book, known_at_hand(study), paper)
    report = write_codebook(study, book, wanted)
    codes = plural("{count} code", "{count} codes", report.codes)
    where = _("{codes}, read back and compared.") if wanted.kind != "md" else _("{codes}.")
    paper.say(where.format(codes=codes), "good")
    if out != STDOUT:
        paper.say(_("Written to {file}.").format(file=out))
    for line in (*_left_out(report), *_not_adopted(study, book)):
        paper.say(line, "warn")


def _wanted(study: Study, kind: str, dialect: str, out: str) -> Wanted:
    if dialect and dialect not in (*DIALECTS, TAGUETTE):
        raise UsageError("codebook_export_for", asked=dialect, known=", ".join((*DIALECTS, TAGUETTE)))
    if dialect and kind != "csv":
        raise UsageError("codebook_export_for_csv", asked=dialect, kind=kind)
    settings = study.settings()
    usual = "machine" if out == STDOUT else settings.export  # standard output is for programs
    spoken = {language for code in study.codebook().codes for language in code.label.words}
    main = next((one for one in settings.languages if one in spoken), next(iter(sorted(spoken)), ""))
    return Wanted(kind, dialect or usual, main, out, _headings())


def _headings() -> dict[str, str]:
    return {
        "title": _("Codebook"),
        "tree": _("The codes"),
        "use_when": _("Use when:"),
        "not_when": _("Not when:"),
        "example": _("Example:"),
        "origin": _("Origin:"),
        "a_priori": _("a priori"),
        "emergent": _("emergent"),
        "in_vivo": _("in vivo"),
        "groups": _("Groups:"),
        "was": _("Former ids:"),
        "retired": _("retired"),
        "merged_into": _("now {code}"),
    }


def _not_adopted(study: Study, book: Codebook) -> Iterator[str]:
    known = CodeTree(book)
    count = sum(known.current(code) not in known.codes for code in emergent_codes(study))
    if count:
        yield plural(
            "{count} code was born while coding and is not in codebook.yaml, so not in this file: interviewer codebook adopt",
            "{count} codes were born while coding and are not in codebook.yaml, so not in this file: interviewer codebook adopt",
            count,
        )


def _left_out(report: Report) -> Iterator[str]:
    if report.replaced:
        yield plural(
            "{count} character can't stand in such a file; � stands in its place.",
            "{count} characters can't stand in such a file; � stands in their places.",
            report.replaced,
        )
    if report.long:
        yield plural(
            "{count} tag is longer than the 200 characters that Taguette takes.",
            "{count} tags are longer than the 200 characters that Taguette takes.",
            report.long,
        )
    if report.guarded:
        yield plural(
            "{count} cell was guarded with an apostrophe, so that no spreadsheet takes it for a formula.",
            "{count} cells were guarded with an apostrophe, so that no spreadsheet takes them for formulas.",
            report.guarded,
        )
    if report.left_out:
        yield plural(
            "{count} text in another language is not in it; CSV and qdc hold all languages.",
            "{count} texts in other languages are not in it; CSV and qdc hold all languages.",
            report.left_out,
        )
