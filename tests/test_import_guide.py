"""`import guide`: written guides of many looks become YAML; every paragraph is in it or named, every guess is told."""

import io
import json
import time
import zipfile
from pathlib import Path
from shutil import copytree

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from hypothesis import given, settings
from hypothesis import strategies as st

from interviewer.guide.model import Choices, Guide, Number, ShortText
from interviewer.guide.prose.bytes_in import MAX_BYTES, lines_of
from interviewer.guide.prose.docx_lines import MOST_UNPACKED
from interviewer.guide.prose.model import Reading
from interviewer.guide.prose.reading import read_prose
from interviewer.guide.read import read_guide
from interviewer.guide.writing import guide_text
from interviewer.screens.bringing.prose_report import LEFT, PARTS, WHY
from tests.conftest import DATA, ROOT
from tests.written_guides import MADE, in_bold, plain, saved, styled, with_part

WRITTEN = DATA / "guides"


def read(data: bytes, name: str = "trame.docx") -> Reading:
    reading = read_prose(data, name, "trame", "fr")
    lines, _problems = lines_of(data, name)
    assert [line.number for line in lines] == [fate.number for fate in reading.fates], (
        "a line without a fate, or with two"
    )
    for fate in reading.fates:
        assert fate.why in (LEFT if fate.part == "left" else WHY)
        assert fate.part in (*PARTS, "left")
    return reading


def guide_of(data: bytes, name: str = "trame.docx") -> Guide:
    """The guide, which is sound: its YAML reads back without an error."""
    made = read(data, name).guide
    assert made is not None
    assert not [one for one in read_guide(guide_text(made).encode())[1] if one.severity == "error"]
    return made


def written(name: str) -> Guide:
    return guide_of((WRITTEN / name).read_bytes(), name)


def outline(guide: Guide) -> list[tuple[str, list[tuple[str, list[str]]]]]:
    """Titles of themes, with their questions, with their probes."""
    code = guide.language
    return [
        (
            theme.title.words[code],
            [(q.ask.words[code], [probe.ask.words[code] for probe in q.probes]) for q in theme.questions],
        )
        for theme in guide.themes
    ]


# --- looks ---


def test_a_text_with_roman_themes_numbers_labels_and_a_profile():
    guide = written("benevoles-numerotes.txt")
    assert (guide.language, guide.duration) == ("fr", 75)
    assert guide.purpose.words == {"fr": "comprendre ce que l'engagement change dans la vie des bénévoles"}
    assert [item.purpose for item in guide.consent] == ["notes", "record", "quote"]
    assert guide.opening.words["fr"].startswith(
        "Bonjour, merci de me recevoir. Je travaille pour l'association et nous"
    )
    assert outline(guide) == [
        (
            "Parcours",
            [
                (
                    "Racontez-moi comment vous êtes arrivé dans l'association.",
                    ["Qui vous en a parlé ?", "Qu'est-ce qui vous a décidé ?"],
                ),
                ("Comment se passe une journée ordinaire ?", ["Avec qui ?", "À quel moment ?"]),
            ],
        ),
        (
            "Ce que cela change",
            [
                ("Qu'est-ce qui a changé pour vous depuis que vous êtes bénévole ?", ["Et dans votre famille ?"]),
                ("Qu'est-ce qui est difficile ?", []),
            ],
        ),
    ]
    assert [theme.minutes for theme in guide.themes] == [15, 20]
    assert guide.themes[1].aim.words == {"fr": "les effets, attendus ou non"}
    types = [type(item.answer) for item in guide.background]
    assert types == [Number, Choices, Number, ShortText]
    assert isinstance(guide.background[1].answer, Choices)
    assert guide.background[1].answer.other
    assert guide.closing.words["fr"].endswith("Merci beaucoup.")


def test_markdown_in_english_with_headings_nested_lists_and_a_table_of_facts():
    guide = written("partenaires.md")
    assert guide.language == "en"
    assert [title for title, _ in outline(guide)] == ["The beginning", "Working together"]
    assert outline(guide)[0][1][0] == ("How did you first hear about us?", ["Who told you?", "What did you expect?"])
    assert outline(guide)[1][1][1] == ("What has been hard?", ["When was that?", "What did you do?"])
    assert guide.themes[0].minutes == 10
    assert [item.purpose for item in guide.consent] == ["notes", "record", "name"]
    assert [item.id for item in guide.background] == ["age", "gender", "number-years-organisation", "job-title"]


def test_plain_questions_under_short_lines_and_bold_questions_with_probes_below():
    assert [(title, len(questions)) for title, questions in outline(written("libre.txt"))] == [
        ("Le quartier", 3),
        ("Les voisins", 2),
    ]
    guide = written("theme-tirets.md")
    assert outline(guide)[1][1] == [
        ("Qu'est-ce que le projet a changé pour vous ?", ["Et pour vos proches ?"]),
        ("Qu'auriez-vous fait sans le projet ?", []),
    ]
    assert outline(guide)[2] == (
        "L'avenir",
        [
            ("Comment voyez-vous l'année qui vient ?", ["De quoi auriez-vous besoin ?"]),
            ("Qu'aimeriez-vous garder ?", []),
        ],
    )


def test_word_by_its_styles():
    guide = guide_of(styled())
    assert guide.title.words == {"fr": "Guide d'entretien – accompagnement"}
    assert guide.duration == 45
    assert [item.purpose for item in guide.consent] == ["record"]
    assert [(title, len(questions)) for title, questions in outline(guide)] == [("L'arrivée", 2), ("Les effets", 1)]
    assert outline(guide)[0][1][0][1] == ["Qui vous en a parlé ?", "Qu'attendiez-vous ?"]
    assert outline(guide)[1][1][0][1] == ["À la maison ?", "Au travail ?"]
    assert [type(item.answer) for item in guide.background] == [Number, ShortText, Choices]


def test_word_with_bold_headings_and_levels_of_one_list():
    guide = guide_of(in_bold())
    assert guide.opening.words == {"fr": "Merci de prendre ce temps avec moi."}
    assert outline(guide) == [
        (
            "Votre engagement",
            [
                ("Comment l'engagement a-t-il commencé ?", ["À quel moment avez-vous décidé ?"]),
                ("Que faites-vous aujourd'hui ?", []),
            ],
        ),
        ("Ce que cela vous apporte", [("Qu'est-ce que cela change dans votre vie ?", ["Et pour vos proches ?"])]),
    ]


def test_word_with_a_table_whose_cells_are_merged():
    guide = guide_of(MADE["table"]())
    assert [(title, len(questions)) for title, questions in outline(guide)] == [("The place", 2), ("The people", 1)]
    assert outline(guide)[0][1][0][1] == ["What do you like?"]


def test_word_as_it_would_be_printed_with_what_was_inserted_and_without_what_was_deleted():
    said = [words for _title, questions in outline(guide_of(plain())) for words, _ in questions]
    assert "Quand et avec qui sortez-vous ?" in said
    assert "Que souhaitez-vous pour demain ?" in said
    assert [title for title, _ in outline(guide_of(plain()))] == ["LE QUARTIER", "LES VOISINS"]


def test_headers_and_footers_of_word_are_listed():
    made = docx.Document(io.BytesIO(styled()))
    made.sections[0].header.paragraphs[0].text = "Association des Amarres"
    made.sections[0].footer.paragraphs[0].text = "page 1"
    reading = read(saved(made))
    assert {fate.words: fate.why for fate in reading.left()} == {
        "Association des Amarres": "margin",
        "page 1": "margin",
    }


@pytest.mark.parametrize(
    ("text", "part", "why"),
    [
        ("# G\n## T\nComment ?\nRelance éventuelle : et après ?\n", "probe", "named"),
        ("# G\n## T\n- Comment ?\n\nUne remarque.\n", "left", "statement"),
        ("# G\n## T\nComprendre la vie ici.\n- Comment ?\n", "aim", "intends"),
        ("# G\n## T\n- Comment ?\n## Vide\n", "left", "no_question"),
        ("# G\n## T\n- Comment ?\n## Matériel\n- Dictaphone\n", "left", "aside"),
        ("# G\n## T\n- What?\n### Probes\n- Why?\n", "probe", "under_probes"),
        ("# G\n## T\n1 - Comment ?\nPossibles relances : et après ?\n", "probe", "named"),
        ("# G\n## T\n- Sur une échelle de 0 à 10, êtes-vous à l'aise ?\n", "question", "scale"),
        ("# G\n## T\n- Comment ?\n## 4. Wrap up (5 min)\nThank you!\n", "closing", "section"),
        ("# G\n## T\n- Comment ?\n## Fin\nMerci !\n", "closing", "section"),
        ("# G\n## T\n- Comment ?\n## Profil\nAnnée de naissance : ....\n", "background", "fact_year"),
        ("# G\n## T\n- Comment ?\n## Profil\nMétier : ....\n", "background", "section"),
        ("# G\n## T\n1. Comment ?\n    a) Où ?\n", "probe", "deeper"),
        ("# G\n## T\n1. Comment ?\na) Où ?\n", "probe", "other_sign"),
    ],
)
def test_a_line_becomes(text, part, why):
    assert (part, why) in [(fate.part, fate.why) for fate in read(text.encode(), "x.md").fates]


@pytest.mark.parametrize(
    "title", ["Droits des femmes", "Identification des besoins", "Conseils reçus", "Accueil des nouveaux"]
)
def test_a_theme_that_begins_like_another_part_is_a_theme(title):
    guide = guide_of(f"# G\n\n## {title}\n\n- Comment ?\n- Pourquoi ?\n".encode(), "x.md")
    assert [name for name, _ in outline(guide)] == [title]


def test_numbers_go_on_past_a_question_without_one():
    guide = guide_of("# G\n\n## T\n\n1. Comment ?\n\nEt sans numéro ?\n\n2. Où ?\n- Avec qui ?\n".encode(), "x.md")
    assert outline(guide)[0][1] == [("Comment ?", []), ("Et sans numéro ?", []), ("Où ?", ["Avec qui ?"])]


def test_numbers_go_on_past_a_box_of_word():
    made = docx.Document()
    made.add_heading("Thème", 1)
    first = made.add_paragraph("1. Comment allez-vous ?")
    boxed = f"<w:r {nsdecls('w')}><w:txbxContent><w:p><w:r><w:t>Question en zone de texte ?</w:t></w:r></w:p>"
    first._p.append(parse_xml(f"{boxed}</w:txbxContent></w:r>"))
    made.add_paragraph("2. Et vous ?")
    assert [words for words, _ in outline(guide_of(saved(made)))[0][1]] == [
        "Comment allez-vous ?",
        "Question en zone de texte ?",
        "Et vous ?",
    ]


def test_numbers_below_a_question_without_one_are_its_probes_and_so_are_those_that_a_label_announces():
    guide = guide_of("# G\n\n## T\n\nComment ?\n1. Où ?\n2. Quand ?\n".encode(), "x.md")
    assert outline(guide)[0][1] == [("Comment ?", ["Où ?", "Quand ?"])]
    text = "# G\n\n## T\n\n1. Comment ?\n\nEt sans numéro ?\n\nRelances :\n1. Où ?\n2. Quand ?\n"
    assert outline(guide_of(text.encode(), "x.md"))[0][1][1] == ("Et sans numéro ?", ["Où ?", "Quand ?"])


TITLED = "---\ntitle: Les bénévoles\n---\n# Guide d'entretien\n\nBonjour, merci de me recevoir.\n"


@pytest.mark.parametrize(
    ("text", "opening"),
    [
        (f"{TITLED}\n## Arrivée\n\n- Comment ?\n", "Bonjour, merci de me recevoir."),
        (
            "# Les bénévoles\n\n## Bienvenue à vous\n\nBonjour !\n\nAsseyez-vous.\n\n## T\n\n- Comment ?\n",
            "Bonjour !\n\nAsseyez-vous.",
        ),
        ("Les bénévoles\n\nBonjour !\n\n1. Comment ?\n2. Où ?\n", "Bonjour !"),
        ("Les bénévoles\n\nBonjour !\n\nPuis-je prendre des notes ?\n\n1. Comment ?\n", "Bonjour !"),
    ],
)
def test_words_of_welcome_before_the_first_question_are_the_opening(text, opening):
    guide = guide_of(text.encode(), "x.md" if "#" in text else "x.txt")
    assert guide.title.words == {"fr": "Les bénévoles"}
    assert guide.opening.words == {"fr": opening}
    assert outline(guide)[0][1][0][0] == "Comment ?"


def test_thanks_after_a_question_are_no_opening():
    guide = guide_of(b"# G\n\n## T\n\n- Comment ?\n\nMerci pour cela.\n", "x.md")
    assert not guide.opening.words


def test_the_first_agreement_to_take_part_is_required_and_that_is_told_as_a_guess():
    text = "# G\n\n## Consentement\n\n- Puis-je enregistrer ?\n- Puis-je prendre des notes ?\n- Êtes-vous d'accord pour participer ?\n"
    text += "\n## T\n\n- Comment ?\n"
    assert [item.required for item in guide_of(text.encode(), "x.md").consent] == [False, True, False]
    guesses = {fate.words: fate.why for fate in read(text.encode(), "x.md").guesses()}
    assert guesses["Puis-je prendre des notes ?"] == "taking_part"


def test_a_numbered_theme_may_ask_and_is_a_theme():
    made = docx.Document()
    for words in (
        "Thème 1 : Les attentes",
        "1.1 Qu'attendiez-vous ?",
        "Thème 2 : Et après ?",
        "2.1 Comment voyez-vous la suite ?",
    ):
        made.add_paragraph().add_run(words).bold = words.startswith("Thème")
    assert outline(guide_of(saved(made))) == [
        ("Les attentes", [("Qu'attendiez-vous ?", [])]),
        ("Et après ?", [("Comment voyez-vous la suite ?", [])]),
    ]


def test_a_table_below_one_heading_with_lines_broken_by_hand_in_its_cells():
    made = docx.Document()
    made.add_heading("Trame entretien partenaires", 1)
    made.add_paragraph("Durée : 45 minutes")
    table = made.add_table(2, 3)
    for n, words in enumerate(("Thèmes", "Questions", "Relances")):
        table.cell(0, n).text = words
    table.cell(1, 0).text = "Le partenariat\net ses débuts"
    table.cell(1, 1).text = "Comment est-il né ?\nComment va-t-il ?"
    table.cell(1, 2).text = "Qui en a eu l'idée ? À quel moment ?\nRéunions, outils"
    made.add_paragraph("Merci de votre participation.")
    guide = guide_of(saved(made))
    assert guide.title.words == {"fr": "Trame entretien partenaires"}
    assert guide.duration == 45
    assert outline(guide) == [
        (
            "Le partenariat et ses débuts",
            [
                ("Comment est-il né ?", []),
                ("Comment va-t-il ?", ["Qui en a eu l'idée ?", "À quel moment ?", "Réunions, outils"]),
            ],
        )
    ]
    assert guide.closing.words == {"fr": "Merci de votre participation."}


def test_boxes_of_markdown_ask_for_consent_in_the_opening_too():
    text = "# G\n\n## Avant de commencer\n\nBonjour.\n\n- [ ] Accord pour la prise de notes\n- [x] Accord pour l'enregistrement\n"
    guide = guide_of(f"{text}\n## T\n\n- Comment ?\n".encode(), "x.md")
    assert guide.opening.words == {"fr": "Bonjour."}
    assert [(item.purpose, item.ask.words["fr"]) for item in guide.consent] == [
        ("notes", "Accord pour la prise de notes"),
        ("record", "Accord pour l'enregistrement"),
    ]


@pytest.mark.parametrize(
    ("text", "part", "why"),
    [
        ("# G\n\nVersion de mars – 1h\n\n## T\n\n- Comment ?\n", "duration", "minutes"),
        ("# G\n\nVersion de mars, une page, une heure environ – 1h.\n\n## T\n\n- Comment ?\n", "duration", "minutes"),
        ("# G\n\n## T\n\n- Comment ?\n    - (si la personne est partie : quand ?)\n", "probe", "on_condition"),
        ("# G\n\nConsigne de départ : « Racontez-moi votre arrivée. »\n\n## T\n\n- Comment ?\n", "question", "asks"),
        ("# G\n\nConsigne : Bonjour, merci.\n\n## T\n\n- Comment ?\n", "opening", "section"),
        ("# G\n\n## T\n\n- Comment ?\n\nMerci à vous.\n", "closing", "thanks"),
        ("# G\n\n## T\n\n- Comment ?\n\nMerci à vous.\n\n- Et ?\n", "left", "statement"),
    ],
)
def test_a_line_that_field_workers_write_becomes(text, part, why):
    assert (part, why) in [(fate.part, fate.why) for fate in read(text.encode(), "x.md").fates]


def test_the_language_is_guessed_by_small_words():
    assert written("libre.txt").language == "fr"
    assert guide_of(MADE["table"]()).language == "en"


def test_old_windows_text_is_read_and_that_is_said():
    reading = read("Le thème\n\n- Qu'est-ce qui a changé là-bas ?\n".encode("cp1252"), "x.txt")
    assert [one.rule for one in reading.problems] == ["prose_windows"]
    assert reading.guide is not None
    assert reading.guide.themes[0].questions[0].ask.words == {"fr": "Qu'est-ce qui a changé là-bas ?"}


# --- files that are none, or mean harm ---


@pytest.mark.parametrize(
    ("data", "name", "rule"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100), "x.doc", "prose_old_word"),
        (b"{\\rtf1 Bonjour}", "x.docx", "prose_rtf"),
        (b"%PDF-1.7", "x.pdf", "prose_pdf"),
        (b"bonjour", "x.docx", "prose_docx_broken"),
        (b"PK\x03\x04rien", "x.docx", "prose_docx_broken"),
        (b"a\0b", "x.txt", "prose_not_text"),
        (b"", "x.txt", "prose_nothing"),
        (b"Une phrase.\n", "x.txt", "prose_nothing"),
        (b"x" * (MAX_BYTES + 1), "x.docx", "prose_too_big"),
        (b"x " * (1 << 20) + b"y", "x.txt", "prose_too_big"),
        (b"- a ?\n" * 20_001, "x.txt", "prose_too_long"),
    ],
)
def test_what_can_not_be_read_says_why(data, name, rule):
    reading = read_prose(data, name, "x")
    assert reading.guide is None
    assert [one.rule for one in reading.problems] == [rule]


def packed(parts: dict[str, bytes], *, mimetype: bytes = b"") -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        if mimetype:
            archive.writestr(zipfile.ZipInfo("mimetype"), mimetype)
        for name, data in parts.items():
            archive.writestr(name, data)
    return made.getvalue()


def test_other_archives_and_bombs_are_refused():
    bomb = packed({"word/document.xml": b" " * (MOST_UNPACKED + 1)})
    assert len(bomb) < 100_000
    for data, rule in (
        (packed({"content.xml": b"<x/>"}, mimetype=b"application/vnd.oasis.opendocument.text"), "prose_odt"),
        (packed({"a.txt": b"x"}), "prose_docx_broken"),
        (bomb, "prose_docx_huge"),
        (packed({f"{n}.xml": b"" for n in range(2001)}), "prose_docx_huge"),
    ):
        assert [one.rule for one in read_prose(data, "x.docx", "x").problems] == [rule]


LAUGHS = (
    b'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">'
    b'<!ENTITY c SYSTEM "file:///etc/passwd">]>'
)


@pytest.mark.parametrize(
    "change", [lambda old: LAUGHS + old.partition(b"?>")[2], lambda old: old.decode().encode("utf-16")]
)
def test_xml_that_declares_entities_is_not_opened(change):
    data = with_part(styled(), "word/document.xml", change)
    assert [one.rule for one in read_prose(data, "x.docx", "x").problems] == ["prose_docx_hostile"]


def test_nothing_outside_of_the_file_is_looked_at(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("secret")
    link = (
        b'<Relationship Id="rId99" TargetMode="External" Target="' + secret.as_uri().encode() + b'" '
        b'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate"/></Relationships>'
    )
    data = with_part(styled(), "word/_rels/document.xml.rels", lambda old: old.replace(b"</Relationships>", link))
    assert "secret" not in guide_text(guide_of(data))


def test_many_questions_with_the_same_words_take_no_longer_than_others():
    began = time.process_time()
    reading = read_prose(b"## T\n" + b"- Comment faire ?\n" * 6000, "x.md", "x", "fr")
    assert reading.guide is not None
    assert len({question.id for _theme, question in reading.guide.questions()}) == 6000
    assert time.process_time() - began < 10


# --- properties ---

SIGNS = (
    "",
    "- ",
    "1) ",
    "1. ",
    "  - ",
    "    * ",
    "# ",
    "## ",
    "I. ",
    "Thème 2 : ",
    "Relances : ",
    "| a | b |",
    "**",
    "☐ ",
    "Talon",
    "Fin",
)


@given(
    st.lists(
        st.tuples(st.sampled_from(SIGNS), st.text(max_size=40), st.sampled_from(("", "?", " (10 min)", " :", "**")))
    )
)
@settings(max_examples=150)
def test_any_text_gives_a_sound_guide_or_says_why_and_loses_no_line(parts):
    text = "\n".join("".join(one) for one in parts)
    for name in ("x.md", "x.txt"):
        reading = read(text.encode("utf-8", "replace"), name)
        if reading.guide is not None:
            made = guide_text(reading.guide)
            assert not [one for one in read_guide(made.encode())[1] if one.severity == "error"], made
        else:
            assert [one.rule for one in reading.problems if one.severity == "error"]


# --- the verb ---


def test_the_verb_writes_the_guide_and_says_what_it_guessed(cli, study):
    (study / "Trame bénévoles.docx").write_bytes(in_bold())
    result = cli("import", "guide", "Trame bénévoles.docx")
    assert (result.code, result.out) == (0, "guides/trame-benevoles.yaml\n")
    assert "3 questions in 2 themes, 2 probes (fr)." in result.err
    assert "12 paragraphs = 12 in the guide + 0 not in it." in result.err
    assert "4: “Votre engagement” is a theme: it is short and bold." in result.err
    text = Path("guides/trame-benevoles.yaml").read_text(encoding="utf-8")
    assert text.startswith("# yaml-language-server: $schema=guide.schema.json\n# Made from a written guide: Trame")
    assert cli("check", "guides/trame-benevoles.yaml").code == 0
    again = cli("import", "guide", "Trame bénévoles.docx")
    assert again.code == 1
    assert Path("guides/trame-benevoles.yaml").read_text(encoding="utf-8") == text
    assert cli("import", "guide", "Trame bénévoles.docx", "--force").code == 0
    other = cli("import", "guide", "Trame bénévoles.docx", "--id", "t1", "--out", "ailleurs.yaml")
    assert other.out == "ailleurs.yaml\n"
    assert "guide: t1\n" in Path("ailleurs.yaml").read_text(encoding="utf-8")


def test_the_verb_lists_what_is_not_in_the_guide(cli, study):
    (study / "g.txt").write_bytes((WRITTEN / "benevoles-numerotes.txt").read_bytes())
    result = cli("import", "guide", "g.txt", "--dry-run")
    assert result.out.startswith("# yaml-language-server")
    assert "33: “(laisser le silence)”: it stands in a theme, and neither asks nor is an item" in " ".join(
        result.err.split()
    )
    assert not Path("guides/g.yaml").exists()


def test_the_report_as_json_accounts_for_every_paragraph(cli, study):
    (study / "g.md").write_bytes((WRITTEN / "partenaires.md").read_bytes())
    told = json.loads(cli("import", "guide", "g.md", "--json").out)
    assert told["path"] == "guides/g.yaml"
    assert told["paragraphs"] == told["carried"] + told["left"] == len(told["lines"])
    assert sum(told["parts"].values()) == told["paragraphs"]


@pytest.mark.parametrize(
    ("argv", "code", "said"),
    [
        (("nulle-part.docx",), 1, "There is no file nulle-part.docx"),
        (("guides",), 1, "guides is a folder"),
        (("x.pdf",), 3, "This is a PDF"),
        (("x.txt", "--id", "Été"), 2, "ete"),
        (("x.txt",), 3, "There is no question in this file"),
    ],
)
def test_what_can_not_be_done_is_said(argv, code, said, cli, study):
    (study / "x.pdf").write_bytes(b"%PDF-1.4")
    (study / "x.txt").write_text("Rien à demander.\n", encoding="utf-8")
    result = cli("import", "guide", *argv)
    assert result.code == code
    assert said in result.err
    assert "Traceback" not in result.err


def test_a_guide_comes_from_another_program(cli, study):
    text = "# Les bénévoles\n\n## Arrivée\n\n- Comment ?\n"
    result = cli("import", "guide", "-", stdin=text)
    assert (result.code, result.out) == (0, "guides/guide.yaml\n")
    assert "# Made from a written guide: standard input\n" in Path("guides/guide.yaml").read_text(encoding="utf-8")
    assert cli("import", "guide", "-", "--id", "mot", stdin=styled()).out == "guides/mot.yaml\n"
    assert "Arrivée" in cli("import", "guide", "-", "--dry-run", stdin="Les bénévoles\n\nArrivée\n\n1. Comment ?\n").out
    assert cli("import", "guide", "-", stdin="").code == 3


def test_places_are_paragraphs_in_a_word_file_and_lines_in_a_text(cli, study):
    (study / "a.docx").write_bytes(styled())
    (study / "g.txt").write_bytes((WRITTEN / "benevoles-numerotes.txt").read_bytes())
    assert "Guessed (paragraph: what it became" in cli("import", "guide", "a.docx").err
    told = cli("import", "guide", "g.txt").err
    assert "Guessed (line: what" in told
    assert "Not in the guide (line: why)" in told
    assert json.loads(cli("import", "guide", "a.docx", "--json", "--id", "b").out)["counted"] == "paragraph"


@pytest.mark.parametrize("guide", ["benevoles", "partenaires"])
@pytest.mark.parametrize("kind", ["docx", "html", "md", "txt"])
@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_guide_on_paper_is_known_when_it_comes_back(guide, kind, language, cli, study):
    copytree(ROOT / "guides", study / "guides", dirs_exist_ok=True)
    ending = "txt" if kind == "html" else kind
    if cli("print", guide, "--to", kind, "--language", language, "--out", f"p.{kind}").code == 2:
        pytest.skip(f"{guide} has no {language}")
    (study / f"p.{kind}").rename(study / f"q.{ending}")
    result = cli("import", "guide", f"q.{ending}")
    assert (result.code, result.out) == (3, "")
    assert "made by `interviewer print`" in result.err
    assert not Path("guides/q.yaml").exists()
