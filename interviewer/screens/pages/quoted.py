"""Excerpts as a page, as Markdown, for programs; and what was left out of them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

import typer

from interviewer.export.codes import Codes, codes_of
from interviewer.export.figure_file import STDOUT, Named, write_bytes, write_stream
from interviewer.export.figure_rows import quotes_rows
from interviewer.export.figure_tables import QUOTES
from interviewer.export.manifest import About
from interviewer.export.places import PAGE, PAGE_STARTS
from interviewer.figures.quoting import Excerpt, Quotes
from interviewer.screens.clean import clean
from interviewer.screens.pages.figured import records, sheet, written
from interviewer.screens.pages.harmless_json import dumps
from interviewer.screens.pages.page import Block, Fact, Note, Title, Words, as_markdown, as_text
from interviewer.screens.pages.statistics import damaged, lost_marks
from interviewer.screens.pages.taken_by_git import taken_by_git
from interviewer.screens.pages.veiled import veiled_told
from interviewer.screens.words import _, language, plural
from interviewer.study.choosing import Chosen
from interviewer.study.folder import Study
from interviewer.study.shipped import shipped_codes

ID_DIGITS = 8
Marks = tuple[str, str]


def codes_shown(chosen: Chosen, words: str, *, everything: bool) -> Codes:
    """The codes as they may be shown in that language: without `everything`, none that may be somebody's own words."""
    from interviewer.coding.model import Codebook

    book = Codebook(tuple(chosen.tree.codes.values()))
    return codes_of(book, dict(chosen.there.born), words, publishable=not everything)


def blocks(found: Quotes, codes: Codes) -> Iterator[Block]:
    """The page: a part for each code, in it the people, in it their excerpts with the question and who marked them."""
    yield Title(1, _("Excerpts"))
    for code, under in groupby(found.excerpts, key=lambda one: one.code):
        shown = list(under)
        yield Title(2, codes.label_of(code))
        yield Fact(_("Code"), codes.path_of(code))
        yield Fact(_("Excerpts"), str(len(shown)))
        for (person, session), of_one in groupby(shown, key=lambda one: (one.participant, one.session)):
            excerpts = list(of_one)
            group = excerpts[0].stakeholder
            yield Title(3, f"{person or _('(not known)')}" + (f" ({group})" if group else ""), session)
            asked = ""
            for one in excerpts:
                if one.asked != asked:
                    asked = one.asked
                    yield Note(_("Asked: {question}").format(question=asked))
                yield from _excerpt(one)


def _excerpt(one: Excerpt) -> Iterator[Block]:
    facts = [one.turn[:ID_DIGITS], ", ".join(one.coders)]
    facts += [_("key quotation")] if one.key else []
    facts += [] if one.exact else [_("the interviewer's summary, no quotation")]
    facts += [] if one.may_quote or not one.exact else [_("may not be quoted")]
    yield Words(" · ".join(facts), one.before.lstrip() + _opened(one) + one.after.rstrip())
    for coder, memo in one.memos:
        yield Note(_("{name}: {text}").format(name=coder, text=memo))


def _opened(one: Excerpt) -> str:
    """The words between marks that say what they are: quotation marks for exact words alone."""
    before, after = quotation_marks() if one.exact else ("[", "]")
    return f"{before}{one.words}{after}"


def quotation_marks() -> Marks:
    """What opens and closes a quotation in the language of the screens."""
    return ("«\u00a0", "\u00a0»") if language() == "fr" else ("“", "”")


def as_page(found: Quotes, codes: Codes) -> str:
    """For a terminal a page of its width, else Markdown."""
    width, _ink = sheet()
    return as_text(blocks(found, codes), width) if width else as_markdown(blocks(found, codes)).rstrip("\n")


def write(study: Study, found: Quotes, codes: Codes, out: str, about: About) -> None:
    """Write a table to a `.csv` file, else Markdown, with its manifest; and say so."""
    if out.lower().endswith(".csv"):
        written(study, QUOTES, quotes_rows(found.excerpts, codes), out, about)
        return
    page = as_markdown(blocks(found, codes))
    if out == STDOUT:
        write_stream(study, page.rstrip("\n").encode("utf-8", "replace") + b"\n", about)
    else:
        data = PAGE_STARTS + page.encode("utf-8", "replace")
        write_bytes(study, Named(PAGE, Path(out), ".md"), data, about)
        typer.echo("\n".join([_("Written: {place}.").format(place=clean(out)), *taken_by_git(out)]), err=True)


def as_json(found: Quotes, codes: Codes) -> str:
    """One object: `excerpts` with the columns of the CSV, and what was left out."""
    left = {name: getattr(found, name) for name in ("refused", "summaries", "plain", "memos", "lost")}
    return dumps({"excerpts": records(QUOTES, quotes_rows(found.excerpts, codes)), "left_out": left})


def notes(found: Quotes, chosen: Chosen, codes: Codes) -> Iterator[str]:
    """What must be said aloud beside the excerpts, a sentence each."""
    shown = len(found.excerpts)
    people = len({one.participant for one in found.excerpts} - {""})
    yield _("{excerpts} of {people}.").format(
        excerpts=plural("{count} excerpt", "{count} excerpts", shown),
        people=plural("{count} person", "{count} people", people),
    )
    yield from left_out(found)
    veiled = {code for code in {one.code for one in found.excerpts} if codes.is_veiled(code)}
    if veiled:
        yield from veiled_told(veiled - shipped_codes(chosen.tree.codes.values()))
    yield from lost_marks(found.lost)
    yield from damaged(chosen)


def left_out(found: Quotes) -> Iterator[str]:
    """How much is not shown, and why."""
    if found.refused:
        yield plural(
            "Left out: {count} excerpt of people who did not agree to be quoted (`--all` shows it to the team).",
            "Left out: {count} excerpts of people who did not agree to be quoted (`--all` shows them to the team).",
            found.refused,
        )
    if found.summaries:
        yield plural(
            "Left out: {count} excerpt of the interviewer's summaries, which are no quotations (`--all`).",
            "Left out: {count} excerpts of the interviewer's summaries, which are no quotations (`--all`).",
            found.summaries,
        )
    if found.plain:
        yield plural(
            "Left out by `--key`: {count} excerpt that is no key quotation.",
            "Left out by `--key`: {count} excerpts that are no key quotations.",
            found.plain,
        )
    if found.memos:
        yield plural(
            "{count} memo on a mark was left out: it may repeat anybody's words.",
            "{count} memos on marks were left out: they may repeat anybody's words.",
            found.memos,
        )
