"""What a study holds about one person, as a paper for that person: whole sentences, and no words of others."""

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import NamedTuple

from interviewer.guide.model import Guide
from interviewer.privacy.contacts import FIELDS
from interviewer.report.paper.sheet import Blank, Blanks, Block, FormHead, Heading, Section, Sheet, Small
from interviewer.screens.labels import label
from interviewer.screens.moments import day_of_wall, day_said
from interviewer.screens.names.adding import ASKED
from interviewer.screens.pages.exports_made import export_on_paper
from interviewer.screens.pages.handing_over import first_spoken, in_a_row, in_every_language, named, paper, points
from interviewer.screens.pages.noted_about import noted
from interviewer.screens.pages.transcript import measured, place_shown, said_value
from interviewer.screens.words import _, language, plural
from interviewer.session.model import ConsentView, MarkView, TurnView
from interviewer.session.read import guide_from
from interviewer.session.restating import CUT
from interviewer.study.holdings import Holdings, Part


class Told(NamedTuple):
    """What is to be told: the holdings, the name of the study, the day, whether notes are told, whether words are sealed."""

    held: Holdings
    study: str
    day: str
    notes: bool = True
    sealed: bool = False


def titles() -> list[str]:
    """What such a paper is called, in each language of the screens: it is known again by it."""
    return in_every_language(lambda: _("What we hold about you"))


def access_paper(told: Told, languages: Sequence[str]) -> Sheet:
    """The paper, in the first language of the study that the screens speak; words and guides stay in their own."""
    with first_spoken(languages):
        title = _("What we hold about you")
        return paper(title, f"{title} · {told.held.person}", _blocks(told, title))


def _blocks(told: Told, title: str) -> Iterator[Block]:
    held = told.held
    yield FormHead(_("Study: {study}").format(study=told.study), title)
    yield named(
        _("Pseudonym"), _("{person}: your words are filed under it, not under your name").format(person=held.person)
    )
    yield named(_("As of"), day_said(told.day))
    yield Small(
        _(
            "This paper is for you alone: it holds your words, and where they name others, those names too. You can ask for it "
            "again at any time (General Data Protection Regulation, article 15)."
        )
    )
    yield from _contacts(held)
    for part in held.parts:
        yield from _interview(part, told)
    yield from _exports(held)
    yield from _kept(told)
    yield from _rights()


def _contacts(held: Holdings) -> Iterator[Block]:
    yield Section(
        _("Your name and how to reach you"), _("Kept apart from your words, locked, and never exported with them.")
    )
    yield from (named(_(ASKED[field]), held.contacts[field]) for field in FIELDS if field in held.contacts)
    for field, values in held.former.items():
        yield named(_("{field}, before (replaced or emptied since, still kept)").format(field=_(ASKED[field])), *values)
    if held.shut:
        yield points(
            [
                plural(
                    "{count} entry could not be opened: what stands there is missing here.",
                    "{count} entries could not be opened: what stands there is missing here.",
                    held.shut,
                )
            ]
        )
    elif not held.contacts and not held.former:
        yield points([_("Nothing: the study keeps no name and no contact of yours.")])
    if held.named:
        yield points(
            [
                plural(
                    "{count} name of somebody whom you mentioned is kept locked too, so that it is replaced where your words are shown.",
                    "{count} names of people whom you mentioned are kept locked too, so that they are replaced where your words are shown.",
                    held.named,
                )
            ]
        )


# --- one interview ---


def _interview(part: Part, told: Told) -> Iterator[Block]:
    view = part.view
    guide = guide_from(view.source) if view.source else None
    yield Section(
        _("Interview of {day}").format(day=day_said(view.held_on)),
        guide.title.said_in(view.language) if guide else view.guide,
    )
    yield from _frame(part, guide)
    if part.locked:
        yield points(
            [
                plural(
                    "{count} passage of what you said is locked, and its key is not on this computer: it is missing here.",
                    "{count} passages of what you said are locked, and their key is not on this computer: they are missing here.",
                    part.locked,
                )
            ]
        )
    elif not part.whole:
        yield points([_("Files of this interview are damaged: what can't be read of it is missing here.")])
    yield from _consents(part.agreed)
    if part.withdrawn:
        return
    yield from _facts(part, guide, told.held.person)
    yield from _said(part, guide, told)
    if told.notes:
        yield from noted(part)
    left_out = list(_left_out(part, guide, told))
    if left_out:
        yield Heading(_("Left out here"))
        yield points(left_out)


def _frame(part: Part, guide: Guide | None) -> Iterator[Block]:
    view = part.view
    if guide is not None and guide.purpose.words:
        yield named(_("What it is for"), guide.purpose.said_in(view.language))
    yield named(_("Kept as"), view.id)
    if part.group is not None:
        yield named(_("Your group"), part.group.said_in(view.language))
    if part.withdrawn:
        gone = _("You withdrew on {day}: nothing that you said is kept. What you had agreed to stays, as proof.")
        yield points([gone.format(day=day_said(part.withdrawn))])


def _consents(consents: Sequence[ConsentView]) -> Iterator[Block]:
    yield Heading(_("What you agreed to, or not"))
    if not consents:
        yield points([_("Nothing was noted.")])
    for one in consents:
        answer = _("yes, on {day}") if one.given else _("no, on {day}")
        notice = _("(information notice: version {notice})").format(notice=one.notice) if one.notice else ""
        yield named(answer.format(day=day_of_wall(one.wall)), one.ask, notice)


def _facts(part: Part, guide: Guide | None, person: str) -> Iterator[Block]:
    view = part.view
    facts = [one for one in view.background if one.participant == person]
    if not facts:
        return
    asked = {one.id: one for one in guide.background} if guide else {}
    yield Heading(_("Facts that you gave"))
    for fact in facts:
        item = asked.get(fact.item)
        value = said_value(fact.value, item.answer if item else None, view.language)
        yield named(item.ask.said_in(view.language) if item else fact.item, value)


def _said(part: Part, guide: Guide | None, told: Told) -> Iterator[Block]:
    """What the person said, question by question, in the order in which it was said first."""
    values = [one for one in part.view.measures if one.participant == told.held.person]
    questions = dict.fromkeys([*(one.question for one in part.turns), *(one.question for one in values)])
    if questions:
        yield Section(_("What you said"), _told_cuts(part))
    for question in questions:
        turns = [one for one in part.turns if one.question == question]
        yield Heading(_wording(part, guide, question, turns))
        for turn in turns:
            yield from _turn(part, guide, turn, told.held)
        answer = found[1].answer if guide and (found := guide.find(question)) else None
        for value in values:
            if value.question == question:
                yield named(_("Value"), measured(value, alone=True, answer=answer, language=part.view.language))


def _told_cuts(part: Part) -> str:
    cut = any(CUT in one.text for one in part.turns)
    return _("“[…]” stands where words were taken out for good.") if cut else ""


def _wording(part: Part, guide: Guide | None, question: str, turns: Sequence[TurnView]) -> str:
    """The question as it was put; of several people in the guide's words alone."""
    found = guide.find(question) if guide else None
    planned = found[1].ask.said_in(part.view.language) if found else ""
    if not part.alone:
        return planned or (_("A question that is not in the guide") if question else _("Before the first question"))
    put = next((one.asked.text for one in turns if one.asked and one.asked.origin != "probe"), "")
    return put or planned or question or _("Before the first question")


def _probe(part: Part, guide: Guide | None, turn: TurnView) -> str:
    """The probe before a turn; of several people only one that the guide has, as it stands there."""
    put = turn.asked
    if put is None or put.origin != "probe":
        return ""
    if part.alone:
        return put.text
    found = guide.find(put.question) if guide else None
    planned = next((one for one in found[1].probes if one.id == put.probe), None) if found else None
    return planned.ask.said_in(part.view.language) if planned else ""


def _turn(part: Part, guide: Guide | None, turn: TurnView, held: Holdings) -> Iterator[Block]:
    probe = _probe(part, guide, turn)
    if probe:
        yield Small(_("Probe: {text}").format(text=probe))
    traits = (place_shown(turn.offset_s), label(turn.kind), _("corrected") if turn.fixed else "")
    yield named(" · ".join(filter(None, traits)), turn.text or CUT)
    codes = dict.fromkeys(_coded(one, turn, part, held) for one in part.marks(turn) if _is_told(one, part, held))
    if codes:
        yield Small(_("Codes: {codes}").format(codes=in_a_row(codes)))


def _is_told(mark: MarkView, part: Part, held: Holdings) -> bool:
    """Whether the label may be told: of several people it may be made of another's words, where it was born while coding."""
    known = held.codes.get(mark.code)
    return part.alone or (known is not None and known.origin == "a_priori" and mark.code not in part.view.new_codes)


def _coded(mark: MarkView, turn: TurnView, part: Part, held: Holdings) -> str:
    """The code by its label, and the words that it was given to where these are not the whole turn."""
    known = held.codes.get(mark.code)
    code = known.label.said_in(language()) if known is not None else part.view.new_codes.get(mark.code, mark.code)
    if not mark.holds or mark.excerpt == turn.text:
        return code
    return _("{code} (“{excerpt}”)").format(code=code, excerpt=mark.excerpt)


def _left_out(part: Part, guide: Guide | None, told: Told) -> Iterator[str]:
    if part.alone:
        yield from _notes_left_out(told)
        return
    if part.others:
        yield plural(
            "What is not under your name in this interview with several people ({count} turn).",
            "What is not under your name in this interview with several people ({count} turns).",
            part.others,
        )
    if any(_is_made_up(part, guide, one) for one in part.turns):
        yield _(
            "Questions and probes that are not in the guide, because they may take up what others said. Your answers to "
            "them stand above."
        )
    if not all(_is_told(mark, part, told.held) for turn in part.turns for mark in part.marks(turn)):
        yield _("Names of codes that were made while coding, because they may be made of others' words.")
    yield _(
        "Notes and memos of the team on this interview, because they may be about others too. Ask the team whether they "
        "speak of you."
    )


def _is_made_up(part: Part, guide: Guide | None, turn: TurnView) -> bool:
    """Whether the turn answers a question or a probe of the interviewer's own."""
    put = turn.asked
    if put is None or put.origin == "guide":
        return False
    return not (put.origin == "probe" and _probe(part, guide, turn))


def _notes_left_out(told: Told) -> Iterator[str]:
    if not told.notes:
        yield _("Notes and memos of the team about you. You may ask for them too.")


# --- what holds of everything ---


def _exports(held: Holdings) -> Iterator[Block]:
    yield Section(
        _("Who was given your data"),
        _("Files that were made of the interviews and in which you are, by the register of exports."),
    )
    yield points(map(export_on_paper, held.exports) if held.exports else [_("None.")])


def _kept(told: Told) -> Iterator[Block]:
    yield Section(_("How it is kept, and until when"))
    how = (
        _("Your words are sealed: without the keys of the team nobody can read them.")
        if told.sealed
        else _("Your words lie on the computers of the team, under your pseudonym, and are not sealed.")
    )
    if told.held.months is None:
        yield points([how, _("The study has set no term after which it is deleted.")])
        return
    terms = (
        _("Interview of {day}: until {until}").format(day=day_said(one.view.held_on), until=day_said(one.until) or "?")
        for one in told.held.parts
    )
    yield points(chain([how], terms))


def _rights() -> Iterator[Block]:
    yield Section(_("What you can do"))
    yield points(
        [
            _(
                "Have something corrected: say which words are wrong. They are corrected, and it is noted that they were."
            ),
            _(
                "Have a passage taken out for good. Or withdraw altogether: you get a certificate of it. You need not say why."
            ),
            _("Take back a single agreement, such as to being quoted: from then on it is no longer done."),
            _("Complain to the data protection authority of your country (in France: CNIL)."),
        ]
    )
    yield Blanks((Blank(_("Contact of the team"), wide=True), Blank(_("Handed over on")), Blank(_("By"))))
