"""Guides held against the method: rules over whole guides, places of words, comments that silence, the study's settings."""

import json
import re
import shlex
import subprocess
import time
from pathlib import Path

import pytest

from interviewer.errors import Problem
from interviewer.guide.quality.lint import Standards, lint
from interviewer.guide.quality.rules import OTHER_NAMES, QUALITY_RULES, WHOLE_RULES
from interviewer.guide.read import read_with_tree
from tests.conftest import Cli

ROOT = Path(__file__).resolve().parent.parent
SHIPPED = sorted((ROOT / "guides").glob("*.yaml"))
SMALL = """\
guide: petit
version: 1
title: Petit
language: fr
opening: Bonjour. Vous pouvez arrêter.
consent: [{id: notes, for: notes, ask: "Puis-je prendre des notes ?"}]
themes:
  - id: t
    title: T
    aim: A
    questions:
      - id: q
        ask: Racontez-moi votre venue.
closing: Merci.
"""


def small(*changes: tuple[str, str]) -> str:
    """The small guide with these changes."""
    text = SMALL
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    return text


def linted(text: str, standards: Standards | None = None) -> tuple[Problem, ...]:
    """What the method finds in the guide, which is one without errors."""
    guide, problems, tree = read_with_tree(text.encode(), "petit.yaml")
    assert guide is not None, problems
    assert tree is not None
    return lint(guide, tree, "petit.yaml", standards or Standards()).problems


def place_of(text: str, words: str) -> tuple[int, int]:
    """Line and column of the words in the text."""
    before = text[: text.index(words)]
    return before.count("\n") + 1, len(before) - before.rfind("\n")


def rules(text: str, standards: Standards | None = None) -> list[str]:
    """The names of the rules that find something."""
    return [one.rule for one in linted(text, standards)]


def test_a_small_guide_in_order_has_nothing_to_be_found() -> None:
    assert linted(SMALL) == ()


def test_the_minutes_of_the_themes_are_held_against_the_duration() -> None:
    text = small(("    questions:", "    minutes: 20\n    questions:"), ("opening", "duration: 15\nopening"))
    (problem,) = linted(text)
    assert (problem.rule, problem.line, problem.facts()) == ("minutes_exceed", 5, {"planned": "20", "duration": "15"})
    assert linted(text.replace("duration: 15", "duration: 20")) == ()
    assert rules(text.replace("duration: 15", "duration: 40")) == []
    assert rules(text.replace("duration: 15", "duration: 41")) == ["minutes_short"]


def test_parts_that_are_missing_are_warned_of_gently() -> None:
    text = small(("opening: Bonjour. Vous pouvez arrêter.\n", ""), ("closing: Merci.\n", ""), ("    aim: A\n", ""))
    text = text.replace('consent: [{id: notes, for: notes, ask: "Puis-je prendre des notes ?"}]\n', "")
    assert rules(text) == ["no_opening", "no_consent", "no_closing", "no_aim"]
    assert {one.severity for one in linted(text)} == {"warning"}


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_no_rule_over_the_whole_finds_anything_in_a_shipped_guide(path: Path) -> None:
    assert not set(rules(path.read_text(encoding="utf-8"))) & set(WHOLE_RULES)


def test_strict_makes_what_the_method_finds_an_error(study: Path, cli: Cli) -> None:
    for path in (study / "guides").iterdir():
        path.unlink()
    (study / "guides" / "petit.yaml").write_text(small(("Vous pouvez arrêter.", "Merci.")), encoding="utf-8")
    gentle, strict = cli("check", "--json"), cli("check", "--json", "--strict")
    (warning,), (error,) = json.loads(gentle.out), json.loads(strict.out)
    assert (gentle.code, strict.code) == (0, 3)
    assert warning | {"severity": "error"} == error
    assert (warning["rule"], warning["severity"]) == ("no_withdrawal", "warning")
    assert cli("check", "--no-quality").out == ""
    assert cli("check", "--no-quality", "--strict").code == 2
    assert cli("check", "--json", "--format", "github").code == 2


def test_every_name_of_a_rule_is_one_of_its_own() -> None:
    assert len(set(QUALITY_RULES)) == len(QUALITY_RULES)


def test_an_interview_begins_without_a_word_about_quality(study: Path, cli: Cli) -> None:
    for path in (study / "guides").iterdir():
        path.unlink()
    (study / "guides" / "petit.yaml").write_text(small(("Vous pouvez arrêter.", "Merci.")), encoding="utf-8")
    result = cli("run", "petit", "--participant", "p7kx3", stdin="oui\nJe suis venue.\n/done\n")
    assert (result.code, "Racontez-moi" in result.err) == (0, True)
    assert "withdraw" not in result.err + result.out
    assert "warning" not in result.err + result.out


ENGLISH = (
    ("language: fr", "language: en"),
    ("Bonjour. Vous pouvez arrêter.", "Hello. You may stop."),
    ("Puis-je prendre des notes ?", "May I take notes?"),
    ("Racontez-moi votre venue.", "Tell me how you came here."),
    ("Merci.", "Thank you."),
)


def english(*changes: tuple[str, str]) -> str:
    """The small guide in English, with these changes."""
    return small(*ENGLISH, *changes)


def first(ask: str, more: str = "", language: str = "fr") -> str:
    """The small guide with that first question."""
    made = small if language == "fr" else english
    old = "Racontez-moi votre venue." if language == "fr" else "Tell me how you came here."
    return made((f"ask: {old}", f'ask: "{ask}"{more}'))


TYPED = "\n        scale: {from: 0, to: 10}"


@pytest.mark.parametrize(
    ("text", "is_broad"),
    [
        (first("Pour commencer, racontez-moi quand vous êtes arrivé ici."), True),
        (first("Comment êtes-vous venu ici ?"), True),
        (first("Bonjour ! Qu'est-ce qui vous a amené ici ?"), True),
        (first("Pour commencer, quand êtes-vous arrivé ?"), False),
        (first("Où habitez-vous ?"), False),
        (first("Êtes-vous venu seul ?"), False),
        (first("À quel point êtes-vous content ?", TYPED), False),
        (first("Tell me about the first time you came.", "", "en"), True),
        (first("To begin with, who brought you here?", "", "en"), False),
        (first("Hello. How long have you been here?", "", "en"), False),
        (first("How did you come to know us?", "", "en"), True),
    ],
)
def test_the_first_question_is_a_broad_one(text: str, *, is_broad: bool) -> None:
    assert ("no_broad_opener" in rules(text)) != is_broad


@pytest.mark.parametrize(
    ("ask", "language", "words"),
    [
        ("Comment parlez-vous de votre santé ici ?", "fr", "votre santé"),
        ("Racontez-moi comment vous vivez avec vos dettes.", "fr", "vos dettes"),
        ("Comment avez-vous vécu les violences conjugales ?", "fr", "violences conjugales"),
        ("Racontez-moi où en est votre titre de séjour.", "fr", "votre titre de séjour"),
        ("Comment avez-vous connu le centre de santé ?", "fr", ""),
        ("Racontez-moi comment se passe votre accueil à la mairie.", "fr", ""),
        ("Comment parle-t-on d'argent dans votre association ?", "fr", ""),
        ("Tell me how your health has been.", "en", "your health"),
        ("Tell me how your immigration status came up.", "en", "your immigration status"),
        ("Tell me about the health centre next door.", "en", ""),
        ("Est-ce que vous avez des problèmes de santé ou d'addiction ?", "fr", "vous avez des problèmes de santé"),
        ("Avez-vous déjà eu des soucis d'argent ?", "fr", "Avez-vous déjà eu des soucis d'argent"),
        ("Comment accueillez-vous ceux qui ont des problèmes de santé ?", "fr", ""),
        ("Have you ever had money problems?", "en", "Have you ever had money problems"),
        ("How do you welcome people who have health problems?", "en", ""),
    ],
)
def test_sensitive_matters_wait(ask: str, language: str, words: str) -> None:
    said = [one.facts()["words"] for one in linted(first(ask, "", language)) if one.rule == "sensitive_early"]
    assert said == ([words] if words else [])


def test_only_the_first_theme_is_early() -> None:
    later = "  - id: u\n    title: U\n    aim: B\n    questions:\n      - id: sante\n        ask: Racontez-moi votre santé.\n"
    assert rules(small(("closing:", later + "closing:"))) == []


@pytest.mark.parametrize(
    ("question", "is_early"),
    [
        ('{id: f, ask: "Quel âge avez-vous ?"}', True),
        ('{id: f, ask: "Quel est votre métier ?"}', True),
        ('{id: f, ask: "Racontez-moi votre métier."}', False),
        ('{id: f, ask: "Venez-vous souvent ?", choice: {oui: "Oui", non: "Non"}}', True),
        ('{id: f, ask: "Quelle confiance avez-vous ?", scale: {from: 0, to: 10}}', False),
        ('{id: f, ask: "Combien d\'heures ?", number: {from: 0}, indicator: heures}', False),
    ],
)
def test_plain_facts_wait_for_the_background_sheet(question: str, *, is_early: bool) -> None:
    text = small(("closing:", f"      - {question}\nclosing:"))
    assert ("background_early" in rules(text)) == is_early


def test_a_fact_that_a_condition_needs_may_come_early() -> None:
    fact = '      - {id: f, ask: "Vous venez comme... ?", choice: {a: "A", b: "B"}}\n'
    asked = fact + '      - {id: g, ask: "Racontez-moi cela.", when: {f: a}}\n'
    assert "background_early" in rules(small(("closing:", fact + "closing:")))
    assert "background_early" not in rules(small(("closing:", asked + "closing:")))


@pytest.mark.parametrize(
    ("said", "language", "duration", "differs"),
    [
        ("L'entretien dure environ une heure.", "fr", 60, False),
        ("L'entretien dure environ une heure.", "fr", 70, False),
        ("L'entretien dure environ une heure.", "fr", 30, True),
        ("Cela prend une heure quarante.", "fr", 100, False),
        ("Nous parlerons trois quarts d’heure.", "fr", 90, True),
        ("Cela dure 1h30.", "fr", 90, False),
        ("Cela dure 1 h 30.", "fr", 45, True),
        ("Cela dure de 20 à 30 minutes.", "fr", 20, False),
        ("Une pause de dix minutes coupe l'entretien.", "fr", 90, False),
        ("Tout est effacé au bout de 48 heures.", "fr", 45, False),
        ("Il y a une heure, nous en avons parlé.", "fr", 20, False),
        ("It takes about three quarters of an hour.", "en", 45, False),
        ("We will talk for an hour and a half.", "en", 45, True),
        ("This takes half an hour.", "en", 60, True),
        ("A 45-minute conversation.", "en", 50, False),
    ],
)
def test_the_opening_announces_what_the_guide_plans(said: str, language: str, duration: int, *, differs: bool) -> None:
    made = small if language == "fr" else english
    text = made(("language:", f"duration: {duration}\nlanguage:"), ("opening: ", f"opening: {said} "))
    assert ("minutes_announced" in rules(text)) == differs


@pytest.mark.parametrize(
    ("said", "language", "tells"),
    [
        ("Vous pourrez tout faire effacer.", "fr", True),
        ("Vous pouvez retirer votre accord.", "fr", True),
        ("Si vous changez d’avis, dites-le.", "fr", True),
        ("Merci de votre confiance.", "fr", False),
        ("You can withdraw later.", "en", True),
        ("If you change your mind, tell us.", "en", True),
        ("Thank you for your trust.", "en", False),
    ],
)
def test_somewhere_it_is_said_that_one_may_stop(said: str, language: str, *, tells: bool) -> None:
    made, old = (small, "Vous pouvez arrêter.") if language == "fr" else (english, "You may stop.")
    for place in (old, "Merci." if language == "fr" else "Thank you."):
        text = made((old, "...")) if place != old else made()
        assert ("no_withdrawal" not in rules(text.replace(place, said))) == tells


def test_each_language_says_that_one_may_stop() -> None:
    text = small(
        ("language: fr", "language: fr\nlanguages: [fr, en]"),
        ("opening: Bonjour. Vous pouvez arrêter.", "opening: {fr: Vous pouvez arrêter., en: Hello.}"),
    )
    (problem,) = linted(text)
    assert (problem.rule, problem.facts()["language"], problem.line) == ("no_withdrawal", "en", 7)
    assert str(problem.facts()["pattern"]).startswith("You may stop")


@pytest.mark.parametrize(
    ("item", "asks"),
    [
        ('{id: a, ask: "Votre nom et prénom ?", text: true}', True),
        ('{id: a, ask: "Comment vous appelez-vous ?", text: true}', True),
        ('{id: a, ask: "Prénom :", text: true}', True),
        ('{id: a, ask: "Votre adresse e-mail ?", text: true}', True),
        ('{id: a, ask: "Quel est votre numéro de téléphone ?", number: {}}', True),
        ('{id: a, ask: "Votre date de naissance ?", date: true}', True),
        ('{id: email, ask: "Pour rester en contact :", text: true}', True),
        ('{id: a, ask: "Avez-vous une adresse e-mail ?", choice: {oui: "Oui", non: "Non"}}', False),
        ('{id: a, ask: "Votre année de naissance ?", number: {from: 1900, to: 2020}}', False),
        ('{id: a, ask: "Dans quel quartier habitez-vous ?", text: true}', False),
        ('{id: a, ask: "Depuis quelle date venez-vous ?", date: true}', False),
    ],
)
def test_names_and_addresses_are_never_in_a_guide(item: str, *, asks: bool) -> None:
    text = small(("closing:", f"background:\n  - {item}\nclosing:"))
    assert ("identity_asked" in rules(text)) == asks


@pytest.mark.parametrize(
    ("ask", "asks"),
    [
        ("Prénom de l'enfant", True),
        ("Nom et prénom de la personne :", True),
        ("Comment vous appelez-vous ?", True),
        ("Quel est votre numéro de téléphone ?", True),
        ("Pouvez-vous me donner votre adresse ?", True),
        ("Qui vous a donné votre prénom ?", False),
        ("Que représente votre nom de famille pour vous ?", False),
        ("Racontez-moi comment vous avez perdu votre adresse.", False),
        ("Nom de l'association, d'où vient-il ?", False),
    ],
)
def test_open_questions_ask_for_no_name_either(ask: str, *, asks: bool) -> None:
    text = small(("closing:", f'      - {{id: x7, ask: "{ask}"}}\nclosing:'))
    found = [one for one in linted(text) if one.rule == "identity_asked"]
    assert [one.facts()["shown"] for one in found] == ([ask.strip(" :")] if asks else [])


def test_the_group_is_known_when_an_interview_begins() -> None:
    item = 'background: [{id: g, ask: "Vous êtes ici comme ?", choice: {benevoles: B, habitants: H}}]\n'
    text = small(("closing:", item + "closing:"))
    known = Standards(stakeholders=frozenset({"benevoles", "habitants", "elus"}))
    assert rules(text, known) == ["group_asked"]
    assert rules(text, Standards(stakeholders=frozenset({"benevoles"}))) == []


@pytest.mark.parametrize(
    ("probe", "repeats"),
    [
        ('"Racontez-moi votre venue !"', True),
        ('"Racontez-moi la venue."', True),
        ('"Racontez-moi le retour."', False),
        ('"Et ensuite ?"', False),
        ('"Pour commencer, racontez-moi votre venue."', True),
        ('{id: s, ask: "Racontez-moi votre venue.", kind: silence}', False),
    ],
)
def test_a_probe_asks_for_more_than_its_question(probe: str, *, repeats: bool) -> None:
    text = small(("closing:", f"        probes: [{probe}]\nclosing:"))
    assert ("probe_repeats" in rules(text)) == repeats


@pytest.mark.parametrize(
    ("ask", "probe", "repeats"),
    [
        ("Pour commencer, racontez-moi votre arrivée.", "Racontez-moi votre arrivée.", True),
        ("Qu'est-ce qui vous a marqué pendant les maraudes ?", "Qu'est-ce qui vous a marqué ?", True),
        ("Qu'est-ce qui vous a marqué ?", "Qu'est-ce qui vous a marqué pendant les maraudes ?", False),
        ("Racontez-moi votre dernière maraude.", "Racontez-moi.", False),
        ("Tell me how you came to the shelter in winter.", "To start, tell me how you came to the shelter.", True),
    ],
)
def test_a_probe_is_no_beginning_of_its_question(ask: str, probe: str, *, repeats: bool) -> None:
    text = small(
        ("Racontez-moi votre venue.", f'"{ask}"'),
        ("closing:", f'        probes: ["{probe}"]\nclosing:'),
    )
    language = ("language: fr", "language: en") if ask.startswith("Tell") else ("language: fr", "language: fr")
    assert ("probe_repeats" in rules(text.replace(*language))) == repeats


def test_two_probes_that_say_the_same_are_one_too_many() -> None:
    text = small(
        ("closing:", '        probes: ["Comment cela s\'est-il passé ?", "Comment cela s’est-il passé"]\nclosing:')
    )
    (problem,) = linted(text)
    assert (problem.rule, problem.line, problem.column) == ("probe_repeats", *place_of(text, '"Comment cela s’est'))


@pytest.mark.parametrize(
    ("closed", "of", "many"), [(1, 4, False), (2, 4, True), (2, 8, False), (3, 8, True), (1, 2, False)]
)
def test_a_quarter_of_closed_questions_is_enough(closed: int, of: int, *, many: bool) -> None:
    figures = "".join(f'      - {{id: f{n}, ask: "De 0 à 10 ?", scale: {{from: 0, to: 10}}}}\n' for n in range(closed))
    stories = "".join(f'      - {{id: s{n}, ask: "Racontez-moi le jour {n}."}}\n' for n in range(of - closed - 1))
    assert ("many_closed" in rules(small(("closing:", figures + stories + "closing:")))) == many


def test_figures_that_are_followed_and_filters_are_closed_for_a_reason() -> None:
    stories = "".join(f'      - {{id: s{n}, ask: "Racontez-moi le jour {n}."}}\n' for n in range(2))
    figure = '      - {id: f, ask: "De 0 à 10 ?", scale: {from: 0, to: 10}, indicator: confiance}\n'
    filters = '      - {id: role, ask: "Votre rôle ?", choice: {a: A, b: B}}\n'
    waits = '      - {id: w, ask: "Racontez-moi la suite.", when: {role: a}}\n'
    plain = '      - {id: g, ask: "De 0 à 10 ?", scale: {from: 0, to: 10}}\n'
    held = stories + figure + filters + waits
    assert "many_closed" not in rules(small(("closing:", held + "closing:")))
    assert "many_closed" in rules(small(("closing:", held + plain + plain.replace("id: g", "id: h") + "closing:")))


def test_what_must_be_asked_stands_before_the_last_of_three_themes() -> None:
    theme = "  - {{id: t{0}, title: T, aim: A, questions: [{{id: q{0}, ask: Racontez la suite., must: {1}}}]}}\n"
    two = theme.format(1, "true")
    three = two + theme.format(2, "false")
    last = two + theme.format(2, "true")
    assert rules(small(("closing:", two + "closing:"))) == []
    assert rules(small(("closing:", three + "closing:"))) == []
    assert rules(small(("closing:", last + "closing:"))) == ["must_last"]


@pytest.mark.parametrize(
    ("section", "is_found"),
    [("question", True), ("consent", False), ("background", False), ("closing", False), ("opening", False)],
)
def test_a_closed_question_is_right_where_a_word_is_wanted(section: str, *, is_found: bool) -> None:
    asked = "Avez-vous des amis ici ?"
    text = {
        "question": small(("closing:", f'      - {{id: r, ask: "{asked}"}}\nclosing:')),
        "consent": small(("Puis-je prendre des notes ?", asked)),
        "background": small(("closing:", f'background: [{{id: b, ask: "{asked}", choice: {{o: O, n: N}}}}]\nclosing:')),
        "closing": small(("Merci.", asked)),
        "opening": small(("Bonjour.", asked)),
    }[section]
    assert ("closed" in rules(text)) == is_found


def test_an_unknown_language_is_said_once_and_not_judged(study: Path, cli: Cli) -> None:
    for path in (study / "guides").iterdir():
        path.unlink()
    spanish = small(("language: fr", "language: es"), ("Racontez-moi votre venue.", "¿Ha venido usted?"))
    for name in ("uno", "dos"):
        (study / "guides" / f"{name}.yaml").write_text(
            spanish.replace("guide: petit", f"guide: {name}"), encoding="utf-8"
        )
    result = cli("check")
    assert (result.code, result.out) == (0, "")
    assert result.err.count("not in: es") == 1


def test_each_language_is_judged_by_its_own_rules_and_advised_in_it() -> None:
    text = small(
        ("language: fr", "language: fr\nlanguages: [fr, en, es]"),
        ("opening: Bonjour. Vous pouvez arrêter.", "opening: {fr: Vous pouvez arrêter., en: You may stop., es: Hola.}"),
        (
            "closing:",
            '      - id: r\n        ask: {es: "¿Ha venido?", en: "Did you come?", fr: "Êtes-vous venu ?"}\nclosing:',
        ),
    )
    found = [one for one in linted(text) if one.rule == "closed"]
    places = [("fr", *place_of(text, "Êtes")), ("en", *place_of(text, "Did"))]
    assert [(one.facts()["language"], one.line, one.column) for one in found] == places
    assert "Racontez" in str(found[0].facts()["pattern"])
    assert "Tell me" in str(found[1].facts()["pattern"])


CUED = small(("closing:", "      - id: r\n        ask: Que pensez-vous de notre super équipe du CHRS ?\nclosing:"))


def test_a_study_adds_words_to_a_rule_and_takes_some_off(study: Path, cli: Cli) -> None:
    for path in (study / "guides").iterdir():
        path.unlink()
    (study / "guides" / "petit.yaml").write_text(CUED, encoding="utf-8")
    settings = study / "interviewer.yaml"
    settings.write_text("cues:\n  leading: ['notre super']\n  acronym: {fewer: [CHRS]}\n", encoding="utf-8")
    (found,) = json.loads(cli("check", "--json").out)
    assert (found["rule"], found["words"]) == ("leading", "notre super")
    assert (found["line"], found["column"]) == place_of(CUED, "notre super")
    settings.write_text(
        "cues: {jargon: {more: [équipe]}, leading: {fewer: [super]}, acronym: {fewer: [chrs]}}\n", encoding="utf-8"
    )
    (found,) = json.loads(cli("check", "--json").out)
    assert (found["rule"], found["words"]) == ("jargon", "équipe")


def test_a_study_does_without_a_rule_and_that_is_said(study: Path, cli: Cli) -> None:
    for path in (study / "guides").iterdir():
        path.unlink()
    (study / "guides" / "petit.yaml").write_text(small(("Vous pouvez arrêter.", "")), encoding="utf-8")
    assert "no_withdrawal" in cli("check").out
    (study / "interviewer.yaml").write_text("lint: {ok: [no_withdrawal, why]}\n", encoding="utf-8")
    result = cli("check", "--strict")
    assert (result.code, result.out) == (0, "")
    assert "Rules that interviewer.yaml leaves out: no_withdrawal, why." in result.err


@pytest.mark.parametrize(
    ("settings", "place", "problem"),
    [
        ("cues: {leadng: [x]}", (1, 8), ("unknown_key_near", "leading")),
        ("cues: {fermé: [x]}", (1, 8), ("unknown_key_near", "closed")),
        ("cues: {pourquoi: [x]}", (1, 8), ("unknown_key_near", "why")),
        ("cues: {why: x}", (1, 13), ("not_a_mapping", "")),
        ("cues: {acronym: {known: [x]}}", (1, 18), ("unknown_key_near", "fewer")),
        ("cues: {acronym: {more: x}}", (1, 24), ("not_a_list", "")),
        ("cues: {acronym: [[x]]}", (1, 18), ("not_a_text", "")),
        ("cues: [x]", (1, 7), ("not_a_mapping", "")),
        ("cues: {long: [x]}", (1, 8), ("unknown_key", "")),
        ("lint: {ok: [clsed]}", (1, 13), ("unknown_value_near", "closed")),
        ("lint: {ok: why}", (1, 12), ("not_a_list", "")),
        ("lint: [why]", (1, 7), ("not_a_mapping", "")),
    ],
)
def test_what_a_study_says_about_quality_is_checked(
    settings: str, place: tuple[int, int], problem: tuple[str, str], study: Path, cli: Cli
) -> None:
    rule, meant = problem
    (study / "interviewer.yaml").write_text(settings + "\n", encoding="utf-8")
    result = cli("check", "interviewer.yaml", "--json")
    (found,) = json.loads(result.out)
    assert (result.code, found["rule"]) == (3, rule)
    assert (found["line"], found["column"]) == place
    assert f"“{meant}”" in found["message"] or not meant


def test_settings_that_do_not_count_are_told_where_only_guides_are_checked(study: Path, cli: Cli) -> None:
    """A hook gives the guides that changed, and nothing else."""
    for path in (study / "guides").iterdir():
        path.unlink()
    for name in ("petit", "autre"):
        guide = CUED.replace("guide: petit", f"guide: {name}").replace("notre super équipe du CHRS", "l'accueil")
        (study / "guides" / f"{name}.yaml").write_text(guide, encoding="utf-8")
    both = ("guides/petit.yaml", "guides/autre.yaml")
    assert json.loads(cli("check", *both, "--json").out) == []
    (study / "interviewer.yaml").write_text("lint: {ok: [why]}\ncues: {leading: {fr: [x]}}\n", encoding="utf-8")
    for more, code, severity in (((), 0, "warning"), (("--strict",), 3, "error")):
        result = cli("check", *both, "--json", *more)
        (found,) = json.loads(result.out)
        assert (result.code, found["rule"], found["severity"]) == (code, "settings_out_of_use", severity)
        assert (found["path"], found["line"]) == ("interviewer.yaml", 2)
    assert [one["rule"] for one in json.loads(cli("check", "--json").out)] == ["unknown_key"]


def test_github_is_told_in_commands_that_nothing_breaks(study: Path, cli: Cli) -> None:
    name = "100% a,b:c.yaml"
    text = small(("Vous pouvez arrêter.", "Merci."), ("guide: petit", "guide: p"))
    (study / "guides" / name).write_text(text, encoding="utf-8")
    result = cli("check", "--format", "github", "--strict", f"guides/{name}")
    lines = result.out.splitlines()
    assert lines[0].startswith(
        "::warning file=guides/100%25 a%2Cb%3Ac.yaml,line=1,col=8,title=file_name::The guide “p” stands"
    )
    assert lines[1].startswith("::error file=guides/100%25 a%2Cb%3Ac.yaml,line=6,col=1,title=no_withdrawal::Nothing in")
    assert "(language: fr).%0ASay it" in lines[1]
    assert (result.code, len(lines)) == (3, 2)
    assert result.err.startswith("1 file checked")


def test_github_is_told_paths_from_the_root_of_the_repository(
    study: Path, cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    (study / "guides" / "x.yaml").write_text("guide: x\n", encoding="utf-8")
    subprocess.run(["git", "init", "-q", str(study.parent)], check=True)
    place = f"{study.name}/guides/x.yaml"
    assert f"file={place}," in cli("check", "--format", "github", "guides/x.yaml").out
    monkeypatch.chdir(study / "guides")
    assert f"file={place}," in cli("check", "--format", "github", "x.yaml").out
    monkeypatch.chdir(study.parent)
    assert f"file={place}," in cli("check", "--format", "github", place).out


def test_a_command_for_github_is_one_line_whatever_the_words(study: Path, cli: Cli) -> None:
    (study / "guides" / "x.yaml").write_bytes("guide: x\n::error::\x1b[2J\u202ekey%: 1\n".encode())
    lines = cli("check", "--format", "github", "guides/x.yaml").out.splitlines()
    assert all(re.fullmatch(r"::(error|warning) file=[^:]*::.*", line) for line in lines)
    assert lines
    assert "\x1b" not in "".join(lines)


def test_json_is_the_short_form_of_its_format(study: Path, cli: Cli) -> None:
    (study / "guides" / "petit.yaml").write_text(small(("Vous pouvez arrêter.", "Merci.")), encoding="utf-8")
    assert cli("check", "--json").out == cli("check", "--format", "json").out
    assert cli("check", "--format", "text").out == cli("check").out
    assert cli("check", "--format", "xml").code == 2


def test_what_is_silenced_is_counted(study: Path, cli: Cli) -> None:
    for path in (study / "guides").iterdir():
        path.unlink()
    text = small(("\nconsent:", "\n# lint: ok no_withdrawal\nconsent:"), ("Vous pouvez arrêter.", "Merci."))
    (study / "guides" / "petit.yaml").write_text(text, encoding="utf-8")
    result = cli("check", "--strict")
    assert (result.code, result.out) == (0, "")
    assert result.err == "3 files checked: 0 errors, 0 warnings.\n1 finding is silenced.\n"


@pytest.mark.parametrize("language", ["fr", "en"])
def test_what_new_writes_passes_the_strict_check(language: str, study: Path, cli: Cli) -> None:
    cli("--lang", language, "new", "voisins")
    result = cli("check", "--strict")
    assert (result.code, result.out) == (0, "")


def hook() -> dict[str, str]:
    """What .pre-commit-hooks.yaml says, key by key; its values are single lines."""
    lines = (ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8").splitlines()
    said = [re.match(r"[- ] (\w+): (.*)", line) for line in lines]
    return {found[1]: found[2] for found in said if found}


def test_the_hook_for_commits_runs_the_strict_check_on_the_files_it_is_for(study: Path, cli: Cli) -> None:
    said = hook()
    assert said["language"] == "python"
    program, *words = shlex.split(said["entry"])
    assert program == "interviewer"
    files = [path.relative_to(study).as_posix() for path in study.rglob("*") if path.is_file()]
    meant = [name for name in files if re.search(said["files"], name)]
    assert {"guides/benevoles.yaml", "codebook.yaml", "interviewer.yaml"} <= set(meant)
    assert not re.search(said["files"], "sessions/x/guides.yaml")
    options = said["args"].strip("[]").split(", ")
    assert cli(*words, *options, *meant).code == 0
    (study / "guides" / "petit.yaml").write_text(small(("Vous pouvez arrêter.", "Merci.")), encoding="utf-8")
    assert cli(*words, *options, "guides/petit.yaml").code == 3


ENDLESS = {
    "comments": SMALL.replace("closing:", "        # lint: ok closed\n" * 30_000 + "closing:"),
    "silenced questions": SMALL.replace(
        "closing:",
        "".join(f'      - {{id: a{n}, ask: "Avez-vous vu ?"}}  # lint: ok closed, why\n' for n in range(3_000))
        + "closing:",
    ),
    "probes": SMALL.replace(
        "closing:", f"        probes: [{', '.join(f'Et le jour {n}' for n in range(6_000))}]\nclosing:"
    ),
    "facts": SMALL.replace(
        "closing:",
        "background:\n"
        + "".join(f"  - {{id: b{n}, ask: Le jour {n}, text: true}}\n" for n in range(4_000))
        + "closing:",
    ),
    "one word": SMALL.replace("votre venue", "a" * 900_000),
    "one sentence": SMALL.replace("votre venue", "est-ce que vous avez " * 40_000),
    "an opening": SMALL.replace("Bonjour.", "entretien 5 heure et " * 40_000),
    "accents": SMALL.replace("votre venue", "e\u0301'" * 150_000),
}


@pytest.mark.parametrize("name", ENDLESS)
def test_a_huge_guide_is_judged_in_bounded_time(name: str) -> None:
    began = time.process_time()
    linted(ENDLESS[name])
    assert time.process_time() - began < 15


def test_many_guides_are_told_of_as_few_are(study: Path, cli: Cli) -> None:
    """From 128 files on, several processes share the work."""
    for path in (study / "guides").iterdir():
        path.unlink()
    names = [f"g{n:03}" for n in range(140)]
    for n, name in enumerate(names):
        changes = [("guide: petit", f"guide: {name}"), *[("Vous pouvez arrêter.", "Merci.")] * (n % 2)]
        silent = [("\nconsent:", "\n# lint: ok no_withdrawal\nconsent:")] * (n % 4 == 1)
        (study / "guides" / f"{name}.yaml").write_text(small(*changes, *silent), encoding="utf-8")
    (study / "guides" / "broken.yaml").write_text("guide: [\n", encoding="utf-8")
    together = cli("check", "--json")
    parts = [cli("check", "--json", *(f"guides/{name}.yaml" for name in names[at : at + 70])) for at in (0, 70)]
    few = [row for part in parts for row in json.loads(part.out)] + json.loads(
        cli("check", "--json", "guides/broken.yaml").out
    )
    assert sorted(json.loads(together.out), key=str) == sorted(few, key=str)
    assert len(few) == 35 + 1
    assert "35 findings are silenced." in cli("check").err


CLOSED = '        probes: ["Avez-vous aimé ?", "Pensez-vous revenir ?", "Et vous, êtes-vous resté ?"]\nclosing:'


def test_the_end_of_a_check_says_what_was_found_and_how_to_keep_a_wording(study: Path, cli: Cli) -> None:
    text = small(("closing:", CLOSED), ("Racontez-moi votre venue.", "Avez-vous connu le CHRS, le SIAO et le CCAS ?"))
    (study / "guides" / "petit.yaml").write_text(text, encoding="utf-8")
    result = cli("check", "guides/petit.yaml")
    assert result.code == 0
    lines = result.err.splitlines()
    assert lines[1].startswith("Found most often: ")
    assert "closed 4" in lines[1]
    assert lines[2].startswith("Next: change what you agree with")
    assert lines[3] == "To keep something as it is, end its line with:  # lint: ok closed"


def test_what_ends_a_check_is_not_said_where_nothing_was_found(study: Path, cli: Cli) -> None:
    (study / "guides" / "petit.yaml").write_text(SMALL, encoding="utf-8")
    assert cli("check", "guides/petit.yaml").err == "1 file checked: 0 errors, 0 warnings.\n"


def test_the_help_tells_of_the_comment(cli: Cli) -> None:
    assert "# lint: ok" in " ".join(cli("check", "--help").out.split())


@pytest.mark.parametrize(
    ("french", "rule"),
    [
        ("fermee", "closed"),
        ("fermée", "closed"),
        ("Sigle", "acronym"),
        ("relance", "probe_repeats"),
        ("identité", "identity_asked"),
    ],
)
def test_a_rule_that_is_named_in_french_is_understood(french: str, rule: str) -> None:
    (note,) = linted(small(("votre venue.", f"votre venue.  # lint: ok {french}")))
    assert (note.rule, note.facts()["meant"]) == ("silence_unknown_near", rule)


def test_other_names_lead_to_rules_that_exist() -> None:
    assert set(OTHER_NAMES.values()) <= set(QUALITY_RULES)
    assert not set(OTHER_NAMES) & set(QUALITY_RULES) - {"negative"}
