"""A session -> the rows of every table, all cells as text. Pure; the meaning of each column stands in columns.py."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from interviewer.coding.model import Code, Codebook
from interviewer.export.case import Case
from interviewer.export.codes import Codes
from interviewer.export.wide import answers, number, participants, shown, yes_no
from interviewer.guide.conditions import in_symbols
from interviewer.guide.model import Text
from interviewer.session.events import GAP_REASONS
from interviewer.session.model import SPEECH, Coverage, MarkView, SessionView, TurnView

Row = tuple[str, ...]
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
JOIN = "; "


def coded_answers(case: Case) -> list[Row]:
    """A row for each verbatim or paraphrase turn and each mark on it, in the order of the interview."""
    rows: list[Row] = []
    rated, publishable = case.rated, case.scope.publishable
    places: dict[Row, Row] = {}
    codes: dict[str, Row] = {}
    for person, turn in case.speech:
        hidden = publishable and case.hides_turn(person, turn)
        left, right = _turn_cells(case, person, turn, _place_cells(case, person, turn, places), hidden=hidden)
        marks, by = case.marks.get(turn.id), (rated.get(turn.id, ""), turn.asked.language if turn.asked else "")
        then = case.id_then(turn.question, turn.id) if case.asked_as else ""
        if not marks:
            rows.append((*left, "", "", "", "", "", "", "", "", *right, "", "", "", *by, then))
            continue
        for mark in marks:
            code = codes.get(mark.code) or codes.setdefault(mark.code, _code_named(case.scope.codes, mark.code))
            words = _mark_cells(mark, hidden=hidden, with_memo=not publishable)
            rows.append((*left, *code, *words, *right, *_origin_cells(case, mark), *by, then))
    return rows


def _place_cells(case: Case, person: str, turn: TurnView, known: dict[Row, Row]) -> Row:
    """The cells from the interview to the question; what is said of one question has them in common."""
    key = person, turn.theme, turn.question, turn.language, turn.asked.id if turn.asked else ""
    found = known.get(key)
    if found is not None:
        return found
    view = case.view
    theme, question, origin = case.words_of(turn)
    known[key] = found = (
        view.id,
        view.held_on,
        view.guide,
        str(view.version),
        turn.language or view.language,
        person,
        case.stakeholder(person),
        turn.theme,
        theme,
        turn.question,
        question,
        origin,
    )
    return found


def _turn_cells(case: Case, person: str, turn: TurnView, place: Row, *, hidden: bool) -> tuple[Row, Row]:
    """The cells of a turn: those before the cells of its mark, and those after."""
    words = "" if hidden else turn.text
    exact = turn.kind == "verbatim"
    said = (words, "") if exact else ("", words)
    left = (*place, turn.id, turn.kind, person, number(turn.offset_s), *said)
    return left, (yes_no(turn.starred and exact), yes_no(person in case.quotable))


def _code_named(codes: Codes, code: str) -> Row:
    return codes.id_of(code), codes.label_of(code), codes.path_of(code)


def _mark_cells(mark: MarkView, *, hidden: bool, with_memo: bool) -> Row:
    """Words that were corrected away since are not brought back: they may have been a name."""
    memo = mark.memo if with_memo else ""
    if not mark.holds:
        return mark.coder, "", "", "", memo
    return mark.coder, "" if hidden else mark.excerpt, str(mark.start), str(mark.end), memo


def _origin_cells(case: Case, mark: MarkView) -> Row:
    made_as = case.scope.codes.id_of(mark.made_as) if mark.made_as else ""
    return mark.round, mark.suggested, made_as


def remarks(case: Case) -> list[Row]:
    """A row for each memo that stands: they may repeat anybody's words, so none is made to be shown to others."""
    if case.scope.publishable:
        return []
    view = case.view
    shown = case.shown_turns
    return [
        (
            view.id,
            view.held_on,
            view.guide,
            one.coder,
            one.about,
            one.target if one.about == "turn" else "",
            case.scope.codes.id_of(one.target) if one.about == "code" else "",
            one.text,
        )
        for one in sorted(view.remarks, key=lambda r: (r.about, r.target, r.coder))
        if one.about != "turn" or one.target in shown
    ]


def notes(case: Case) -> list[Row]:
    """Observations and memos in order, then markers (silences, bookmarks...), reasons for gaps, and the end form."""
    head = (case.view.id, case.view.held_on, case.view.guide)
    may = yes_no(case.all_agree)

    def note(person: str, theme: str, question: str, kind: str, text: str, *more: str) -> Row:
        turn_id, offset, codes, by = more or ("", "", "", "")
        then = case.id_then(question, turn_id)
        return (
            *head,
            person,
            theme,
            question,
            turn_id,
            kind,
            offset,
            "" if case.hides_notes else text,
            codes,
            by,
            then,
            may,
        )

    rows = []
    for turn in case.noted:
        marks = case.marks.get(turn.id, ())
        codes = JOIN.join(dict.fromkeys(case.scope.codes.id_of(mark.code) for mark in marks))
        more = turn.id, number(turn.offset_s), codes, turn.by
        rows.append(note(case.speaker(turn), turn.theme, turn.question, turn.kind, turn.text, *more))
    rows += [note("", m.theme, m.question, m.marker, m.note, "", number(m.offset_s), "", "") for m in case.view.markers]
    rows += [note("", g.theme, g.question, "gap", g.why) for g in case.view.gaps if g.why]
    form = {"notes": "field_notes"}
    rows += [note("", "", "", form.get(item, item), text) for item, text in case.view.form.items() if text]
    return rows


def sessions(case: Case) -> list[Row]:
    """One row: the interview."""
    view = case.view
    row = (
        view.id,
        view.held_on,
        view.guide,
        str(view.version),
        view.sha256,
        view.commit,
        view.language,
        view.wave,
        view.status,
        yes_no(view.pilot),
        yes_no(view.typed_up),
        str(len(view.participants)),
        moment(view.started),
        moment(view.ended),
        "" if view.typed_up and not view.minutes else number(view.minutes),
        str(len(view.turns)),
        str(sum(turn.kind == "verbatim" for turn in view.turns)),
        str(len(view.marks)),
        JOIN.join(sorted({rated.coder for rated in view.seen} | {mark.coder for mark in view.marks})),
        JOIN.join(view.open_musts),
        "" if view.typed_up else view.clock,
        view.collected,
    )
    return [row]


def coverage(case: Case) -> list[Row]:
    """A row for each question of the guide in its order, then for the improvised ones."""
    view = case.view
    order = {question: str(place) for place, question in enumerate(case.planned, 1)}
    asked = {q: str(place) for place, q in enumerate(dict.fromkeys(p.question for p in view.prompts), 1)}
    whys = {gap.question: gap.why for gap in view.gaps}
    speech = Counter(q for turn in view.turns if turn.kind in SPEECH for q in {turn.question, *turn.also})
    asked_if = {name: (*theme.when, *q.when) for name, (theme, q) in case.questions.items()}
    conditions = {question: in_symbols(when) for question, when in asked_if.items()}
    rows: list[Row] = []
    for question, state in view.coverage.items():
        theme, wording, must = _planned(case, question)
        rows.append(
            (
                view.id,
                view.held_on,
                view.guide,
                str(view.version),
                theme,
                question,
                wording,
                "guide" if question in order else "improvised",
                yes_no(must),
                state,
                order.get(question, ""),
                asked.get(question, ""),
                str(speech[question]),
                _reason(view, question, state),
                "" if case.hides_notes else whys.get(question, ""),
                conditions.get(question, ""),
                case.id_then(question),
            )
        )
    return rows


def _reason(view: SessionView, question: str, state: Coverage) -> str:
    """Why there is no answer; `condition` where nobody said so but the answers to other questions."""
    if state not in GAP_REASONS:
        return ""
    noted = any(gap.question == question and gap.reason == state for gap in view.gaps)
    return state if noted else "condition"


def _planned(case: Case, question: str) -> tuple[str, str, bool]:
    """Theme id, wording and `must` of a question: as the guide has it, else as it was improvised."""
    found = case.find(question)
    if found:
        return found[0].id, found[1].ask.said_in(case.view.language), found[1].must
    for prompt in case.view.prompts:
        if prompt.question == question and prompt.origin != "probe":
            return prompt.theme, case.wording(prompt), False
    return "", "", False


def indicators(case: Case) -> list[Row]:
    """A row for each value of a closed question, with the person's verbatims on it."""
    view = case.view
    rows: list[Row] = []
    verbatims: dict[tuple[str, str], list[str]] = {}
    for person, turn in case.speech:
        for question in {turn.question, *turn.also} if turn.kind == "verbatim" else ():
            verbatims.setdefault((person, question), []).append(turn.id)
    for one in view.measures:
        if not case.takes(one.participant):
            continue
        found = case.find(one.question)
        wording = case.wording(one.asked) if one.asked else found[1].ask.said_in(view.language) if found else ""
        hidden = case.hides(one.participant) and case.is_free(one.question, one.value)
        ties = verbatims.get((one.participant, one.question), ())
        rows.append(
            (
                view.id,
                view.held_on,
                view.guide,
                one.wave or view.wave,
                one.participant,
                case.stakeholder(one.participant),
                one.theme,
                one.question,
                wording,
                one.indicator,
                "" if hidden else shown(one.value),
                shown(one.value) if isinstance(one.value, int | float) else "",
                one.unit,
                JOIN.join(ties),
                number(one.offset_s),
                case.id_then(one.question, one.id),
                yes_no(one.participant in case.quotable),
            )
        )
    return rows


SESSION_TABLES: dict[str, Callable[[Case], list[Row]]] = {
    "coded_answers": coded_answers,
    "answers": answers,
    "notes": notes,
    "sessions": sessions,
    "participants": participants,
    "coverage": coverage,
    "indicators": indicators,
    "remarks": remarks,
}


def codebook(
    book: Codebook, born: dict[str, str], uses: dict[str, tuple[int, int]], language: str, codes: Codes
) -> list[Row]:
    """A row for each code: those of the codebook, those `born` while coding (id -> label), those only marks know.

    `uses` says how many marks and sessions of the export use a code, `codes` what may be shown of it.
    """

    def counts(code: str) -> Row:
        return tuple(str(n) for n in uses.get(code, (0, 0)))

    def before(code: Code) -> Row:
        return JOIN.join(map(codes.id_of, code.was)), codes.id_of(code.merged_into) if code.merged_into else ""

    rows = [(*_code_cells(code, language, codes), *counts(code.id), *before(code)) for code in book.codes]
    unknown = (born.keys() | uses.keys()) - {code.id for code in book.codes} - codes.current.keys()
    for code in sorted(unknown, key=codes.id_of):
        shown, origin = codes.id_of(code), "emergent" if code in born else ""
        label = "" if codes.is_veiled(code) else born.get(code, "")
        rows.append((shown, label, "", "", "", "", "", shown, origin, "", "", "not_adopted", *counts(code), "", ""))
    return rows


def _code_cells(code: Code, language: str, codes: Codes) -> Row:
    """The cells of a code of the codebook but its counts; of a veiled one no words, of a publishable one no example."""

    def say(text: Text) -> str:
        return "" if codes.is_veiled(code.id) else codes.covered(text.said_in(language))[0]

    return (
        codes.id_of(code.id),
        say(code.label),
        say(code.definition),
        say(code.use_when),
        say(code.not_when),
        say(code.example) if codes.ids is None else "",
        codes.id_of(code.parent) if code.parent else "",
        codes.path_of(code.id),
        code.origin,
        JOIN.join(code.groups),
        code.colour,
        code.status,
    )


def moment(wall: float) -> str:
    """Seconds since 1970 as a UTC time to the second; nothing for 0 and for what no calendar holds."""
    try:
        return (EPOCH + timedelta(seconds=int(wall))).strftime("%Y-%m-%dT%H:%M:%SZ") if wall else ""
    except (OverflowError, ValueError):
        return ""
