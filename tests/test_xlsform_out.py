"""Guides as forms for phones: complete, without a warning of the tools that read them, the same each time."""

import os
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from interviewer.guide.model import Guide, Text
from interviewer.guide.read import read_guide
from interviewer.guide.xlsform import names
from interviewer.guide.xlsform.form import WIDTHS, faults, form
from interviewer.guide.xlsform.phrases import PHRASES, SPOKEN
from interviewer.guide.xlsform.wording import harmless, label, plain
from interviewer.sheets.read import read_book
from interviewer.sheets.write import xlsx
from interviewer.study.shipped import shipped_files
from tests.forms import AROUND, JAVA, complete_guides, converted, form_of
from tests.guides_made import WORDS

SHIPPED = [data for path, data in shipped_files() if path.startswith("guides/")]
# Each example is converted by other tools: one that fails is shown as it is, since making it small takes minutes.
MADE: dict[str, Any] = {
    "deadline": None,
    "suppress_health_check": list(HealthCheck),
    "phases": [Phase.reuse, Phase.generate],
}
EVERYTHING = """\
guide: 2-tout
version: 12
title: {fr: Tout, en: All}
language: fr
languages: [fr, en]
stakeholders: [benevoles, partenaires]
opening: {fr: "Bonjour ${nom}, *merci* & bienvenue\\n\\n# Titre\\n<b>gras</b>", en: "Hello"}
consent:
  - {id: notes, for: notes, required: true, ask: {fr: "Des notes ?", en: "Notes?"}}
  - {id: audio, for: record, required: true, ask: {fr: "Enregistrer ?", en: "Record?"}}
  - {id: citation, for: quote, ask: {fr: "Vous citer ?", en: "Quote you?"}}
themes:
  - id: 1-debut
    title: {fr: Début, en: Start}
    questions:
      - {id: notes, ask: {fr: "Racontez.", en: "Tell me."}, must: true, aim: {fr: but, en: aim},
         probes: [{id: a, ask: {fr: "Qui ?", en: "Who?"}}, {id: b, ask: {fr: "Où ?", en: "Where?"}}]}
      - {id: place, ask: {fr: "De 0 à 10 ?", en: "0 to 10?"}, scale: {from: 0, to: 10}, indicator: place, unit: points}
      - {id: loin, ask: {fr: "De -50 à 50 ?", en: "-50 to 50?"}, scale: {from: -50, to: 50}}
      - {id: heures, ask: {fr: "Heures ?", en: "Hours?"}, number: {from: 0, to: 99.5, unit: h}}
      - {id: libre, ask: {fr: "Nombre ?", en: "Number?"}, number: {}}
      - {id: jour, ask: {fr: "Quand ?", en: "When?"}, date: true}
      - {id: mot, ask: {fr: "Un mot ?", en: "A word?"}, text: true}
      - {id: role, ask: {fr: "Rôle ?", en: "Role?"}, other: true, choice: {a: {fr: A, en: A}, b: {fr: B, en: B}}}
      - {id: roles, ask: {fr: "Rôles ?", en: "Roles?"}, other: true, choices: {a: {fr: A, en: A}, 2-b: {fr: B, en: B}}}
  - id: suite
    title: {fr: Suite, en: Then}
    when: {role: [a, ailleurs], place: {from: 5, to: 9}}
    questions:
      - {id: fin, when: {roles: {not: 2-b}}, ask: {fr: "Et après ?", en: "And then?"}}
background:
  - {id: role, ask: {fr: "Rôle ici ?", en: "Role here?"}, choice: {x: {fr: X, en: X}, y: {fr: Y, en: Y}}, other: true}
closing: {fr: Merci, en: Thanks}
"""
HOLED = EVERYTHING.replace(', en: "Hello"', "")


def guide_of(text: str | bytes) -> Guide:
    guide, problems = read_guide(text if isinstance(text, bytes) else text.encode())
    assert guide is not None, problems
    return guide


def rows_of(guide: Guide) -> dict[str, dict[str, str]]:
    """The survey sheet: each row by its name, as head -> cell."""
    head, *rows = form_of(guide).sheets[0].rows
    named = [dict(zip(head, row, strict=True)) for row in rows]
    return {row["name"]: row for row in named if row["name"]}


@pytest.mark.parametrize("text", [*SHIPPED, EVERYTHING], ids=lambda text: guide_of(text).id)
def test_guides_become_forms_without_a_warning(text):
    guide = guide_of(text)
    assert not list(faults(guide))
    xform, warnings = converted(form_of(guide))
    assert not warnings
    assert f'id="{guide.id}"' in xform


@pytest.mark.skipif(not JAVA, reason="ODK Validate needs Java, which is not on this machine")
@pytest.mark.parametrize("text", [*SHIPPED, EVERYTHING], ids=lambda text: guide_of(text).id)
def test_the_validator_of_phones_finds_nothing(text):
    _xform, warnings = converted(form_of(guide_of(text)), validate=True)
    assert not warnings


@settings(max_examples=25, **MADE)
@given(complete_guides())
def test_any_complete_guide_becomes_a_form_without_a_warning(guide):
    assert not list(faults(guide))
    _xform, warnings = converted(form_of(guide))
    assert not warnings


@pytest.mark.skipif(not JAVA, reason="ODK Validate needs Java, which is not on this machine")
@settings(max_examples=4, **MADE)
@given(complete_guides())
def test_the_validator_finds_nothing_in_the_form_of_any_guide(guide):
    assert not converted(form_of(guide), validate=True)[1]


@settings(max_examples=30, **MADE)
@given(complete_guides())
def test_names_are_good_xml_unique_and_lead_back_to_ids(guide):
    rows = [row for row in form_of(guide).sheets[0].rows[1:] if row[1]]
    found = [row[1] for row in rows]
    assert len(set(found)) == len(found)
    assert all(re.fullmatch(r"[a-z][a-z0-9_-]*", name) for name in found)
    ours = {item.id for item in (*guide.consent, *guide.themes, *guide.background)} | {
        q.id for _, q in guide.questions()
    }
    for name in found:
        meant = names.meant(name)
        assert meant is None or meant.id in ours
    for _theme, question in guide.questions():
        assert names.meant(f"q_{question.id}") == names.Meant(names.QUESTION, question.id)


@settings(max_examples=200, deadline=None)
@given(WORDS | st.text(alphabet="*_#\\<>[]()${}&;a b\n", max_size=30))
def test_signs_come_back_from_labels(words):
    assert plain(harmless(words)) == words


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("un *mot* et _un autre_", "un \\*mot\\* et \\_un autre\\_"),
        ("5 * 3", "5 * 3"),
        ("# titre", "\\# titre"),
        ("le n°#3", "le n°#3"),
        ("<b>gras</b> et 2 < 3", "<\u200bb>gras<\u200b/b> et 2 < 3"),
        ("${code}", "$\u200b{code}"),
        ("[ici](http://x)", "[ici]\u200b(http://x)"),
        ("une ligne\nla même\n\n- un\n- deux", "une ligne la même\n\n- un\n- deux"),
    ],
)
def test_labels_show_what_was_written(words, shown):
    assert label(words) == shown


def test_each_hole_is_listed_by_its_place():
    assert not list(faults(guide_of(EVERYTHING.replace("title: {fr: Tout, en: All}", "title: Tout"))))  # nobody says it
    whole = guide_of(EVERYTHING)
    theme = whole.themes[0]
    cut = replace(theme.questions[0].probes[1], ask=Text({"fr": "Où ?"}))
    question = replace(theme.questions[0], probes=(theme.questions[0].probes[0], cut))
    holed = replace(whole, themes=(replace(theme, questions=(question, *theme.questions[1:])), *whole.themes[1:]))
    places = [problem.facts() for problem in faults(holed)]
    told = {"place": "themes[0].questions[0].probes[1]", "language": "en", "guide": "2-tout", "own": "fr"}
    assert places == [told]


def test_nothing_is_asked_before_what_must_be_agreed_to():
    rows = rows_of(guide_of(EVERYTHING))
    agreed = "${c_notes} = 'yes' and ${c_audio} = 'yes'"
    assert rows["t_1-debut"]["relevant"] == agreed
    assert rows["t_suite"]["relevant"].startswith(agreed + " and ")
    assert rows["background"]["relevant"] == rows["after"]["relevant"] == rows["closing"]["relevant"] == agreed
    assert rows["c_citation"]["relevant"] == agreed
    assert rows["c_audio"]["relevant"] == "${c_notes} = 'yes'"
    assert rows["refused"]["relevant"] == "${c_notes} = 'no' or ${c_audio} = 'no'"
    required = {name for name, row in rows.items() if row["required"]}
    assert required == {"code", "language", "stakeholder", "wave", "c_notes", "c_audio", "c_citation"}


def test_conditions_are_said_in_the_language_of_forms():
    """As in the interview: what is known not to hold passes over, what has no answer holds nobody up."""
    rows = rows_of(guide_of(EVERYTHING))
    role = "(${q_role} = '' or (selected(${q_role}, 'a') or ${o_q_role} = 'ailleurs'))"
    place = "(${q_place} = '' or ${q_place} >= 5 and ${q_place} <= 9)"
    assert rows["t_suite"]["relevant"].endswith(f" and {role} and {place}")
    assert rows["q_fin"]["relevant"] == "(${q_roles} = '' or not(selected(${q_roles}, '2-b')))"
    assert rows["r_fin"]["relevant"] == rows["q_fin"]["relevant"] + " and ${q_fin} = ''"


def test_what_depends_on_a_question_that_is_passed_over_is_passed_over():
    text = EVERYTHING.replace("- {id: mot, ask", "- {id: mot, when: {loin: 5, citation: yes}, ask")
    rows = rows_of(guide_of(text.replace("when: {roles: {not: 2-b}}", "when: {mot: oui}")))
    before = "(${q_loin} = '' or ${q_loin} = 5) and (${c_citation} = '' or ${c_citation} = 'yes')"
    assert rows["q_mot"]["relevant"] == before
    assert rows["q_fin"]["relevant"] == f"(${{q_mot}} = '' or ${{q_mot}} = 'oui') and {before}"


def test_facts_on_which_questions_depend_are_asked_before_them():
    text = EVERYTHING.replace('- {id: role, ask: {fr: "Rôle ici', '- {id: ici, ask: {fr: "Rôle ici')
    rows = rows_of(guide_of(text.replace("when: {roles: {not: 2-b}}", "when: {ici: x}")))
    assert list(rows).index("before") < list(rows).index("b_ici") < list(rows).index("t_1-debut")
    assert "background" not in rows


def test_nothing_tells_where_or_who_the_interviewer_is():
    kinds = {row[0] for data in SHIPPED for row in form_of(guide_of(data)).sheets[0].rows}
    assert not kinds & {"geopoint", "deviceid", "username", "phonenumber", "start-geopoint", "background-geopoint"}
    xform, _warnings = converted(form_of(guide_of(EVERYTHING)))
    assert "location" not in xform
    assert "track-changes" not in xform


def test_the_same_guide_gives_the_same_bytes_and_another_one_another_version():
    guide = guide_of(EVERYTHING)
    written = form_of(guide)
    assert xlsx(written.sheets, WIDTHS) == xlsx(form_of(guide).sheets, WIDTHS)
    longer = guide_of(EVERYTHING.replace("version: 12", "version: 13"))
    assert written.version < form_of(longer).version
    assert form(guide, AROUND._replace(groups={})).version != written.version


def test_the_forms_own_words_are_whole():
    assert all(set(said) == set(SPOKEN) and all(said.values()) for said in PHRASES.values())
    assert all(
        len({re.sub(r"[^{}a-z]", "", "".join(re.findall(r"{\w+}", one))) for one in said.values()}) == 1
        for said in PHRASES.values()
    )


def test_the_verb_writes_the_form_and_never_over_another_file(study: Path, cli):
    (study / "guides").mkdir(exist_ok=True)
    (study / "guides" / "tout.yaml").write_text(EVERYTHING, encoding="utf-8")
    made = cli("export", "xlsform", "2-tout", "--out", "forms/tout.xlsx")
    assert (made.code, made.out.strip()) == (0, "forms/tout.xlsx")
    data = (study / "forms/tout.xlsx").read_bytes()
    assert cli("export", "xlsform", "2-tout", "--out", "forms/tout.xlsx").code == 0
    (study / "forms/tout.xlsx").write_bytes(b"mine")
    assert cli("export", "xlsform", "2-tout", "--out", "forms/tout.xlsx").code == 1
    assert (study / "forms/tout.xlsx").read_bytes() == b"mine"
    assert cli("export", "xlsform", "2-tout", "--out", "forms/tout.xlsx", "--force").code == 0
    assert (study / "forms/tout.xlsx").read_bytes() == data


@pytest.mark.skipif(not hasattr(os, "getuid"), reason="rights of this kind are those of POSIX")
def test_a_form_is_read_by_whoever_may_read_new_files(study: Path, cli):
    (study / "guides" / "tout.yaml").write_text(EVERYTHING, encoding="utf-8")
    (study / "new").write_bytes(b"")
    assert cli("export", "xlsform", "2-tout", "--out", "a.xlsx").code == 0
    assert (study / "a.xlsx").stat().st_mode == (study / "new").stat().st_mode


def test_what_to_do_about_many_holes_is_said_once_with_the_commands_as_they_are_typed(study: Path, cli):
    (study / "guides" / "tout.yaml").write_text(re.sub(r', en: "[^"]*"', "", EVERYTHING), encoding="utf-8")
    said = " ".join(cli("export", "xlsform", "2-tout", "--out", "a.xlsx").err.split())
    assert said.count("has no words in “en”") > 5
    assert said.count("`interviewer translate 2-tout en` writes a worksheet that fills it; `--language fr`") == 1


def test_names_that_are_too_long_for_one_program_are_told(study: Path, cli):
    long = EVERYTHING.replace("id: loin,", "id: le-plus-loin-que-vous-alliez-pour-venir-ici,")
    assert long != EVERYTHING
    (study / "guides" / "tout.yaml").write_text(long, encoding="utf-8")
    made = cli("export", "xlsform", "2-tout", "--out", "tout.xlsx")
    assert made.code == 0
    assert " longer than 32 characters, which Stata cuts." in " ".join(made.err.split())


def test_the_verb_refuses_a_guide_with_holes(study: Path, cli):
    (study / "guides").mkdir(exist_ok=True)
    (study / "guides" / "essai.yaml").write_text(HOLED, encoding="utf-8")
    made = cli("export", "xlsform", "2-tout")
    assert made.code == 3
    assert "opening has no words in “en”" in made.err
    assert "title" not in made.err
    assert not (study / "exports").exists()


@pytest.mark.parametrize(
    "argv",
    [("csv", "essai"), ("xlsform", "essai", "--for", "excel"), ("csv", "--force"), ("xlsform", "--out", "a.csv")],
)
def test_options_that_mean_nothing_there_are_refused(study: Path, cli, argv):
    (study / "guides").mkdir(exist_ok=True)
    (study / "guides" / "tout.yaml").write_text(EVERYTHING, encoding="utf-8")
    assert cli("export", *argv).code == 2


def test_a_language_that_is_not_whole_can_be_left_out(study: Path, cli):
    (study / "guides" / "essai.yaml").write_text(HOLED, encoding="utf-8")
    assert cli("export", "xlsform", "2-tout", "--out", "a.xlsx", "--language", "de").code == 2
    assert cli("export", "xlsform", "2-tout", "--out", "a.xlsx", "--language", "fr").code == 0
    book = read_book((study / "a.xlsx").read_bytes()).book
    assert book is not None
    assert [cell for cell in book.sheets[0].rows[0] if cell.startswith("label")] == ["label::Français (fr)"]
