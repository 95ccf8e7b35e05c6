"""Sessions as rows: each column against what a reader would compute by hand."""

import re
from collections.abc import Iterable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from interviewer.coding.model import Code, Codebook
from interviewer.export.case import Case, Scope, open_case, why_left_out
from interviewer.export.codes import codes_of
from interviewer.export.columns import (
    CODED_ANSWERS,
    TABLES,
    Layout,
    Table,
    answers_table,
    column_names,
    participants_table,
)
from interviewer.export.plan import Survey, layout_of, shared_words
from interviewer.export.tables import SESSION_TABLES, codebook
from interviewer.guide.model import Choices, Date, Number, Scale, ShortText, Text
from interviewer.guide.values import is_free
from interviewer.ids import stable_id
from interviewer.session import events as e
from interviewer.session.model import SessionView
from interviewer.session.read import guide_from
from tests.build import Talk, guide

BOOK = Codebook(
    (
        Code("lien", Text({"fr": "Le lien", "en": "Ties"})),
        Code("rencontre", Text({"fr": "La rencontre"}), example=Text({"fr": "« ma voisine »"}), parent="lien"),
    )
)


def layout(source: str = "") -> Layout:
    found = guide_from(source or guide())
    assert found is not None
    return layout_of([found])


def case_of(talk: Talk, born: dict[str, str] | None = None, **scope: Any) -> Case:
    plain = Scope(**scope)
    return open_case(talk.view(), shared_words(plain, BOOK, Survey(layout(), born or {}, "fr"), "fr"))


def rows(talk: Talk, table: str = "coded_answers", **scope: Any) -> list[dict[str, str]]:
    """The rows of a table as dictionaries by column name."""
    columns = {one.name: one.header for one in TABLES} | {
        "answers": answers_table(layout()).header,
        "participants": participants_table(layout()).header,
    }
    made = SESSION_TABLES[table](case_of(talk, **scope))
    return [dict(zip(columns[table], row, strict=True)) for row in made]


def test_the_columns_of_coded_answers_are_those_of_the_design() -> None:
    assert ", ".join(CODED_ANSWERS.header) == (
        "session_id, interview_date, guide_id, guide_version, language, participant_id, stakeholder, "
        "theme_id, theme, question_id, question, question_origin, turn_id, turn_kind, speaker, offset_s, verbatim, "
        "paraphrase, code_id, code, code_path, coder, excerpt, excerpt_start, excerpt_end, memo, key_quote, may_quote, "
        "round, suggested_by, code_made_as, rated_by, language_asked, question_id_asked"
    )


def test_a_marked_verbatim_fills_every_column() -> None:
    talk = Talk()
    talk.consent("quote")
    asked = talk.ask(text="Racontez, la première fois ?")
    turn = talk.say("Je suis venue pour ma voisine. 😊", asked)
    talk.add(e.Starred("star", turn))
    talk.mark(turn, "rencontre", "pour ma voisine", start=14, memo="à relire")
    assert rows(talk) == [
        {
            "session_id": "2026-05-04-essai-p1",
            "interview_date": "2026-05-04",
            "guide_id": "essai",
            "guide_version": "3",
            "language": "fr",
            "participant_id": "p1",
            "stakeholder": "habitants",
            "theme_id": "arrivee",
            "theme": "L'arrivée",
            "question_id": "premiere-fois",
            "question": "Racontez, la première fois ?",
            "question_origin": "guide",
            "turn_id": turn,
            "turn_kind": "verbatim",
            "speaker": "p1",
            "offset_s": "30",
            "verbatim": "Je suis venue pour ma voisine. 😊",
            "paraphrase": "",
            "code_id": "rencontre",
            "code": "La rencontre",
            "code_path": "lien/rencontre",
            "coder": "anna",
            "excerpt": "pour ma voisine",
            "excerpt_start": "14",
            "excerpt_end": "29",
            "memo": "à relire",
            "key_quote": "yes",
            "may_quote": "yes",
            "round": "1",
            "suggested_by": "",
            "code_made_as": "",
            "rated_by": "anna",
            "language_asked": "fr",
            "question_id_asked": "",
        }
    ]


def test_rounds_suggestions_and_changed_codes_can_be_told_apart() -> None:
    talk = Talk()
    turn, other, bare = (talk.say(text) for text in ("Ma voisine.", "Et puis ?", "Rien encore."))
    first = talk.mark(turn, "lien", "Ma voisine")
    talk.add(e.Recoded("re", first, "rencontre", "zoe", "plus précis"))
    talk.add(e.Mark("m2", turn, "rencontre", "zoe", 0, 2, "Ma", "", "2", "ngrams"))
    talk.add(e.Seen("s1", other, "zoe", "2"))
    talk.add(e.Seen("s2", other, "anna"))
    found = [
        (row["turn_id"], row["code_id"], row["round"], row["suggested_by"], row["code_made_as"], row["rated_by"])
        for row in rows(talk)
    ]
    assert found == [
        (turn, "rencontre", "2", "ngrams", "", "anna; zoe/2"),
        (turn, "rencontre", "1", "", "lien", "anna; zoe/2"),
        (other, "", "", "", "", "anna; zoe/2"),
        (bare, "", "", "", "", ""),
    ]


def test_marks_of_renamed_and_merged_codes_stand_under_the_code_that_counts_now() -> None:
    book = Codebook(
        (
            Code("lien", Text({"fr": "Le lien"}), was=("liens",)),
            Code("attache", Text({"fr": "L'attache"}), status="retired", merged_into="lien"),
        )
    )
    talk = Talk()
    turn = talk.say("Ma voisine.")
    talk.mark(turn, "liens", "Ma")
    talk.mark(turn, "attache", "Ma voisine")
    codes = codes_of(book, {"liens": "Né sous ce nom"}, "fr", publishable=False)
    case = open_case(talk.view(), Scope(codes=codes))
    cells = [dict(zip(CODED_ANSWERS.header, row, strict=True)) for row in SESSION_TABLES["coded_answers"](case)]
    assert [(c["code_id"], c["code"], c["code_made_as"]) for c in cells] == [
        ("lien", "Le lien", "liens"),
        ("lien", "Le lien", "attache"),
    ]
    found = codebook(book, {"liens": "Né sous ce nom"}, {"lien": (2, 1)}, "fr", codes)
    assert [(row[0], *row[11:]) for row in found] == [
        ("lien", "", "2", "1", "liens", ""),
        ("attache", "retired", "0", "0", "", "lien"),
    ]


def test_memos_of_coders_have_a_table_and_are_in_nothing_that_is_made_to_be_shown() -> None:
    talk = Talk()
    talk.consent("quote")
    turn = talk.say("Ma voisine.")
    for number, (about, target) in enumerate((("turn", turn), ("code", "lien"), ("session", talk.session))):
        talk.add(e.Remark(f"r{number}", about, target, f"note {number}", "anna"))  # type: ignore[arg-type]
    talk.add(e.Remark("r9", "turn", "gone", "une note sans tour", "anna"))
    assert [(r["coder"], r["about"], r["turn_id"], r["code_id"], r["text"]) for r in rows(talk, "remarks")] == [
        ("anna", "code", "", "lien", "note 1"),
        ("anna", "session", "", "", "note 2"),
        ("anna", "turn", turn, "", "note 0"),
    ]
    assert rows(talk, "remarks", publishable=True) == []


def test_a_paraphrase_is_no_verbatim_and_no_key_quotation() -> None:
    talk = Talk()
    turn = talk.say("Elle dit qu'elle viendra.", talk.ask(), kind=e.Paraphrase)
    talk.add(e.Starred("star", turn))
    (row,) = rows(talk)
    assert (row["turn_kind"], row["verbatim"], row["paraphrase"]) == ("paraphrase", "", "Elle dit qu'elle viendra.")
    assert (row["key_quote"], row["may_quote"]) == ("no", "no")


def test_observations_and_memos_are_notes_and_not_answers() -> None:
    talk = Talk()
    seen = talk.say("Regarde la porte.", talk.ask(), kind=e.Observation)
    talk.mark(seen, "lien", "porte", start=11)
    talk.say("Y revenir.", kind=e.Memo)
    assert rows(talk) == []
    notes = [(row["kind"], row["text"], row["codes"], row["note_id"] != "") for row in rows(talk, "notes")]
    assert notes == [("observation", "Regarde la porte.", "lien", True), ("memo", "Y revenir.", "", True)]


def test_marks_of_all_coders_are_rows_and_a_turn_without_marks_keeps_one() -> None:
    talk = Talk()
    first, _ = talk.say("oui non"), talk.say("peut-être")
    talk.mark(first, "lien", "non", start=4, coder="zoe")
    talk.mark(first, "lien", "oui", coder="anna")
    talk.mark(first, "emergent", "oui", coder="zoe")
    found = [(row["verbatim"], row["code_id"], row["coder"], row["excerpt"]) for row in rows(talk)]
    assert found == [
        ("oui non", "emergent", "zoe", "oui"),
        ("oui non", "lien", "anna", "oui"),
        ("oui non", "lien", "zoe", "non"),
        ("peut-être", "", "", ""),
    ]


def test_a_code_outside_the_codebook_bears_the_label_it_was_born_with() -> None:
    talk = Talk()
    talk.mark(talk.say("oui"), "fierte", "oui")
    (row,) = SESSION_TABLES["coded_answers"](case_of(talk, {"fierte": "La fierté"}))
    assert row[18:21] == ("fierte", "La fierté", "fierte")


def test_a_mark_whose_words_were_corrected_away_brings_them_not_back() -> None:
    talk = Talk()
    turn = talk.say("Je suis content d'être ici.")
    talk.mark(turn, "lien", "content", start=8)
    talk.add(e.Fixed("fix", turn, "Je ne dirai rien."))
    (row,) = rows(talk)
    assert (row["verbatim"], row["code_id"], row["excerpt"]) == ("Je ne dirai rien.", "lien", "")
    assert (row["excerpt_start"], row["excerpt_end"]) == ("", "")


def test_the_question_is_the_wording_really_asked_and_its_origin_is_told() -> None:
    talk = Talk()
    talk.say("a", talk.ask(text="Comme dans le guide ?"))
    talk.say("b", talk.ask(text="Qui donc ?", origin="probe", probe="qui"))
    talk.say("c", talk.ask("improvised-00000001", "Et le chien ?", origin="improvised"), "improvised-00000001")
    talk.say("d", "", "demain", "suite")
    found = [(r["question_id"], r["question"], r["question_origin"], r["theme"]) for r in rows(talk)]
    assert found == [
        ("premiere-fois", "Comme dans le guide ?", "guide", "L'arrivée"),
        ("premiere-fois", "Qui donc ?", "probe", "L'arrivée"),
        ("improvised-00000001", "Et le chien ?", "improvised", "L'arrivée"),
        ("demain", "Et demain ?", "guide", "La suite"),
    ]


def test_a_moved_turn_is_filed_elsewhere_and_keeps_the_wording_it_answered() -> None:
    talk = Talk()
    turn = talk.say("a", talk.ask(text="La première fois ?"))
    talk.add(e.Moved("move", turn, "suite", "demain"))
    (row,) = rows(talk)
    assert (row["theme_id"], row["theme"], row["question_id"]) == ("suite", "La suite", "demain")
    assert row["question"] == "La première fois ?"


def test_the_theme_is_told_in_the_language_of_the_question() -> None:
    talk = Talk()
    talk.say("yes", talk.ask(text="Tell me?", language="en"), language="en")
    (row,) = rows(talk)
    assert (row["language"], row["theme"]) == ("en", "Arriving")


def test_a_question_asked_in_one_language_and_answered_in_another_keeps_both() -> None:
    talk = Talk()
    talk.say("oui", talk.ask(text="Tell me?", language="en"), language="fr")
    talk.say("yes", language="en")
    found = [(row["language"], row["language_asked"], row["theme"], row["question"]) for row in rows(talk)]
    assert found == [
        ("fr", "en", "Arriving", "Tell me?"),
        ("en", "", "Arriving", "Tell me about the first time."),
    ]


def test_a_session_typed_up_later_has_no_offsets_and_no_minutes() -> None:
    talk = Talk(typed_up=True)
    talk.say("a", talk.ask())
    assert rows(talk)[0]["offset_s"] == ""
    assert rows(talk, "sessions")[0]["minutes"] == ""


def test_with_one_participant_nobody_else_can_have_spoken() -> None:
    talk = Talk()
    talk.say("a", speaker="")
    assert rows(talk)[0]["participant_id"] == rows(talk)[0]["speaker"] == "p1"


def test_notes_hold_markers_reasons_and_the_end_form() -> None:
    talk = Talk()
    talk.ask()
    talk.add(e.Marker("m1", "silence", "arrivee", "premiere-fois"))
    talk.add(e.Marker("m2", "bookmark", "arrivee", "premiere-fois", "y revenir"))
    talk.add(e.Gap("g1", "suite", "demain", "no_time", "le bus"))
    talk.add(e.Gap("g2", "suite", "mot", "declined"))
    talk.add(e.Form("f1", "setting", "cuisine"))
    talk.add(e.Form("f2", "notes", "tendue"))
    found = [(row["kind"], row["question_id"], row["text"]) for row in rows(talk, "notes")]
    assert found == [
        ("silence", "premiere-fois", ""),
        ("bookmark", "premiere-fois", "y revenir"),
        ("gap", "demain", "le bus"),
        ("setting", "", "cuisine"),
        ("field_notes", "", "tendue"),
    ]


def test_sessions_say_what_kind_of_interview_it_was() -> None:
    talk = Talk(wave="t1", commit="abc", pilot=True)
    talk.mark(talk.say("oui", talk.ask()), "lien", "oui", coder="zoe")
    talk.say("vu", kind=e.Observation)
    talk.add(e.Done("done", ["demain", "mot"]))
    (row,) = rows(talk, "sessions")
    view = talk.view()
    assert row == {
        "session_id": talk.session,
        "interview_date": "2026-05-04",
        "guide_id": "essai",
        "guide_version": "3",
        "guide_sha256": view.sha256,
        "guide_commit": "abc",
        "language": "fr",
        "wave": "t1",
        "status": "done",
        "pilot": "yes",
        "typed_up": "no",
        "participants": "1",
        "started": "2026-09-21T14:13:30Z",
        "ended": "2026-09-21T14:14:20Z",
        "minutes": str(view.minutes),
        "turns": "2",
        "verbatims": "1",
        "marks": "1",
        "coders": "zoe",
        "open_musts": "demain; mot",
        "clock": "interview",
        "collected": "",
    }


def test_coverage_has_every_question_with_both_orders() -> None:
    talk = Talk()
    talk.ask("demain", "Et demain ?", "suite")
    turn = talk.say("a", question="demain", theme="suite")
    talk.add(e.Under("u", turn, "suite", "mot"))
    talk.ask()
    talk.add(e.Gap("g", "arrivee", "premiere-fois", "declined", "trop tôt"))
    talk.say("b", talk.ask("improvised-1", "Et là ?", "suite", origin="improvised"), "improvised-1", "suite")
    names = (
        "question_id",
        "question_origin",
        "must",
        "state",
        "order_planned",
        "order_asked",
        "turns",
        "reason",
        "why",
    )
    found = [tuple(row[name] for name in names) for row in rows(talk, "coverage")]
    assert found == [
        ("premiere-fois", "guide", "yes", "declined", "1", "2", "0", "declined", "trop tôt"),
        ("confiance", "guide", "no", "not_asked", "2", "", "0", "", ""),
        ("demain", "guide", "no", "answered", "3", "1", "1", "", ""),
        ("mot", "guide", "no", "covered", "4", "", "1", "", ""),
        ("improvised-1", "improvised", "no", "answered", "", "3", "1", "", ""),
    ]
    assert [row["question"] for row in rows(talk, "coverage")][::4] == ["Racontez-moi la première fois.", "Et là ?"]


def test_indicators_are_tied_to_the_verbatims_on_the_same_question() -> None:
    talk = Talk(wave="t0", people=(("p1", "habitants"), ("p2", "benevoles")))
    asked = talk.ask("confiance", "De 0 à 10 ?")
    talk.measure("confiance", 7, indicator="place", unit="points", asked=asked)
    talk.measure("confiance", -2.5, person="p2")
    mine = talk.say("Je m'y sens bien.", asked, "confiance")
    talk.say("Lui parle.", asked, "confiance", speaker="p2")
    elsewhere = talk.say("Et puis.", question="demain")
    talk.add(e.Under("u", elsewhere, "arrivee", "confiance"))
    first, second = rows(talk, "indicators")
    assert first == {
        "session_id": talk.session,
        "interview_date": "2026-05-04",
        "guide_id": "essai",
        "may_quote": "no",
        "wave": "t0",
        "participant_id": "p1",
        "stakeholder": "habitants",
        "theme_id": "arrivee",
        "question_id": "confiance",
        "question": "De 0 à 10 ?",
        "indicator": "place",
        "value": "7",
        "number": "7",
        "unit": "points",
        "turn_ids": f"{mine}; {elsewhere}",
        "offset_s": "20",
        "question_id_asked": "",
    }
    assert (second["value"], second["number"]) == ("-2.5", "-2.5")


def test_participants_tell_consents_share_of_talk_and_background() -> None:
    talk = Talk(people=(("p1", "habitants"), ("p2", "")))
    talk.consent("quote", given=True)
    talk.consent("record", given=False)
    talk.say("un deux trois")
    talk.say("quatre", kind=e.Paraphrase)
    talk.fact("age", 41)
    talk.fact("metier", None)
    talk.fact("inconnu", ["a", "b"])
    first, second = rows(talk, "participants")
    assert {name: value for name, value in first.items() if name not in ("session_id", "interview_date", "wave")} == {
        "guide_id": "essai",
        "guide_version": "3",
        "participant_id": "p1",
        "stakeholder": "habitants",
        "consent_notes": "",
        "consent_record": "no",
        "consent_quote": "yes",
        "consent_name": "",
        "consent_recontact": "",
        "consent_archive": "",
        "verbatims": "1",
        "paraphrases": "1",
        "words": "3",
        "other_background": "inconnu=a; b",
        "background_age": "41",
        "background_metier": "",
    }
    assert (second["participant_id"], second["words"], second["consent_quote"]) == ("p2", "0", "")


def test_answers_join_the_words_of_a_person_and_tell_silence_from_not_asked() -> None:
    talk = Talk(people=(("p1", "habitants"), ("p2", "habitants")))
    talk.say("Un.")
    turn = talk.say("Deux\nlignes.", kind=e.Paraphrase)
    talk.add(e.Under("u", turn, "suite", "mot"))
    talk.say("Ailleurs.", question="improvised-1")
    talk.measure("confiance", 0)
    talk.measure("mot", "joie", theme="suite")
    first, second = rows(talk, "answers")
    wide = {name: value for name, value in first.items() if name.startswith(("q_", "status_", "value_", "other"))}
    assert wide == {
        "other_words": "Ailleurs.",
        "q_premiere_fois": "Un.\n\n[Deux\nlignes.]",
        "status_premiere_fois": "answered",
        "q_confiance": "",
        "status_confiance": "answered",
        "value_confiance": "0",
        "q_demain": "",
        "status_demain": "not_asked",
        "q_mot": "[Deux\nlignes.]",
        "status_mot": "answered",
        "value_mot": "joie",
    }
    assert (second["q_premiere_fois"], second["status_premiere_fois"]) == ("", "silent")
    assert (second["q_mot"], second["status_mot"]) == ("", "silent")
    assert second["status_demain"] == "not_asked"


def test_of_two_people_only_the_one_whose_words_covered_a_question_has_covered_it() -> None:
    talk = Talk(people=(("p1", "habitants"), ("p2", "habitants")))
    talk.add(e.Under("u", talk.say("Deux."), "suite", "demain"))
    assert [row["status_demain"] for row in rows(talk, "answers")] == ["covered", "silent"]


def test_answers_leave_the_columns_of_another_guide_empty() -> None:
    other = Talk(source=guide("autre").replace("premiere-fois", "accueil"), guide="autre")
    (row,) = rows(other, "answers")
    assert (row["q_premiere_fois"], row["status_premiere_fois"], row["status_demain"]) == ("", "", "not_asked")


def test_column_names_are_snake_case_and_never_twice_the_same() -> None:
    assert column_names("q_", ["a-b", "a_b", "1er", "a-b_2"]) == {
        "a-b": "q_a_b",
        "a_b": "q_a_b_2",
        "1er": "q_1er",
        "a-b_2": "q_a_b_2_2",
    }


def test_the_codebook_has_its_own_codes_then_those_born_while_coding() -> None:
    born = {"fierte": "La fierté"}
    codes = codes_of(BOOK, born, "fr", publishable=False)
    found = codebook(BOOK, born, {"rencontre": (3, 2), "perdu": (1, 1)}, "fr", codes)
    assert [(row[0], row[1], row[5], row[7], *row[11:14]) for row in found] == [
        ("lien", "Le lien", "", "lien", "", "0", "0"),
        ("rencontre", "La rencontre", "« ma voisine »", "lien/rencontre", "", "3", "2"),
        ("fierte", "La fierté", "", "fierte", "not_adopted", "0", "0"),
        ("perdu", "", "", "perdu", "not_adopted", "1", "1"),
    ]


def test_the_codebook_speaks_the_language_that_is_asked_for_where_it_can() -> None:
    one, two, three, four, five = (Text({"fr": f"fr{n}", "en": f"en{n}"}) for n in range(5))
    book = Codebook((Code("lien", one, two, three, four, five), Code("rencontre", Text({"fr": "La rencontre"}))))
    codes = codes_of(book, {}, "en", publishable=False)
    said = [row[1:6] for row in codebook(book, {}, {}, "en", codes)]
    assert said == [("en0", "en1", "en2", "en3", "en4"), ("La rencontre", "", "", "", "")]
    shared = codes_of(book, {}, "en", publishable=True)
    assert codebook(book, {}, {}, "en", shared)[0][1:6] == ("en0", "en1", "en2", "en3", "")
    assert (shared.label_of("lien"), shared.label_of("rencontre")) == ("en0", "La rencontre")


def test_only_a_code_that_somebody_made_while_coding_is_emergent() -> None:
    book = Codebook()
    codes = codes_of(book, {"fierte": "La fierté"}, "fr", publishable=False)
    found = codebook(book, {"fierte": "La fierté"}, {"perdu": (1, 1)}, "fr", codes)
    assert [(row[0], row[8]) for row in found] == [("fierte", "emergent"), ("perdu", "")]


def test_hidden_codes_stand_in_the_order_of_their_neutral_ids_which_says_nothing_of_their_words() -> None:
    born = {f"mot-{letter}": f"Mot {letter}" for letter in "abcdefgh"}
    codes = codes_of(BOOK, born, "fr", publishable=True)
    shown = [row[0] for row in codebook(BOOK, born, {}, "fr", codes)][2:]
    assert shown == sorted(codes.id_of(code) for code in born)
    assert shown != [codes.id_of(code) for code in sorted(born)]


@pytest.mark.parametrize("scope", [{"publishable": True}, {}])
def test_a_session_whose_guide_is_lost_loses_no_words(scope: dict[str, Any]) -> None:
    talk = Talk(source="- no guide")
    talk.consent("quote")
    turn = talk.say("Ma voisine.", talk.ask(text="Racontez ?"))
    talk.mark(turn, "lien", "Ma voisine")
    talk.measure("confiance", 7)
    talk.fact("age", 41)
    (row,) = rows(talk, **scope)
    assert (row["verbatim"], row["question"], row["theme_id"], row["theme"]) == (
        *("Ma voisine.", "Racontez ?", "arrivee", ""),
    )
    assert rows(talk, "participants", **scope)[0]["background_age"] == "41"
    assert rows(talk, "indicators", **scope)[0]["value"] == "7"
    assert rows(talk, "answers", **scope)[0]["q_premiere_fois"] == "Ma voisine."


def test_of_who_did_not_agree_the_background_that_was_chosen_or_counted_is_published_and_own_words_are_not() -> None:
    closed = '{id: metier, ask: {fr: "Rôle ?", en: "Role?"}, choice: {pain: Pain, mer: Mer}, other: true}'
    source = guide().replace('{id: metier, ask: {fr: "Votre métier ?", en: "Your job?"}, text: true}', closed)
    scope = shared_words(Scope(publishable=True), BOOK, Survey(layout(source), {}, "fr"), "fr")
    for chosen, told in (("pain", "pain"), ("boulangère de nuit", ""), (None, "")):
        talk = Talk(source=source)
        talk.fact("age", 41)
        talk.fact("metier", chosen)
        talk.fact("surnom", "la Grande")
        (row,) = SESSION_TABLES["participants"](open_case(talk.view(), scope))
        assert row[-3:] == ("surnom=", "41", told)


def cells(case: Case, table: str, *names: str) -> list[tuple[str, ...]]:
    """These columns of a table of fixed columns."""
    header = {one.name: one.header for one in TABLES}[table]
    made = (dict(zip(header, row, strict=True)) for row in SESSION_TABLES[table](case))
    return [tuple(row[name] for name in names) for row in made]


def test_where_two_questions_became_one_each_turn_value_and_note_tells_under_which_it_was_asked() -> None:
    talk = Talk()
    for question in ("demain", "mot"):
        talk.say(f"Sur {question}.", talk.ask(question, theme="suite"), question, "suite")
        talk.say(f"Note sur {question}.", kind=e.Memo, question=question, theme="suite")
        talk.measure(question, 4, theme="suite")
    talk.say("Ailleurs.", talk.ask())
    case = open_case(talk.view(), Scope(ids={"essai": {"demain": "apres", "mot": "apres"}}))
    asked = [("apres", "demain"), ("apres", "mot")]
    assert cells(case, "coded_answers", "question_id", "question_id_asked") == [*asked, ("premiere-fois", "")]
    assert cells(case, "indicators", "question_id", "question_id_asked") == asked
    assert cells(case, "notes", "question_id", "question_id_asked") == asked
    assert ("apres", "demain; mot") in cells(case, "coverage", "question_id", "question_id_asked")


def test_everybody_who_marked_or_passed_a_turn_is_named_among_the_coders() -> None:
    talk = Talk()
    turn = talk.say("oui", talk.ask())
    talk.mark(turn, "lien", "oui", coder="zoe")
    talk.add(e.Seen("s1", turn, "bob"))
    assert rows(talk, "sessions")[0]["coders"] == "bob; zoe"


def test_a_question_that_the_answers_pass_over_is_told_apart_from_one_that_somebody_did_not_want() -> None:
    source = guide().replace("{id: demain,", "{id: demain, when: {confiance: {from: 5}},")
    source = source.replace("{id: mot,", "{id: mot, when: {confiance: {from: 5}},")
    talk = Talk(source=source)
    talk.measure("confiance", 2)
    talk.add(e.Gap("g1", "suite", "mot", "not_relevant", "déjà dit"))
    talk.add(e.Gap("g2", "arrivee", "premiere-fois", "declined"))
    names = ("question_id", "state", "reason", "only_if")
    assert cells(open_case(talk.done().view(), Scope()), "coverage", *names) == [
        ("premiere-fois", "declined", "declined", ""),
        ("confiance", "answered", "", ""),
        ("demain", "not_relevant", "condition", "5 ≤ confiance"),
        ("mot", "not_relevant", "not_relevant", "5 ≤ confiance"),
    ]


def test_a_value_is_tied_to_verbatims_only_and_those_of_other_groups_hide_none() -> None:
    talk = Talk(people=(("p1", "habitants"), ("p2", "benevoles")))
    talk.say("Elle dit que oui.", kind=e.Paraphrase, question="confiance")
    mine = talk.say("Oui.", question="confiance")
    talk.measure("confiance", 4, person="p2")
    talk.measure("confiance", 7)
    talk.measure("nulle-part", 3)
    found = rows(talk, "indicators", stakeholders=frozenset({"habitants"}))
    assert [(row["question_id"], row["question"], row["value"], row["turn_ids"]) for row in found] == [
        ("confiance", "De 0 à 10 ?", "7", mine),
        ("nulle-part", "", "3", ""),
    ]


def view_of(**changes: Any) -> SessionView:
    from msgspec.structs import replace

    return replace(Talk().view(), **changes)


def test_what_stays_out() -> None:
    plain = Scope()
    assert why_left_out(view_of(), plain) == ""
    assert why_left_out(view_of(pilot=True), plain) == "pilots"
    assert why_left_out(view_of(pilot=True), Scope(with_pilots=True)) == ""
    assert why_left_out(view_of(status="refused"), Scope(with_pilots=True)) == "refused"
    assert why_left_out(view_of(status="withdrawn"), Scope(with_pilots=True)) == "withdrawn"
    assert why_left_out(view_of(status="withdrawn", pilot=True), plain) == "withdrawn"
    assert why_left_out(view_of(status="empty"), plain) == "empty"
    assert why_left_out(view_of(), Scope(guides=frozenset({"autre"}))) == "filtered"
    assert why_left_out(view_of(), Scope(stakeholders=frozenset({"habitants"}))) == ""
    assert why_left_out(view_of(), Scope(stakeholders=frozenset({"benevoles"}))) == "filtered"
    assert why_left_out(view_of(), Scope(sessions=frozenset({"x"}))) == "filtered"


def test_asked_for_one_group_of_people_the_others_of_a_mixed_interview_stay_out() -> None:
    talk = Talk(people=(("p1", "habitants"), ("p2", "benevoles")))
    talk.say("moi")
    talk.say("lui", speaker="p2")
    talk.measure("confiance", 4, person="p2")
    only: dict[str, Any] = {"stakeholders": frozenset({"habitants"})}
    assert [row["verbatim"] for row in rows(talk, **only)] == ["moi"]
    assert [row["participant_id"] for row in rows(talk, "participants", **only)] == ["p1"]
    assert [row["participant_id"] for row in rows(talk, "answers", **only)] == ["p1"]
    assert rows(talk, "indicators", **only) == []
    for person in ("p1", "p2", ""):
        talk.say(f"on regarde {person}", kind=e.Observation, speaker=person)
    assert [row["text"] for row in rows(talk, "notes", **only)] == ["on regarde p1", "on regarde "]


def canaries(talk: Talk, **scope: Any) -> str:
    """Everything that any table says."""
    return "\n".join(cell for name in SESSION_TABLES for row in rows(talk, name, **scope) for cell in row.values())


def test_publishable_tables_hold_no_word_of_who_did_not_agree() -> None:
    talk = Talk(people=(("p1", "habitants"), ("p2", "habitants")))
    talk.consent("quote", person="p1")
    talk.consent("quote", given=False, person="p2")
    asked = talk.ask("improvised-1", "Vous dites CANARI ?", origin="improvised")
    talk.say("Je veux bien.", asked)
    turn = talk.say("CANARI", asked, speaker="p2")
    talk.mark(turn, "lien", "CANARI", memo="CANARI")
    talk.say("CANARI", asked, "improvised-1", speaker="p2", kind=e.Paraphrase)
    for kind in (e.Observation, e.Memo):
        talk.say("CANARI", asked, kind=kind)
    talk.measure("mot", "CANARI", theme="suite", person="p2")
    talk.measure("confiance", 3, person="p2")
    talk.fact("metier", "CANARI", person="p2")
    talk.add(e.Gap("g", "suite", "demain", "declined", "CANARI"))
    talk.add(e.Marker("m", "bookmark", "suite", "demain", "CANARI"))
    talk.add(e.Form("f", "notes", "CANARI"))
    assert "CANARI" in canaries(talk)
    shown = canaries(talk, publishable=True)
    assert "CANARI" not in shown
    assert "Je veux bien." in shown
    kept = rows(talk, publishable=True)
    assert [(row["verbatim"], row["code_id"], row["may_quote"]) for row in kept][:2] == [
        ("Je veux bien.", "", "yes"),
        ("", "lien", "no"),
    ]
    assert rows(talk, "indicators", publishable=True)[1]["value"] == "3"


def test_publishable_leaves_notes_where_everybody_agreed() -> None:
    talk = Talk()
    talk.consent("quote")
    talk.say("vu", kind=e.Observation)
    assert rows(talk, "notes", publishable=True)[0]["text"] == "vu"


def test_a_publishable_codebook_holds_nothing_that_may_be_in_vivo() -> None:
    words = Text({"fr": "je souffle"})
    alive = Code("souffle", words, words, words, words, words, parent="rencontre", origin="in_vivo")
    book = Codebook((*BOOK.codes, alive, Code("calme", Text({"fr": "Le calme"}), parent="souffle")))
    born = {"fierte": "La fierté"}
    found = codebook(book, born, {"souffle": (2, 1)}, "fr", codes_of(book, born, "fr", publishable=True))
    assert not [cell for row in found for cell in row if re.search("voisine|souffle|fiert", cell)]
    hidden = "in-vivo-" + stable_id("souffle")[:8]
    assert [(row[0], row[1], row[6], row[7], row[11]) for row in found[2:]] == [
        (hidden, "", "rencontre", f"lien/rencontre/{hidden}", ""),
        ("calme", "Le calme", hidden, f"lien/rencontre/{hidden}/calme", ""),
        ("emergent-" + stable_id("fierte")[:8], "", "", "emergent-" + stable_id("fierte")[:8], "not_adopted"),
    ]
    assert [row[12:14] for row in found[2:]] == [("2", "1"), ("0", "0"), ("0", "0")]


def test_publishable_marks_bear_the_ids_of_the_publishable_codebook_and_no_memo() -> None:
    talk = Talk()
    talk.consent("quote")
    talk.mark(talk.say("oui"), "fierte", "oui", memo="comme l'autre, qui dit...")
    talk.mark(talk.say("vu", kind=e.Observation), "fierte", "vu")
    hidden = "emergent-" + stable_id("fierte")[:8]
    (row,) = rows(talk, publishable=True)
    assert (row["code_id"], row["code"], row["code_path"], row["excerpt"], row["memo"]) == (*[hidden] * 3, "oui", "")
    assert rows(talk, "notes", publishable=True)[0]["codes"] == hidden


def test_publishable_questions_are_those_of_the_guide_unless_everybody_agreed() -> None:
    talk = Talk()
    probe = talk.ask("confiance", "Vous disiez CANARI ?", origin="probe", probe="improvised")
    talk.say("Oui.", probe, "confiance")
    talk.measure("confiance", 4, asked=probe)
    talk.say("Ma voisine.", talk.ask(text="Qui vous a accueilli ?", origin="probe", probe="qui"))
    for table in ("coded_answers", "indicators"):
        found = [row["question"] for row in rows(talk, table, publishable=True)]
        assert found == ["", "Qui vous a accueilli ?"][: len(found)]
        assert rows(talk, table)[0]["question"] == "Vous disiez CANARI ?"
    talk.consent("quote")
    assert rows(talk, publishable=True)[0]["question"] == "Vous disiez CANARI ?"


def test_a_publishable_paraphrase_of_a_group_wants_the_consent_of_all() -> None:
    talk = Talk(people=(("p1", "habitants"), ("p2", "habitants")))
    talk.consent("quote", person="p1")
    turn = talk.say("p2 dit CANARI, p1 approuve.", talk.ask(), kind=e.Paraphrase)
    talk.mark(turn, "lien", "CANARI", start=7)
    assert "CANARI" not in canaries(talk, publishable=True)
    talk.consent("quote", person="p2")
    assert "CANARI" in canaries(talk, publishable=True)


def test_nobody_is_quoted_where_not_all_records_are_known() -> None:
    talk = Talk()
    talk.consent("quote")
    talk.say("CANARI", talk.ask())
    scope = Scope(publishable=True)
    assert open_case(talk.view(), scope).quotable == {"p1"}
    assert open_case(talk.view(), scope, whole=False).quotable == frozenset()
    assert open_case(talk.view(), Scope(), whole=False).quotable == frozenset()  # may_quote says no too
    talk.add(e.Unknown("u", "consent_withdrawn", {"id": "u"}))
    assert open_case(talk.view(), scope).quotable == frozenset()


def test_a_value_is_in_free_words_unless_its_question_says_otherwise() -> None:
    options = Choices({"a": Text({}), "b": Text({})}, several=True, other=True)
    free: list[tuple[Any, Any]] = [(None, "mots"), (ShortText(), "mots"), (Scale(0, 9), "mots"), (Date(), "un jour")]
    free += [(options, "mots"), (options, ["a", "mots"]), (Number(), ["mots"])]
    bound: list[tuple[Any, Any]] = [
        (None, 4),
        (Scale(0, 9), 4),
        (Date(), "2026-05-04"),
        (options, "a"),
        (options, ["b"]),
        (options, ["b", "a"]),
    ]
    assert [is_free(*one) for one in free] == [True] * len(free)
    assert [is_free(*one) for one in bound] == [False] * len(bound)


def test_of_who_did_not_agree_what_was_chosen_from_the_guide_is_published_and_own_words_are_not() -> None:
    closed = '{id: mot, ask: {fr: "Où ?", en: "Where?"}, choices: {ici: Ici, loin: Loin}, other: true}'
    source = guide().replace('{id: mot, ask: {fr: "En un mot ?", en: "In a word?"}, text: true}', closed)
    source = source.replace("{id: demain,", "{id: demain, date: true,")
    values: list[tuple[str, Any, str]] = [
        ("mot", ["ici", "loin"], "ici; loin"),
        ("mot", ["ici", "chez moi"], ""),
        ("demain", "2026-06-01", "2026-06-01"),
        ("demain", "un jour", ""),
        ("improvised-1", "2026-06-01", ""),
        ("improvised-1", 4, "4"),
    ]
    scope = shared_words(Scope(publishable=True), BOOK, Survey(layout(source), {}, "fr"), "fr")
    for question, value, told in values:
        talk = Talk(source=source)
        talk.measure(question, value, theme="suite")
        assert rows(talk, "indicators", publishable=True)[0]["value"] == told
        (row,) = SESSION_TABLES["answers"](open_case(talk.view(), scope))
        if question == "improvised-1":  # it has no column
            continue
        assert dict(zip(answers_table(scope.layout).header, row, strict=True))[f"value_{question}"] == told


TEXTS = st.text(max_size=12)
PEOPLE = (("p1", "habitants"), ("p2", "benevoles"))
TURNS = st.lists(
    st.tuples(
        st.sampled_from((e.Verbatim, e.Paraphrase, e.Observation, e.Memo)),
        TEXTS,
        st.sampled_from(("p1", "p2", "")),
        st.sampled_from(("premiere-fois", "demain", "improvised-1")),
        st.lists(st.tuples(st.sampled_from(("lien", "autre")), st.sampled_from(("anna", "zoe"))), max_size=3),
    ),
    max_size=6,
)


@settings(deadline=None)
@given(TURNS, st.sets(st.sampled_from(("p1", "p2"))))
def test_every_turn_and_mark_is_in_the_table_once_and_word_for_word(turns: list[Any], quotable: set[str]) -> None:
    talk = Talk(people=PEOPLE)
    for person in quotable:
        talk.consent("quote", person=person)
    expected = []
    for kind, text, speaker, question, marks in turns:
        turn = talk.say(text, talk.ask(question), question, kind=kind, speaker=speaker)
        codes = sorted(marks) or [("", "")]
        for code, coder in marks:
            talk.mark(turn, code, text, coder=coder)
        if kind in (e.Verbatim, e.Paraphrase):
            exact = kind is e.Verbatim
            words = (text, "") if exact else ("", text)
            excerpts = [text if code else "" for code, _ in codes]
            expected += [
                (turn, speaker, question, *words, *mark, excerpt, "yes" if speaker in quotable else "no")
                for mark, excerpt in zip(codes, excerpts, strict=True)
            ]
    names = ("turn_id", "speaker", "question_id", "verbatim", "paraphrase", "code_id", "coder", "excerpt", "may_quote")
    assert [tuple(row[name] for name in names) for row in rows(talk)] == expected


def test_no_table_repeats_a_column() -> None:
    tables: Iterable[Table] = (*TABLES, answers_table(layout()), participants_table(layout()))
    assert all(len(set(table.header)) == len(table.header) for table in tables)


def test_a_theme_that_no_guide_has_is_an_empty_cell() -> None:
    talk = Talk()
    talk.say("Des mots.", theme="nulle-part")
    assert rows(talk)[0]["theme"] == ""


def test_facts_without_a_column_stand_one_beside_the_other() -> None:
    talk = Talk()
    talk.fact("ville", "Brest")
    talk.fact("pays", "FR")
    assert rows(talk, "participants")[0]["other_background"] == "ville=Brest; pays=FR"
